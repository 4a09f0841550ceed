"""Figures as rows: which are chosen by words, parties and year, in which order, and how they read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.figures import (
    COLUMNS,
    MOST_CONTEXT,
    context_of,
    drawable,
    figure_rows,
    number_text,
    period_text,
    select_figures,
    to_cells,
    to_records,
    word_stems,
)
from pipeline.model import Evidence, Fact, FigureDetail, Span, When
from tests.builders import make_article, make_entity, make_fact

RUSSIA, CHINA = make_entity("Russia", "Country"), make_entity("Cina", "Country")
PUTIN = make_entity("Vladimir Putin")
TEXT = "Il vertice è finito. Il commercio è salito a 245 miliardi nel 2024, ha detto. Poi tutti a cena."
ARTICLES = {
    "a1": replace(make_article(TEXT, id="a1"), source="ANSA", published="2025-01-02", url="https://example.org/1"),
    "a2": make_article(TEXT, id="a2"),
}


def _fact(identifier: str = "f1", *, when: When | None = None, **changes: Any) -> Fact:  # noqa: ANN401
    detail = replace(FigureDetail("commercio", 245e9, "USD", about=(RUSSIA, CHINA), period="2024"), **changes)
    start = TEXT.index("245")
    evidence = tuple(
        Evidence.of(ARTICLES[a], Span(start, start + 12), extractor="figures", rule="figures/number")
        for a in ("a1", "a2")
    )
    return make_fact("figure", RUSSIA, detail.value, id=identifier, detail=detail, evidence=evidence, when=when)


@pytest.mark.parametrize(
    ("of", "indicator"),
    [
        ("commercio", "commercio tra Cina e Russia"),
        ("COMMERCI", "il Commercio"),
        ("esportazione", "esportazioni di gas"),
        ("profugo", "i profughi"),
        ("stipendi", "stipendio medio"),
        ("Pil", "PIL"),
        ("gas esportazioni", "esportazione di gas"),
        ("prezzo del gas", "prezzi dei gas"),
        ("citta", "città d’arte"),
        ("volume degli scambi", "volume di scambio"),
        ("", "qualunque cosa"),
        ("di", "qualunque cosa"),
    ],
)
def test_an_indicator_is_found_by_words_in_any_inflection(of: str, indicator: str) -> None:
    assert list(select_figures([_fact(indicator=indicator)], of=of))


@pytest.mark.parametrize(
    ("of", "indicator"),
    [
        ("commercio", "commerciali"),
        ("import", "importante"),
        ("gas", "petrolio"),
        ("prezzo del gas", "prezzo"),
        ("com", "commercio"),
    ],
)
def test_other_words_are_not_taken_for_it(of: str, indicator: str) -> None:
    assert list(select_figures([_fact(indicator=indicator)], of=of)) == []


def test_all_parties_asked_for_must_be_there() -> None:
    fact = _fact()
    both = [{RUSSIA.iri}, {CHINA.iri, PUTIN.iri}]
    assert list(select_figures([fact], about=both)) == [fact]
    assert list(select_figures([fact], about=[*both, {PUTIN.iri}])) == []
    assert list(select_figures([_fact(about=())], about=[{RUSSIA.iri}]))  # its subject, where it is about nobody


@pytest.mark.parametrize(
    ("period", "date", "year", "found"),
    [
        ("2024", None, 2024, True),
        ("2024", None, 2023, False),
        ("2022-05/2024-01", None, 2023, True),
        (None, "2024-03-01", 2024, True),
        ("2023", "2024-03-01", 2024, False),
        (None, None, 2024, False),
        (None, "presto", 2024, False),
    ],
)
def test_a_year_is_covered_by_the_period_or_else_the_date(
    period: str | None, date: str | None, year: int, found: bool
) -> None:
    fact = _fact(period=period, when=When("allora", date) if date else None)
    assert bool(list(select_figures([fact], year=year))) is found


def test_what_is_no_figure_is_none() -> None:
    assert list(select_figures([make_fact("visit", PUTIN, CHINA)])) == []


def test_rows_stand_by_period_and_value_the_undated_last() -> None:
    facts = [
        _fact("f1", period=None),
        _fact("f2", value=2.0),
        _fact("f3", value=1.0),
        _fact("f4", period="2023-11/2024-02"),
        _fact("f5", period="2024-01", value=9.0),
    ]
    rows = figure_rows(facts, ARTICLES)
    assert [row.fact for row in rows] == ["f4", "f5", "f3", "f2", "f1"]
    assert figure_rows(reversed(facts), ARTICLES) == rows


def test_a_row_tells_of_whom_in_whose_words_and_where() -> None:
    fact = replace(_fact(comparator=">", direction="+", via=(CHINA,)), attributed_to=(PUTIN,), status="planned")
    (row,) = figure_rows([replace(fact, sources=2)], ARTICLES)
    assert (row.area, row.counterpart, row.about) == ("Russia", "Cina", ("Russia", "Cina"))
    assert (row.words_of, row.via, row.status, row.comparator) == (("Vladimir Putin",), ("Cina",), "planned", ">")
    assert [place.source for place in row.places] == ["ANSA", "a2"]
    assert row.places[0].words == "245 miliardi"
    assert row.places[0].context == "Il commercio è salito a 245 miliardi nel 2024, ha detto."


def test_only_two_parties_are_area_and_counterpart() -> None:
    (row,) = figure_rows([_fact(about=(RUSSIA, CHINA, PUTIN))], ARTICLES)
    assert (row.area, row.counterpart) == ("Russia", "")


def test_for_programs_numbers_are_plain() -> None:
    rows = figure_rows([_fact("f1"), _fact("f2", value=1.5, unit="%", period=None)], ARTICLES)
    records = json.loads(json.dumps(to_records(rows)))
    assert [record["value"] for record in records] == [245_000_000_000, 1.5]
    assert (records[0]["period"], records[0]["period_start"], records[0]["period_end"]) == (
        *("2024", "2024-01-01"),
        "2024-12-31",
    )
    assert (records[1]["period"], records[1]["period_end"]) == (None, None)
    assert [place["outlet"] for place in records[0]["evidence"]] == ["ANSA", None]
    columns, cells = to_cells(rows)
    buffer = io.StringIO()
    csv.writer(buffer).writerows([columns, *cells])
    (first, second) = csv.DictReader(io.StringIO(buffer.getvalue()))
    assert tuple(first) == COLUMNS
    assert (first["value"], first["about"], first["articles"], first["outlets"]) == (
        *("245000000000", "Russia; Cina"),
        *("a1; a2", "ANSA"),
    )
    assert (second["value"], second["period"], second["negated"]) == ("1.5", "", "false")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (245e9, "245 miliardi"),
        (1e9, "1 miliardo"),
        (1e6, "1 milione"),
        (3_854_000_000_000.0, "3.854 miliardi"),
        (44.3e9, "44,3 miliardi"),
        (1_234_567.0, "1.234.567"),
        (150_000.0, "150.000"),
        (1.6, "1,6"),
        (-3.5e9, "-3,5 miliardi"),
        (0.0001, "0,0001"),
        (0.0, "0"),
    ],
)
def test_a_number_is_written_as_newspapers_do(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_number_is_lost(value: float) -> None:
    words = number_text(value).split()
    scale = {"miliard": 10**9, "milion": 10**6}.get(words[1][:-1], 1) if len(words) > 1 else 1
    digits = words[0].replace(".", "").replace(",", ".")
    assert float(digits) * scale == pytest.approx(value, rel=1e-12)
    assert len(words) == 1 or len(digits.partition(".")[2]) <= 3


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2024", "2024"),
        ("2024-04", "apr 2024"),
        ("2024-04-09", "9 apr 2024"),
        ("2024-01/2024-07", "gen–lug 2024"),
        ("2018/2022", "2018–2022"),
        ("presto", "presto"),
        ("", ""),
        ("2024-04-09T10:00", "2024-04-09T10:00"),
    ],
)
def test_a_period_reads_in_italian(period: str, text: str) -> None:
    assert period_text(period).replace(" – ", "–").replace("\u2009", "") == text


@given(st.text(min_size=1), st.data())
def test_the_words_stand_in_their_context(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = Evidence("a", Span(start, end), text[start:end], "figures", "x/y")
    context = context_of(evidence, text)
    assert " ".join(text[start:end].split()) in context
    assert len(context) <= max(MOST_CONTEXT, end - start) + 2


def test_what_is_undated_or_denied_has_no_place_on_an_axis() -> None:
    facts = [
        _fact("f1"),
        _fact("f2", period=None),
        _fact("f3"),
        _fact("f5", period="0044-03-15"),
        replace(_fact("f4"), status="denied"),
    ]
    facts[2] = replace(facts[2], negated=True)
    assert [row.fact for row in drawable(figure_rows(facts, ARTICLES))] == ["f1"]


@given(st.text())
def test_a_text_has_the_same_stems_in_any_case(text: str) -> None:
    assert word_stems(text) == word_stems(text.upper()) or text.upper().lower() != text.lower()
