"""Edit scripts, and the lexicon that keeps them from inventing words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.annotate.encoder.lemma_rules import KEEP, apply_rule, rule_between
from pipeline.annotate.encoder.lemmas import LemmaTable

words = st.text(st.characters(categories=["Ll", "Lu"], exclude_characters="’"), min_size=1, max_size=12).filter(
    lambda word: len(word.lower()) == len(word)
)
RULES = ("1|are", "3|are", "2|ere", "0|", KEEP)


@given(words, words.map(str.lower))
def test_the_script_between_two_words_leads_from_one_to_the_other(form: str, lemma: str) -> None:
    assert apply_rule(rule_between(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("incontrato", "incontrare", "2|re"),
        ("È", "essere", "1|essere"),
        ("Roma", "Roma", KEEP),
        ("Dell’", "di", "4|i"),
        ("ieri", "ieri", "0|"),
    ],
)
def test_scripts(form: str, lemma: str, rule: str) -> None:
    assert rule_between(form, lemma) == rule


def test_a_script_that_strips_more_than_there_is_gives_nothing() -> None:
    assert apply_rule("4|are", "va") is None


def _table() -> LemmaTable:
    forms = {
        ("parlare", "VERB"): ("parlare",),
        ("porta", "VERB"): ("portare", "porgere"),
        ("porta", "NOUN"): ("porta",),
    }
    return LemmaTable(RULES, forms)


def _scores(**best: float) -> NDArray[np.float32]:
    return np.array([best.get(f"r{i}", -9.0) for i in range(len(RULES))], dtype=np.float32)


def test_the_lexicon_comes_first() -> None:
    assert _table().lemma("Porta", "NOUN", _scores(r0=5)) == "porta"


def test_a_script_that_gives_a_known_word_is_believed_before_a_better_one_that_does_not() -> None:
    assert _table().lemma("parlano", "VERB", _scores(r2=5, r1=1)) == "parlare"


def test_a_name_that_nobody_knows_is_its_own_lemma() -> None:
    assert _table().lemma("Vattelapesca", "PROPN", _scores(r1=5)) == "Vattelapesca"
