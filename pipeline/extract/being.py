"""Who is somewhere and so has gone there: a form of "essere" with a place right after it, "sarà a Roma"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import AUXILIARIES, SUBJECTS, feature, is_relative, preposition_lemma
from pipeline.extract.dates import is_day
from pipeline.extract.participants import agents
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.places import AT, PLACE_TYPES, places_at
from pipeline.extract.polarity import is_negated
from pipeline.extract.visit_words import frames_at
from pipeline.extract.voices import Voices
from pipeline.model import Mention

BEING = "essere"
REACH = 4
SINCE = "da"
AIM = frozenset({"per", "con", "insieme_a"})
"""Prepositions of what one is there for, and with whom: "è a Roma per il vertice" is no state."""
ANY_MORE = "più"


def being_at(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """ "sarà a Roma", "è a Kiev il ministro", "era stato al Cairo": to be in a town or country is to have gone there.

    The place has to follow the verb at once, as it does where being there is the news.
    """
    place, found = _place(verb, finder)
    if place is None or _says_more(verb, place, finder):
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
    return (*(m for m in travellers if m.type == "Person"), *_delegation(subject, finder)), found


def _place(verb: Token, finder: PartyFinder) -> tuple[Token | None, tuple[Mention, ...]]:
    """Return the noun that says where, and the places that it names: after the verb, or before "stato".

    "Sarà al Senato" who goes there, "è al Senato" who sits there.
    """
    called = feature(verb, "Tense") == "Fut" or feature(verb, "VerbForm") == "Part"
    for noun in (_place_after(verb, finder), _place_before(verb)):
        if noun is None:
            continue
        told = places_at(noun, finder)
        found = tuple(m for m in told if (m.type in PLACE_TYPES or called) and not _is_set_against(m, noun, finder))
        if found:
            return noun, found
    return None, ()


def _delegation(subject: Token | None, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "una delegazione del partito è a Pechino": those who travel as a group."""
    if subject is None or subject.form not in finder.lexicon.words["travelling_group"]:
        return ()
    return (finder.phrase_as(subject, "Group"),)


def _place_after(verb: Token, finder: PartyFinder) -> Token | None:
    """Return the noun right after a form of being, with "a" or "in": "sarà domani a Roma"."""
    doc, end = verb.doc, verb.sent.end
    i = verb.i + 1
    while i < min(end, verb.i + REACH) and _is_when(doc[i], finder):
        i += 1
    if i + 1 >= end or preposition_lemma(doc[i].text) not in AT:
        return None
    after = doc[i + 1] if doc[i + 1].pos_ != "DET" else doc[min(i + 2, end - 1)]
    return after if after.pos_ in ("PROPN", "NOUN") else None


def _place_before(verb: Token) -> Token | None:
    """ "che a Roma era già stato": "stato" with a place is no copula, wherever that stands."""
    if verb.dep_ in AUXILIARIES or feature(verb, "VerbForm") != "Part":
        return None
    before = (c for c in verb.lefts if c.dep_ == "obl" and c.pos_ in ("PROPN", "NOUN") and preposition_of(c) in AT)
    return next(before, None)


def _is_when(token: Token, finder: PartyFinder) -> bool:
    """Say whether a word before the place tells when or how often: "è da lunedì a", "è stato più volte a"."""
    days = finder.lexicon.words["coming_day"]
    if token.pos_ == "ADV" or token.lemma_.lower() == BEING or token.ent_type_ == "DATE":
        return True
    if is_day(token.text) or token.form in days:
        return True
    following = token.doc[token.i + 1 : token.i + 2]
    often = token.form == "più" and any(t.form == "volte" for t in following)
    since = preposition_lemma(token.text) == SINCE and any(is_day(t.text) or t.form in days for t in following)
    return often or since or token.form in ("volte", "volta")


def _says_more(verb: Token, place: Token, finder: PartyFinder) -> bool:
    """Say whether the clause tells what somebody is there, in what state or since when, and so of no journey."""
    predicate = _predicate(verb)
    near = (verb, place, predicate)
    return (
        _is_something_else(verb, place, predicate, finder)
        or _is_named_after(verb, place, near, finder)
        or _is_over(verb, finder)
        or any(_is_state(t, finder) for t in (predicate, *(c for head in near for c in head.children)))
        or any(_is_long_ago(t, finder) for t in _since(near))
    )


