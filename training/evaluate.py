"""Scores a pipeline: python -m training.evaluate CORPORA [--model PATH] [--on dev] [--report FILE].

Raw text in, spaCy's own scorer: UAS and LAS without punctuation, POS, morphology, lemmas, sentences; entity spans
(exact) by label. `--on dev` takes the development files: the test files are for the final figures alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer

from pipeline.annotate.spacy_backend import WEIGHTS, load_model
from training.gold import entity_references, examples, parser_references

PARSER_FILES = {"test": "ud-isdt/it_isdt-ud-test.conllu", "dev": "ud-isdt/it_isdt-ud-dev.conllu"}
ENTITY_FILES = {
    "test": (
        ("KIND WN test (news)", "kind/WN_test.tsv"),
        ("KIND ADG test", "kind/ADG_test.tsv"),
        ("KIND FIC test", "kind/FIC_test.tsv"),
        ("WikiNEuRal test (silver)", "wikineural-it/wikineural_it_test.conllu"),
    ),
    "dev": (("KIND WN dev (news)", "kind/WN_dev.tsv"),),
}
PARSER_SCORES = (
    ("UAS", "dep_uas"),
    ("LAS", "dep_las"),
    ("POS", "pos_acc"),
    ("morphology", "morph_acc"),
    ("lemma", "lemma_acc"),
    ("sentence F", "sents_f"),
    ("token F", "token_f"),
)
LABELS = ("PER", "ORG", "LOC")
CLAUSES = ("nsubj", "obj", "ccomp", "nsubj:pass", "obl:agent")
TITLE = "## Test figures"


def score_parser(nlp: Language, path: Path) -> dict[str, Any]:
    """Return spaCy's scores of a treebank file."""
    found = examples(nlp, list(parser_references(nlp.vocab, path)))
    scores: dict[str, Any] = {}
    scores |= Scorer.score_tokenization(found)
    scores |= Scorer.score_spans(found, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
    scores |= Scorer.score_token_attr(found, "pos")
    scores |= Scorer.score_token_attr(found, "morph", getter=lambda token, _: token.morph.key)
    scores |= Scorer.score_token_attr(found, "lemma")
    scores |= Scorer.score_deps(found, "dep", getter=lambda token, _: token.dep_, ignore_labels=("punct",))
    return scores


def score_entities(nlp: Language, path: Path) -> dict[str, Any]:
    """Return spaCy's scores of an entity file."""
    found = examples(nlp, list(entity_references(nlp.vocab, path)))
    return Scorer.score_spans(found, "ents")


def report(nlp: Language, corpora: Path, part: str) -> str:
    """Return the report as Markdown."""
    scores = score_parser(nlp, corpora / PARSER_FILES[part])
    lines = [TITLE, "", "Made by `python -m training.evaluate CORPORA`. Raw text, spaCy's scorer, percent.", ""]
    lines += [f"| ISDT {part} | {' | '.join(name for name, _ in PARSER_SCORES)} |"]
    lines += ["|---" * (len(PARSER_SCORES) + 1) + "|"]
    lines += ["| whole | " + " | ".join(f"{100 * scores[key]:.2f}" for _, key in PARSER_SCORES) + " |"]
    by_label = scores["dep_las_per_type"]
    lines += ["", f"| F of | {' | '.join(CLAUSES)} |", "|---" * (len(CLAUSES) + 1) + "|"]
    lines += [f"| ISDT {part} | " + " | ".join(f"{100 * by_label[label]['f']:.1f}" for label in CLAUSES) + " |"]
    lines += ["", f"| entity spans, F | all | {' | '.join(LABELS)} |", "|---|---|---|---|---|"]
    for title, name in ENTITY_FILES[part]:
        found = score_entities(nlp, corpora / name)
        per = found["ents_per_type"]
        cells = [found["ents_f"], *(per.get(label, {"f": 0.0})["f"] for label in LABELS)]
        lines += [f"| {title} | " + " | ".join(f"{100 * cell:.2f}" for cell in cells) + " |"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write or print the report."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--model", default=str(WEIGHTS))
    arguments.add_argument("--on", choices=("test", "dev"), default="test")
    arguments.add_argument("--report", type=Path, help="rewrite the test figures at the end of this file")
    args = arguments.parse_args()
    text = report(load_model(args.model), args.corpora, args.on)
    if args.report:
        head = args.report.read_text(encoding="utf-8").split(TITLE)[0]
        args.report.write_text(head + text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
