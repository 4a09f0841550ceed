"""The shapes let a good graph pass, and find a fault planted at each kind of node."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import RDF, SH
from rdflib import Graph as RdfGraph

from pipeline.lexicon import ontology_dir
from pipeline.rdf.iris import PREFIXES, XSD
from pipeline.rdf.shapes import find_violations
from pipeline.run import Graph

BASE = "https://w3id.org/intreccio/id/"
NODE_SHAPES = "https://w3id.org/intreccio/news-shape#"

# shape, SPARQL update that plants the fault, the node found, words of the message
FAULTS = [
    ("Fact", "DELETE WHERE { GRAPH ?g { <fact/visit> news:status ?x } }", "fact/visit", "exactly one status"),
    ("Fact", "DELETE WHERE { <fact/visit> news:confidence ?x }", "fact/visit", "exactly one confidence"),
    ("Fact", "INSERT DATA { <fact/visit> news:independentSources 0 }", "fact/visit", "at least one independent source"),
    ("Fact", "INSERT DATA { <fact/visit> news:confidence 1.5 }", "fact/visit", "a decimal from 0 to 1"),
    (
        "Fact",
        "DELETE WHERE { GRAPH ?g { <fact/visit> news:evidence ?x } }",
        "fact/visit",
        "at least one piece of evidence",
    ),
    ("Fact", "DELETE WHERE { GRAPH ?g { <fact/figure> rdf:subject ?x } }", "fact/figure", "exactly one subject"),
    ("Fact", "INSERT DATA { <fact/visit> a news:Relation }", "fact/visit", "exactly one type"),
    ("Fact", 'INSERT DATA { <fact/role> news:date "ieri" }', "fact/role", "at most one date"),
    ("Fact", "INSERT DATA { <fact/role> news:attributedTo <article/agenzia-0001> }", "fact/role", "entities only"),
    ("Fact", "INSERT DATA { <fact/role> news:assertedBy <entity/person/ugo-ferri> }", "fact/role", "by articles only"),
    ("Fact", "INSERT DATA { <fact/role> news:attribution <fact/visit> }", "fact/role", "that are news:Attribution"),
    (
        "Attribution",
        "DELETE WHERE { GRAPH ?g { <attribution/sanctions> news:attributionSource ?x } }",
        "attribution/sanctions",
        "at least one source",
    ),
    (
        "Attribution",
        "DELETE WHERE { GRAPH ?g { <attribution/sanctions> news:attributedIn ?x } }",
        "attribution/sanctions",
        "exactly one article",
    ),
    (
        "Attribution",
        "DELETE WHERE { GRAPH ?g { <attribution/denied> news:attributionEvidence ?x } }",
        "attribution/denied",
        "exactly one evidence",
    ),
    (
        "Attribution",
        "INSERT DATA { <attribution/denied> news:inStatement <fact/visit> }",
        "attribution/denied",
        "at most one statement",
    ),
    (
        "Attribution",
        "INSERT DATA { <attribution/sanctions> news:certainty news:certain }",
        "attribution/sanctions",
        "exactly one certainty",
    ),
    (
        "Attribution",
        "DELETE WHERE { GRAPH ?g { <attribution/sanctions> news:polarity ?x } }",
        "attribution/sanctions",
        "exactly one polarity",
    ),
    (
        "Observation",
        "DELETE WHERE { GRAPH ?g { <observation/figure> qb:dataSet ?x } }",
        "observation/figure",
        "part of news:figures",
    ),
    (
        "Observation",
        "INSERT DATA { <observation/figure> news:observedFact <fact/role> }",
        "observation/figure",
        "exactly one figure",
    ),
    (
        "Observation",
        "DELETE WHERE { GRAPH ?g { <observation/figure> news:refIndicator ?x } }",
        "observation/figure",
        "exactly one indicator",
    ),
    (
        "Observation",
        "DELETE WHERE { GRAPH ?g { <observation/figure> news:refArea ?x } }",
        "observation/figure",
        "exactly one area",
    ),
    (
        "Observation",
        "INSERT DATA { <observation/figure> news:counterpart <fact/role> }",
        "observation/figure",
        "at most one counterpart",
    ),
    (
        "Observation",
        "INSERT DATA { <observation/figure> news:obsValue 5.5 }",
        "observation/figure",
        "exactly one value",
    ),
    (
        "Observation",
        "INSERT DATA { <observation/figure> news:refPeriod '2029' }",
        "observation/figure",
        "at most one period",
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> news:membershipFact <fact/figure> }",
        "membership/role",
        "exactly one role",
    ),
    (
        "Membership",
        "DELETE WHERE { GRAPH ?g { <membership/role> org:member ?x } }",
        "membership/role",
        "exactly one member",
    ),
    (
        "Membership",
        "DELETE WHERE { GRAPH ?g { <membership/role> org:role ?x } }",
        "membership/role",
        "exactly one role, an org:Role",
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> org:organization <entity/country/norlandia> }",
        "membership/role",
        "at most one organization",
    ),
    (
        "Interval",
        "DELETE WHERE { GRAPH ?g { <interval/2029-01_2029-12> time:hasBeginning ?x } }",
        "interval/2029-01_2029-12",
        "exactly one beginning",
    ),
    (
        "Interval",
        "INSERT DATA { <interval/2029-01_2029-12> time:hasEnd <instant/2029-01> }",
        "interval/2029-01_2029-12",
        "exactly one end",
    ),
    (
        "Encounter",
        "DELETE WHERE { GRAPH ?g { <fact/denied> news:participant <entity/person/ugo-ferri> } }",
        "fact/denied",
        "at least two participants",
    ),
    ("Encounter", "INSERT DATA { <fact/denied> news:form news:planned }", "fact/denied", "exactly one form"),
    ("Visit", 'INSERT DATA { <fact/visit> rdf:object "Norlandia" }', "fact/visit", "goes to an entity"),
    (
        "Statement",
        "DELETE WHERE { GRAPH ?g { <fact/statement> news:speaker ?x } }",
        "fact/statement",
        "at least one speaker",
    ),
    (
        "Statement",
        "DELETE WHERE { GRAPH ?g { <fact/statement> news:content ?x } } ; "
        'INSERT DATA { <fact/statement> news:content "altro" }',
        "fact/statement",
        "its content as object",
    ),
    ("Figure", "DELETE WHERE { GRAPH ?g { <fact/figure> news:unit ?x } }", "fact/figure", "exactly one unit"),
    ("Figure", 'INSERT DATA { <fact/figure> news:comparator "circa" }', "fact/figure", "exactly one comparator"),
    (
        "Figure",
        'DELETE WHERE { GRAPH ?g { <fact/figure> news:value ?x } } ; INSERT DATA { <fact/figure> news:value "molti" }',
        "fact/figure",
        "exactly one value, a number",
    ),
    ("Role", "DELETE WHERE { GRAPH ?g { <fact/role> news:former ?x } }", "fact/role", "whether it is former"),
    ("Role", "INSERT DATA { <fact/role> news:of <entity/country/norlandia> }", "fact/role", "at most one country"),
    (
        "Relation",
        "DELETE WHERE { GRAPH ?g { <fact/sanctions> rdf:predicate ?x } } ; "
        "INSERT DATA { <fact/sanctions> rdf:predicate news:met }",
        "fact/sanctions",
        "one of the relation properties",
    ),
    (
        "Evidence",
        "DELETE WHERE { GRAPH ?g { <evidence/visit-171a> oa:hasSource ?x } }",
        "evidence/visit-171a",
        "one article",
    ),
    ("Evidence", "DELETE WHERE { GRAPH ?g { <evidence/visit-171a> news:rule ?x } }", "evidence/visit-171a", "one rule"),
    (
        "Evidence",
        "DELETE WHERE { GRAPH ?g { <evidence/visit-171a/quote> a ?x } }",
        "evidence/visit-171a",
        "one selector by quotation",
    ),
    (
        "PositionSelector",
        'INSERT DATA { <evidence/visit-171a/position> oa:start "900"^^xsd:nonNegativeInteger }',
        "evidence/visit-171a/position",
        "exactly one start",
    ),
    (
        "PositionSelector",
        "DELETE WHERE { GRAPH ?g { <evidence/visit-171a/position> oa:end ?x } }",
        "evidence/visit-171a/position",
        "exactly one end",
    ),
    (
        "QuoteSelector",
        "DELETE WHERE { GRAPH ?g { <evidence/visit-171a/quote> oa:exact ?x } }",
        "evidence/visit-171a/quote",
        "exactly one text",
    ),
    (
        "Entity",
        "DELETE WHERE { <entity/country/valdoria> rdfs:label ?x }",
        "entity/country/valdoria",
        "exactly one label",
    ),
    ("Entity", "INSERT DATA { <entity/country/valdoria> a news:Place }", "entity/country/valdoria", "exactly one type"),
    (
        "Entity",
        "INSERT DATA { <entity/country/valdoria> owl:sameAs <http://example.org/valdoria> }",
        "entity/country/valdoria",
        "one Wikidata item",
    ),
    ("Entity", 'INSERT DATA { <luogo/roma> a news:Place ; rdfs:label "Roma" }', "luogo/roma", "named by an IRI below"),
    (
        "Link",
        "INSERT DATA { <link/bellandi> news:linkedEntity <entity/country/valdoria> }",
        "link/bellandi",
        "of exactly one person",
    ),
    (
        "Link",
        "INSERT DATA { <link/bellandi> news:linkedItem <entity/x> }",
        "link/bellandi",
        "exactly one Wikidata item",
    ),
    ("Link", "DELETE WHERE { <link/bellandi> news:linkedName ?x }", "link/bellandi", "exactly one name of the table"),
    ("Link", "DELETE WHERE { <link/bellandi> news:linkScore ?x }", "link/bellandi", "exactly one score, a decimal"),
    ("Link", "INSERT DATA { <link/bellandi> news:nameScore 1.5 }", "link/bellandi", "one score of the name"),
    ("Link", "DELETE WHERE { <link/bellandi> news:officeScore ?x }", "link/bellandi", "one score of the office"),
    (
        "Link",
        "DELETE WHERE { <link/bellandi> news:linkScore ?x } ; INSERT DATA { <link/bellandi> news:linkScore 0.89 }",
        "link/bellandi",
        "its score is not below it",
    ),
    ("Link", "INSERT DATA { <link/bellandi> news:agreeingRole <fact/visit> }", "link/bellandi", "on roles only"),
    (
        "Article",
        "DELETE WHERE { GRAPH ?g { <article/gazzetta-0002> news:id ?x } }",
        "article/gazzetta-0002",
        "one identifier",
    ),
    (
        "Article",
        'INSERT DATA { <article/gazzetta-0002> news:url "www.example.org" }',
        "article/gazzetta-0002",
        "at most one address",
    ),
]


def test_a_good_graph_conforms(mini_quads: tuple[Quad, ...]) -> None:
    assert find_violations(mini_quads, ontology_dir()) == ()


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_what_the_writer_makes_conforms(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert find_violations(graph.quads, ontology_dir()) == ()


def test_the_graph_of_the_seeds_conforms(seed_graph: Graph) -> None:
    assert find_violations(seed_graph.quads, ontology_dir()) == ()


@pytest.mark.parametrize(("shape", "update", "node", "message"), FAULTS, ids=[f"{f[0]}-{f[3]}" for f in FAULTS])
def test_a_planted_fault_is_found(
    mini_quads: tuple[Quad, ...], shape: str, update: str, node: str, message: str
) -> None:
    found = find_violations(_planted(mini_quads, update), ontology_dir())
    assert [v for v in found if v.node == BASE + node and message in v.message], (shape, found)


def _planted(quads: Iterable[Quad], update: str) -> list[Quad]:
    """Return the quads after the update. A store makes every integer type xsd:integer, which is undone here."""
    store = Store()
    store.extend(quads)
    before = set(store)
    store.update(update, base_iri=BASE, prefixes=PREFIXES)
    assert set(store) != before
    return [_offset(q) for q in store]


def _offset(quad: Quad) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype.value != f"{XSD}integer":
        return quad
    value = Literal(quad.object.value, datatype=NamedNode(f"{XSD}nonNegativeInteger"))
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def test_every_node_shape_has_a_planted_fault() -> None:
    shapes = RdfGraph().parse(ontology_dir() / "shapes.ttl")
    targeted = {str(s).removeprefix(NODE_SHAPES) for s in shapes.subjects(SH.targetClass)}
    node_shapes = {str(s).removeprefix(NODE_SHAPES) for s in shapes.subjects(RDF.type, SH.NodeShape)}
    assert targeted == {shape for shape, *_ in FAULTS}
    assert node_shapes - targeted == {"IsPositionSelector", "IsQuoteSelector"}


@pytest.mark.parametrize(
    ("update", "node", "value"),
    [
        ('INSERT DATA { <fact/role> news:date "ieri" }', "fact/role", "ieri"),
        ("INSERT DATA { <fact/role> news:dateText 0 }", "fact/role", "0"),
        ("INSERT DATA { <fact/role> news:dateText false }", "fact/role", "false"),
    ],
)
def test_a_violation_names_node_and_value(mini_quads: tuple[Quad, ...], update: str, node: str, value: str) -> None:
    found = find_violations(_planted(mini_quads, update), ontology_dir())
    assert (BASE + node, value) in {(v.node, v.value) for v in found}


def test_the_violations_come_in_one_order(mini_quads: tuple[Quad, ...]) -> None:
    broken = [q for q in mini_quads if q.predicate != NamedNode("https://w3id.org/intreccio/news#status")]
    found = find_violations(broken, ontology_dir())
    assert len(found) == 11
    assert found == find_violations(reversed(broken), ontology_dir())
    assert [v.node for v in found] == sorted(v.node for v in found)
