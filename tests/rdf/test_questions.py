"""The named questions on a graph of two articles: which facts each finds, with and without each parameter."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, Store

from pipeline.errors import UsageError
from pipeline.lexicon import ontology_dir
from pipeline.rdf.asking import ask_named
from pipeline.rdf.queries import load_queries
from pipeline.rdf.search import add_keys
from pipeline.rdf.store import Table, ask, ontology_quads

CASES = [
    # the newest first: agenzia-0001 is of a day in April, gazzetta-0002 of April; within an article as it tells them
    # every encounter has a row for each article that tells of it; what is denied is there and says so
    ("met", {}, ["encounter 41", "encounter 0", "denied 196"]),
    ("met", {"who": "Marco Bellandi"}, ["encounter 41", "encounter 0"]),
    ("met", {"who": "bellandi"}, ["encounter 41", "encounter 0"]),
    ("met", {"who": "QUINTELA"}, ["encounter 41", "encounter 0", "denied 196"]),
    ("met", {"whom": "Ferri"}, ["denied 196"]),
    ("met", {"who": "Quintela", "whom": "Bellandi"}, ["encounter 41", "encounter 0"]),
    ("met", {"who": "Bellandi", "whom": "Ferri"}, []),
    ("met", {"who": "Bellandi", "whom": "Bellandi"}, []),
    # a name is matched from the beginning of a word on
    ("met", {"who": "Quint"}, ["encounter 41", "encounter 0", "denied 196"]),
    # whole words in any order, with or without accents, else beginnings of words
    ("met", {"who": "quintela TERESA"}, ["encounter 41", "encounter 0", "denied 196"]),
    ("met", {"who": "Tèrésa"}, ["encounter 41", "encounter 0", "denied 196"]),
    ("met", {"who": "ter quint"}, ["encounter 41", "encounter 0", "denied 196"]),
    ("met", {"who": "Valdoria"}, []),
    ("visits", {}, ["visit 338"]),
    ("visits", {"who": "Marco"}, ["visit 338"]),
    ("visits", {"who": "Ferri"}, []),
    ("visits", {"where": "norlandia"}, ["visit 338"]),
    ("visits", {"where": "Valdoria"}, []),
    ("visits", {"who": "Bellandi", "where": "Norlandia"}, ["visit 338"]),
    ("said", {}, ["statement 129", "statement2 71"]),
    ("said", {"who": "Bellandi"}, ["statement 129"]),
    ("said", {"who": "Quintela"}, []),
    ("said", {"about": "commercio"}, ["statement 129"]),
    ("said", {"about": "Valdoria"}, ["statement2 71"]),
    ("said", {"about": "per il grano"}, ["statement2 71"]),
    ("said", {"about": "grano, il"}, ["statement2 71"]),
    ("said", {"about": "GRAN"}, ["statement2 71"]),
    ("said", {"about": "ran"}, []),
    ("said", {"about": "commercio grano"}, []),
    ("said", {"about": "?!"}, []),
    ("said", {"who": "Bellandi", "about": "grano"}, []),
    ("figures", {}, ["figure 243", "figure2 326"]),
    ("figures", {"about": "Valdoria"}, ["figure 243", "figure2 326"]),
    ("figures", {"about": "Norlandia"}, ["figure 243", "figure2 326"]),
    ("figures", {"about": "Lisbona"}, []),
    ("figures", {"year": "2029"}, ["figure 243", "figure2 326"]),
    ("figures", {"year": "2030"}, []),
    ("figures", {"year": "202"}, []),
    ("figures", {"indicator": "Esportazioni"}, ["figure 243", "figure2 326"]),
    ("figures", {"indicator": "importazioni"}, []),
    ("figures", {"about": "Valdoria", "year": "2029", "indicator": "esport"}, ["figure 243", "figure2 326"]),
    ("figures", {"about": "Valdoria", "year": "2028", "indicator": "esport"}, []),
    ("offices", {}, ["role 3", "role2 136"]),
    ("offices", {"who": "Ferri"}, ["role2 136"]),
    ("offices", {"of": "Valdoria"}, ["role 3"]),
    ("offices", {"of": "Norlandia"}, []),
    ("offices", {"who": "Ferri", "of": "Valdoria"}, []),
    ("relations", {}, ["sanctions 72", "cooperates 158", "denial 261"]),
    ("relations", {"who": "Norlandia"}, ["sanctions 72", "cooperates 158", "denial 261"]),
    ("relations", {"who": "Lisbona"}, []),
    ("relations", {"predicate": "cooperatesWith"}, ["cooperates 158", "denial 261"]),
    ("relations", {"predicate": "cooperateswith"}, ["cooperates 158", "denial 261"]),
    ("relations", {"predicate": "coopera con"}, ["cooperates 158", "denial 261"]),
    ("relations", {"predicate": "coopera"}, []),
    ("relations", {"predicate": "Cooperates With"}, ["cooperates 158", "denial 261"]),
    ("relations", {"who": "Valdoria", "predicate": "sanctions"}, ["sanctions 72"]),
    ("sanctions", {}, ["sanctions 72"]),
    ("sanctions", {"who": "Norlandia"}, ["sanctions 72"]),
    ("sanctions", {"who": "Valdoria"}, []),
    ("sanctions", {"whom": "Valdoria"}, ["sanctions 72"]),
    ("sanctions", {"whom": "Norlandia"}, []),
    ("sanctions", {"who": "Norlandia", "whom": "Valdoria"}, ["sanctions 72"]),
    # what stands in somebody's words, and what one party says and another denies
    ("claims", {}, ["sanctions 72", "denied 196", "denial 261"]),
    ("claims", {"who": "Ferri"}, ["sanctions 72", "denied 196"]),
    ("claims", {"who": "Bellandi"}, []),
    ("claims", {"about": "Valdoria"}, ["sanctions 72", "denial 261"]),
    ("claims", {"who": "Ferri", "about": "Valdoria"}, ["sanctions 72"]),
    ("contested", {}, ["cooperates 158"]),
    ("contested", {"who": "Norlandia"}, ["cooperates 158"]),
    ("contested", {"who": "Bellandi"}, []),
    # two facts of one pair have one row
    ("conflicts", {}, ["figure 243"]),
    ("conflicts", {"who": "norlandia"}, ["figure 243"]),
    ("conflicts", {"who": "Valdoria"}, ["figure 243"]),
    ("conflicts", {"who": "Bellandi"}, []),
    ("article", {"id": "agenzia-0001"}, ["role 3", "encounter 41", "statement 129", "figure 243", "visit 338"]),
    (
        "article",
        {"id": "gazzetta-0002"},
        [
            "encounter 0",
            "statement2 71",
            "sanctions 72",
            "role2 136",
            "cooperates 158",
            "denied 196",
            "denial 261",
            "figure2 326",
        ],
    ),
    ("article", {"id": "agenzia"}, []),
]
# question, columns, the whole rows that it gives
ROWS = [
    (
        "met",
        ("participants", "form", "place", "date", "status", "negated", "attributed_to", "article"),
        [
            (
                "Marco Bellandi, Teresa Quintela",
                "colloqui",
                "Lisbona",
                "2030-04-09",
                "avvenuto",
                "false",
                "",
                "agenzia-0001",
            ),
            (
                "Marco Bellandi, Teresa Quintela",
                "colloqui",
                "Lisbona",
                "2030-04-09",
                "avvenuto",
                "false",
                "",
                "gazzetta-0002",
            ),
            ("Teresa Quintela, Ugo Ferri", "telefonata", "", "", "smentito", "true", "Ugo Ferri", "gazzetta-0002"),
        ],
    ),
    (
        "visits",
        ("visitor", "destination", "date", "status", "sentence"),
        [("Marco Bellandi", "Norlandia", "2030-05", "previsto", "Bellandi si recherà in Norlandia a maggio")],
    ),
    (
        "said",
        ("speakers", "content", "quoted", "cue", "addressees"),
        [
            ("Marco Bellandi", "Il commercio tra i due Paesi crescerà", "true", "dire", "stampa norlandese"),
            ("Ugo Ferri", "La Norlandia sanziona la Valdoria per il grano", "true", "sostenere", ""),
        ],
    ),
    (
        "figures",
        ("measured", "figure", "comparator", "value", "unit", "direction", "concerns", "period", "via"),
        [
            (
                "Valdoria",
                "esportazioni",
                "=",
                "4500000000",
                "EUR",
                "+",
                "Norlandia, Valdoria",
                "2029",
                "Istituto Statistico",
            ),
            ("Valdoria", "esportazioni", "=", "5200000000", "EUR", "+", "Norlandia, Valdoria", "2029", ""),
        ],
    ),
    (
        "offices",
        ("person", "role", "office_of", "former"),
        [("Marco Bellandi", "ministro degli Esteri", "Valdoria", "false"), ("Ugo Ferri", "premier", "", "true")],
    ),
    (
        "relations",
        ("subject", "relation", "object", "status", "attributed_to", "title"),
        [
            ("Norlandia", "sanziona", "Valdoria", "avvenuto", "Ugo Ferri", "Valdoria e Norlandia, colloqui e sanzioni"),
            ("Valdoria", "coopera con", "Norlandia", "avvenuto", "", "Valdoria e Norlandia, colloqui e sanzioni"),
            (
                "Valdoria",
                "coopera con",
                "Norlandia",
                "avvenuto",
                "Teresa Quintela",
                "Valdoria e Norlandia, colloqui e sanzioni",
            ),
        ],
    ),
    (
        "claims",
        ("sources", "subject", "predicate", "object", "certainty", "polarity", "content"),
        [
            (
                "Ugo Ferri",
                "Norlandia",
                "sanziona",
                "Valdoria",
                "probabile",
                "affermativa",
                "La Norlandia sanziona la Valdoria per il grano",
            ),
            ("Ugo Ferri", "Ugo Ferri", "ha incontrato", "Teresa Quintela", "certo", "negativa", ""),
            ("Teresa Quintela", "Valdoria", "coopera con", "Norlandia", "certo", "negativa", ""),
        ],
    ),
    (
        "contested",
        ("subject", "predicate", "object", "said_by", "denied_by", "denial"),
        [
            (
                "Valdoria",
                "coopera con",
                "Norlandia",
                "gazzetta-0002",
                "Teresa Quintela",
                "La Norlandia non coopera con la Valdoria",
            )
        ],
    ),
    (
        "conflicts",
        ("slot", "subject", "measured", "first", "second", "article", "other_article", "other_fact"),
        [
            (
                "value",
                "Valdoria",
                "esportazioni",
                "4500000000 EUR",
                "5200000000 EUR",
                "agenzia-0001",
                "gazzetta-0002",
                "https://w3id.org/intreccio/id/fact/figure2",
            )
        ],
    ),
    ("sanctions", ("subject", "object", "attributed_to"), [("Norlandia", "Valdoria", "Ugo Ferri")]),
]


@pytest.fixture(scope="module")
def store(mini_quads: tuple[Quad, ...]) -> Store:
    store = Store()
    store.extend((*mini_quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    return store


def _ask(store: Store, question: str, given: dict[str, str]) -> Table:
    return ask_named(store, load_queries(ontology_dir())[question], given)


def _found(table: Table) -> list[str]:
    """Return "fact start" of each row."""
    fact, start = table.columns.index("fact"), table.columns.index("start")
    return [f"{row[fact].rsplit('/', 1)[1]} {row[start]}" for row in table.rows]


@pytest.mark.parametrize(("question", "given", "expected"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_question_finds(store: Store, question: str, given: dict[str, str], expected: list[str]) -> None:
    assert _found(_ask(store, question, given)) == expected


@pytest.mark.parametrize("name", ["intela", "Teresa Bellandi", "?!"])
def test_a_name_that_no_entity_has_is_told_instead_of_no_rows(store: Store, name: str) -> None:
    with pytest.raises(UsageError, match=r"^no entity is called "):
        _ask(store, "met", {"who": "Quintela", "whom": name})


@pytest.mark.parametrize(("question", "columns", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_question_tells(
    store: Store, question: str, columns: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    table = _ask(store, question, {})
    places = [table.columns.index(name) for name in columns]
    assert [tuple(row[i] for i in places) for row in table.rows] == expected


def test_every_article_is_told_of_where_none_is_named(store: Store) -> None:
    both = [
        row
        for identifier in ("agenzia-0001", "gazzetta-0002")
        for row in _ask(store, "article", {"id": identifier}).rows
    ]
    assert list(_ask(store, "article", {}).rows) == both


@pytest.mark.parametrize("question", sorted(load_queries(ontology_dir())))
def test_every_question_has_titles_parameters_and_its_evidence(store: Store, question: str) -> None:
    named = load_queries(ontology_dir())[question]
    assert named.title_it
    assert named.title_en
    assert named.parameters
    table = _ask(store, question, {})
    assert {"sentence", "article", "start", "end", "fact"} <= set(table.columns)
    assert not set(named.parameters) & set(table.columns)


@pytest.mark.parametrize("question", sorted(load_queries(ontology_dir())))
def test_a_parameter_left_empty_is_a_parameter_not_given(store: Store, question: str) -> None:
    named = load_queries(ontology_dir())[question]
    assert _ask(store, question, dict.fromkeys(named.parameters, " ")) == _ask(store, question, {})


@pytest.mark.parametrize("question", sorted(load_queries(ontology_dir())))
def test_the_file_of_a_question_is_the_question_without_parameters(store: Store, question: str) -> None:
    assert ask(store, load_queries(ontology_dir())[question].text) == _ask(store, question, {})


@pytest.mark.parametrize("question", sorted(load_queries(ontology_dir())))
def test_every_question_and_every_parameter_has_its_case(question: str) -> None:
    named = load_queries(ontology_dir())[question]
    tried = {name for case, given, expected in CASES if case == question and expected for name in given}
    assert tried == set(named.parameters)


@pytest.mark.parametrize("name", ["who", "where"])
def test_a_question_without_its_labels_still_answers(mini_quads: tuple[Quad, ...], name: str) -> None:
    bare = Store()
    bare.extend(mini_quads)
    add_keys(bare)
    given = {"who": "Bellandi", "where": "Norlandia"}
    table = _ask(bare, "visits", {name: given[name]})
    assert [row[table.columns.index("status")] for row in table.rows] == ["planned"]
