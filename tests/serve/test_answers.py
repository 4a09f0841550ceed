"""What the server answers: every form, limits that are told, the service description, the named queries."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlencode

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.rdf.asking import ask_named
from pipeline.rdf.queries import NamedQuery, load_queries
from pipeline.rdf.search import add_keys
from pipeline.rdf.store import ontology_quads
from pipeline.serve.description import SD
from pipeline.serve.negotiation import TRIPLE_TYPES
from tests.serve.conftest import MAX_ROWS, TIME_LIMIT, Server

NAMES = "SELECT ?name WHERE { ?person a news:Person ; rdfs:label ?name } ORDER BY ?name"
MET = "CONSTRUCT { ?a news:met ?b } WHERE { ?a news:met ?b }"
MANY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
QUERIES = load_queries(ontology_dir())
VALUES = {"who": "Bassi", "whom": "Norlandia", "about": "commercio", "year": "2024", "id": "agenzia-1"}
CUT = "x-intreccio-truncated"


@pytest.fixture(scope="module")
def store(example: Graph) -> Store:
    store = Store()
    store.extend((*example.quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    return store


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_in_every_form(served: Server, accept: str, format_: QueryResultsFormat) -> None:
    reply = served.ask(NAMES, accept)
    assert (reply.status, reply.type) == (200, accept)
    assert reply.headers["content-length"] == str(len(reply.body))
    assert reply.headers["vary"].startswith("Accept")
    read = parse_query_results(reply.body, format=format_)
    assert isinstance(read, QuerySolutions)
    assert [solution["name"] for solution in read] == [Literal("Anna Bassi"), Literal("Carlo Dondi")]


def test_rows_as_csv(served: Server) -> None:
    assert served.ask(NAMES, "text/csv").body == b"name\r\nAnna Bassi\r\nCarlo Dondi\r\n"


@pytest.mark.parametrize("accept", TRIPLE_TYPES)
def test_triples_in_every_form(served: Server, store: Store, accept: str) -> None:
    reply = served.ask(MET, accept)
    assert (reply.status, reply.type) == (200, accept)
    read = {(q.subject, q.predicate, q.object) for q in parse(input=reply.body, format=TRIPLE_TYPES[accept])}
    expected = store.query(
        "SELECT ?a ?b WHERE { ?a <https://w3id.org/intreccio/news#met> ?b }", use_default_graph_as_union=True
    )
    assert isinstance(expected, QuerySolutions)
    met = NamedNode("https://w3id.org/intreccio/news#met")
    assert read == {(solution["a"], met, solution["b"]) for solution in expected}


def test_describe_gives_triples(served: Server) -> None:
    reply = served.ask("DESCRIBE <https://w3id.org/intreccio/id/entity/country/valdoria>", "application/n-triples")
    assert '<http://www.w3.org/2000/01/rdf-schema#label> "Valdoria"' in reply.text


@pytest.mark.parametrize("literal", ["?x", 'STRLANG(?x, "it")', "STRDT(?x, <g:type>)"])
def test_rdf_xml_is_well_formed_whatever_a_literal_holds(served: Server, literal: str) -> None:
    query = f'CONSTRUCT {{ <g:s> <g:p#q> ?y }} {{ BIND("x\\fy\\u0001\\uFFFE & z" AS ?x) BIND({literal} AS ?y) }}'
    reply = served.ask(query, "application/rdf+xml")
    assert reply.status == 200
    (value,) = ElementTree.fromstring(reply.body).iter("{g:p#}q")
    assert value.text == "x\ufffdy\ufffd\ufffd & z"
    assert ("it" in value.attrib.values(), "g:type" in value.attrib.values()) == ("it" in literal, "type" in literal)


def test_relative_addresses_begin_at_the_endpoint(served: Server) -> None:
    reply = served.ask("SELECT (<x> AS ?x) {}", "text/csv")
    assert reply.text == f"x\r\n{served.root}x\r\n"


def test_an_answer_that_is_cut_says_so(served: Server) -> None:
    reply = served.ask(MANY)
    assert (reply.status, reply.headers[CUT]) == (200, str(MAX_ROWS))
    assert len(json.loads(reply.text)["results"]["bindings"]) == MAX_ROWS
    triples = served.ask("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert (triples.status, triples.headers[CUT]) == (200, str(MAX_ROWS))
    assert len(triples.text.splitlines()) == MAX_ROWS


def test_an_answer_as_long_as_the_limit_is_whole(served: Server) -> None:
    reply = served.ask(f"{MANY} LIMIT {MAX_ROWS}")
    assert CUT not in reply.headers
    assert len(json.loads(reply.text)["results"]["bindings"]) == MAX_ROWS
    assert CUT not in served.ask("ASK {}").headers


@pytest.mark.parametrize("accept", [None, "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_service_describes_itself(served: Server, accept: str | None) -> None:
    reply = served.send("GET", "/sparql", {"Accept": accept} if accept else None)
    assert (reply.status, reply.type) == (200, accept or "text/turtle")
    description = Store()
    format_ = TRIPLE_TYPES[reply.type]
    description.extend(parse(input=reply.body, format=format_))
    endpoint = NamedNode(served.endpoint)
    for name, value in (
        ("endpoint", endpoint),
        ("supportedLanguage", NamedNode(f"{SD}SPARQL11Query")),
        ("feature", NamedNode(f"{SD}UnionDefaultGraph")),
        ("resultFormat", NamedNode("http://www.w3.org/ns/formats/SPARQL_Results_JSON")),
    ):
        assert list(description.quads_for_pattern(endpoint, NamedNode(SD + name), value)), name
    features = {quad.object for quad in description.quads_for_pattern(endpoint, NamedNode(f"{SD}feature"), None)}
    assert features == {NamedNode(f"{SD}UnionDefaultGraph")}
    assert f"stopped after {TIME_LIMIT} seconds" in reply.text
    assert f"after {MAX_ROWS} rows" in reply.text
    assert "FILTER NOT EXISTS { ?p a news:StoreKey }" in reply.text


def test_what_the_description_says_of_formats_is_what_there_is() -> None:
    iris = {form.iri.rsplit("/", 1)[1] for form in (*TRIPLE_TYPES.values(),)}
    assert {form.iri for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)} == {
        "http://www.w3.org/ns/formats/Turtle",
        "http://www.w3.org/ns/formats/N-Triples",
    }
    from pipeline.serve.description import RESULT_FORMATS

    assert iris <= set(RESULT_FORMATS)


def test_the_description_is_negotiated_and_needs_an_address(served: Server) -> None:
    assert served.send("GET", "/sparql", {"Accept": "text/csv"}).status == 406
    assert served.send("POST", "/sparql").status == 415


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
@pytest.mark.parametrize("filled", [True, False])
def test_a_named_query_of_the_page_answers_as_on_the_command_line(
    served: Server, store: Store, query: NamedQuery, filled: bool
) -> None:
    values = VALUES | ({"about": "Norlandia"} if query.sorts.get("about") == "entities" else {})
    given = {name: values.get(name, "") for name in query.parameters} if filled else {}
    expected = ask_named(store, query, given)
    question = served.send("GET", f"/question/{query.name}?{urlencode(given)}")
    assert (question.status, question.type) == (200, "application/sparql-query")
    reply = served.ask(question.text)
    assert reply.status == 200
    rows = [
        tuple(row.get(name, {"value": ""})["value"] for name in expected.columns)
        for row in json.loads(reply.text)["results"]["bindings"]
    ]
    assert rows == list(expected.rows)[:MAX_ROWS]


def test_what_is_typed_is_no_part_of_the_question_that_the_page_is_given(served: Server) -> None:
    for value in ('trattato" } INSERT DATA { ?a ?b ?c } #', "SERVICE <http://127.0.0.1:9/> {", "\\u0022 }\n"):
        question = served.send("GET", f"/question/said?{urlencode({'about': value})}")
        assert question.status == 200
        assert value not in question.text
        assert served.ask(question.text).status == 200


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("/question/nothing", 404, "no question 'nothing'"),
        ("/question/met?year=2024", 400, "the question 'met' has no --year; it takes: --who, --whom"),
        ("/question/met?who=Xyzzy", 400, "no entity is called 'Xyzzy'"),
        (f"/question/met?who={'x' * 300_000}", 414, "the URL is too long"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(served: Server, target: str, status: int, said: str) -> None:
    reply = served.send("GET", target)
    assert (reply.status, reply.text) == (status, f"{said}\n")


def test_the_page_is_told_of_all_named_queries(served: Server) -> None:
    told = json.loads(served.send("GET", "/settings.json").text)["queries"]
    assert [(q["name"], q["it"], q["en"]) for q in told] == [(q.name, q.title_it, q.title_en) for q in QUERIES.values()]


@pytest.mark.parametrize("target", ["/", "/static/page.js", "/settings.json", "/nothing", "/sparql"])
def test_every_response_keeps_a_browser_to_this_server(served: Server, target: str) -> None:
    headers = served.send("GET", target).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "target", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/../etc/passwd"]
)
def test_nothing_outside_the_static_files_is_given(served: Server, target: str) -> None:
    assert served.send("GET", target).status == 404
