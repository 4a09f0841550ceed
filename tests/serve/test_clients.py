"""Clients that people use: SPARQLWrapper and rdflib's SPARQLStore."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from pipeline.namespaces import DATA, NEWS
from tests.serve.conftest import FOAF, W3C, Server
from tests.serve.test_limits import SLOW, STOPPED

FOAF_NS, NEWS_NS = Namespace(FOAF), Namespace(NEWS)
NAMES = "SELECT ?name WHERE { ?person a news:Person ; rdfs:label ?name } ORDER BY ?name"
MET = "CONSTRUCT { ?a news:met ?b } WHERE { ?a news:met ?b }"
ANNA, CARLO = URIRef(f"{DATA}entity/person/anna-bassi"), URIRef(f"{DATA}entity/person/carlo-dondi")

BOTH_WAYS = {(ANNA, NEWS_NS.met, CARLO), (CARLO, NEWS_NS.met, ANNA)}


def _wrapper(served: Server, query: str, form: str, *, method: str = GET, request: str = URLENCODED) -> Wrapper:
    wrapper = Wrapper(served.endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request)
    return wrapper


@pytest.mark.parametrize(("method", "request_"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_asks_in_every_way(served: Server, method: str, request_: str) -> None:
    # SPARQLWrapper looks into the query for its form, and knows only the prefixes that it declares
    query = f"PREFIX news: <{NEWS}> PREFIX rdfs: <{RDFS}> {NAMES}"
    found: Any = _wrapper(served, query, JSON, method=method, request=request_).queryAndConvert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Anna Bassi", "Carlo Dondi"]


def test_sparqlwrapper_reads_every_form_of_rows(served: Server) -> None:
    xml: Any = _wrapper(served, NAMES, XML).queryAndConvert()
    assert [node.firstChild.data for node in xml.getElementsByTagName("literal")] == ["Anna Bassi", "Carlo Dondi"]
    assert _wrapper(served, NAMES, CSV).queryAndConvert() == b"name\r\nAnna Bassi\r\nCarlo Dondi\r\n"
    assert _wrapper(served, NAMES, TSV).queryAndConvert() == b'?name\n"Anna Bassi"\n"Carlo Dondi"\n'
    yes: Any = _wrapper(served, "ASK { ?a news:met ?b }", JSON).queryAndConvert()
    assert yes["boolean"] is True


@pytest.mark.parametrize(("form", "name"), [(TURTLE, "turtle"), (N3, "n3"), (RDFXML, None), (JSONLD, None)])
def test_sparqlwrapper_reads_every_form_of_triples(served: Server, form: str, name: str | None) -> None:
    found: Any = _wrapper(served, MET, form).queryAndConvert()
    graph = Graph().parse(data=found, format=name) if name else found
    assert set(graph) == BOTH_WAYS


def test_sparqlwrapper_names_graphs(served: Server) -> None:
    wrapper = _wrapper(served, "ASK { ?s ?p ?o }", JSON)
    wrapper.addDefaultGraph("http://example.org/none")
    found: Any = wrapper.queryAndConvert()
    assert found["boolean"] is False


def test_sparqlwrapper_is_told_what_is_wrong(served: Server) -> None:
    with pytest.raises(QueryBadFormed, match="not a SPARQL query"):
        _wrapper(served, "SELECT * {", JSON).query()
    with pytest.raises(EndPointInternalError) as stopped:
        _stopped(served)
    assert STOPPED.strip() in str(stopped.value)


def _stopped(served: Server) -> None:
    """Ask what takes too long; SPARQLWrapper has an exception for 500 and lets 503 through as urllib's."""
    from urllib.error import HTTPError

    try:
        _wrapper(served, SLOW, JSON).query()
    except HTTPError as error:
        raise EndPointInternalError(error.read()) from error


def test_rdflib_queries_and_matches_triples(served: Server) -> None:
    graph = Graph(SPARQLStore(served.endpoint))
    rows = graph.query(NAMES, initNs={"news": NEWS_NS, "rdfs": RDFS})
    assert list(rows) == [(Literal("Anna Bassi"),), (Literal("Carlo Dondi"),)]
    assert set(graph.triples((None, NEWS_NS.met, None))) == BOTH_WAYS
    assert (ANNA, RDFS.label, Literal("Anna Bassi")) in graph
    assert graph.value(CARLO, RDFS.label) == Literal("Carlo Dondi")
    assert graph.query("ASK { ?a news:attacks ?b }", initNs={"news": NEWS_NS}).askAnswer is False
    constructed = graph.query(MET, initNs={"news": NEWS_NS}).graph
    assert constructed is not None
    assert set(constructed) == BOTH_WAYS


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_one_graph(served: Server, method: str) -> None:
    store = SPARQLStore(served.endpoint, method=method, context_aware=True)
    one = URIRef(f"{W3C}data1.rdf")
    assert set(Graph(store, identifier=one)) == {(one, RDF.type, FOAF_NS.Document)}
