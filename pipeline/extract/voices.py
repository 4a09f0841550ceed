"""Who says "io" and "noi": the speaker of the quotation that a token stands in."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.reading import Reading
from pipeline.extract import statements
from pipeline.lexicon import Lexicon
from pipeline.model import Mention, SayingDetail


class Voices:
    """Looks up the speakers of one reading; the statements are read when first asked for."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._said: list[tuple[int, int, tuple[Mention, ...]]] | None = None

    def speaker(self, token: Token) -> tuple[Mention, ...]:
        """Return the one person in whose words a token stands, () where that is nobody or several."""
        if self._said is None:
            self._said = [
                (claim.anchor, claim.anchor + len(str(claim.object)), claim.detail.speakers)
                for claim in statements.extract(self._reading, self._lexicon)
                if isinstance(claim.detail, SayingDetail) and claim.anchor is not None
            ]
        holding = [(end - start, who) for start, end, who in self._said if start <= token.idx < end]
        speakers = min(holding, key=_length)[1] if holding else ()
        return speakers if len(speakers) == 1 and speakers[0].type == "Person" else ()


def _length(item: tuple[int, tuple[Mention, ...]]) -> int:
    return item[0]
