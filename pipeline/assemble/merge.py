"""Claims over entities → facts: what is said alike becomes one, with all its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from math import prod
from types import MappingProxyType
from typing import TypeVar

from pipeline.assemble.attribution import certainty_of, statements_around
from pipeline.assemble.keys import fact_id, fact_key
from pipeline.days import WHOLE_DATE
from pipeline.model import (
    Attribution,
    Claim,
    Detail,
    EncounterDetail,
    Entity,
    Evidence,
    Fact,
    FigureDetail,
    Mention,
    Resolution,
    RoleDetail,
    SayingDetail,
    When,
)
from pipeline.resolve import Directory, mentions_of

T = TypeVar("T")
NO_COPIES: Mapping[str, str] = MappingProxyType({})
MAX_CONFIDENCE = 0.99


def merge_claims(
    claims: Iterable[Claim],
    directory: Directory,
    priors: Mapping[str, float],
    published: Mapping[str, str | None],
    symmetric: frozenset[str] = frozenset(),
    tentative: Collection[str] = frozenset(),
    sources: Mapping[str, str] = NO_COPIES,
) -> tuple[Fact, ...]:
    """Return the facts of the claims, sorted by id.

    `priors`: kind of fact, or rule → how often one reading of it is right. `published`: id of an article → its date;
    undated meetings of one pair are one fact only within an article, or between articles of one day. `symmetric`:
    relations that hold both ways; their parties stand in the order of their IRIs. `tentative`: cues whose content the
    speaker himself holds for no more than probable. `sources`: id of an article → what stands for all that are one
    source with it (`independent_sources`); one that is not there is a source by itself.
    """
    claims = tuple(claims)
    singles = [_single(claim, directory, published.get(claim.evidence.article), symmetric) for claim in claims]
    around = statements_around(claims)
    groups: dict[str, list[Fact]] = {}
    for i, (claim, fact) in enumerate(zip(claims, singles, strict=True)):
        if fact is None:
            continue
        if fact.attributed_to:
            said, statement = (claims[around[i]], singles[around[i]]) if i in around else (None, None)
            attribution = Attribution(
                claim.evidence.article,
                fact.attributed_to,
                statement.id if statement and statement.id != fact.id else None,
                certainty_of(claim, said, tentative),
                claim.evidence,
            )
            fact = replace(fact, attributions=(attribution,))
        groups.setdefault(fact.id, []).append(fact)
    return tuple(_merged(groups[identifier], priors, sources) for identifier in sorted(groups))


def _single(claim: Claim, directory: Directory, published: str | None, symmetric: frozenset[str]) -> Fact | None:
    """Return the fact that one claim makes; None where its parties turn out to be one entity."""
    article = claim.evidence.article
    find = partial(directory.entity, article=article)
    detail = _detail(claim.detail, find)
    if detail is None and claim.detail is not None:
        return None
    subject = find(claim.subject)
    object_ = find(claim.object) if isinstance(claim.object, Mention) else claim.object
    if isinstance(detail, EncounterDetail):
        subject, object_ = detail.participants[:2]
    if subject == object_:
        return None
    if claim.predicate in symmetric and isinstance(object_, Entity) and detail is None:
        subject, object_ = sorted((subject, object_))
    asserted = not claim.attributed_to and not claim.negated and claim.status == "happened"
    fact = Fact(
        id="",
        kind=claim.kind,
        predicate=claim.predicate,
        subject=subject,
        object=object_,
        evidence=(claim.evidence,),
        confidence=0.0,
        negated=claim.negated,
        status=claim.status,
        when=claim.when,
        detail=detail,
        attributed_to=_unique(find(a) for a in claim.attributed_to),
        asserted_in=(article,) if asserted else (),
        resolved=_resolutions(claim, directory),
    )
    occasion = published if published and len(published) >= WHOLE_DATE else article
    return replace(fact, id=fact_id(fact_key(fact, occasion)))


def _detail(detail: Detail[Mention], find: Callable[[Mention], Entity]) -> Detail[Entity]:
    """Return a claim's detail with what `find` finds for each party; None also for a meeting of one with itself."""
    match detail:
        case EncounterDetail():
            participants = _unique(find(p) for p in detail.participants)
            if len(participants) < 2:
                return None
            return EncounterDetail(participants, detail.form, find(detail.place) if detail.place else None)
        case SayingDetail():
            return SayingDetail(
                _unique(find(s) for s in detail.speakers),
                detail.content,
                detail.quoted,
                detail.cue,
                _unique(find(a) for a in detail.addressees),
                _unique(find(v) for v in detail.via),
            )
        case FigureDetail():
            return FigureDetail(
                detail.indicator,
                detail.value,
                detail.unit,
                detail.comparator,
                detail.direction,
                _unique(find(a) for a in detail.about),
                detail.period,
                _unique(find(v) for v in detail.via),
            )
        case RoleDetail():
            return RoleDetail(detail.role, find(detail.of) if detail.of else None, detail.former)
    return None


