"""What is compared: gold and found facts in one shape, one record a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pipeline.model import Kind

HAPPENED = "happened"
Name: TypeAlias = str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two who met. Of three who met there are three pairs."""

    pair: tuple[Name, Name]
    status: str = HAPPENED
    place: Name = None


@dataclass(frozen=True, slots=True)
class Journey:
    """Who went where."""

    traveller: Name
    destination: Name
    status: str = HAPPENED


@dataclass(frozen=True, slots=True)
class Saying:
    """Who said what."""

    speakers: tuple[Name, ...]
    content: str
    addressees: tuple[Name, ...] = ()
    via: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it measures; `value` is None where no number was given."""

    value: float | None
    unit: str
    indicator: str = ""
    comparator: str = "="
    direction: str | None = None
    about: tuple[Name, ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Who holds which office."""

    holder: Name
    role: str
    of: Name = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two."""

    subject: Name
    predicate: str
    object: Name
    negated: bool = False
    status: str = HAPPENED


Content: TypeAlias = Meeting | Journey | Saying | Measure | Office | Tie


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be found, or found; `optional` is right where it is found, and not missed where it is not."""

    kind: Kind
    content: Content
    optional: bool = False


def in_words(content: Content) -> str:
    """Return an item as one line for people."""
    match content:
        case Meeting(pair=(one, other)):
            return f"{one} – {other}{_at(content.place)}{_notes(_status(content.status))}"
        case Journey():
            return f"{content.traveller} → {content.destination}{_notes(_status(content.status))}"
        case Saying():
            to = f" to {_list(content.addressees)}" if content.addressees else ""
            via = f"via {_list(content.via)}" if content.via else ""
            return f"{_list(content.speakers)}{to}: {content.content}{_notes(via)}"
        case Measure():
            value = "no number" if content.value is None else f"{content.value:,.10g}"
            parts = (
                content.direction or "",
                "" if content.comparator == "=" else content.comparator,
                value,
                content.unit,
            )
            about = f"about {_list(content.about)}" if content.about else ""
            return f"{content.indicator}: {' '.join(p for p in parts if p)}{_notes(about, content.period or '')}"
        case Office():
            of = f" of {content.of}" if content.of else ""
            return f"{content.holder}: {content.role}{of}{_notes('former' if content.former else '')}"
        case Tie():
            notes = _notes("negated" if content.negated else "", _status(content.status))
            return f"{content.subject} {content.predicate} {content.object}{notes}"


def _at(place: Name) -> str:
    return f" at {place}" if place else ""


def _status(status: str) -> str:
    return "" if status == HAPPENED else status


def _notes(*notes: str) -> str:
    given = [note for note in notes if note]
    return f" ({', '.join(given)})" if given else ""


def _list(names: tuple[Name, ...]) -> str:
    return ", ".join(str(name) for name in names)
