"""All parties of a claim, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Claim, Mention


def mentions_of(claim: Claim) -> Iterator[Mention]:
    """Yield the mentions of a claim: subject, object, and those of its detail."""
    yield claim.subject
    if isinstance(claim.object, Mention):
        yield claim.object
    yield from claim.attributed_to
    if claim.detail is not None:
        yield from claim.detail.parties
