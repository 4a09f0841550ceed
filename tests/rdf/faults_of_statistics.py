"""Faults of observations, memberships, concepts and times, to be planted in the mini graph."""

from __future__ import annotations

# shape, SPARQL update that plants the fault, the node found, words of the message
FAULTS_OF_STATISTICS = [
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
]
