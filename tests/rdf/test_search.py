"""The keys of a store: which there are, and that they are what the graph says and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from pipeline.folder import TRIG, graph_state
from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.iris import RDF
from pipeline.rdf.search import SEARCH_GRAPH, add_keys, find_keys, term, words_of
from pipeline.rdf.store import FORM, ask, make_store, ontology_quads, open_store, place_store, to_trig
from pipeline.vocab import Vocab

WORD_KEYS = {"nameKey", "contentKey", "indicatorKey", "yearKey"}
PARTY_KEYS = {"relationKey", "figureKey", "claimKey", "contestedKey", "conflictKey"}
KEYS = {*WORD_KEYS, *PARTY_KEYS, "day", "toldOn", "deniedBy"}
KEYS_OF_FORM = ("keys4", KEYS)
"""The form of a store and its keys. Who adds or removes a key, or makes one otherwise, gives the form a new name: a
store of the old form, which lacks it, would be read as if nothing were told."""


@pytest.fixture(scope="module")
def store(mini_quads: tuple[Quad, ...]) -> Store:
    store = Store()
    store.extend(mini_quads)
    add_keys(store)
    return store


def _values(store: Store, subject: str, name: str) -> list[str]:
    quads = store.quads_for_pattern(NamedNode(f"{DATA}{subject}" if ":" not in subject else subject), term(name), None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal | NamedNode))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’Unione europea", ("l", "unione", "europea")),
        ("Perù, PERÙ", ("peru",)),
        ("dell'ONU – 2024", ("dell", "onu", "2024")),
        ("Straße Ⅳ ﬁne", ("strasse", "iv", "fine")),
        ("«» !", ()),
    ],
)
def test_the_words_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert words_of(text) == expected


@given(text=st.text())
def test_words_are_letters_and_digits_and_stay_what_they_are(text: str) -> None:
    for word in words_of(text):
        assert not set(word) & set("\"'\\{}<>#?$ \n\r\t")
        assert words_of(word) == (word,)


def test_the_keys_of_a_graph(store: Store) -> None:
    assert _values(store, "entity/person/teresa-quintela", "nameKey") == ["quintela", "teresa"]
    assert _values(store, "fact/statement2", "contentKey") == [
        "grano", "il", "la", "norlandia", "per", "sanziona", "valdoria",
    ]  # fmt: skip
    assert _values(store, "fact/figure", "indicatorKey") == ["esportazioni"]
    assert _values(store, "fact/figure", "yearKey") == ["2029"]
    assert _values(store, "graph/agenzia-0001", "day") == ["2030-04-09"]
    assert _values(store, "graph/gazzetta-0002", "day") == ["2030-04"]
    assert _values(store, f"{NEWS}Encounter", "toldOn") == ["2030-04", "2030-04-09"]
    assert _values(store, f"{NEWS}Visit", "toldOn") == ["2030-04-09"]
    assert _values(store, f"{NEWS}sanctions", "toldOn") == ["2030-04"]
    assert _values(store, f"{NEWS}attribution", "toldOn") == ["2030-04"]
    assert _values(store, "fact/cooperates", "deniedBy") == [f"{DATA}fact/denial"]
    both = [f"{DATA}entity/country/{name}" for name in ("norlandia", "valdoria")]
    assert _values(store, "fact/sanctions", "relationKey") == both
    assert _values(store, "fact/figure", "figureKey") == both
    assert _values(store, "fact/cooperates", "contestedKey") == both
    assert _values(store, "fact/figure", "conflictKey") == both
    for subject, name in (("visit", "relationKey"), ("sanctions", "contestedKey"), ("visit", "conflictKey")):
        assert _values(store, f"fact/{subject}", name) == []


def test_a_claim_is_a_fact_in_somebodys_words_but_no_statement(store: Store) -> None:
    claims = {quad.subject for quad in store.quads_for_pattern(None, term("claimKey"), None)}
    about = {
        quad.subject.value.rpartition("/")[2]
        for quad in store.quads_for_pattern(None, term("attribution"), None)
        if quad.object in claims and isinstance(quad.subject, NamedNode)
    }
    assert about == {"sanctions", "denied", "denial"}


def test_facts_have_their_keys_in_the_graph_of_their_article(store: Store) -> None:
    quads = store.quads_for_pattern(None, term("contentKey"), None)
    facts = [quad for quad in quads if quad.subject != SEARCH_GRAPH]
    assert facts
    for quad in facts:
        assert list(store.quads_for_pattern(quad.subject, term("content"), None, quad.graph_name))


def test_every_word_is_known_by_itself(store: Store) -> None:
    for name in sorted(WORD_KEYS):
        quads = list(store.quads_for_pattern(None, term(name), None))
        used = {quad.object for quad in quads if quad.subject != SEARCH_GRAPH}
        assert used == {quad.object for quad in quads if quad.subject == SEARCH_GRAPH}


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2023", ["2023"]),
        ("2023-11/2025-02", ["2023", "2024", "2025"]),
        ("2025/2023", []),
        ("tre anni", []),
        ("", ["2020"]),
    ],
)
def test_the_years_of_a_figure(period: str, years: list[str]) -> None:
    text = f"""
    @prefix news: <{NEWS}> . @prefix id: <{DATA}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <{DATA}graph/a> {{
      <{DATA}fact/a> a news:Figure ; news:date "2020-05"^^xsd:gYearMonth .
      {f'<{DATA}fact/a> news:period "{period}" .' if period else ""}
    }}
    """
    store = Store()
    store.extend(parse(input=text, format=RdfFormat.TRIG))
    add_keys(store)
    assert _values(store, "fact/a", "yearKey") == years


def test_a_store_of_other_keys_has_another_form(store: Store) -> None:
    assert (FORM, {quad.predicate.value.removeprefix(NEWS) for quad in find_keys(store)}) == KEYS_OF_FORM


def test_keys_are_terms_of_the_ontology_and_in_no_file(
    store: Store, mini_quads: tuple[Quad, ...], example: Graph, vocab: Vocab
) -> None:
    made = {quad.predicate.value.removeprefix(NEWS) for quad in find_keys(store)}
    assert made == KEYS
    ontology_store = Store()
    ontology_store.extend(ontology_quads(ontology_dir()))
    assert vocab.terms.keys() >= KEYS
    keys = ontology_store.quads_for_pattern(None, NamedNode(f"{RDF}type"), term("StoreKey"))
    assert {quad.subject.value.removeprefix(NEWS) for quad in keys if isinstance(quad.subject, NamedNode)} == KEYS
    for quads in (mini_quads, example.quads):
        assert not {quad.predicate.value.removeprefix(NEWS) for quad in quads} & KEYS


def test_who_asks_for_all_can_leave_the_keys_out(example: Graph) -> None:
    """As README and the service description say."""
    store = Store()
    graph = {*example.quads, *ontology_quads(ontology_dir())}
    store.extend(graph)
    before = set(ask(store, "SELECT * WHERE { ?s ?p ?o }").rows)
    add_keys(store)
    assert set(ask(store, "SELECT * WHERE { ?s ?p ?o }").rows) > before
    assert set(ask(store, "SELECT * WHERE { ?s ?p ?o FILTER NOT EXISTS { ?p a news:StoreKey } }").rows) == before


def test_a_store_on_disk_has_the_keys_that_its_trig_gives(example: Graph, tmp_path: Path) -> None:
    (tmp_path / TRIG).write_text(to_trig(example.quads), encoding="utf-8", newline="\n")
    from_trig = set(find_keys(open_store(tmp_path)))
    stored = make_store((*example.quads, *ontology_quads(ontology_dir())), tmp_path / "new")
    place_store(stored, tmp_path, graph_state(tmp_path))
    assert set(find_keys(open_store(tmp_path))) == from_trig
    assert {quad for quad in open_store(tmp_path) if quad.graph_name == SEARCH_GRAPH} == {
        quad for quad in from_trig if quad.graph_name == SEARCH_GRAPH
    }
