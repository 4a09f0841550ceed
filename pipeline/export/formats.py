"""The formats of an export. `EXPORTERS` is the one list of them; adding one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Quad

from pipeline.export.jsonl import to_jsonl
from pipeline.export.network import to_cytoscape, to_gexf, to_graphml
from pipeline.export.rdf_forms import to_skos, to_turtle_12
from pipeline.export.tables import to_parquet
from pipeline.model import Fact
from pipeline.rdf.store import to_json_ld, to_nquads, to_trig, to_turtle
from pipeline.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Exportable:
    """All that an exporter may draw on."""

    facts: Sequence[Fact]
    quads: Sequence[Quad]
    vocab: Vocab


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
    return to_json_ld(content.quads)


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
}
