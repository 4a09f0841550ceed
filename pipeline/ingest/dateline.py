"""What stands before the report: a date line of an archive, an agency's dateline.

" date 2025-01 Il presidente …" · "Pechino, 12 mar. (askanews) - …" · "(ANSA) - ROMA, 3 GEN - …" · "BRUXELLES – …"
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale

from pipeline.model import Dateline

_ARCHIVE = re.compile(r"\s*date[ :]+(?P<date>\d{4}(?:-\d{2}){0,2})\b\s*", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")
FIRST_YEAR, LAST_YEAR = 1500, 2200
"""Outside these a date is a program's placeholder (0001-01-01, 9999-12-31)."""
MOST_LINES = 6
"""Among so many lines, empty ones too, a date may stand by itself."""
LONGEST_LINE = 80
_DASH = r"\s*[-–—]+\s+"
_PLACE = r"(?P<place>[A-ZÀ-Ý][\w'’.]+(?: [A-ZÀ-Ýd][\w'’.]*){0,3})"
_AGENCY = r"\((?P<agency>[\w /.'’-]{2,40})\)"


@cache
def _months() -> dict[str, int]:
    """Return month names and their abbreviations in Italian, from CLDR."""
    italian = Locale.parse("it")
    widths = ("wide", "abbreviated")
    return {name.lower(): number for width in widths for number, name in italian.months["format"][width].items()}


def _day() -> str:
    """Return the pattern of a day and its month: "12 mar.", "1° gennaio"."""
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return rf"(?P<day>\d{{1,2}})°? (?P<month>{month})\.?"


@cache
def _line() -> re.Pattern[str]:
    """Return the pattern of a line that is a date, with a place or a weekday before it and an hour behind it."""
    before = rf"(?:(?-i:{_PLACE}), |(?:{'|'.join(_weekdays())}) )?"
    return re.compile(
        rf"\s*{before}{_day()} (?P<year>\d{{4}})(?:,? (?:ore )?\d{{1,2}}[:.]\d{{2}})?\.?\s*", re.IGNORECASE
    )


def _weekdays() -> tuple[str, ...]:
    """Return the Italian names of the days of the week, from CLDR."""
    return tuple(name for _, name in sorted(Locale.parse("it").days["format"]["wide"].items()))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    date = rf"{_day()}(?: (?P<year>\d{{4}}))?"
    flags = re.IGNORECASE
    return (
        re.compile(rf"\s*(?-i:{_PLACE}),? {date},? ?(?:{_AGENCY})?{_DASH}", flags),
        re.compile(rf"\s*{_AGENCY}{_DASH}(?:(?-i:{_PLACE}),? {date}{_DASH})?", flags),
        re.compile(r"\s*(?P<place>[A-ZÀ-Ý]{3,}(?: [A-ZÀ-Ý]{2,}){0,2})(?:,? " + _AGENCY + r")?" + _DASH),
    )


def find_dateline(text: str) -> Dateline | None:
    """Return the date and place that the text begins with, and where the report itself begins; None without them."""
    archive = _ARCHIVE.match(text)
    start = archive.end() if archive else 0
    published = iso_date(archive["date"]) if archive else None
    for pattern in _patterns():
        match = pattern.match(text, start)
        if match and match.end() < len(text):
            found = match.groupdict()
            place = found.get("place")
            return Dateline(
                end=match.end(),
                published=published or _date(found),
                place=place.title() if place and place.isupper() else place,
                source=found.get("agency"),
            )
    if archive and archive.end() < len(text):
        return Dateline(end=archive.end(), published=published)
    return None


def find_date_line(text: str) -> str | None:
    """Return the date that one of the first lines is, above the report or below a headline: "Bari, 8 marzo 2031"."""
    lines = (line for line in text.split("\n", MOST_LINES)[:MOST_LINES] if len(line) <= LONGEST_LINE)
    matches = (_line().fullmatch(line) for line in lines)
    return next((day for match in matches if match is not None and (day := _date(match.groupdict()))), None)


def _date(found: dict[str, str | None]) -> str | None:
    """Return the ISO date where the year is given; a day without its year is no date."""
    day, month, year = found.get("day"), found.get("month"), found.get("year")
    if not (day and month and year):
        return None
    return iso_date(f"{year}-{_months()[month.lower()]:02d}-{int(day):02d}")


def iso_date(text: str | None) -> str | None:
    """Return the date that an ISO timestamp begins with, to its precision; None for anything else, 31 February too."""
    match = _ISO_DATE.match(text or "")
    if match is None:
        return None
    year, month, day = ((*match.group().split("-"), "01", "01"))[:3]
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return match.group() if FIRST_YEAR <= found.year <= LAST_YEAR else None
