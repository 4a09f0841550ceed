"""All numbers of a sentence with their units: "245 miliardi di dollari", "più del 25%", "da 24 a 27,5 miliardi".

A unit that is left out is taken from what stands beside, or from the sentences before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import feature, preposition_lemma
from pipeline.extract.going_on import WHOLE
from pipeline.extract.left_out_units import MIN_COUNT, completed, counts_votes, like_earlier
from pipeline.extract.quantity import Quantity, drafts_of, is_label
from pipeline.lexicon import Lexicon

NEAR = 3
"""How many quantities before points of a percentage may be the share."""
RANGE_WORDS = ("a", "e", "-", "–", "/")
RANGE_OPENERS = ("da", "tra", "a")
OWN_CURRENCY = "EUR"
"""What bare "miliardi" are in an Italian newspaper that names no other currency."""


def find_quantities(
    sent: TokenSpan, lexicon: Lexicon, *, currency: str = OWN_CURRENCY, earlier: Sequence[Quantity] = ()
) -> Iterator[Quantity]:
    """Yield the numbers of a sentence that have a unit or count something; bare "miliardi" are of the `currency`.

    `earlier` are those of the sentences before, whose unit may be left out here.
    """
    drafts = [draft for draft in drafts_of(sent, lexicon) if not is_label(draft, sent, lexicon)]
    drafts = [draft for draft in drafts if draft.kind != "points" or _is_of_shares(draft, drafts, earlier, sent)]
    for n in range(len(drafts) - 1, 0, -1):
        drafts[n - 1], drafts[n] = _joined(drafts[n - 1], drafts[n], sent)
    found: list[Quantity] = []
    for n, draft in enumerate(drafts):
        complete = draft if draft.unit or draft.noun else completed(draft, found, sent, lexicon, currency)
        if complete is None or (complete.kind == "currency" and not draft.unit):
            complete = like_earlier(draft, found, earlier, sent, lexicon) or complete
        if complete is None and n + 1 < len(drafts):
            complete = _like_next(draft, drafts[n + 1], sent)
        told = complete is not None and n > 0 and not (drafts[n - 1].unit or drafts[n - 1].noun)
        if complete is not None and told and (complete.since is not None or _is_range(drafts[n - 1], draft, sent)):
            found = [q for q in found if q.start != drafts[n - 1].start]
            found.append(_like_end(drafts[n - 1], complete))
        if complete:
            found.append(_as_votes(complete, found, lexicon))
    yield from found


def _as_votes(quantity: Quantity, found: Sequence[Quantity], lexicon: Lexicon) -> Quantity:
    """ "con 98 sì, 61 contrari": those against are votes, too."""
    side = quantity.noun is not None and quantity.noun.form in lexicon.measures["vote"]
    return replace(quantity, unit="voti", kind="votes") if side and counts_votes(found, lexicon) else quantity


def _is_of_shares(draft: Quantity, beside: Sequence[Quantity], earlier: Sequence[Quantity], sent: TokenSpan) -> bool:
    """ "tre punti sotto": where no share is spoken of, a few points are of a game, of view, of a list."""
    if draft.unit != "punti" or draft.sign or draft.value >= MIN_COUNT:
        return True
    after = sent.doc[draft.end] if draft.end < sent.end else None
    if after is not None and preposition_lemma(after.text) == "di" and feature(after, "PronType") != "Art":
        return False
    return any(q.kind in ("percent", "points") and q.unit != "punti" for q in (*beside, *earlier[-NEAR:]))


def _joined(first: Quantity, second: Quantity, sent: TokenSpan) -> tuple[Quantity, Quantity]:
    """Give the first number of a range the unit, and the magnitude, of the second: "da 24 a 27,5 miliardi di euro"."""
    if not _is_range(first, second, sent):
        return first, second
    doc = sent.doc
    opener = _opener(first, sent)
    reaches = preposition_lemma(doc[second.start - 1 if doc[second.start - 1].pos_ != "DET" else second.start - 2].text)
    changes = reaches == "a" and preposition_lemma(opener.text) == "da"
    if not (first.unit or first.noun) and (second.unit or second.noun):
        first = _like_end(first, second)
    if not changes and second.comparator == "=":
        second = replace(second, comparator=first.comparator)  # "circa 10-12 mila soldati"
    if changes:
        return replace(first, is_origin=True), replace(second, since=first.value)
    return first, second


def _is_range(first: Quantity, second: Quantity, sent: TokenSpan) -> bool:
    """ "da 24 a 27,5", "tra 1,9 e 2 miliardi", "10-12 mila", "rispettivamente 1,88 e 1,80 euro"."""
    between = [preposition_lemma(t.text) for t in sent.doc[first.end : second.start] if t.pos_ != "DET"]
    if len(between) != 1 or between[0] not in RANGE_WORDS or first.number is None or second.number is None:
        return False
    if between[0] == "e" and first.number.decimal and not (first.unit or first.noun):
        return True
    opened = first.start > sent.start and preposition_lemma(_opener(first, sent).text) in RANGE_OPENERS
    return opened or between[0] not in ("a", "e")


def _opener(first: Quantity, sent: TokenSpan) -> Token:
    """Return the word before a range, but for its article."""
    before = sent.doc[first.start - 1]
    return before if before.pos_ != "DET" else sent.doc[first.start - 2]


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


def _like_next(draft: Quantity, following: Quantity, sent: TokenSpan) -> Quantity | None:
    """ "i primi sono al 21,7, gli altri al 3,9%": the percent sign stands only at the last of them."""
    level = draft.start > sent.start and preposition_lemma(sent.doc[draft.start - 1].text) == "a"
    if draft.value > WHOLE or following.kind != "percent" or not level:
        return None
    if draft.number is None or not draft.number.decimal:
        return None
    return replace(draft, unit=following.unit, kind=following.kind, borrowed=True)
