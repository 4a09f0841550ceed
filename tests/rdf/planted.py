"""Faults are planted in the mini graph, one for each thing that a shape's message promises."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import SH
from rdflib import Graph as RdfGraph

from pipeline.lexicon import ontology_dir
from pipeline.rdf.iris import PREFIXES, XSD

BASE = "https://w3id.org/intreccio/id/"
NODE_SHAPES = "https://w3id.org/intreccio/news-shape#"

SHAPES = RdfGraph().parse(ontology_dir() / "shapes.ttl")


def targeted_shapes(shapes: RdfGraph) -> list[str]:
    """Return the names of the shapes that look at nodes by themselves."""
    found = {*shapes.subjects(SH.targetClass), *shapes.subjects(SH.targetObjectsOf)}
    return sorted(str(shape).removeprefix(NODE_SHAPES) for shape in found)


def planted(quads: Iterable[Quad], update: str) -> list[Quad]:
    """Return the quads after the update. A store makes every integer type xsd:integer, which is undone here."""
    store = Store()
    store.extend(quads)
    before = set(store)
    store.update(update, base_iri=BASE, prefixes=PREFIXES)
    assert set(store) != before
    return [_offset(q) for q in store]


def _offset(quad: Quad) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype.value != f"{XSD}integer":
        return quad
    value = Literal(quad.object.value, datatype=NamedNode(f"{XSD}nonNegativeInteger"))
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)
