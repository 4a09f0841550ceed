"""What users type, and what the graph has under it; nothing typed becomes SPARQL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from pipeline.errors import UsageError
from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.asking import ask_named, sparql_of
from pipeline.rdf.iris import PREFIXES, RDFS, SKOS
from pipeline.rdf.queries import load_queries
from pipeline.rdf.search import add_keys, words_of
from pipeline.rdf.store import ontology_quads

QUERIES = load_queries(ontology_dir())
INJECTIONS = [
    'Bassi" } INSERT DATA { news:a news:b news:c } #',
    '") || true || CONTAINS("',
    '" || "a" = "a',
    "'; DELETE WHERE { ?s ?p ?o } ; #",
    "} UNION { ?fact ?p ?o }",
    "?participants",
    "$who",
    "$entities",
    "#[who]",
    "<https://w3id.org/intreccio/news#met>",
    "{{who}} {0} %s ${who}",
    "\\",
    '\\" } #',
    r"\1 \g<0>",
    "ASK { ?s ?p ?o }",
    "Bassi\nLIMIT 0",
    "# commento",
    ".*",
    "[a-z]",
    "$1",
    "\U0001f600",
]


@pytest.fixture
def store(example: Graph) -> Store:
    store = Store()
    store.extend((*example.quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    return store


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize(
    ("question", "parameter"),
    [("met", "who"), ("said", "about"), ("relations", "predicate"), ("article", "id"), ("figures", "year")],
)
def test_what_a_user_gives_never_becomes_part_of_the_question(
    store: Store, value: str, question: str, parameter: str
) -> None:
    before = len(store)
    # nothing but its words counts; "a" is how Anna begins
    words = " ".join(words_of(value))
    if parameter == "who" and words != "a":
        with pytest.raises(UsageError, match=r"^no entity is called "):
            ask_named(store, QUERIES[question], {parameter: value})
    else:
        rows = ask_named(store, QUERIES[question], {parameter: value}).rows
        assert rows == (ask_named(store, QUERIES[question], {parameter: words}).rows if words else ())
        assert len(rows) == (2 if parameter == "who" else 0)
    assert len(store) == before


@given(value=st.text())
@pytest.mark.parametrize("question", sorted(QUERIES))
def test_whatever_is_given_there_is_a_query_that_reads(value: str, question: str) -> None:
    """As the name of somebody, who is there, and as all else."""
    store = Store()
    if words_of(value):
        store.add(Quad(NamedNode(f"{DATA}entity/person/x"), NamedNode(f"{RDFS}label"), Literal(value), DefaultGraph()))
        add_keys(store)
    sorts = QUERIES[question].sorts
    names = [name for name in QUERIES[question].parameters if words_of(value) or sorts.get(name) != "entities"]
    text = sparql_of(store, QUERIES[question], dict.fromkeys(names, value))
    assert isinstance(store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True), QuerySolutions)


@pytest.mark.parametrize("value", [value for value in INJECTIONS if any(c.isalnum() for c in value)])
def test_a_name_made_of_sparql_is_found_as_a_name(example: Graph, value: str) -> None:
    anna = NamedNode(f"{DATA}entity/person/anna-bassi")
    store = Store()
    store.extend(example.quads)
    store.add(Quad(anna, NamedNode(f"{SKOS}altLabel"), Literal(value), DefaultGraph()))
    add_keys(store)
    assert len(ask_named(store, QUERIES["met"], {"who": value}).rows) == 2


def test_an_article_whose_id_is_made_of_sparql_is_found_by_it(hostile: Graph) -> None:
    store = Store()
    store.extend(hostile.quads)
    add_keys(store)
    for article in hostile.articles:
        rows = ask_named(store, QUERIES["article"], {"id": article.id}).rows
        assert rows
        assert {row[0] for row in rows} == {article.id}


def test_a_relation_is_no_word_of_a_user(store: Store) -> None:
    for name in ("sanctions", "SANZIONA", "sanctions "):
        text = sparql_of(store, QUERIES["relations"], {"predicate": name})
        assert f"<{NEWS}sanctions>" in text
