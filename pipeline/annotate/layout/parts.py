"""The records of the layout: the roles that parts of an article have, and the passages that have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from pipeline.lexicon import Lexicon
from pipeline.model import Span

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
"""The roles whose sentences state the article's facts; a headline says them again, without verbs and tenses."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with one role; `opens` says that a sentence begins with it.

    A passage that does not open goes on where the last feeding one broke off: a related link, a clock time or an
    advertisement has been set into the middle of its sentence. What has been set in does not open either.
    """

    span: Span
    role: Role
    opens: bool = True

    @property
    def feeds(self) -> bool:
        """Whether facts may come from here."""
        return self.role in FEEDING


class Part(NamedTuple):
    """A stretch of a text on its way to become a passage."""

    start: int
    end: int
    role: Role


class Region(NamedTuple):
    """A stretch of a text to look at, mostly a paragraph, and the words to know."""

    text: str
    start: int
    end: int
    lexicon: Lexicon

    def words(self, name: str) -> frozenset[str]:
        """Return one of the lists of words that shapes are read by."""
        return self.lexicon.layout_words.get(name, frozenset())

    def within(self, start: int, end: int) -> Region:
        """Return a part of the region."""
        return Region(self.text, start, end, self.lexicon)
