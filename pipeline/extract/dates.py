"""Times in a clause → words and ISO 8601: "martedì", "nel febbraio 2022", "lo scorso anno", "tra gennaio e luglio"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from pipeline.annotate.memory import remembered
from pipeline.model import When
from pipeline.typography import plain

MONTH = len("2024-04")
HALF_YEAR = 6
_YEAR = r"(?P<year>(?:19|20)\d{2})"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A time at an offset of the text that was searched."""

    start: int
    end: int
    when: When


@cache
def _calendar() -> tuple[dict[str, int], dict[str, int]]:
    """Return Italian names of months (1 to 12) and of weekdays (Monday 0), from CLDR."""
    italian = Locale.parse("it")
    months = {name.lower(): number for number, name in italian.months["format"]["wide"].items()}
    days = {plain(name).lower(): number for number, name in italian.days["format"]["wide"].items()}
    return months, days


def is_day(word: str) -> bool:
    """Say whether a word is the name of a day of the week."""
    return plain(word).lower() in _calendar()[1]


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], tuple[tuple[int, str, re.Pattern[str]], ...]], ...]:
    """Return words, and patterns that all have one of them in it, with their rank and kind of time.

    Most texts have none of the words. Of two patterns that find times in the same place the first in rank counts.
    """
    months, days = _calendar()
    month, day = "|".join(months), "|".join(days)
    last = r"(?:scors[oa]|passat[oa])"
    following = r"(?:prossim[oa]|entrante)"
    begin, end = r"(?P<begin>(?:19|20)\d{2})", r"(?P<end>(?:19|20)\d{2})"
    sources = (
        ("years", rf"\b[tf]ra il {begin} e il {end}\b"),
        ("years", rf"\bdal {begin} al {end}\b"),
        (
            "years",
            rf"\b(?:nel|del|per il|biennio|triennio|quadriennio|quinquennio|periodo|anni) {begin} ?[-–/] ?{end}\b",
        ),
        ("range", rf"\btra (?P<from>{month}) e (?P<to>{month})(?: (?:del )?{_YEAR}| (?P<this>di quest'anno))?"),
        ("range", rf"\bda (?P<from>{month}) a (?P<to>{month})(?: (?:del )?{_YEAR}| (?P<this>di quest'anno))?"),
        ("day", rf"\b(?P<day>\d{{1,2}}|primo|1°) (?P<month>{month})(?: (?:del )?{_YEAR})?\b"),
        ("month", rf"\b(?P<month>{month}) (?:del )?{_YEAR}\b"),
        ("month", rf"\b(?P<month>{month}) (?P<last>{last})\b|\bl[oa] {last} (?P<month2>{month})\b"),
        ("quarter", rf"\b(?P<quarter>primo|secondo|terzo|quarto) trimestre(?: (?:del )?{_YEAR})?\b"),
        ("half", rf"\b(?P<half>primo|secondo) semestre(?: (?:del )?{_YEAR})?\b"),
        ("year-shift", rf"\b(?P<last>l'anno {last}|l[oa] {last} anno|{last} anno)\b|\b(?P<this>quest'anno)\b"),
        ("year-shift", r"\b(?P<next>l'anno prossimo|il prossimo anno|prossimo anno)\b"),
        ("month-shift", rf"\b(?P<last>il mese {last}|l[oa] {last} mese)\b|\b(?P<this>questo mese)\b"),
        ("month-shift", r"\b(?P<next>il mese prossimo|il prossimo mese|prossimo mese)\b"),
        ("day-shift", r"\b(?P<yesterday>ieri|nella serata di ieri)\b|\b(?P<today>oggi)\b|\b(?P<tomorrow>domani)\b"),
        ("weekday", rf"\b(?P<weekday>{day})(?: (?P<last>{last})| (?P<next>{following}))?(?!\w)"),
        ("bare-month", rf"\b(?:a|in|ad|per|di|nel|entro|da) (?P<month>{month})\b"),
        ("year", rf"(?:\b(?:nel|del|dal|il|al|nell'anno|entro il|sul|a fine|di fine|entro fine) |\(){_YEAR}\b\)?"),
        ("year", rf"\b(?:fiscal year|anno fiscale|esercizio|verso il|a metà|a inizio) {_YEAR}\b"),
    )
    words = {
        "quarter": ("trimestre",),
        "half": ("semestre",),
        "year-shift": ("anno",),
        "month-shift": ("mese",),
        "day-shift": ("ieri", "oggi", "domani"),
        "weekday": tuple(days),
        "year": ("19", "20"),
        "years": ("19", "20"),
    }
    patterns: dict[tuple[str, ...], list[tuple[int, str, re.Pattern[str]]]] = {}
    for rank, (kind, source) in enumerate(sources):
        entry = rank, kind, re.compile(source, re.IGNORECASE)
        patterns.setdefault(words.get(kind, tuple(months)), []).append(entry)
    return tuple((needed, tuple(found)) for needed, found in patterns.items())


