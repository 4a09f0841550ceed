"""The entries of the word tables, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import EntityType

FIRMS = frozenset({"company", "bank"})
"""Kinds of names and of words for bodies that are businesses."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the gazetteer knows, and what it denotes."""

    form: str
    label: str
    type: EntityType
    wikidata: str | None
    country: str | None
    """ISO code of the country that it is, or belongs to."""
    kind: str
    """country, capital, region, city, seat or the organisation's type (company, media …)."""
    place: str | None = None
    place_wikidata: str | None = None
    """For a capital: its own name and item, where somebody goes there."""


@dataclass(frozen=True, slots=True)
class Partisan:
    """What an adjective says of somebody's party: "leghista"."""

    party: Name
    use: str
    """word: "i leghisti" are the party; title: beside somebody's name; named: the party must be named, or the title be
    political ("i deputati azzurri"); abroad: of somebody of the party's country."""


@dataclass(frozen=True, slots=True)
class Office:
    """A form of a word for an office: "ministra" → lemma "ministro"."""

    lemma: str
    gender: str
    number: str
    scope: str


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for somebody who may speak or act without a name: "fonti", "analisti", "governo"."""

    lemma: str
    gender: str
    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of saying: its type, and by which complements the content follows."""

    lemma: str
    type: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A fixed phrase before a source: "secondo", "a detta di"; `anywhere` = also after the content."""

    words: tuple[str, ...]
    anywhere: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A word of meeting: the form of the encounter and how participants are attached."""

    lemma: str
    form: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is written → its normal form (ISO 4217 code, "%", plural noun phrase)."""

    words: tuple[str, ...]
    unit: str
    kind: str


MAGNITUDES = ("magnitude", "collective")
"""Kinds of number word that multiply what stands before: "milioni", "ventina"."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A magnitude ("miliardi"), a comparator ("oltre") or a fraction ("un terzo")."""

    words: tuple[str, ...]
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class LayoutCue:
    """A phrase that tells which part of an article it stands in: "leggi anche", "riproduzione riservata"."""

    words: tuple[str, ...]
    """… stands for up to six words: "segui … su facebook"."""
    role: str
    position: str
    """Where it counts: start (of a paragraph or sentence), label (the same, a colon or dash after it), whole, end,
    anywhere, bracket (begins one), bracket_end."""
    scope: str
    """What has the role then: phrase, sentence, paragraph, title (and the headline after it), credit, names, date."""
