"""The CSV for `neo4j-admin database import`, by its manual: the header gives types and lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.cypher import edge_type
from pipeline.export.neo4j_csv import OPTIONS_FILE, to_neo4j_csv
from pipeline.export.property_graph import ENTITY, Node, PropertyGraph, Value, to_property_graph
from pipeline.graph import Graph
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]


def _options(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in files[OPTIONS_FILE].decode().splitlines():
        name, value = line.removeprefix("--").split("=", 1)
        found.setdefault(name, []).append(value)
    return found


def _read(data: bytes, delimiter: str) -> list[dict[str, Any]]:
    """Return the records of a file as the importer takes them: an empty cell without quotes is no property."""
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return [
        {
            column: _typed(cell, column.rpartition(":")[2] if ":" in column else "", delimiter)
            for column, cell in zip(header, row, strict=True)
            if cell
        }
        for row in rows
    ]


def _typed(cell: str, type_: str, delimiter: str) -> Any:  # noqa: ANN401 - of the type that the header names
    match type_:
        case "int":
            return int(cell)
        case "double":
            return float(cell)
        case "boolean":
            return {"true": True, "false": False}[cell]
        case "string[]" | "LABEL":
            return tuple(cell.split(delimiter))
    return cell


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a record by their names."""
    return {name.split(":")[0]: value for name, value in record.items() if not name.startswith(":")}


@pytest.mark.parametrize("name", GRAPHS)
def test_the_files_hold_the_graph(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    made = to_property_graph(graph.facts, graph.articles, graph.quads, vocab)
    files = to_neo4j_csv(made)
    options = _options(files)
    delimiter = chr(int(options["array-delimiter"][0].removeprefix("U+"), 16))
    assert sorted([*options["nodes"], *options["relationships"], OPTIONS_FILE]) == sorted(files)
    nodes = [record for file in options["nodes"] for record in _read(files[file], delimiter)]
    assert [(_plain(r)["id"], r[":LABEL"]) for r in nodes] == [(node.id, node.labels) for node in made.nodes]
    assert [_plain(record) for record in nodes] == [{**node.properties, "id": node.id} for node in made.nodes]
    edges = [record for file in options["relationships"] for record in _read(files[file], delimiter)]
    assert [(r[":START_ID"], r[":TYPE"], r[":END_ID"]) for r in edges] == [
        (edge.start, edge_type(edge.type), edge.end) for edge in made.edges
    ]
    assert [_plain(record) for record in edges] == [{**edge.properties, "id": edge.id} for edge in made.edges]


@pytest.mark.parametrize("name", GRAPHS)
def test_polars_finds_as_many_rows(name: str, vocab: Vocab, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    made = to_property_graph(graph.facts, graph.articles, graph.quads, vocab)
    frames = {}
    for file, data in to_neo4j_csv(made).items():
        if file != OPTIONS_FILE:
            (tmp_path / file).write_bytes(data)
            frames[file] = polars.read_csv(tmp_path / file, infer_schema=False)
    assert sum(frame.height for file, frame in frames.items() if file.startswith("nodes")) == len(made.nodes)
    edges = polars.concat(frame.select(":START_ID", ":END_ID") for file, frame in frames.items() if file[0] == "e")
    assert edges.height == len(made.edges)
    assert set(edges[":START_ID"]) | set(edges[":END_ID"]) <= {node.id for node in made.nodes}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f"), min_size=1)


@given(name=TEXTS | st.sampled_from(['a "b"', "a\r\nb", "=1+1", "-1", "@x", "a,b;c|d", '"', " a ", "\\", "\\N"]))
def test_a_text_is_as_it_was(name: str) -> None:
    properties: dict[str, Value] = {"name": name, "aliases": (name, "b")}
    files = to_neo4j_csv(PropertyGraph((Node("x:1", (ENTITY, "Person"), properties),), ()))
    (record,) = _read(files["nodes-entity.csv"], "\x1f")
    assert _plain(record) == {**properties, "id": "x:1"}


def test_the_mark_between_items_is_in_none_of_them() -> None:
    files = to_neo4j_csv(PropertyGraph((Node("x:1", (ENTITY, "Person"), {"aliases": ("a\x1fb", "c")}),), ()))
    (record,) = _read(files["nodes-entity.csv"], "\x1f")
    assert _plain(record)["aliases"] == ("a b", "c")


def test_numbers_and_truth_have_their_types(example: Graph, vocab: Vocab) -> None:
    made = to_property_graph(example.facts, example.articles, example.quads, vocab)
    header = to_neo4j_csv(made)["nodes-fact.csv"].decode().split("\r\n", 1)[0].split(",")
    assert {"id:ID", ":LABEL", "name", "confidence:double", "sources:int", "negated:boolean"} <= set(header)
    header = to_neo4j_csv(made)["edges-asserted.csv"].decode().split("\r\n", 1)[0].split(",")
    assert {":START_ID", ":END_ID", ":TYPE", "evidence:string[]"} <= set(header)
