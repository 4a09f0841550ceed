"""Typographic variants of a tokenised text, so that the model reads ’ “ ” « » as it reads ' and \"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class Style(Enum):
    """How apostrophes and quotation marks are written: (apostrophe, opening, closing), None as in the corpus."""

    CORPUS = (None, None, None)
    CURLY = ("’", "“", "”")
    GUILLEMETS = ("’", "«", "»")
    STRAIGHT = ("'", '"', '"')


def restyle(tokens: Sequence[str], style: Style) -> list[str]:
    """Return the tokens in that style; their number and order stay."""
    apostrophe, opening, closing = style.value
    if apostrophe is None or opening is None or closing is None:
        return list(tokens)
    result = []
    inside = False
    for token in tokens:
        if token in ('"', "“", "”", "«", "»", "``", "''"):
            opens = token in ("“", "«", "``") or (token == '"' and not inside)
            inside = opens
            result.append(opening if opens else closing)
        else:
            result.append(token.replace("'", apostrophe).replace("’", apostrophe))
    return result
