"""Exported files → the pipeline that the product loads: python -m training.assemble EXPORTED LEMMAS OUT."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import spacy

from pipeline.annotate.encoder.component import FACTORY

FILES = ("body.onnx", "embeddings.npz", "labels.json", "tokenizer.json")
TABLES = ("intransitive.tsv", "clausal.tsv")
META = {
    "name": "intreccio",
    "version": "0.2.0",
    "description": "Italian: sentences, dependencies, morphology, lemmas and names by one small transformer",
    "license": "CC BY-NC-SA 4.0",
    "author": "Intreccio",
    "spacy_version": ">=3.8.0,<3.9.0",
}


def assemble(exported: Path, lemmas: Path, out: Path) -> None:
    """Write the pipeline; `out` keeps its LICENSE."""
    nlp = spacy.blank("it")
    encoder = nlp.add_pipe(FACTORY)
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder)
        for name in FILES:
            shutil.copyfile(exported / name, parts / name)
        shutil.copyfile(lemmas, parts / "lemmas.tsv.gz")
        for name in TABLES:
            shutil.copyfile(Path(__file__).parent / name, parts / name)
        encoder.from_disk(parts)
        nlp.meta.update(META)
        for old in out.glob("*"):
            if old.is_dir():
                shutil.rmtree(old)
            elif old.name != "LICENSE":
                old.unlink()
        nlp.to_disk(out)


def main() -> None:
    """Assemble from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("exported", "lemmas", "out"):
        arguments.add_argument(name, type=Path)
    args = arguments.parse_args()
    assemble(args.exported, args.lemmas, args.out)


if __name__ == "__main__":
    main()
