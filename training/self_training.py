"""Trees for text that has only names: python -m training.self_training CORPORA LABELS OUT [--model PATH].

The product reads the Wikinews and WikiNEuRal training files, with their own sentences and words; what it reads, its
tables of governors and lemmas included, is training data for the next network (self-training; McClosky et al. 2006).
`LABELS` is the labels.json of a training, `OUT` goes to `training.train --read`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from pipeline.annotate.encoder.lemma_rules import rule_between
from pipeline.annotate.spacy_backend import WEIGHTS, load_model
from training.corpora import NAMES, NONE, Labelled, Labels, read_named

READ = ("wn", "wikineural")
"""The entity corpora that are read: news and encyclopaedia, nearest to the product's texts."""
SENTENCES_A_DOC = 6


def read_named_sentences(nlp: Language, sentences: Sequence[Labelled]) -> Iterator[Span]:
    """Yield what the pipeline reads of each sentence, its words and its bounds given."""
    groups = list(minibatch(sentences, SENTENCES_A_DOC))
    docs = []
    for group in groups:
        words = [word for sentence in group for word in sentence.words]
        spaces = [space for sentence in group for space in (*sentence.spaces[:-1], True)]
        starts = [i == 0 for sentence in group for i in range(len(sentence.words))]
        docs.append(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    for doc, group in zip(nlp.pipe(docs), groups, strict=True):
        start = 0
        for sentence in group:
            yield doc[start : start + len(sentence.words)]
            start += len(sentence.words)


def columns(span: Span, labels: Labels) -> dict[str, list[int]]:
    """Return the tags, lemma scripts, heads and relations of a sentence as the trainer counts them."""
    tags, lemmas, relations = (
        {name: i for i, name in enumerate(names)} for names in (labels.tags, labels.lemmas, labels.relations)
    )
    return {
        "tags": [tags.get(f"{t.pos_}|{t.morph}", NONE) for t in span],
        "lemmas": [lemmas.get(rule_between(t.text, t.lemma_), NONE) for t in span],
        "heads": [t.head.i - span.start for t in span],
        "relations": [relations.get("root" if t.dep_ == "ROOT" else t.dep_, NONE) for t in span],
    }


def with_trees(named: dict[str, list[Labelled]], path: Path) -> dict[str, list[Labelled]]:
    """Return the entity sentences with the trees that `main` wrote for them, a line each."""
    trees = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return named | {
        corpus: [
            replace(sentence, **{name: tuple(values) for name, values in next(trees).items()})
            for sentence in named[corpus]
        ]
        for corpus in READ
    }


def main() -> None:
    """Read the corpora from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("corpora", "labels", "out"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--model", default=str(WEIGHTS))
    args = arguments.parse_args()
    labels = Labels(**{name: tuple(v) for name, v in json.loads(args.labels.read_text(encoding="utf-8")).items()})
    nlp = load_model(args.model)
    with args.out.open("w", encoding="utf-8") as out:
        for corpus in READ:
            sentences = list(read_named(args.corpora, NAMES[corpus], boundaries=True))
            for span in read_named_sentences(nlp, sentences):
                out.write(json.dumps(columns(span, labels)) + "\n")


if __name__ == "__main__":
    main()
