"""A verb has one subject: of two, the one that the network is surer of; the other takes its next best relation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def with_one_subject(
    scores: NDArray[np.float32], heads: Sequence[int], subjects: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Return the best relation of each word under the constraint.

    `scores` are (words, relations), `heads` 0 for a root, else 1 + the head's place; `subjects` marks the relations
    of which a head may have one in all.
    """
    best: NDArray[np.intp] = scores.argmax(axis=1)
    seen: dict[int, list[int]] = {}
    for place in np.flatnonzero(subjects[best]).tolist():
        seen.setdefault(heads[place], []).append(place)
    for places in seen.values():
        if len(places) > 1:
            other = np.where(subjects, -np.inf, scores[places])
            surest = int((scores[places, best[places]] - other.max(axis=1)).argmax())
            for i, place in enumerate(places):
                if i != surest:
                    best[place] = other[i].argmax()
    return best
