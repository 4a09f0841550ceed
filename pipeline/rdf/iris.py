"""Mints the IRIs of articles, graphs, facts and evidence. Entities have theirs from `resolve`."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from pipeline.model import Attribution, EntityLink, Evidence
from pipeline.namespaces import DATA, NEWS, WIKIDATA
from pipeline.typography import collapsed, folded, plain_number
from pipeline.vocab import Vocab

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
QB = "http://purl.org/linked-data/cube#"
QUDT = "http://qudt.org/schema/qudt/"
TIME = "http://www.w3.org/2006/time#"

PREFIXES = {
    "news": NEWS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "qb": QB,
    "qudt": QUDT,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "time": TIME,
    "xsd": XSD,
}


def _node(path: str) -> NamedNode:
    return NamedNode(DATA + path)


def term_iri(vocab: Vocab, name: str) -> NamedNode:
    """Return the IRI of a term; raises KeyError for one that the ontology does not define."""
    return NamedNode(NEWS + vocab[name].name)


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
    place = evidence_iri(fact, attribution.evidence).value
    key = f"{place}|{attribution.statement}|{attribution.certainty}|{sources}"
    return _node(f"attribution/{sha256(key.encode()).hexdigest()[:16]}")


def observation_iri(fact: str) -> NamedNode:
    """Return the IRI of the observation that a figure is."""
    return _node(f"observation/{fact}")


def membership_iri(fact: str) -> NamedNode:
    """Return the IRI of the membership that a role is."""
    return _node(f"membership/{fact}")


def link_iri(link: EntityLink) -> NamedNode:
    """Return the IRI of an entity's link to an item."""
    return _node(f"link/{sha256(f'{link.entity}|{link.wikidata}'.encode()).hexdigest()[:16]}")


def concept_iri(kind: str, label: str) -> NamedNode:
    """Return the IRI of a concept that is known by its words alone: an indicator, a unit, an office."""
    return _node(f"{kind}/{quote(collapsed(folded(label)).replace(' ', '-'), safe='')}")


def decimal_literal(value: float) -> Literal:
    """Return a number as an exact xsd:decimal, without an exponent."""
    return Literal(plain_number(value), datatype=NamedNode(f"{XSD}decimal"))


def wikidata_iri(item: str) -> NamedNode:
    """Return the IRI of a Wikidata item."""
    return NamedNode(WIKIDATA + item)
