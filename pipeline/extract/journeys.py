"""Who goes where, as one word of going tells: "si è recato a X", "il viaggio di X a Y", "sarà a Roma"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.clauses import complements, is_passive, is_reflexive
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import SUBJECTS, feature
from pipeline.extract.being import BEING, being_at
from pipeline.extract.nominal_visits import visit_of_noun, visit_taken_up
from pipeline.extract.participants import agents, clitic_party
from pipeline.extract.parties import PartyFinder
from pipeline.extract.places import (
    AT,
    FROM,
    TO,
    house_at,
    house_visited,
    place_of_writing,
    place_there,
    places,
    places_at,
    relative_place,
)
from pipeline.extract.travellers import invited, is_travelling, sent, travellers_of
from pipeline.extract.verbless_visits import stay_at
from pipeline.extract.visit_words import frames_at, is_headline_noun
from pipeline.extract.voices import Voices
from pipeline.model import Mention

REACH = 4
BOUND = frozenset({"per", "verso", "alla_volta_di", "in_direzione_di"})
"""Where one goes who leaves: "ha lasciato Tokyo per Washington"."""
BETWEEN = frozenset({"tra"})
"""Where one goes to and fro: "ha fatto la spola tra il Cairo e Doha"."""
NOT_THERE = frozenset({"passive", "sent"})
"""Frames of verbs whose "ci" is an object: "non ci hanno aspettato"."""
INSIDE = frozenset({"nmod", "obl"})
TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "DET"})


@dataclass(frozen=True, slots=True)
class Journey:
    """What one word of going tells: who goes, where to, by which rule; `sentence` counts those that state facts."""

    token: Token
    sentence: int
    travellers: tuple[Mention, ...]
    places: tuple[Mention, ...]
    rule: str


def find_journeys(finder: PartyFinder, voices: Voices) -> Iterator[Journey]:
    """Yield what an article's words of going tell, in the order of the text, as far as they name a place."""
    for number, sentence in enumerate(finder.reading.sentences()):
        for token in sentence:
            if token.pos_ in TELLING:
                travellers, places, rule = _journey_at(token, finder, voices)
                if places:
                    yield Journey(token, number, travellers, places, rule)


def _journey_at(
    token: Token, finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], str]:
    """Return who goes, where to, and by which rule, as far as a token tells; () where it is no word of going."""
    frames = frames_at(token, finder.lexicon)
    if frames is None:
        if token.pos_ in ("AUX", "VERB") and token.lemma_.lower() == BEING:
            return (*being_at(token, finder, voices), "being")
        again = visit_taken_up(token, finder, voices)
        return (*again, "nominal") if again[1] else (*stay_at(token, finder), "stay")
    verbal = token.pos_ in ("VERB", "AUX") and not is_headline_noun(token, finder.lexicon)
    if verbal or "participle" in frames:
        return (*_by_verb(token, frames, finder, voices), "verbal")
    return (*visit_of_noun(token, frames, finder, voices), "nominal")


def _by_verb(
    verb: Token, frames: frozenset[str], finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if "passive" in frames and not (is_passive(verb) or feature(verb, "VerbForm") == "Part"):
        awaited = clitic_party(verb, finder, dative=False, besides=agents(verb, finder))
        return awaited, _goal(verb, finder, AT) if awaited else ()  # "a Parigi lo aspetta X"
    if "si" in frames and not is_reflexive(verb):
        return (), ()
    if "obj" in frames:
        found = _visited(verb, finder)
    else:
        goals = BOUND if "bound" in frames else BETWEEN if "tra" in frames else TO
        found = _with_conjuncts(verb, finder, _goal(verb, finder, goals), goals)
        if not found and goals is TO and not NOT_THERE & frames:
            found = place_there(verb, finder)
        if not found and "house" in frames:
            found = house_visited(verb, finder)
        if not found and "from" in frames:
            found = places(verb, finder, prepositions=FROM)[:1]
        if not found and "here" in frames and places(verb, finder, prepositions=FROM):
            found = place_of_writing(finder)
    if "sent" in frames:
        return (sent(verb, finder, along="along" in frames) if found else ()), found
    if "invited" in frames:
        return (invited(verb, finder) if found else ()), found
    going = travellers_of(verb, finder, voices) if found else ()
    return tuple(m for m in going if "person" not in frames or m.type == "Person" or is_travelling(m, finder)), found


def _goal(verb: Token, finder: PartyFinder, prepositions: frozenset[str] = TO) -> tuple[Mention, ...]:
    return places(verb, finder, prepositions=prepositions)[:1] or relative_place(verb, finder)


def _with_conjuncts(
    verb: Token, finder: PartyFinder, found: tuple[Mention, ...], prepositions: frozenset[str]
) -> tuple[Mention, ...]:
    """Several places of one journey, joined to each other: "a Berlino, Parigi e poi a Londra"."""
    if not found:
        return ()
    for complement in complements(verb):
        if complement.preposition in prepositions:
            here = places_at(complement.token, finder)
            if here and here[0].span == found[0].span:
                return here
    return found


def _visited(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """The object of "visitare" and its like, or the name right after the verb."""
    objects = [c for c in verb.children if c.dep_ == "obj" or (c.dep_ in SUBJECTS and c.i > verb.i)]
    beside = [verb.doc[i] for i in range(verb.i + 1, min(verb.sent.end, verb.i + REACH))]
    near = [t for t in beside if verb.doc[t.i - 1] == verb or verb.doc[t.i - 1].pos_ == "DET"]
    for token in (*objects, *near):
        found = places_at(token, finder)
        if found:
            return found
    inside = (c.token for o in objects for c in complements(o) if c.preposition in (*AT, "di") and c.label in INSIDE)
    found = tuple(m for t in inside for m in places_at(t, finder))  # "ha visitato le zone alluvionate dell'Emilia"
    if not found and any(o.form in finder.lexicon.words["visited_place"] for o in objects):
        found = places(verb, finder, prepositions=("a", "in"))  # "ha visitato uno stabilimento a Melfi"
    found = found or tuple(m for o in objects for m in house_at(o, finder))
    return found[:1] or _goal(verb, finder)  # "ha raggiunto a Tokyo il collega"
