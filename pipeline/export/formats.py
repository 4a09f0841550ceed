"""The formats of an export. `EXPORTERS` is the one list of them; adding one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Quad

from pipeline.export.jsonl import to_jsonl
from pipeline.export.network import to_graphml
from pipeline.model import Fact
from pipeline.rdf.store import to_json_ld, to_nquads, to_trig, to_turtle
from pipeline.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Exportable:
    """All that an exporter may draw on."""

    facts: Sequence[Fact]
    quads: Sequence[Quad]
    vocab: Vocab


Exporter: TypeAlias = Callable[[Exportable], str]


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


EXPORTERS: Mapping[str, Exporter] = {
    "jsonl": _jsonl,
    "nquads": _nquads,
    "turtle": _turtle,
    "trig": _trig,
    "jsonld": _json_ld,
    "graphml": _graphml,
}
