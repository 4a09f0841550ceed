"""A number with the unit or the noun that stands beside it: "245 miliardi di dollari", "$240 miliardi"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.extract.counting import counted_noun, noun_end_of
from pipeline.extract.dates import find_dates
from pipeline.extract.numbers import Number, may_be_number, read_number
from pipeline.extract.units import cents_after, comparator_before, is_approximate, unit_after, unit_at
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Unit
from pipeline.model import Comparator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit over the tokens `start` to `end` (half-open); `unit` None where the noun must tell."""

    start: int
    end: int
    value: float
    unit: str | None
    kind: str
    comparator: Comparator
    noun: Token | None = None
    """What is counted; it may stand outside the tokens: "i dipendenti sono 1.870"."""
    noun_end: int = 0
    sign: int = 0
    number: Number | None = None
    borrowed: bool = False
    """True where the unit is taken from another quantity of the sentence."""
    since: float | None = None
    """The first number of a range or change, where this is the second: 24 in "da 24 a 27,5"."""
    is_origin: bool = False
    """True for the first number of "da X a Y"."""

    @property
    def counted(self) -> str:
        """Return the counted noun's form, with the words that belong to it: "posti di lavoro"; "" for none."""
        if self.noun is None:
            return ""
        words = "".join(t.text_with_ws for t in self.noun.doc[self.noun.i : self.noun_end])
        return " ".join(words.lower().split())


def drafts_of(sent: TokenSpan, lexicon: Lexicon) -> Iterator[Quantity]:
    """Yield every number of a sentence that is no date or duration, with the unit or noun beside it, if any."""
    doc = sent.doc
    parts = {token.i for token in sent if may_be_number(token, lexicon)}
    if not parts:
        return
    dated = {
        token.i
        for found in find_dates(sent.text, None)
        for token in sent
        if found.start <= token.idx - sent.start_char < found.end
    }
    i = begin = sent.start
    while i < sent.end:
        likely = i not in dated and (i in parts or i + 1 in parts)
        number = read_number(doc, i, sent.end, lexicon) if likely else None
        if number is None:
            i += 1
            continue
        draft = _draft(number, max(begin, sent.start), sent, lexicon)
        lasts = draft.noun is not None and draft.noun.form in lexicon.words["duration_unit"]
        if not lasts:
            yield draft
        i = begin = max(draft.end, i + 1)


def _draft(number: Number, begin: int, sent: TokenSpan, lexicon: Lexicon) -> Quantity:
    """Return the number with its own unit; what stands before `begin` belongs to another."""
    doc = sent.doc
    start, after = max(number.start, begin), number.end
    unit: Unit | None = None
    if start > begin and doc[start - 1].text in "$€£¥":
        unit = unit_at(doc, start - 1, start, lexicon)
        start -= 1 if unit else 0
    elif number.currency:
        unit = lexicon.unit_of.get((number.currency,))
    if unit is None:
        unit, after = unit_after(doc, after, sent.end, lexicon)
    cents, after = (
        cents_after(doc, after, sent.end, lexicon) if unit is not None and unit.kind == "currency" else (0.0, after)
    )
    noun, noun_end = None, 0
    if unit is None:
        noun = counted_noun(number, sent, lexicon)
        if noun is not None:
            noun_end = noun_end_of(noun, lexicon, sent.end)
            after = max(after, noun_end)
    comparator, first = comparator_before(doc, start, begin, lexicon)
    if comparator == "=" and number.collective:
        comparator = "~"
    if comparator == "=" and after < sent.end and is_approximate(doc[after], lexicon):
        comparator, after = "~", after + 1
    return Quantity(
        first,
        after,
        number.value + cents,
        unit.unit if unit else None,
        unit.kind if unit else "",
        comparator,
        noun,
        noun_end,
        number.sign,
        number,
    )


def is_label(draft: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "l'articolo 18", "il volo 447", "alle 18.30": the number names a thing or a time and measures nothing."""
    if draft.unit or draft.number is None or draft.number.start == sent.start:
        return False
    before = sent.doc[draft.number.start - 1]
    comma = "," in sent.doc[draft.number.start].text
    if draft.number.decimal and not comma and before.form in lexicon.words["clock_word"]:
        return True  # "alle 18.30"
    return before.form in lexicon.words["numbered"]
