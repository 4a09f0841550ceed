"""Links to Wikidata as nodes of their own beside the owl:sameAs: how sure, by which name, by which roles."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pipeline.model import EntityLink
from pipeline.rdf.iris import RDF, decimal_literal, fact_iri, link_iri, term_iri, wikidata_iri
from pipeline.vocab import Vocab


def link_quads(link: EntityLink, vocab: Vocab) -> Iterator[Quad]:
    """Yield what is known of a link, in the default graph: it holds across articles."""
    node, graph = link_iri(link), DefaultGraph()
    yield Quad(node, NamedNode(f"{RDF}type"), term_iri(vocab, "Link"), graph)
    yield Quad(node, term_iri(vocab, "linkedEntity"), NamedNode(link.entity), graph)
    yield Quad(node, term_iri(vocab, "linkedItem"), wikidata_iri(link.wikidata), graph)
    yield Quad(node, term_iri(vocab, "linkedName"), Literal(link.name), graph)
    for name, value in (
        ("linkScore", link.score),
        ("nameScore", link.name_score),
        ("officeScore", link.office_score),
        ("linkThreshold", link.threshold),
    ):
        yield Quad(node, term_iri(vocab, name), decimal_literal(value), graph)
    for fact in link.facts:
        yield Quad(node, term_iri(vocab, "agreeingRole"), fact_iri(fact), graph)
