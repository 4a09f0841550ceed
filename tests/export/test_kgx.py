"""KGX TSV, read as the `kgx` package reads it: tabs, no quotes, lists at each "|"; into networkx, which it keeps it in.

The package itself wants an older numpy and pyarrow than ours and fetches the Biolink model as it is imported.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import Any

import networkx as nx
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.kgx import EDGES_FILE, NODES_FILE, PREFIXES_FILE, to_curie, to_kgx
from pipeline.export.property_graph import ENTITY, Node, PropertyGraph, to_property_graph
from pipeline.graph import Graph
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]
CURIE = re.compile(r"[^ <()>:]*:[^/ :]+")
"""What kgx takes for a CURIE."""


def _made(graph: Graph, vocab: Vocab) -> PropertyGraph:
    return to_property_graph(graph.facts, graph.articles, graph.quads, vocab)


def _records(data: bytes) -> list[dict[str, Any]]:
    """Return the records of a file without empty cells; what has a "|" is a list."""
    frame = polars.read_csv(io.BytesIO(data), separator="\t", quote_char=None, infer_schema=False)
    return [
        {name: value.split("|") if "|" in value else value for name, value in row.items() if value}
        for row in frame.fill_null("").iter_rows(named=True)
    ]


def _read(files: Mapping[str, bytes]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in _records(files[NODES_FILE]):
        graph.add_node(node["id"], **node)
    for edge in _records(files[EDGES_FILE]):
        graph.add_edge(edge["subject"], edge["object"], key=edge["id"], **edge)
    return graph


@pytest.mark.parametrize("name", GRAPHS)
def test_the_files_hold_the_graph(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    made = _made(request.getfixturevalue(name), vocab)
    files = to_kgx(made)
    read: Any = _read(files)
    prefixes = json.loads(files[PREFIXES_FILE])
    assert {_expanded(node, prefixes) for node in read} == {node.id for node in made.nodes}
    assert len(read) == len(made.nodes)
    assert sorted(
        (_expanded(a, prefixes), data["predicate"].split(":")[1], _expanded(b, prefixes))
        for a, b, data in read.edges(data=True)
    ) == sorted((edge.start, edge.type, edge.end) for edge in made.edges)


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, name = curie.split(":")
    return prefixes[prefix] + name


@pytest.mark.parametrize("name", GRAPHS)
def test_ids_predicates_and_categories_are_curies(name: str, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    files = to_kgx(_made(request.getfixturevalue(name), vocab))
    prefixes = json.loads(files[PREFIXES_FILE])
    nodes, edges = _records(files[NODES_FILE]), _records(files[EDGES_FILE])
    found = {node["id"] for node in nodes} | {category for node in nodes for category in node["category"]}
    found |= {edge[column] for edge in edges for column in ("id", "subject", "predicate", "object", "category")}
    found |= {edge["primary_knowledge_source"] for edge in edges} | {node["xref"] for node in nodes if "xref" in node}
    assert [curie for curie in found if not CURIE.fullmatch(curie) or curie.split(":")[0] not in prefixes] == []
    assert all(any(category.startswith("biolink:") for category in node["category"]) for node in nodes)


def test_a_node_and_an_edge_say_what_they_are(example: Graph, vocab: Vocab) -> None:
    read: Any = _read(to_kgx(_made(example, vocab)))
    assert read.nodes["intreccio.place:lisbona"] == {
        "id": "intreccio.place:lisbona",
        "category": ["news:Place", "biolink:GeographicLocation"],
        "name": "Lisbona",
        "xref": "WIKIDATA:Q597",
        "provided_by": "infores:intreccio",
    }
    (edge,) = read.get_edge_data("intreccio.person:anna-bassi", "intreccio.person:carlo-dondi").values()
    del edge["id"]
    assert edge == {
        "subject": "intreccio.person:anna-bassi",
        "predicate": "news:met",
        "object": "intreccio.person:carlo-dondi",
        "category": "biolink:Association",
        "primary_knowledge_source": "infores:intreccio",
        "knowledge_level": "not_provided",
        "agent_type": "text_mining_agent",
        "fact": "intreccio.fact:0000000000000001",
        "date": "2024-04-09",
        "confidence": "0.9",
        "independent_sources": "1",
        "publications": ["intreccio.article:agenzia-1", "intreccio.article:gazzetta-2"],
        "supporting_text": ["Anna Bassi ha incontrato Carlo Dondi a Lisbona"] * 2,
    }


def test_what_nobody_asserts_is_an_edge_of_its_fact_only(example: Graph, vocab: Vocab) -> None:
    read: Any = _read(to_kgx(_made(example, vocab)))
    predicates = {data["predicate"] for _, _, data in read.edges(data=True)}
    assert "news:met" in predicates
    assert not predicates & {"news:visited", "news:sanctions"}
    fact = "intreccio.fact:0000000000000003"
    assert read.nodes[fact]["asserted"] == "false"
    assert {(b, data["predicate"]) for _, b, data in read.out_edges(fact, data=True)} == {
        ("intreccio.person:carlo-dondi", "rdf:subject"),
        ("intreccio.country:norlandia", "rdf:object"),
        ("intreccio.article:agenzia-1", "news:evidence"),
    }


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_text_stays_in_its_cell(name: str) -> None:
    nodes = (Node("https://w3id.org/intreccio/id/entity/person/a", (ENTITY, "Person"), {"name": name}),)
    data = to_kgx(PropertyGraph(nodes, ()))[NODES_FILE].decode()
    header, row, rest = data.split("\n")
    assert rest == ""
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert cells["id"] == "intreccio.person:a"
    assert "|" not in cells["name"]
    assert len(data.splitlines()) == 2


@pytest.mark.parametrize(
    ("iri", "curie"),
    [
        ("https://w3id.org/intreccio/id/entity/person/a--b", "intreccio.person:a--b"),
        ("https://w3id.org/intreccio/id/article/a%2Fb%3A1", "intreccio.article:a%2Fb%3A1"),
        ("https://w3id.org/intreccio/id/place/x:y", "intreccio.other:place%2Fx%3Ay"),
    ],
)
def test_a_curie_has_neither_slash_nor_colon_in_its_name(iri: str, curie: str) -> None:
    assert to_curie(iri) == curie


def test_a_foreign_iri_has_no_curie() -> None:
    with pytest.raises(ValueError, match="no prefix begins"):
        to_curie("https://example.org/x")
