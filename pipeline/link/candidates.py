"""Rows of a table of people → candidates: one for each item, whatever the order and number of its rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.days import first_day, last_day
from pipeline.model import Candidate, Tenure

DEFAULT_THRESHOLD = 0.9
LONGEST_NAME = 200
"""Characters: what is longer is no name of anybody."""
_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]{0,11})")
_ISO = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(T.*)?")
_ITALIAN = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_UNKNOWN = re.compile(r"https?://\S*|_:\S*|t\d+")
"""A date that Wikidata knows to exist and no more is a blank node, or an address made for one."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a table says, in its own words."""

    wikidata: str
    names: tuple[str, ...]
    """The name first, where there is one, then others."""
    tenure: Tenure | None = None


def item_of(text: str) -> str | None:
    """Return the item that a cell names, as Q123, wd:Q123 or by its address; None where it names none."""
    match = _ITEM.fullmatch(text.strip())
    return match[1] if match else None


def iso_date(text: str) -> str:
    """Return a date as ISO 8601, "" for none or an unknown one; raises ValueError for what is no date.

    The query service writes a year as the first of January at midnight: such a time is taken for the year.
    """
    text = text.strip()
    if not text or _UNKNOWN.fullmatch(text):
        return ""
    if match := _ITALIAN.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"no date: {text[:LONGEST_NAME]!r}")
    year, month, day, time = match.groups()
    if month in (None, "00") or (time and (month, day) == ("01", "01")):
        iso = year
    else:
        iso = f"{year}-{month}" if day in (None, "00") else f"{year}-{month}-{day}"
    if first_day(iso) is None:
        raise ValueError(f"no date: {text!r}")
    return iso


def checked_tenure(tenure: Tenure) -> Tenure:
    """Return a tenure whose end does not lie before its start; raises ValueError for another."""
    start, end = first_day(tenure.start), last_day(tenure.end)
    if start and end and end < start:
        raise ValueError(f"it ends ({tenure.end}) before it starts ({tenure.start})")
    return tenure


def candidates_of(rows: Iterable[Row], threshold: float = DEFAULT_THRESHOLD) -> tuple[Candidate, ...]:
    """Return the candidates of rows, sorted by item; those that no row names are left out.

    Somebody's name is the one that most of his rows give, of several the first in the alphabet; all others are
    aliases. The order of the rows makes no difference.
    """
    called: dict[str, Counter[str]] = defaultdict(Counter)
    aliases: dict[str, set[str]] = defaultdict(set)
    tenures: dict[str, set[Tenure]] = defaultdict(set)
    for row in rows:
        called[row.wikidata].update(row.names[:1])
        aliases[row.wikidata].update(row.names)
        tenures[row.wikidata].update(() if row.tenure is None else (row.tenure,))
    found = []
    for item in sorted(called, key=_by_number):
        if called[item]:
            name = min(called[item].items(), key=_commonest_first)[0]
            found.append(Candidate(item, name, _others(aliases[item], name), tuple(sorted(tenures[item])), threshold))
    return tuple(found)


def united(tables: Iterable[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """Return the candidates of several tables; one of two tables has the names and offices of both.

    His threshold is then the higher: in neither table was he to be taken for anybody below it.
    """
    merged: dict[str, Candidate] = {}
    for candidate in (candidate for table in tables for candidate in table):
        known = merged.get(candidate.wikidata)
        merged[candidate.wikidata] = candidate if known is None else _both(known, candidate)
    return tuple(merged[item] for item in sorted(merged, key=_by_number))


def _both(one: Candidate, other: Candidate) -> Candidate:
    name = min(one.name, other.name)
    return replace(
        one,
        name=name,
        aliases=_others({*one.names, *other.names}, name),
        tenures=tuple(sorted({*one.tenures, *other.tenures})),
        threshold=max(one.threshold, other.threshold),
    )


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(sorted(set(names) - {name}))


def _by_number(item: str) -> tuple[int, str]:
    return len(item), item


def _commonest_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
