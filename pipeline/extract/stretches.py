"""Sentences that a quotation or a colon holds together, read as one: the tagger cuts after each full stop and colon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.parse import Doc, Token, TokenSpan
from pipeline.annotate.quotes import Quote
from pipeline.annotate.reading import Reading

GOES_ON = frozenset({",", ";", "–", "—", "-", "”", "»", "”,", "»,", ")"})
"""Marks with which no sentence begins: what follows them belongs to the one before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive sentences, tokens `start` to `end` (half-open), and the outermost quotations that begin in them."""

    sents: tuple[TokenSpan, ...]
    quotes: tuple[Quote, ...]

    @property
    def doc(self) -> Doc:
        """The article's Doc."""
        return self.sents[0].doc

    @property
    def start(self) -> int:
        """First token."""
        return self.sents[0].start

    @property
    def end(self) -> int:
        """Token after the last."""
        return self.sents[-1].end

    @property
    def end_char(self) -> int:
        """Offset after the last character."""
        return self.sents[-1].end_char

    def quote_around(self, token: Token) -> Quote | None:
        """Return the quotation that a token stands in."""
        return next((q for q in self.quotes if q.outer.start <= token.idx < q.outer.end), None)

    def token_before(self, i: int) -> Token | None:
        """Return the token before another in the stretch, white space aside."""
        doc = self.doc
        return next((doc[j] for j in range(i - 1, self.start - 1, -1) if not doc[j].is_space), None)

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that begin between two offsets, white space aside."""
        sents = (sent for sent in self.sents if sent.start_char < end and sent.end_char > start)
        return [t for sent in sents for t in sent if start <= t.idx < end and not t.is_space]


def find_stretches(reading: Reading) -> Iterator[Stretch]:
    """Yield the stretches of the sentences that state facts, in order."""
    outer = [quote for quote in reading.quotes if quote.depth == 0]
    current: list[TokenSpan] = []
    for sent in reading.sentences():
        if current and not _belongs(current[-1], sent, outer):
            yield _stretch(current, outer)
            current = []
        current.append(sent)
    if current:
        yield _stretch(current, outer)


def _stretch(sents: list[TokenSpan], outer: list[Quote]) -> Stretch:
    begin, end = sents[0].start_char, sents[-1].end_char
    return Stretch(tuple(sents), tuple(q for q in outer if begin <= q.outer.start < end))


def _belongs(before: TokenSpan, after: TokenSpan, outer: list[Quote]) -> bool:
    if after.start != before.end:
        return False
    first = next((t for t in after if not t.is_space), None)
    last = next((t for t in reversed(before) if not t.is_space), None)
    if first is None or last is None:
        return True
    if any(q.outer.start < first.idx < q.outer.end - 1 for q in outer):
        return True
    if any("\n" in t.text for t in before[-2:]):
        return False
    return last.text == ":" or (first.text in GOES_ON and first.text not in "–—-")