def _resolutions(claim: Claim, directory: Directory) -> tuple[Resolution, ...]:
    """Return how the parties were found that the article does not name so."""
    found = (directory.resolution(mention, claim.evidence.article) for mention in mentions_of(claim))
    return tuple(sorted({resolution for resolution in found if resolution is not None}))


def _unique(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(entities))


def _merged(facts: list[Fact], priors: Mapping[str, float], sources: Mapping[str, str]) -> Fact:
    """Join readings of one fact; the first in the order of their evidence gives what they do not share.

    It is wrong only if all independent sources were read wrongly, each of them by its most reliable rule (noisy-or,
    Pearl 1988).
    """
    if len(facts) > 1:  # the key is dear, and most facts are read once
        facts = sorted(facts, key=_order)
    first = facts[0]
    evidence = tuple(sorted({e for fact in facts for e in fact.evidence}))
    trust: dict[str, float] = {}
    for e in evidence:
        source = sources.get(e.article, e.article)
        trust[source] = max(trust.get(source, 0.0), priors.get(e.rule, priors[first.kind]))
    doubt = prod(1.0 - trust[source] for source in sorted(trust))
    return replace(
        first,
        evidence=evidence,
        confidence=round(min(MAX_CONFIDENCE, 1.0 - doubt), 4),
        sources=len(trust),
        when=_best_time([fact.when for fact in facts if fact.when]),
        detail=_fullest_detail([fact.detail for fact in facts]),
        attributed_to=_attribution(facts),
        asserted_in=tuple(sorted({a for fact in facts for a in fact.asserted_in})),
        attributions=tuple(sorted({a for fact in facts for a in fact.attributions}, key=_by_place)),
        resolved=tuple(sorted({r for fact in facts for r in fact.resolved})),
    )


def _order(fact: Fact) -> tuple[object, ...]:
    return fact.evidence[0].article, fact.evidence[0].span, fact.evidence[0].rule, repr(fact)


def _by_place(attribution: Attribution) -> tuple[Evidence, tuple[Entity, ...], str, str]:
    return attribution.evidence, attribution.sources, attribution.statement or "", attribution.certainty


def _attribution(facts: list[Fact]) -> tuple[Entity, ...]:
    """Nobody, where some article says it in its own words; else all in whose words it stands."""
    if any(not fact.attributed_to for fact in facts):
        return ()
    return tuple(sorted({who for fact in facts for who in fact.attributed_to}))


def _best_time(times: list[When]) -> When | None:
    """Return the time that most resolves; among such the first."""
    return next((when for when in times if when.iso), times[0] if times else None)


def _fullest_detail(details: list[Detail[Entity]]) -> Detail[Entity]:
    first = details[0]
    if isinstance(first, EncounterDetail):
        return replace(first, place=_first(d.place for d in details if isinstance(d, EncounterDetail)))
    if isinstance(first, SayingDetail):
        sayings = [d for d in details if isinstance(d, SayingDetail)]
        return replace(
            first,
            quoted=any(d.quoted for d in sayings),
            addressees=_unique(a for d in sayings for a in d.addressees),
            via=_unique(v for d in sayings for v in d.via),
        )
    if isinstance(first, FigureDetail):
        return replace(first, via=_unique(v for d in details if isinstance(d, FigureDetail) for v in d.via))
    return first


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
