"""One subject a verb."""

from __future__ import annotations

import numpy as np

from pipeline.annotate.encoder.subjects import with_one_subject

SUBJECTS = np.array([True, True, False])
"""Of the relations nsubj, nsubj:pass, obj."""


def test_the_less_sure_of_two_subjects_takes_its_next_best_relation() -> None:
    scores = np.array([[5, 0, 1], [0, 0, 9], [3, 2.5, 2]], dtype=np.float32)
    assert with_one_subject(scores, [2, 0, 2], SUBJECTS).tolist() == [0, 2, 2]


def test_subjects_of_different_verbs_stay() -> None:
    scores = np.array([[5, 0, 1], [0, 0, 9], [3, 2.5, 2]], dtype=np.float32)
    assert with_one_subject(scores, [2, 0, 1], SUBJECTS).tolist() == [0, 2, 0]
