"""Scores of name tags → spans: the best sequence in which no I-X follows anything but B-X or I-X."""

from __future__ import annotations

from collections.abc import Sequence

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


def best_tags(scores: NDArray[np.float32], allowed: NDArray[np.float32], starts: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the best sequence of tags; `scores` is (words, tags), and no name runs into a new sentence."""
    tags: NDArray[np.intp] = scores.argmax(axis=1)
    before = np.r_[0, tags[:-1]]
    before[starts] = 0  # as after O
    broken = np.flatnonzero(allowed[before, tags] < 0)
    cuts = np.flatnonzero(starts)
    for i in broken:
        # Only where the best tags of the words by themselves do not fit together is there anything to weigh.
        begin = int(cuts[cuts <= i].max(initial=0))
        end = int(cuts[cuts > i].min(initial=len(tags)))
        tags[begin:end] = _viterbi(scores[begin:end], allowed)
    return tags


def _viterbi(scores: NDArray[np.float32], allowed: NDArray[np.float32]) -> list[int]:
    """Return the best sequence of tags of one sentence."""
    best = scores[0] + allowed[0]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tags = [int(best.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]
