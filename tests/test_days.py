"""The first and the last day of a date of any precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.days import first_day, last_day


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02-28", "2023-02-28", "2023-02-28"),
        ("2024-01/2024-07", "2024-01-01", "2024-07-31"),
        ("2024-04-09T10:00", "2024-04-09", "2024-04-09"),
    ],
)
def test_a_date_begins_and_ends(iso: str, first: str, last: str) -> None:
    assert (first_day(iso), last_day(iso)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("iso", [None, "", "ieri", "0000", "2023-02-29", "2024-13", "2024-", "-", "99999-01", "٢٠٢٤"])
def test_what_no_calendar_has_is_no_day(iso: str | None) -> None:
    assert first_day(iso) is None
    assert last_day(iso) is None


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    first = first_day(text)
    assert first is None or "/" in text or first <= (last_day(text) or date.max)
