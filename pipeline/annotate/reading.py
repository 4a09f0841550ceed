"""The annotated article: parse, names and who is who. No rule sees more of an article than this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotate.layout import Passage
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Doc, TokenSpan
from pipeline.annotate.quotes import Quote
from pipeline.model import Article, EntityType, Mention, Span


@dataclass(frozen=True, slots=True)
class NameSpan:
    """One name in the text, tokens `start` to `end` (half-open), of the chain with index `chain`."""

    start: int
    end: int
    chain: int
    place: str | None = None
    """Of a capital or seat: its own name, for when it is where somebody goes."""
    place_wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """All that one article calls one party: the fullest name, what it is, the offices heard with it."""

    name: str
    type: EntityType
    wikidata: str | None = None
    country: str | None = None
    offices: frozenset[tuple[str, str | None]] = frozenset()
    """(lemma of the office, ISO code of the country or None)."""
    owners: frozenset[frozenset[str]] = frozenset()
    """Of each office that is not only of a country, the words that say of what: {"esteri"}, {"banca", "centrale"}."""
    called: frozenset[str] = frozenset()
    """Of a body that no gazetteer knows, the nouns beside its name: {"fondo"}, {"azienda"}."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An article as it was read: `doc.text == article.text`, names by token, references resolved in the article.

    It equals only itself, so that what a rule has found in it can be remembered.
    """

    article: Article
    doc: Doc
    chains: tuple[Chain, ...]
    names: Mapping[int, NameSpan]
    """Token index → the name that the token is part of."""
    references: Mapping[int, tuple[int, ...]]
    """Token index of a nominal, a pronoun or a verb without subject → the chains that it stands for."""
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Passage, ...] = ()
    """What the parts of the article are, in order."""

    def __post_init__(self) -> None:
        if self.doc.text != self.article.text:
            raise ValueError(f"article {self.article.id}: the annotation changed the text")

    def sentences(self) -> Iterator[TokenSpan]:
        """Yield the sentences that state the article's facts: no dateline, headline, caption, link …"""
        return iter(feeding_sentences(self.doc, self.passages))

    def mention(self, chain: int, span: Span, *, name: NameSpan | None = None, place: bool = False) -> Mention:
        """Return the party that stands at a span, as the chain knows it; a capital as a place if asked for."""
        known = self.chains[chain]
        text = self.article.text[span.start : span.end]
        if place and name is not None and name.place:
            return Mention(span, text, name.place, "Place", name.place_wikidata, country=known.country)
        return Mention(span, text, known.name, known.type, known.wikidata, country=known.country)

    def mention_of(self, name: NameSpan, *, place: bool = False) -> Mention:
        """Return the party that a name names, where it stands; a capital as a place if asked for."""
        return self.mention(name.chain, self.span(name.start, name.end), name=name, place=place)

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the tokens from `start` to `end` (half-open)."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last.text))


@remembered  # each kind of fact goes through all its sentences
def feeding_sentences(doc: Doc, passages: tuple[Passage, ...]) -> tuple[TokenSpan, ...]:
    """Return the sentences that begin in a passage that feeds."""
    return tuple(_feeding(doc, passages))


def _feeding(doc: Doc, passages: Sequence[Passage]) -> Iterator[TokenSpan]:
    feeding = [passage.span for passage in passages if passage.feeds]
    position = 0
    for sent in doc.sents:
        begin = next((token.idx for token in sent if not token.is_space), None)
        if begin is None:
            continue
        while position < len(feeding) and feeding[position].end <= begin:
            position += 1
        if position < len(feeding) and feeding[position].start <= begin:
            yield sent
