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
    parts = _parts((iso or "").split("/")[0])
    return _calendar_day(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str | None) -> date | None:
    """Return the last day of a year, a month, a day or an interval; None where it is none of them."""
    parts = _parts((iso or "").split("/")[-1])
    return _calendar_day(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else None)


def _parts(iso: str) -> tuple[int, ...]:
    """Return year, month and day, as far as they are told; a year that no calendar has for what is no date."""
    parts = iso.split("T")[0].split("-")
    known = 1 <= len(parts) <= 3 and all(part.isdecimal() and part.isascii() for part in parts)
    return tuple(int(part) for part in parts) if known else (0,)


def _calendar_day(year: int, month: int, day: int | None) -> date | None:
    """Return a day, the last of its month where none is told; None where the calendar has none such."""
    try:
        return date(year, month, monthrange(year, month)[1] if day is None else day)
    except (ValueError, OverflowError):
        return None
