"""N-Quads, TriG, Turtle and JSON-LD, read back by Oxigraph and by rdflib: the same set of triples."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from rdflib import Dataset, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from pipeline.export.formats import EXPORTERS, Exportable
from pipeline.graph import Graph
from pipeline.vocab import Vocab

OXIGRAPH_FORMATS = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
RDFLIB_FORMATS = {"nquads": "nquads", "trig": "trig", "turtle": "turtle", "jsonld": "json-ld"}
GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]
FourNodes = tuple[Node, Node, Node, Node]


@pytest.fixture(autouse=True)
def _literals_as_written() -> Iterator[None]:
    """Stop rdflib from rewriting "2024"^^xsd:gYear and the like as it reads them."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = before


def _export(graph: Graph, form: str, vocab: Vocab) -> str:
    made = EXPORTERS[form](Exportable(graph.facts, graph.quads, vocab))
    assert isinstance(made, str)
    return made


def _expected(graph: Graph, form: str) -> set[Quad]:
    """Return the quads that a format can hold: Turtle knows no named graphs."""
    if form != "turtle":
        return set(graph.quads)
    return {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in graph.quads}


def _to_rdflib(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, DefaultGraph):
        return URIRef(DATASET_DEFAULT_GRAPH_ID)
    assert isinstance(term, Literal)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)


def _without_string_type(term: Node) -> Node:
    """Return a literal of xsd:string as the plain literal that it is."""
    if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.string:
        return rdflib.Literal(str(term))
    return term


@pytest.mark.parametrize("form", OXIGRAPH_FORMATS)
@pytest.mark.parametrize("name", GRAPHS)
def test_oxigraph_reads_back_the_same_quads(name: str, form: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    read = pyoxigraph.parse(_export(graph, form, vocab), format=OXIGRAPH_FORMATS[form])
    assert {_as_quad(item) for item in read} == _expected(graph, form)


def _as_quad(item: object) -> Quad:
    assert isinstance(item, Quad)
    return item


@pytest.mark.parametrize("form", RDFLIB_FORMATS)
@pytest.mark.parametrize("name", GRAPHS)
def test_rdflib_reads_back_the_same_quads(name: str, form: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    dataset = Dataset()
    dataset.parse(data=_export(graph, form, vocab), format=RDFLIB_FORMATS[form])
    read = {(s, p, _without_string_type(o), g or DATASET_DEFAULT_GRAPH_ID) for s, p, o, g in dataset.quads()}
    expected: set[FourNodes] = {
        (_to_rdflib(q.subject), _to_rdflib(q.predicate), _to_rdflib(q.object), _to_rdflib(q.graph_name))
        for q in _expected(graph, form)
    }
    assert read == expected


@pytest.mark.parametrize("form", OXIGRAPH_FORMATS)
def test_the_order_of_the_quads_makes_no_difference(example: Graph, form: str, vocab: Vocab) -> None:
    backwards = Graph(example.articles, example.facts, tuple(reversed(example.quads)))
    assert _export(backwards, form, vocab) == _export(example, form, vocab)


def test_nquads_are_sorted_lines(example: Graph, vocab: Vocab) -> None:
    lines = _export(example, "nquads", vocab).splitlines()
    assert len(lines) == len(example.quads)
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("form", ["trig", "turtle"])
def test_the_known_prefixes_are_used(example: Graph, form: str, vocab: Vocab) -> None:
    text = _export(example, form, vocab)
    assert "@prefix news: <https://w3id.org/intreccio/news#> ." in text
    assert "news:met" in text


@pytest.mark.parametrize("form", sorted(EXPORTERS.keys() - {"kgx", "neo4j", "parquet"}))
def test_every_format_of_one_text_ends_with_a_new_line(example: Graph, form: str, vocab: Vocab) -> None:
    assert _export(example, form, vocab).endswith("\n")


@pytest.mark.parametrize("form", EXPORTERS)
def test_an_empty_graph_can_be_exported(form: str, vocab: Vocab) -> None:
    assert "Traceback" not in EXPORTERS[form](Exportable((), (), vocab))
