"""A sentence with its numbers as they are read one after another, and what each number measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantity import Quantity
from pipeline.model import Mention


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured: its words, its noun where it has one, the predicate it stands with, and whose it is."""

    indicator: str
    noun: Token | None = None
    verb: Token | None = None
    about: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its numbers: what each of those read so far measures, and what the last one before did."""

    sent: TokenSpan
    finder: PartyFinder
    quantities: tuple[Quantity, ...]
    earlier: Mapping[int, Measured]
    """Token of a number in this sentence → what that number measures."""
    before: Measured | None = None

    def is_number(self, token: Token) -> bool:
        """Say whether a token belongs to a number or its unit, and is not the noun that it counts."""
        return any(q.start <= token.i < q.end and (q.noun is None or token.i < q.noun.i) for q in self.quantities)
