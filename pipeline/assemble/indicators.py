"""What a figure measures and when, without the names of those whom it is about: these are parties of their own.

"Commercio tra Cina e Russia" measures commercio, and between whom its parties say; so the same thing measured of
others, or told in other words, can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model import Entity, Fact, FigureDetail
from pipeline.typography import collapsed, plain

# Grammar, not vocabulary: how Italian joins a noun to whose it is, and to what it is turned to.
ARTICLES = ("il", "lo", "la", "i", "gli", "le")
OF = ("di", "del", "dello", "della", "dei", "degli", "delle")
TO = ("a", "al", "allo", "alla", "ai", "agli", "alle")
FROM = ("da", "dal", "dallo", "dalla", "dai", "dagli", "dalle")
IN = ("in", "nel", "nello", "nella", "nei", "negli", "nelle")
TOWARDS = ("con", "verso", "contro")
BETWEEN = ("tra", "fra")
AND = ("e", "ed")
ELIDED = ("l", "d", "dell", "all", "dall", "nell", "un")
GRAMMAR = frozenset((*ARTICLES, *OF, *TO, *FROM, *IN, *TOWARDS, *BETWEEN, *AND, *ELIDED))
"""Words that say nothing of what is measured."""


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_ARTICLE = rf"(?:{_one_of(ARTICLES)}\s+|l')?"
_OF = rf"(?:{_one_of(OF)}\s+|dell'|d')"
_TOWARDS = rf"(?:{_one_of((*TO, *FROM, *IN))}\s+|(?:all|dall|nell)'|{_one_of(TOWARDS)}\s+{_ARTICLE})"
_BETWEEN = rf"{_one_of(BETWEEN)}\s+"
_AND = rf"\s+{_one_of(AND)}\s+"
_LEFT_OVER = " ,;:–—-"


def parties_of(fact: Fact) -> tuple[Entity, ...]:
    """Return whom a figure is about, the first first; its subject where it says no more."""
    about = fact.detail.about if isinstance(fact.detail, FigureDetail) else ()
    return about or (fact.subject,)


def period_of(fact: Fact) -> str:
    """Return the period that a figure measures, or else its date, as ISO 8601; "" where neither is known."""
    period = fact.detail.period if isinstance(fact.detail, FigureDetail) else None
    return period or (fact.when.iso if fact.when else None) or ""


def shared_indicator(indicator: str, parties: Sequence[Entity]) -> str:
    """Return an indicator without the pair that it lies between: "commercio tra Cina e Russia" → "commercio".

    "Esportazioni della Cina verso la Russia" keeps both names: they say who sells to whom.
    """
    names = _alternatives(parties)
    if not names or len(parties) < 2:
        return collapsed(indicator)
    named = rf"{_ARTICLE}{names}"
    return _without(indicator, rf"{_BETWEEN}{named}(?:,\s*{named})*{_AND}{named}")


def indicator_concept(indicator: str, parties: Sequence[Entity]) -> str:
    """Return what is measured, without the names that the area (the first party) and the counterpart (the second) give.

    Only what their places say is left out: "esportazioni della Cina verso la Russia" of Cina and Russia are
    "esportazioni", but of Russia and Cina they keep both names.
    """
    concept = shared_indicator(indicator, parties)
    if len(parties) == 2:
        concept = _without(concept, rf"{_TOWARDS}{_alternatives(parties[1:])}")
    owner = _alternatives(parties[:1])
    # "azioni Adobe", but not "vendite verso la Russia" → "vendite verso la"
    return _without(concept, rf"(?:{_OF}|(?P<kept>{_TOWARDS}|{_BETWEEN}{_ARTICLE}))?{owner}") if owner else concept


def _alternatives(parties: Sequence[Entity]) -> str:
    """Return a pattern of the parties' names, the longest first; "" for no name at all."""
    names = sorted({collapsed(plain(party.label)) for party in parties} - {""}, key=_longest_first)
    return f"(?:{'|'.join(map(re.escape, names))})" if names else ""


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _without(text: str, pattern: str) -> str:
    """Return a text without what is found in it, unless that is `kept`; the text itself where no word would be left."""
    text = collapsed(text)
    # `plain` keeps the length: what is found in the one stands at the same place in the other
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", plain(text), re.IGNORECASE)
    for start, end in reversed([match.span() for match in found if not match.groupdict().get("kept")]):
        rest = collapsed(f"{text[:start]} {text[end:]}").strip(_LEFT_OVER)
        text = rest if any(c.isalnum() for c in rest) else text
    return text
