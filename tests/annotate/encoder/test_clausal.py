"""What a clause is to its governor, on trees written out: word, lemma, head (0 the root), relation, infinitive."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from pipeline.annotate.encoder.clausal import ClausalGovernors
from pipeline.annotate.spacy_backend import WEIGHTS

Row: TypeAlias = tuple[str, str, int, str, bool]


@pytest.fixture(scope="module")
def governors() -> ClausalGovernors:
    return ClausalGovernors.read(WEIGHTS / "intreccio_encoder" / "clausal.tsv")


def _mended(governors: ClausalGovernors, rows: list[Row]) -> dict[str, str]:
    _, lemmas, heads, relations, infinitive = zip(*rows, strict=True)
    return {rows[i][0]: relation for i, relation in governors.mended(relations, heads, lemmas, infinitive).items()}


@pytest.mark.parametrize(
    ("verb", "lemma", "found"),
    [
        ("lascia", "lasciare", {"intendere": "ccomp"}),
        ("fa", "fare", {"intendere": "ccomp"}),
        ("bisogna", "bisognare", {"intendere": "ccomp"}),
        ("vuole", "volere", {}),
    ],
)
def test_a_bare_infinitive_goes_by_its_verb(
    governors: ClausalGovernors, verb: str, lemma: str, found: dict[str, str]
) -> None:
    rows = [(verb, lemma, 0, "root", False), ("intendere", "intendere", 1, "xcomp", True)]
    assert _mended(governors, rows) == found


@pytest.mark.parametrize(("mark", "found"), [("di", {"entrare": "ccomp"}), ("a", {})])
def test_a_marked_infinitive_goes_by_verb_and_mark(
    governors: ClausalGovernors, mark: str, found: dict[str, str]
) -> None:
    rows = [
        ("permette", "permettere", 0, "root", False),
        (mark, mark, 3, "mark", False),
        ("entrare", "entrare", 1, "xcomp", True),
    ]
    assert _mended(governors, rows) == found


def _copular(adjective: str, subject: str) -> list[Row]:
    return [
        ("scelta", "scelta", 3, subject, False),
        ("è", "essere", 3, "cop", False),
        (adjective, adjective, 0, "root", False),
        ("che", "che", 5, "mark", False),
        ("paghi", "pagare", 3, "ccomp", False),
    ]


@pytest.mark.parametrize(
    ("adjective", "subject", "found"),
    [
        ("giusto", "obl", {"paghi": "csubj"}),
        ("giusto", "nsubj", {}),
        ("convinto", "obl", {}),
    ],
)
def test_a_clause_after_an_impersonal_predicate_is_its_subject_where_it_has_no_other(
    governors: ClausalGovernors, adjective: str, subject: str, found: dict[str, str]
) -> None:
    assert _mended(governors, _copular(adjective, subject)) == found


def test_a_clause_before_its_governor_stays(governors: ClausalGovernors) -> None:
    rows = [
        ("che", "che", 2, "mark", False),
        ("paghi", "pagare", 4, "ccomp", False),
        ("è", "essere", 4, "cop", False),
        ("giusto", "giusto", 0, "root", False),
    ]
    assert _mended(governors, rows) == {}
