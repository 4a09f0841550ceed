"""What some verbs cannot have, on trees written out: word, part of speech, lemma, head (0 the root), relation."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from pipeline.annotate.encoder.intransitives import Intransitives
from pipeline.annotate.spacy_backend import WEIGHTS

Row: TypeAlias = tuple[str, str, str, int, str]


@pytest.fixture(scope="module")
def verbs() -> Intransitives:
    return Intransitives.read(WEIGHTS / "intreccio_encoder" / "intransitive.tsv")


def _mended(verbs: Intransitives, rows: list[Row]) -> dict[str, str]:
    _, parts, lemmas, heads, relations = zip(*rows, strict=True)
    return {rows[i][0]: relation for i, relation in verbs.mended(relations, heads, lemmas, parts).items()}


def test_a_perfect_with_essere_is_no_passive(verbs: Intransitives) -> None:
    rows = [
        ("riunione", "NOUN", "riunione", 3, "nsubj:pass"),
        ("è", "AUX", "essere", 3, "aux:pass"),
        ("avvenuta", "VERB", "avvenire", 0, "root"),
        ("ieri", "ADV", "ieri", 3, "advmod"),
    ]
    assert _mended(verbs, rows) == {"riunione": "nsubj", "è": "aux"}


def test_a_passive_with_two_auxiliaries_stays(verbs: Intransitives) -> None:
    rows = [
        ("colpi", "NOUN", "colpo", 4, "nsubj:pass"),
        ("sono", "AUX", "essere", 4, "aux"),
        ("stati", "AUX", "essere", 4, "aux:pass"),
        ("esplosi", "VERB", "esplodere", 0, "root"),
    ]
    assert _mended(verbs, rows) == {}


@pytest.mark.parametrize(
    ("verb", "lemma", "found"),
    [
        ("Cominciò", "cominciare", {}),
        ("Arrivò", "arrivare", {"attesa": "nsubj"}),
        ("Vide", "vedere", {}),
    ],
)
def test_a_noun_after_a_verb_that_takes_no_object_is_its_subject(
    verbs: Intransitives, verb: str, lemma: str, found: dict[str, str]
) -> None:
    rows = [(verb, "VERB", lemma, 0, "root"), ("attesa", "NOUN", "attesa", 1, "obj")]
    assert _mended(verbs, rows) == found


def test_a_verb_with_a_subject_keeps_its_object(verbs: Intransitives) -> None:
    rows = [
        ("treno", "NOUN", "treno", 2, "nsubj"),
        ("arriva", "VERB", "arrivare", 0, "root"),
        ("due", "NUM", "due", 2, "obj"),
    ]
    assert _mended(verbs, rows) == {}
