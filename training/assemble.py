"""Joins the trained parts into the embedded pipeline: python -m training.assemble PARSER NER OUT."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy

META = {
    "name": "intreccio",
    "version": "0.1.0",
    "description": "Italian: dependencies, morphology, lemmas and names, trained by Intreccio on UD and KIND corpora",
    "license": "CC BY-NC-SA 4.0",
    "author": "Intreccio",
    "spacy_version": ">=3.8.0,<3.9.0",
}


def assemble(parser: Path, ner: Path, out: Path) -> None:
    """Write one pipeline with the parser's components and the recogniser; `out` keeps its LICENSE."""
    nlp = spacy.load(parser)
    nlp.add_pipe("ner", source=spacy.load(ner))
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    for old in out.glob("*"):
        if old.is_dir():
            shutil.rmtree(old)
        elif old.name != "LICENSE":
            old.unlink()
    nlp.to_disk(out)


def main() -> None:
    """Assemble from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("parser", "ner", "out"):
        arguments.add_argument(name, type=Path)
    args = arguments.parse_args()
    assemble(args.parser, args.ner, args.out)


if __name__ == "__main__":
    main()
