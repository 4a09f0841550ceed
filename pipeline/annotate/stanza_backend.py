"""stanza as the engine, with models that the user has. Nothing is fetched from a network."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate.align import Name, Parse, Piece, Token, Word, align, cut
from pipeline.annotate.engine import Page, lay_out, tokenise
from pipeline.annotate.spacy_backend import for_newspapers, is_word
from pipeline.errors import MissingAnnotation
from pipeline.model import Span

if TYPE_CHECKING:
    import stanza

LANGUAGE = "it"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
INSTALL = "pip install 'intreccio[stanza]'"


def load_pipeline(directory: Path, *, use_gpu: bool = False) -> stanza.Pipeline:
    """Return the Italian pipeline of a folder as `stanza.download` leaves one.

    Raises MissingAnnotation where stanza is not installed or the folder lacks something.
    """
    try:
        import stanza
        from stanza.pipeline.core import PipelineRequirementsException
    except ImportError as error:
        raise MissingAnnotation(f"stanza is not installed: {INSTALL}") from error
    try:
        return stanza.Pipeline(
            LANGUAGE,
            dir=str(directory),
            processors=",".join(PROCESSORS),
            use_gpu=use_gpu,
            download_method=None,
            verbose=False,
        )
    except (
        OSError,
        LookupError,
        ValueError,
        RuntimeError,
        EOFError,
        pickle.UnpicklingError,
        PipelineRequirementsException,
    ) as error:
        download = f"import stanza; stanza.download({LANGUAGE!r}, model_dir={str(directory)!r})"
        raise MissingAnnotation(
            f"stanza cannot load Italian models from {directory} ({' '.join(str(error).split())}); on a machine "
            f'with a network: python -c "{download}"'
        ) from error


class _Word(Protocol):
    """What is read of stanza's words; None where a model says nothing."""

    lemma: str | None
    upos: str | None
    feats: str | None
    head: int | None
    deprel: str | None


class _Stretch(Protocol):
    start_char: int
    end_char: int


class _Token(_Stretch, Protocol):
    id: tuple[int, ...]
    """Number of the first and of the last word, from 1; one number for one word."""


class _Entity(_Stretch, Protocol):
    type: str


class _Sentence(Protocol):
    tokens: Sequence[_Token]
    words: Sequence[_Word]


class _Document(Protocol):
    sentences: Sequence[_Sentence]
    ents: Sequence[_Entity]


class StanzaEngine:
    """A stanza pipeline as an engine."""

    def __init__(self, directory: Path, *, use_gpu: bool = False) -> None:
        """Take the folder of the models, as `stanza.download` leaves it."""
        self._pipeline = load_pipeline(directory, use_gpu=use_gpu)
        self._nlp = for_newspapers(spacy.blank(LANGUAGE))

    @property
    def model(self) -> str:
        """Stanza's models of its version: they bear none of their own."""
        return f"{LANGUAGE} {version('stanza')}"

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of all Docs."""
        return self._nlp.vocab

    def tokens(self, text: str) -> Doc:
        """Return the text as tokens without annotation."""
        return self._nlp.make_doc(text)

    def docs(self, pages: Iterable[Page]) -> Iterator[Doc]:
        """Yield the Doc of each page.

        stanza reads the pieces of a page at once, but each page by itself: what stands beside a sentence in a batch
        changes the last digits of its scores, and a page must not depend on its neighbours.
        """
        for page in pages:
            doc = lay_out(tokenise(page, self.tokens, is_word), page)
            pieces = tuple(cut(doc))
            yield align(doc, zip(pieces, self._parses(pieces), strict=True))

    def _parses(self, pieces: Sequence[Piece]) -> Iterator[Parse]:
        read = iter(self._pipeline.bulk_process([piece.text for piece in pieces if piece.is_read]))
        for piece in pieces:
            yield parse_of(next(read)) if piece.is_read else Parse()


def parse_of(document: _Document) -> Parse:
    """Return what stanza says of a text."""
    sentences = tuple(tuple(_tokens(sentence)) for sentence in document.sentences)
    return Parse(sentences, tuple(Name(Span(ent.start_char, ent.end_char), ent.type) for ent in document.ents))


def _tokens(sentence: _Sentence) -> Iterator[Token]:
    """Yield the tokens of a sentence, with their words by number: a token does not always list all of them itself.

    https://github.com/stanfordnlp/stanza/issues/1377
    """
    for token in sentence.tokens:
        words = sentence.words[token.id[0] - 1 : token.id[-1]]
        yield Token(Span(token.start_char, token.end_char), tuple(_word(word) for word in words))


def _word(word: _Word) -> Word:
    return Word(word.lemma or "", word.upos or "", word.feats or "", word.head or 0, word.deprel or "")
