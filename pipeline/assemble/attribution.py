"""Said is not so: in which statement of its article an attributed claim stands, and how sure its source is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.model import Certainty, Claim, Mention, SayingDetail


def statements_around(claims: Sequence[Claim]) -> dict[int, int]:
    """Return for each claim in somebody's words the statement that it is part of, both as places in `claims`.

    A statement is one of its article whose evidence covers the claim's and whose speaker is among those whom the claim
    is attributed to; of several the one that all of these speak, then the shortest. Claims whose source is only named
    ("secondo Reuters") have none.
    """
    spoken: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        if isinstance(claim.detail, SayingDetail):
            spoken.setdefault(claim.evidence.article, []).append(i)
    found = {}
    for i, claim in enumerate(claims):
        if claim.attributed_to:
            around = [j for j in spoken.get(claim.evidence.article, ()) if j != i and _covers(claims[j], claim)]
            if around:
                found[i] = min(around, key=lambda j: _distance(claims[j], claims[i]))
    return found


def certainty_of(claim: Claim, statement: Claim | None, tentative: Collection[str]) -> Certainty:
    """Return how sure the source of a claim is; `tentative` are the cues of thinking ("ritenere").

    The three degrees are those of GRaSP's attribution values (Fokkens et al. 2017): hearsay is possible, what somebody
    thinks is probable, what somebody says is certain to him.
    """
    if claim.status == "alleged":
        return "possible"
    if statement is not None and isinstance(statement.detail, SayingDetail) and statement.detail.cue in tentative:
        return "probable"
    return "certain"


def _covers(statement: Claim, claim: Claim) -> bool:
    return statement.evidence.span.covers(claim.evidence.span) and bool(_speakers(statement) & _sources(claim))


def _distance(statement: Claim, claim: Claim) -> tuple[bool, int, int, str]:
    span = statement.evidence.span
    return _speakers(statement) != _sources(claim), span.end - span.start, span.start, str(statement.object)


def _sources(claim: Claim) -> frozenset[str]:
    return _names(claim.attributed_to)


def _speakers(statement: Claim) -> frozenset[str]:
    return _names(statement.detail.speakers) if isinstance(statement.detail, SayingDetail) else frozenset()


def _names(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(mention.name for mention in mentions)
