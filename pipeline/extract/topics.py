"""What an article is about, for what says nothing of whose it is: the party and the place that its opening names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from spacy.tokens import Token

from pipeline.extract.parties import PartyFinder
from pipeline.model import EntityType, Mention
from pipeline.typography import folded

OWNERS: tuple[EntityType, ...] = ("Country", "Organization")
LEAD = 2
"""How much more often a party of the opening counts as named, for it is what the article is about."""
OPENING = ("headline", "standfirst")


def topic_of(finder: PartyFinder, end: int, tellers: Container[str]) -> tuple[Mention, ...]:
    """Return the main country or organisation up to the token `end`, then what the opening names, the place last.

    None of those who only give figures (`tellers`) is the main party. The opening is the headline, or else the first
    sentence. Nationalities and what refers to a party count like its name: "l'export italiano", "il gruppo".
    """
    opening = tuple(_opening(finder))
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for token in finder.reading.doc[:end]:
        for mention in _parties(token, finder):
            counts[mention.name] += 1
            first.setdefault(mention.name, mention)
    leading = dict.fromkeys(m.name for m in opening)
    for mention in opening:
        first.setdefault(mention.name, mention)
        counts[mention.name] += 0 if mention.name in counts else 1
    owners = [n for n, m in first.items() if m.type in OWNERS and n not in tellers]
    ranked = sorted(owners, key=lambda n: -(counts[n] + (LEAD if n in leading else 0)))
    places = [n for n in leading if first[n].type == "Place"][:1]
    chosen = dict.fromkeys([*ranked[:1], *[n for n in ranked[1:] if n in leading][:1], *places])
    return tuple(first[n] for n in chosen)


def _opening(finder: PartyFinder) -> Iterator[Mention]:
    """Yield the parties of the headline at the top, or else of the first sentence."""
    reading = finder.reading
    spans = []
    for passage in reading.passages:
        if passage.role in OPENING:
            spans.append(passage.span)
        elif passage.feeds:
            break
    first = next(reading.sentences(), None)
    tokens = [t for t in reading.doc if any(s.start <= t.idx < s.end for s in spans)]
    for token in tokens or first or ():
        yield from _parties(token, finder)


def _parties(token: Token, finder: PartyFinder) -> Iterator[Mention]:
    """Yield the country, organisation or place that a token names, by itself or as a nationality, or refers to."""
    name = finder.reading.names.get(token.i)
    if name is not None:
        found = finder.at(token) if name.start == token.i else ()
        yield from (m for m in found if m.named and m.type in (*OWNERS, "Place"))
        return
    demonym = finder.lexicon.demonyms.get(folded(token.text))
    known = finder.lexicon.names.get(token.text) if token.pos_ == "PROPN" else None
    if demonym is not None and token.pos_ in ("ADJ", "NOUN"):
        yield finder.known(demonym, token)
    elif known is not None and known.type in (*OWNERS, "Place"):
        yield finder.known(known, token)
    elif token.i in finder.reading.references and token.pos_ == "NOUN":
        yield from (m for m in finder.referred(token) if m.type in OWNERS)
