"""The shapes let a good graph pass, and find a fault planted at each kind of node."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, SH, URIRef
from rdflib.term import Node

from pipeline.graph import Graph
from pipeline.ingest import read_articles
from pipeline.lexicon import ontology_dir
from pipeline.model import Article
from pipeline.rdf.shapes import find_violations, validation_report
from pipeline.run import Tools, make_graph
from tests.rdf.faults_of_facts import FAULTS_OF_FACTS
from tests.rdf.faults_of_statistics import FAULTS_OF_STATISTICS
from tests.rdf.planted import BASE, NODE_SHAPES, SHAPES, planted, targeted_shapes

FAULTS = [*FAULTS_OF_FACTS, *FAULTS_OF_STATISTICS]


def test_a_good_graph_conforms(mini_quads: tuple[Quad, ...]) -> None:
    assert find_violations(mini_quads, ontology_dir()) == ()


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_what_the_writer_makes_conforms(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert find_violations(graph.quads, ontology_dir()) == ()


def test_the_graph_of_the_seeds_conforms(seed_graph: Graph) -> None:
    assert find_violations(seed_graph.quads, ontology_dir()) == ()


def test_the_graph_of_the_press_passages_conforms(tools: Tools, root: Path) -> None:
    read = read_articles([str(root / "tests" / "gold" / "texts" / "press")])
    articles = [item for item in read if isinstance(item, Article)]
    assert len(articles) == 48
    assert find_violations(make_graph(articles, tools).quads, ontology_dir()) == ()


@pytest.mark.parametrize(("shape", "update", "node", "message"), FAULTS, ids=[f"{f[0]}-{f[3]}" for f in FAULTS])
def test_a_planted_fault_is_found(
    mini_quads: tuple[Quad, ...], shape: str, update: str, node: str, message: str
) -> None:
    found = find_violations(planted(mini_quads, update), ontology_dir())
    assert [v for v in found if v.node == BASE + node and message in v.message], (shape, found)


def test_every_node_shape_has_a_planted_fault() -> None:
    assert set(targeted_shapes(SHAPES)) == {shape for shape, *_ in FAULTS}


FOCUS = {
    **{"Fact": "fact/visit", "Visit": "fact/visit", "Encounter": "fact/denied", "Statement": "fact/statement"},
    **{"Figure": "fact/figure", "Role": "fact/role", "Relation": "fact/sanctions", "Evidence": "evidence/visit-171a"},
    **{"Attribution": "attribution/denied", "Observation": "observation/figure", "Membership": "membership/role"},
    **{"PositionSelector": "evidence/visit-171a/position", "QuoteSelector": "evidence/visit-171a/quote"},
    **{"Entity": "entity/country/valdoria", "Article": "article/gazzetta-0002", "Concept": "indicator/esportazioni"},
    **{"Office": "office/ministro-degli-esteri", "Interval": "interval/2029-01_2029-12"},
    "Link": "link/bellandi",
}
"""A node of the mini graph that each shape with properties looks at."""
JUNK = "<junk>, <more/junk>, '', 'ieri'@it, 7, '99999999'^^xsd:nonNegativeInteger, -2E308, 2E308"
"""Values that no property takes: of other types, too low, too high, empty, and too many together."""
LACKING = {SH.MinCountConstraintComponent, SH.HasValueConstraintComponent, SH.QualifiedMinCountConstraintComponent}
"""What is broken by nothing being there; all else is broken by what should not be there."""
COMPONENTS = {
    **{SH.minCount: SH.MinCountConstraintComponent, SH.maxCount: SH.MaxCountConstraintComponent},
    **{SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent},
    **{SH.datatype: SH.DatatypeConstraintComponent, SH.nodeKind: SH.NodeKindConstraintComponent},
    **{SH["class"]: SH.ClassConstraintComponent, SH.pattern: SH.PatternConstraintComponent},
    **{SH.hasValue: SH.HasValueConstraintComponent, SH.equals: SH.EqualsConstraintComponent},
    **{SH.lessThan: SH.LessThanConstraintComponent, SH.minLength: SH.MinLengthConstraintComponent},
    **{SH.minInclusive: SH.MinInclusiveConstraintComponent, SH.maxInclusive: SH.MaxInclusiveConstraintComponent},
    **{SH["or"]: SH.OrConstraintComponent, SH.qualifiedMinCount: SH.QualifiedMinCountConstraintComponent},
}
KEPT = {
    # without its type no shape looks at a node
    *((shape, SH.MinCountConstraintComponent) for shape in ("fact-type", "entity-type")),
}


@pytest.mark.parametrize("shape", [name for name in targeted_shapes(SHAPES) if name in FOCUS])
def test_every_constraint_of_a_shape_can_be_broken(mini_quads: tuple[Quad, ...], shape: str) -> None:
    """With nothing where something must be, and with junk where anything is, each constraint finds its fault."""
    focus = NamedNode(BASE + FOCUS[shape])
    properties = sorted(map(str, SHAPES.objects(URIRef(NODE_SHAPES + shape), SH.property)))
    paths = sorted({str(SHAPES.value(URIRef(name), SH.path)) for name in properties})
    gone = {path for path in paths if path != str(RDF.type) or shape == "Concept"}
    emptied = [q for q in mini_quads if q.subject != focus or q.predicate.value not in gone]
    junk = " . ".join(f"{focus} <{path}> {JUNK}, '{path}'" for path in paths)
    crowded = planted(mini_quads, f"INSERT DATA {{ {junk} }}")
    broken = {(s, c) for s, c in _broken(emptied, FOCUS[shape]) if c in LACKING}
    broken |= {(s, c) for s, c in _broken(crowded, FOCUS[shape]) if c not in LACKING}
    declared = {
        (name.removeprefix(NODE_SHAPES), component)
        for name in properties
        for parameter, component in COMPONENTS.items()
        if (URIRef(name), parameter, None) in SHAPES
    }
    assert declared - broken - KEPT == set()


def test_every_constraint_is_one_that_is_planted_above() -> None:
    said = {SH.path, SH.message, SH.qualifiedValueShape, SH.qualifiedMaxCount}  # the last is among the planted faults
    used = {p for s in SHAPES.subjects(RDF.type, SH.PropertyShape) for p in SHAPES.predicates(s) if str(p) in SH}
    assert used - said == set(COMPONENTS)


def _broken(quads: Iterable[Quad], focus: str) -> set[tuple[str, Node | None]]:
    """Return which shapes break at a node, by which of their constraints."""
    report = validation_report(quads, ontology_dir())
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(NODE_SHAPES),
            report.value(result, SH.sourceConstraintComponent),
        )
        for result in report.subjects(SH.focusNode, URIRef(BASE + focus))
    }


@pytest.mark.parametrize(
    ("update", "node", "value"),
    [
        ('INSERT DATA { <fact/role> news:date "ieri" }', "fact/role", "ieri"),
        ("INSERT DATA { <fact/role> news:dateText 0 }", "fact/role", "0"),
        ("INSERT DATA { <fact/role> news:dateText false }", "fact/role", "false"),
    ],
)
def test_a_violation_names_node_and_value(mini_quads: tuple[Quad, ...], update: str, node: str, value: str) -> None:
    found = find_violations(planted(mini_quads, update), ontology_dir())
    assert (BASE + node, value) in {(v.node, v.value) for v in found}


def test_the_violations_come_in_one_order(mini_quads: tuple[Quad, ...]) -> None:
    broken = [q for q in mini_quads if q.predicate != NamedNode("https://w3id.org/intreccio/news#status")]
    found = find_violations(broken, ontology_dir())
    assert len(found) == 12
    assert found == find_violations(reversed(broken), ontology_dir())
    assert [v.node for v in found] == sorted(v.node for v in found)
