"""Does an office that an article gives somebody agree with one that the table gives him, on that day?

The table may be in Italian or English, and may name the country in a column of its own or only in the office's name
("President of Russia"). An office is compared by its concepts (`ontology/linking/offices.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from babel import Locale

from pipeline.days import first_day, last_day
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name
from pipeline.lexicon.linking import cased_words, phrase_words
from pipeline.link.candidates import item_of
from pipeline.model import Entity, Tenure
from pipeline.typography import collapsed, folded

T = TypeVar("T")

ON_THE_DAY = 0.8
"""The same office of the same country or body, on a day that the table has him in it."""
SOME_DAY = 0.6
"""The same, where the table has no dates or the article none."""
CROWDED = 0.5
"""The same, of an office that many hold at once: senator, minister without more."""
NOBODYS = 0.4
"""The same office, where the article or the table does not say whose."""
RELATED = 0.5
"""Of the same owner, and one says more of the office: "ministro" and "ministro degli Esteri"."""
SAME_OWNER = 0.3
"""Another office of the same owner in that time."""
OTHER_TIME = 0.3
"""How much the same office of the same owner at another time takes away: father and son, or namesakes."""
OTHER_COUNTRY = 0.5
"""How much it takes away that all offices are of other countries."""
TOLERANCE = 31
"""Days: the press calls somebody president from the election on, and for some time after the end."""
MAX_WORDS = 6
"""Words of the longest phrase or name looked for."""
GOVERNMENT = frozenset({"seat", "government", "capital", "country"})
"""Kinds of names whose office is one of the country itself: "portavoce del Cremlino"."""


@dataclass(frozen=True, slots=True)
class Held:
    """An office that the graph gives somebody."""

    fact: str
    concepts: frozenset[str]
    owner: str | None
    country: str | None
    """Item of the country that the owner is, or belongs to."""
    governs: bool
    """The owner is the country or its government."""
    days: tuple[tuple[date, date], ...]
    """First and last day of each time that an article gives it for; () where none has a date."""
    former: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the table gives somebody."""

    concepts: frozenset[str]
    owners: frozenset[str]
    countries: frozenset[str]
    """Those of the owners that are countries."""
    start: date | None
    end: date | None


class Offices:
    """Reads offices of the graph and of tables with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Index the names of countries and bodies, and in English those of the countries."""
        self._linking = lexicon.linking
        self._named: dict[tuple[str, ...], Name] = {}
        for form, name in sorted(lexicon.names.items()):
            self._named.setdefault(phrase_words(form), name)
        english = Locale.parse("en").territories
        for iso, country in sorted(lexicon.countries.items()):
            if iso in english:
                self._named.setdefault(phrase_words(english[iso]), country)
        self._demonyms = lexicon.demonyms
        self._items = {iso: name.wikidata for iso, name in lexicon.countries.items() if name.wikidata}
        self._countries = frozenset(self._items.values())

    def held(self, fact: str, role: str, of: Entity | None, former: bool, days: Iterable[tuple[date, date]]) -> Held:
        """Return an office of the graph in the form in which it is compared."""
        concepts, _ = self._read(role)
        owner = None if of is None else of.wikidata or _form(of.label)
        name = None if of is None else self._named.get(phrase_words(of.label))
        country = owner if owner in self._countries else self._items.get(name.country or "") if name else None
        governs = owner in self._countries or (name is not None and name.kind in GOVERNMENT)
        return Held(fact, concepts, owner, country, governs, tuple(days), former)

    def office(self, tenure: Tenure) -> Office:
        """Return an office of a table in the form in which it is compared.

        Where the office's own name tells the body ("presidente della Camera dei deputati"), the column of the country
        tells nothing more.
        """
        concepts, named = self._read(tenure.office)
        said = frozenset(item_of(of) or self._owner(of) for of in tenure.of)
        owners = named if named - self._countries else named | said
        return Office(concepts, owners, owners & self._countries, first_day(tenure.start), last_day(tenure.end))

    def _owner(self, of: str) -> str:
        return _item(self._named.get(phrase_words(of))) or _form(of)

    def _read(self, office: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return what the words of an office mean, and the countries and bodies that they name.

        Of what begins at one word the longest counts, an office before a name: "Foreign Affairs" is a magazine, too.
        """
        cased = cased_words(office)
        words = tuple(word.lower() for word in cased)
        concepts: set[str] = set()
        owners: set[str] = set()
        place = 0
        while place < len(words):
            size, found = _longest(words, place, self._linking.concepts)
            if found is not None:
                concepts |= found
            elif cased[place][0].isupper():  # names in small letters are nouns: "camera", "lega"
                size, name = _longest(words, place, self._named)
                owners.update((_item(name) or _form(name.label),) if name else ())
            elif words[place] in self._demonyms:
                nation = self._demonyms[words[place]]
                owners.add(_item(nation) or _form(nation.label))
            place += size
        return frozenset(concepts), frozenset(owners)

    def agreement(self, held: Held, office: Office) -> float:
        """Return how much of the doubt about a name an office of both takes away: 0 for nothing, never 1."""
        unknown = held.owner is None or not office.owners
        timely = _in_time(held, office)
        if timely is False or not (unknown or _same_owner(held, office)):
            return 0.0
        if held.concepts and held.concepts == office.concepts:
            if held.concepts <= self._linking.crowded:
                return 0.0 if unknown else CROWDED
            return NOBODYS if unknown else ON_THE_DAY if timely else SOME_DAY
        if unknown:
            return 0.0
        return RELATED if _related(held.concepts, office.concepts) else SAME_OWNER


def contradiction(held: Sequence[Held], offices: Sequence[Office]) -> float:
    """Return what offices that nowhere agree take away from a name's score."""
    here = {h.country for h in held if h.country}
    there = {country for office in offices for country in office.countries}
    if here and there and not here & there:
        return OTHER_COUNTRY
    same = ((h, o) for h in held for o in offices if h.concepts and h.concepts == o.concepts and _same_owner(h, o))
    return OTHER_TIME if any(_in_time(h, o) is False for h, o in same) else 0.0


def _same_owner(held: Held, office: Office) -> bool:
    return held.owner is not None and (held.owner in office.owners or (held.governs and held.country in office.owners))


def _related(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one < other or other < one) and ("deputy" in one) == ("deputy" in other)


def _in_time(held: Held, office: Office) -> bool | None:
    """Say whether somebody is in an office when the graph has him there; None where one of them has no date."""
    if not held.days or (office.start is None and office.end is None):
        return None
    # in numbers of days: a date near the first or last year of the calendar has no neighbours in dates
    start = (office.start or date.min).toordinal() - TOLERANCE
    end = (date.max if held.former or office.end is None else office.end).toordinal() + TOLERANCE
    return any(start <= last.toordinal() and first.toordinal() <= end for first, last in held.days)


def _longest(words: tuple[str, ...], place: int, known: Mapping[tuple[str, ...], T]) -> tuple[int, T | None]:
    """Return how many words from a place on are the longest known phrase, and what that is; one word and None else."""
    for size in range(min(MAX_WORDS, len(words) - place), 0, -1):
        found = known.get(words[place : place + size])
        if found is not None:
            return size, found
    return 1, None


def _item(name: Name | None) -> str | None:
    return name.wikidata if name else None


def _form(name: str) -> str:
    return collapsed(folded(name))
