"""The service description: what this endpoint is and can do, as RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import io

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from pipeline.rdf.iris import PREFIXES, RDF, RDFS
from pipeline.serve.negotiation import TRIPLE_TYPES
from pipeline.serve.pool import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
    "N3",
)

UNION = (
    Literal(
        "The union of all graphs: of what the articles say, of the ontology, and of the keys of this store, which are "
        "the properties that are a news:StoreKey; FILTER NOT EXISTS { ?p a news:StoreKey }, outside of GRAPH, leaves "
        "them out.",
        language="en",
    ),
    Literal(
        "L'unione di tutti i grafi: di ciò che dicono gli articoli, dell'ontologia e delle chiavi di questo archivio, "
        "cioè le proprietà che sono news:StoreKey; FILTER NOT EXISTS { ?p a news:StoreKey }, fuori da GRAPH, le lascia "
        "fuori.",
        language="it",
    ),
)
"""What the default graph holds."""


def describe(endpoint: str, limits: Limits, media_type: str) -> bytes:
    """Return the description of the service at an address; raises ValueError where the address is no IRI."""
    service, dataset, union = NamedNode(endpoint), BlankNode("dataset"), BlankNode("union")
    terms: list[tuple[str, NamedNode | BlankNode]] = [
        ("endpoint", service),
        ("supportedLanguage", NamedNode(f"{SD}SPARQL11Query")),
        ("feature", NamedNode(f"{SD}UnionDefaultGraph")),
        ("defaultDataset", dataset),
        *(("resultFormat", NamedNode(FORMATS + name)) for name in RESULT_FORMATS),
    ]
    triples = [
        Triple(service, NamedNode(f"{RDF}type"), NamedNode(f"{SD}Service")),
        *(Triple(service, NamedNode(SD + name), value) for name, value in terms),
        *(Triple(service, NamedNode(f"{RDFS}comment"), text) for text in _limits(limits)),
        Triple(dataset, NamedNode(f"{RDF}type"), NamedNode(f"{SD}Dataset")),
        Triple(dataset, NamedNode(f"{SD}defaultGraph"), union),
        Triple(union, NamedNode(f"{RDF}type"), NamedNode(f"{SD}Graph")),
        *(Triple(union, NamedNode(f"{RDFS}comment"), text) for text in UNION),
    ]
    out = io.BytesIO()
    serialize(triples, out, format=TRIPLE_TYPES[media_type], prefixes={**PREFIXES, "sd": SD, "formats": FORMATS})
    return out.getvalue()


def _limits(limits: Limits) -> tuple[Literal, Literal]:
    seconds, rows = f"{limits.time_limit:g}", f"{limits.max_rows}"
    return (
        Literal(
            f"Read-only, without SERVICE. A query is stopped after {seconds} seconds; an answer is cut after {rows} "
            "rows or triples, and then has the header X-Intreccio-Truncated.",
            language="en",
        ),
        Literal(
            f"Sola lettura, senza SERVICE. Una query si ferma dopo {seconds} secondi; una risposta si tronca dopo "
            f"{rows} righe o triple, e allora ha l'intestazione X-Intreccio-Truncated.",
            language="it",
        ),
    )
