"""Facts that can hardly both be so: one slot, two values. They are for a human to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

from pipeline.assemble.indicators import parties_of, period_of, shared_indicator
from pipeline.model import EncounterDetail, Fact, FigureDetail
from pipeline.typography import folded, plain_number

Slot: TypeAlias = Literal["value", "date"]
SAME_MEETING = timedelta(days=3)
"""Two parties that two sources have meet in one place on days so near have mostly met once, and one has the wrong day.

Where one article tells of both days, they met twice."""
CROWD = 30
"""Facts of one slot of which all pairs are compared: of a thousand, half a million pairs would tell nobody more."""
ROUNDING = 0.02
"""Share by which two values may differ and be the same, rounded."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts that give one slot two values; the one that comes first by id stands first."""

    slot: Slot
    first: Fact
    second: Fact


def find_conflicts(facts: Iterable[Fact]) -> tuple[Conflict, ...]:
    """Return all conflicts, sorted by the ids of their facts.

    Two figures conflict that measure one thing of the same parties in the same period and unit, both exactly; two
    meetings that bring the same parties to one place on days near each other. Forecasts conflict with forecasts only,
    rises with rises; what is negated, denied or alleged conflicts with nothing here (see the question "contested").
    Where more than CROWD facts are about one slot, each is told to conflict with the next by value or day only.
    """
    slots: dict[tuple[object, ...], list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.id):
        key = _slot(fact)
        if key is not None:
            slots.setdefault(key, []).append(fact)
    found = (
        Conflict("value" if first.kind == "figure" else "date", first, second)
        for group in slots.values()
        for first, second in _pairs(group)
        if _differ(first, second)
    )
    return tuple(sorted(found, key=lambda conflict: (conflict.first.id, conflict.second.id)))


def _pairs(group: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of a slot's facts that are compared, the one that comes first by id first."""
    if len(group) <= CROWD:
        yield from combinations(group, 2)
        return
    for first, second in pairwise(sorted(group, key=_place)):
        yield (first, second) if first.id < second.id else (second, first)


def _place(fact: Fact) -> tuple[float, str, str]:
    value = abs(fact.detail.value) if isinstance(fact.detail, FigureDetail) else 0.0
    return value, (fact.when.iso if fact.when else None) or "", fact.id


def _slot(fact: Fact) -> tuple[object, ...] | None:
    """Return what two facts must share to be about one thing, None for what cannot conflict."""
    if fact.negated or fact.status not in ("happened", "planned"):
        return None
    match fact.detail:
        case FigureDetail(comparator="=", unit=unit, direction=direction) if period_of(fact):
            parties = parties_of(fact)
            indicator = folded(shared_indicator(fact.detail.indicator, parties))
            iris = frozenset(party.iri for party in parties)
            return "figure", fact.status, indicator, iris, period_of(fact), unit, direction
        case EncounterDetail(participants=participants, place=place) if place is not None and _day(fact):
            return "encounter", fact.status, frozenset(party.iri for party in participants), place.iri
    return None


def _differ(first: Fact, second: Fact) -> bool:
    if isinstance(first.detail, FigureDetail) and isinstance(second.detail, FigureDetail):
        low, high = sorted((abs(first.detail.value), abs(second.detail.value)))
        return high - low > ROUNDING * high
    if not {e.article for e in first.evidence}.isdisjoint(e.article for e in second.evidence):
        return False
    one, other = _day(first), _day(second)
    return one is not None and other is not None and timedelta() < abs(one - other) <= SAME_MEETING


def _day(fact: Fact) -> date | None:
    try:
        return date.fromisoformat(fact.when.iso) if fact.when and fact.when.iso else None
    except ValueError:
        return None


def values_of(conflict: Conflict) -> Iterator[str]:
    """Yield the two values that stand against each other, as text."""
    for fact in (conflict.first, conflict.second):
        if isinstance(fact.detail, FigureDetail):
            yield f"{plain_number(fact.detail.value)} {fact.detail.unit}"
        else:
            yield fact.when.iso if fact.when and fact.when.iso else ""
