"""Article → Reading, with any engine: its parts, its parse, its names, who is who, what is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee

from pipeline.annotate.chains import build_chains, entries_by_token
from pipeline.annotate.engine import Engine, Page, hidden_tokens
from pipeline.annotate.gazetteer import Gazetteer
from pipeline.annotate.layout import Passage, find_passages
from pipeline.annotate.memory import forget
from pipeline.annotate.names import find_names
from pipeline.annotate.parse import Doc, parse_of
from pipeline.annotate.quotes import Quote, find_quotes
from pipeline.annotate.reading import Reading, feeding_sentences
from pipeline.annotate.references import resolve_references
from pipeline.lexicon import Lexicon
from pipeline.model import Article, Span


def read_articles(articles: Iterable[Article], engine: Engine, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the reading of each article, in their order."""
    gazetteer = Gazetteer(engine, lexicon)
    for_engine, for_reading = tee((article, find_passages(article, lexicon)) for article in articles)
    docs = engine.docs(Page(article.text, passages) for article, passages in for_engine)
    for read, (article, passages) in zip(docs, for_reading, strict=True):
        forget()
        hidden, doc = hidden_tokens(read, passages), parse_of(read)
        names_in = find_names(doc, lexicon, gazetteer.matches(read))
        found = tuple(name for name in names_in if name.start not in hidden)
        chains, names = build_chains(doc, found, lexicon)
        entries = entries_by_token(found)
        quotes = find_quotes(article.text, _paragraphs(article.text, passages))
        sentences = feeding_sentences(doc, passages)
        references = resolve_references(chains, names, entries, lexicon, sentences, _quoted(doc, quotes))
        yield Reading(article, doc, chains, names, references, quotes, passages)


def _quoted(doc: Doc, quotes: Sequence[Quote]) -> frozenset[int]:
    """Return the tokens that stand in quotation marks."""
    spans = [quote.outer for quote in quotes]
    return frozenset(token.i for token in doc if any(span.start <= token.idx < span.end for span in spans))


def _paragraphs(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """Yield the stretches that a quotation may not leave: passages that feed, joined where no new line parts them."""
    current: Span | None = None
    for passage in passages:
        if not passage.feeds:
            continue
        if current is not None and "\n" not in text[current.end - 1 : passage.span.start + 1]:
            current = Span(current.start, passage.span.end)
            continue
        if current is not None:
            yield current
        current = passage.span
    if current is not None:
        yield current
