"""What users type, and whom and what the graph has under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.asking import ask_named, sparql_of
from pipeline.rdf.iris import PREFIXES, RDFS, SKOS
from pipeline.rdf.lookup import find_entities
from pipeline.rdf.queries import load_queries
from pipeline.rdf.search import add_keys, words_of
from pipeline.rdf.store import ontology_quads
from pipeline.run import Graph

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
NAMES = {
    "anna-bassi": ("Anna Bassi", "Bassi"),
    "carlo-bassi": ("Carlo Bassi",),
    "niccolo-dell-acqua": ("Niccolò Dell’Acqua", "Dell'Acqua"),
    "niger": ("Niger",),
    "nigeria": ("Nigeria",),
    "onu": ("Organizzazione delle Nazioni Unite", "ONU", "Nazioni Unite"),
    "strasse": ("Straße AG",),
    "quotes": ('Ugo "il Rosso" \\ } Neri',),
    "cyrillic": ("Владимир Путин",),
}


def _store(names: Mapping[str, Iterable[str]]) -> Store:
    """Return a store of entities with these names, the first of each its label."""
    store = Store()
    for slug, (label, *others) in names.items():
        node = NamedNode(f"{DATA}entity/person/{slug}")
        store.add(Quad(node, NamedNode(f"{RDFS}label"), Literal(label), DefaultGraph()))
        for name in others:
            store.add(Quad(node, NamedNode(f"{SKOS}altLabel"), Literal(name), DefaultGraph()))
    add_keys(store)
    return store


@pytest.fixture(scope="module")
def named() -> Store:
    return _store(NAMES)


def _found(store: Store, name: str) -> list[str]:
    (terms,) = find_entities(store, name)
    return [str(term).rsplit("/", 1)[1].rstrip(">") for term in terms]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Bassi", ["anna-bassi"]),
        ("bassi ANNA", ["anna-bassi"]),
        # two of one surname
        ("Bassi", ["anna-bassi", "carlo-bassi"]),
        # accents and apostrophes, written or not
        ("niccolo", ["niccolo-dell-acqua"]),
        ("NICCOLÒ dell acqua", ["niccolo-dell-acqua"]),
        ("Niccolo\u0300", ["niccolo-dell-acqua"]),
        ("Dell’Acqua", ["niccolo-dell-acqua"]),
        # a whole word is taken before its being the beginning of another
        ("Niger", ["niger"]),
        ("Nige", ["niger", "nigeria"]),
        # other names
        ("ONU", ["onu"]),
        ("unite nazioni", ["onu"]),
        ("STRASSE", ["strasse"]),
        ("путин", ["cyrillic"]),
        # beginnings of several words, of one entity; and nothing from within a word
        ("car bas", ["carlo-bassi"]),
        ("Anna Neri", []),
        ("assi", []),
        ('"il Rosso" \\', ["quotes"]),
        ("} Neri", ["quotes"]),
        ("?!", []),
    ],
)
def test_whom_a_name_finds(named: Store, name: str, expected: list[str]) -> None:
    assert _found(named, name) == expected


@given(label=st.text(min_size=1, max_size=30), other=st.text(min_size=1, max_size=30))
def test_everybody_is_found_by_each_of_their_names(label: str, other: str) -> None:
    store = _store({"one": (label, other), "two": ("Somebody Else",)})
    for name in (label, other):
        words = "one" in _found(store, name)
        assert words or not any(c.isalnum() for c in name)


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
    expected = ask_named(store, QUERIES[question], {parameter: words}).rows if words else ()
    assert ask_named(store, QUERIES[question], {parameter: value}).rows == expected
    assert len(expected) == (2 if (parameter, words) == ("who", "a") else 0)
    assert len(store) == before


@given(value=st.text())
@pytest.mark.parametrize("question", sorted(QUERIES))
def test_whatever_is_given_there_is_a_query_that_reads(value: str, question: str) -> None:
    store = _store(NAMES)
    text = sparql_of(store, QUERIES[question], dict.fromkeys(QUERIES[question].parameters, value))
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
