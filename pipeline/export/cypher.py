"""Property graph → a Cypher script for Neo4j 5 or Memgraph. It may run twice, and leaves the graph of one run.

What comes from an article stands in the script within string literals only, none of which spans two lines. Labels,
types of edges and names of properties come from the ontology and from this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TypeVar

from pipeline.errors import UsageError
from pipeline.export.property_graph import NODE_COLUMNS, Edge, Node, PropertyGraph, Value

BATCH = 500
"""Rows of a statement: each statement is parsed whole."""
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_INNER_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
Item = TypeVar("Item")


class Dialect(StrEnum):
    """Whose Cypher: they differ in how a constraint is written."""

    NEO4J = "neo4j"
    MEMGRAPH = "memgraph"


_CONSTRAINTS = {
    Dialect.NEO4J: ("CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",),
    # there, a constraint brings no index with it
    Dialect.MEMGRAPH: ("CREATE CONSTRAINT ON (n:{label}) ASSERT n.id IS UNIQUE", "CREATE INDEX ON :{label}(id)"),
}
_RUN = {Dialect.NEO4J: "cypher-shell -f FILE", Dialect.MEMGRAPH: "mgconsole < FILE"}


def to_cypher(graph: PropertyGraph, dialect: Dialect = Dialect.NEO4J) -> str:
    """Return the script. A semicolon at the end of a line ends a statement, and stands nowhere else at such a place.

    Raises UsageError where a term of the ontology cannot be a name in Cypher.
    """
    counted = f"// Intreccio: {len(graph.nodes)} nodes, {len(graph.edges)} edges. Run with: {_RUN[dialect]}\n"
    return counted + "".join(f"{statement};\n" for statement in _statements(graph, dialect))


def _statements(graph: PropertyGraph, dialect: Dialect) -> Iterator[str]:
    for label in NODE_COLUMNS:
        for constraint in _CONSTRAINTS[dialect]:
            yield constraint.format(name=f"intreccio_{label.lower()}_id", label=label)
    labels = {node.id: node.labels for node in graph.nodes}

    def ends(edge: Edge) -> tuple[str, str, str]:
        return edge.type, labels[edge.start][0], labels[edge.end][0]

    for alike, nodes in groupby(sorted(graph.nodes, key=_labels), key=_labels):
        yield from (_of_nodes(alike, batch) for batch in _batches(list(nodes)))
    for (type_, start, end), edges in groupby(sorted(graph.edges, key=ends), key=ends):
        yield from (_of_edges(type_, start, end, batch) for batch in _batches(list(edges)))


def _labels(node: Node) -> tuple[str, ...]:
    return node.labels


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[begin : begin + BATCH] for begin in range(0, len(items), BATCH))


def _of_nodes(labels: Sequence[str], nodes: Sequence[Node]) -> str:
    rows = (f"{{id: {cypher_string(node.id)}, properties: {_map(node.properties)}}}" for node in nodes)
    named = ":".join(cypher_name(label) for label in labels)
    return f"UNWIND [\n{_lines(rows)}\n] AS row\nMERGE (n:{named} {{id: row.id}})\nSET n += row.properties"


def _of_edges(type_: str, start: str, end: str, edges: Sequence[Edge]) -> str:
    rows = (
        f"{{id: {cypher_string(edge.id)}, start: {cypher_string(edge.start)}, end: {cypher_string(edge.end)}, "
        f"properties: {_map(edge.properties)}}}"
        for edge in edges
    )
    return (
        f"UNWIND [\n{_lines(rows)}\n] AS row\n"
        f"MATCH (a:{cypher_name(start)} {{id: row.start}})\n"
        f"MATCH (b:{cypher_name(end)} {{id: row.end}})\n"
        f"MERGE (a)-[r:{cypher_name(edge_type(type_))} {{id: row.id}}]->(b)\n"
        f"SET r += row.properties"
    )


def _lines(rows: Iterator[str]) -> str:
    return ",\n".join(f"  {row}" for row in rows)


def _map(properties: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{cypher_name(name)}: {_literal(value)}" for name, value in properties.items()) + "}"


def _literal(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return cypher_string(value)
        case int():
            return str(value)
        case float():
            digits = f"{Decimal(str(value)):f}"
            return digits if "." in digits else f"{digits}.0"
    return f"[{', '.join(cypher_string(item) for item in value)}]"


def cypher_string(text: str) -> str:
    """Return a text as a literal of Cypher that means it, in one line; what cannot be seen is escaped.

    Neo4j may put characters in the place of `\\uXXXX` before it looks for where a literal ends, so that a text in which
    `\\u0027` stands would end it. Hence no backslash of a text stands before a u: two literals are joined there.
    """
    parts = [_escaped(text[:1])]
    for before, character in pairwise(text):
        parts.append(("' + '" if before == "\\" and character in "uU" else "") + _escaped(character))
    return f"'{''.join(parts)}'"


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04X}" for i in range(0, len(units), 2))


def cypher_name(name: str) -> str:
    """Return a label, a type or the name of a property as Cypher writes it, in backticks where it must.

    Raises UsageError for a name that is empty or has a backslash, which no Cypher has a sure way to write.
    """
    if _PLAIN_NAME.fullmatch(name):
        return name
    if not name or "\\" in name or not name.isprintable():
        raise UsageError(f"the term {name!r} of the ontology cannot be a name in Cypher; rename it")
    return f"`{name.replace('`', '``')}`"


def edge_type(term: str) -> str:
    """Return the type of the edges of a term as Neo4j's users write types: "exportsTo" is EXPORTS_TO."""
    return _INNER_CAPITAL.sub("_", term).upper()
