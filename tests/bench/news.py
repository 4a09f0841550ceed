"""Generated news → facts → quads, without end and the same in every run: what the large graph of the bench is made of.

The unit is the story: a day, a cast, and the articles of one to four outlets that share sentences. Each sentence holds
one fact, in the shape in which the pipeline leaves it: `pipeline.rdf.quads` makes the quads. Offices and relations are
told again and again and stay one fact, as merging makes them. Nothing is kept but who was named and which facts there
are, so that memory does not grow with the articles' texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from pyoxigraph import NamedNode, Quad

from pipeline.assemble.keys import fact_id, fact_key
from pipeline.model import (
    Article,
    Attribution,
    Certainty,
    EncounterDetail,
    Entity,
    Evidence,
    Fact,
    FigureDetail,
    Kind,
    RoleDetail,
    SayingDetail,
    Span,
    Status,
    When,
)
from pipeline.rdf.quads import QuadWriter, entities_of
from pipeline.typography import ascii_slug
from pipeline.vocab import Vocab
from tests.bench.world import World, choose

FIRST_DAY = date(2017, 1, 1)
DAYS = 8 * 365
KINDS: tuple[tuple[Kind, float], ...] = (
    ("statement", 0.44),
    ("relation", 0.18),
    ("role", 0.13),
    ("encounter", 0.12),
    ("visit", 0.06),
    ("figure", 0.07),
)
STATUSES: tuple[tuple[Status, float], ...] = (
    ("happened", 0.88),
    ("planned", 0.08),
    ("alleged", 0.03),
    ("denied", 0.01),
)
CERTAINTIES: tuple[tuple[Certainty, float], ...] = (("certain", 0.8), ("probable", 0.12), ("possible", 0.08))
COPIES = ((1, 0.7), (2, 0.2), (3, 0.07), (4, 0.03))
SAID_BY_SOMEBODY = 0.28
NEGATED = 0.02
ANSWERED = 0.03
"""How often somebody denies at once what an article says."""
DATED = 0.35
STATE_NAMED = 0.4
"""How often the words said name a state."""
UNITS = ("EUR", "USD", "%", "soldati", "barili", "persone")
LEAST_OF_ENTITY = 2
"""Quads that an entity has: its type and its label."""
FILLER = "La giornata si è chiusa senza altri annunci. Gli osservatori attendono i prossimi giorni."


@dataclass(slots=True)
class _Cast:
    """Who a story is about, and when."""

    number: int
    day: date
    people: list[Entity]
    states: list[Entity]
    bodies: list[Entity]
    places: list[Entity]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one day with what they share, and their facts."""

    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class Newsroom:
    """Writes stories about a world; the same world and seed give the same stories."""

    world: World
    vocab: Vocab
    random: Random = field(default_factory=lambda: Random(1))
    told: dict[str, Fact] = field(default_factory=dict)
    """Offices and relations by id: what is told again has to be the same fact."""
    ids: set[str] = field(default_factory=set)

    def stories(self) -> Iterator[Story]:
        """Yield stories without end."""
        number = 0
        while True:
            yield self._story(number)
            number += 1

    def _story(self, number: int) -> Story:
        random, world = self.random, self.world
        cast = _Cast(
            number,
            FIRST_DAY + timedelta(days=random.randrange(DAYS)),
            world.people.pick(random, 5),
            world.states.pick(random, 4),
            world.bodies.pick(random, 4),
            world.places.pick(random, 2),
        )
        sketches = [sketch for _ in range(random.randint(7, 22)) for sketch in self._sketches(cast)]
        outlets = world.outlets.pick(random, choose(random, COPIES))
        texts: list[list[str]] = [[] for _ in outlets]
        places: list[list[tuple[int, int, int]]] = []  # for each sketch: article, start, end
        lengths = [0] * len(outlets)
        for _, sentence in sketches:
            tellers = [n for n in range(len(outlets)) if random.random() < 0.6] or [0]
            found = []
            for teller in tellers:
                found.append((teller, lengths[teller], lengths[teller] + len(sentence)))
                texts[teller].append(sentence)
                lengths[teller] += len(sentence) + 2
            places.append(found)
        articles = tuple(self._article(cast, outlet, texts[n]) for n, outlet in enumerate(outlets))
        return Story(articles, tuple(self._facts(sketches, places, articles)))

    def _article(self, cast: _Cast, outlet: str, sentences: list[str]) -> Article:
        return Article(
            id=f"{ascii_slug(outlet)}-{cast.number:06}",
            text=". ".join([*sentences, FILLER]),
            title=f"{cast.people[0].label}, {cast.states[0].label}: il punto",
            url=f"https://example.org/{cast.number}",
            source=outlet,
            published=cast.day.isoformat() if cast.number % 50 else None,
        )

    def _facts(
        self, sketches: list[tuple[Fact, str]], places: list[list[tuple[int, int, int]]], articles: tuple[Article, ...]
    ) -> Iterator[Fact]:
        """Yield each sketch as a fact: with its evidence, its id, and the sources that it is attributed to."""
        statements: list[Fact] = []
        for (sketch, _), found in zip(sketches, places, strict=True):
            rule = f"{sketch.predicate if sketch.kind == 'relation' else sketch.kind + 's'}/generated"
            evidence = tuple(
                Evidence.of(articles[n], Span(start, end), extractor=rule.split("/")[0], rule=rule)
                for n, start, end in found
            )
            identifier = fact_id(fact_key(sketch, evidence[0].article))
            fact = self._known(replace(sketch, id=identifier, evidence=evidence))
            if fact is None:
                continue
            if fact.attributed_to:
                fact = self._attributed(fact, statements)
            elif fact.status == "happened" and not fact.negated:
                fact = replace(fact, asserted_in=tuple(sorted({e.article for e in evidence})))
            if fact.kind == "statement":
                statements.append(fact)
            yield fact

    def _known(self, fact: Fact) -> Fact | None:
        """Return a fact as it was told before, with its evidence of today; None for one that happens only once."""
        if fact.kind in ("relation", "role"):
            before = self.told.setdefault(fact.id, replace(fact, evidence=fact.evidence[:1]))
            return replace(before, evidence=fact.evidence)
        if fact.id in self.ids:
            return None
        self.ids.add(fact.id)
        return fact

    def _attributed(self, fact: Fact, statements: list[Fact]) -> Fact:
        """Return a fact under the last statement of its story where that stands in the same article."""
        certainty = choose(self.random, CERTAINTIES)
        above = statements[-1] if statements and self.random.random() < 0.8 else None
        told_in = {e.article for e in above.evidence} if above else set()
        attributions = tuple(
            Attribution(
                e.article, fact.attributed_to, above.id if above and e.article in told_in else None, certainty, e
            )
            for e in fact.evidence
        )
        return replace(fact, attributions=attributions)

    def _sketches(self, cast: _Cast) -> Iterator[tuple[Fact, str]]:
        """Yield a fact without its evidence and the sentence that tells it; sometimes also somebody's denial of it."""
        kind = choose(self.random, KINDS)
        makers: dict[Kind, Callable[[_Cast], tuple[Fact, str]]] = {
            "statement": self._statement,
            "relation": self._relation,
            "role": self._role,
            "encounter": self._encounter,
            "visit": self._visit,
            "figure": self._figure,
        }
        fact, sentence = makers[kind](cast)
        if kind != "statement":
            if self.random.random() < SAID_BY_SOMEBODY:
                fact = replace(fact, attributed_to=(self.random.choice(cast.people),))
            if kind != "role":
                negated = self.random.random() < NEGATED
                fact = replace(fact, status=choose(self.random, STATUSES), negated=negated)
        yield fact, sentence
        if kind in ("relation", "visit", "encounter") and fact.status == "happened" and self.random.random() < ANSWERED:
            who = self.random.choice(cast.people)
            denial = replace(fact, negated=True, attributed_to=(who,), asserted_in=())
            yield denial, f"{who.label} smentisce che {sentence}"

    def _statement(self, cast: _Cast) -> tuple[Fact, str]:
        random = self.random
        speaker = random.choice([*cast.people, *cast.people, *cast.bodies, *cast.states])
        words = random.choices(self.world.nouns.things, cum_weights=self.world.nouns.weights, k=random.randint(3, 9))
        verb = self.world.verbs.pick(random, 1)[0]
        content = f"il {' e il '.join(words)} possono {verb} nel {cast.day.year}"
        if random.random() < STATE_NAMED:
            content += f", dice {random.choice(cast.states).label}"
        cue = self.world.verbs.pick(random, 1)[0]
        to = (random.choice(cast.bodies),) if random.random() < 0.1 else ()
        via = (random.choice(cast.bodies),) if random.random() < 0.05 else ()
        detail = SayingDetail((speaker,), content, random.random() < 0.5, cue, to, via)
        return self._fact("statement", "said", speaker, content, detail=detail), f"{speaker.label}: “{content}”"

    def _relation(self, cast: _Cast) -> tuple[Fact, str]:
        predicates = sorted(self.vocab.relations)
        while True:
            subject, object_ = self.random.sample([*cast.states, *cast.bodies, *cast.people], 2)
            predicate = self.random.choice(predicates)
            if self.vocab.allows(predicate, subject.type, object_.type):
                break
        sentence = f"{subject.label} {self.vocab[predicate].label_it} {object_.label}"
        return self._fact("relation", predicate, subject, object_), sentence

    def _role(self, cast: _Cast) -> tuple[Fact, str]:
        person = self.random.choice(cast.people)
        # who somebody is depends on the name alone, but for those who had another office before
        former = self.random.random() < 0.1
        rank = sum(map(ord, person.label)) + former
        office, of = self.world.offices[rank % len(self.world.offices)], self.world.states.things[rank % 60]
        fact = self._fact("role", "holdsRole", person, office, detail=RoleDetail(office, of, former))
        return fact, f"{'l’ex ' if former else ''}{office} {person.label} ({of.label})"

    def _encounter(self, cast: _Cast) -> tuple[Fact, str]:
        random = self.random
        several = 2 if random.random() < 0.85 else 3
        parties = tuple(dict.fromkeys(random.sample([*cast.people, *cast.states, *cast.bodies], several)))
        place = random.choice(cast.places) if random.random() < 0.5 else None
        detail = EncounterDetail(parties, random.choice(self.world.forms), place)
        fact = self._fact("encounter", "met", parties[0], parties[1], detail=detail, when=self._when(cast))
        where = f" a {place.label}" if place else ""
        return fact, f"{' e '.join(p.label for p in parties)} si sono visti{where}{_told(fact.when)}"

    def _visit(self, cast: _Cast) -> tuple[Fact, str]:
        visitor = self.random.choice(cast.people)
        where = self.random.choice([*cast.states, *cast.places])
        fact = self._fact("visit", "visited", visitor, where, when=self._when(cast))
        return fact, f"{visitor.label} si è recato in {where.label}{_told(fact.when)}"

    def _figure(self, cast: _Cast) -> tuple[Fact, str]:
        random = self.random
        indicator = self.world.indicators.pick(random, 1)[0]
        about = tuple(random.sample(cast.states, min(len(cast.states), 1 if random.random() < 0.7 else 2)))
        value = float(random.randint(1, 999) * 10 ** random.randint(0, 9))
        period = str(cast.day.year - random.randint(0, 2)) if random.random() < 0.6 else None
        via = (random.choice(cast.bodies),) if random.random() < 0.4 else ()
        detail = FigureDetail(
            indicator, value, random.choice(UNITS), "=", random.choice((None, "+", "-")), about, period, via
        )
        fact = self._fact("figure", "measures", about[0], value, detail=detail)
        return fact, f"{indicator} di {about[0].label}: {value:.0f} {detail.unit} {period or ''}".strip()

    def _fact(self, kind: Kind, predicate: str, subject: Entity, object_: Entity | str | float, **more: object) -> Fact:
        return Fact("", kind, predicate, subject, object_, (_NONE,), 0.84, **more)  # type: ignore[arg-type]

    def _when(self, cast: _Cast) -> When | None:
        chance = self.random.random()
        day = cast.day - timedelta(days=self.random.randint(0, 4))
        if chance > DATED:
            return None
        if chance < DATED * 0.6:
            return When(f"il {day.day}/{day.month}", day.isoformat())
        if chance < DATED * 0.9:
            return When("questo mese", day.isoformat()[:7])
        return When("in questi giorni", f"{day.isoformat()}/{cast.day.isoformat()}")


_NONE = Evidence("", Span(0, 1), "-", "none", "none/none")
"""Stands for the evidence of a fact that has none yet."""


def _told(when: When | None) -> str:
    return f" {when.text}" if when else ""


def generate_quads(world: World, vocab: Vocab, *, least: int) -> Iterator[Quad]:
    """Yield the quads of whole stories until there are so many, then those of all whom they name."""
    writer = QuadWriter(vocab)
    named: dict[str, Entity] = {}
    made = 0
    for story in Newsroom(world, vocab).stories():
        articles = {article.id: article for article in story.articles}
        quads = dict.fromkeys(quad for article in story.articles for quad in writer.of_article(article))
        for fact in story.facts:
            quads |= dict.fromkeys(writer.of_fact(fact, articles))
            for entity in entities_of(fact):
                named.setdefault(entity.iri, entity)
        yield from quads
        made += sum(isinstance(quad.graph_name, NamedNode) for quad in quads)
        if made + LEAST_OF_ENTITY * len(named) >= least:
            break
    for iri in sorted(named):
        yield from writer.of_entity(named[iri], world.aliases.get(iri, ()))
