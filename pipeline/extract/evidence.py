"""The words that a claim rests on: the shortest stretch that shows trigger and parties."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.annotate.parse import Token
from pipeline.model import Mention, Span


def evidence_span(trigger: Token, parties: Iterable[Mention]) -> Span:
    """Return the stretch of the sentence from the first to the last of trigger and parties that stand in it."""
    sent = trigger.sent
    spans = [Span(trigger.idx, trigger.idx + len(trigger.text))]
    spans += [m.span for m in parties if sent.start_char <= m.span.start and m.span.end <= sent.end_char]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
