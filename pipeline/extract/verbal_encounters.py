"""Who meets whom by a verb: "ha incontrato", "si sono visti", "ricevuto da", "con il quale si è intrattenuto"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import (
    REFLEXIVES,
    clause_root,
    complements,
    is_passive,
    is_reflexive,
    preposition_of,
    relative_called_object,
    subject_of,
)
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, feature, finite_part, is_first_person, is_relative
from pipeline.extract.clitics import ACCUSATIVE
from pipeline.extract.inflection import known_lemma
from pipeline.extract.meeting_verbs import (
    is_custom,
    is_impersonal,
    is_purpose_of_meeting,
    is_reluctance,
    is_team,
    obliques,
)
from pipeline.extract.participants import (
    agents,
    clitic_party,
    is_bare,
    is_participant,
    is_presenting,
    person_spoken_of,
    sits_down,
)
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct, other_than, owned, parties_at
from pipeline.extract.voices import Voices
from pipeline.lexicon.entries import Meeting
from pipeline.model import Mention

OBJECT_REACH = 8
HAVING = "avere"
CAREFUL = "obj?"
"""A verb that means a meeting only between persons: "ha visto", "ha sentito"."""
HOST = "host"
"""A verb that means a meeting only in the passive: "è atteso a Palazzo Chigi dal premier"."""
PRESENTED = "presented"
"""A verb that means a meeting only in "ad ascoltarlo c'era X"."""
SEEN = "seen"
"""A verb that means a meeting only in "è stato avvistato insieme a X"."""
ASKED = frozenset({"xcomp", "ccomp"})
GONE = "gone"
"""A verb that means a meeting only after one of going: "è andato a trovare X"."""
AS = "come"


def groups_of_verb(
    verb: Token, meeting: Meeting, finder: PartyFinder, voices: Voices
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """Yield the groups that met, each with the name of the rule: "ha ricevuto A e B" are two meetings."""
    frames = meeting.frames
    if is_custom(verb, meeting, finder) or is_purpose_of_meeting(verb, finder):
        return
    if CAREFUL in frames and is_reflexive(verb) and any(c.dep_ in ASKED for c in verb.children):
        return  # "si vedono costretti a cedere"
    if GONE in frames and not _is_gone_for(verb, finder):
        return
    if "da" in frames or ("da_si" in frames and is_reflexive(verb)):
        yield from _called_on(verb, finder, voices)
        return
    presenting = bool({HOST, PRESENTED} & frames) and (is_presenting(verb) or _is_awaiting(verb))
    transitive = presenting or bool({"obj", CAREFUL, HOST} & frames)
    reflexive = is_reflexive(verb)
    if transitive and not presenting and is_passive(verb) and not _is_perfect(verb) and not reflexive:
        yield from _received(verb, meeting, finder)
        return
    if HOST in frames and not presenting:
        return
    if SEEN in frames and not presenting:
        yield from _seen(verb, finder)
        return
    subjects = (() if transitive else _antecedent(verb, finder)) or _subjects(verb, finder, voices)
    if is_impersonal(verb) and not transitive and "con_si" not in frames and subject_of(verb) is None:
        subjects = ()  # "con loro si tratta": nobody in particular
    if transitive and not reflexive:
        yield from _with_object(verb, meeting, subjects, finder, voices)
    if "con" in frames or ("con_si" in frames and reflexive):
        met = tuple(m for t in obliques(verb, "con") for m in parties_at(t, finder))
        if met and _is_mere_topic(verb, subjects, met):
            subjects = ()
        if met and not subjects and not ("con" in frames and is_impersonal(verb)):
            subjects = _spoken_of(verb, finder, met)
        if met and subjects and _fits(met, subjects, meeting):
            yield (*subjects, *met), "with"
            return
        if not met and len(subjects) > 1 and _is_mutual(verb, frames, finder):
            if _fits(subjects[1:], subjects[:1], meeting):
                yield subjects, "together"
            return
    if "a" in frames:
        heads = (verb, *(c for c in verb.children if c.dep_ == "obj" and c.i > verb.i))  # "ha stretto la mano a X"
        told = (t for head in heads for t in obliques(head, "a"))
        met = tuple(m for t in told for m in parties_at(t, finder) if m.type in ("Person", "Group"))
        met = met or clitic_party(verb, finder, dative=True, besides=subjects)
        if met and subjects:
            yield from (((*subjects, m), "to") for m in met)
            return
    if "reciprocal" in frames and reflexive:
        several = subjects if len(subjects) > 1 else _asked_and_asking(verb, finder) or _owned_subjects(verb, finder)
        if len(several) > 1 and _fits(several[1:], several[:1], meeting):
            yield several, "reciprocal"
    if "joint" in frames:
        several = _doers(verb, subjects, finder)
        if len(several) == 1:
            heads = (verb, *(c for c in verb.children if c.dep_ == "obj"))  # "ha firmato con Y", "un memorandum con Y"
            beside = (t for head in heads for t in obliques(head, "con"))
            several = distinct((*several, *(m for t in beside for m in parties_at(t, finder))))
        if len(several) > 1 and all(m.named and m.type == "Person" for m in several):
            yield several, "joint"


def _is_gone_for(verb: Token, finder: PartyFinder) -> bool:
    """ "è andata a trovare X", "verrà a trovarlo": what a verb of going is followed by."""
    going = finder.lexicon.visit_verbs
    return is_presenting(verb) and verb.head != verb and known_lemma(verb.head, going) in going


def _called_on(verb: Token, finder: PartyFinder, voices: Voices) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """ "è andato dal ministro X", "sale al Colle dal presidente": a person whom somebody goes to."""
    hosts = distinct(m for t in obliques(verb, "da") for m in parties_at(t, finder) if m.named and m.type == "Person")
    passed_on = any(m.type == "Person" for t in obliques(verb, "a") for m in parties_at(t, finder))  # "da X a Y"
    if not hosts or passed_on:
        return
    subjects = _subjects(verb, finder, voices) or _spoken_of(verb, finder, hosts)
    callers = tuple(m for m in subjects if m.type in ("Person", "Group"))
    if callers:
        yield (*callers, *hosts), "called-on"


def _is_awaiting(verb: Token) -> bool:
    """ "a Bonn, dove lo attendeva il ministro", "Lo aspetta, sulla soglia, X"."""
    where = any(c.form == "dove" or c.is_sent_start for c in verb.children if c.i < verb.i)
    return where and any(c.form in ACCUSATIVE and c.i < verb.i and c.pos_ == "PRON" for c in verb.children)


def _seen(verb: Token, finder: PartyFinder) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """ "è stato avvistato a Milano insieme a X", "sono stati fotografati insieme"."""
    if not is_passive(verb) or _is_perfect(verb):
        return
    seen = agents(verb, finder)
    beside = (c for c in complements(verb) if c.preposition in ("con", "insieme_a", "in_compagnia_di", "accanto_a"))
    everybody = distinct((*seen, *(m for c in beside for m in parties_at(c.token, finder))))
    if len(everybody) > len(seen) and all(m.type == "Person" for m in everybody):
        yield everybody, "seen"


def _subjects(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """The parties of the clause; "io" and "noi" of a quotation are its speaker."""
    if is_first_person(verb):
        return voices.speaker(verb)
    return agents(verb, finder)


def _antecedent(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X, che ha cenato con Y": of a verb that takes no object, "che" is the subject, whatever the parser calls it."""
    objects = (c for c in verb.children if c.dep_ == "obj" and c.form == "che" and is_relative(c))
    pronoun = next(objects, None)
    return parties_at(pronoun, finder) if pronoun is not None and subject_of(verb) is None else ()


