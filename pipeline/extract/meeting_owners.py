"""Whose meeting it is that a noun tells of, where no complement says so: "nel colloquio con X", "il suo incontro"."""

from __future__ import annotations

from collections.abc import Container

from pipeline.annotate.clauses import clause_root, complements, is_passive, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import SUBJECTS, is_first_person, is_relative
from pipeline.extract.inflection import known_lemma
from pipeline.extract.participants import (
    agents,
    is_participant,
    is_within,
    person_spoken_of,
    speaks_for_another,
    visitors,
)
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.voices import Voices
from pipeline.model import EntityType, Mention

TOPIC_TYPES: frozenset[EntityType] = frozenset({"Person", "Country"})
PERSON: frozenset[EntityType] = frozenset({"Person"})


def whose(noun: Token, finder: PartyFinder, voices: Voices, others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whose meeting it is where no complement tells: the clause's subject, or whoever the passage is about."""
    known = {m.name for m in others}
    found = tuple(m for m in clause_subjects(noun, finder, voices) if m.name not in known)
    persons = bool(others) and all(m.type == "Person" for m in others)
    if persons and subject_of(clause_root(noun)) is None:  # "nel colloquio con X si è discusso": no country's own
        found = tuple(m for m in found if m.type != "Country")
    if not found:
        found = tuple(m for m in visitors(clause_root(noun), finder) if m.name not in known)
    if not found and noun.dep_ in SUBJECTS:
        found = _affected(noun, finder, known)
    if not found and _other_subject(noun, finder):
        return ()
    if is_subject_matter(noun, others, finder):
        return tuple(m for m in found if m.type != "Person")
    types = PERSON if persons else TOPIC_TYPES
    quoted = () if found or not persons else tuple(m for m in voices.direct_speaker(noun) if m.name not in known)
    return found or quoted or person_spoken_of(noun, finder, besides=others, types=types)


def _affected(noun: Token, finder: PartyFinder, known: Container[str]) -> tuple[Mention, ...]:
    """ "il faccia a faccia con X ha convinto Y": whom the meeting leaves so."""
    verb = noun.head
    objects = (c for c in verb.children if c.dep_ == "obj" and c.i > verb.i)
    found = tuple(m for c in objects for m in parties_at(c, finder))
    return tuple(m for m in found if m.type == "Person" and m.named and m.name not in known) if len(found) == 1 else ()


def is_subject_matter(noun: Token, others: tuple[Mention, ...], finder: PartyFinder) -> bool:
    """ "ha discusso della ripresa dei negoziati con X": what is spoken of, no meeting of who speaks."""
    if noun.dep_ != "nmod" or noun.head.lemma_.lower() in finder.lexicon.words["around_event"]:
        return False
    return bool(others) and all(m.type == "Country" for m in others)


def _other_subject(noun: Token, finder: PartyFinder) -> bool:
    """Say whether the clause has a subject of its own that is no party and no mere voice: "il suo paese è pronto"."""
    verb = clause_root(noun)
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    if subject is None or is_within(noun, subject, verb) or is_relative(subject):
        return False
    return not speaks_for_another(subject, finder)


def clause_subjects(noun: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """Return the parties of the clause that a noun stands in, or whoever convenes what the noun is the subject of."""
    verb = clause_root(noun)
    if verb.pos_ not in ("VERB", "AUX"):
        return _predicate_subjects(noun, finder) or _of_predicate(verb, noun, finder)
    if is_first_person(verb):
        return voices.speaker(verb)
    subject = subject_of(verb)
    if subject is not None and is_within(noun, subject, verb):
        return _holder(noun, finder) or _convenor(noun, verb, finder)
    led = _led(verb, finder)
    if led:
        return led
    if is_passive(verb) or verb.dep_ == "acl":
        doers = () if _is_stood_for(verb, finder) else _doers(verb, finder)
        if doers:
            return doers  # "i temi affrontati da A e B nel loro incontro"
    if subject is not None and speaks_for_another(subject, finder):
        return _spoken_for(subject, finder)
    return tuple(m for m in agents(verb, finder) if is_participant(m, finder))


def _is_stood_for(verb: Token, finder: PartyFinder) -> bool:
    """ "al vertice l'Italia sarà rappresentata da X e Y": those who stand for it do not meet each other."""
    return verb.lemma_.lower() in finder.lexicon.words["represent"]


def _spoken_for(voice: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il portavoce di X ha smentito l'incontro con Y": the person whose voice it is."""
    whose = (c.token for c in complements(voice) if c.preposition == "di" and c.label == "nmod")
    return tuple(m for t in whose for m in parties_at(t, finder) if m.type == "Person" and m.named)


def _led(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "guiderà la delegazione americana ai colloqui con X": it is the delegation that meets X."""
    if verb.lemma_.lower() not in finder.lexicon.words["lead"]:
        return ()
    led = (c for c in verb.children if c.dep_ == "obj" and c.form in finder.lexicon.words["delegate"])
    return tuple(m for c in led for m in parties_at(c, finder) if is_participant(m, finder))


def _convenor(noun: Token, verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "l'incontro con X è stato convocato da Y": whoever is behind the passive."""
    convening = finder.lexicon.words["hold_meeting"] | finder.lexicon.words["asks_meeting"]
    return _doers(verb, finder) if known_lemma(verb, convening) in convening and noun.head == verb else ()


def _doers(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    return tuple(
        m
        for c in complements(verb)
        if c.preposition == "da" and c.label in ("obl", "obl:agent")
        for m in parties_at(c.token, finder)
        if is_participant(m, finder)
    )


def _predicate_subjects(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X è a colloquio con Y", "X a cena con Y": the subject of the noun itself, or the person that it is said of."""
    for child in noun.children:
        if child.dep_ in SUBJECTS:
            return parties_at(child, finder)
    return _holder(noun, finder)


def _of_predicate(predicate: Token, noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X sarà a Roma per un incontro con Y": the subject of the predicate that the noun belongs to."""
    subject = subject_of(predicate)
    if subject is None or not any(c.dep_ == "cop" for c in predicate.children) or is_within(noun, subject, predicate):
        return ()
    return tuple(m for m in agents(predicate, finder) if is_participant(m, finder))


def _holder(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X, a colloquio con Y": a person whom the noun is said of, with a preposition."""
    if noun.dep_ in ("nmod", "acl", "appos") and preposition_of(noun) in ("a", "in", "di"):
        return tuple(m for m in parties_at(noun.head, finder) if m.type == "Person")
    return ()
