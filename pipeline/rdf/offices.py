"""Roles as memberships of the Organization Ontology (W3C 2014), with the time through which each is known to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from pipeline.days import WHOLE_DATE
from pipeline.model import Article, Fact, RoleDetail
from pipeline.rdf.iris import ORG, RDF, RDFS, concept_iri, fact_iri, graph_iri, membership_iri, term_iri
from pipeline.rdf.times import date_literal, interval_iri, interval_quads
from pipeline.vocab import Vocab


def membership_quads(fact: Fact, articles: Mapping[str, Article], vocab: Vocab) -> Iterator[Quad]:
    """Yield the membership of an office that articles assert, in the graph of each; nothing for another fact.

    The article that calls somebody minister attests the office for its day. A time that the text itself gives is the
    membership's own (org:memberDuring), and the office is then not attested for the article's day.
    """
    detail = fact.detail
    if not isinstance(detail, RoleDetail) or not fact.asserted_in:
        return
    node, office = membership_iri(fact.id), concept_iri("office", detail.role)
    for article in fact.asserted_in:
        graph = graph_iri(article)
        yield Quad(node, NamedNode(f"{RDF}type"), NamedNode(f"{ORG}Membership"), graph)
        yield Quad(node, term_iri(vocab, "membershipFact"), fact_iri(fact.id), graph)
        yield Quad(node, NamedNode(f"{ORG}member"), NamedNode(fact.subject.iri), graph)
        yield Quad(node, NamedNode(f"{ORG}role"), office, graph)
        yield Quad(office, NamedNode(f"{RDF}type"), NamedNode(f"{ORG}Role"), graph)
        yield Quad(office, NamedNode(f"{RDFS}label"), Literal(detail.role), graph)
        if detail.of:
            yield Quad(node, NamedNode(f"{ORG}organization"), NamedNode(detail.of.iri), graph)
        published, then = articles[article].published, fact.when.iso if fact.when else None
        if published and (detail.former or not then):
            name = "endedBefore" if detail.former else "attestedOn"
            yield Quad(node, term_iri(vocab, name), date_literal(published[:WHOLE_DATE]), graph)
        span = then if then is None or "/" in then else f"{then}/{then}"
        interval = interval_iri(span) if span else None
        if interval and span:
            yield Quad(node, NamedNode(f"{ORG}memberDuring"), interval, graph)
            yield from interval_quads(span, graph)
