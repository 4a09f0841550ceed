"""Mints the IRIs of articles, graphs, facts and evidence. Entities have theirs from `resolve`."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from pipeline.model import Attribution, Evidence
from pipeline.namespaces import DATA, NEWS, WIKIDATA

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"

PREFIXES = {
    "news": NEWS,
    "oa": OA,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}


def _node(path: str) -> NamedNode:
    return NamedNode(DATA + path)


def article_iri(article: str) -> NamedNode:
    """Return the IRI of an article; every character that an IRI cannot have is percent-encoded."""
    return _node(f"article/{quote(article, safe='')}")


def graph_iri(article: str) -> NamedNode:
    """Return the IRI of the named graph of what one article says."""
    return _node(f"graph/{quote(article, safe='')}")


def fact_iri(identifier: str) -> NamedNode:
    """Return the IRI of a fact."""
    return _node(f"fact/{identifier}")


def evidence_iri(fact: str, evidence: Evidence) -> NamedNode:
    """Return the IRI of one fact's evidence in one place of one article."""
    key = f"{fact}|{evidence.article}|{evidence.span.start}|{evidence.span.end}|{evidence.rule}"
    return _node(f"evidence/{sha256(key.encode()).hexdigest()[:16]}")


def attribution_iri(fact: str, attribution: Attribution) -> NamedNode:
    """Return the IRI of one article's attribution of a fact to its sources."""
    sources = " ".join(source.iri for source in attribution.sources)
    key = f"{fact}|{attribution.article}|{attribution.statement}|{attribution.certainty}|{sources}"
    return _node(f"attribution/{sha256(key.encode()).hexdigest()[:16]}")


def wikidata_iri(item: str) -> NamedNode:
    """Return the IRI of a Wikidata item."""
    return NamedNode(WIKIDATA + item)
