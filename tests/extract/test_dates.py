from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import find_dates, nearest_date
from pipeline.model import When

PUBLISHED = "2024-04-10"
"""A Wednesday."""
ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:/\d{4}-\d{2})?")
WORDS = st.sampled_from(
    [
        "il",
        "12",
        "31",
        "30",
        "primo",
        "marzo",
        "febbraio",
        "2024",
        "1999",
        "scorso",
        "prossimo",
        "lunedì",
        "martedì",
        "ieri",
        "oggi",
        "domani",
        "tra",
        "e",
        "da",
        "a",
        "nel",
        "del",
        "anno",
        "trimestre",
        "secondo",
        "semestre",
        "mese",
        "quest'anno",
        "l'anno",
        "questo",
        "entro",
        ",",
        "(",
        ")",
        "0",
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("arrivato il 12 marzo 2023 a Roma", "12 marzo 2023", "2023-03-12"),
        ("arrivato il 12 marzo a Roma", "12 marzo", "2024-03-12"),
        ("dal primo gennaio del 2022", "primo gennaio del 2022", "2022-01-01"),
        ("dal 1° maggio 2022", "1° maggio 2022", "2022-05-01"),
        ("nel febbraio 2022 la guerra", "febbraio 2022", "2022-02"),
        ("nel marzo del 2014", "marzo del 2014", "2014-03"),
        ("a marzo scorso", "marzo scorso", "2024-03"),
        ("a novembre scorso", "novembre scorso", "2023-11"),
        ("lo scorso dicembre", "lo scorso dicembre", "2023-12"),
        ("tra gennaio e luglio 2023", "tra gennaio e luglio 2023", "2023-01/2023-07"),
        ("da gennaio a marzo del 2023", "da gennaio a marzo del 2023", "2023-01/2023-03"),
        ("nel secondo trimestre del 2023", "secondo trimestre del 2023", "2023-04/2023-06"),
        ("nel primo semestre 2023", "primo semestre 2023", "2023-01/2023-06"),
        ("l'anno scorso il debito", "l'anno scorso", "2023"),
        ("lo scorso anno il debito", "lo scorso anno", "2023"),
        ("quest’anno il debito", "quest’anno", "2024"),
        ("il prossimo anno", "il prossimo anno", "2025"),
        ("il mese scorso", "il mese scorso", "2024-03"),
        ("il prossimo mese", "il prossimo mese", "2024-05"),
        ("ha detto ieri", "ieri", "2024-04-09"),
        ("ha detto oggi", "oggi", "2024-04-10"),
        ("ha detto domani", "domani", "2024-04-11"),
        ("ha detto martedì", "martedì", "2024-04-09"),
        ("ha detto giovedì", "giovedì", "2024-04-04"),
        ("sarà venerdì prossimo", "venerdì prossimo", "2024-04-12"),
        ("sarà mercoledì prossimo", "mercoledì prossimo", "2024-04-17"),
        ("nel 2019 il debito", "nel 2019", "2019"),
        ("il trattato (2019)", "2019", "2019"),
        ("il 31 febbraio 2024", "31 febbraio 2024", None),
    ],
)
def test_a_time_and_what_it_means(text: str, words: str, iso: str | None) -> None:
    assert [found.when for found in find_dates(text, PUBLISHED)] == [When(words, iso)]


@pytest.mark.parametrize(
    "text", ["ieri", "lo scorso anno", "martedì", "il mese scorso", "12 marzo", "a novembre scorso"]
)
def test_a_relative_time_has_no_date_where_the_article_has_none(text: str) -> None:
    assert [found.when.iso for found in find_dates(text, None)] == [None]


@pytest.mark.parametrize(
    ("text", "published", "iso"),
    [
        ("ieri", "2024-04", None),
        ("martedì", "2024", None),
        ("il mese scorso", "2024", None),
        ("il mese scorso", "2024-01", "2023-12"),
        ("il prossimo mese", "2024-12", "2025-01"),
        ("ieri", "2024-01-01", "2023-12-31"),
        ("domani", "2024-02-28", "2024-02-29"),
        ("lo scorso anno", "2024", "2023"),
    ],
)
def test_a_relative_time_is_as_precise_as_the_article_allows(text: str, published: str, iso: str | None) -> None:
    assert [found.when.iso for found in find_dates(text, published)] == [iso]


@pytest.mark.parametrize(
    "text", ["", "duemila uomini", "i 2024 voti", "ha marciato su Roma", "sette anni", "il 12 per cento", "Marzo Magno"]
)
def test_what_is_no_time(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from([None, "2024", "2024-12", "2024-02-29", PUBLISHED]))
def test_times_lie_within_the_text_apart_and_are_iso_dates(text: str, published: str | None) -> None:
    position = 0
    for found in find_dates(text, published):
        assert position <= found.start < found.end <= len(text)
        assert found.when.text in text[found.start : found.end]
        if found.when.iso:
            assert ISO.fullmatch(found.when.iso)
            assert all(_is_date(part) for part in found.when.iso.split("/"))
        position = found.end


def _is_date(iso: str) -> bool:
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :]).isoformat().startswith(iso)


@given(st.text(max_size=100), st.sampled_from([None, PUBLISHED]))
def test_no_text_makes_it_raise(text: str, published: str | None) -> None:
    assert all(found.end <= len(text) for found in find_dates(text, published))


@pytest.mark.parametrize(
    ("position", "reach", "words"), [(0, 160, "ieri"), (40, 160, "martedì"), (18, 8, None), (18, 20, "ieri")]
)
def test_the_nearest_time(position: int, reach: int, words: str | None) -> None:
    when = nearest_date("ieri è arrivato e poi è di nuovo partito martedì", position, PUBLISHED, reach=reach)
    assert (when.text if when else None) == words
