"""Figures as rows of a table: facts and their articles → period, value, unit, of whom, in whose words, where it stands.

Rows are typed; `to_records` gives them for JSON, `to_cells` for CSV, one row a figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from babel.dates import format_interval, format_skeleton
from babel.numbers import format_decimal

from pipeline.assemble.indicators import GRAMMAR, indicator_concept, parties_of, period_of
from pipeline.days import first_day, last_day
from pipeline.model import Article, Comparator, Direction, Evidence, Fact, FigureDetail, Status
from pipeline.typography import collapsed, plain_number, slug_words

LOCALE = "it"
SCALES = ((Decimal(10**9), "miliardo", "miliardi"), (Decimal(10**6), "milione", "milioni"))
"""How newspapers shorten a number: from so many on, one, more."""
MOST_DECIMALS = 3
"""Digits after the comma that a shortened number may have: "3,854 miliardi", but 1.234.567."""
FIRST_YEAR, LAST_YEAR = 1000, 8999
"""Of a chart."""
MOST_DIGITS = 700
"""More than any float has."""
MOST_CONTEXT = 320
"""Characters of the sentence that a figure stands in."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»”’)]*\s+(?=[\"'«“(A-ZÀ-Ý0-9])|\s*\n\s*")
_ENDING = re.compile(r"(?<=\w\w\w)h?[aeiou]+$")
_DIRECTIONS = {"+": "↑ ", "-": "↓ ", None: ""}
_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one article has a figure: its words, and the sentence around them."""

    article: str
    outlet: str
    """The newspaper or agency, "" where nobody told."""
    title: str
    published: str
    url: str
    words: str
    context: str

    @property
    def source(self) -> str:
        """What names the source to a reader: the outlet, or else the article's id."""
        return self.outlet or self.article


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure as a reader of tables wants it."""

    fact: str
    period: str
    """ISO 8601 to the precision known, or an interval of two; "" where no article tells."""
    value: float
    unit: str
    comparator: Comparator
    direction: Direction | None
    indicator: str
    concept: str
    """The indicator without the names of its parties."""
    about: tuple[str, ...]
    """Whom it is about, the area first."""
    status: Status
    negated: bool
    words_of: tuple[str, ...]
    """In whose words it stands, where no article says it in its own."""
    via: tuple[str, ...]
    confidence: float
    sources: int
    """Independent ones."""
    places: tuple[Place, ...]

    @property
    def area(self) -> str:
        """Of whom it is measured: the first whom it is about."""
        return self.about[0]

    @property
    def counterpart(self) -> str:
        """With whom, where it is about two; "" where not."""
        return self.about[1] if len(self.about) == 2 else ""

    @property
    def begin(self) -> date | None:
        """The first day of the period; None without one."""
        return first_day(self.period)

    @property
    def end(self) -> date | None:
        """The last day of the period; None without one."""
        return last_day(self.period)


def select_figures(
    facts: Iterable[Fact],
    *,
    of: str = "",
    about: Sequence[Collection[str]] = (),
    year: int | None = None,
) -> Iterator[Fact]:
    """Yield the figures whose indicator has all words of `of`, in any inflection, among other words.

    `about`: for each party asked for, the IRIs that it may be; one of each must be among those whom the figure is
    about. `year`: one that the period covers, or else the date.
    """
    wanted = word_stems(of)
    for fact in facts:
        if not isinstance(fact.detail, FigureDetail):
            continue
        parties = {party.iri for party in (fact.subject, *fact.detail.about)}
        begin, end = first_day(period_of(fact)), last_day(period_of(fact))
        if (
            wanted <= word_stems(fact.detail.indicator)
            and not any(parties.isdisjoint(party) for party in about)
            and (year is None or (begin is not None and end is not None and begin.year <= year <= end.year))
        ):
            yield fact


def word_stems(text: str) -> frozenset[str]:
    """Return what is common to all forms of the words that count: "gli scambi" and "scambio" have one.

    Number and gender of Italian nouns lie in their last vowels, and an h only keeps the sound of what stands before.
    Snowball's stemmer knows more, but takes nouns for verbs: "stipendi" for another word than "stipendio".
    """
    return frozenset(_ENDING.sub("", word) for word in slug_words(text) if word not in GRAMMAR)


def figure_rows(facts: Iterable[Fact], articles: Mapping[str, Article]) -> tuple[FigureRow, ...]:
    """Return the rows of figures by period and value, the undated last."""
    return tuple(sorted((_row(f, f.detail, articles) for f in facts if isinstance(f.detail, FigureDetail)), key=_order))


def _row(fact: Fact, detail: FigureDetail[Any], articles: Mapping[str, Article]) -> FigureRow:
    parties = parties_of(fact)
    return FigureRow(
        fact=fact.id,
        period=period_of(fact),
        value=detail.value,
        unit=detail.unit,
        comparator=detail.comparator,
        direction=detail.direction,
        indicator=collapsed(detail.indicator),
        concept=indicator_concept(detail.indicator, parties),
        about=tuple(party.label for party in parties),
        status=fact.status,
        negated=fact.negated,
        words_of=tuple(who.label for who in fact.attributed_to),
        via=tuple(who.label for who in detail.via),
        confidence=fact.confidence,
        sources=fact.sources,
        places=places_of(fact, articles),
    )


def _order(row: FigureRow) -> tuple[object, ...]:
    return row.begin or date.max, row.end or date.max, row.value, row.unit, row.fact


def drawable(rows: Iterable[FigureRow]) -> tuple[FigureRow, ...]:
    """Return what has a place on an axis of time, without what is said not to be so."""
    return tuple(row for row in rows if _is_near(row) and not row.negated and row.status != "denied")


def _is_near(row: FigureRow) -> bool:
    """Say whether a period is known, and lies in years that an axis has room around."""
    return row.begin is not None and row.end is not None and FIRST_YEAR <= row.begin.year <= row.end.year <= LAST_YEAR


def places_of(fact: Fact, articles: Mapping[str, Article]) -> tuple[Place, ...]:
    """Return where articles have a fact, one place for each of its evidence."""
    return tuple(_place(evidence, articles[evidence.article]) for evidence in fact.evidence)


def _place(evidence: Evidence, article: Article) -> Place:
    return Place(
        article.id,
        collapsed(article.source or ""),
        collapsed(article.title or ""),
        article.published or "",
        article.url or "",
        collapsed(evidence.text),
        context_of(evidence, article.text),
    )


def context_of(evidence: Evidence, text: str) -> str:
    """Return the sentence around some words, cut at both ends where it is long."""
    start, end = evidence.span.start, evidence.span.end
    breaks = [match.span() for match in _SENTENCE_END.finditer(text)]
    begin = max((after for _, after in breaks if after <= start), default=0)
    stop = min((before for before, _ in breaks if before >= end), default=len(text))
    room = max(0, MOST_CONTEXT - (end - start)) // 2
    left, right = max(begin, start - room), min(stop, end + room)
    cut = "…" if left > begin else "", "…" if right < stop else ""
    return f"{cut[0]}{collapsed(text[left:right])}{cut[1]}"


def value_text(row: FigureRow) -> str:
    """Return a value for readers: "↑ > 25 %", "8,3 miliardi EUR"; ↑ and ↓ are a rise and a fall."""
    compared = "" if row.comparator == "=" else f"{row.comparator} "
    return f"{_DIRECTIONS[row.direction]}{compared}{number_text(row.value)} {row.unit}"


def number_text(value: float) -> str:
    """Return a number as Italian newspapers write it, with all its digits: "245 miliardi", "1,6", "1.234.567"."""
    exact = Decimal(str(value))
    for scale, one, more in SCALES:
        scaled = (exact / scale).normalize()
        if abs(scaled) >= 1 and -int(scaled.as_tuple().exponent) <= MOST_DECIMALS:
            return f"{_digits(scaled)} {one if abs(scaled) == 1 else more}"
    return _digits(exact)


def _digits(number: Decimal) -> str:
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    with localcontext(prec=MOST_DIGITS):
        return str(format_decimal(number, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=LOCALE))


def period_text(period: str) -> str:
    """Return a period for readers of Italian: "gen–lug 2024"; what is none stays as it is."""
    begin, end = first_day(period), last_day(period)
    if begin is None or end is None:
        return period
    ends = period.split("/")
    skeleton = _SKELETONS.get(max(len(iso) for iso in ends))
    if skeleton is None:
        return period
    if len(ends) == 1:
        return str(format_skeleton(skeleton, begin, locale=LOCALE))
    return str(format_interval(begin, end, skeleton, locale=LOCALE))


def to_records(rows: Iterable[FigureRow]) -> list[dict[str, Any]]:
    """Return the rows for JSON: numbers as numbers, lists as lists, null for what nobody told."""
    return [
        {
            "period": row.period or None,
            "period_start": row.begin.isoformat() if row.begin else None,
            "period_end": row.end.isoformat() if row.end else None,
            "value": int(row.value) if row.value.is_integer() else row.value,
            "unit": row.unit,
            "comparator": row.comparator,
            "direction": row.direction,
            "indicator": row.indicator,
            "concept": row.concept,
            "area": row.area,
            "counterpart": row.counterpart or None,
            "about": list(row.about),
            "status": row.status,
            "negated": row.negated,
            "in_words_of": list(row.words_of),
            "via": list(row.via),
            "confidence": row.confidence,
            "sources": row.sources,
            "evidence": [
                {
                    "article": place.article,
                    "outlet": place.outlet or None,
                    "title": place.title or None,
                    "published": place.published or None,
                    "url": place.url or None,
                    "words": place.words,
                    "context": place.context,
                }
                for place in row.places
            ],
            "fact": row.fact,
        }
        for row in rows
    ]


def to_cells(rows: Iterable[FigureRow]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return columns and rows of plain text for CSV: one row a figure, the articles of one joined by "; "."""
    rows = tuple(rows)
    found = [
        {
            **{name: record[name] for name in record if name != "evidence"},
            "value": plain_number(row.value),
            "articles": _distinct(place.article for place in row.places),
            "outlets": _distinct(place.outlet for place in row.places),
            "published": _distinct(place.published for place in row.places),
            "urls": _distinct(place.url for place in row.places),
            "words": row.places[0].words,
            "context": row.places[0].context,
        }
        for row, record in zip(rows, to_records(rows), strict=True)
    ]
    return COLUMNS, tuple(tuple(_cell(record[name]) for name in COLUMNS) for record in found)


COLUMNS = (
    *("period", "period_start", "period_end", "value", "unit", "comparator", "direction", "indicator", "concept"),
    *("area", "counterpart", "about", "status", "negated", "in_words_of", "via", "confidence", "sources"),
    *("articles", "outlets", "published", "urls", "words", "context", "fact"),
)


def _distinct(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