def _is_over(verb: Token, finder: PartyFinder) -> bool:
    """ "non è più a Roma": no journey there that did not happen."""
    doc = verb.doc
    before = doc[verb.i - 1].form if verb.i else ""
    return before in finder.lexicon.words["negator"] and doc[verb.i + 1].form == ANY_MORE


def _is_set_against(place: Mention, first: Token, finder: PartyFinder) -> bool:
    """ "è a Roma, non a Parigi": the place where somebody is not."""
    for other in first.children:
        if other.dep_ == "conj" and other.i > first.i and is_negated(other, finder.lexicon):
            begin = other.doc[other.left_edge.i].idx
            if begin <= place.span.start <= other.idx:
                return True
    return False


def _predicate(verb: Token) -> Token:
    """Return what a copula or an auxiliary hangs on, or the verb itself."""
    while verb.dep_ in AUXILIARIES and verb.head != verb:
        verb = verb.head
    return verb


def _is_something_else(verb: Token, place: Token, predicate: Token, finder: PartyFinder) -> bool:
    """ "è in Francia la candidata più popolare", "è a Torino detenuto": the place is not what is said of somebody.

    In "è a Kiev il ministro" the parser takes a subject that follows for the predicate.
    """
    if predicate in (place, verb) or predicate.lemma_.lower() in (BEING, "volta"):
        return False
    if predicate.pos_ not in ("NOUN", "PROPN"):
        return True
    preposition = preposition_of(predicate)
    if preposition:
        return preposition not in AIM and frames_at(predicate, finder.lexicon) is None
    return _has_subject_before(verb, (predicate,))


def _is_named_after(verb: Token, place: Token, near: tuple[Token, ...], finder: PartyFinder) -> bool:
    """ "X è in Francia la candidata": a second noun with an article after the place, where the subject came before."""
    after = place.i + 1
    if after >= verb.sent.end or verb.doc[after].pos_ != "DET" or not _has_subject_before(verb, near):
        return False
    noun = verb.doc[after].head
    return noun.pos_ == "NOUN" and noun.ent_type_ != "DATE" and not _is_time(noun, finder)


def _has_subject_before(verb: Token, heads: tuple[Token, ...]) -> bool:
    return any(c.dep_ in SUBJECTS and c.i < verb.i and not is_day(c.text) for head in heads for c in head.children)


def _is_state(token: Token, finder: PartyFinder) -> bool:
    """ "è a Torino in carcere", "è a Milano ricoverato": where one is kept or lives, or how one fares there."""
    return not {token.form, token.lemma_.lower()}.isdisjoint(finder.lexicon.words["state_of_staying"]) and (
        bool(preposition_of(token)) or token.pos_ in ("ADJ", "VERB")
    )


def _since(near: tuple[Token, ...]) -> Iterator[Token]:
    """Yield each "da" of the clause: "è in Italia dal 1995"."""
    for token in near[0].sent:
        if preposition_lemma(token.text) == SINCE and (token.head in near or token.head.head in near):
            yield token


def _is_long_ago(preposition: Token, finder: PartyFinder) -> bool:
    """ "dal 1995", "da anni", "da quando": one lives there; "da ieri", "dalle dieci" one has just come."""
    words = finder.lexicon.words
    if preposition.form in words["clock_word"]:
        return False
    doc = preposition.doc
    following = [doc[i] for i in range(preposition.i + 1, min(preposition.sent.end, preposition.i + REACH))]
    following = following[: next((n for n, t in enumerate(following) if t.is_punct), len(following))]
    if not following or any(is_day(t.text) or t.form in words["since_lately"] for t in following):
        return False
    return any(_is_time(t, finder) for t in following[:1]) or (
        following[0].pos_ in ("DET", "ADJ", "ADV") and any(_is_time(t, finder) for t in following[1:])
    )


def _is_time(token: Token, finder: PartyFinder) -> bool:
    words = finder.lexicon.words
    timely = token.form in words["since_long"] or token.form in words["time_noun"]
    return timely or token.pos_ == "NUM" or token.ent_type_ == "DATE" or is_day(token.text)
