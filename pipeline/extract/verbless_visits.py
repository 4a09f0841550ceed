"""Who is where without a verb that says so: "A Roma per il vertice, X ha visto Y", "X, a Nuuk da ieri, ha detto"."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import SUBJECTS, feature, is_contraction_of, preposition_lemma
from pipeline.extract.dates import is_day
from pipeline.extract.participants import agents
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.places import AT, PLACE_TYPES, places_at
from pipeline.extract.visit_words import frames_at
from pipeline.model import Mention

BEING = "essere"
MIN_BEFORE = 3
"""How many words a clause has at least that another one is to leave its verb to."""
AFTER = 4
"""Within how many tokens after the place its purpose begins: "a Roma oggi e domani per"."""


def stay_at(place: Token, finder: PartyFinder) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who is at a place and the place, where a noun with "a" or "in" alone tells of it; () where it does not."""
    if place.pos_ not in ("PROPN", "NOUN") or preposition_of(place) not in AT:
        return (), ()
    first = place.left_edge
    if first != place and _is_near_day(first, finder):
        first = first.nbor()
    if preposition_lemma(first.text) not in AT:
        return (), ()
    found = tuple(m for m in places_at(place, finder) if m.type in PLACE_TYPES)
    if not found:
        return (), ()
    return _whose_stay(place, first, finder), found


def _whose_stay(place: Token, first: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    doc = place.doc
    head = place.head
    gapped = _gapped(place, first, finder)
    if gapped:
        return gapped
    if head == place.sent.root and head.pos_ in ("PROPN", "NOUN") and _is_headline(place, first, finder):
        return _persons(parties_at(head, finder))
    titled = _in_headline(place, first, finder)
    if titled:
        return titled
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


def _gapped(place: Token, first: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X è volato a Parigi, Y a Londra", "mercoledì sarà ad Amman, giovedì a Riad": the verb is not said again.

    Right before the place stands the name of a person, or a day; before that a comma or a conjunction.
    """
    doc, start = place.doc, place.sent.start
    last = doc[first.i - 1] if first.i > start + MIN_BEFORE else None
    if last is None:
        return ()
    name = finder.reading.names.get(last.i)
    person = name is not None and finder.reading.chains[name.chain].type == "Person"
    if not person and not is_day(last.text):
        return ()
    begin = last.left_edge.i
    if name is not None and person:
        begin = name.start
        title = next((t for t in doc[name.start].ancestors if t.i < name.start and t.pos_ == "NOUN"), None)
        if title is not None and all(t.pos_ not in ("VERB", "AUX", "PUNCT") for t in doc[title.i : name.start]):
            begin = title.left_edge.i if title.left_edge.i > start else title.i
    before = doc[begin - 1] if begin > start else None
    if before is None or not (before.text in (",", ";", "e") or before.pos_ in ("CCONJ", "SCONJ")):
        return ()
    verb = next((doc[i] for i in range(begin - 1, start - 1, -1) if doc[i].pos_ in ("VERB", "AUX")), None)
    if verb is None or (verb.lemma_.lower() != BEING and frames_at(verb, finder.lexicon) is None):
        return ()
    near = (n for i in range(verb.i + 1, begin) if (n := finder.reading.names.get(i)) is not None)
    if not any(finder.reading.chains[n.chain].type in PLACE_TYPES for n in near):
        return ()
    return _persons(finder.at(last)) if person else _persons(agents(verb.head if verb.dep_ == "cop" else verb, finder))


def _is_dated_aside(place: Token, first: Token, finder: PartyFinder) -> bool:
    """ ", ieri a Tunisi,": a day and a place between commas."""
    doc = place.doc
    name = finder.reading.names.get(place.i)
    end = name.end if name is not None else place.i + 1
    if end >= place.sent.end or first.i < place.sent.start + 3 or doc[end].text != "," or doc[first.i - 2].text != ",":
        return False
    return _is_near_day(doc[first.i - 1], finder)


def _is_near_day(token: Token, finder: PartyFinder) -> bool:
    return is_day(token.text) or token.form in finder.lexicon.words["coming_day"]


def _persons(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(m for m in found if m.type == "Person")


def _is_headline(place: Token, first: Token, finder: PartyFinder) -> bool:
    """ "Domani X a Bruxelles per il Consiglio": the place right after the name, and no verb, with day or purpose."""
    root = place.head
    if any(c.dep_ in (*SUBJECTS, "cop", "aux") for c in root.children):
        return False
    between = root.doc[root.i + 1 : first.i]
    near = all(t.i in finder.reading.names or t.pos_ == "ADV" or is_day(t.text) for t in between)
    dated = any(t.form in finder.lexicon.words["coming_day"] or is_day(t.text) for t in root.sent[:AFTER])
    return near and first.i > root.i and (dated or _has_purpose(place, finder))


def _in_headline(place: Token, first: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Eni, X a Baku per il gas": a sentence without a verb, the place right after a person's name, and a purpose."""
    doc, sent = place.doc, place.sent
    name = finder.reading.names.get(first.i - 1) if first.i > sent.start else None
    after = finder.reading.names.get(place.i)
    end = after.end if after is not None else place.i + 1
    if name is None or end >= sent.end or preposition_lemma(doc[end].text) != "per":
        return ()
    if any(t.pos_ in ("VERB", "AUX") for t in sent):
        return ()
    return _persons((finder.reading.mention_of(name),))


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
