"""Corpora → spaCy's binary training files: python -m training.prepare CORPORA OUT.

Writes parser-train, parser-dev, ner-train and ner-dev (`.spacy`). Test files are not touched here. The same
corpora give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training.entities import TaggedSentence, read_tagged
from training.treebanks import Sentence, mark_passives, passive_verbs, read_sentences
from training.typography import Style, restyle

SEED = 20250101
HELD_OUT = ("ud-isdt/it_isdt-ud-dev", "ud-isdt/it_isdt-ud-test")
TREEBANKS = (
    "ud-vit/it_vit-ud-dev",
    "ud-vit/it_vit-ud-test",
    "ud-partut/it_partut-ud-train",
    "ud-partut/it_partut-ud-dev",
    "ud-partut/it_partut-ud-test",
    "ud-markit/it_markit-ud-train",
    "ud-markit/it_markit-ud-dev",
    "ud-markit/it_markit-ud-test",
    "ud-pud/it_pud-ud-test",
    "ud-valico/it_thvalico-ud-test",
)
WITHOUT_PASSIVE_LABELS = ("ud-parlamint/it_parlamint-ud-train", "ud-parlamint/it_parlamint-ud-test")
NEWS = ("kind/WN_train.tsv",)
OTHER_ENTITIES = (
    "kind/ADG_train.tsv",
    "kind/ADG_dev.tsv",
    "kind/FIC_train.tsv",
    "kind/FIC_dev.tsv",
    "wikineural-it/wikineural_it_val.conllu",
)
SENTENCES_A_DOC = 6


def training_sentences(corpora: Path) -> list[Sentence]:
    """Return the treebank sentences to train on, without any whose text is in ISDT dev or test."""
    held_out = {s.fingerprint for name in HELD_OUT for s in read_sentences(corpora / f"{name}.conllu")}
    labelled = [s for name in TREEBANKS for s in read_sentences(corpora / f"{name}.conllu")]
    passive = passive_verbs(labelled)
    unlabelled = (s for name in WITHOUT_PASSIVE_LABELS for s in read_sentences(corpora / f"{name}.conllu"))
    sentences = labelled + [mark_passives(s, passive) for s in unlabelled]
    return [s for s in sentences if s.fingerprint not in held_out]


def parsed_doc(vocab: Vocab, sentences: Sequence[Sentence], style: Style, *, breaks: Sequence[str]) -> Doc:
    """Join sentences into one gold Doc; `breaks[i]` is the white space after sentence i."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"pos": [], "morphs": [], "lemmas": [], "deps": []}
    heads: list[int] = []
    starts: list[bool] = []
    for sentence, gap in zip(sentences, breaks, strict=True):
        base = len(words)
        words += restyle([t.text for t in sentence.tokens], style)
        spaces += [t.space_after for t in sentence.tokens[:-1]] + [gap == " "]
        columns["pos"] += [t.upos for t in sentence.tokens]
        columns["morphs"] += [t.feats for t in sentence.tokens]
        columns["lemmas"] += [t.lemma for t in sentence.tokens]
        columns["deps"] += ["ROOT" if t.deprel == "root" else t.deprel for t in sentence.tokens]
        heads += [base + t.head for t in sentence.tokens]
        starts += [i == 0 for i in range(len(sentence.tokens))]
        if gap != " ":
            words.append(gap)
            spaces.append(False)
            columns["pos"].append("SPACE")
            columns["morphs"].append("")
            columns["lemmas"].append(gap)
            columns["deps"].append("dep")
            heads.append(len(words) - 2)
            starts.append(False)
    return Doc(vocab, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)


def entity_doc(vocab: Vocab, sentences: Sequence[TaggedSentence], style: Style) -> Doc:
    """Join tagged sentences into one gold Doc."""
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    for sentence in sentences:
        base = len(words)
        words += restyle(sentence.tokens, style)
        spaces += sentence.spaces
        spans += [(base + a, base + b, label) for a, b, label in sentence.spans]
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.set_ents([Span(doc, a, b, label=label) for a, b, label in spans], default="outside")
    return doc


def _grouped(sentences: Sequence, size: int) -> Iterator[Sequence]:
    return (sentences[i : i + size] for i in range(0, len(sentences), size))


def parser_docs(vocab: Vocab, sentences: Sequence[Sentence], rng: random.Random) -> Iterator[Doc]:
    """Yield each group of sentences twice: as in the corpus and in another typography."""
    styles = (Style.CURLY, Style.GUILLEMETS)
    for group in _grouped(sentences, SENTENCES_A_DOC):
        for style in (Style.CORPUS, rng.choice(styles)):
            breaks = ["\n\n" if rng.random() < 0.2 else " " for _ in group[:-1]] + [" "]
            yield parsed_doc(vocab, group, style, breaks=breaks)


def entity_docs(vocab: Vocab, corpora: Path, rng: random.Random) -> Iterator[Doc]:
    """Yield the news twice, in two typographies, and all other text once."""
    styles = tuple(Style)
    for name in NEWS:
        for group in _grouped(list(read_tagged(corpora / name)), SENTENCES_A_DOC):
            yield entity_doc(vocab, group, Style.CORPUS)
            yield entity_doc(vocab, group, rng.choice(styles[1:]))
    for name in OTHER_ENTITIES:
        for group in _grouped(list(read_tagged(corpora / name)), SENTENCES_A_DOC):
            yield entity_doc(vocab, group, rng.choice(styles))


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Write the docs to one `.spacy` file."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def main() -> None:
    """Make the four training files."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("out", type=Path)
    args = arguments.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("it").vocab
    rng = random.Random(SEED)
    write_docs(parser_docs(vocab, training_sentences(args.corpora), rng), args.out / "parser-train.spacy")
    write_docs(entity_docs(vocab, args.corpora, rng), args.out / "ner-train.spacy")
    development = list(read_sentences(args.corpora / "ud-isdt/it_isdt-ud-dev.conllu"))
    groups = _grouped(development, SENTENCES_A_DOC)
    write_docs(
        (parsed_doc(vocab, g, Style.CORPUS, breaks=[" "] * len(g)) for g in groups), args.out / "parser-dev.spacy"
    )
    news = _grouped(list(read_tagged(args.corpora / "kind/WN_dev.tsv")), SENTENCES_A_DOC)
    write_docs((entity_doc(vocab, g, Style.CORPUS) for g in news), args.out / "ner-dev.spacy")


if __name__ == "__main__":
    main()
