"""Reading → claims, by one extractor a kind. No IRI, no word list, no model here, no state between articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from pipeline.annotate.reading import Reading
from pipeline.extract import encounters, figures, relations, roles, statements, visits
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Kind, Mention, SayingDetail, Span

Extractor: TypeAlias = Callable[[Reading, Lexicon], Iterator[Claim]]

EXTRACTORS: Mapping[Kind, Extractor] = {
    "encounter": encounters.extract,
    "visit": visits.extract,
    "statement": statements.extract,
    "figure": figures.extract,
    "role": roles.extract,
    "relation": relations.extract,
}


def extract_claims(reading: Reading, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return all claims of an article, each with the speakers in whose words alone it stands."""
    claims = [claim for extractor in EXTRACTORS.values() for claim in extractor(reading, lexicon)]
    sayings = [_said(reading, claim) for claim in claims if isinstance(claim.detail, SayingDetail)]
    return tuple(_attributed(claim, sayings, reading) for claim in claims)


def _said(reading: Reading, claim: Claim) -> tuple[Span, tuple[Mention, ...]]:
    """Return where the words said stand, and whose they are."""
    detail = claim.detail
    if not isinstance(detail, SayingDetail):
        raise TypeError(f"a statement without its detail: {claim}")
    start = reading.article.text.index(detail.content, claim.evidence.span.start)
    return Span(start, start + len(detail.content)), detail.speakers


def _attributed(claim: Claim, sayings: list[tuple[Span, tuple[Mention, ...]]], reading: Reading) -> Claim:
    """Set the speakers of the shortest statement that holds the claim's words.

    A title is what the article itself calls somebody, unless it stands in quotation marks.
    """
    if claim.kind == "statement":
        return claim
    span = claim.evidence.span
    holding = [(content.end - content.start, content, who) for content, who in sayings if content.covers(span)]
    if claim.kind == "role":
        quotes = [quote.inner for quote in reading.quotes]
        holding = [item for item in holding if any(quote.covers(span) for quote in quotes)]
    if not holding:
        return claim
    return replace(claim, attributed_to=min(holding, key=_shortest)[2])


def _shortest(item: tuple[int, Span, tuple[Mention, ...]]) -> tuple[int, Span]:
    return item[0], item[1]
