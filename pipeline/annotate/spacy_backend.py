"""spaCy as the engine: any spaCy pipeline with a parser, morphology, lemmas and names will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from spacy.vocab import Vocab

from pipeline.annotate.encoder.component import FACTORY, LEMMAS
from pipeline.annotate.encoder.lemmas import read_forms
from pipeline.annotate.engine import Page, lay_out, tokenise
from pipeline.errors import MissingAnnotation

BATCH = 16
WEIGHTS = Path(__file__).parent / "weights"
STUCK_TOGETHER = (
    r"(?<=[A-ZÀ-Ý]{2})\.(?=[A-ZÀ-Ý][a-zà-ÿ])",
    r"(?<=[a-zà-ÿ0-9][”»\"])\.?(?=[A-ZÀ-Ý])",
    r"(?<=['’])[\"“«]",
    r"(?<=[A-Za-zÀ-ÿ][´`ʼ‘])(?=[A-Za-zÀ-ÿ])",
)
"""Where a word ends inside a token: "riferito AP.Varin", "fine”.Poi", "l'\"ostacolo", "L´Italia"."""
NEEDED = {"dep": "parser", "pos": "morphologizer or tagger", "lemma": "lemmatizer", "ents": "ner"}
_GIVEN_BY = {
    "parser": {"dep"},
    "morphologizer": {"pos"},
    "tagger": {"pos"},
    "attribute_ruler": {"pos"},
    "lemmatizer": {"lemma"},
    "trainable_lemmatizer": {"lemma"},
    "ner": {"ents"},
    FACTORY: {"dep", "pos", "lemma", "ents"},
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
    return for_newspapers(nlp)


def for_newspapers(nlp: Language) -> Language:
    """Let a pipeline take long texts, and cut words that newspapers stick together; return the same pipeline."""
    nlp.max_length = 3_000_000
    if isinstance(nlp.tokenizer, Tokenizer):
        infixes = (*(nlp.Defaults.infixes or ()), *STUCK_TOGETHER)
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


@cache
def known_forms() -> frozenset[str]:
    """Return the word forms of the embedded lexicon, in lower case."""
    return frozenset(form for form, _ in read_forms(WEIGHTS / FACTORY / LEMMAS))


def is_word(form: str) -> bool:
    """Say whether the embedded lexicon has a form; asked only where a line end parts something, so read only then."""
    return form.lower() in known_forms()


class SpacyEngine:
    """A spaCy pipeline as an engine."""

    def __init__(self, nlp: Language) -> None:
        """Take a pipeline as `load_model` returns it."""
        self._nlp = nlp

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return "{lang}_{name} {version}".format(**self._nlp.meta)

    @property
    def vocab(self) -> Vocab:
        """The pipeline's vocabulary."""
        return self._nlp.vocab

    def tokens(self, text: str) -> Doc:
        """Return the text as tokens without annotation."""
        return self._nlp.make_doc(text)

    def docs(self, pages: Iterable[Page]) -> Iterator[Doc]:
        """Yield the Doc of each page."""
        laid_out = (lay_out(tokenise(page, self._nlp.make_doc, is_word), page) for page in pages)
        yield from self._nlp.pipe(laid_out, batch_size=BATCH)
