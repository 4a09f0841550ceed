"""Roles as memberships of the Organization Ontology (W3C 2014), with the time through which each is known to hold.

Two times are kept apart: the time that a text tells is the membership's own (org:memberDuring); that articles of
several days name somebody minister shows that the office lasted at least from the first to the last of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pipeline.days import WHOLE_DATE
from pipeline.model import Article, Fact, RoleDetail
from pipeline.rdf.iris import ORG, RDF, RDFS, concept_iri, fact_iri, graph_iri, membership_iri, term_iri
from pipeline.rdf.times import date_literal, interval_iri, interval_quads
from pipeline.vocab import Vocab


def membership_quads(fact: Fact, articles: Mapping[str, Article], vocab: Vocab) -> Iterator[Quad]:
    """Yield the membership of an office that articles assert, in the graph of each; nothing for another fact.

    The article that calls somebody minister attests the office for its day, and all of them together, in the default
    graph, for the days between. Where the text itself gives a time, the office is not attested for the article's day.
    """
    detail = fact.detail
    if not isinstance(detail, RoleDetail) or not fact.asserted_in:
        return
    node, office = membership_iri(fact.id), concept_iri("office", detail.role)
    days: list[str] = []
    then = fact.when.iso if fact.when else None
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
        published = articles[article].published
        if published and (detail.former or not then):
            day = published[:WHOLE_DATE]
            name = "endedBefore" if detail.former else "attestedOn"
            yield Quad(node, term_iri(vocab, name), date_literal(day), graph)
            days += [] if detail.former else [day]
        if then:
            yield from _lasting(node, NamedNode(f"{ORG}memberDuring"), then if "/" in then else f"{then}/{then}", graph)
    if days:
        # a month comes before its days: "2024-04" begins no later than "2024-04-01"
        yield from _lasting(node, term_iri(vocab, "attestedDuring"), f"{min(days)}/{max(days)}", DefaultGraph())


def _lasting(node: NamedNode, predicate: NamedNode, span: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield a time of a membership, where its two ends are known."""
    interval = interval_iri(span)
    if interval:
        yield Quad(node, predicate, interval, graph)
        yield from interval_quads(span, graph)
