"""The Cypher script, run by a real engine: the graph is what it was, and nothing of an article is ever a statement."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import example as with_example
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.export.cypher import BATCH, Dialect, cypher_name, cypher_string, edge_type, to_cypher
from pipeline.export.property_graph import ENTITY, Edge, Node, PropertyGraph, Value, to_property_graph
from pipeline.graph import Graph
from pipeline.vocab import Vocab
from tests.export.cypher_engine import CypherEngine, statements

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]
FRAGMENTS = (
    *("'", '"', "`", "\\", "\\\\", "\\'", "\\u0027", "\\\\u0027", "\\U00000027", "u0027", "\n", "\r\n", ";\n", "//"),
    *(
        "/*",
        "*/",
        "$rows",
        "${x}",
        "{}",
        "}) DETACH DELETE n",
        "\u2028",
        "\u202e",
        "\x07",
        "\ufeff",
        "😀",
        "\U000e0041",
    ),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)).map(
    "".join
)


def _graph(graph: Graph, vocab: Vocab) -> PropertyGraph:
    return to_property_graph(graph.facts, graph.articles, graph.quads, vocab)


@given(text=TEXTS)
@with_example(text="\\u0027}) DETACH DELETE n //")
@with_example(text="")
@settings(max_examples=300)
def test_an_engine_reads_a_literal_as_the_text_that_it_was(started_engine: CypherEngine, text: str) -> None:
    (row,) = started_engine.run(f"RETURN {cypher_string(text)} AS read")
    assert row["read"] == text


def _read_by_neo4j(literal: str) -> str:
    """Return what a reader makes of a literal that puts characters for all \\uXXXX before it looks at anything else."""
    units = re.sub(r"\\u([0-9A-Fa-f]{4})", _character, literal)
    text = units.encode("utf-16", "surrogatepass").decode("utf-16")
    inside = r"(?:[^'\\]|\\[\\'nrt])*"
    assert re.fullmatch(rf"'{inside}'(?: \+ '{inside}')*", text, re.DOTALL), text
    parts = re.findall(rf"'({inside})'", text, re.DOTALL)
    return re.sub(r"\\(.)", _unescaped, "".join(parts), flags=re.DOTALL)


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _unescaped(found: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r", "t": "\t"}.get(found[1], found[1])


@given(text=TEXTS)
@with_example(text="\\u0027 + 'x")
def test_escapes_that_are_read_before_the_literal_change_nothing(text: str) -> None:
    assert _read_by_neo4j(cypher_string(text)) == text


@given(text=TEXTS)
def test_a_literal_is_one_visible_line(text: str) -> None:
    assert cypher_string(text).isprintable()


@given(name=st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\\"), min_size=1, max_size=8))
@with_example(name="a`b")
@with_example(name="``")
@with_example(name="met`]->() DETACH DELETE n //")
def test_a_name_is_one_name(name: str) -> None:
    written = cypher_name(name)
    assert written == name or written[1:-1].replace("``", "").count("`") == 0
    assert written.isidentifier() or (written[0] == written[-1] == "`" and written[1:-1].replace("``", "`") == name)


@pytest.mark.parametrize("name", ["a`b", "con spazio", "è", "x) DETACH DELETE n //", "`", "1a"])
def test_an_engine_takes_a_name_for_one_name(engine: CypherEngine, name: str) -> None:
    engine.run(f"CREATE (n:Test {{{cypher_name(name)}: 1}})")
    (row,) = engine.run("MATCH (n:Test) RETURN keys(n) AS keys")
    assert row["keys"] == [name]


@pytest.mark.parametrize("name", ["", "a\\u0060b", "a\nb"])
def test_a_term_that_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a name in Cypher"):
        cypher_name(name)


@pytest.mark.parametrize(
    ("term", "type_"), [("met", "MET"), ("exportsTo", "EXPORTS_TO"), ("attributedTo", "ATTRIBUTED_TO"), ("of", "OF")]
)
def test_types_are_written_as_neo4j_users_write_them(term: str, type_: str) -> None:
    assert edge_type(term) == type_


def _listed(properties: Mapping[str, Value]) -> dict[str, object]:
    """Return the properties with lists for tuples, as the engine gives them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


