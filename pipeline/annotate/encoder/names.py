"""Scores of name tags → spans: the best sequence in which no I-X follows anything but B-X or I-X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e9


def transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """Return (before, after): 0 where a tag may follow, else a score that nothing outweighs."""
    allowed = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, after in enumerate(tags):
        if after.startswith("I-"):
            for i, before in enumerate(tags):
                if before[1:] != after[1:]:
                    allowed[i, j] = FORBIDDEN
    return allowed


def best_tags(scores: NDArray[np.float32], allowed: NDArray[np.float32], starts: Sequence[bool]) -> list[int]:
    """Return the best sequence of tags (Viterbi); `scores` is (words, tags), and no name runs into a new sentence."""
    initial = allowed[0]  # as after O
    best = scores[0] + initial
    back: list[NDArray[np.intp]] = []
    for row, start in zip(scores[1:], starts[1:], strict=True):
        paths = best[:, None] + (initial[None, :] if start else allowed)
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tags = [int(best.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names of a sequence of tags as (first word, end, label)."""
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i
