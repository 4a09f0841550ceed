"""What stands before the report: date, place and source of a dateline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.dateline import find_date_line, find_dateline, iso_date
from pipeline.model import Dateline


@pytest.mark.parametrize(
    ("head", "published", "place", "source"),
    [
        (" date 2025-01 ", "2025-01", None, None),
        ("date: 2025-01-07\n", "2025-01-07", None, None),
        ("Pechino, 12 mar. (askanews) - ", None, "Pechino", "askanews"),
        ("Pechino, 12 marzo 2024 (askanews) – ", "2024-03-12", "Pechino", "askanews"),
        ("(ANSA) - ROMA, 3 GEN - ", None, "Roma", "ANSA"),
        ("(ANSA) - ROMA, 3 GEN 2025 - ", "2025-01-03", "Roma", "ANSA"),
        ("BRUXELLES – ", None, "Bruxelles", None),
        ("NEW YORK - ", None, "New York", None),
        ("New York, 1° feb. (Adnkronos) - ", None, "New York", "Adnkronos"),
        ("(Reuters) - ", None, None, "Reuters"),
        ("date 2024-05 Mosca, 3 mag. (Tass) - ", "2024-05", "Mosca", "Tass"),
    ],
)
def test_dateline(head: str, published: str | None, place: str | None, source: str | None) -> None:
    text = f"{head}Il presidente è arrivato."
    assert find_dateline(text) == Dateline(len(head), published, place, source)


@pytest.mark.parametrize(
    "text",
    [
        "Il presidente è arrivato a Roma - e subito ripartito.",
        "La NATO - ha detto - resta unita.",
        "Il 3 gennaio Roma era deserta.",
        "L'ANSA riferisce che il vertice è finito.",
        "Mosca ha risposto all'Unione europea.",
        "ROMA",
        "BRUXELLES – ",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("head", "place", "source"),
    [
        ("Roma, 31 febbraio 2024 (ANSA) - ", "Roma", "ANSA"),
        ("date 2025-13 ", None, None),
        ("date 2025-02-30 ", None, None),
    ],
)
def test_a_date_that_no_calendar_has_is_none(head: str, place: str | None, source: str | None) -> None:
    assert find_dateline(f"{head}Il presidente è arrivato.") == Dateline(len(head), None, place, source)


@given(st.text(max_size=80))
def test_a_dateline_leaves_something_of_the_text(text: str) -> None:
    found = find_dateline(text)
    assert found is None or 0 < found.end < len(text)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("OSLO, 4 dicembre 2025\nIl presidente è arrivato.", "2025-12-04"),
        ("Il vertice è finito\n\nNew York, 1° feb. 2024\n\nIl presidente è partito.", "2024-02-01"),
        ("giovedì 4 dicembre 2025, ore 18:30\nIl presidente è arrivato.", "2025-12-04"),
        ("31 febbraio 2025\nIl presidente è arrivato.", None),
        ("Il presidente è arrivato\nil 4 dicembre 2025 ed è ripartito.", None),
        ("Il 4 dicembre 2025 Roma era deserta.", None),
        ("4 dicembre\nIl presidente è arrivato.", None),
        ("Strage di Bologna 2 agosto 1980\nIl processo è ripreso.", None),
        ("Elezioni Europee 9 giugno 2024\nI risultati.", None),
        ("\n" * 9 + "4 dicembre 2025\nIl presidente è arrivato.", None),
    ],
)
def test_a_line_that_is_a_date(text: str, published: str | None) -> None:
    assert find_date_line(text) == published


@given(st.text(max_size=200))
def test_no_text_breaks_the_search_for_a_date_line(text: str) -> None:
    found = find_date_line(text)
    assert found is None or iso_date(found) == found
