"""The table "take it to …" of README: each of its lines does what it says, on the graph of the seeds."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import networkx as nx
import pandas
import polars
import pytest
import rdflib

from pipeline.export.formats import EXPORTERS
from pipeline.export.network import to_networkx
from pipeline.export.rdf_forms import to_rdflib
from pipeline.graph import read_graph
from pipeline.lexicon import ontology_dir
from pipeline.vocab import load_vocab
from tests.cli.conftest import Intreccio

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = (
    *("rdflib", "networkx", "Gephi", "Neo4j", "Cytoscape", "pandas", "Polars", "Protégé", "YASGUI", "KGX", "Memgraph"),
)
PYTHON = re.compile(r"(?:rdflib|nx|pd|pl|json|to_rdflib|to_networkx)[.(]")
NAMES: dict[str, Any] = {
    "Path": Path,
    "json": json,
    "load_vocab": load_vocab,
    "nx": nx,
    "ontology_dir": ontology_dir,
    "pd": pandas,
    "pl": polars,
    "rdflib": rdflib,
    "read_graph": read_graph,
    "to_networkx": to_networkx,
    "to_rdflib": to_rdflib,
}


def _rows() -> list[tuple[str, str]]:
    """Return the rows of the table: to what, and what to type."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.split("| take it to | type |\n|---|---|\n", 1)[1].split("\n\n", 1)[0]
    return [(row[0], row[1]) for row in (line.strip("| ").split(" | ", 1) for line in table.splitlines())]


def _spans(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


ROWS = _rows()


def test_the_table_names_every_program() -> None:
    named = ", ".join(to for to, _ in ROWS)
    assert [program for program in PROGRAMS if program not in named] == []


def test_the_table_and_the_line_above_it_name_every_format() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    above = text.split("`export` knows the forms of this table, and ", 1)[1].split(". A file", 1)[0]
    in_table = {span.split()[3] for _, cell in ROWS for span in _spans(cell) if span.startswith("intreccio export ")}
    assert in_table | set(_spans(above)) == EXPORTERS.keys()
    assert not in_table & set(_spans(above))


@pytest.mark.parametrize(("to", "cell"), ROWS, ids=[to for to, _ in ROWS])
def test_each_line_of_the_table_works(
    intreccio: Intreccio, folder: Path, to: str, cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    folder.rename("graphs")
    (Path("ontology")).symlink_to(ROOT / "ontology")
    tried = 0
    for span in _spans(cell):
        if span.startswith("intreccio export "):
            assert intreccio(*shlex.split(span)[1:]).code == 0
            tried += 1
        elif PYTHON.match(span):
            assert len(eval(span, dict(NAMES))) > 0  # the words of our own README
            tried += 1
        elif re.fullmatch(r"(?:graphs|ontology)/\S+", span):
            assert Path(span).is_file()
            tried += 1
        elif span.startswith("intreccio serve"):
            assert intreccio(*shlex.split(span)[1:], "--help").code == 0
            tried += 1
    assert tried


def test_what_comes_after_an_export_names_its_files(intreccio: Intreccio, folder: Path, tmp_path: Path) -> None:
    for form, files in (("neo4j", {"import.args"}), ("kgx", {"nodes.tsv", "edges.tsv"})):
        assert intreccio("export", "-f", form, "-g", folder, "-o", tmp_path / form).code == 0
        assert files <= {path.name for path in (tmp_path / form).iterdir()}
    options = (tmp_path / "neo4j" / "import.args").read_text(encoding="utf-8").split()
    named = [option.split("=")[1] for option in options if option.startswith(("--nodes", "--relationships"))]
    assert all((tmp_path / "neo4j" / name).is_file() for name in named)
    (row,) = [cell for to, cell in ROWS if to == "KGX"]
    assert "kgx/nodes.tsv kgx/edges.tsv" in row
