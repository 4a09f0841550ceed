"""When two names, two wordings or two units count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

_FUNCTION_WORDS = (
    "il lo la l i gli le un uno una di del dello della dell dei degli delle d a al allo alla ai agli alle e ed "
    "in nel nello nella nei negli nelle con per che da dal dallo dalla dai dagli dalle su sul sulla"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that do not count in a comparison. They are part of the measure, not of the language: with others, figures
could not be compared with older ones."""
UNIT_LETTERS = 5
"""Letters of each word of a unit that count: "tonnellata" and "tonnellate" are one unit."""
_WORD = re.compile(r"[a-z0-9$€%]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def words(text: str | None) -> tuple[str, ...]:
    """Return the words of a text that count: lower case, without accents and function words."""
    decomposed = unicodedata.normalize("NFKD", (text or "").casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(word for word in _WORD.findall(bare) if word not in FUNCTION_WORDS)


def overlap(one: str | None, other: str | None) -> float:
    """Return how much two wordings share, 0 to 1: twice the common words over all words."""
    x, y = Counter(words(one)), Counter(words(other))
    if not x or not y:
        return 0.0
    return 2 * (x & y).total() / (x.total() + y.total())


def unit_key(text: str | None) -> str:
    """Return what must be equal for two units to be one; a unit of signs alone is itself."""
    return " ".join(word[:UNIT_LETTERS] for word in words(text)) or (text or "")


def years(text: str | None) -> frozenset[str]:
    """Return the years that a period names."""
    return frozenset(_YEAR.findall(text or ""))


class Names:
    """Decides whether two names denote one party in one article."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        """Take the other names of each party of the article."""
        self._groups = [
            frozenset(frozenset(words(form)) for form in (name, *others)) for name, others in aliases.items()
        ]

    def same(self, one: str | None, other: str | None) -> bool:
        """Say whether one name begins or ends with all words of the other, or both name one party of the article."""
        x, y = words(one), words(other)
        if not x or not y:
            return not x and not y
        sets = frozenset(x), frozenset(y)
        if (sets[0] <= sets[1] or sets[1] <= sets[0]) and (x[0] == y[0] or x[-1] == y[-1]):
            return True
        return any(sets[0] in group and sets[1] in group for group in self._groups)

    def any_same(self, name: str | None, others: Sequence[str | None]) -> bool:
        """Say whether a name denotes the same party as one of the others."""
        return any(self.same(name, other) for other in others)
