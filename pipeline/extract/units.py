"""What stands round a number: its unit, the hundredths of a sum, the words of comparison before and after it."""

from __future__ import annotations

from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.numbers import AND, read_number
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Unit
from pipeline.model import Comparator

COMPARATORS: tuple[Comparator, ...] = ("=", ">", "<", "~")
HUNDREDTHS = 100


def unit_at(doc: Doc, start: int, end: int, lexicon: Lexicon) -> Unit | None:
    """Return the unit that the tokens `start` to `end` are."""
    return lexicon.unit_of.get(tuple(doc[i].form for i in range(start, end)))


def unit_after(doc: Doc, i: int, end: int, lexicon: Lexicon) -> tuple[Unit | None, int]:
    """Return the unit that follows, over a "di": "miliardi di dollari", "25 %", "tonnellate"."""
    start = i + 1 if i < end and preposition_lemma(doc[i].text) == "di" else i
    for size in range(5, 0, -1):
        if start + size <= end:
            found = unit_at(doc, start, start + size, lexicon)
            if found:
                return found, start + size
    return None, i


def cents_after(doc: Doc, i: int, end: int, lexicon: Lexicon) -> tuple[float, int]:
    """Return the hundredths that follow a sum, and where they end: "71 dollari e 40 centesimi", "1 euro e 20"."""
    if i + 1 >= end or doc[i].form != AND:
        return 0.0, i
    number = read_number(doc, i + 1, end, lexicon)
    if number is None or number.value >= HUNDREDTHS or number.decimal or number.end >= end:
        return 0.0, i
    if doc[number.end].form not in lexicon.words["hundredth"]:
        return 0.0, i
    return number.value / HUNDREDTHS, number.end + 1


def comparator_before(doc: Doc, start: int, begin: int, lexicon: Lexicon) -> tuple[Comparator, int]:
    """Return what stands before the number: "oltre" >, "quasi" <, "sotto i" <, with the token where it begins."""
    before = start
    while before > begin and doc[before - 1].pos_ == "DET":
        before -= 1
    for end in dict.fromkeys((start, before)):
        last = doc[end - 1].form if end > begin else ""
        last_words = (last, preposition_lemma(last))
        for word in lexicon.comparators:
            first = end - len(word.words)
            if word.words[-1] not in last_words or first < begin:
                continue
            forms = (doc[i].form for i in range(first, end))
            if all(
                form == wanted or preposition_lemma(form) == wanted
                for form, wanted in zip(forms, word.words, strict=True)
            ):
                return next(c for c in COMPARATORS if c == word.value), first
    return "=", start


def is_approximate(token: Token, lexicon: Lexicon) -> bool:
    """ "30 milioni di euro circa"."""
    found = lexicon.number_words.get((token.form,), ())
    return token.pos_ == "ADV" and any(n.kind == "comparator" and n.value == "~" for n in found)
