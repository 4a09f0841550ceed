"""All parties of a claim, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Claim, EncounterDetail, FigureDetail, Mention, RoleDetail, SayingDetail


def mentions_of(claim: Claim) -> Iterator[Mention]:
    """Yield the mentions of a claim: subject, object, and those of its detail."""
    yield claim.subject
    if isinstance(claim.object, Mention):
        yield claim.object
    yield from claim.attributed_to
    match claim.detail:
        case EncounterDetail(participants=participants, place=place):
            yield from participants
            if place is not None:
                yield place
        case SayingDetail(speakers=speakers, addressees=addressees, via=via):
            yield from (*speakers, *addressees, *via)
        case FigureDetail(about=about, via=via):
            yield from (*about, *via)
        case RoleDetail(of=of):
            if of is not None:
                yield of
