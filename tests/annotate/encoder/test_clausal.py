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


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("mentre", {"piove": "advcl"}),
        ("se", {"piove": "advcl"}),
        ("che", {}),
    ],
)
def test_what_joins_a_clause_may_tell_it_from_a_complement(
    governors: ClausalGovernors, mark: str, found: dict[str, str]
) -> None:
    rows = [
        ("resta", "restare", 0, "root", False),
        (mark, mark, 3, "mark", False),
        ("piove", "piovere", 1, "ccomp", False),
    ]
    assert _mended(governors, rows) == found


@pytest.mark.parametrize(
    ("verb", "lemma", "found"), [("chiede", "chiedere", {}), ("parte", "partire", {"piove": "advcl"})]
)
def test_a_question_completes_only_a_verb_of_asking_or_knowing(
    governors: ClausalGovernors, verb: str, lemma: str, found: dict[str, str]
) -> None:
    rows = [
        (verb, lemma, 0, "root", False),
        ("quando", "quando", 3, "advmod", False),
        ("piove", "piovere", 1, "ccomp", False),
    ]
    assert _mended(governors, rows) == found


def test_a_clause_of_condition_before_its_verb_is_adverbial_too(governors: ClausalGovernors) -> None:
    rows = [
        ("se", "se", 2, "mark", False),
        ("piove", "piovere", 3, "ccomp", False),
        ("resta", "restare", 0, "root", False),
    ]
    assert _mended(governors, rows) == {"piove": "advcl"}


def test_an_infinitive_that_a_preposition_joins_has_the_subject_of_its_verb(governors: ClausalGovernors) -> None:
    rows = [
        ("spera", "sperare", 0, "root", False),
        ("di", "di", 3, "mark", False),
        ("vincere", "vincere", 1, "ccomp", True),
    ]
    assert _mended(governors, rows) == {"vincere": "xcomp"}
