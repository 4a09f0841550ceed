"""Property graph → the CSV files that `neo4j-admin database import full` reads, and a file of its options.

Texts are as they were, line breaks and a leading "=" included: these files are for a database, not for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from pipeline.export.cypher import edge_type
from pipeline.export.property_graph import EDGE_COLUMNS, NODE_COLUMNS, PropertyGraph, Value, ValueType

SEPARATOR = "\x1f"
"""Between the items of a list: they cannot be quoted, and a sentence may have any mark that can be seen."""
OPTIONS_FILE = "import.args"
NODE_FILES = {label: f"nodes-{label.lower()}.csv" for label in NODE_COLUMNS}
EDGE_FILES = {group: f"edges-{group}.csv" for group in EDGE_COLUMNS}


def to_neo4j_csv(graph: PropertyGraph) -> Mapping[str, bytes]:
    """Return the files by name: nodes by label, edges by group, and the options to import them with."""
    files = {}
    for label, columns in NODE_COLUMNS.items():
        header = ("id:ID", *_header(columns), ":LABEL")
        rows = (
            (node.id, *_cells(node.properties, columns), SEPARATOR.join(node.labels))
            for node in graph.nodes
            if node.labels[0] == label
        )
        files[NODE_FILES[label]] = _csv(header, rows)
    for group, columns in EDGE_COLUMNS.items():
        header = (":START_ID", "id", *_header(columns), ":END_ID", ":TYPE")
        rows = (
            (edge.start, edge.id, *_cells(edge.properties, columns), edge.end, edge_type(edge.type))
            for edge in graph.edges
            if edge.group == group
        )
        files[EDGE_FILES[group]] = _csv(header, rows)
    return {**files, OPTIONS_FILE: _options()}


def _options() -> bytes:
    return "".join(
        f"{option}\n"
        for option in (
            *(f"--nodes={name}" for name in NODE_FILES.values()),
            *(f"--relationships={name}" for name in EDGE_FILES.values()),
            f"--array-delimiter=U+{ord(SEPARATOR):04X}",
            "--multiline-fields=true",
            "--id-type=string",
        )
    ).encode()


def _header(columns: Mapping[str, ValueType]) -> Iterable[str]:
    return (name if type_ == "string" else f"{name}:{type_}" for name, type_ in columns.items())


def _cells(properties: Mapping[str, Value], columns: Mapping[str, ValueType]) -> Iterable[str]:
    return (_cell(properties[name]) if name in properties else "" for name in columns)


def _cell(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return SEPARATOR.join(item.replace(SEPARATOR, " ") for item in value)
    return str(value)


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")  # with "\n" it would not quote a cell for a "\r" in it
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue().encode()
