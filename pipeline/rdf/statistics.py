"""Figures as statistics: an observation of the RDF Data Cube vocabulary (W3C 2014) for each, beside the fact.

A fact tells who says so and with which words; an observation is what statistical tools read: an indicator, an area, a
counterpart, a period, a value with its unit. What the article leaves open is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from pipeline.assemble.indicators import indicator_concept, parties_of, period_of
from pipeline.model import Fact, FigureDetail
from pipeline.rdf.iris import (
    QB,
    QUDT,
    RDF,
    RDFS,
    SKOS,
    concept_iri,
    decimal_literal,
    fact_iri,
    observation_iri,
    term_iri,
)
from pipeline.rdf.times import interval_quads, time_term
from pipeline.vocab import Vocab

CURRENCY = "http://qudt.org/vocab/currency/"
_ISO_4217 = re.compile(r"[A-Z]{3}")


def observation_quads(fact: Fact, graph: NamedNode, vocab: Vocab) -> Iterator[Quad]:
    """Yield the observation of a figure in the graph of an article that asserts it; nothing for another kind of fact.

    The first of those whom a figure is about is its area, and of two the second its counterpart ("il commercio tra
    Russia e Cina"), which makes it one of the figures between two; its indicator does without their names. Each
    observation names its fact, so that two sources with two values for one thing stay two observations.
    """
    detail = fact.detail
    if not isinstance(detail, FigureDetail):
        return
    node = observation_iri(fact.id)
    parties = parties_of(fact)
    between = len(parties) == 2
    measured = indicator_concept(detail.indicator, parties)
    indicator = concept_iri("indicator", measured)

    def quad(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, graph)

    yield quad(NamedNode(f"{RDF}type"), NamedNode(f"{QB}Observation"))
    yield quad(NamedNode(f"{QB}dataSet"), term_iri(vocab, "figuresBetween" if between else "figures"))
    yield quad(term_iri(vocab, "observedFact"), fact_iri(fact.id))
    yield quad(term_iri(vocab, "refIndicator"), indicator)
    yield from _concept(indicator, measured, term_iri(vocab, "indicators"), graph)
    yield quad(term_iri(vocab, "obsValue"), decimal_literal(detail.value))
    yield quad(term_iri(vocab, "comparator"), Literal(detail.comparator))
    if detail.direction:
        yield quad(term_iri(vocab, "direction"), Literal(detail.direction))
    yield from _unit(node, detail.unit, vocab, graph)
    yield quad(term_iri(vocab, "refArea"), NamedNode(parties[0].iri))
    if between:
        yield quad(term_iri(vocab, "counterpart"), NamedNode(parties[1].iri))
    period = period_of(fact)
    told = time_term(period)
    if told:
        yield quad(term_iri(vocab, "refPeriod"), told)
        yield from interval_quads(period, graph)


def _unit(node: NamedNode, unit: str, vocab: Vocab, graph: NamedNode) -> Iterator[Quad]:
    """Yield the unit: QUDT's, a currency by its ISO 4217 code, or a concept of our own for what is counted."""
    known = CURRENCY + unit if _ISO_4217.fullmatch(unit) else vocab.units.get(unit)
    if known:
        yield Quad(node, NamedNode(f"{QUDT}hasUnit"), NamedNode(known), graph)
    else:
        concept = concept_iri("unit", unit)
        yield Quad(node, term_iri(vocab, "counted"), concept, graph)
        yield from _concept(concept, unit, term_iri(vocab, "units"), graph)


def _concept(node: NamedNode, label: str, scheme: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(node, NamedNode(f"{RDF}type"), NamedNode(f"{SKOS}Concept"), graph)
    yield Quad(node, NamedNode(f"{SKOS}inScheme"), scheme, graph)
    yield Quad(node, NamedNode(f"{RDFS}label"), Literal(label), graph)
