"""Participles and relative clauses that a comma parts from their noun: "con il commissario Neri, scelto da Roma"."""

from __future__ import annotations

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import AUXILIARIES, feature, is_relative
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention

NOMINAL = frozenset({"NOUN", "PROPN"})
LOOSE = frozenset({"advcl", "conj"})
OF_PHRASE = frozenset({"nmod", "appos", "flat", "flat:name", "amod", "compound"})
WHERE = frozenset({"a", "in"})
MAX_CLIMB = 4


def described_nouns(participle: Token) -> tuple[Token, ...]:
    """Return what a participle may be said of that the parse does not hang on it, the head of the phrase first.

    "il direttore, poi rimosso dal sindaco" hangs it on the noun by another label, "è arrivato da Neri, scelto da"
    on the verb: then it is the phrase right before the comma, if it agrees.
    """
    if participle.dep_ not in LOOSE or feature(participle, "VerbForm") != "Part" or participle.pos_ != "VERB":
        return ()
    if any(c.dep_ in AUXILIARIES for c in participle.children):
        return ()
    head = participle.head
    if head.pos_ in NOMINAL:
        return (head,) if head.i < participle.i and _agrees(head, participle) else ()
    comma = participle.left_edge.i - 1
    if participle.dep_ != "advcl" or head.i > comma or comma <= participle.sent.start + 1:
        return ()
    if participle.doc[comma].text != ",":
        return ()
    found: list[Token] = []
    token = participle.doc[comma - 1]
    for _ in range(MAX_CLIMB):
        if token.pos_ in NOMINAL:
            found.append(token)
        if token.dep_ not in OF_PHRASE:
            break
        token = token.head
    placed = bool(found) and found[-1].pos_ == "PROPN" and preposition_of(found[-1]) in WHERE
    return () if placed else tuple(noun for noun in reversed(found) if _agrees(noun, participle))


def named_before_relative(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il no della Lega, che ha chiesto": the party named right before the comma and the pronoun."""
    pronoun = _pronoun(verb)
    name = finder.reading.names.get(pronoun.i - 2) if pronoun is not None else None
    mention = finder.reading.mention_of(name) if name else None
    return (mention,) if mention is not None and mention.type in ("Person", "Organization", "Country") else ()


def is_misplaced(verb: Token) -> bool:
    """Say whether a relative clause hangs on a word whose phrase does not reach the comma before it.

    "«Siamo vicini», ha detto Neri, che lunedì ha licenziato": it is Neri.
    """
    pronoun = _pronoun(verb)
    if pronoun is None:
        return False
    current = pronoun.nbor(-2)
    while current != verb.head:
        if current.head == current or current.pos_ in ("VERB", "AUX"):
            return True
        current = current.head
    return False


def _pronoun(verb: Token) -> Token | None:
    found = next((t for t in verb.subtree if is_relative(t) and t.i < verb.i), None)
    return found if found is not None and found.i > 1 and found.nbor(-1).text == "," else None


def _agrees(noun: Token, participle: Token) -> bool:
    pairs = ((feature(noun, name), feature(participle, name)) for name in ("Gender", "Number"))
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)