def _is_mutual(verb: Token, frames: frozenset[str], finder: PartyFinder) -> bool:
    """ "A e B hanno discusso di X" they did with each other; other verbs have to say "insieme"."""
    together = any(c.form in finder.lexicon.words["together"] for c in verb.children)
    return together or "mutual" in frames or _is_dual(verb, finder) or _takes_time(verb, finder)


def _takes_time(verb: Token, finder: PartyFinder) -> bool:
    """ "A e B hanno parlato per circa un'ora": with each other, where nobody else is spoken to."""
    others = any(
        c.label in ("ccomp", "obj")
        or (c.preposition in ("a", "con", "davanti_a", "di") and parties_at(c.token, finder))
        for c in complements(verb)
    )
    spans = (c.token for c in complements(verb) if c.preposition == "per")
    return not others and any(t.lemma_.lower() in finder.lexicon.words["duration_unit"] for t in spans)


def _is_dual(verb: Token, finder: PartyFinder) -> bool:
    """ "I due leader hanno parlato per tre ore": with each other, where nobody else is spoken to."""
    subject = subject_of(verb)
    pair = finder.lexicon.words["pair"]
    if subject is None or not any(t.form in pair for t in (subject, *subject.children)):
        return False
    others = (c for c in complements(verb) if c.label in ("obl", "iobj", "obj", "ccomp", "xcomp", "conj"))
    return not any(c.preposition in ("a", "con", "davanti_a") or c.label in ("ccomp", "iobj") for c in others)


