"""Numbers with their unit: "245 miliardi di dollari", "$240 miliardi", "più del 25%", "6 milioni di elettori"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan
from text_to_num import text2num

from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.dates import find_dates
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import NumberWord, Unit
from pipeline.model import Comparator
from pipeline.typography import folded

COMPARATORS: tuple[Comparator, ...] = ("=", ">", "<", "~")
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"[+-]?\d+\.\d{1,2}")
_LEADING_SIGN = re.compile(r"^([$€£¥])(?=\d)")
_THOUSANDS = re.compile(r"(\d+(?:,\d+)?)mila")


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
    sign: int = 0


def parse_number(text: str) -> float | None:
    """Return the value of a number written in digits, Italian or English style; None for anything else.

    "1.234,5" and "1234,5" are 1234.5; "4.1" is 4.1; "245.000" is 245000. A year-like "2024" is 2024.
    """
    if _GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    if _DECIMAL_POINT.fullmatch(text):
        return float(text)
    return None


def find_quantities(sent: SpacySpan, lexicon: Lexicon) -> Iterator[Quantity]:
    """Yield the numbers of a sentence that have a unit or count something."""
    dated = {
        token.i
        for found in find_dates(sent.text, None)
        for token in sent
        if found.start <= token.idx - sent.start_char < found.end
    }
    i = begin = sent.start
    while i < sent.end:
        found = None if i in dated else _quantity(sent.doc, i, begin, sent, lexicon)
        if found:
            yield found
            i = begin = found.end
        else:
            i += 1


def _quantity(doc: Doc, i: int, begin: int, sent: SpacySpan, lexicon: Lexicon) -> Quantity | None:
    """Return the quantity whose number is the token `i`; what stands before `begin` belongs to another."""
    value, after, magnitude = _value(doc, i, sent.end, lexicon)
    if value is None:
        return None
    start = i
    unit, kind = None, ""
    before = doc[i - 1] if i > begin else None
    sign_unit = _unit_at(doc, i - 1, i, lexicon) if before is not None and before.text in "$€£¥" else None
    attached = _LEADING_SIGN.match(doc[i].text)
    if sign_unit:
        unit, kind, start = sign_unit.unit, sign_unit.kind, i - 1
    elif attached:
        found = next((u for u in lexicon.units if u.words == (attached[1],)), None)
        unit, kind = (found.unit, found.kind) if found else (None, "")
    if unit is None:
        found, after_unit = _unit_after(doc, after, sent.end, lexicon)
        if found:
            unit, kind, after = found.unit, found.kind, after_unit
        elif magnitude is None and (borrowed := _borrowed_unit(doc, after, sent.end, lexicon)):
            unit, kind = borrowed.unit, borrowed.kind
    noun = None
    if unit is None:
        noun = _counted_noun(doc, i, after, sent)
        if noun is None:
            return None
        after = max(after, noun.i + 1)
    comparator, first = _comparator(doc, start, begin, lexicon)
    sign = -1 if doc[i].text.startswith("-") else 1 if doc[i].text.startswith("+") else 0
    return Quantity(first, after, abs(value), unit, kind, comparator, noun, sign)


def _value(doc: Doc, i: int, end: int, lexicon: Lexicon) -> tuple[float | None, int, float | None]:
    """Return the value at a token with its magnitude, the token after it, and the magnitude."""
    text = _LEADING_SIGN.sub("", doc[i].text)
    value = parse_number(text)
    if value is None:
        value = _spelled(doc[i], doc[i + 1] if i + 1 < end else None, lexicon)
    if value is None:
        return None, i, None
    after, magnitude = i + 1, None
    while after < end:
        word = _number_word(doc[after], lexicon, "magnitude")
        if word is None:
            break
        value *= float(word.value)
        magnitude = (magnitude or 1.0) * float(word.value)
        after += 1
    return round(value, 6), after, magnitude


def _spelled(token: Token, following: Token | None, lexicon: Lexicon) -> float | None:
    """ "tre miliardi", "un milione", "30mila", "ventisette paesi": a number in words, by text2num."""
    form = folded(token.text)
    thousands = _THOUSANDS.fullmatch(form)
    if thousands:
        number = parse_number(thousands[1])
        return None if number is None else number * 1000
    magnitude = following is not None and _number_word(following, lexicon, "magnitude") is not None
    if not magnitude and token.pos_ != "NUM":
        return None
    try:
        return float(text2num(form, "it"))
    except ValueError:
        return None


def _number_word(token: Token, lexicon: Lexicon, kind: str) -> NumberWord | None:
    form = folded(token.text).rstrip(".")
    return next((n for n in lexicon.numbers if n.kind == kind and n.words == (form,)), None)


def _unit_at(doc: Doc, start: int, end: int, lexicon: Lexicon) -> Unit | None:
    words = tuple(folded(t.text) for t in doc[start:end])
    return next((u for u in lexicon.units if tuple(w.lower() for w in u.words) == words), None)


def _unit_after(doc: Doc, i: int, end: int, lexicon: Lexicon) -> tuple[Unit | None, int]:
    """Return the unit that follows, over a "di": "miliardi di dollari", "25 %", "tonnellate"."""
    start = i + 1 if i < end and preposition_lemma(doc[i].text) == "di" else i
    for size in range(4, 0, -1):
        if start + size <= end:
            found = _unit_at(doc, start, start + size, lexicon)
            if found:
                return found, start + size
    return None, i


def _borrowed_unit(doc: Doc, i: int, end: int, lexicon: Lexicon) -> Unit | None:
    """ "da 24 a 27,5 %": the first number of a range has the second's unit."""
    if (
        i + 1 < end
        and folded(doc[i].text) in ("a", "e", "al", "all'", "-", "–")
        and parse_number(doc[i + 1].text) is not None
    ):
        found, _ = _unit_after(doc, i + 2, end, lexicon)
        return found if found and found.kind == "percent" else None
    return None


def _counted_noun(doc: Doc, i: int, after: int, sent: SpacySpan) -> Token | None:
    """Return the noun that is counted: "2000 soldati russi", "6 milioni di elettori"."""
    j = after + 1 if after < sent.end and preposition_lemma(doc[after].text) == "di" else after
    if j > after and after == i + 1:
        return None
    for k in range(j, min(sent.end, j + 3)):
        token = doc[k]
        if token.pos_ == "NOUN" and token.text[0].isalpha():
            return token if not token.text[:1].isupper() else None
        if token.pos_ not in ("ADJ", "DET"):
            return None
    return None


def _comparator(doc: Doc, start: int, begin: int, lexicon: Lexicon) -> tuple[Comparator, int]:
    """Return what stands before the number: "oltre" >, "quasi" <, "circa" ~, with the token where it begins."""
    for word in lexicon.numbers:
        if word.kind != "comparator":
            continue
        first = start - len(word.words)
        if first < begin:
            continue
        tokens = doc[first:start]
        forms = [folded(t.text) for t in tokens]
        same = all(
            form == wanted or preposition_lemma(form) == wanted for form, wanted in zip(forms, word.words, strict=True)
        )
        if same:
            value = next(c for c in COMPARATORS if c == word.value)
            return value, first
    return "=", start
