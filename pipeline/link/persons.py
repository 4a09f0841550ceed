"""Facts → the persons of the graph, with their names and the offices that articles give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.days import first_day, last_day
from pipeline.link.offices import Held, Offices
from pipeline.model import Entity, Fact, RoleDetail
from pipeline.typography import ascii_slug


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the graph whom the articles name."""

    iri: str
    label: str
    names: tuple[str, ...]
    """The label, and the full names among the others."""
    held: tuple[Held, ...] = ()


def persons_of(
    facts: Iterable[Fact],
    offices: Offices,
    named: Collection[str],
    aliases: Mapping[str, tuple[str, ...]],
    published: Mapping[str, str | None],
) -> tuple[Person, ...]:
    """Return the persons of the facts, sorted by IRI.

    `named`: IRIs of those that articles call by a name; "il cancelliere tedesco" alone is nobody whom a table knows.
    `aliases`: IRI → other names. `published`: id of an article → its date.
    """
    labels: dict[str, str] = {}
    held: dict[str, list[Held]] = defaultdict(list)
    for fact in facts:
        for entity in _parties(fact):
            if entity.type == "Person" and entity.iri in named:
                labels[entity.iri] = entity.label
        detail = fact.detail
        if isinstance(detail, RoleDetail) and not fact.negated and fact.status == "happened":
            days = _days(fact, published)
            held[fact.subject.iri].append(offices.held(fact.id, detail.role, detail.of, detail.former, days))
    return tuple(
        Person(iri, labels[iri], _full_names(labels[iri], aliases.get(iri, ())), tuple(held[iri]))
        for iri in sorted(labels)
    )


def _parties(fact: Fact) -> Iterator[Entity]:
    yield fact.subject
    if isinstance(fact.object, Entity):
        yield fact.object
    yield from fact.attributed_to
    for attribution in fact.attributions:
        yield from attribution.sources
    if fact.detail is not None:
        yield from fact.detail.parties


def _days(fact: Fact, published: Mapping[str, str | None]) -> Iterator[tuple[date, date]]:
    """Yield the times for which a role is given: the one in the text, else the days of its articles."""
    times = [fact.when.iso] if fact.when and fact.when.iso else [published.get(e.article) for e in fact.evidence]
    for iso in dict.fromkeys(times):
        first, last = first_day(iso), last_day(iso)
        if first and last:
            yield first, last


def _full_names(label: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the label and the other names of several words: a surname tells nothing where there is a full name."""
    whole = tuple(name for name in others if "-" in ascii_slug(name))
    return (label, *whole)