def _is_perfect(verb: Token) -> bool:
    """ "ha ricevuto da X una lettera" is active, whatever "da X" is called."""
    return any(c.dep_ == "aux" and c.lemma_.lower() == HAVING for c in verb.children)


def _fits(met: tuple[Mention, ...], subjects: tuple[Mention, ...], meeting: Meeting) -> bool:
    """A word that is said of states and firms as of persons means a meeting only where a person takes part."""
    if not subjects:
        return False
    return "person" not in meeting.frames or any(m.type == "Person" for m in (*met, *subjects))


def _is_mere_topic(verb: Token, subjects: tuple[Mention, ...], met: tuple[Mention, ...]) -> bool:
    """A subject left out is no country where persons are met: "con cui ha fatto il punto"."""
    return (
        subject_of(verb) is None and all(m.type == "Person" for m in met) and all(m.type == "Country" for m in subjects)
    )


def _spoken_of(verb: Token, finder: PartyFinder, met: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A subject left out that the parse does not give: whoever the passage is about."""
    if feature(finite_part(verb), "Person") in ("1", "2") or any(c.dep_ in SUBJECTS for c in verb.children):
        return ()
    return person_spoken_of(verb, finder, besides=met)


def _received(verb: Token, meeting: Meeting, finder: PartyFinder) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """ "è stato ricevuto da X", "accolto dal ministro, Y ha detto"."""
    hosts = tuple(
        m
        for c in complements(verb)
        if c.preposition == "da" and c.label in ("obl", "obl:agent", "nmod")
        for m in parties_at(c.token, finder)
        if m.type in ("Person", "Group")
    )
    if not hosts:
        return
    guests = agents(verb, finder)
    careful = "obj" not in meeting.frames
    for guest in guests or person_spoken_of(verb, finder, besides=hosts):
        if guest.type in ("Person", "Group") and (not careful or hosts[0].type == "Person"):
            yield (guest, *hosts), "passive"


def _with_object(
    verb: Token, meeting: Meeting, subjects: tuple[Mention, ...], finder: PartyFinder, voices: Voices
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    careful = "obj" not in meeting.frames
    if is_team(verb, finder):
        return  # "la squadra di X incontra la Norvegia"
    pronoun = relative_called_object(verb)
    objects = [c for c in verb.children if c.dep_ == "obj" and c != pronoun and c.form not in REFLEXIVES]
    if any(is_bare(c) or is_reluctance(c, finder) for c in objects):
        return  # "non ha incontrato resistenza", "ha incontrato l'opposizione dei sindacati"
    if careful and (
        len(objects) > 1 or any(c.dep_ in ("xcomp", "ccomp") or preposition_of(c) == AS for c in verb.children)
    ):
        return  # "chiamando X un vecchio amico", "ha visto il ministro piangere", "vede X come il suo erede"
    relative = [c for c in objects if is_relative(c)]
    known = frozenset(m.name for m in subjects)
    met = tuple(m for t in (relative or objects) for m in other_than(parties_at(t, finder), t, known, finder))
    if met and not relative:  # "riceverà il premier e, forse, la presidente", the second hung on the verb
        met = distinct((*met, *(m for c in verb.children if _continues(c, objects[-1]) for m in parties_at(c, finder))))
    met = met or clitic_party(verb, finder, dative=False, besides=subjects)
    if not met:
        swapped = _object_called_subject(verb, finder, has_object=bool(objects))
        if swapped:
            subjects, met = swapped
        elif not objects:
            met = _named_after(verb, finder)
            subjects = tuple(m for m in subjects if m.name not in {n.name for n in met})
    if met and not subjects:
        subjects = _spoken_of(verb, finder, met)
    able = {
        party.name: tuple(s for s in subjects if s.name != party.name and _may_meet(s, party, finder, careful=careful))
        for party in met
    }
    for party in met:
        together = able[party.name]
        if len(together) > 1 and all(s.type == "Person" and s.named for s in together):
            yield (*together, party), "object"
        else:
            yield from (((subject, party), "object") for subject in together)


def _may_meet(subject: Mention, party: Mention, finder: PartyFinder, *, careful: bool) -> bool:
    if careful:
        return subject.type == "Person" and (
            party.type == "Person" or (party.type == "Group" and sits_down(party, finder))
        )
    if party.type == "Country" and not party.text[:1].isupper():
        return True  # "gli emissari israeliani", who stand for their country
    if party.type == "Organization" and sits_down(party, finder):
        return True  # "ha ricevuto il comitato dei pendolari"
    return party.type in ("Person", "Group") or subject.type != "Person"


def _object_called_subject(
    verb: Token, finder: PartyFinder, *, has_object: bool
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """ "Domani vedrà la ministra": after a transitive verb without object a lone noun is the object.

    The parser calls it the subject; the real one stands before the verb, or is left out.
    """
    where = any(c.form == "dove" for c in verb.children)
    if has_object or (verb.dep_ == RELATIVE_CLAUSE and not where):
        return None
    after = [c for c in verb.children if c.dep_ in SUBJECTS and c.i > verb.i]
    before = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    if len(after) != 1:
        return None
    met = parties_at(after[0], finder)
    met = distinct(
        (*met, *(m for c in after[0].head.children if _continues(c, after[0]) for m in parties_at(c, finder)))
    )
    if not met:
        return None
    if before:
        return parties_at(before[0], finder), met
    named = tuple(
        m
        for c in verb.children
        if c.i < verb.i and c.dep_ in ("parataxis", "dislocated", "vocative", "obl", "advcl") and not preposition_of(c)
        for m in finder.at(c)
        if m.type == "Person"
    )
    above = agents(clause_root(verb.head), finder) if where and verb.head != verb else ()
    subjects = named or above or finder.dropped(verb) or person_spoken_of(verb, finder, besides=met)
    return (subjects, met) if subjects else None


def _continues(token: Token, first: Token) -> bool:
    """Say whether a conjunct of the verb is really a second object: "ha ricevuto il premier e, poi, la presidente"."""
    return token.dep_ == "conj" and token.i > first.i and token.pos_ in ("NOUN", "PROPN")


def _named_after(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """A person named after the verb without a preposition is the object, whatever the parser calls it."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + OBJECT_REACH)]:
        name = finder.reading.names.get(token.i)
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
            return ()
        if name and name.start == token.i and finder.reading.chains[name.chain].type == "Person":
            return () if verb.doc[token.i - 1].pos_ == "ADP" else finder.at(token)
    return ()


def _owned_subjects(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "si sono riuniti i ministri di Italia e Francia": the countries whose ministers they are."""
    subject = subject_of(verb)
    return owned(subject, finder) if subject is not None else ()


def _asked_and_asking(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha proposto a X di vedersi": who proposes and who is asked."""
    if verb.dep_ not in ASKED or feature(verb, "VerbForm") != "Inf" or verb.head.pos_ != "VERB":
        return ()
    asking = agents(verb.head, finder)
    asked = tuple(m for t in obliques(verb.head, "a") for m in parties_at(t, finder) if is_participant(m, finder))
    return distinct((*asking, *asked)) if asking and asked else ()


def _doers(verb: Token, subjects: tuple[Mention, ...], finder: PartyFinder) -> tuple[Mention, ...]:
    """ "firmato da A e da B": the agents of a passive, else the subjects."""
    if not is_passive(verb):
        return subjects
    return distinct(
        m
        for c in complements(verb)
        if c.preposition == "da" and c.label in ("obl", "obl:agent")
        for m in parties_at(c.token, finder)
    )
