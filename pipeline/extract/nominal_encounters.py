"""Who meets whom by a noun: "i colloqui con", "il vertice tra A, B e C", "al vertice partecipano"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.clauses import clause_root, complements, conjuncts, is_passive, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, feature, is_plural, is_relative
from pipeline.extract.compounds import paired
from pipeline.extract.inflection import known_lemma
from pipeline.extract.joiners import is_present, joined_in_clause
from pipeline.extract.meeting_owners import clause_subjects, is_subject_matter, whose
from pipeline.extract.participants import agents, clitic_party, sits_down
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import begins_phrase, distinct, other_than, owned, parties_at
from pipeline.extract.voices import Voices
from pipeline.lexicon.entries import Meeting
from pipeline.model import Mention

OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "iobj", "appos", "conj"})
MAX_CLIMB = 3
MAX_BETWEEN = 4
WHERE_AND_WHEN = frozenset({"ADP", "DET", "PROPN", "ADV", "NUM", "ADJ"})
TOPICS = frozenset({"su", "per", "durante"})
"""What stands under these is what was talked of, or when: "colloqui sulla cooperazione con X"."""
JOINING = frozenset({"durante", "in", "a", "in_il_corso_di", "dopo", "di"})
"""Prepositions under which a meeting is the subjects' own: "durante un vertice A e B hanno deciso"."""


