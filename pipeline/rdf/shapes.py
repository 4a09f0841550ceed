"""Does a graph have the shapes of `ontology/shapes.ttl`? Asked of pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong: the node, what is wrong with it, and the value found."""

    node: str
    message: str
    value: str


def find_violations(quads: Iterable[pyoxigraph.Quad], ontology: Path) -> tuple[Violation, ...]:
    """Return what the shapes find wrong in the union of all graphs, sorted; () for a conforming graph."""
    report = validation_report(quads, ontology)
    found = (
        Violation(
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            _text(report.value(result, SH.value)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )
    return tuple(sorted(found, key=_order))


def validation_report(quads: Iterable[pyoxigraph.Quad], ontology: Path) -> Graph:
    """Return the whole report of pySHACL on the union of all graphs (SHACL, section 3.6)."""
    data = Graph()
    for quad in quads:
        data.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=Graph().parse(ontology / "shapes.ttl"),
        ont_graph=Graph().parse(ontology / "news.ttl"),
        inference="none",
        advanced=False,
    )
    assert isinstance(report, Graph)
    return report


def _text(value: Node | None) -> str:
    return "" if value is None else str(value)


def _order(violation: Violation) -> tuple[str, str, str]:
    return violation.node, violation.message, violation.value


def _to_rdflib(term: object) -> Node:
    """Return rdflib's form of an Oxigraph term; raises TypeError for one that no Intreccio graph has."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return (
            Literal(term.value, lang=term.language)
            if plain or term.language
            else Literal(term.value, datatype=URIRef(term.datatype.value))
        )
    raise TypeError(f"unexpected term in an Intreccio graph: {term!r}")
