"""Who goes: the subject of a verb of going, companions, guests, whoever is aboard, those whose journey it is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import complements, is_passive, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import SUBJECTS, feature, finite_part, is_first_person
from pipeline.extract.meeting_words import meeting_at
from pipeline.extract.participants import agents, clitic_party, person_spoken_of
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.voices import Voices
from pipeline.model import Mention
from pipeline.typography import folded

TRAVELLERS = frozenset({"Person", "Group"})


def travellers_of(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """Return who goes by a verb of going: its subject or who is meant by it, and who comes along."""
    if is_first_person(verb):
        return voices.speaker(verb)
    guests = _called_to(verb, finder)
    if guests:
        return guests
    participial = verb.dep_ in ("acl", "appos") and feature(verb, "VerbForm") not in ("Inf", "Fin")
    if participial and verb.head.pos_ in ("NOUN", "PROPN"):
        found = tuple(m for m in parties_at(verb.head, finder) if m.type in TRAVELLERS)
        return _among(verb.head, finder) or found or _carried(verb.head, finder)
    if _is_bare_conjunct(verb):
        return _last_named(verb, finder)
    subject = subject_of(verb)
    found = agents(verb, finder)
    along = companions(verb, finder)
    carried = _carried(subject, finder) if subject is not None else ()
    if carried:
        return carried
    if subject is not None and (found or along):
        return (*found, *along)
    if subject is None and found:
        speaking = {m.name for m in voices.direct_speaker(verb)}
        found = tuple(m for m in found if m.name not in speaking)  # «È andato a Roma» is of another
    if subject is None and not found and feature(finite_part(verb), "Person") in ("3", ""):
        found = person_spoken_of(verb, finder, besides=voices.direct_speaker(verb))
    return (*found, *along)


def _called_to(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha esteso a X l'invito a recarsi a Roma": whoever is invited goes, and not the host."""
    noun = verb.head
    if feature(verb, "VerbForm") != "Inf" or noun.pos_ != "NOUN" or noun.head.pos_ != "VERB":
        return ()
    return invited(noun.head, finder) if noun.lemma_.lower() in finder.lexicon.words["invitation"] else ()


def sent(verb: Token, finder: PartyFinder, *, along: bool) -> tuple[Mention, ...]:
    """ "ha inviato a Kiev X", "una delegazione è stata mandata a Doha": who is sent; with `along` also who takes them.

    Persons, and groups that travel as one, but no troops and no help.
    """
    passive = is_passive(verb)
    if any(c.dep_ in ("det", "det:poss") for c in verb.children):
        return ()  # "dal nostro inviato a Gaza"
    if verb.dep_ in ("acl", "amod") and feature(verb, "VerbForm") == "Part":
        passive, tokens = True, [verb.head]
    elif passive:
        tokens = [subject for subject in (subject_of(verb),) if subject is not None]
    else:
        tokens = [c for c in verb.children if c.dep_ == "obj"]
    found = tuple(m for t in tokens for m in (_carried(t, finder) or parties_at(t, finder)))
    found = found or (() if passive else clitic_party(verb, finder, dative=False, besides=agents(verb, finder)))
    found = tuple(m for m in found if m.type == "Person" or not m.named)
    found = tuple(m for m in found if m.type == "Person" or is_travelling(m, finder))
    takers = agents(verb, finder) if along and found and not passive else ()
    return (*(m for m in takers if m.type == "Person"), *found)


def is_travelling(group: Mention, finder: PartyFinder) -> bool:
    """Say whether a group travels as one: "una delegazione", "la squadra di X"."""
    return group.type == "Group" and folded(group.text).split()[0] in finder.lexicon.words["travelling_group"]


