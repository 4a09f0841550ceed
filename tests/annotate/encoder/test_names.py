"""The best sequence of name tags, against all sequences."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from pipeline.annotate.encoder.names import best_tags, transitions

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
ALLOWED = transitions(TAGS)


def _possible(tags: tuple[int, ...], starts: list[bool]) -> bool:
    for i, tag in enumerate(tags):
        name = TAGS[tag]
        before = "O" if i == 0 or starts[i] else TAGS[tags[i - 1]]
        if name.startswith("I-") and before[1:] != name[1:]:
            return False
    return True


@settings(max_examples=50)
@given(arrays(np.float32, (4, 5), elements=st.floats(-9, 9, width=16)), st.lists(st.booleans(), min_size=4, max_size=4))
def test_no_possible_sequence_scores_higher(scores: NDArray[np.float32], starts: list[bool]) -> None:
    found = best_tags(scores, ALLOWED, np.array(starts)).tolist()
    assert _possible(tuple(found), starts)
    best = max(
        sum(float(scores[i, tag]) for i, tag in enumerate(tags))
        for tags in product(range(5), repeat=4)
        if _possible(tags, starts)
    )
    assert sum(float(scores[i, tag]) for i, tag in enumerate(found)) == pytest.approx(best, abs=1e-3)


def test_a_name_does_not_run_into_the_next_sentence() -> None:
    scores = np.full((2, 5), -5, dtype=np.float32)
    scores[0, 1] = scores[1, 2] = 5
    assert [TAGS[tag] for tag in best_tags(scores, ALLOWED, np.array([True, False]))] == ["B-PER", "I-PER"]
    assert TAGS[best_tags(scores, ALLOWED, np.array([True, True]))[1]] != "I-PER"
