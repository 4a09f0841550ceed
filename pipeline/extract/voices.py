"""Who says "io" and "noi": the speaker of the quotation that a token stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.annotate.parse import Token
from pipeline.model import Claim, Mention, SayingDetail

OPENING = ' «“"'
JOINED = ("che", "di")


@dataclass(frozen=True, slots=True)
class Voices:
    """Looks up speakers among the statements of one reading."""

    said: Sequence[Claim]

    def speaker(self, token: Token) -> tuple[Mention, ...]:
        """Return the one person in whose words a token stands, () where that is nobody or several."""
        claim = self._holding(token)
        speakers = claim.detail.speakers if claim is not None and isinstance(claim.detail, SayingDetail) else ()
        return speakers if len(speakers) == 1 and speakers[0].type == "Person" else ()

    def direct_speaker(self, token: Token) -> tuple[Mention, ...]:
        """Return the speaker of a quotation that stands alone, in which the third person is somebody else.

        Not so in 'ha detto che "andrà a Roma"', where a sentence of the newspaper's is quoted in part.
        """
        claim = self._holding(token)
        if claim is None or claim.anchor is None:
            return ()
        before = token.doc.text[: claim.anchor]
        bare = before.rstrip(OPENING)
        if bare == before.rstrip() or bare.endswith(JOINED):
            return ()
        return self.speaker(token)

    def _holding(self, token: Token) -> Claim | None:
        """Return the shortest statement in which a token stands."""
        holding = [
            claim
            for claim in self.said
            if isinstance(claim.detail, SayingDetail) and claim.anchor is not None
            if claim.anchor <= token.idx < claim.anchor + len(str(claim.object))
        ]
        return min(holding, key=_length) if holding else None


def _length(claim: Claim) -> int:
    return len(str(claim.object))
