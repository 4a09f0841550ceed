"""The formats of an export. `EXPORTERS` is the one list of them; adding one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Quad

from pipeline.export.cypher import Dialect, to_cypher
from pipeline.export.json_ld import to_json_ld
from pipeline.export.json_ld_context import read_context
from pipeline.export.jsonl import to_jsonl
from pipeline.export.kgx import to_kgx
from pipeline.export.neo4j_csv import to_neo4j_csv
from pipeline.export.network import to_cytoscape, to_gexf, to_graphml
from pipeline.export.property_graph import PropertyGraph, to_property_graph
from pipeline.export.rdf_forms import to_skos, to_turtle_12
from pipeline.export.tables import to_parquet
from pipeline.lexicon.location import ontology_dir
from pipeline.model import Article, Fact
from pipeline.rdf.store import to_nquads, to_trig, to_turtle
from pipeline.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Exportable:
    """All that an exporter may draw on."""

    facts: Sequence[Fact]
    quads: Sequence[Quad]
    vocab: Vocab
    articles: Sequence[Article] = ()
    """For their titles, sources and dates."""
    ontology: Path | None = None
    """The folder of another ontology than the one that came with this package."""

    @property
    def property_graph(self) -> PropertyGraph:
        """The same as nodes and edges with properties."""
        return to_property_graph(self.facts, self.articles, self.quads, self.vocab)


Exporter: TypeAlias = Callable[[Exportable], str | Mapping[str, bytes]]
"""Gives one text, or several files by name."""


def _jsonl(content: Exportable) -> str:
    return to_jsonl(content.facts)


def _nquads(content: Exportable) -> str:
    return to_nquads(content.quads)


def _turtle(content: Exportable) -> str:
    return to_turtle(content.quads)


def _trig(content: Exportable) -> str:
    return to_trig(content.quads)


def _json_ld(content: Exportable) -> str:
    return to_json_ld(content.quads, read_context(content.ontology or ontology_dir()))


def _graphml(content: Exportable) -> str:
    return to_graphml(content.facts, content.vocab)


def _gexf(content: Exportable) -> str:
    return to_gexf(content.facts, content.vocab)


def _cytoscape(content: Exportable) -> str:
    return to_cytoscape(content.facts, content.vocab)


def _turtle_12(content: Exportable) -> str:
    return to_turtle_12(content.quads)


def _skos(content: Exportable) -> str:
    return to_skos(content.quads)


def _parquet(content: Exportable) -> Mapping[str, bytes]:
    return to_parquet(content.facts, content.vocab)


def _kgx(content: Exportable) -> Mapping[str, bytes]:
    return to_kgx(content.property_graph)


def _neo4j(content: Exportable) -> Mapping[str, bytes]:
    return to_neo4j_csv(content.property_graph)


def _cypher(content: Exportable) -> str:
    return to_cypher(content.property_graph)


def _memgraph(content: Exportable) -> str:
    return to_cypher(content.property_graph, Dialect.MEMGRAPH)


EXPORTERS: Mapping[str, Exporter] = {
    "jsonl": _jsonl,
    "nquads": _nquads,
    "turtle": _turtle,
    "trig": _trig,
    "jsonld": _json_ld,
    "turtle12": _turtle_12,
    "skos": _skos,
    "graphml": _graphml,
    "gexf": _gexf,
    "cytoscape": _cytoscape,
    "parquet": _parquet,
    "kgx": _kgx,
    "neo4j": _neo4j,
    "cypher": _cypher,
    "memgraph": _memgraph,
}
