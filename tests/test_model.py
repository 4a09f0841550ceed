from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Article, Dateline, EncounterDetail, Evidence, Span
from tests.builders import make_article, make_claim, make_evidence, make_fact, make_mention


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 3), (4, 2)])
def test_span_refuses_what_is_no_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"start {start} and end {end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [((0, 5), (0, 5), True), ((0, 5), (1, 4), True), ((1, 4), (0, 4), False), ((1, 4), (2, 5), False)],
)
def test_span_covers(outer: tuple[int, int], inner: tuple[int, int], covers: bool) -> None:
    assert Span(*outer).covers(Span(*inner)) is covers


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_spans_cover_each_other_only_where_they_are_equal(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(a, a + b), Span(c, c + d)
    assert (one.covers(other) and other.covers(one)) == (one == other)


@given(st.text(min_size=1).filter(str.strip), st.data())
def test_evidence_is_cut_out_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = Evidence.of(make_article(text), Span(start, end), extractor="x", rule="x/y")
    assert (evidence.article, evidence.text) == ("a1", text[start:end])


def test_evidence_refuses_a_span_beyond_the_text() -> None:
    with pytest.raises(ValueError, match="span ends at 6, the text at 5"):
        Evidence.of(make_article("Parlò"), Span(0, 6), extractor="x", rule="x/y")


def test_an_article_needs_an_id() -> None:
    with pytest.raises(ValueError, match="needs an id"):
        Article(id="", text="Testo")


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_article_needs_text(text: str) -> None:
    with pytest.raises(ValueError, match="article a1: the text is empty"):
        Article(id="a1", text=text)


@pytest.mark.parametrize(("dateline", "start"), [(None, 0), (Dateline(end=7), 7)])
def test_the_body_begins_after_the_dateline(dateline: Dateline | None, start: int) -> None:
    assert Article(id="a1", text="Roma – Il testo", dateline=dateline).body_start == start


def test_an_encounter_needs_two() -> None:
    with pytest.raises(ValueError, match="two participants"):
        EncounterDetail((make_mention(),), "meeting")


def test_a_fact_needs_evidence() -> None:
    with pytest.raises(ValueError, match="fact f1 has no evidence"):
        make_fact(id="f1", evidence=())


@pytest.mark.parametrize("confidence", [-0.01, 1.01])
def test_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match=f"confidence {confidence}"):
        make_fact(confidence=confidence)


@pytest.mark.parametrize("make", [make_article, make_claim, make_evidence, make_fact, make_mention])
def test_records_are_frozen(make: Callable[[], object]) -> None:
    record = make()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, dataclasses.fields(record)[0].name, None)  # type: ignore[arg-type]