def groups_of_noun(
    noun: Token, meeting: Meeting, finder: PartyFinder, voices: Voices
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """Yield the groups that met, each with the name of the rule; some nouns mean a meeting only where a person is."""
    if noun.form in finder.lexicon.words["heads_of"] and any(c.preposition == "di" for c in complements(noun)):
        return  # "i vertici di Alfabanca" are people
    for found, rule in _groups(noun, meeting, finder, voices):
        if "person" in meeting.frames and not any(m.type == "Person" for m in found):
            continue
        if "named" in meeting.frames and not any(m.named for m in found):
            continue  # "i negoziati tra governo e ribelli" are told of for years
        yield found, rule


def _groups(
    noun: Token, meeting: Meeting, finder: PartyFinder, voices: Voices
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    between = _between(noun, finder)
    if len(between) > 1:
        yield between, "between"
        return
    two = paired(noun, finder)
    if len(two) > 1:
        yield two, "pair"
        return
    tied = _tied(noun)
    if "offered" in meeting.frames:
        guests = _guests(noun, finder)
        hosts = clause_subjects(noun, finder, voices) if guests else ()
        if hosts and guests:
            yield from (((*hosts, guest), "offered") for guest in guests)
            return
    others = distinct(m for t, p in tied if p == "con" for m in _attending(t, finder))
    others = others or _addressed(noun, tied, meeting, finder)
    holding = _held_in_clause(noun, finder)
    if holding is not None and not others:
        others = distinct(m for t in holding.met for m in parties_at(t, finder))
    got = () if others else _got(noun, tied, finder, voices)
    if got:
        yield got, "received"
        return
    if not others and "di" not in meeting.frames:
        return
    owning = ("di",) if _has_host(noun, meeting) else ("di", "da")
    own = distinct(m for t, p in tied if p in owning for m in _owners(t, p, finder))
    own = tuple(m for m in own if m.name not in {n.name for n in others})
    joining = joined_in_clause(noun, finder)
    if holding is not None and not own:
        own = tuple(m for m in agents(holding.verb, finder) if m.name not in {n.name for n in others})
    if joining:
        own = distinct((*own, *joining)) if others else joining
    if not own and (others or _has_possessive(noun)):
        own = whose(noun, finder, voices, others)
    if others and own:
        if is_plural(noun) and len(others) > 1:
            yield from (((*own, other), "with") for other in others)
        else:
            yield (*own, *others), "with"
    elif others:
        if len(others) > 1 and not is_subject_matter(noun, others, finder):
            yield others, "with"
    elif len(own) > 1:
        yield own, "of"
    elif not any(m.named for m in own):
        joint = _joint(noun, finder, voices) or _set_beside(noun, finder)
        if len(joint) > 1:
            yield joint, "joint"


def _got(noun: Token, tied: tuple[tuple[Token, str], ...], finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """ "ha ricevuto una telefonata da X", "ha ricevuto la visita di X": who got it, and whose it was."""
    verb = noun.head
    reached = noun.dep_ in ("obl", "obl:agent") and preposition_of(noun) == "da" and is_passive(verb)  # "raggiunto da"
    if not reached and (noun.dep_ != "obj" or verb.lemma_.lower() not in finder.lexicon.words["gets_meeting"]):
        return ()
    from_whom = [t for t, p in tied if p in ("di", "da")]
    from_whom += [c.token for c in complements(verb) if c.preposition in ("da", "da_parte_di") and c.label in OBLIQUE]
    makers = distinct(m for t in from_whom for m in parties_at(t, finder) if m.type in ("Person", "Group"))
    getters = clause_subjects(noun, finder, voices) if makers else ()
    return distinct((*getters, *makers)) if getters else ()


def met_by_noun(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return whom one meets, as a noun tells with "con"."""
    return distinct(m for t, p in _tied(noun) if p == "con" for m in _attending(t, finder))


def _attending(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "con X", "con la partecipazione di X e Y"."""
    if token.lemma_.lower() not in finder.lexicon.words["attendance"]:
        subject = subject_of(clause_root(token))
        known = (m.name for m in parties_at(subject, finder)) if subject is not None else ()
        return other_than(parties_at(token, finder), token, known, finder)
    return tuple(m for c in complements(token) if c.preposition == "di" for m in parties_at(c.token, finder))


def _has_host(noun: Token, meeting: Meeting) -> bool:
    """Say whether "da" names the host and not the maker: "in visita da X", "a cena da X"."""
    return "da_host" in meeting.frames or ("offered" in meeting.frames and preposition_of(noun) in ("a", "in"))


def _addressed(
    noun: Token, tied: tuple[tuple[Token, str], ...], meeting: Meeting, finder: PartyFinder
) -> tuple[Mention, ...]:
    """ "la telefonata a X", "la visita a X", "in udienza da X": the person at the other end."""
    wanted = {"a"} & meeting.frames | ({"da"} if _has_host(noun, meeting) else set())
    wanted |= {"di"} if "di_host" in meeting.frames else set()
    found = distinct(m for t, p in tied if p in wanted for m in parties_at(t, finder) if m.type == "Person")
    return found or _asked(noun, finder)


def _asked(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha chiesto un incontro a X", "gli ha proposto un vertice": the person who is asked."""
    verb = noun.head
    asking = finder.lexicon.words["asks_meeting"]
    if noun.dep_ != "obj" or known_lemma(verb, asking) not in asking:
        return ()
    found = distinct(
        m
        for c in (*complements(verb), *complements(noun))
        if c.preposition == "a" and c.label in OBLIQUE
        for m in parties_at(c.token, finder)
        if m.type == "Person" or (m.type == "Group" and sits_down(m, finder))
    )
    return found or clitic_party(verb, finder, dative=True, besides=agents(verb, finder))


@dataclass(frozen=True, slots=True)
class _Holding:
    """A clause on a noun that says who held the meeting with whom."""

    verb: Token
    met: tuple[Token, ...]


def _held_in_clause(noun: Token, finder: PartyFinder) -> _Holding | None:
    """ "i colloqui che X ha avuto a Parigi con Y": the verb of the clause, and what stands with "con"."""
    holding = finder.lexicon.words["hold_meeting"]
    for verb in noun.children:
        if verb.dep_ != RELATIVE_CLAUSE or known_lemma(verb, holding) not in holding:
            continue
        if not any(is_relative(c) and c.dep_ in ("obj", "nsubj", "nsubj:pass") for c in verb.children):
            continue
        met = tuple(c.token for c in complements(verb) if c.label in OBLIQUE and c.preposition == "con")
        if met:
            return _Holding(verb, met)
    return None


def _between(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "tra A, B e C", also where the parser hangs the last of them on the noun itself."""
    for token, preposition in _tied(noun):
        if preposition != "tra":
            continue
        found = list(parties_at(token, finder))
        if len(found) < 2:
            found += [
                m
                for head in dict.fromkeys((noun, token.head))
                for child in head.children
                if child.dep_ in ("conj", "appos") and child.i > token.i and child != noun
                for part in conjuncts(child)
                for m in parties_at(part, finder)
            ]
        if len(found) < 2:
            found += owned(token, finder)
        several = distinct(found)
        some = any(feature(c, "Definite") == "Ind" for c in token.children if c.dep_ == "det")
        if len(several) > 1 and (not some or any(m.named for m in several)):
            return several  # "il primo incontro tra un premier e un pontefice" is of a kind
    return ()


def _tied(noun: Token) -> tuple[tuple[Token, str], ...]:
    """Return what belongs to the noun with its preposition, wherever the parser hangs it.

    On the noun; on a participle or a short complement of it ("tenuta oggi con X", "a tre tra", "di due giorni con");
    on the noun before ("al termine di un vertice con X"); and on the verb of its clause.
    """
    found = [(c.token, c.preposition) for c in complements(noun) if c.label in OBLIQUE]
    direct = any(p in ("con", "tra") and not is_relative(t) for t, p in found)
    for child in noun.children:
        if child.i < noun.i:
            continue
        below = [(c.token, c.preposition) for c in complements(child) if c.label in OBLIQUE]
        if feature(child, "VerbForm") == "Part" and child.dep_ in ("acl", "amod", "acl:relcl"):
            apart = any(is_relative(c) and c.dep_ in ("obl", "iobj") for c in child.children)
            found += [(t, p) for t, p in below if p != "da" or not apart]  # "il vertice, al quale è rappresentato da X"
        elif child.dep_ in ("nmod", "amod", "obl", "appos", RELATIVE_CLAUSE) and not direct and child.pos_ != "VERB":
            if preposition_of(child) in TOPICS:
                continue
            found += [(t, p) for t, p in below if p in ("con", "tra")]  # also "incontri, tra cui quelli con X"
    if not any(p in ("con", "tra") for _, p in found):
        found += _above(noun)
    return tuple(found)


def _above(noun: Token) -> list[tuple[Token, str]]:
    """A phrase with "con" or "tra" that the parser hangs on what governs the noun."""
    current = noun
    for _ in range(MAX_CLIMB):
        head = current.head
        if head == current:
            return []
        verbal = head.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in head.children)
        if verbal and current.dep_ not in ("obj", "nsubj", "nsubj:pass", "obl", "advcl", "xcomp"):
            return []
        found = [
            (c.token, c.preposition)
            for c in complements(head)
            if c.label in OBLIQUE and c.preposition in ("con", "tra") and c.token.left_edge.i != current.left_edge.i
        ]
        near = current.dep_ in ("obj", "nsubj", "nsubj:pass")
        found = [(t, p) for t, p in found if (near and verbal) or _follows(noun, t)]
        found = found or [(t, p) for t, p in _beyond_place(head, noun) if _follows(noun, t)]
        if found or verbal:
            return found
        if current.dep_ not in ("nmod", "obl"):
            return []
        current = head
    return []


def _beyond_place(verb: Token, noun: Token) -> Iterator[tuple[Token, str]]:
    """ "è stato visto a cena a Roma con X": where the parser hangs "con X" on the place."""
    for child in verb.children:
        if child.i > noun.i and preposition_of(child) in ("a", "in") and child.pos_ == "PROPN":
            yield from ((c.token, c.preposition) for c in complements(child) if c.preposition in ("con", "tra"))


def _follows(noun: Token, token: Token) -> bool:
    """Say whether a phrase begins right after the noun, or after no more than where and when: "a cena a Roma con X"."""
    start = token.left_edge.i
    if 0 < start - noun.right_edge.i <= 1 or start == noun.i + 1:
        return True
    between = noun.doc[noun.i + 1 : start]
    return 0 < len(between) <= MAX_BETWEEN and all(t.pos_ in WHERE_AND_WHEN for t in between)


def _owners(token: Token, preposition: str, finder: PartyFinder) -> Iterator[Mention]:
    """Whose meeting it is; a capital after "di" is where it is: "il vertice di Parigi"."""
    name = finder.reading.names.get(token.i)
    if name is not None and name.place and not any(c.dep_ == "det" for c in token.children):
        return
    for mention in parties_at(token, finder):
        if preposition == "da" and mention.type not in ("Person", "Group"):
            continue
        if mention.named or mention.type in ("Person", "Group"):
            yield mention


def _has_possessive(noun: Token) -> bool:
    return any(c.dep_ == "det:poss" or feature(c, "Poss") == "Yes" for c in noun.children)


def _guests(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "offrirà una cena a X", "la cena in onore di X"."""
    verb = noun.head
    found: list[Mention] = []
    if noun.dep_ == "obj" and verb.pos_ == "VERB" and verb.lemma_.lower() in finder.lexicon.words["give_dinner"]:
        for complement in (*complements(verb), *complements(noun)):
            if complement.label in ("obl", "iobj", "nmod") and complement.preposition in ("a", "per", "in_onore_di"):
                found += parties_at(complement.token, finder)
        found = found or list(clitic_party(verb, finder, dative=True))
    for child in noun.children:
        if child.lemma_.lower() == "onore":
            found += [m for c in complements(child) if c.preposition == "di" for m in parties_at(c.token, finder)]
    return tuple(m for m in distinct(found) if m.type in ("Person", "Group"))


def _set_beside(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Several persons whom the parser takes for an apposition: "nel corso di una telefonata A e B"."""
    beside = (c for c in noun.children if c.dep_ == "appos" or (c.dep_ == "nmod" and begins_phrase(c)))
    found = distinct(m for c in beside for m in parties_at(c, finder) if m.named)
    return found if all(m.type == "Person" for m in found) else ()


def _joint(noun: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """ "A e B hanno tenuto un vertice", "al vertice partecipano A, B e C", "durante un vertice A e B hanno deciso"."""
    verb = noun.head
    if noun.dep_ == "obl" and is_present(verb, finder.lexicon):
        return distinct(m for c in verb.children if c.dep_ in (*SUBJECTS, "obj") for m in parties_at(c, finder))
    if verb.pos_ not in ("VERB", "AUX"):
        verb = clause_root(noun)
        if preposition_of(noun.head) not in JOINING:
            return ()
    elif noun.dep_ == "obj":
        if known_lemma(verb, finder.lexicon.words["hold_meeting"]) not in finder.lexicon.words["hold_meeting"]:
            return ()
    elif noun.dep_ != "obl" or preposition_of(noun) not in JOINING:
        return ()
    if verb.pos_ not in ("VERB", "AUX"):
        return ()
    found = clause_subjects(noun, finder, voices)
    if len(found) == 1 and found[0].type == "Person" and noun.dep_ != "obj":
        found = distinct((*found, *_addressee(verb, found, finder)))
    return found


def _addressee(verb: Token, speaker: tuple[Mention, ...], finder: PartyFinder) -> tuple[Mention, ...]:
    """ "nel corso della telefonata X ha detto a Y": the one spoken to at the meeting is who was met."""
    cue = finder.lexicon.cues.get((verb.lemma_.lower(), "VERB"))
    if cue is None:
        return ()
    spoken_to = tuple(
        m
        for c in complements(verb)
        if c.label in ("obl", "iobj") and c.preposition == "a"
        for m in parties_at(c.token, finder)
        if m.type == "Person"
    )
    return spoken_to or clitic_party(verb, finder, dative=True, besides=speaker)
