"""The store: questions to it, what users give them, and what stays when it is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from pipeline.errors import IntreccioError, UsageError
from pipeline.folder import STORE, TRIG, graph_state
from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.iris import RDFS
from pipeline.rdf.queries import NamedQuery, check_parameters, load_queries
from pipeline.rdf.search import add_keys
from pipeline.rdf.store import (
    Table,
    ask,
    make_store,
    ontology_quads,
    open_store,
    place_store,
    remove_old_stores,
    stored_at,
    to_trig,
)

NEW = "new"
NAMES = "SELECT ?name WHERE { ?person a news:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def store(example: Graph) -> Store:
    store = Store()
    store.extend((*example.quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    return store


@pytest.fixture
def folder(example: Graph, tmp_path: Path) -> Path:
    """Return a graph folder with the store and the TriG of the example."""
    _write(tmp_path, (*example.quads, *ontology_quads(ontology_dir())), example.quads)
    return tmp_path


def _write(folder: Path, stored: Iterable[Quad], quads: Sequence[Quad]) -> None:
    (folder / TRIG).write_text(to_trig(quads), encoding="utf-8", newline="\n")
    place_store(make_store(stored, folder / NEW), folder, graph_state(folder))
    remove_old_stores(folder)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (NAMES, Table(("name",), (("Anna Bassi",), ("Carlo Dondi",)))),
        ("ASK { ?a news:met ?b }", Table(("answer",), (("true",),))),
        ("ASK { ?a news:visited ?b }", Table(("answer",), (("false",),))),
        ("SELECT (1 + 1 AS ?two) (?x AS ?none) WHERE {}", Table(("two", "none"), (("2", ""),))),
        ("SELECT ?a WHERE { ?a news:attacks ?b }", Table(("a",), ())),
        (
            "CONSTRUCT { ?b news:met ?a } WHERE { ?a news:met ?b }",
            Table(
                ("subject", "predicate", "object"),
                (
                    (f"{DATA}entity/person/anna-bassi", f"{NEWS}met", f"{DATA}entity/person/carlo-dondi"),
                    (f"{DATA}entity/person/carlo-dondi", f"{NEWS}met", f"{DATA}entity/person/anna-bassi"),
                ),
            ),
        ),
        (
            "DESCRIBE <https://w3id.org/intreccio/id/entity/country/valdoria>",
            Table(
                ("subject", "predicate", "object"),
                (
                    (
                        f"{DATA}entity/country/valdoria",
                        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                        f"{NEWS}Country",
                    ),
                    (f"{DATA}entity/country/valdoria", f"{RDFS}label", "Valdoria"),
                    (f"{DATA}entity/country/valdoria", f"{NEWS}nameKey", "valdoria"),
                ),
            ),
        ),
    ],
)
def test_every_form_of_query_gives_a_table(store: Store, query: str, expected: Table) -> None:
    assert ask(store, query) == expected


def test_a_question_reads_all_named_graphs_at_once(store: Store) -> None:
    both = "SELECT ?id WHERE { ?article a news:Article ; news:id ?id } ORDER BY ?id"
    assert ask(store, both).rows == (("agenzia-1",), ("gazzetta-2",))


def test_a_value_given_is_bound_and_its_column_left_out(store: Store) -> None:
    query = "SELECT ?who ?person WHERE { ?person rdfs:label ?name FILTER(STR(?name) = ?who) }"
    assert ask(store, query, {"who": "Anna Bassi"}) == Table(("person",), ((f"{DATA}entity/person/anna-bassi",),))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x {",
        "",
        "che cosa ha detto Putin?",
        "SELECT ?s WHERE { ?s unknown:term ?o }",
        "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "LOAD <http://example.org/>",
    ],
)
def test_what_is_no_question_is_refused_and_changes_nothing(store: Store, query: str) -> None:
    before = len(store)
    with pytest.raises(UsageError, match="not a SPARQL query"):
        ask(store, query)
    assert len(store) == before


def test_a_question_that_needs_another_server_fails_in_one_line(store: Store) -> None:
    with pytest.raises(UsageError):
        ask(store, "SELECT * WHERE { SERVICE <http://127.0.0.1:9999/sparql> { ?s ?p ?o } }")


def test_a_stored_graph_is_opened_for_reading_only(folder: Path, example: Graph) -> None:
    store = open_store(folder)
    with pytest.raises(RuntimeError):
        store.add(example.quads[0])
    with pytest.raises(RuntimeError):
        store.update("CLEAR ALL")
    assert ask(store, NAMES).rows == (("Anna Bassi",), ("Carlo Dondi",))


def test_a_stored_graph_holds_what_was_written(folder: Path, example: Graph) -> None:
    triples = """SELECT (COUNT(*) AS ?n) WHERE {
      GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), STR(<%sgraph/>)) && !STRENDS(STR(?p), "Key"))
    }"""
    named = [q for q in example.quads if isinstance(q.graph_name, NamedNode)]
    assert ask(open_store(folder), triples % DATA).rows == ((str(len(named)),),)


def test_two_may_read_a_graph_at_the_same_time(folder: Path) -> None:
    first, second = open_store(folder), open_store(folder)
    assert ask(first, NAMES) == ask(second, NAMES)


def test_a_clone_without_the_store_answers_from_its_trig(folder: Path) -> None:
    stored = ask(open_store(folder), NAMES)
    labels = "SELECT ?l WHERE { news:met rdfs:label ?l } ORDER BY ?l"
    stored_labels = ask(open_store(folder), labels)
    shutil.rmtree(folder / STORE)
    assert ask(open_store(folder), NAMES) == stored
    assert ask(open_store(folder), labels) == stored_labels
    assert not (folder / STORE).exists()


def test_a_store_that_is_empty_or_cut_short_is_made_up_for_by_the_trig(folder: Path) -> None:
    store = stored_at(folder, graph_state(folder))
    shutil.rmtree(store)
    store.mkdir()
    assert ask(open_store(folder), NAMES).rows == (("Anna Bassi",), ("Carlo Dondi",))


def test_a_store_without_one_of_its_files_is_made_up_for_by_the_trig(folder: Path) -> None:
    for path in (stored_at(folder, graph_state(folder))).glob("*.sst"):
        path.unlink()
    assert ask(open_store(folder), NAMES).rows == (("Anna Bassi",), ("Carlo Dondi",))


def test_a_store_of_an_older_graph_is_not_asked(folder: Path, example: Graph) -> None:
    # after `git pull` the TriG is new and the store, which git ignores, is not
    fewer = [q for q in example.quads if "anna" not in str(q)]
    (folder / TRIG).write_text(to_trig(fewer), encoding="utf-8", newline="\n")
    assert ask(open_store(folder), NAMES).rows == (("Carlo Dondi",),)


@pytest.mark.parametrize("trig", [None, "questo non è TriG <", "@prefix news: <"])
def test_a_folder_without_a_graph_is_named_in_one_line(tmp_path: Path, trig: str | None) -> None:
    if trig is not None:
        (tmp_path / TRIG).write_text(trig, encoding="utf-8")
    with pytest.raises(IntreccioError, match=str(tmp_path)) as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_store_without_the_keys_of_today_is_not_asked(folder: Path) -> None:
    stored = stored_at(folder, graph_state(folder))
    stored.rename(stored.with_name(graph_state(folder)))  # as versions without keys named it
    assert ask(open_store(folder), "ASK { ?entity news:nameKey 'bassi' }").rows == (("true",),)
    assert not stored.exists()


def test_a_graph_written_over_another_takes_its_place(folder: Path, example: Graph) -> None:
    fewer = [q for q in example.quads if "anna" not in str(q)]
    _write(folder, fewer, fewer)
    assert ask(open_store(folder), NAMES).rows == (("Carlo Dondi",),)
    assert sorted(path.name for path in folder.iterdir()) == [TRIG, STORE]
    assert [path.name for path in (folder / STORE).iterdir()] == [stored_at(folder, graph_state(folder)).name]


def test_a_graph_that_cannot_be_written_leaves_the_older_one(folder: Path, example: Graph) -> None:
    def broken() -> Iterator[Quad]:
        yield example.quads[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_store(broken(), folder / NEW)
    assert ask(open_store(folder), NAMES).rows == (("Anna Bassi",), ("Carlo Dondi",))


@pytest.mark.parametrize("left", ["1-2", "gone-1-2", "gone-gone-1-2"])
def test_what_a_broken_write_left_behind_is_removed_by_the_next(folder: Path, example: Graph, left: str) -> None:
    for leftover in (folder / NEW, folder / STORE / left):
        leftover.mkdir()
        (leftover / "file").write_text("x", encoding="utf-8")
    _write(folder, example.quads, example.quads)
    assert [path.name for path in (folder / STORE).iterdir()] == [stored_at(folder, graph_state(folder)).name]


def test_the_files_of_a_store_as_older_versions_laid_it_out_are_removed(folder: Path, example: Graph) -> None:
    (folder / STORE / "CURRENT").write_text("MANIFEST-000005", encoding="utf-8")
    _write(folder, example.quads, example.quads)
    assert [path.name for path in (folder / STORE).iterdir()] == [stored_at(folder, graph_state(folder)).name]


@pytest.mark.parametrize(("given", "complaint"), [({"year": "2024"}, "--year"), ({"who": "x", "id": "y"}, "--id")])
def test_a_parameter_that_a_question_does_not_have_is_named(given: dict[str, str], complaint: str) -> None:
    met = load_queries(ontology_dir())["met"]
    with pytest.raises(UsageError, match=f"no {complaint}; it takes: --who, --whom"):
        check_parameters(met, given)


def test_a_question_without_parameters_says_so() -> None:
    with pytest.raises(UsageError, match="it takes: none"):
        check_parameters(NamedQuery("all", "tutto", "all", {}, "ASK {}"), {"who": "x"})
