"""Whether two written words are one name: other transcriptions and slips of the pen, never another person's name.

Similarity alone does not tell: Marco and Mario, Luca and Lucia, Ferrari and Ferraris are as near to each other as
Sergey and Sergei. So transcriptions are made alike first, and a slip counts only inside a long word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.typography import ascii_slug, folded

_SAME_SOUND = (
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"kh|ch(?![ei])"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What transcriptions write now in one way and now in another; doubled letters last."""
LEAST_FOR_SLIP = 8
"""Letters from which one wrong letter inside a word leaves no doubt."""


def same_name(one: str, other: str) -> bool:
    """Say whether two words are spellings of one name: "Sergey" and "Sergei", "Kovalenko" and "Kovalemko"."""
    a, b = sounded(one), sounded(other)
    if a == b:
        return True
    return (
        min(len(a), len(b)) >= LEAST_FOR_SLIP
        and (a[0], a[-2:]) == (b[0], b[-2:])
        and Levenshtein.distance(a, b, score_cutoff=1) == 1
    )


def same_given_name(one: str, other: str) -> bool:
    """Say it of given names in one article, where "Kristin" and "Kristina" of one surname are one."""
    a, b = sorted((sounded(one), sounded(other)), key=len)
    return same_name(one, other) or (b[:-1] == a and b[-1] in "ae" and a[-1] not in "aeiou")


def likeness(one: str, other: str) -> float:
    """Return how much of their letters two names share, 0 to 1: 0.95 for "Kristin Lund" and "Kristina Lund"."""
    return round(fuzz.ratio(folded(one), folded(other)) / 100, 2)


@lru_cache(maxsize=1 << 16)  # the same few thousand given names and surnames come again and again
def sounded(word: str) -> str:
    """Return a word as transcriptions agree to write it: "Sergey", "Sergei" and "Sergej" are one."""
    sound = ascii_slug(word).replace("-", "") or word.casefold()
    for pattern, letter in _SAME_SOUND:
        sound = pattern.sub(letter, sound)
    return sound
