"""Claims as JSON lines: what is written is what is read, whatever the claim."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DataError
from pipeline.export.claims import claims_to_jsonl, read_claims_jsonl
from pipeline.graph import Graph
from pipeline.model import (
    Claim,
    EncounterDetail,
    Evidence,
    FigureDetail,
    Mention,
    RoleDetail,
    SayingDetail,
    Span,
)
from tests.builders import make_claim


def _every(record: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return records with all their fields, by type where nothing else is known: a new field is tried, too."""
    return st.builds(record, **{field.name: ... for field in fields(record)} | known)


NUMBERS = st.floats(allow_nan=False)
SPANS = st.tuples(st.integers(0, 2**31), st.integers(1, 2**31)).map(lambda pair: Span(pair[0], sum(pair)))
MENTIONS = _every(Mention, span=SPANS)
PARTIES = st.lists(MENTIONS, max_size=3).map(tuple)
DETAILS = st.one_of(
    st.none(),
    _every(
        EncounterDetail,
        participants=st.lists(MENTIONS, min_size=2, max_size=3).map(tuple),
        place=st.none() | MENTIONS,
    ),
    _every(SayingDetail, speakers=PARTIES, addressees=PARTIES, via=PARTIES),
    _every(FigureDetail, value=NUMBERS, about=PARTIES, via=PARTIES),
    _every(RoleDetail, of=st.none() | MENTIONS),
)
CLAIMS = _every(
    Claim,
    subject=MENTIONS,
    object=MENTIONS | st.text() | NUMBERS,
    evidence=_every(Evidence, span=SPANS),
    detail=DETAILS,
    attributed_to=PARTIES,
)


def _written_and_read(claims: list[Claim]) -> list[Claim]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        path.write_text(claims_to_jsonl(claims), encoding="utf-8", newline="\n")
        return list(read_claims_jsonl(path))


@given(st.lists(CLAIMS, max_size=3))
def test_claims_written_and_read_are_the_same(claims: list[Claim]) -> None:
    read = _written_and_read(claims)
    assert read == claims
    # 7 and 7.0 are equal, and not the same in the text of a fact
    assert repr(read) == repr(claims)


def test_the_seeds_claims_written_and_read_are_the_same(seed_graph: Graph) -> None:
    assert len(seed_graph.claims) > 100
    assert tuple(_written_and_read(list(seed_graph.claims))) == seed_graph.claims


def test_a_line_leaves_out_what_is_empty_and_says_its_article_once() -> None:
    (line,) = claims_to_jsonl([make_claim()]).splitlines()
    party = {"type": "Person", "named": True}
    assert json.loads(line) == {
        "article": "a1",
        "kind": "relation",
        "predicate": "supports",
        "subject": {"span": [0, 11], "text": "Marta Verdi", "name": "Marta Verdi"} | party,
        "object": {"span": [0, 10], "text": "Paolo Neri", "name": "Paolo Neri"} | party,
        "evidence": {"span": [0, 11], "text": "Marta Verdi", "extractor": "x", "rule": "x/y"},
        "negated": False,
        "status": "happened",
    }


@pytest.mark.parametrize("value", [0.1, 245000000000.0, 1e300, -0.0, 7, math.inf])
def test_a_number_keeps_its_form(value: float) -> None:
    (read,) = _written_and_read([make_claim("figure", object=value)])
    assert repr(read.object) == repr(value)


@pytest.mark.parametrize(
    "line",
    [
        "rotto {",
        "[]",
        "{}",
        '{"article": "a1"}',
        claims_to_jsonl([make_claim()]).replace("[0, 11]", "[11, 0]", 1),
        claims_to_jsonl([make_claim()]).replace('"named"', '"nomnia"', 1),
        claims_to_jsonl([make_claim(detail=RoleDetail("ministra"))]).replace('"type": "role"', '"type": "rule"'),
    ],
    ids=["no-json", "no-object", "empty", "half", "span", "key", "detail"],
)
def test_a_line_that_is_no_claim_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(claims_to_jsonl([make_claim()]) + line.strip() + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"claims\.jsonl: line 2: not ") as caught:
        list(read_claims_jsonl(path))
    assert "\n" not in str(caught.value)


def test_an_evidence_is_that_of_its_line() -> None:
    claim = make_claim(article="l’articolo \u2028 n. 1")
    (read,) = _written_and_read([claim])
    assert read.evidence == Evidence(claim.evidence.article, Span(0, 11), "Marta Verdi", "x", "x/y")
