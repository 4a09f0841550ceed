"""Test files → gold Docs of running text, and what a pipeline makes of their raw text beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from training.entities import TaggedSentence, read_tagged
from training.treebanks import Sentence, read_sentences

SENTENCES_A_DOC = 6


def parsed_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """Join sentences into one gold Doc, a space between them."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"pos": [], "morphs": [], "lemmas": [], "deps": []}
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        base = len(words)
        words += [t.text for t in sentence.tokens]
        spaces += [*(t.space_after for t in sentence.tokens[:-1]), True]
        columns["pos"] += [t.upos for t in sentence.tokens]
        columns["morphs"] += [t.feats for t in sentence.tokens]
        columns["lemmas"] += [t.lemma for t in sentence.tokens]
        columns["deps"] += ["ROOT" if t.deprel == "root" else t.deprel for t in sentence.tokens]
        heads += [base + t.head for t in sentence.tokens]
        starts += [i == 0 for i in range(len(sentence.tokens))]
    return Doc(vocab, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)


def entity_doc(vocab: Vocab, sentences: Sequence[TaggedSentence]) -> Doc:
    """Join tagged sentences into one gold Doc."""
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    for sentence in sentences:
        base = len(words)
        words += sentence.tokens
        spaces += sentence.spaces
        spans += [(base + a, base + b, label) for a, b, label in sentence.spans]
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.set_ents([Span(doc, a, b, label=label) for a, b, label in spans], default="outside")
    return doc


def parser_references(vocab: Vocab, path: Path) -> Iterator[Doc]:
    """Yield the gold Docs of a treebank file."""
    sentences = list(read_sentences(path))
    for i in range(0, len(sentences), SENTENCES_A_DOC):
        yield parsed_doc(vocab, sentences[i : i + SENTENCES_A_DOC])


def entity_references(vocab: Vocab, path: Path) -> Iterator[Doc]:
    """Yield the gold Docs of an entity file."""
    sentences = list(read_tagged(path))
    for i in range(0, len(sentences), SENTENCES_A_DOC):
        yield entity_doc(vocab, sentences[i : i + SENTENCES_A_DOC])


def examples(nlp: Language, references: Sequence[Doc]) -> list[Example]:
    """Return what the pipeline makes of the references' raw text, beside them."""
    predicted = nlp.pipe(nlp.make_doc(reference.text) for reference in references)
    return [Example(doc, reference) for doc, reference in zip(predicted, references, strict=True)]
