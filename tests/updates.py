"""What the tests of updates share: graphs of claims, written to folders."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline import __version__
from pipeline.annotate.spacy_backend import WEIGHTS
from pipeline.export.read_by import ReadBy, ontology_hash
from pipeline.folder import STORE
from pipeline.graph import Graph, write_graph
from pipeline.knowledge import load_knowledge
from pipeline.run import assemble
from pipeline.update import Read

KNOWN = load_knowledge()

META = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))

BY = ReadBy(__version__, "spacy", f"it_intreccio {META['version']}", ontology_hash(KNOWN.ontology))
"""What the embedded model marks."""


def assembled(read: Iterable[Read]) -> Graph:
    return replace(assemble(read, KNOWN.lexicon, KNOWN.vocab), readings=(BY,))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def built(read: Iterable[Read], folder: Path) -> Path:
    write_graph(assembled(read), folder, KNOWN)
    return folder
