"""The network of the facts: which nodes and edges it has, and GraphML read back by networkx."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from pipeline.export.network import figure_text, joined, to_graphml, to_networkx
from pipeline.graph import Graph
from pipeline.model import Entity, FigureDetail
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]


def _in_xml(value: Any) -> Any:  # noqa: ANN401 - an attribute of a node or an edge
    """Return an attribute without the characters that XML does not allow."""
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


def _attributes(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _in_xml(joined(key, value)) for key, value in data.items()}


@pytest.mark.parametrize("name", GRAPHS)
def test_networkx_reads_back_the_same_graph(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    made: Any = to_networkx(graph.facts, vocab)
    text = to_graphml(graph.facts, vocab)
    read: Any = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True, edge_key_type=str)
    assert read.is_directed()
    assert {_in_xml(node): _attributes(data) for node, data in made.nodes(data=True)} == dict(read.nodes(data=True))
    made_edges = [
        (_in_xml(a), _in_xml(b), key, _attributes(data)) for a, b, key, data in made.edges(keys=True, data=True)
    ]
    read_edges = [(a, b, key, _without_id(data)) for a, b, key, data in read.edges(keys=True, data=True)]
    assert sorted(read_edges, key=str) == sorted(made_edges, key=str)


def _without_id(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "id"}


def test_every_fact_has_its_edge(example: Graph, vocab: Vocab) -> None:
    edges = [
        (data["kind"], _name(source), _name(target), data["asserted"])
        for source, target, data in to_networkx(example.facts, vocab).edges(data=True)
    ]
    assert sorted(edges) == [
        ("encounter", "anna-bassi", "carlo-dondi", True),
        ("figure", "norlandia", "figure:0000000000000004", True),
        ("figure", "valdoria", "figure:0000000000000004", True),
        ("relation", "valdoria", "norlandia", False),
        ("role", "anna-bassi", "role:ministra, Valdoria", True),
        ("statement", "carlo-dondi", "statement:0000000000000002", True),
        ("visit", "carlo-dondi", "norlandia", False),
    ]


def test_in_the_seeds_every_fact_has_its_edge(seed_graph: Graph, vocab: Vocab) -> None:
    drawn = {data["fact"] for _, _, data in to_networkx(seed_graph.facts, vocab).edges(data=True)}
    assert drawn == {fact.id for fact in seed_graph.facts}


def _name(node: str) -> str:
    return node.rsplit("/", 1)[-1]


def test_an_edge_tells_what_the_fact_says(example: Graph, vocab: Vocab) -> None:
    edges = {data["kind"]: data for _, _, data in to_networkx(example.facts, vocab).edges(data=True)}
    relation, visit = edges["relation"], edges["visit"]
    assert (relation["label"], relation["label_en"]) == (vocab["sanctions"].label_it, vocab["sanctions"].label_en)
    assert (relation["attributed_to"], relation["articles"]) == (["Carlo Dondi"], ["gazzetta-2"])
    assert (visit["status"], visit["date"], visit["negated"]) == ("planned", "2024-04", False)
    assert edges["encounter"]["articles"] == ["agenzia-1", "gazzetta-2"]


@pytest.mark.parametrize("name", GRAPHS)
def test_the_evidence_of_an_edge_is_what_stands_in_its_article(
    name: str, vocab: Vocab, request: pytest.FixtureRequest
) -> None:
    graph: Graph = request.getfixturevalue(name)
    made = to_networkx(graph.facts, vocab)
    assert isinstance(made, nx.MultiDiGraph)
    texts = {article.id: article.text for article in graph.articles}
    evidence = {fact.id: fact.evidence for fact in graph.facts}
    for _, _, data in made.edges(data=True):
        found = data["evidence"]
        assert [texts[e["article"]][e["start"] : e["end"]] for e in found] == [e["text"] for e in found]
        assert [e["rule"] for e in found] == [e.rule for e in evidence[data["fact"]]] != []
        assert {e["article"] for e in found} == set(data["articles"])


def test_lists_are_joined_where_a_form_has_none(example: Graph, vocab: Vocab) -> None:
    read: Any = nx.read_graphml(io.BytesIO(to_graphml(example.facts, vocab).encode()), force_multigraph=True)
    encounter = next(data for _, _, data in read.edges(data=True) if data["kind"] == "encounter")
    sentence = "Anna Bassi ha incontrato Carlo Dondi a Lisbona"
    assert encounter["evidence"] == f"{sentence} ⏐ {sentence}"
    assert (encounter["articles"], encounter["attributed_to"]) == ("agenzia-1 gazzetta-2", "")


def test_nodes_have_label_type_and_wikidata(example: Graph, vocab: Vocab) -> None:
    made: Any = to_networkx(example.facts, vocab)
    nodes = dict(made.nodes(data=True))
    anna = next(data for node, data in nodes.items() if node.endswith("/anna-bassi"))
    assert anna == {"label": "Anna Bassi", "type": "Person", "wikidata": ""}
    assert {data["type"] for data in nodes.values()} == {"Person", "Country", "Statement", "Figure", "Role"}


def test_a_long_statement_is_cut_in_its_node(hostile: Graph, vocab: Vocab) -> None:
    nodes = to_networkx(hostile.facts, vocab).nodes(data=True)
    (label,) = [data["label"] for _, data in nodes if data["type"] == "Statement"]
    assert label.endswith("…")
    assert len(label) <= 60


NORLAND = Entity("https://w3id.org/intreccio/id/entity/country/norlandia", "Norlandia", "Country")


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        (
            FigureDetail("commercio", 240e9, "USD", ">", None, (), "2024"),
            "commercio: > 240.000.000.000 USD (2024)",
        ),
        (FigureDetail("esportazioni", 4.5, "%", "=", "+"), "esportazioni: +4,5 %"),
        (FigureDetail("abitanti", 100.0, "persone"), "abitanti: 100 persone"),
        (FigureDetail("prezzo", 1234.56, "EUR", "~"), "prezzo: ~ 1.234,56 EUR"),
        (FigureDetail("saldo", 0.0, "EUR"), "saldo: 0 EUR"),
    ],
)
def test_a_figure_reads_as_italians_write_it(detail: FigureDetail[Entity], text: str) -> None:
    assert figure_text(detail) == text
