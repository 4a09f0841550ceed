"""Why a fact is in a graph: for each evidence the rule, the sentence, the ways to its parties, and who they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.reading import Reading
from pipeline.assemble.keys import key_words
from pipeline.errors import UsageError
from pipeline.explain.parties import (
    entity_of,
    named_before,
    resolution_across,
    resolution_of,
    slots_of_claim,
    slots_of_fact,
    told_across,
)
from pipeline.explain.trees import Link, head_of, path_between, token_at, tokens_in
from pipeline.extract import extract_claims
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Claim,
    Entity,
    EntityLink,
    Evidence,
    Fact,
    FigureDetail,
    Mention,
    RoleDetail,
    SayingDetail,
    Span,
)
from pipeline.namespaces import DATA

FACT_IRI = f"{DATA}fact/"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a claim: what it is there, as what it stands in the text, and how it came to be who it is."""

    slot: str
    mention: Mention
    how: str
    named_at: Span | None
    """Where else the article names it, if the words themselves do not."""
    entity: Entity | None
    path: tuple[Link, ...] | None
    """The way from the trigger; None where it stands in another sentence."""


@dataclass(frozen=True, slots=True)
class ClaimTrace:
    """What one rule read: the word that it began with, and the parties."""

    trigger: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class EvidenceTrace:
    """One evidence in its sentence; no claims where the rules, read again, find nothing there."""

    evidence: Evidence
    sentence: Span
    text: str
    claims: tuple[ClaimTrace, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A fact and all that it rests on."""

    fact: Fact
    evidence: tuple[EvidenceTrace, ...]
    links: tuple[EntityLink, ...] = ()
    """How those of its parties came to their Wikidata items who have them from a table of people."""


def find_fact(facts: Iterable[Fact], beginning: str) -> Fact:
    """Return the fact whose id or IRI begins so; raises UsageError where there is none, or more than one."""
    wanted = beginning.strip().removeprefix(FACT_IRI)
    found = [fact for fact in facts if wanted and (fact.id.startswith(wanted) or FACT_IRI.startswith(wanted))]
    exact = [fact for fact in found if fact.id == wanted]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    if not found:
        raise UsageError(f"no fact's id begins with {beginning!r}; they are in facts.jsonl")
    some = ", ".join(sorted(fact.id for fact in found)[:SHOWN])
    raise UsageError(f"{len(found)} facts begin with {beginning!r}: {some}{' …' if len(found) > SHOWN else ''}")


def explain_fact(
    fact: Fact, readings: Mapping[str, Reading], lexicon: Lexicon, links: Iterable[EntityLink] = ()
) -> Trace:
    """Return what a fact rests on; `readings` are those of its articles, by id, read anew from their texts.

    `links` are those of the graph.
    """
    parties = {entity.iri for _, entity in slots_of_fact(fact)}
    claims = {name: extract_claims(reading, lexicon) for name, reading in readings.items()}
    return Trace(
        fact,
        tuple(
            _explain_evidence(fact, evidence, readings[evidence.article], claims[evidence.article], lexicon)
            for evidence in fact.evidence
            if evidence.article in readings
        ),
        tuple(link for link in links if link.entity in parties),
    )


def _explain_evidence(
    fact: Fact, evidence: Evidence, reading: Reading, claims: Iterable[Claim], lexicon: Lexicon
) -> EvidenceTrace:
    sentence = _sentence(reading.doc, evidence.span)
    same = [claim for claim in claims if _is_of(claim, fact, evidence)]
    fitting = [
        c
        for c in same
        if all(entity_of(s, m, fact, evidence.article) for s, m in slots_of_claim(c) if s in ("subject", "object"))
    ]
    traces = tuple(_trace(claim, fact, reading, lexicon) for claim in fitting or same)
    text = reading.article.text[sentence.start : sentence.end]
    return EvidenceTrace(evidence, sentence, text, tuple(dict.fromkeys(traces)))


def _sentence(doc: Doc, span: Span) -> Span:
    """Return the sentence, or sentences, that an evidence stands in."""
    tokens = list(tokens_in(doc, span))
    if not tokens:
        return span
    words = [t for t in doc[tokens[0].sent.start : tokens[-1].sent.end] if not t.is_space]
    return Span(min(words[0].idx, span.start), max(words[-1].idx + len(words[-1].text), span.end))


def _is_of(claim: Claim, fact: Fact, evidence: Evidence) -> bool:
    """Say whether a claim was read at an evidence and says what the fact says; parties aside."""
    if (claim.evidence.span, claim.evidence.rule) != (evidence.span, evidence.rule):
        return False
    if (claim.kind, claim.predicate, claim.negated, claim.status) != (
        fact.kind,
        fact.predicate,
        fact.negated,
        fact.status,
    ):
        return False
    match claim.detail, fact.detail:
        case SayingDetail(), SayingDetail():
            return key_words(claim.detail.content) == key_words(fact.detail.content)
        case FigureDetail(), FigureDetail():
            return (claim.detail.value, claim.detail.unit) == (fact.detail.value, fact.detail.unit)
        case RoleDetail(), RoleDetail():
            return key_words(claim.detail.role) == key_words(fact.detail.role)
    return True


def _trace(claim: Claim, fact: Fact, reading: Reading, lexicon: Lexicon) -> ClaimTrace:
    trigger = _trigger(claim, reading.doc)
    return ClaimTrace(
        trigger.text if trigger is not None else "",
        tuple(_party(slot, mention, trigger, fact, reading, lexicon) for slot, mention in slots_of_claim(claim)),
    )


def _trigger(claim: Claim, doc: Doc) -> Token | None:
    """Return the word that the rule began with; of a statement, whose anchor is its content, its word of saying."""
    anchor = claim.evidence.span.start if claim.anchor is None else claim.anchor
    if isinstance(claim.detail, SayingDetail) and claim.detail.cue:
        lemma = claim.detail.cue.split()[0]
        around = tokens_in(doc, _sentence(doc, claim.evidence.span))
        cues = [t for t in around if lemma in (t.lemma_.lower(), t.form)]
        if cues:
            return min(cues, key=lambda token: (abs(token.idx - anchor), token.i))
    return token_at(doc, anchor)


def _party(slot: str, mention: Mention, trigger: Token | None, fact: Fact, reading: Reading, lexicon: Lexicon) -> Party:
    head = head_of(reading.doc, mention.span)
    how = resolution_of(mention, reading, lexicon)
    across = resolution_across(mention, reading.article.id, fact)
    return Party(
        slot=slot,
        mention=mention,
        how=how if across is None else f"{how}; {told_across(across)}",
        named_at=None if how == "name" else named_before(mention, reading),
        entity=entity_of(slot, mention, fact, reading.article.id),
        path=path_between(trigger, head) if trigger is not None and head is not None else None,
    )
