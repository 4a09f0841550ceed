"""Who went where by a noun: "il viaggio di X a Pechino", "di ritorno da Kiev", "la trasferta americana di X"."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, complements, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, feature, is_first_person
from pipeline.extract.inflection import known_lemma
from pipeline.extract.meeting_words import noun_taken_up
from pipeline.extract.participants import agents, is_within, person_spoken_of, speaks_for_another
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.places import FROM, PLACE_TYPES, TO, house_visited, places_at
from pipeline.extract.travellers import TRAVELLERS, companions, invited, owners
from pipeline.extract.voices import Voices
from pipeline.model import Mention

REACH = 4
"""Within how many tokens after the noun a complement of its verb begins that says where to."""
MAX_CLIMB = 4
MAX_BETWEEN = 4
"""Words of time between a comma and the journey: ", da ieri in visita"."""
FOLLOWED = frozenset({"seguire", "precedere"})
BESIDE = frozenset({"in", "di"})
CHOSEN = frozenset({"per", "come"})
"""Prepositions of "per la sua prima visita ha scelto il Cairo", "ha scelto il Cairo come prima tappa"."""


def visit_of_noun(
    noun: Token, frames: frozenset[str], finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who goes and where to, as a noun of going with its frames tells; () where it names no place."""
    if "di_only" in frames and preposition_of(noun) != "di":
        return (), ()  # "di passaggio a Milano", but not "il passaggio a Milano"
    found = _destinations(noun, finder)
    found = (*found, *_toured(noun, finder)) if found else _told_of(noun, frames, finder)
    if not found and "house" in frames:
        found = house_visited(noun, finder)
    if not found:
        return (), ()
    travellers = tuple(m for t in owners(noun) for m in parties_at(t, finder) if m.type in TRAVELLERS)
    if "owned" in frames:
        return tuple(m for m in travellers if m.type == "Person"), found  # "la presenza a Roma di X"
    if not travellers:
        travellers = _borrowed(noun, finder, voices)
        if _is_possessed(noun) and len(travellers) == 1 and _is_at_home(travellers[0], found[0], noun, finder):
            travellers = _guest(noun, travellers[0], finder)
    return (*travellers, *(companions(noun, finder) if travellers else ())), found


def _is_at_home(traveller: Mention, place: Mention, noun: Token, finder: PartyFinder) -> bool:
    """Say whether somebody's office, as the sentence tells it, is of the country visited: no journey of theirs."""
    subject = subject_of(clause_root(noun))
    nation = finder.demonym_of(subject) if subject is not None else None
    if subject is None or nation is None or nation.country is None:
        return False
    if all(m.name != traveller.name for m in parties_at(subject, finder)):
        return False
    capital = finder.lexicon.capitals.get(nation.country)
    return place.name == nation.name or (capital is not None and place.name == capital.place)


