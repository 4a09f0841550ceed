"""Who is where without a verb that says so: "A Roma per il vertice, X ha visto Y", "X, a Nuuk da ieri, ha detto"."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, preposition_of
from pipeline.annotate.ud import SUBJECTS, feature, is_contraction_of, preposition_lemma
from pipeline.extract.dates import is_day
from pipeline.extract.participants import agents
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.places import AT, PLACE_TYPES, places_at
from pipeline.model import Mention
from pipeline.typography import folded

AFTER = 4
"""Within how many tokens after the place its purpose begins: "a Roma oggi e domani per"."""


def stay_at(place: Token, finder: PartyFinder) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who is at a place and the place, where a noun with "a" or "in" alone tells of it; () where it does not."""
    first = place.left_edge
    if first != place and _is_near_day(first, finder):
        first = first.nbor()
    if (
        place.pos_ not in ("PROPN", "NOUN")
        or preposition_of(place) not in AT
        or preposition_lemma(first.text) not in AT
    ):
        return (), ()
    found = tuple(m for m in places_at(place, finder) if m.type in PLACE_TYPES)
    if not found:
        return (), ()
    return _whose_stay(place, first, finder), found


def _whose_stay(place: Token, first: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    doc = place.doc
    head = place.head
    if head == place.sent.root and head.pos_ in ("PROPN", "NOUN") and _is_headline(place, first, finder):
        return _persons(parties_at(head, finder))
    if not (_has_purpose(place, finder) or _is_dated_aside(place, first, finder)):
        return ()
    if first.is_sent_start:
        verb = clause_root(place)
        return _persons(agents(verb, finder)) if verb.pos_ in ("VERB", "AUX") else ()
    start = first.i - 1 if _is_dated_aside(place, first, finder) else first.i
    if start < first.sent.start + 2 or doc[start - 1].text != ",":
        return ()
    name = finder.reading.names.get(start - 2)
    return _persons(finder.at(doc[start - 2])) if name is not None and name.end == start - 1 else ()


def _is_dated_aside(place: Token, first: Token, finder: PartyFinder) -> bool:
    """ ", ieri a Tunisi,": a day and a place between commas."""
    doc = place.doc
    name = finder.reading.names.get(place.i)
    end = name.end if name is not None else place.i + 1
    if end >= place.sent.end or first.i < place.sent.start + 3 or doc[end].text != "," or doc[first.i - 2].text != ",":
        return False
    return _is_near_day(doc[first.i - 1], finder)


def _is_near_day(token: Token, finder: PartyFinder) -> bool:
    return is_day(token.text) or folded(token.text) in finder.lexicon.words["coming_day"]


def _persons(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(m for m in found if m.type == "Person")


def _is_headline(place: Token, first: Token, finder: PartyFinder) -> bool:
    """ "Domani X a Bruxelles per il Consiglio": the place right after the name, and no verb, with day or purpose."""
    root = place.head
    if any(c.dep_ in (*SUBJECTS, "cop", "aux") for c in root.children):
        return False
    between = root.doc[root.i + 1 : first.i]
    near = all(t.i in finder.reading.names or t.pos_ == "ADV" or is_day(t.text) for t in between)
    dated = any(folded(t.text) in finder.lexicon.words["coming_day"] or is_day(t.text) for t in root.sent[:AFTER])
    return near and first.i > root.i and (dated or _has_purpose(place, finder))


def _has_purpose(place: Token, finder: PartyFinder) -> bool:
    """ "a Roma per il vertice", "a Kiev da ieri", "a Londra per incontrare X": what one goes for, or since when."""
    doc = place.doc
    name = finder.reading.names.get(place.i)
    start = name.end if name is not None else place.i + 1
    for i in range(start, min(place.sent.end - 1, start + AFTER)):
        token = doc[i]
        if token.is_punct:
            return False
        if is_contraction_of(token.text, "da"):
            return _is_near_day(doc[i + 1], finder)
        if preposition_lemma(token.text) == "per":
            goal = token.head
            event = (goal.lemma_.lower(), "NOUN") in finder.lexicon.meetings
            event = event or goal.lemma_.lower() in finder.lexicon.words["attended_event"]
            return event or (goal.pos_ == "VERB" and feature(goal, "VerbForm") == "Inf")
    return False
