"""What `why-not` answers."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Claim, Kind, Span


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim that was read, and what keeps it from being asserted; `dropped` where it becomes no fact at all."""

    claim: Claim
    notes: tuple[str, ...]
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A word that could have made a fact and made none, and what it lacked."""

    kind: Kind
    rule: str
    word: str
    offset: int
    lacks: tuple[str, ...]
    distance: int
    """How far it is from a fact: what it lacks, of which a word that the frame must have counts twice."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was read in a text, what was not, and which parts of it state nothing by what they are."""

    read: tuple[ReadClaim, ...]
    near: tuple[NearMiss, ...]
    silent: tuple[tuple[Span, str], ...] = ()
    """Passages that state no facts, with what they are taken for: a headline, a caption …"""