def _among(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "tra i leader arrivati a X c'è anche Y": those who are told out of the many."""
    verb = noun.head
    if preposition_of(noun) != "tra" or verb.pos_ not in ("VERB", "AUX"):
        return ()
    return tuple(m for c in verb.children if c.dep_ in SUBJECTS for m in parties_at(c, finder) if m.type == "Person")


def _carried(subject: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "l'aereo di X è atterrato", "il tour di X farà tappa": whoever is aboard.

    "una delegazione israeliana", "le delegazioni di A e B": the group and not its country.
    """
    form = subject.form
    borne = (subject.lemma_.lower(), "NOUN") in finder.lexicon.visits and form not in finder.lexicon.words[
        "travelling_group"
    ]
    if borne or subject.lemma_.lower() in finder.lexicon.words["vehicle"]:
        return tuple(m for t in owners(subject) for m in parties_at(t, finder) if m.type == "Person")
    if form not in finder.lexicon.words["travelling_group"]:
        return ()
    if any(m.type in TRAVELLERS for m in parties_at(subject, finder)):
        return ()
    return (finder.phrase_as(subject, "Group"),)


def _is_bare_conjunct(verb: Token) -> bool:
    """ "ha ricevuto il vicepremier, giunto ieri e atteso a Trieste": a participle that cannot share the "ha" before."""
    if (
        verb.dep_ != "conj"
        or feature(verb, "VerbForm") != "Part"
        or any(c.dep_.startswith("aux") for c in verb.children)
    ):
        return False
    return any(c.dep_ == "aux" and c.lemma_.lower() == "avere" for c in verb.head.children)


def _last_named(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the person named last before a verb of its sentence."""
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        name = finder.reading.names.get(i)
        if name is not None and finder.reading.chains[name.chain].type == "Person":
            return finder.at(verb.doc[i])
    return ()


def companions(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "con il ministro sono sbarcate 64 imprese", "accompagnato da X": persons who come along."""
    accompanied = (
        c
        for head in (verb, *(c for c in verb.children if c.dep_ in SUBJECTS))
        for child in head.children
        if child.dep_ in ("advcl", "acl") and child.lemma_.lower() in finder.lexicon.words["accompany"]
        for c in complements(child)
        if c.preposition == "da"
    )
    beside = (
        c
        for c in complements(verb)
        if c.label in ("obl", "nmod") and c.preposition in ("con", "insieme_a") and _comes_along(c.token, verb, finder)
    )
    found = (m for c in (*accompanied, *beside) for m in parties_at(c.token, finder))
    return tuple(m for m in found if m.type == "Person" and m.named)


def _comes_along(token: Token, verb: Token, finder: PartyFinder) -> bool:
    """Not so in "è volato a X per un incontro con Y", whatever the parser hangs "con Y" on."""
    between = verb.doc[verb.i + 1 : token.i] if token.i > verb.i else ()
    return not any(t.pos_ in ("VERB", "AUX") or meeting_at(t, finder.lexicon) is not None for t in between)


def owners(noun: Token) -> Iterator[Token]:
    """ "il viaggio di X", "la visita di due giorni di X", "la visita compiuta da X"."""
    for complement in complements(noun):
        if complement.label in ("nmod", "obl") and complement.preposition == "di":
            yield complement.token
            yield from (c.token for c in complements(complement.token) if c.preposition == "di" and c.label == "nmod")
        elif complement.preposition == "per" and noun.dep_ == "ROOT" and complement.label in ("nmod", "obl"):
            yield complement.token  # "Missione in India per il ministro X"
        elif complement.label in ("acl", "amod"):
            yield from (c.token for c in complements(complement.token) if c.preposition == "da")
    if noun.head.pos_ == "VERB" and noun.dep_ in ("obj", "nsubj", "nsubj:pass"):
        after = (c for c in complements(noun.head) if c.preposition == "di" and c.token.i > noun.i)
        yield from (c.token for c in after)


def invited(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "gli ha consegnato l'invito per una visita a X", "ha invitato Y in visita a X"."""
    found = tuple(
        m
        for c in complements(verb)
        if (c.label == "obj" and not c.preposition) or (c.label in ("obl", "iobj") and c.preposition == "a")
        for m in parties_at(c.token, finder)
        if m.type == "Person"
    )
    besides = agents(verb, finder)
    guests = tuple(m for m in found if m.name not in {n.name for n in besides})
    if found and not guests:  # a title that the article gives to the host as well
        return person_spoken_of(verb, finder, besides=besides)
    return (
        guests
        or clitic_party(verb, finder, dative=True, besides=besides)
        or clitic_party(verb, finder, dative=False, besides=besides)
    )
