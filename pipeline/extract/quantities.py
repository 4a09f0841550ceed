"""All numbers of a sentence with their units: "245 miliardi di dollari", "più del 25%", "da 24 a 27,5 miliardi".

A unit that is left out is taken from what stands beside, or from the sentences before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as SpacySpan

from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.left_out_units import completed, like_earlier
from pipeline.extract.quantity import Quantity, drafts_of, is_label
from pipeline.lexicon import Lexicon

RANGE_WORDS = ("a", "e", "-", "–", "/")
RANGE_OPENERS = ("da", "tra", "a")
OWN_CURRENCY = "EUR"
"""What bare "miliardi" are in an Italian newspaper that names no other currency."""


def find_quantities(
    sent: SpacySpan, lexicon: Lexicon, *, currency: str = OWN_CURRENCY, earlier: Sequence[Quantity] = ()
) -> Iterator[Quantity]:
    """Yield the numbers of a sentence that have a unit or count something; bare "miliardi" are of the `currency`.

    `earlier` are those of the sentences before, whose unit may be left out here.
    """
    drafts = [draft for draft in drafts_of(sent, lexicon) if not is_label(draft, sent, lexicon)]
    for n in range(len(drafts) - 1, 0, -1):
        drafts[n - 1], drafts[n] = _joined(drafts[n - 1], drafts[n], sent)
    found: list[Quantity] = []
    for n, draft in enumerate(drafts):
        complete = draft if draft.unit or draft.noun else completed(draft, found, sent, lexicon, currency)
        if complete is None or (complete.kind == "currency" and not draft.unit):
            complete = like_earlier(draft, found, earlier, sent, lexicon) or complete
        if complete is None and n + 1 < len(drafts):
            complete = _like_next(draft, drafts[n + 1], sent)
        if complete is not None and complete.since is not None and not (drafts[n - 1].unit or drafts[n - 1].noun):
            found = [q for q in found if q.start != drafts[n - 1].start]
            found.append(_like_end(drafts[n - 1], complete))
        if complete:
            found.append(complete)
    yield from found


def _joined(first: Quantity, second: Quantity, sent: SpacySpan) -> tuple[Quantity, Quantity]:
    """Give the first number of a range the unit, and the magnitude, of the second: "da 24 a 27,5 miliardi di euro"."""
    doc = sent.doc
    between = [preposition_lemma(t.text) for t in doc[first.end : second.start] if t.pos_ != "DET"]
    if len(between) != 1 or between[0] not in RANGE_WORDS or first.number is None or second.number is None:
        return first, second
    opener = doc[first.start - 1 if doc[first.start - 1].pos_ != "DET" else first.start - 2]
    opened = first.start > sent.start and preposition_lemma(opener.text) in RANGE_OPENERS
    if between[0] in ("a", "e") and not opened:
        return first, second
    changes = between[0] == "a" and preposition_lemma(opener.text) == "da"
    if not (first.unit or first.noun) and (second.unit or second.noun):
        first = _like_end(first, second)
    if not changes and second.comparator == "=":
        second = replace(second, comparator=first.comparator)  # "circa 10-12 mila soldati"
    if changes:
        return replace(first, is_origin=True), replace(second, since=first.value)
    return first, second


def _like_end(first: Quantity, second: Quantity) -> Quantity:
    """Return the first number of a range with the second's unit and magnitude."""
    scale = second.number.magnitude if second.number and first.number and first.number.magnitude is None else None
    return replace(
        first,
        value=round(first.value * (scale or 1.0), 6),
        unit=second.unit,
        kind=second.kind,
        noun=second.noun,
        noun_end=second.noun_end,
    )


def _like_next(draft: Quantity, following: Quantity, sent: SpacySpan) -> Quantity | None:
    """ "i primi sono al 21,7, gli altri al 3,9%": the percent sign stands only at the last of them."""
    level = draft.start > sent.start and preposition_lemma(sent.doc[draft.start - 1].text) == "a"
    if following.kind != "percent" or not level or draft.number is None or not draft.number.decimal:
        return None
    return replace(draft, unit=following.unit, kind=following.kind, borrowed=True)
