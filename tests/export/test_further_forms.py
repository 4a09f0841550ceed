"""Exports read back by the programs that people take them to."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import polars
import pyarrow.parquet
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import RDF, SKOS, URIRef
from rdflib import Graph as RdfGraph

from pipeline.days import first_day, last_day
from pipeline.export.network import to_cytoscape, to_gexf, to_networkx
from pipeline.export.rdf_forms import to_rdflib, to_skos, to_turtle_12
from pipeline.export.tables import to_parquet
from pipeline.graph import Graph
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import RDF as RDF_NAMESPACE
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]

GEPHI_TYPES = {"integer", "long", "float", "double", "boolean", "string", "liststring", "anyURI"}
GEPHI_OWN_COLUMNS = {"id", "label", "type", "kind", "weight", "source", "target", "interval", "timeset", "start", "end"}


def _in_xml(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


@pytest.mark.parametrize("name", GRAPHS)
def test_networkx_reads_the_gexf(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    made: Any = to_networkx(graph.facts, vocab)
    text = to_gexf(graph.facts, vocab)
    read: Any = nx.read_gexf(io.BytesIO(text.encode()))
    assert {_in_xml(node) for node in made} == set(read)
    assert {key for _, _, key in made.edges(keys=True)} == {data["id"] for _, _, data in read.edges(data=True)}
    kinds = {data["fact_kind"] for _, _, data in read.edges(data=True)}
    assert kinds == {data["kind"] for _, _, data in made.edges(data=True)}
    assert to_gexf(graph.facts, vocab) == text
    assert "lastmodified" not in text


@pytest.mark.parametrize("name", GRAPHS)
def test_the_gexf_keeps_the_rules_of_gephi(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    root = ElementTree.fromstring(to_gexf(graph.facts, vocab))
    (drawn,) = root.findall("{*}graph")
    assert (root.get("version"), drawn.get("mode"), drawn.get("timeformat")) == ("1.2", "dynamic", "date")
    titles = {(a.get("title"), a.get("type")) for a in drawn.iterfind("{*}attributes/{*}attribute")}
    assert {("confidence", "double"), ("negated", "boolean"), ("asserted", "boolean"), ("date", "string")} <= titles
    assert {type_ for _, type_ in titles} <= GEPHI_TYPES
    assert not {title for title, _ in titles} & GEPHI_OWN_COLUMNS
    edges = drawn.findall("{*}edges/{*}edge")
    assert len({edge.get("id") for edge in edges}) == len(edges)
    for edge in edges:
        start, end = edge.get("start"), edge.get("end")
        assert (start is None) == (end is None)
        if start and end:
            assert date.fromisoformat(start) <= date.fromisoformat(end)


def test_gephi_shows_an_edge_on_the_days_that_it_may_mean(example: Graph, vocab: Vocab) -> None:
    read: Any = nx.read_gexf(io.BytesIO(to_gexf(example.facts, vocab).encode()))
    days = {data["fact_kind"]: (data.get("start"), data.get("end")) for _, _, data in read.edges(data=True)}
    assert days["encounter"] == ("2024-04-09", "2024-04-09")
    assert days["visit"] == ("2024-04-01", "2024-04-30")
    assert days["figure"] == ("2023-01-01", "2023-12-31")
    assert days["relation"] == (None, None)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-04-09", "2024-04-09", "2024-04-09"),
        ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("2024-04-09T10:00", "2024-04-09", "2024-04-09"),
        ("ad aprile", None, None),
        ("2024-13", None, None),
        ("2024-02-30", None, None),
        ("", None, None),
    ],
)
def test_the_days_of_a_date(iso: str, first: str | None, last: str | None) -> None:
    found = (first_day(iso), last_day(iso))
    assert tuple(day.isoformat() if day else None for day in found) == (first, last)


@pytest.mark.parametrize("name", GRAPHS)
def test_networkx_reads_the_cytoscape_json(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    made: Any = to_networkx(graph.facts, vocab)
    read: Any = nx.cytoscape_graph(json.loads(to_cytoscape(graph.facts, vocab)))
    assert set(read) == set(made)
    assert sorted(key for _, _, key in read.edges(keys=True)) == sorted(key for _, _, key in made.edges(keys=True))
    assert {node: data["label"] for node, data in read.nodes(data=True)} == {
        node: data["label"] for node, data in made.nodes(data=True)
    }


@pytest.mark.parametrize("name", GRAPHS)
def test_polars_and_pyarrow_read_the_parquet(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    files = to_parquet(graph.facts, vocab)
    frames = {file.removesuffix(".parquet"): polars.read_parquet(io.BytesIO(data)) for file, data in files.items()}
    joined = frames["edges"].join(frames["nodes"], left_on="source", right_on="id")
    assert joined.height == frames["edges"].height > 0
    assert set(frames["edges"]["fact"]) <= {fact.id for fact in graph.facts} == set(frames["evidence"]["fact"])
    texts = {article.id: article.text for article in graph.articles}
    for row in frames["evidence"].iter_rows(named=True):
        assert texts[row["article"]][row["start"] : row["end"]] == row["text"]
    table = pyarrow.parquet.read_table(io.BytesIO(files["edges.parquet"]))  # type: ignore[no-untyped-call]
    assert table.schema.field("confidence").type == "double"


def test_a_table_without_rows_has_its_types(vocab: Vocab) -> None:
    frame = polars.read_parquet(io.BytesIO(to_parquet([], vocab)["evidence.parquet"]))
    assert frame.schema["start"] == polars.Int64
    assert frame.height == 0


@pytest.mark.parametrize("name", GRAPHS)
def test_in_rdf_12_a_fact_reifies_its_triple(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    read = list(parse(to_turtle_12(graph.quads), format=RdfFormat.TURTLE))
    reified = {q.subject.value.rsplit("/", 1)[1]: q.object for q in read if isinstance(q.object, Triple)}
    assert reified.keys() == {fact.id for fact in graph.facts}
    for fact in graph.facts:
        triple = reified[fact.id]
        assert triple.subject == NamedNode(fact.subject.iri)
        assert triple.predicate == NamedNode(NEWS + fact.predicate)
    assert not {q.predicate.value for q in read} & {f"{RDF_NAMESPACE}{name}" for name in ("subject", "object")}


@pytest.mark.parametrize("name", GRAPHS)
def test_rdflib_reads_the_entities_as_skos(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    read = RdfGraph().parse(data=to_skos(graph.quads), format="turtle")
    entities = {fact.subject for fact in graph.facts}
    for entity in entities:
        node = URIRef(entity.iri)
        assert (node, RDF.type, SKOS.Concept) in read
        assert [str(label) for label in read.objects(node, SKOS.prefLabel)] == [entity.label]
        assert list(read.objects(node, SKOS.broader)) == [URIRef(NEWS + entity.type)]


def test_an_rdflib_dataset_answers_over_all_graphs(example: Graph) -> None:
    dataset = to_rdflib(example.quads)
    rows = dataset.query("SELECT ?a WHERE { ?a a <https://w3id.org/intreccio/news#Person> }")
    assert {str(row[0]).rsplit("/", 1)[1] for row in rows} == {"anna-bassi", "carlo-dondi"}  # type: ignore[index]
    assert len({str(graph.identifier) for graph in dataset.graphs()}) > 1
