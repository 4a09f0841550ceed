"""Reading → claims, by one extractor a kind. No IRI, no word list, no model here, no state between articles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.annotate.reading import Reading
from pipeline.extract import encounters, figures, relations, roles, statements, visits
from pipeline.extract.journeys import find_journeys
from pipeline.extract.parties import PartyFinder
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Mention, SayingDetail, Span

PRESUPPOSED = frozenset({"roles/title", "roles/apposition", "roles/counterpart"})
"""Rules that read what the article itself calls somebody, also where it reports what somebody says."""


def extract_claims(reading: Reading, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return all claims of an article, each with the speakers in whose words alone it stands."""
    said = tuple(statements.extract(reading, lexicon))
    journeys = tuple(find_journeys(PartyFinder(reading, lexicon), Voices(said)))
    claims = [
        *encounters.extract(reading, lexicon, said, journeys),
        *visits.extract(reading, lexicon, said, journeys),
        *said,
        *figures.extract(reading, lexicon),
        *roles.extract(reading, lexicon),
        *relations.extract(reading, lexicon, said),
    ]
    sayings = [
        _Said(_content(claim), claim.detail.speakers) for claim in claims if isinstance(claim.detail, SayingDetail)
    ]
    return tuple(_attributed(claim, sayings, reading) for claim in claims)


@dataclass(frozen=True, slots=True)
class _Said:
    """Where words said stand, and whose they are."""

    content: Span
    speakers: tuple[Mention, ...]


def _anchor(claim: Claim) -> int:
    return claim.evidence.span.start if claim.anchor is None else claim.anchor


def _content(claim: Claim) -> Span:
    return Span(_anchor(claim), _anchor(claim) + len(str(claim.object)))


def _attributed(claim: Claim, sayings: list[_Said], reading: Reading) -> Claim:
    """Set the speakers of the shortest statement that the claim's word stands in; of a statement, who relays it.

    What stands in quotation marks and is nobody's that we know is hearsay, never the article's own word.
    """
    if isinstance(claim.detail, SayingDetail):
        return replace(claim, attributed_to=claim.detail.via)
    anchor = _anchor(claim)
    quoted = any(quote.inner.start <= anchor < quote.inner.end for quote in reading.quotes)
    if claim.evidence.rule in PRESUPPOSED and not quoted:
        return claim
    holding = [said for said in sayings if said.content.start <= anchor < said.content.end]
    if holding:
        return replace(claim, attributed_to=min(holding, key=_length).speakers)
    if quoted and claim.kind not in ("role", "figure") and claim.status == "happened":
        return replace(claim, status="alleged")
    return claim


def _length(said: _Said) -> tuple[int, Span]:
    return said.content.end - said.content.start, said.content
