"""Arc scores → the best tree, by the algorithm of Chu, Liu and Edmonds.

Own code, because the one library for it has no wheels for Python 3.13 and networkx takes a second for a long sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.intp]
NEVER = -1e18


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each word in the tree with the highest sum of scores and exactly one root.

    `scores` is (words, 1 + words): row = dependent, column 0 = the root, column 1 + i = word i as the head. The result
    counts in the same way: 0 for the root.
    """
    size = scores.shape[0]
    full = np.full((size + 1, size + 1), NEVER)
    full[1:] = scores
    np.fill_diagonal(full, NEVER)
    heads = full.argmax(axis=1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and _cycle(heads) is None:
        return [int(head) for head in heads[1:]]
    # Each arc from the root costs more than all other differences together: the best tree has but one of them.
    span = float(scores.max() - scores.min()) + 1.0
    full[1:, 0] -= span * (size + 1)
    return [int(head) for head in _arborescence(full)[1:]]


def _arborescence(scores: Scores) -> Heads:
    """Return the best head of every node but node 0; `scores[d, h]`, NEVER where there is no arc."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cost = scores[cycle, heads[cycle]]
    # An arc into the cycle replaces the cycle's own arc to the node that it enters.
    into = scores[np.ix_(cycle, outside)] - cost[:, None]
    out_of = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = into.max(axis=0)
    smaller[:size, size] = out_of.max(axis=1)
    smaller[0] = NEVER
    found = _arborescence(smaller)
    result: Heads = heads.copy()
    for i in range(1, size):
        head = found[i]
        result[outside[i]] = outside[head] if head < size else cycle[out_of[i].argmax()]
    entering = found[size]
    entered = cycle[into[:, entering].argmax()]
    result[entered] = outside[entering]
    return result


def _cycle(heads: Heads) -> Heads | None:
    """Return the nodes of a cycle, or None where every node hangs on node 0."""
    state = [0] * len(heads)
    state[0] = 2
    for node in range(1, len(heads)):
        path = []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :], dtype=np.intp)
        for passed in path:
            state[passed] = 2
    return None
