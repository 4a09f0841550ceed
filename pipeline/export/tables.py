"""Facts → three tables (nodes, edges, evidence), and these as Parquet for pandas, Polars and DuckDB."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.errors import UsageError
from pipeline.export.network import joined, to_networkx
from pipeline.model import Fact
from pipeline.vocab import Vocab

if TYPE_CHECKING:
    import pyarrow

Column: TypeAlias = list[str] | list[float] | list[int] | list[bool]
NODES, EDGES, EVIDENCE = "nodes", "edges", "evidence"


@dataclass(frozen=True, slots=True)
class Tables:
    """Columns by name; all columns of a table have the same length."""

    nodes: Mapping[str, Column]
    edges: Mapping[str, Column]
    evidence: Mapping[str, Column]


def to_tables(facts: Iterable[Fact], vocab: Vocab) -> Tables:
    """Return the nodes and edges of `to_networkx`, and a row for each place of an article that a fact rests on."""
    facts = tuple(facts)
    graph: Any = to_networkx(facts, vocab)  # the stubs of networkx know no edges with keys and data
    nodes = sorted(graph.nodes(data=True), key=lambda node: node[0])
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    names = ("fact", "kind", "predicate", "label", "label_en", "status", "date", "attributed_to", "negated", "asserted")
    places = [(fact, evidence) for fact in sorted(facts, key=lambda fact: fact.id) for evidence in fact.evidence]
    return Tables(
        nodes={"id": [node for node, _ in nodes]}
        | {name: [data[name] for _, data in nodes] for name in ("label", "type", "wikidata")},
        edges={"id": [key for _, _, key, _ in edges]}
        | {"source": [source for source, _, _, _ in edges], "target": [target for _, target, _, _ in edges]}
        | {name: [joined(name, data[name]) for _, _, _, data in edges] for name in (*names, "confidence")},
        evidence={
            "fact": [fact.id for fact, _ in places],
            "article": [evidence.article for _, evidence in places],
            "start": [evidence.span.start for _, evidence in places],
            "end": [evidence.span.end for _, evidence in places],
            "text": [evidence.text for _, evidence in places],
            "rule": [evidence.rule for _, evidence in places],
        },
    )


def to_parquet(facts: Iterable[Fact], vocab: Vocab) -> Mapping[str, bytes]:
    """Return the three tables as Parquet files by name; raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; install it with: pip install 'intreccio[parquet]'") from error
    tables = to_tables(facts, vocab)
    found = {}
    for name, columns in ((NODES, tables.nodes), (EDGES, tables.edges), (EVIDENCE, tables.evidence)):
        buffer = io.BytesIO()
        pyarrow.parquet.write_table(_table(name, columns), buffer)  # type: ignore[no-untyped-call]
        found[f"{name}.parquet"] = buffer.getvalue()
    return found


def _table(name: str, columns: Mapping[str, Column]) -> pyarrow.Table:
    """Return a table whose columns have their types also where it has no row."""
    import pyarrow

    special = {"confidence": pyarrow.float64(), "start": pyarrow.int64(), "end": pyarrow.int64()}
    special |= {"negated": pyarrow.bool_(), "asserted": pyarrow.bool_()}
    schema = pyarrow.schema([(column, special.get(column, pyarrow.string())) for column in columns])
    return pyarrow.table(dict(columns), schema=schema.with_metadata({"table": name}))
