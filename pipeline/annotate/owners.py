"""What an office is of, as words to compare: "presidente della Bce", "titolare della Farnesina"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.annotate.parse import Doc, Token
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name, Office
from pipeline.typography import folded

REACH = 7
"""Within how many tokens after an office the words stand that say what it is of."""
PORTFOLIOS = (
    "of_defence",
    "of_economy",
    "of_education",
    "of_enterprise",
    "of_environment",
    "of_foreign_affairs",
    "of_interior",
    "of_justice",
    "of_transport",
)
"""Lists of words, each for one minister's field of affairs or his seat."""
WITHIN = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "X"})
WORDS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def owner_words(doc: Doc, first: int, end: int, entries: Mapping[int, Name], lexicon: Lexicon) -> frozenset[str]:
    """Return the words from the token `first` that say what an office before them is of; none for a country.

    A seat gives the words of who sits there: the Farnesina those of the ministry.
    """
    words: set[str] = set()
    while first < end and doc[first].form in lexicon.demonyms:
        first += 1
    if first >= end or (doc[first].pos_ != "ADP" and first not in entries):
        return frozenset()
    for token in doc[first : min(end, first + REACH)]:
        entry = entries.get(token.i)
        if token.pos_ not in WITHIN or token.is_space or token.ent_type_ in ("PER", "PERSON"):
            break
        if entry is not None and entry.type != "Country":
            words.update(folded(word).split("'")[-1] for word in entry.label.split())
        elif entry is None and token.pos_ in WORDS and token.form not in lexicon.demonyms:
            words.add(token.form)
    return frozenset(_portfolio(word, lexicon) for word in words if word not in lexicon.words["owner_filler"])


def _portfolio(word: str, lexicon: Lexicon) -> str:
    """Return one word for all names of a field of affairs: "Farnesina", "diplomazia" and "Esteri" are one."""
    return next((name for name in PORTFOLIOS if word in lexicon.words[name]), word)


def agree(one: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    """Say whether an owner may be one of some others: the words of one are among those of the other."""
    return any(one <= other or other <= one for other in others)


def end_of(token: Token, office: Office) -> int:
    """Return the token after an office that a token is the head of, which may begin one before: "primo ministro"."""
    words = folded(office.lemma).replace("'", "' ").split()
    before = token.i - 1
    start = before if len(words) > 1 and before >= 0 and token.doc[before].form == words[0] else token.i
    return start + len(words)
