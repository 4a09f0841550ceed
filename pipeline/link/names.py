"""How sure two names are one person's, and which candidates are worth comparing at all.

A score here is how often, one expects, a name so alike is the same person's among the people in the news and in the
table, before anything else is known of either. It rests on rules, not on similarity of letters alone: Marco and Mario
Rossi are nearly the same letters and two people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.spelling import LEAST_FOR_SLIP, same_name, sounded
from pipeline.typography import slug_words

EXACT = 0.92
"""The same words, but for case and accents."""
SPELLED = 0.90
"""Another transcription or a slip of the pen: Sergej and Sergey Neri, Li Weimin and Li Wei-min."""
COMMON = 0.85
"""The most that a whole name comes to whose surname so many have that the name alone tells nobody: Paolo Rossi."""
LONGER = 0.86
"""One has further names: Anna Neri and Anna M. Neri, Pedro Ruiz and Pedro Ruiz Vidal-Costa."""
LOOSE = 0.80
"""Initials (A. Neri), or the words in another order (Neri Anna)."""
MONONYM = 0.60
"""One word, the same: Pelé."""
SURNAME = 0.50
"""One word, which is the first or the last of the other name: Neri and Anna Neri."""
SHORT_PARTICLE = 2
"""Letters of particles that are now so and now otherwise: "al" and "el" Sisi."""


def name_score(one: str, other: str) -> float:
    """Return how sure two names are one person's by themselves, 0 where they are not alike; the order is no matter."""
    a, b = sorted((slug_words(one), slug_words(other)), key=len)
    if not a:
        return 0.0
    if len(a) == 1:
        return _single(a[0], b)
    if a == b:
        return EXACT
    if sounded("".join(a)) == sounded("".join(b)) or _spelled(a, b):
        return SPELLED
    if _is_shortened(a, b):
        return LONGER
    return LOOSE if sorted(a) == sorted(b) or _has_initials(a, b) else 0.0


def _single(word: str, words: Sequence[str]) -> float:
    if len(words) == 1:
        return MONONYM if same_name(word, words[0]) else 0.0
    return SURNAME if len(word) > 1 and (same_name(word, words[-1]) or same_name(word, words[0])) else 0.0


def _spelled(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b):
        return False
    last = len(a) - 1
    return all(
        same_name(x, y) or (0 < i < last and max(len(x), len(y)) <= SHORT_PARTICLE)
        for i, (x, y) in enumerate(zip(a, b, strict=True))
    )


def _is_shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether the longer name begins with the same word and has the other words of the shorter in their order."""
    if len(short) >= len(long) or not same_name(short[0], long[0]) or len(short[0]) == 1:
        return False
    rest = iter(long[1:])
    return all(any(same_name(word, other) for other in rest) for word in short[1:])


def _has_initials(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b) or len(a[-1]) == 1 or not same_name(a[-1], b[-1]):
        return False
    return all(same_name(x, y) or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a[:-1], b[:-1], strict=True))


class NameIndex:
    """Finds those whose names share enough words with a name to be compared with it."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        """Index the names of each of several people, who are known by their places in the sequence."""
        self._words: dict[str, set[int]] = defaultdict(set)
        self._whole: dict[str, set[int]] = defaultdict(set)
        for place, forms in enumerate(names):
            for form in forms:
                for key in _whole_keys(slug_words(form)):
                    self._whole[key].add(place)
                for word in slug_words(form):
                    for key in _word_keys(word):
                        self._words[key].add(place)

    def like(self, name: str) -> list[int]:
        """Return the places, in order, of all whose names may be like a name."""
        words = slug_words(name)
        found = {place for key in _whole_keys(words) for place in self._whole.get(key, ())}
        for word in words if len(words) > 1 else ():  # a candidate who has one name only
            found |= self._whole.get(f"={sounded(word)}", set())
        shared: Counter[int] = Counter()
        long_words = [word for word in words if len(word) > 1]
        for word in long_words:
            shared.update({place for key in _word_keys(word) for place in self._words.get(key, ())})
        found.update(place for place, count in shared.items() if count >= min(2, len(long_words)))
        return sorted(found)


def _whole_keys(words: Sequence[str]) -> Iterator[str]:
    """Yield keys of a whole name: its letters, and its surname where a given name is an initial, or may be one."""
    if words:
        yield f"={sounded(''.join(words))}"
    if len(words) > 1:
        yield f"{words[0][0]}.{sounded(words[-1])}"


def _word_keys(word: str) -> Iterator[str]:
    """Yield the keys under which spellings of a word meet: its sound, and what no slip in a long word changes."""
    if len(word) > 1:
        sound = sounded(word)
        yield sound
        if len(sound) >= LEAST_FOR_SLIP:
            yield f"{sound[0]}~{sound[-2:]}"
