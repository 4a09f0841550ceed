"""Whether what was found is what the gold asks for: lenient, the right parties; strict, every detail of the gold."""

from __future__ import annotations

from pipeline.evaluate.items import Content, Journey, Measure, Meeting, Office, Saying, Tie
from pipeline.evaluate.names import Names, overlap, unit_key, years

WORDS_LENIENT = 0.5
WORDS_STRICT = 0.8
"""How much of the words said must be shared."""
PRECISION = 1e-6
SYMMETRIC = frozenset({"agreesWith", "cooperatesWith", "negotiatesWith", "tradesWith", "alliedWith", "rivalOf"})
"""Relations that hold both ways: the contract's, whatever an ontology says."""


def matches(gold: Content, found: Content, names: Names, *, strict: bool) -> bool:
    """Say whether what was found is what the gold asks for."""
    match gold, found:
        case Meeting(), Meeting():
            return _meeting(gold, found, names, strict=strict)
        case Journey(), Journey():
            right = names.same(gold.traveller, found.traveller) and names.same(gold.destination, found.destination)
            return right and (not strict or gold.status == found.status)
        case Saying(), Saying():
            return _saying(gold, found, names, strict=strict)
        case Measure(), Measure():
            return _measure(gold, found, names, strict=strict)
        case Office(), Office():
            return _office(gold, found, names, strict=strict)
        case Tie(), Tie():
            return _tie(gold, found, names, strict=strict)
    return False


def _meeting(gold: Meeting, found: Meeting, names: Names, *, strict: bool) -> bool:
    (a, b), (c, d) = gold.pair, found.pair
    if not ((names.same(a, c) and names.same(b, d)) or (names.same(a, d) and names.same(b, c))):
        return False
    return not strict or (gold.status == found.status and (not gold.place or names.same(gold.place, found.place)))


def _saying(gold: Saying, found: Saying, names: Names, *, strict: bool) -> bool:
    heard = [speaker for speaker in gold.speakers if names.any_same(speaker, found.speakers)]
    shared = overlap(gold.content, found.content)
    if not heard or shared < WORDS_LENIENT:
        return False
    if not strict:
        return True
    return (
        len(heard) == len(gold.speakers) == len(found.speakers)
        and shared >= WORDS_STRICT
        and all(names.any_same(addressee, found.addressees) for addressee in gold.addressees)
        and all(names.any_same(relay, found.via) for relay in gold.via)
    )


def _measure(gold: Measure, found: Measure, names: Names, *, strict: bool) -> bool:
    if gold.value is None or found.value is None:
        return False
    same_value = abs(found.value - gold.value) <= PRECISION * max(1.0, abs(gold.value))
    if not same_value or unit_key(gold.unit) != unit_key(found.unit):
        return False
    if not strict:
        return True
    return (
        found.comparator == gold.comparator
        and found.direction == gold.direction
        and (not gold.about or any(names.any_same(party, found.about) for party in gold.about))
        and years(gold.period) <= years(found.period)
        and overlap(gold.indicator, found.indicator) > 0
    )


def _office(gold: Office, found: Office, names: Names, *, strict: bool) -> bool:
    if not names.same(gold.holder, found.holder) or overlap(gold.role, found.role) < WORDS_LENIENT:
        return False
    return not strict or ((not gold.of or names.same(gold.of, found.of)) and gold.former == found.former)


def _tie(gold: Tie, found: Tie, names: Names, *, strict: bool) -> bool:
    if gold.predicate != found.predicate or gold.negated != found.negated:
        return False
    right = names.same(gold.subject, found.subject) and names.same(gold.object, found.object)
    if gold.predicate in SYMMETRIC:
        right = right or (names.same(gold.subject, found.object) and names.same(gold.object, found.subject))
    return right and (not strict or gold.status == found.status)
