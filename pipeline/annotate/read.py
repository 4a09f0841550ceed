"""Article → Reading, with any engine: its parts, its parse, its names, who is who, what is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from pipeline.annotate.chains import build_chains, entries_by_token
from pipeline.annotate.engine import Engine, Page
from pipeline.annotate.layout import find_passages
from pipeline.annotate.names import find_names, make_gazetteer
from pipeline.annotate.quotes import find_quotes
from pipeline.annotate.reading import Reading
from pipeline.annotate.references import resolve_references
from pipeline.lexicon import Lexicon
from pipeline.model import Article


def read_articles(articles: Iterable[Article], engine: Engine, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the reading of each article, in their order."""
    gazetteer = make_gazetteer(engine, lexicon)
    for_engine, for_reading = tee((article, find_passages(article, lexicon)) for article in articles)
    docs = engine.docs(Page(article.text, passages) for article, passages in for_engine)
    for doc, (article, passages) in zip(docs, for_reading, strict=True):
        found = find_names(doc, lexicon, gazetteer)
        found = tuple(name for name in found if doc[name.start].idx >= article.body_start)
        chains, names = build_chains(doc, found, lexicon)
        entries = entries_by_token(found)
        references = resolve_references(doc, chains, names, entries, lexicon, start=article.body_start)
        quotes = find_quotes(article.text, start=article.body_start)
        yield Reading(article, doc, chains, names, references, quotes, passages)
