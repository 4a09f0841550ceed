"""Ways through a parse, and words as they are shown to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.parse import Doc, Token
from pipeline.model import Span

MAX_WORDS = 6
UP, DOWN = "↑", "↓"


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a way: along which relation, up to the head or down to a dependent, and to which word."""

    label: str
    up: bool
    word: str


def path_between(start: Token, end: Token) -> tuple[Link, ...] | None:
    """Return the way from one word to another, () where they are one, None where no tree joins them."""
    above = [start, *start.ancestors]
    below = [end]
    while below[-1] not in above:
        if below[-1].head == below[-1]:
            return None
        below.append(below[-1].head)
    meeting = above.index(below.pop())
    climbed = tuple(Link(token.dep_, True, token.head.text) for token in above[:meeting])
    return (*climbed, *(Link(token.dep_, False, token.text) for token in reversed(below)))


def in_arrows(start: str, path: tuple[Link, ...]) -> str:
    """Return a way as one line: "sostenere ↑xcomp intende ↓nsubj Roma"."""
    return " ".join([start, *(f"{UP if link.up else DOWN}{link.label} {link.word}" for link in path)])


def tokens_in(doc: Doc, span: Span) -> Iterator[Token]:
    """Yield the tokens that begin in a span of characters, white space aside."""
    for token in doc:
        if token.idx >= span.end:
            return
        if token.idx >= span.start and not token.is_space:
            yield token


def token_at(doc: Doc, offset: int) -> Token | None:
    """Return the token that a character stands in."""
    return next((t for t in doc if t.idx <= offset < t.idx + len(t.text)), None)


def head_of(doc: Doc, span: Span) -> Token | None:
    """Return the word of a stretch that the others hang on."""
    tokens = list(tokens_in(doc, span))
    return doc[tokens[0].i : tokens[-1].i + 1].root if tokens else None


def phrase_of(token: Token) -> str:
    """Return a noun phrase in at most a few words: "il libro del vecchio amico"."""
    words = [t.text_with_ws for t in token.doc[token.left_edge.i : token.right_edge.i + 1]]
    if len(words) <= MAX_WORDS:
        return "".join(words).strip()
    first = max(token.left_edge.i, token.i - MAX_WORDS // 2)
    return "".join(t.text_with_ws for t in token.doc[first : min(first + MAX_WORDS, len(token.doc))]).strip() + " …"
