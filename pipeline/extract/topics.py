"""What an article is about, for what says nothing of whose it is: the party and the place that its opening names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.extract.parties import PartyFinder
from pipeline.model import EntityType, Mention

OWNERS: tuple[EntityType, ...] = ("Country", "Organization")
LOCAL = ("a", "in", "da", "per")
"""After these a capital is a place and no government: "giunto da Roma"."""
LEAD = 2
"""How much more often a party of the opening counts as named, for it is what the article is about."""
KINDS: tuple[EntityType, ...] = (*OWNERS, "Place")
LONGEST = 5
"""How many words a name in a headline may have."""
SHORT = 3
"""Words of names no longer than this are no names by themselves."""


@dataclass(frozen=True, slots=True)
class Named:
    """The countries, organisations and places that an article names, in the order of the text."""

    opening: tuple[Mention, ...]
    """Those of the headline, or else of the first sentence."""
    all: tuple[tuple[int, Mention], ...]
    """(token, party). Nationalities and what refers to a party count, too: "l'export italiano", "il gruppo"."""


def find_named(finder: PartyFinder) -> Named:
    """Return what an article names."""
    named = ((token.i, mention) for token in finder.reading.doc for mention in _parties(token, finder))
    return Named(tuple(_opening(finder)), tuple(named))


def topic_of(named: Named, end: int, tellers: Container[str]) -> tuple[Mention, ...]:
    """Return the main country or organisation up to the token `end`, then what the opening names, the place last.

    None of those who only give figures (`tellers`) is the main party.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    before = [mention for i, mention in named.all if i < end]
    for mention in before or [mention for _, mention in named.all[:1]]:  # "Trentotto morti: è il bilancio …"
        counts[mention.name] += 1
        first.setdefault(mention.name, mention)
    leading = dict.fromkeys(m.name for m in named.opening)
    for mention in named.opening:
        first.setdefault(mention.name, mention)
        counts[mention.name] += 0 if mention.name in counts else 1
    owners = [n for n, m in first.items() if m.type in OWNERS and n not in tellers]
    ranked = sorted(owners, key=lambda n: -(counts[n] + (LEAD if n in leading else 0)))
    places = [n for n in leading if first[n].type == "Place"][:1]
    chosen = dict.fromkeys([*ranked[:1], *[n for n in ranked[1:] if n in leading][:1], *places])
    return tuple(first[n] for n in chosen)


def _opening(finder: PartyFinder) -> Iterator[Mention]:
    """Yield the parties of the headline at the top; where it names no country or body, of the first sentence too."""
    reading = finder.reading
    spans = []
    for passage in reading.passages:
        if passage.role == "headline":
            spans.append(passage.span)
        elif passage.feeds:
            break
    tokens = [t for t in reading.doc if any(s.start <= t.idx < s.end for s in spans)]
    i, headed = 0, []
    while i < len(tokens):
        mention, size = _in_headline(tokens[i : i + LONGEST], finder)
        if mention is not None:
            headed.append(mention)
        i += size
    yield from headed
    if any(party.type in OWNERS for party in headed):
        return
    for sent in reading.sentences():
        found = [mention for token in sent for mention in _parties(token, finder)]
        yield from found
        if any(mention.type in OWNERS for mention in found) or sent[-1].text != ":":
            break


def _in_headline(tokens: list[Token], finder: PartyFinder) -> tuple[Mention | None, int]:
    """Return the party that the first of a headline's words name, and how many they are; headlines have no parse."""
    reading, lexicon, first = finder.reading, finder.lexicon, tokens[0]
    for size in range(len(tokens), 0, -1):
        text = reading.doc[first.i : first.i + size].text
        known = lexicon.names.get(text) if text[:1].isupper() else None
        if known is not None and known.type in KINDS:
            return finder.known(known, first), size
    span = reading.span(first.i, first.i + 1)
    for chain, party in enumerate(reading.chains):
        words = party.name.split()
        if party.type in KINDS and first.text[:1].isupper() and len(first) > SHORT and first.text in words:
            return reading.mention(chain, span), 1
    demonym = lexicon.demonyms.get(first.form)
    if demonym is not None:
        return finder.known(demonym, first), 1
    dateline = next((p.span for p in reading.passages if p.role == "dateline"), None)
    if dateline is not None and first.text[:1].isupper():
        place = reading.article.text[dateline.start : dateline.end].rstrip(" .–—-").casefold()
        if place == first.text.casefold():
            return Mention(span, first.text, first.text, "Place"), 1
    return None, 1


def _parties(token: Token, finder: PartyFinder) -> Iterator[Mention]:
    """Yield the country, organisation or place that a token names, by itself or as a nationality, or refers to."""
    name = finder.reading.names.get(token.i)
    if name is not None:
        known = finder.lexicon.names.get(finder.reading.doc[name.start : name.end].text)
        seat = known is not None and known.kind == "seat"  # "il vertice a Palazzo Chigi" is about the government
        chamber = token.form in finder.lexicon.words["chamber"]  # "ha detto alla Camera"
        place = (name.place is not None or chamber) and preposition_of(token) in LOCAL and not seat
        found = finder.at(token) if name.start == token.i and not place else ()
        yield from (m for m in found if m.named and m.type in KINDS)
        return
    pos = token.pos_
    demonym = finder.lexicon.demonyms.get(token.form) if pos in ("ADJ", "NOUN") else None
    known = finder.lexicon.names.get(token.text) if pos == "PROPN" else None
    if demonym is not None:
        yield finder.known(demonym, token)
    elif known is not None and known.type in KINDS:
        yield finder.known(known, token)
    elif pos == "NOUN" and token.i in finder.reading.references:
        yield from (m for m in finder.referred(token) if m.type in OWNERS)
