"""Parties that adjectives tell of: "il governatore leghista Neri", "i leghisti", "il Pd, con la capogruppo Neri"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.antecedents import kind_of_body
from pipeline.annotate.chains import office_at
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.ud import BESIDE_NOUN, SUBJECTS, feature, preposition_lemma
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name

ALONE, NAMED, ABROAD = "word", "named", "abroad"
BODIES = frozenset({"party", "union"})
POLITICAL = frozenset({"government", "local", "parliament", "party"})
"""Scopes of offices with which "azzurro" is of a party: "il senatore azzurro", but "il capitano azzurro"."""
WITH = "con"
FROM, FOR = "da", "per"
RELAYING = frozenset({FROM, FOR})
PARTISAN = frozenset({"parliament", "party"})
"""With "per" only these speak for a party: "per il Pd il ministro Neri ha annunciato poco" is what the Pd finds."""
REACH = 7
"""Tokens from a party's name to the end of the title of whom it speaks through."""


def party_of_people(noun: Token, reading: Reading, lexicon: Lexicon) -> Name | None:
    """ "I leghisti", "gli azzurri" → the party whose people they are, None for some of them ("i leghisti veneti")."""
    parties = lexicon.partisans.get(noun.form)
    if parties is None or noun.text[:1].isupper() or any(c.dep_ in ("amod", "nmod", "nummod") for c in noun.children):
        return None
    if not any(c.dep_ == "det" and feature(c, "Number") == "Plur" for c in noun.children):
        return None
    for partisan in parties:
        if partisan.use == ALONE or (partisan.use == NAMED and _is_named(partisan.party, reading)):
            return partisan.party
    return None


def party_told_of(person: NameSpan, reading: Reading, lexicon: Lexicon) -> tuple[Token, Name] | None:
    """ "Il governatore leghista Neri", "Anna Neri, deputata dem", "la dem Anna Neri": the adjective and its party."""
    root = reading.doc[person.start : person.end].root
    for token in _words_beside(person, root):
        parties = lexicon.partisans.get(token.form)
        if parties is None or token.text[:1].isupper() or _is_former(token, lexicon):
            continue
        country = reading.chains[person.chain].country
        for partisan in parties:
            if partisan.use == ABROAD:
                fits = country is not None and country == partisan.party.country
            else:
                fits = country in (None, partisan.party.country)
            if partisan.use == NAMED:
                fits = fits and (_is_named(partisan.party, reading) or _is_political(token.head, lexicon))
            if fits:
                return token, partisan.party
    return None


def spoken_through(party: NameSpan, reading: Reading, lexicon: Lexicon) -> NameSpan | None:
    """ "Il Pd, con la capogruppo Anna Neri, attacca", "dal Pd Anna Neri replica": who speaks for the party before."""
    doc = reading.doc
    i = party.end
    if i >= len(doc) - 2:
        return None
    before = preposition_lemma(doc[party.start - 1].text) if party.start else ""
    relayed = before in RELAYING
    if not relayed:
        i += doc[i].text == ","
        if doc[i].text.lower() != WITH:
            return None
        i += 1
    if kind_of_body(reading.chains[party.chain], lexicon) not in BODIES:
        return None
    titled, scopes = False, PARTISAN if before == FOR else POLITICAL
    for token in doc[i : i + REACH]:
        name = reading.names.get(token.i)
        if name is not None and reading.chains[name.chain].type == "Person":
            speaks = not relayed or _speaks(doc[name.start : name.end].root, lexicon)
            return name if speaks and (titled or before == FROM) else None
        if token.is_punct or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "PRON"):
            return None
        office = office_at(token, lexicon)
        titled = titled or (office is not None and office.number == "sg" and office.scope in scopes)
    return None


def _speaks(name: Token, lexicon: Lexicon) -> bool:
    subject = name.head if name.dep_ in BESIDE_NOUN else name
    return subject.dep_ in SUBJECTS and (subject.head.lemma_.lower(), subject.head.pos_) in lexicon.cues


def _words_beside(person: NameSpan, root: Token) -> Iterator[Token]:
    doc = root.doc
    if person.start > root.sent.start:
        yield doc[person.start - 1]
    title = root.head if root.dep_ in BESIDE_NOUN and root.head.i < person.start else None
    if title is not None and title.pos_ == "NOUN" and not any(c.dep_ == "case" for c in root.children):
        yield from (c for c in title.children if c.dep_ == "amod")
    for apposed in (*root.children, *(title.children if title is not None else ())):
        if apposed.dep_ == "appos" and apposed.i >= person.end:
            yield apposed
            yield from (c for c in apposed.children if c.dep_ == "amod")


def _is_former(token: Token, lexicon: Lexicon) -> bool:
    return token.i > 0 and token.nbor(-1).form in lexicon.words["former"]


def _is_political(noun: Token, lexicon: Lexicon) -> bool:
    office = office_at(noun, lexicon)
    return office is not None and office.scope in POLITICAL


def _is_named(party: Name, reading: Reading) -> bool:
    return any(chain.name == party.label for chain in reading.chains)
