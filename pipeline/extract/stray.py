"""Complements of a noun that the parse hangs elsewhere: "un attacco con droni contro Israele", "i raid su Gaza"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.clauses import Complement, complements

NMOD = "nmod"
OBLIQUE = frozenset({"nmod", "obl"})
PASSED = frozenset({"con", "di"})
"""Prepositions of what may stand between a noun and its own complement: "un attacco con droni contro"."""
OF_VERB = frozenset({"", "di", "da", "come", "dopo", "prima_di", "durante", "secondo"})
"""What follows an object with one of these is as often the verb's: "ha chiesto sostegno a Parigi"."""


def stray_complements(noun: Token) -> Iterator[Complement]:
    """Yield what stands right after a noun's phrase but hangs on its verb, or on what stands between.

    Prepositions tell: "contro", "su", "verso", "tra" hardly ever begin what belongs to a verb that has an object.
    """
    if noun.pos_ != "NOUN":
        return
    head = noun.head
    if head != noun and head.pos_ in ("VERB", "AUX"):
        for complement in complements(head):
            first = complement.token if complement.token.head == head else complement.token.head
            if complement.preposition not in OF_VERB and _follows(first, noun):
                yield Complement(complement.token, NMOD, complement.preposition)
    for between in noun.children:
        if between.dep_ in OBLIQUE and any(c.preposition in PASSED and c.token == between for c in complements(noun)):
            for complement in complements(between):
                if complement.label in OBLIQUE and complement.preposition not in OF_VERB:
                    yield Complement(complement.token, NMOD, complement.preposition)


def _follows(first: Token, noun: Token) -> bool:
    """Say whether a phrase begins where the noun's ends."""
    return first.dep_ in OBLIQUE and first.left_edge.i == noun.right_edge.i + 1
