"""Who says "io" and "noi": the speaker of the quotation that a token stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.model import Claim, Mention, SayingDetail


@dataclass(frozen=True, slots=True)
class Voices:
    """Looks up speakers among the statements of one reading."""

    said: Sequence[Claim]

    def speaker(self, token: Token) -> tuple[Mention, ...]:
        """Return the one person in whose words a token stands, () where that is nobody or several."""
        holding = [
            (len(str(claim.object)), claim.detail.speakers)
            for claim in self.said
            if isinstance(claim.detail, SayingDetail) and claim.anchor is not None
            if claim.anchor <= token.idx < claim.anchor + len(str(claim.object))
        ]
        speakers = min(holding, key=_length)[1] if holding else ()
        return speakers if len(speakers) == 1 and speakers[0].type == "Person" else ()


def _length(item: tuple[int, tuple[Mention, ...]]) -> int:
    return item[0]