@remembered  # each fact of a sentence asks for its times
def find_dates(text: str, published: str | None, *, future: bool = False) -> tuple[FoundDate, ...]:
    """Return the times that a text names, none overlapping; relative ones resolve where `published` is known."""
    flat = plain(text)
    found: list[FoundDate] = []
    lower = flat.lower()
    likely = [p for words, patterns in _patterns() if any(word in lower for word in words) for p in patterns]
    for _, kind, pattern in sorted(likely, key=_rank):
        for match in pattern.finditer(flat):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            named = text[match.start() : match.end()].strip("() ")
            found.append(
                FoundDate(match.start(), match.end(), When(named, _iso(kind, match, published, future=future)))
            )
    return tuple(sorted(found, key=_offset))


def _rank(pattern: tuple[int, str, re.Pattern[str]]) -> int:
    return pattern[0]


def _offset(found: FoundDate) -> int:
    return found.start


def _iso(kind: str, match: re.Match[str], published: str | None, *, future: bool) -> str | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    months, days = _calendar()
    year = groups.get("year") or (published[:4] if published and ("this" in groups or kind != "year") else None)
    if kind == "year":
        return groups["year"]
    if kind == "years":
        return f"{groups['begin']}/{groups['end']}"
    if kind == "range":
        return _months_between(year, months[groups["from"].lower()], months[groups["to"].lower()])
    if kind == "quarter":
        number = ("primo", "secondo", "terzo", "quarto").index(groups["quarter"].lower())
        return _months_between(groups.get("year"), number * 3 + 1, number * 3 + 3)
    if kind == "half":
        number = ("primo", "secondo").index(groups["half"].lower())
        return _months_between(groups.get("year"), number * 6 + 1, number * 6 + 6)
    if kind == "day":
        number = int(groups["day"]) if groups["day"].isdigit() else 1
        month = months[groups["month"].lower()]
        return _day(groups.get("year") or _nearest_year(published, month), month, number)
    if kind in ("month", "bare-month"):
        month = months[(groups.get("month") or groups["month2"]).lower()]
        if kind == "bare-month":
            year = _nearest_year(published, month)
        return (
            f"{_past_year(published, month) if 'last' in groups or 'month2' in groups else year}-{month:02d}"
            if year
            else None
        )
    if future and kind == "weekday" and "last" not in groups:
        groups["next"] = groups["weekday"]
    return _shifted(kind, groups, published, days)


def _nearest_year(published: str | None, month: int) -> str | None:
    """Return the year in which the month lies nearest to the article: in January "dicembre" is last year's."""
    if not published or len(published) < MONTH:
        return published
    year, now = int(published[:4]), int(published[5:7])
    return str(year - 1 if month - now > HALF_YEAR else year + 1 if now - month > HALF_YEAR else year)


def _past_year(published: str | None, month: int) -> str | None:
    """Return the year of the month's last occurrence before the article."""
    if not published:
        return None
    year, now = int(published[:4]), int(published[5:7] or 12)
    return str(year if month < now else year - 1)


def _day(year: str | None, month: int, number: int) -> str | None:
    if not year or not 1 <= number <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02d}-{number:02d}"


def _months_between(year: str | None, first: int, last: int) -> str | None:
    """Return an ISO 8601 interval of whole months: "2024-01/2024-07"."""
    return f"{year}-{first:02d}/{year}-{last:02d}" if year and first <= last else None


def _shifted(kind: str, groups: dict[str, str], published: str | None, days: dict[str, int]) -> str | None:
    """Return a time told from the article's date: last year, this month, yesterday, Tuesday."""
    if not published:
        return None
    shift = -1 if groups.keys() & {"last", "yesterday"} else 1 if groups.keys() & {"next", "tomorrow"} else 0
    if kind == "year-shift":
        return str(int(published[:4]) + shift)
    if kind == "month-shift":
        if len(published) < 7:
            return None
        months = int(published[:4]) * 12 + int(published[5:7]) - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if len(published) < 10:
        return None
    today = date.fromisoformat(published[:10])
    if kind == "day-shift":
        return (today + timedelta(days=shift)).isoformat()
    number = days[groups["weekday"].lower()]
    if "next" in groups:
        return (today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)).isoformat()
    return (today - timedelta(days=(today.weekday() - number) % 7)).isoformat()


def nearest_date(
    text: str, position: int, published: str | None, *, reach: int = 160, future: bool = False
) -> When | None:
    """Return the time that stands nearest to a position of a clause's text, within `reach` characters.

    In a clause about the `future` a bare weekday is the next one: "visiterà Varsavia giovedì".
    """
    candidates = sorted(_by_distance(find_dates(text, published, future=future), position))
    return candidates[0][2].when if candidates and candidates[0][0] <= reach else None


def _by_distance(found: tuple[FoundDate, ...], position: int) -> Iterator[tuple[int, int, FoundDate]]:
    for index, item in enumerate(found):
        distance = item.start - position if item.start >= position else position - item.end
        yield max(distance, 0), index, item
