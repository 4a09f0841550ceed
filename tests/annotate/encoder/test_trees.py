"""The tree decoder against networkx, which is slow but not ours."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.annotate.encoder.trees import Scores, best_tree

ROOT_COST = 10_000.0

score_tables = st.integers(1, 9).flatmap(
    lambda size: arrays(np.float64, (size, size + 1), elements=st.floats(-50, 50, width=32))
)


def _total(scores: Scores, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def _reference(scores: Scores) -> list[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    for word in range(len(scores)):
        for head in range(len(scores) + 1):
            if head != word + 1:
                graph.add_edge(head, word + 1, weight=float(scores[word, head]) - (ROOT_COST if head == 0 else 0))
    tree = nx.maximum_spanning_arborescence(graph)
    return [next(iter(tree.predecessors(word + 1))) for word in range(len(scores))]


@given(score_tables)
def test_no_tree_scores_higher(scores: Scores) -> None:
    assert _total(scores, best_tree(scores)) == pytest.approx(_total(scores, _reference(scores)), abs=1e-6)


@given(score_tables)
def test_it_is_a_tree_with_one_root(scores: Scores) -> None:
    heads = best_tree(scores)
    assert heads.count(0) == 1
    for word in range(len(heads)):
        seen = set()
        node = word + 1
        while node:
            assert node not in seen
            seen.add(node)
            node = heads[node - 1]


def test_two_words_that_want_to_be_the_root() -> None:
    scores = np.array([[9.0, 0.0, 1.0], [8.0, 2.0, 0.0]])
    assert best_tree(scores) == [0, 1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1.0, 0.0, 9.0, 0.0], [1.0, 9.0, 0.0, 3.0], [5.0, 0.0, 0.0, 0.0]])
    assert best_tree(scores) == [2, 3, 0]
