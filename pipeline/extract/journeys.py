"""Who goes where, as one word of going tells: "si è recato a X", "il viaggio di X a Y", "sarà a Roma"."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.clauses import complements, is_passive, is_reflexive
from pipeline.annotate.ud import SUBJECTS, feature, is_relative, preposition_lemma
from pipeline.extract.dates import is_day
from pipeline.extract.nominal_visits import visit_of_noun, visit_taken_up
from pipeline.extract.participants import agents
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.places import AT, FROM, PLACE_TYPES, TO, place_of_writing, places, places_at, relative_place
from pipeline.extract.travellers import invited, travellers_of
from pipeline.extract.verbless_visits import stay_at
from pipeline.extract.visit_words import frames_at, is_headline_noun
from pipeline.extract.voices import Voices
from pipeline.model import Mention
from pipeline.typography import folded

BEING = "essere"
REACH = 4
BOUND = frozenset({"per", "verso", "alla_volta_di", "in_direzione_di"})
"""Where one goes who leaves: "ha lasciato Tokyo per Washington"."""
INSIDE = frozenset({"nmod", "obl"})


def journey_at(
    token: Token, finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], str]:
    """Return who goes, where to, and by which rule, as far as a token tells; () where it is no word of going."""
    frames = frames_at(token, finder.lexicon)
    if frames is None:
        if token.pos_ in ("AUX", "VERB") and token.lemma_.lower() == BEING:
            return (*_by_being(token, finder, voices), "being")
        again = visit_taken_up(token, finder)
        return (*again, "nominal") if again[1] else (*stay_at(token, finder), "stay")
    verbal = token.pos_ in ("VERB", "AUX") and not is_headline_noun(token, finder.lexicon)
    if verbal or "participle" in frames:
        return (*_by_verb(token, frames, finder, voices), "verbal")
    return (*visit_of_noun(token, frames, finder, voices), "nominal")


def _by_verb(
    verb: Token, frames: frozenset[str], finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if "passive" in frames and not (is_passive(verb) or feature(verb, "VerbForm") == "Part"):
        return (), ()
    if "si" in frames and not is_reflexive(verb):
        return (), ()
    if "obj" in frames:
        found = _visited(verb, finder)
    else:
        found = _with_conjuncts(verb, finder, _goal(verb, finder, BOUND if "bound" in frames else TO))
        if not found and "from" in frames:
            found = places(verb, finder, prepositions=FROM)[:1]
        if not found and "here" in frames and places(verb, finder, prepositions=FROM):
            found = place_of_writing(finder)
    if "invited" in frames:
        return (invited(verb, finder) if found else ()), found
    going = travellers_of(verb, finder, voices) if found else ()
    return tuple(m for m in going if m.type == "Person" or "person" not in frames), found


def _goal(verb: Token, finder: PartyFinder, prepositions: frozenset[str] = TO) -> tuple[Mention, ...]:
    return places(verb, finder, prepositions=prepositions)[:1] or relative_place(verb, finder)


def _with_conjuncts(verb: Token, finder: PartyFinder, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Several places of one journey, joined to each other: "a Berlino, Parigi e poi a Londra"."""
    if not found:
        return ()
    for complement in complements(verb):
        if complement.preposition in TO:
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
    found = found or tuple(m for o in objects for m in _unnamed_place(o, finder))
    return found[:1] or _goal(verb, finder)  # "ha raggiunto a Tokyo il collega"


def _unnamed_place(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha visitato l'ospedale pediatrico": a place that has no name."""
    if folded(noun.text) not in finder.lexicon.words["visited_place"]:
        return ()
    return (finder.phrase_as(noun, "Place"),)


def _by_being(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """ "sarà a Roma", "è a Kiev il ministro", "era stato al Cairo": to be in a town or country is to have gone there.

    The place has to follow the verb at once, as it does where being there is the news.
    """
    place = _place_after(verb)
    if place is None:
        return (), ()
    found = tuple(m for m in places_at(place, finder) if m.type in PLACE_TYPES)
    if not found:
        return (), ()
    if feature(verb, "Person") == "1":
        return voices.speaker(verb), found
    tokens = [t for head in (verb, place, verb.head, place.head) for t in head.children if t.dep_ in SUBJECTS]
    subject = next((t for t in tokens if not is_day(t.text)), None)
    if subject is None and verb.dep_ == "cop" and verb.head != place and verb.head.pos_ in ("NOUN", "PROPN"):
        subject = verb.head
    if subject is not None:
        if is_relative(subject) or subject.i > verb.i + REACH + 2:
            travellers = agents(place if verb.dep_ == "cop" else verb, finder)
        else:
            travellers = parties_at(subject, finder)
    else:
        travellers = agents(verb.head if verb.dep_ in ("cop", "aux") else verb, finder)
    return tuple(m for m in travellers if m.type == "Person"), found


def _place_after(verb: Token) -> Token | None:
    """Return the noun right after a form of being, with "a" or "in": "sarà domani a Roma"."""
    doc = verb.doc
    i = verb.i + 1
    while i < min(verb.sent.end, verb.i + REACH) and (
        doc[i].pos_ == "ADV" or doc[i].lemma_.lower() == BEING or doc[i].ent_type_ == "DATE" or is_day(doc[i].text)
    ):
        i += 1
    if i + 1 >= verb.sent.end or preposition_lemma(doc[i].text) not in AT:
        return None
    after = doc[i + 1] if doc[i + 1].pos_ != "DET" else doc[min(i + 2, verb.sent.end - 1)]
    return after if after.pos_ in ("PROPN", "NOUN") else None
