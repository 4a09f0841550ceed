"""Questions, on trees written out: heads count from 1, 0 is the root."""

from __future__ import annotations

from pipeline.annotate.encoder.interrogatives import are_adverbs, mend_questions


def test_the_interrogative_becomes_the_predicate() -> None:
    words = ["Chi", "è", "il", "direttore", "?"]
    parts = ["PRON", "AUX", "DET", "NOUN", "PUNCT"]
    heads, renamed = mend_questions(words, parts, [4, 4, 4, 0, 4], ["nsubj", "cop", "det", "root", "punct"])
    assert heads == [0, 1, 4, 1, 1]
    assert renamed == {0: "root", 3: "nsubj"}


def test_when_in_a_question_is_an_adverb() -> None:
    words = ["Quando", "nacque", "Ada", "?"]
    parts = ["SCONJ", "VERB", "PROPN", "PUNCT"]
    heads = [2, 0, 2, 2]
    assert mend_questions(words, parts, heads, ["mark", "root", "nsubj", "punct"]) == (heads, {0: "advmod"})


def test_a_statement_stays_as_it_is() -> None:
    words = ["Quando", "nacque", ",", "pioveva", "."]
    parts = ["SCONJ", "VERB", "PUNCT", "VERB", "PUNCT"]
    heads = [2, 4, 2, 0, 4]
    relations = ["mark", "advcl", "punct", "root", "punct"]
    assert mend_questions(words, parts, heads, relations) == (heads, {})


def test_where_is_an_adverb_and_when_in_a_question() -> None:
    assert are_adverbs(["Dov’", "è", "?"], {}) == [0]
    assert are_adverbs(["Quando", "nacque", "?"], {0: "advmod"}) == [0]
    assert are_adverbs(["Quando", "piove"], {}) == []
