"""One way to write apostrophes, case and numbers, for looking words up; never for changing an article's text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_APOSTROPHES = "’‘ʼ`´"

_BREAKS = re.compile(r"(?<=[^\W\d_])(?:[-‐]\s+|\u00ad\s*)(?=[^\W\d_])")
"""A hyphen and white space between letters: only within a word that `annotate.hyphens` put together, and soft ones."""


def plain(text: str) -> str:
    """Return the text with straight apostrophes: "dell’ONU" → "dell'ONU"; its length stays."""
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    return text


def unbroken(word: str) -> str:
    """Return a word without what parts it unseen: hyphen and line end ("presi-\\ndente"), characters of no width."""
    if word.isalnum():
        return word
    return "".join(c for c in _BREAKS.sub("", word) if unicodedata.category(c) != "Cf") or word


@lru_cache(maxsize=1 << 16)  # the rules ask for the same few thousand words again and again
def folded(text: str) -> str:
    """Return the text lower-cased, with straight apostrophes and without hyphens at line ends."""
    return unbroken(plain(text)).lower()


@lru_cache(maxsize=1 << 14)  # who is named in one article is named in many
def ascii_slug(text: str) -> str:
    """Return an IRI-safe name: "Perù" → "peru", "Anna Bassi" → "anna-bassi"; "" where no letter is left."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", bare).strip("-")


def slug_words(text: str) -> list[str]:
    """Return the words of a text as `ascii_slug` writes them: "L’Unione europea" → l, unione, europea."""
    return [word for word in ascii_slug(text).split("-") if word]


def collapsed(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def plain_number(value: float) -> str:
    """Return a number with all its digits and without an exponent: 4.5e9 → "4500000000"."""
    return f"{Decimal(str(value)).normalize():f}"
