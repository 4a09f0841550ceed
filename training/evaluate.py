"""Scores a pipeline on the test files: python -m training.evaluate CORPORA [--model PATH] [--report FILE].

Raw text in, spaCy's own scorer: UAS and LAS without punctuation, POS, morphology, lemmas, sentences; entity spans
(exact) by label; words a second on one process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.entities import read_tagged
from training.prepare import SENTENCES_A_DOC, entity_doc, parsed_doc
from training.treebanks import read_sentences
from training.typography import Style

PARSER_TEST = "ud-isdt/it_isdt-ud-test.conllu"
ENTITY_TESTS = (
    ("KIND WN test (news)", "kind/WN_test.tsv"),
    ("KIND ADG test", "kind/ADG_test.tsv"),
    ("KIND FIC test", "kind/FIC_test.tsv"),
    ("WikiNEuRal test (silver)", "wikineural-it/wikineural_it_test.conllu"),
)
PARSER_SCORES = (
    ("UAS", "dep_uas"),
    ("LAS", "dep_las"),
    ("POS", "pos_acc"),
    ("morphology", "morph_acc"),
    ("lemma", "lemma_acc"),
    ("sentence F", "sents_f"),
)
LABELS = ("PER", "ORG", "LOC")
CLAUSES = ("nsubj", "obj", "ccomp", "nsubj:pass", "obl:agent")


def parser_references(nlp: Language, corpora: Path) -> Iterator[Doc]:
    """Yield the gold docs of the parser's test file."""
    sentences = list(read_sentences(corpora / PARSER_TEST))
    for i in range(0, len(sentences), SENTENCES_A_DOC):
        group = sentences[i : i + SENTENCES_A_DOC]
        yield parsed_doc(nlp.vocab, group, Style.CORPUS, breaks=[" "] * len(group))


def entity_references(nlp: Language, path: Path) -> Iterator[Doc]:
    """Yield the gold docs of an entity test file."""
    sentences = list(read_tagged(path))
    for i in range(0, len(sentences), SENTENCES_A_DOC):
        yield entity_doc(nlp.vocab, sentences[i : i + SENTENCES_A_DOC], Style.CORPUS)


def examples(nlp: Language, references: Sequence[Doc]) -> list[Example]:
    """Return what the pipeline makes of the references' raw text, beside them."""
    predicted = nlp.pipe(reference.text for reference in references)
    return [Example(doc, reference) for doc, reference in zip(predicted, references, strict=True)]


def report(nlp: Language, corpora: Path) -> str:
    """Return the report as Markdown."""
    lines = ["## Test figures", "", "Made by `python -m training.evaluate CORPORA`. Raw text, spaCy's scorer.", ""]
    references = list(parser_references(nlp, corpora))
    start = time.perf_counter()
    found = examples(nlp, references)
    seconds = time.perf_counter() - start
    scores = nlp.evaluate([Example(nlp.make_doc(e.reference.text), e.reference) for e in found])
    lines += [
        f"| ISDT test | {' | '.join(name for name, _ in PARSER_SCORES)} |",
        "|---" * (len(PARSER_SCORES) + 1) + "|",
    ]
    lines.append("| whole | " + " | ".join(f"{100 * scores[key]:.1f}" for _, key in PARSER_SCORES) + " |")
    by_label = scores["dep_las_per_type"]
    lines += ["", f"| F of | {' | '.join(CLAUSES)} |", "|---" * (len(CLAUSES) + 1) + "|"]
    lines.append("| ISDT test | " + " | ".join(f"{100 * by_label[label]['f']:.1f}" for label in CLAUSES) + " |")
    lines += ["", f"| entity spans, F | all | {' | '.join(LABELS)} |", "|---|---|---|---|---|"]
    words = sum(len(reference) for reference in references)
    for title, name in ENTITY_TESTS:
        references = list(entity_references(nlp, corpora / name))
        words += sum(len(reference) for reference in references)
        scores = nlp.evaluate([Example(nlp.make_doc(reference.text), reference) for reference in references])
        per = scores["ents_per_type"]
        cells = [scores["ents_f"], *(per.get(label, {"f": 0.0})["f"] for label in LABELS)]
        lines.append(f"| {title} | " + " | ".join(f"{100 * cell:.1f}" for cell in cells) + " |")
    isdt = sum(len(e.reference) for e in found)
    lines += ["", f"Speed, all components, one process on this machine, ISDT test: {isdt / seconds:,.0f} words/s."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write or print the report."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--model", default="pipeline/annotate/weights")
    arguments.add_argument("--report", type=Path, help="rewrite the test figures at the end of this file")
    args = arguments.parse_args()
    text = report(spacy.load(args.model), args.corpora)
    if args.report:
        head = args.report.read_text(encoding="utf-8").split("## Test figures")[0]
        args.report.write_text(head + text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
