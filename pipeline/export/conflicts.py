"""Conflicts as rows for readers: what, of which time, and of each side value, articles and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.assemble.conflicts import Conflict
from pipeline.export.figures import Place, figure_rows, period_text, places_of, value_text
from pipeline.model import Article, EncounterDetail, Fact, FigureDetail


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other."""

    value: str
    """As Italian newspapers write it."""
    sources: int
    """Independent ones."""
    words_of: tuple[str, ...]
    """In whose words it stands, where no article says it in its own."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One disagreement as an editor wants to see it."""

    what: str
    period: str
    """ISO 8601, of a figure; "" of a meeting, whose day is what differs."""
    first: Side
    second: Side


def conflict_rows(conflicts: Iterable[Conflict], articles: Mapping[str, Article]) -> tuple[ConflictRow, ...]:
    """Return the rows of conflicts, by what they are about and its time."""
    return tuple(sorted((_row(conflict, articles) for conflict in conflicts), key=_order))


def period_of(conflict: Conflict) -> str:
    """Return the time that two figures measure, as ISO 8601; "" of meetings."""
    fact = conflict.first
    if not isinstance(fact.detail, FigureDetail):
        return ""
    return fact.detail.period or (fact.when.iso if fact.when and fact.when.iso else "")


def _row(conflict: Conflict, articles: Mapping[str, Article]) -> ConflictRow:
    sides = (_side(fact, articles) for fact in (conflict.first, conflict.second))
    return ConflictRow(_what(conflict.first, articles), period_of(conflict), *sides)


def _order(row: ConflictRow) -> tuple[str, str, str, str]:
    return row.what, row.period, row.first.value, row.second.value


def _what(fact: Fact, articles: Mapping[str, Article]) -> str:
    if isinstance(fact.detail, EncounterDetail):
        parties = " – ".join(party.label for party in fact.detail.participants)
        return f"{parties}, {fact.detail.place.label}" if fact.detail.place else parties
    (row,) = figure_rows((fact,), articles)
    return f"{row.concept}: {', '.join(row.about)}"


def _side(fact: Fact, articles: Mapping[str, Article]) -> Side:
    if isinstance(fact.detail, FigureDetail):
        (row,) = figure_rows((fact,), articles)
        value = value_text(row)
    else:
        value = period_text(fact.when.iso) if fact.when and fact.when.iso else ""
    if fact.status != "happened":
        value += f" ({fact.status})"
    return Side(value, fact.sources, tuple(who.label for who in fact.attributed_to), places_of(fact, articles))
