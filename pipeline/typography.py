"""One way to write apostrophes and case, for looking words up; never for changing an article's text."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


def plain(text: str) -> str:
    """Return the text with straight apostrophes: "dell’ONU" → "dell'ONU"; its length stays."""
    return text.translate(_APOSTROPHES)


def folded(text: str) -> str:
    """Return the text lower-cased, with straight apostrophes."""
    return plain(text).lower()


def ascii_slug(text: str) -> str:
    """Return an IRI-safe name: "Perù" → "peru", "Anna Bassi" → "anna-bassi"; "" where no letter is left."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", bare).strip("-")


def collapsed(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())
