"""What the parts of an article are: headline, body, caption, related link … Only some of them state facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.lexicon import Lexicon
from pipeline.model import Article, Span

Role = Literal[
    "headline",
    "standfirst",
    "body",
    "dateline",
    "byline",
    "biography",
    "caption",
    "related",
    "clock",
    "boilerplate",
]
ROLES: tuple[Role, ...] = get_args(Role)
FEEDING: frozenset[Role] = frozenset({"standfirst", "body"})
"""The roles whose sentences state the article's facts."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with one role; `opens` says that a sentence begins with it.

    A passage that does not open goes on where the last feeding one broke off: a related link, a clock time or an
    advertisement has been set into the middle of its sentence.
    """

    span: Span
    role: Role
    opens: bool = True

    @property
    def feeds(self) -> bool:
        """Whether facts may come from here."""
        return self.role in FEEDING


def find_passages(article: Article, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Return the passages of an article in order; they cover all of its text but white space, and never overlap."""
    return tuple(_passages(article))


def _passages(article: Article) -> Iterator[Passage]:
    body = article.body_start
    if article.text[:body].strip():
        yield Passage(Span(0, body), "dateline")
    position = body
    for line in article.text[body:].splitlines(keepends=True):
        if line.strip():
            yield Passage(Span(position, position + len(line)), "body")
        position += len(line)
