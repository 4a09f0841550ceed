"""spaCy as the reader: Article → Reading. Any spaCy pipeline with a parser, morphology, lemmas and names will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from pipeline.annotate.chains import build_chains, entries_by_token
from pipeline.annotate.names import find_names, make_gazetteer
from pipeline.annotate.quotes import find_quotes
from pipeline.annotate.reading import Reading
from pipeline.annotate.references import resolve_references
from pipeline.errors import MissingAnnotation
from pipeline.lexicon import Lexicon
from pipeline.model import Article

WEIGHTS = Path(__file__).parent / "weights"
STUCK_TOGETHER = (
    r"(?<=[A-ZÀ-Ý]{2})\.(?=[A-ZÀ-Ý][a-zà-ÿ])",
    r"(?<=[a-zà-ÿ0-9][”»\"])\.?(?=[A-ZÀ-Ý])",
    r"(?<=['’])[\"“«]",
)
"""Where a word ends inside a token: "riferito AP.Putin", "fine”.Poi", "l'\"ostacolo"."""
NEEDED = {"dep": "parser", "pos": "morphologizer or tagger", "lemma": "lemmatizer", "ents": "ner"}
_GIVEN_BY = {
    "parser": {"dep"},
    "morphologizer": {"pos"},
    "tagger": {"pos"},
    "attribute_ruler": {"pos"},
    "lemmatizer": {"lemma"},
    "trainable_lemmatizer": {"lemma"},
    "ner": {"ents"},
}


def load_model(name: str | Path | None = None) -> Language:
    """Return the embedded Italian pipeline, or the one with that package name or path.

    Raises MissingAnnotation where it cannot be loaded or does not give all that the rules read.
    """
    try:
        nlp = spacy.load(name or WEIGHTS)
    except OSError as error:
        raise MissingAnnotation(
            f"no spaCy pipeline {str(name or WEIGHTS)!r}; install it (pip) or give the path of its folder"
        ) from error
    given = {annotation for pipe in nlp.pipe_names for annotation in _GIVEN_BY.get(pipe, ())}
    missing = [part for annotation, part in NEEDED.items() if annotation not in given]
    if missing:
        raise MissingAnnotation(f"the spaCy pipeline {str(name)!r} lacks: {', '.join(missing)}")
    nlp.max_length = 3_000_000
    infixes = (*(nlp.Defaults.infixes or ()), *STUCK_TOGETHER)
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def read_articles(articles: Iterable[Article], nlp: Language, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the reading of each article, in their order."""
    gazetteer = make_gazetteer(nlp, lexicon)
    pairs = ((_split_paragraphs(nlp.make_doc(article.text), article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        found = find_names(doc, lexicon, gazetteer)
        found = tuple(name for name in found if doc[name.start].idx >= article.body_start)
        chains, names = build_chains(doc, found, lexicon)
        entries = entries_by_token(found)
        references = resolve_references(doc, chains, names, entries, lexicon, start=article.body_start)
        quotes = find_quotes(article.text, start=article.body_start)
        yield Reading(article, doc, chains, names, references, quotes)


def _split_paragraphs(doc: Doc, article: Article) -> Doc:
    """Make a sentence begin at each new line and after the dateline; the parser keeps to it."""
    after_break = False
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text
        elif after_break or (article.dateline and token.idx >= article.body_start > token.idx - 1 - len(token.text)):
            token.is_sent_start = token.i > 0
            after_break = False
    return doc
