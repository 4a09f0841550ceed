"""Who and what generated news is about: a deterministic world of people, states, bodies and places, few of them famous.

States, bodies, places, offices and nouns are those of the word tables; people are made of given names and surnames. The
first of each list are the most talked of: `Ranked.pick` takes the n-th about 1/n as often as the first (Zipf).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from pipeline.lexicon import Lexicon
from pipeline.lexicon.tables import read_rows
from pipeline.model import Entity, EntityType
from pipeline.namespaces import DATA
from pipeline.typography import ascii_slug

T = TypeVar("T")
SEED = 20_240_501
FLAT_WORDS = 30
"""With this, the commonest noun stands in one statement of twenty, as in newspapers."""
FIRST_STATES = ("Russia", "Cina", "Italia", "Stati Uniti", "Ucraina", "Israele", "Francia", "Germania", "Iran")
NAMES = Path(__file__).resolve().parents[1] / "data" / "bench_names.tsv"
"""Given names, and parts that surnames are made of."""


@dataclass(frozen=True, slots=True)
class Ranked(Generic[T]):
    """Things from the best known to the least."""

    things: tuple[T, ...]
    flat: int = 3
    """Added to every rank: the first is not twice as well known as the second."""
    weights: tuple[float, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        weights = tuple(accumulate(1 / (rank + self.flat) for rank in range(1, len(self.things) + 1)))
        object.__setattr__(self, "weights", weights)

    def pick(self, random: Random, many: int) -> list[T]:
        """Return so many things at most, each once, the first drawn before the others."""
        return list(dict.fromkeys(random.choices(self.things, cum_weights=self.weights, k=many)))


@dataclass(frozen=True, slots=True)
class World:
    """What news is made of."""

    people: Ranked[Entity]
    states: Ranked[Entity]
    bodies: Ranked[Entity]
    places: Ranked[Entity]
    aliases: Mapping[str, tuple[str, ...]]
    """IRI → other names."""
    offices: tuple[str, ...]
    indicators: Ranked[str]
    nouns: Ranked[str]
    verbs: Ranked[str]
    forms: tuple[str, ...]
    """Of encounters."""
    outlets: Ranked[str]


def make_world(lexicon: Lexicon, *, people: int) -> World:
    """Return the world with so many people; the same lexicon and number give the same one."""
    random = Random(SEED)
    persons, aliases = _people(lexicon, people, random)
    states, bodies, places = (_known(lexicon, kind, aliases, random) for kind in ("Country", "Organization", "Place"))
    first = {name: rank for rank, name in enumerate(FIRST_STATES)}
    states.sort(key=lambda entity: first.get(entity.label, len(first)))
    nouns = sorted({*lexicon.indicators, *(noun.lemma for noun in lexicon.person_nouns.values())})
    random.shuffle(nouns)
    verbs = sorted(lemma for lemma, pos in lexicon.cues if pos == "VERB" and " " not in lemma)
    random.shuffle(verbs)
    indicators = sorted(lexicon.indicators)
    random.shuffle(indicators)
    media = [body.label for body in bodies if lexicon.names[body.label].kind == "media"]
    return World(
        people=Ranked(tuple(persons)),
        states=Ranked(tuple(states)),
        bodies=Ranked(tuple(bodies)),
        places=Ranked(tuple(places)),
        aliases=aliases,
        offices=tuple(sorted({office.lemma for office in lexicon.offices.values() if office.scope == "state"})),
        indicators=Ranked(tuple(indicators)),
        nouns=Ranked(tuple(nouns), FLAT_WORDS),
        verbs=Ranked(tuple(verbs), FLAT_WORDS),
        forms=("meeting", "talks", "call", "videocall", "summit", "ceremony", "unspecified"),
        outlets=Ranked(tuple(media[:40])),
    )


def _people(lexicon: Lexicon, many: int, random: Random) -> tuple[list[Entity], dict[str, tuple[str, ...]]]:
    """Return people, and by IRI the surname of each as its other name; several have the same surname."""
    parts = {row["part"]: row["forms"].split() for row in read_rows(NAMES, ("part", "forms"))}
    made = (f"{a}{b}{c}" for a in parts["start"] for b in ("", *parts["middle"]) for c in parts["end"])
    surnames = [*sorted(lexicon.common_surnames), *made]
    random.shuffle(surnames)
    found: dict[str, Entity] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    while len(found) < many:
        # a third of the surnames has most of the people
        surname = surnames[int(len(surnames) * random.random() ** 2)]
        name = f"{random.choice(parts['given'])} {surname}"
        entity = _entity("Person", name)
        if entity.iri not in found:
            found[entity.iri] = entity
            aliases[entity.iri] = (surname,)
    return list(found.values()), aliases


def _known(lexicon: Lexicon, kind: EntityType, aliases: dict[str, tuple[str, ...]], random: Random) -> list[Entity]:
    """Return the entities of one type that the word tables know, and note their other names."""
    forms: dict[str, set[str]] = {}
    items: dict[str, str | None] = {}
    for form, name in lexicon.names.items():
        if name.type == kind and name.kind != "capital":
            forms.setdefault(name.label, set()).add(form)
            items[name.label] = name.wikidata
    found: dict[str, Entity] = {}
    for label in sorted(forms):
        if label in lexicon.names:
            entity = _entity(kind, label, items[label])
            found.setdefault(entity.iri, entity)
            aliases[entity.iri] = tuple(sorted(forms[label] - {label}))
    entities = list(found.values())
    random.shuffle(entities)
    return entities


def _entity(kind: EntityType, name: str, wikidata: str | None = None) -> Entity:
    return Entity(f"{DATA}entity/{kind.lower()}/{ascii_slug(name)}", name, kind, wikidata)


def choose(random: Random, chances: Sequence[tuple[T, float]]) -> T:
    """Return one of the things, each as often as its chance says."""
    return random.choices([thing for thing, _ in chances], [chance for _, chance in chances])[0]
