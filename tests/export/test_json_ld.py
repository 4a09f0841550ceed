"""JSON-LD by the context of the ontology: names to read, and the same quads again without fetching anything."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from pipeline.errors import DataError
from pipeline.export.json_ld import to_json_ld
from pipeline.export.json_ld_context import CONTEXT, SPACES, read_context, to_context
from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.iris import OA, RDF, RDFS, XSD
from pipeline.vocab import Vocab

GRAPHS = ["example", "hostile", pytest.param("seed_graph", marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def context() -> Any:  # noqa: ANN401 - JSON
    return read_context(ontology_dir())


def test_the_context_is_that_of_the_ontology() -> None:
    made = (ontology_dir() / CONTEXT).read_text(encoding="utf-8")
    assert made == to_context(ontology_dir()), "news.ttl or shapes.ttl changed; run: make doc"


def test_every_term_of_the_ontology_has_its_name(context: Any, vocab: Vocab) -> None:  # noqa: ANN401
    iris = {name: context[name]["@id"] if isinstance(context[name], dict) else context[name] for name in vocab.terms}
    assert iris == {name: f"news:{name}" for name in vocab.terms}
    assert not SPACES.keys() & vocab.terms.keys()


def _nodes(document: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    for node in document["@graph"]:
        yield node
        if "@graph" in node:
            yield from _nodes(node)


@pytest.mark.parametrize("name", GRAPHS)
def test_every_property_and_class_of_a_graph_has_a_name(
    name: str,
    context: Any,  # noqa: ANN401
    request: pytest.FixtureRequest,
) -> None:
    graph: Graph = request.getfixturevalue(name)
    document = json.loads(to_json_ld(graph.quads, context))
    assert document["@context"] == context
    nodes = list(_nodes(document))
    keys = {key for node in nodes for key in node} - {"@id", "@type", "@graph"}
    types = {type_ for node in nodes if "@type" in node for type_ in [node["@type"]]}
    assert len(keys) > 30
    assert keys | types <= context.keys()


def test_a_fact_reads_like_this(example: Graph, context: Any) -> None:  # noqa: ANN401
    document = json.loads(to_json_ld(example.quads, context))
    nodes = {node["@id"]: node for node in _nodes(document) if node.get("@type") == "Visit"}
    visit = nodes["intreccio:fact/0000000000000003"]
    assert re.fullmatch(r"intreccio:evidence/[0-9a-f]{16}", visit.pop("evidence")[0])
    assert visit == {
        "@id": "intreccio:fact/0000000000000003",
        "@type": "Visit",
        "subject": "intreccio:entity/person/carlo-dondi",
        "predicate": "visited",
        "object": {"@id": "intreccio:entity/country/norlandia"},
        "status": "planned",
        "negated": False,
        "date": {"@value": "2024-04", "@type": "xsd:gYearMonth"},
        "dateText": ["ad aprile"],
    }


@pytest.mark.parametrize("name", GRAPHS)
def test_the_order_of_the_quads_makes_no_difference(name: str, context: Any, request: pytest.FixtureRequest) -> None:  # noqa: ANN401
    quads = request.getfixturevalue(name).quads
    assert to_json_ld(tuple(reversed(quads)), context) == to_json_ld(quads, context)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_TYPES = st.sampled_from(["string", "boolean", "integer", "nonNegativeInteger", "decimal", "date", "gYear"])
_NUMBERS = st.sampled_from(["true", "false", "1", "007", "-0", "+1", "²", "٣", "9007199254740993", "1.0", "happened"])


def _typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


_LITERALS = st.one_of(
    st.builds(Literal, _TEXTS),
    st.builds(_typed, _TEXTS | _NUMBERS, _TYPES),
    st.builds(Literal, _TEXTS, language=st.just("it")),
)
# no IRI of a graph begins with one of the prefixes as its scheme: JSON-LD could not tell it from a name
_NAMES = st.sampled_from(
    [
        *(f"{DATA}entity/person/a", f"{DATA}/x", DATA, f"{NEWS}happened", f"{NEWS}Visit", f"{NEWS}unknown"),
        *("https://example.org//x", "urn:x:y", "happened:x", f"{XSD}date", "http://www.wikidata.org/entity/Q1"),
    ]
).map(NamedNode)
_PREDICATES = st.sampled_from(
    [
        *(f"{NEWS}{name}" for name in ("status", "negated", "met", "textLength", "date", "id", "unknownTerm")),
        *(f"{OA}start", f"{RDF}object", f"{RDF}predicate", f"{RDF}type", f"{RDFS}label", "https://example.org/p"),
    ]
).map(NamedNode)
_GRAPHS = st.just(DefaultGraph()) | st.just(NamedNode(f"{DATA}graph/a"))


@given(quads=st.lists(st.builds(Quad, _NAMES, _PREDICATES, _LITERALS | _NAMES, _GRAPHS), max_size=6))
def test_oxigraph_reads_back_whatever_was_written(quads: list[Quad], context: Any) -> None:  # noqa: ANN401
    quads = [q for q in quads if q.predicate.value != f"{RDF}type" or isinstance(q.object, NamedNode)]
    assert set(pyoxigraph.parse(to_json_ld(quads, context), format=RdfFormat.JSON_LD)) == set(quads)


def test_an_ontology_without_context_is_told_how_to_get_one(tmp_path: Path) -> None:
    for name in ("news.ttl", "shapes.ttl"):
        shutil.copy(ontology_dir() / name, tmp_path / name)
    with pytest.raises(DataError, match=r"make it with: python -m pipeline\.export\.json_ld_context"):
        read_context(tmp_path)
    (tmp_path / CONTEXT).write_text(to_context(tmp_path), encoding="utf-8")
    assert read_context(tmp_path) == read_context(ontology_dir())
    (tmp_path / CONTEXT).write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match="is no context of JSON-LD"):
        read_context(tmp_path)
