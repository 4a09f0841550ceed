"""ISO 8601 dates of the precision that is known → days of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

WHOLE_DATE = len("2024-04-09")
"""Characters of a date that names a day; what follows in the date of an article is the time of day."""


def day_of(iso: str | None) -> date | None:
    """Return the day of a date; None where it names no day."""
    if iso is None or len(iso) < WHOLE_DATE:
        return None
    try:
        return date.fromisoformat(iso[:WHOLE_DATE])
    except ValueError:
        return None


def first_day(iso: str | None) -> date | None:
    """Return the first day of a year, a month, a day or an interval; None where it is none of them."""
    parts = (iso or "").split("/")[0].split("T")[0].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(iso: str | None) -> date | None:
    """Return the last day of a year, a month, a day or an interval; None where it is none of them."""
    parts = (iso or "").split("/")[-1].split("T")[0].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    try:
        return date(year, month, int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError:
        return None
