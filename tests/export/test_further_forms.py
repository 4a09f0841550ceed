"""Exports read back by the programs that people take them to."""

from __future__ import annotations

import io
import json
from typing import Any

import networkx as nx
import polars
import pyarrow.parquet
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import RDF, SKOS, URIRef
from rdflib import Graph as RdfGraph

from pipeline.export.network import to_cytoscape, to_gexf, to_networkx
from pipeline.export.rdf_forms import to_rdflib, to_skos, to_turtle_12
from pipeline.export.tables import to_parquet
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import RDF as RDF_NAMESPACE
from pipeline.run import Graph
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]


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
