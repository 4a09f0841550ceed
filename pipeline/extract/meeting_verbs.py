"""What a verb of meeting says around it: with whom one meets, and when it tells of no meeting at all.

"Con loro parlo volentieri" is a custom, "la squadra di X incontra la Norvegia" a match.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import REFLEXIVES, complements, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature, finite_part, is_first_person
from pipeline.extract.meeting_words import meeting_at
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import parties_at
from pipeline.extract.polarity import is_negated
from pipeline.lexicon.entries import Meeting

OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "iobj"})
TOGETHER_WITH = frozenset({"insieme_con", "insieme_a", "assieme_a"})
PURPOSE = frozenset({"advcl", "acl"})
NOMINAL = frozenset({"nmod", "obl", "appos"})
HOUSES = frozenset({"LOC", "ORG"})


def is_custom(verb: Token, meeting: Meeting, finder: PartyFinder) -> bool:
    """ "con loro parlo sempre volentieri", "non trattiamo con i terroristi": what one does or never does."""
    if meeting.form != "talks" or feature(verb, "Tense") != "Pres" or feature(verb, "VerbForm") != "Fin":
        return False
    habits = finder.lexicon.words["habitual"]
    usual = any(c.form in habits for c in verb.children)
    ours = is_first_person(verb)  # "con la Cina parliamo", says a minister
    met = [m for t in obliques(verb, "con") for m in parties_at(t, finder)]
    if ours and met and all(m.type == "Country" for m in met):
        return True
    return usual or (is_negated(verb, finder.lexicon) and bool(met) and all(not m.named for m in met))


def is_purpose_of_meeting(verb: Token, finder: PartyFinder) -> bool:
    """ "si sono visti per discutere di pensioni": what they met for is no second meeting."""
    if feature(verb, "VerbForm") != "Inf" or verb.dep_ not in PURPOSE or meeting_at(verb.head, finder.lexicon) is None:
        return False
    return all(c.dep_ not in ("obj", "aux") for c in verb.children) and next(obliques(verb, "con"), None) is None


def is_impersonal(verb: Token) -> bool:
    """ "si tratta ancora", "si negozia": nobody in particular."""
    return any(c.form in REFLEXIVES and c.dep_.startswith("expl") for c in verb.children) and (
        feature(finite_part(verb), "Number") == "Sing"
    )


def is_team(verb: Token, finder: PartyFinder) -> bool:
    """Say whether a team does it: "la squadra di X incontra la Norvegia"."""
    subject = subject_of(verb)
    return subject is not None and subject.form in finder.lexicon.words["team"]


def is_reluctance(noun: Token, finder: PartyFinder) -> bool:
    """ "la dura opposizione del Comune": somebody's attitude, and no party of that name."""
    if noun.lemma_.lower() not in finder.lexicon.words["reluctance"]:
        return False
    return any(preposition_of(c) in ("di", "da_parte_di") or (c.dep_ == "amod" and c.i < noun.i) for c in noun.children)


def obliques(verb: Token, preposition: str) -> Iterator[Token]:
    """Yield what hangs on the verb with a preposition, also in front of it and on a noun that belongs to the verb."""
    for complement in complements(verb):
        if complement.label not in OBLIQUE:
            continue
        together = preposition == "con" and complement.preposition in TOGETHER_WITH
        if complement.preposition == preposition or (together and complement.token.ent_type_ not in HOUSES):
            yield complement.token  # not so the Élysée in "hanno cenato insieme all'Eliseo"
        elif preposition == "con" and complement.token.head == verb:
            yield from _beyond_manner(complement.token)
            yield from _beside_place(complement.token)


def _beside_place(place: Token) -> Iterator[Token]:
    """ "ha cenato nella residenza di Y, insieme a X": what the parser hangs on a noun of where."""
    for noun in place.children:
        if noun.dep_ in NOMINAL:
            if preposition_of(noun) in TOGETHER_WITH and noun.ent_type_ not in HOUSES:
                yield noun
            else:
                yield from _beside_place(noun)


def _beyond_manner(noun: Token) -> Iterator[Token]:
    """ "si è riunita a porte chiuse con X": what the parser hangs on the adjective of how."""
    for adjective in noun.children:
        if adjective.dep_ == "amod" and adjective.i > noun.i:
            yield from (c for c in adjective.children if c.dep_ in OBLIQUE and preposition_of(c) == "con")