def _guest(noun: Token, host: Mention, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il presidente cinese ha visto X durante la sua visita a Pechino": the person named last before the noun."""
    for i in range(noun.i - 1, noun.sent.start - 1, -1):
        name = finder.reading.names.get(i)
        if name is not None and finder.reading.chains[name.chain].type == "Person":
            found = finder.reading.mention_of(name)
            return (found,) if found.name != host.name else ()
    return ()


def visit_taken_up(
    pronoun: Token, finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """ "la visita di X a Pechino giunge dopo quella di Y": the journey that a pronoun takes up, to the same place."""
    if pronoun.pos_ not in ("PRON", "DET") or pronoun.form not in finder.lexicon.words["that_one"]:
        return (), ()
    noun = noun_taken_up(pronoun, also=TO)
    if noun is None or (noun.lemma_.lower(), "NOUN") not in finder.lexicon.visits:
        return (), ()
    goals = _destinations(pronoun, finder) if not any(True for _ in owners(pronoun)) else ()
    if goals:  # "il viaggio di X in Kenya si farà. Quello in Mongolia è saltato"
        return visit_of_noun(noun, frozenset(), finder, voices)[0], goals
    travellers = tuple(m for t in owners(pronoun) for m in parties_at(t, finder) if m.type in TRAVELLERS)
    if not travellers:
        return (), ()
    return travellers, _destinations(pronoun, finder) or _destinations(noun, finder)


def _destinations(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Of the noun, or of a short complement between ("di due giorni in Cina", "ufficiale in Cina")."""
    for head in (noun, *(c for c in noun.children if c.i > noun.i and c.dep_ in ("nmod", "amod", "acl", "appos"))):
        for complement in complements(head):
            if complement.preposition in TO and complement.token.i > noun.i:
                found = places_at(complement.token, finder)
                if found:
                    return found
    verb = noun.head
    if verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("obj", "obl"):
        after = [c.token for c in complements(verb) if c.preposition in TO and c.token.i > noun.i]
        near = [t for t in after if 0 < t.left_edge.i - noun.i <= REACH]
        return tuple(m for t in near for m in places_at(t, finder))
    if verb.pos_ == "VERB" and noun.dep_ in SUBJECTS:  # "la visita di X a Pechino è slittata"
        before = (c.token for c in complements(verb) if c.preposition in TO and noun.i < c.token.i < verb.i)
        return tuple(m for t in before for m in places_at(t, finder))
    return ()


def _told_of(noun: Token, frames: frozenset[str], finder: PartyFinder) -> tuple[Mention, ...]:
    """Where a journey goes by other words than "a" and "in".

    "di ritorno da X", "la tappa di X", "il tour toccherà X e Y", "la prima visita è stata in X", "la trasferta
    americana di Y".
    """
    if "from" in frames:
        return tuple(m for c in complements(noun) if c.preposition in FROM for m in places_at(c.token, finder))
    if "town" in frames:
        towns = (c.token for c in complements(noun) if c.preposition == "di" and c.token.i in finder.reading.names)
        found = tuple(m for t in towns for m in places_at(t, finder))
        if found:
            return found
    if noun.dep_ in SUBJECTS:
        predicate = noun.head
        if any(c.dep_ == "cop" for c in predicate.children):
            return tuple(m for m in places_at(predicate, finder) if m.type in PLACE_TYPES)
    toured = _toured(noun, finder)
    if toured:
        return toured
    itinerary = finder.lexicon.words["itinerary"]
    verb = noun.head
    if noun.dep_ == "obl" and preposition_of(noun) in CHOSEN and verb.lemma_.lower() in finder.lexicon.words["choose"]:
        return tuple(m for c in verb.children if c.dep_ == "obj" for m in places_at(c, finder) if m.type in PLACE_TYPES)
    if noun.dep_ in (*SUBJECTS, "obj") and known_lemma(verb, itinerary) in itinerary:
        told = (
            c.token
            for c in complements(verb)
            if c.token != noun and (c.preposition in (*TO, *FROM) or (c.label == "obj" and noun.dep_ in SUBJECTS))
        )
        return tuple(m for t in told for m in places_at(t, finder))
    if "nation" in frames and any(m.type == "Person" for t in owners(noun) for m in parties_at(t, finder)):
        nation = finder.demonym_of(noun)
        return (nation,) if nation is not None and nation.type == "Country" else ()
    return ()


def _toured(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "un viaggio che lo porterà a X e Y", "un tour in America Latina, che ha toccato X": the places of the clause."""
    itinerary = finder.lexicon.words["itinerary"]
    for clause in noun.subtree:
        if clause.dep_ != RELATIVE_CLAUSE or noun not in (clause.head, clause.head.head):
            continue
        if known_lemma(clause, itinerary) not in itinerary:
            continue
        told = [c for c in complements(clause) if c.token.i > clause.i]
        goals = (c.token for c in told if c.preposition in TO or (c.label == "obj" and not c.preposition))
        found = tuple(m for t in goals for m in places_at(t, finder))
        if found:
            return found
    return ()


def _borrowed(noun: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """Whose journey it is where no complement tells: the subject of the clause, or whoever the passage is about."""
    beside = _named_before(noun, finder)
    if beside:
        return beside
    current = noun
    for _ in range(MAX_CLIMB):
        head = current.head
        if head.lemma_.lower() in finder.lexicon.words["invitation"]:
            return ()
        if head == current or head.pos_ in ("VERB", "AUX"):
            break
        if current.dep_ in ("nmod", "acl", "appos") and (preposition_of(current) == "in" or _is_possessed(current)):
            held = tuple(m for m in parties_at(head, finder) if m.type in TRAVELLERS)
            if held:
                return held
        if head.lemma_.lower() not in finder.lexicon.words["around_event"] and head.pos_ == "NOUN":
            return ()
        current = head
    verb = clause_root(noun)
    if verb.dep_ == "acl" and verb.lemma_.lower() in FOLLOWED and preposition_of(noun) == "da":
        verb = clause_root(verb.head)  # "ha tenuto colloqui a X, seguiti da una sosta a Y"
    if verb.pos_ == "VERB":
        inviting = (verb, *(c for c in verb.children if c.dep_ == "obj"))
        if any(t.lemma_.lower() in finder.lexicon.words["invitation"] for t in inviting):
            return invited(verb, finder)
    if verb.pos_ not in ("VERB", "AUX"):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if not subjects:
            return person_spoken_of(noun, finder)
        return tuple(m for c in subjects for m in parties_at(c, finder))
    if is_first_person(verb):
        return voices.speaker(verb)
    subject = subject_of(verb)
    if subject is not None and is_within(noun, subject, verb):
        return person_spoken_of(noun, finder)
    if subject is not None and speaks_for_another(subject, finder):
        return ()
    found = _told_apart(noun, tuple(m for m in agents(verb, finder) if m.type in TRAVELLERS), finder)
    return found or (person_spoken_of(noun, finder) if subject is None else ())


def _told_apart(noun: Token, travellers: tuple[Mention, ...], finder: PartyFinder) -> tuple[Mention, ...]:
    """ "A e B si vedranno, il primo reduce da Riad, il secondo da Tripoli": which of the two it is said of."""
    if len(travellers) != 2:
        return travellers
    ordinals = finder.lexicon.words["first_of_two"], finder.lexicon.words["second_of_two"]
    for i in range(noun.i - 1, noun.sent.start, -1):
        token = noun.doc[i]
        if token.is_punct:
            break
        for traveller, words in zip(travellers, ordinals, strict=True):
            if token.form in words and token.nbor(-1).pos_ == "DET":
                return (traveller,)
    return travellers


def _named_before(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "con la presidente X, da ieri in visita in Cina": the person whom the phrase is set beside by a comma."""
    if preposition_of(noun) not in BESIDE:
        return ()
    start, doc = noun.left_edge.i, noun.doc
    while start > noun.sent.start and doc[start - 1].text != "," and noun.left_edge.i - start < MAX_BETWEEN:
        if doc[start - 1].pos_ in ("VERB", "AUX", "CCONJ") or doc[start - 1].i in finder.reading.names:
            return ()
        start -= 1
    if start < noun.sent.start + 2 or doc[start - 1].text != ",":
        return ()
    last = doc[start - 2]
    above = [last, *(t for t in last.ancestors if t.i < last.i and t.pos_ in ("NOUN", "PROPN"))]
    for token in above:
        found = tuple(m for m in parties_at(token, finder) if m.type == "Person")
        if found and token.dep_ != "conj":
            return found[-1:]
        if found:
            return tuple(m for m in finder.at(token) if m.type == "Person")
    return ()


def _is_possessed(noun: Token) -> bool:
    return any(c.dep_ == "det:poss" or feature(c, "Poss") == "Yes" for c in noun.children)
