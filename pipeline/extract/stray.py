"""Complements that the parse hangs elsewhere: "un attacco con droni contro Israele", "finanziata e armata da Oslo"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import Complement, complements
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import AUXILIARIES, SUBJECTS, feature

NMOD = "nmod"
OBLIQUE = frozenset({"nmod", "obl"})
PASSED = frozenset({"con", "di", "d'"})
"""What may stand between a noun and its own complement, without article: "un attacco con droni contro"."""
OF_VERB = frozenset({"", "di", "da", "come", "dopo", "prima_di", "durante", "secondo"})
"""What one of these introduces is as often the verb's."""
MAX_BETWEEN = 2
FROM = "da"
AGENT_ROLES = frozenset({"obl:agent", "obl"})
PREDICATING = SUBJECTS | AUXILIARIES | {"obj"}
"""Labels of what makes a participle a clause of its own."""


@remembered
def stray_complements(noun: Token) -> tuple[Complement, ...]:
    """Return what stands right after a noun's phrase but hangs on its verb, or on what stands between.

    Only what "di", "da" or no preposition introduces is left to the parse.
    """
    return tuple(_strays(noun)) if noun.pos_ in ("NOUN", "ADJ") else ()


def _strays(noun: Token) -> Iterator[Complement]:
    head = noun.head
    if head != noun and head.pos_ in ("VERB", "AUX"):
        for complement in complements(head):
            first = complement.token if complement.token.head == head else complement.token.head
            before = noun.dep_ in SUBJECTS and first.i < head.i  # between subject and verb
            if (before or complement.preposition not in OF_VERB) and _follows(first, noun):
                yield Complement(complement.token, NMOD, complement.preposition)
    yield from _beyond(noun, MAX_BETWEEN)


def _beyond(noun: Token, depth: int) -> Iterator[Complement]:
    """Yield what hangs on a means, a measure or a second thing after the noun: "droni e decine di missili contro"."""
    for between in noun.rights:
        if not depth or between.pos_ != "NOUN":
            continue
        if between.dep_ != "conj" and not (between.dep_ in OBLIQUE and _is_bare(between)):
            continue
        for complement in complements(between):
            if complement.label in OBLIQUE and complement.preposition not in OF_VERB:
                yield Complement(complement.token, NMOD, complement.preposition)
        yield from _beyond(between, depth - 1)


def _is_bare(noun: Token) -> bool:
    return any(c.dep_ == "case" and c.form in PASSED for c in noun.lefts)


def _follows(first: Token, noun: Token) -> bool:
    """Say whether a phrase begins where the noun's ends."""
    return first.dep_ in OBLIQUE and first.left_edge.i == noun.right_edge.i + 1


@remembered
def shared_agents(participle: Token) -> tuple[Complement, ...]:
    """ "la milizia, sostenuta e armata da Teheran": the agent of the last of several participles is that of all."""
    joined = [
        c for c in participle.rights if c.dep_ == "conj" and c.pos_ == "VERB" and feature(c, "VerbForm") == "Part"
    ]
    if not joined or any(c.preposition == FROM for c in complements(participle, AGENT_ROLES)):
        return ()
    last = joined[-1]
    if any(c.dep_ in PREDICATING for c in last.children):
        return ()
    return tuple([c for c in complements(last, AGENT_ROLES) if c.preposition == FROM])
