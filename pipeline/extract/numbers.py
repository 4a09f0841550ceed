"""How Italian newspapers write numbers: "1.234,5", "4.1", "30mila", "tre miliardi", "6 milioni e 458 mila".

Numbers in words are read by text2num; magnitudes, halves and collectives ("mezzo milione", "una ventina") stand in
`numbers.tsv`, since they are mixed with digits, which text2num does not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from pipeline.annotate.parse import Doc, Token
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import MAGNITUDES, NumberWord
from pipeline.typography import folded

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"[+-]?\d+\.\d{1,2}")
_LEADING_SIGN = re.compile(r"^([$€£¥])(?=\d)")
_THOUSANDS = re.compile(r"(\d+(?:,\d+)?)mila")
_MINUS = {"+": 1, "-": -1, "−": -1, "–": -1}
AND = "e"
THOUSAND = 1000
LEAST_MISREAD = 10
"""From which a number in words is no other word: "sei" and "una" are."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens `start` to `end` (half-open), before any unit."""

    start: int
    end: int
    value: float
    magnitude: float | None = None
    """What its first word is multiplied by: a million in "1,5 milioni"."""
    sign: int = 0
    currency: str | None = None
    """The sign of a currency written in one with it: "$240"."""
    collective: bool = False
    """Told by a collective noun, which is never exact: "una ventina", "un centinaio"."""
    decimal: bool = False
    """Written with decimals: then it is measured, neither counted nor a label."""


def parse_number(text: str) -> float | None:
    """Return the value of a number written in digits, Italian or English style; None for anything else.

    "1.234,5" and "1234,5" are 1234.5; "4.1" is 4.1; "245.000" is 245000. A year-like "2024" is 2024.
    """
    if not text[-1:].isdigit():
        return None  # most words are none
    if _GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    if _DECIMAL_POINT.fullmatch(text):
        return float(text)
    return None


def may_be_number(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word may be part of a number; where neither a word nor the next may, no number begins."""
    return token.pos_ == "NUM" or _looks_like_number(token.text, lexicon)


@lru_cache(maxsize=1 << 14)  # the words of a language
def _looks_like_number(text: str, lexicon: Lexicon) -> bool:
    return folded(text).rstrip(".") in lexicon.magnitudes or _DIGIT.search(text) is not None


def read_number(doc: Doc, i: int, end: int, lexicon: Lexicon) -> Number | None:
    """Return the number that begins at the token `i`, with its magnitudes; None where none begins there."""
    attached = _LEADING_SIGN.match(doc[i].text)
    text = doc[i].text[1:] if attached else doc[i].text
    following = doc[i + 1] if i + 1 < end else None
    value = parse_number(text)
    written = value is not None
    if value is None:
        value = _spelled(doc[i], following, lexicon)
    if value is None:
        return _one(doc, i, lexicon)
    after, magnitude, collective = i + 1, None, False
    while after < end and (word := _magnitude(doc[after], lexicon)):
        magnitude = (magnitude or 1.0) * float(word.value)
        collective = collective or word.kind == "collective"
        after += 1
    if magnitude is not None and value == 0:
        return None
    total = value * (magnitude or 1.0)
    if magnitude is not None and not collective:
        total, after = _added(doc, total, magnitude, after, end, lexicon)
    start, sign = _signed(doc, i, text)
    return Number(
        start,
        after,
        round(abs(total), 6),
        magnitude,
        sign,
        attached[1] if attached else None,
        collective,
        decimal=written and not value.is_integer(),
    )


def _added(doc: Doc, total: float, magnitude: float, after: int, end: int, lexicon: Lexicon) -> tuple[float, int]:
    """Add what follows a magnitude: "un miliardo e mezzo", "6 milioni e 458 mila", "1 miliardo 180 milioni"."""
    start = after + 1 if after < end and doc[after].form == AND else after
    if start >= end:
        return total, after
    half = _number_word(doc[start], lexicon, ("fraction",))
    if half and start > after:
        return total + float(half.value) * magnitude, start + 1
    rest = read_number(doc, start, end, lexicon)
    if rest is None or rest.currency or rest.value >= magnitude:
        return total, after
    fused = rest.value >= THOUSAND and rest.value % THOUSAND == 0  # "e settecentomila", "e 300mila"
    if fused or (rest.magnitude and rest.magnitude < magnitude):
        return total + rest.value, rest.end
    return total, after


def _one(doc: Doc, i: int, lexicon: Lexicon) -> Number | None:
    """ "intorno al miliardo di euro": with an article alone the magnitude is one."""
    word = _number_word(doc[i], lexicon, ("magnitude",)) if i else None
    if word is None or not word.words[0].endswith(("ione", "ardo")) or doc[i - 1].form[-1:] != "l":
        return None
    return Number(i, i + 1, float(word.value), float(word.value))


def _signed(doc: Doc, i: int, text: str) -> tuple[int, int]:
    """Return where the number begins and its sign, which may be a token of its own: "(-2,4%)", "+12%"."""
    if text[0] in _MINUS:
        return i, _MINUS[text[0]]
    before = doc[i - 1] if i else None
    if before is None or before.text not in _MINUS or before.whitespace_:
        return i, 0
    apart = i == 1 or doc[i - 2].whitespace_ or doc[i - 2].is_punct
    return (i - 1, _MINUS[before.text]) if apart else (i, 0)


def _spelled(token: Token, following: Token | None, lexicon: Lexicon) -> float | None:
    """ "tre miliardi", "un milione", "30mila", "ventisette paesi", "mezzo milione"."""
    form = token.form
    thousands = _THOUSANDS.fullmatch(form)
    if thousands:
        number = parse_number(thousands[1])
        return None if number is None else number * 1000
    if not form.isalpha():
        return None
    multiplied = following is not None and _magnitude(following, lexicon) is not None
    misread = token.pos_ in ("ADJ", "PROPN") and following is not None and following.pos_ == "NOUN"
    if token.pos_ != "NUM" and not multiplied and not misread and not form.endswith("mila"):
        return None
    part = _number_word(token, lexicon, ("fraction",))
    if part:
        return float(part.value) if following is not None and _magnitude(following, lexicon) else None
    try:
        value = float(text2num(form, "it"))
    except ValueError:
        return None
    return None if misread and not multiplied and value < LEAST_MISREAD else value


def is_magnitude(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word is a magnitude: "milioni", "mila"."""
    return _magnitude(token, lexicon) is not None


def _magnitude(token: Token, lexicon: Lexicon) -> NumberWord | None:
    return _number_word(token, lexicon, MAGNITUDES)


def _number_word(token: Token, lexicon: Lexicon, kinds: tuple[str, ...]) -> NumberWord | None:
    return next((n for n in lexicon.number_words.get((_form(token),), ()) if n.kind in kinds), None)


def _form(token: Token) -> str:
    return token.form.rstrip(".")
