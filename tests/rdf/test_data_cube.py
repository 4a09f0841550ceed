"""The observations are a well-formed cube: no integrity constraint of the Data Cube vocabulary finds a fault.

The constraints are those of the recommendation (W3C, 16 January 2014, section 11), each a query that answers yes where
something is wrong. Those on slices and hierarchies (7 to 10, 15 to 18, 20, 21) are about what no graph here has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.model import Entity, FigureDetail
from pipeline.rdf.iris import PREFIXES, graph_iri
from pipeline.rdf.quads import QuadWriter
from pipeline.rdf.store import ontology_quads
from pipeline.vocab import load_vocab
from tests.builders import make_article, make_entity, make_fact

NORMALISED = """
INSERT { ?cs qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?cs qb:dimension ?p } ;
INSERT { ?cs qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?cs qb:measure ?p } ;
INSERT { ?cs qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?cs qb:attribute ?p } ;
INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet ?d }
"""
CONSTRAINTS = {
    "IC-1 one data set": """{ ?obs a qb:Observation . FILTER NOT EXISTS { ?obs qb:dataSet ?dataset1 } }
        UNION { ?obs a qb:Observation ; qb:dataSet ?dataset1, ?dataset2 . FILTER (?dataset1 != ?dataset2) }""",
    "IC-2 one structure": """{ ?dataset a qb:DataSet . FILTER NOT EXISTS { ?dataset qb:structure ?dsd } }
        UNION { ?dataset a qb:DataSet ; qb:structure ?dsd1, ?dsd2 . FILTER (?dsd1 != ?dsd2) }""",
    "IC-3 a measure": """?dsd a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?dsd qb:component [qb:componentProperty [a qb:MeasureProperty]] }""",
    "IC-4 dimensions have a range": "?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?dim rdfs:range [] }",
    "IC-5 concepts have a code list": """?dim a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?dim qb:codeList [] }""",
    "IC-6 only attributes may be left out": """?dsd qb:component ?cs .
        ?cs qb:componentRequired "false"^^xsd:boolean ; qb:componentProperty ?component .
        FILTER NOT EXISTS { ?component a qb:AttributeProperty }""",
    "IC-11 every dimension": """?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim .
        ?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?obs ?dim [] }""",
    "IC-12 no duplicates": """FILTER (?allEqual) { SELECT (MIN(?equal) AS ?allEqual) WHERE {
        ?obs1 qb:dataSet ?dataset . ?obs2 qb:dataSet ?dataset . FILTER (?obs1 != ?obs2)
        ?dataset qb:structure/qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty .
        ?obs1 ?dim ?value1 . ?obs2 ?dim ?value2 . BIND(?value1 = ?value2 AS ?equal) } GROUP BY ?obs1 ?obs2 }""",
    "IC-13 required attributes": """?obs qb:dataSet/qb:structure/qb:component ?cs .
        ?cs qb:componentRequired "true"^^xsd:boolean ; qb:componentProperty ?attr .
        FILTER NOT EXISTS { ?obs ?attr [] }""",
    "IC-14 all measures": """?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?measure .
        ?measure a qb:MeasureProperty . FILTER NOT EXISTS { ?obs ?measure [] }""",
    "IC-19 codes of the list": """?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim .
        ?dim a qb:DimensionProperty ; qb:codeList ?list . ?list a skos:ConceptScheme . ?obs ?dim ?v .
        FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?list }""",
}
OBSERVATION = "<https://w3id.org/intreccio/id/observation/0000000000000004>"
FAULTS = {
    "IC-1 one data set": f"DELETE WHERE {{ {OBSERVATION} qb:dataSet ?x }}",
    "IC-2 one structure": "INSERT DATA { news:figures qb:structure news:figureBetweenStructure }",
    "IC-3 a measure": "DELETE WHERE { ?x qb:componentProperty news:obsValue }",
    "IC-4 dimensions have a range": "DELETE WHERE { news:refArea rdfs:range ?x }",
    "IC-5 concepts have a code list": "DELETE WHERE { news:refIndicator qb:codeList ?x }",
    "IC-6 only attributes may be left out": "INSERT DATA { news:refAreaComponent qb:componentRequired false }",
    "IC-11 every dimension": f"DELETE WHERE {{ {OBSERVATION} news:counterpart ?x }}",
    "IC-12 no duplicates": f"INSERT {{ news:copy ?p ?o }} WHERE {{ {OBSERVATION} ?p ?o }}",
    "IC-13 required attributes": f"DELETE WHERE {{ {OBSERVATION} news:comparator ?x }}",
    "IC-14 all measures": f"DELETE WHERE {{ {OBSERVATION} news:obsValue ?x }}",
    "IC-19 codes of the list": "DELETE WHERE { ?x skos:inScheme news:indicators }",
}
VOCAB = load_vocab(ontology_dir())
PARTIES = st.lists(st.sampled_from([make_entity(name) for name in ("Cina", "Russia", "India")]), unique=True).map(tuple)
DETAILS: st.SearchStrategy[FigureDetail[Entity]] = st.builds(
    FigureDetail,
    st.sampled_from(["commercio", "Pil", "esportazioni della Cina verso la Russia"]),
    st.floats(-1e12, 1e12),
    st.sampled_from(["USD", "%", "seggi"]),
    st.sampled_from("=<>~"),
    st.sampled_from(["+", "-", None]),
    PARTIES,
    st.sampled_from([None, "2024", "2024-01/2024-06"]),
)


def _cube(quads: Iterable[Quad]) -> Store:
    """Return the union of a graph and its ontology, normalised as the recommendation says."""
    store = Store()
    both = (*quads, *ontology_quads(ontology_dir()))
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in both)
    store.update(NORMALISED, prefixes=PREFIXES)
    return store


def _broken(store: Store) -> list[str]:
    return [name for name, text in CONSTRAINTS.items() if store.query(f"ASK {{ {text} }}", prefixes=PREFIXES)]


@pytest.mark.parametrize("name", ["example", "hostile", "seed_graph"])
def test_no_constraint_is_broken(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    store = _cube(graph.quads)
    assert next(store.quads_for_pattern(None, NamedNode(f"{PREFIXES['qb']}dataSet"), None), None)
    assert _broken(store) == []


@given(st.lists(DETAILS, max_size=4))
def test_whatever_articles_tell_no_constraint_is_broken(details: list[FigureDetail[Entity]]) -> None:
    writer, article = QuadWriter(VOCAB), make_article("Un testo abbastanza lungo.", id="a1")
    facts = [
        replace(make_fact("figure", make_entity("Italia", "Country"), detail.value, detail=detail), id=f"{n:016}")
        for n, detail in enumerate(details)
    ]
    facts = [replace(f, evidence=(replace(f.evidence[0], article="a1"),), asserted_in=("a1",)) for f in facts]
    quads = [q for f in facts for q in writer.of_fact(f, {"a1": article}) if q.graph_name == graph_iri("a1")]
    assert _broken(_cube(quads)) == []


@pytest.mark.parametrize("constraint", list(CONSTRAINTS))
def test_a_planted_fault_is_found(example: Graph, constraint: str) -> None:
    store = _cube(example.quads)
    store.update(FAULTS[constraint], prefixes=PREFIXES)
    assert constraint in _broken(store)
