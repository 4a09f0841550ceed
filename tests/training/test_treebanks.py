"""What the treebanks' labels become in training."""

from __future__ import annotations

import pytest

from pipeline.annotate.encoder.clausal import ClausalGovernors
from training.corpora import CLAUSAL
from training.treebanks import Sentence, Token, mark_clauses

# form, lemma, part of speech, features, head from 0, relation
ROWS = {
    "causative": (
        ("Anna", "Anna", "PROPN", "", 1, "nsubj"),
        ("fa", "fare", "VERB", "VerbForm=Fin", 1, "root"),
        ("sapere", "sapere", "VERB", "VerbForm=Inf", 1, "xcomp"),
        ("tutto", "tutto", "PRON", "", 2, "obj"),
    ),
    "marked": (
        ("Anna", "Anna", "PROPN", "", 1, "nsubj"),
        ("riesce", "riuscire", "VERB", "VerbForm=Fin", 1, "root"),
        ("a", "a", "ADP", "", 3, "mark"),
        ("dire", "dire", "VERB", "VerbForm=Inf", 1, "ccomp"),
    ),
    "copular": (
        ("È", "essere", "AUX", "VerbForm=Fin", 1, "cop"),
        ("compito", "compito", "NOUN", "", 1, "root"),
        ("dire", "dire", "VERB", "VerbForm=Inf", 1, "ccomp"),
    ),
    "impersonal": (
        ("È", "essere", "AUX", "VerbForm=Fin", 1, "cop"),
        ("possibile", "possibile", "ADJ", "", 1, "root"),
        ("dire", "dire", "VERB", "VerbForm=Inf", 1, "ccomp"),
    ),
    "copular with a subject": (
        ("Anna", "Anna", "PROPN", "", 2, "nsubj"),
        ("è", "essere", "AUX", "VerbForm=Fin", 2, "cop"),
        ("pronta", "pronto", "ADJ", "", 2, "root"),
        ("partire", "partire", "VERB", "VerbForm=Inf", 2, "xcomp"),
    ),
    "finite": (
        ("Anna", "Anna", "PROPN", "", 1, "nsubj"),
        ("dice", "dire", "VERB", "VerbForm=Fin", 1, "root"),
        ("che", "che", "SCONJ", "", 3, "mark"),
        ("parte", "partire", "VERB", "VerbForm=Fin", 1, "ccomp"),
    ),
    "causative with a mark": (
        ("Anna", "Anna", "PROPN", "", 1, "nsubj"),
        ("lascia", "lasciare", "VERB", "VerbForm=Fin", 1, "root"),
        ("da", "da", "ADP", "", 3, "mark"),
        ("fare", "fare", "VERB", "VerbForm=Inf", 1, "xcomp"),
    ),
}


def _relations(name: str, *, open_: bool) -> list[str]:
    tokens = tuple(
        Token(form, lemma, upos, feats, head, deprel, True) for form, lemma, upos, feats, head, deprel in ROWS[name]
    )
    marked = mark_clauses(Sentence(tokens), ClausalGovernors.read(CLAUSAL), open_=open_)
    assert [token.text for token in marked.tokens] == [token.text for token in tokens]
    changed = [new for old, new in zip(tokens, marked.tokens, strict=True) if old.deprel != new.deprel]
    assert len(changed) <= 1
    return [token.deprel for token in changed]


@pytest.mark.parametrize("open_", [False, True])
def test_what_a_causative_makes_somebody_do_is_a_clause(open_: bool) -> None:
    assert _relations("causative", open_=open_) == ["ccomp"]


@pytest.mark.parametrize("open_", [False, True])
def test_what_is_impersonally_so_is_a_subject_clause(open_: bool) -> None:
    assert _relations("impersonal", open_=open_) == ["csubj"]


def test_an_infinitive_that_a_preposition_joins_to_a_verb_shares_its_subject() -> None:
    assert _relations("marked", open_=True) == ["xcomp"]


def test_an_infinitive_after_a_copula_without_a_subject_is_the_subject() -> None:
    assert _relations("copular", open_=True) == ["csubj"]


@pytest.mark.parametrize("name", ["marked", "copular"])
def test_treebanks_that_label_as_isdt_does_keep_their_labels(name: str) -> None:
    assert _relations(name, open_=False) == []


@pytest.mark.parametrize("open_", [False, True])
@pytest.mark.parametrize("name", ["finite", "copular with a subject", "causative with a mark"])
def test_nothing_else_changes(name: str, open_: bool) -> None:
    assert _relations(name, open_=open_) == []
