"""Names that would run where a form takes them for more than text: each form gives back the names, and no more."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import polars
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat

from pipeline.export.formats import EXPORTERS, Exportable
from pipeline.model import Fact
from pipeline.rdf.iris import RDFS
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.vocab import Vocab
from tests.builders import make_article, make_entity, make_evidence, make_fact
from tests.export.cypher_engine import CypherEngine

NAMES = (
    '"});MATCH (n) DETACH DELETE n//',
    "'}) DETACH DELETE n //",
    "\\'}) DETACH DELETE n //",
    "\\u0027}) DETACH DELETE n //",
    "`) DETACH DELETE n //",
    "</script><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "]]><edge/>",
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-1",
    "a;b,c\"d'",
    '"> . <urn:a> <urn:b> <urn:c> . #',
    '""" . <urn:a> <urn:b> <urn:c> .',
    "{{ 7 * 7 }} ${7 * 7} #{7 * 7}",
    ":param x => 1",
    "../../etc/passwd",
)
"""No tab, line break or "|": what becomes of those is told by the tests of the forms that know no such characters."""
PIPE = "¦"
"""What KGX has in the place of "|"."""


@pytest.fixture(scope="module")
def content(vocab: Vocab) -> Exportable:
    """Return a graph in which each name is a person that Italy praises."""
    italy = make_entity("Italia", "Country")
    facts: list[Fact] = []
    for number, name in enumerate(NAMES):
        person = make_entity(f"p{number}")
        named = type(person)(person.iri, name, person.type)
        facts.append(
            make_fact(
                subject=italy,
                object=named,
                id=f"{number:016x}",
                predicate="praises",
                evidence=(make_evidence(text=name),),
            )
        )
    article = make_article("\n".join(NAMES))
    quads = sorted_quads(QuadWriter(vocab).of_graph(facts, {article.id: article}, {}))
    return Exportable(facts, quads, vocab, (article,))


def _labels_in_network(graph: Any) -> Iterator[str]:  # noqa: ANN401 - the stubs of networkx know no data of nodes
    return (data["label"] for _, data in graph.nodes(data=True))


def _graphml(text: str) -> Iterator[str]:
    return _labels_in_network(nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True))


def _gexf(text: str) -> Iterator[str]:
    return _labels_in_network(nx.read_gexf(io.BytesIO(text.encode())))


def _cytoscape(text: str) -> Iterator[str]:
    return _labels_in_network(nx.cytoscape_graph(json.loads(text)))


def _jsonl(text: str) -> Iterator[str]:
    for line in text.splitlines():
        record = json.loads(line)
        yield from (record["subject"]["label"], record["object"]["label"])


def _oxigraph(form: RdfFormat) -> Callable[[str], Iterator[str]]:
    def read(text: str) -> Iterator[str]:
        found = pyoxigraph.parse(text, format=form)
        return (q.object.value for q in found if q.predicate.value == f"{RDFS}label" and isinstance(q.object, Literal))

    return read


def _skos(text: str) -> Iterator[str]:
    graph = rdflib.Graph().parse(data=text, format="turtle")
    return (str(label) for label in graph.objects(None, rdflib.SKOS.prefLabel))


def _parquet(files: Mapping[str, bytes]) -> Iterator[str]:
    yield from polars.read_parquet(io.BytesIO(files["nodes.parquet"]))["label"]


def _kgx(files: Mapping[str, bytes]) -> Iterator[str]:
    frame = polars.read_csv(io.BytesIO(files["nodes.tsv"]), separator="\t", quote_char=None, infer_schema=False)
    yield from frame["name"]


def _neo4j(files: Mapping[str, bytes]) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(files["nodes-entity.csv"].decode(), newline=""))
    return (row["name"] for row in rows)


TEXTS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "jsonl": _jsonl,
    "graphml": _graphml,
    "gexf": _gexf,
    "cytoscape": _cytoscape,
    "nquads": _oxigraph(RdfFormat.N_QUADS),
    "trig": _oxigraph(RdfFormat.TRIG),
    "turtle": _oxigraph(RdfFormat.TURTLE),
    "turtle12": _oxigraph(RdfFormat.TURTLE),
    "jsonld": _oxigraph(RdfFormat.JSON_LD),
    "skos": _skos,
}
FOLDERS: Mapping[str, Callable[[Mapping[str, bytes]], Iterator[str]]] = {
    "parquet": _parquet,
    "kgx": _kgx,
    "neo4j": _neo4j,
}
SCRIPTS = ("cypher", "memgraph")


def test_no_format_is_left_out() -> None:
    assert EXPORTERS.keys() == {*TEXTS, *FOLDERS, *SCRIPTS}


@pytest.mark.parametrize("form", TEXTS)
def test_a_text_gives_the_names_back(form: str, content: Exportable) -> None:
    made = EXPORTERS[form](content)
    assert isinstance(made, str)
    assert {*NAMES, "Italia"} <= set(TEXTS[form](made))


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_gives_the_names_back(form: str, content: Exportable) -> None:
    made = EXPORTERS[form](content)
    assert not isinstance(made, str)
    expected = {name.replace("|", PIPE) if form == "kgx" else name for name in (*NAMES, "Italia")}
    assert expected <= set(FOLDERS[form](made))
    assert all(name == name.split("/")[-1] for name in made)


def test_a_script_leaves_the_names_and_what_was_there(engine: CypherEngine, content: Exportable) -> None:
    engine.run("CREATE (:Other {id: 'mine'})")
    script = EXPORTERS["cypher"](content)
    assert isinstance(script, str)
    engine.run_script(script)
    assert {row["name"] for row in engine.run("MATCH (n:Person) RETURN n.name AS name")} == set(NAMES)
    assert engine.run("MATCH (n:Other) RETURN n.id AS id") == [{"id": "mine"}]
    praised = engine.run("MATCH (:Country)-[r:PRAISES]->(n) RETURN r.evidence AS evidence, n.name AS name")
    assert sorted(row["name"] for row in praised) == sorted(NAMES)
    assert all(row["evidence"] == [row["name"]] for row in praised)


def test_the_script_of_memgraph_is_the_same_but_for_its_constraints(content: Exportable) -> None:
    lines = {form: str(EXPORTERS[form](content)).splitlines() for form in SCRIPTS}
    data = {form: [line for line in found if not line.startswith(("//", "CREATE "))] for form, found in lines.items()}
    assert data["cypher"] == data["memgraph"] != []
