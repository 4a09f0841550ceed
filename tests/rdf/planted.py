"""Faults planted in the mini graph, one for each thing that a shape's message promises, and how they are planted."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import SH
from rdflib import Graph as RdfGraph

from pipeline.lexicon import ontology_dir
from pipeline.rdf.iris import PREFIXES, XSD

BASE = "https://w3id.org/intreccio/id/"
NODE_SHAPES = "https://w3id.org/intreccio/news-shape#"

SHAPES = RdfGraph().parse(ontology_dir() / "shapes.ttl")


def targeted_shapes(shapes: RdfGraph) -> list[str]:
    """Return the names of the shapes that look at nodes by themselves."""
    found = {*shapes.subjects(SH.targetClass), *shapes.subjects(SH.targetObjectsOf)}
    return sorted(str(shape).removeprefix(NODE_SHAPES) for shape in found)


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
        "exactly one data set",
    ),
    (
        "Observation",
        "DELETE WHERE { GRAPH ?g { <observation/figure> news:comparator ?x } }",
        "observation/figure",
        "exactly one comparator",
    ),
    (
        "Observation",
        "INSERT DATA { <observation/figure> news:direction '-' }",
        "observation/figure",
        "at most one direction",
    ),
    (
        "Dimensions",
        "DELETE WHERE { GRAPH ?g { <observation/figure> news:counterpart ?x } }",
        "observation/figure",
        "any other in news:figures",
    ),
    (
        "Dimensions",
        "DELETE WHERE { GRAPH ?g { <observation/figure> qb:dataSet ?x } } ; "
        "INSERT DATA { <observation/figure> qb:dataSet news:figures }",
        "observation/figure",
        "any other in news:figures",
    ),
    (
        "Dimensions",
        "DELETE WHERE { GRAPH ?g { <observation/figure> qb:dataSet ?x } } ; "
        "INSERT DATA { <observation/figure> qb:dataSet news:figureStructure }",
        "observation/figure",
        "any other in news:figures",
    ),
    (
        "Unit",
        "DELETE WHERE { GRAPH ?g { <observation/figure> qudt:hasUnit ?x } }",
        "observation/figure",
        "exactly one unit",
    ),
    (
        "Unit",
        "INSERT DATA { <observation/figure> news:counted <indicator/esportazioni> }",
        "observation/figure",
        "exactly one unit",
    ),
    (
        "Unit",
        "INSERT DATA { <observation/figure> qudt:hasUnit <http://qudt.org/vocab/currency/USD> }",
        "observation/figure",
        "exactly one unit",
    ),
    (
        "Unit",
        "DELETE WHERE { GRAPH ?g { <observation/figure> qudt:hasUnit ?x } } ; "
        "INSERT DATA { <observation/figure> news:counted <fact/figure> }",
        "observation/figure",
        "exactly one unit",
    ),
    (
        "Concept",
        "DELETE WHERE { GRAPH ?g { <indicator/esportazioni> skos:inScheme ?x } }",
        "indicator/esportazioni",
        "exactly one scheme",
    ),
    (
        "Concept",
        "DELETE WHERE { GRAPH ?g { <indicator/esportazioni> rdfs:label ?x } }",
        "indicator/esportazioni",
        "has a label",
    ),
    (
        "Concept",
        "INSERT DATA { <observation/figure> news:counted <unit/seggi> }",
        "unit/seggi",
        "is a skos:Concept",
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
    *(
        (
            "Observation",
            "DELETE WHERE { GRAPH ?g { <observation/figure> news:refPeriod ?x } } ; "
            f"INSERT DATA {{ <observation/figure> news:refPeriod {period} }}",
            "observation/figure",
            "an xsd:gYear, xsd:gYearMonth, xsd:date or time:Interval",
        )
        for period in ("'2029'", "'2029-01-01T10:00:00Z'^^xsd:dateTime", "'2029-02-29'^^xsd:date", "<instant/2029-01>")
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> org:memberDuring <instant/2029-01> }",
        "membership/role",
        "lasts at most one interval",
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> news:attestedOn '2030-04' }",
        "membership/role",
        "attested on dates",
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> news:attestedDuring <fact/role> }",
        "membership/role",
        "attested during at most one interval",
    ),
    (
        "Membership",
        "INSERT DATA { <membership/role> news:endedBefore 'ieri' }",
        "membership/role",
        "ended before dates",
    ),
    (
        "Office",
        "DELETE WHERE { GRAPH ?g { <office/ministro-degli-esteri> rdfs:label ?x } }",
        "office/ministro-degli-esteri",
        "org:Role has a label",
    ),
    (
        "Instant",
        "DELETE WHERE { GRAPH ?g { <instant/2029-01> time:inXSDgYearMonth ?x } }",
        "instant/2029-01",
        "exactly one date",
    ),
    (
        "Instant",
        "INSERT DATA { <instant/2029-01> time:inXSDgYear '2029'^^xsd:gYear }",
        "instant/2029-01",
        "exactly one date",
    ),
    (
        "Instant",
        "DELETE WHERE { GRAPH ?g { <instant/2029-01> time:inXSDgYearMonth ?x } } ; "
        "INSERT DATA { <instant/2029-01> time:inXSDDate '2029-02-30'^^xsd:date }",
        "instant/2029-01",
        "exactly one date",
    ),
    (
        "Fact",
        "INSERT DATA { <fact/figure> news:conflictsWith <article/agenzia-0001> }",
        "fact/figure",
        "with facts only",
    ),
    (
        "Fact",
        "INSERT DATA { <fact/figure> news:firstEvidence <evidence/visit-171a> }",
        "fact/figure",
        "at most one first evidence",
    ),
    ("Fact", "INSERT DATA { <fact/figure> news:during '2029-01/2029-12' }", "fact/figure", "at most one interval"),
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
        "Evidence",
        "INSERT DATA { <evidence/visit-171a> oa:hasSelector <evidence/figure-cee9/position> }",
        "evidence/visit-171a",
        "one selector by position",
    ),
    (
        "Evidence",
        "INSERT DATA { <evidence/visit-171a> oa:hasSelector <evidence/figure-cee9/quote> }",
        "evidence/visit-171a",
        "exactly two selectors",
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


def planted(quads: Iterable[Quad], update: str) -> list[Quad]:
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