@pytest.mark.parametrize("name", GRAPHS)
def test_an_engine_has_the_graph_after_one_run_and_after_two(
    engine: CypherEngine, name: str, vocab: Vocab, request: pytest.FixtureRequest
) -> None:
    graph = _graph(request.getfixturevalue(name), vocab)
    script = to_cypher(graph)
    nodes = {node.id: (sorted(node.labels), _listed(node.properties) | {"id": node.id}) for node in graph.nodes}
    edges = {e.id: (e.start, e.end, edge_type(e.type), _listed(e.properties) | {"id": e.id}) for e in graph.edges}
    for _ in range(2):
        engine.run_script(script)
        found = engine.run("MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties")
        assert len(found) == len(nodes)
        assert {row["id"]: (sorted(row["labels"]), row["properties"]) for row in found} == nodes
        found = engine.run("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS told")
        assert len(found) == len(edges)
        assert {row["told"]["id"]: (row["a"], row["b"], row["type"], row["told"]) for row in found} == edges


def test_an_id_is_unique(engine: CypherEngine, example: Graph, vocab: Vocab) -> None:
    engine.run_script(to_cypher(_graph(example, vocab)))
    (row,) = engine.run("MATCH (n:Entity) RETURN n.id AS id LIMIT 1")
    with pytest.raises(ValueError, match=r"(?i)duplicate"):
        engine.run(f"CREATE (n:Entity {{id: {cypher_string(row['id'])}}})")


def test_the_graph_can_be_asked(engine: CypherEngine, example: Graph, vocab: Vocab) -> None:
    engine.run_script(to_cypher(_graph(example, vocab)))
    met = "MATCH (a:Person)-[r:MET]-(b {name: 'Carlo Dondi'}) RETURN a.name AS name, r.confidence AS sure"
    assert engine.run(met) == [{"name": "Anna Bassi", "sure": 0.9}]
    # a visit that is planned and sanctions that somebody speaks of are facts, and no edge says that they are so
    assert engine.run("MATCH ()-[r:VISITED|SANCTIONS]->() RETURN r") == []
    said = "MATCH (f:Fact {predicate: 'sanctions'})-[:ATTRIBUTED_TO]->(who) RETURN f.asserted AS so, who.name AS who"
    assert engine.run(said) == [{"so": False, "who": "Carlo Dondi"}]
    words = "MATCH (:Visit)-[r:EVIDENCE]->(a:Article) RETURN r.text AS text, a.name AS article"
    assert engine.run(words) == [{"text": "Carlo Dondi visiterà la Norlandia", "article": "agenzia-1"}]


def test_many_rows_go_in_batches(vocab: Vocab) -> None:
    nodes = tuple(Node(f"x:{i}", (ENTITY, "Person"), {"name": str(i)}) for i in range(2 * BATCH + 1))
    edges = (Edge("e", "x:0", "x:1", "met", "asserted", {}),)
    script = statements(to_cypher(PropertyGraph(nodes, edges)))
    assert [statement.count("\n  {id:") for statement in script if "MERGE (n:" in statement] == [BATCH, BATCH, 1]


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_memgraph_gets_the_same_statements_after_its_own_constraints(
    name: str, vocab: Vocab, request: pytest.FixtureRequest
) -> None:
    graph = _graph(request.getfixturevalue(name), vocab)
    ours, theirs = statements(to_cypher(graph)), statements(to_cypher(graph, Dialect.MEMGRAPH))
    assert theirs[:6] == [
        text
        for label in ("Entity", "Fact", "Article")
        for text in (f"CREATE CONSTRAINT ON (n:{label}) ASSERT n.id IS UNIQUE", f"CREATE INDEX ON :{label}(id)")
    ]
    assert theirs[6:] == ours[3:]


@pytest.mark.parametrize("value", [0.94, 245e9, 1e16, 1e-7, -3.5, 4_500_000_000.5, 0.0])
def test_numbers_are_the_same_in_the_engine(engine: CypherEngine, value: float) -> None:
    node = Node("x:1", ("Fact", "Figure"), {"value": value, "sources": 3, "negated": False})
    engine.run_script(to_cypher(PropertyGraph((node,), ())))
    (row,) = engine.run("MATCH (n:Fact) RETURN properties(n) AS told")
    assert row["told"] == {"id": "x:1", "value": value, "sources": 3, "negated": False}
