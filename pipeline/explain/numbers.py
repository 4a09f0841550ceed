"""The numbers of a text that measure nothing that was read: what each of them lacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.annotate.parse import TokenSpan
from pipeline.annotate.reading import Reading
from pipeline.explain.records import NearMiss
from pipeline.extract.dates import find_dates
from pipeline.extract.left_out_units import MIN_COUNT
from pipeline.extract.numbers import Number, read_number
from pipeline.extract.quantity import Quantity, drafts_of, is_label
from pipeline.lexicon import Lexicon
from pipeline.model import Claim

FAR = 3
"""How far from a figure a date is: farther than what is shown without being asked for."""


def near_figures(reading: Reading, lexicon: Lexicon, claims: Collection[Claim]) -> Iterator[NearMiss]:
    """Yield a near miss for each number that stands in no figure."""
    read = [claim.evidence.span for claim in claims if claim.kind == "figure"]
    for sent in reading.sentences():
        drafts = tuple(drafts_of(sent, lexicon))
        end = sent.start
        for token in sent:
            number = read_number(sent.doc, token.i, sent.end, lexicon) if token.i >= end else None
            if number is None:
                continue
            end = max(number.end, token.i + 1)
            if any(span.start <= token.idx < span.end for span in read):
                continue
            lack, distance = _lack(number, drafts, sent, lexicon)
            yield NearMiss("figure", "number", sent.doc[number.start : number.end].text, token.idx, (lack,), distance)


def _lack(number: Number, drafts: tuple[Quantity, ...], sent: TokenSpan, lexicon: Lexicon) -> tuple[str, int]:
    """Return what a number lacks to be a figure, and how far it is from one."""
    if _is_dated(number, sent):
        return "it is part of a date or a time", FAR
    draft = next((d for d in drafts if d.start <= number.start < d.end), None)
    noun = draft.noun if draft is not None else None
    if draft is None:
        return "it says how long something lasts, and no duration is a figure", FAR
    if is_label(draft, sent, lexicon):
        return f"it is the number of «{sent.doc[number.start - 1].text}», and counts nothing", FAR
    if noun is None and draft.unit is None:
        return "unit: no unit, currency or counted noun is known beside it", 1
    if noun is not None and draft.value < MIN_COUNT:
        return f"it counts fewer than {MIN_COUNT}, and «{noun.form}» is no indicator", 2
    return "it is a year, or counts nothing that is measured", 2


def _is_dated(number: Number, sent: TokenSpan) -> bool:
    offset = sent.doc[number.start].idx - sent.start_char
    return any(found.start <= offset < found.end for found in find_dates(sent.text, None))
