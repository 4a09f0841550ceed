"""A store → the keys by which questions find what they ask for without reading all of it.

Keys are in the store alone and in no file of a graph: they say nothing that the graph does not say, and are made anew
with each store. They are the words of names, of what was said and of indicators, the years of figures, whom relations,
figures and claims are about, the day of each article, the days on which facts of each sort were told, and what is
contested. Those of facts are in the graph of their article, so that one look finds both, the others in their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from pipeline.days import WHOLE_DATE
from pipeline.model import KINDS
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.denials import denials
from pipeline.rdf.iris import RDF, RDFS, SKOS
from pipeline.typography import ascii_slug

Subject: TypeAlias = NamedNode | BlankNode | Triple

SEARCH_GRAPH = NamedNode(f"{DATA}search")
"""Where keys are; as a subject it has every word that is one, so that beginnings of words can be looked up."""
YEAR = 4
"""Digits of a year."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as keys have them: lower case, without accents, letters and digits alone, no repeats.

    "L’Unione europea" → ("l", "unione", "europea"); "Perù" → ("peru",).
    """
    return tuple(dict.fromkeys(word for word in ascii_slug(text).split("-") if word))


def add_keys(store: Store) -> None:
    """Add its keys to a store that holds a graph and has none."""
    store.bulk_extend(find_keys(store))


def find_keys(store: Store) -> Iterator[Quad]:
    """Yield the keys of the graph in a store, some more than once."""
    yield from _word_keys(_names(store), term("nameKey"))
    yield from _word_keys(_quads(store, term("content")), term("contentKey"))
    yield from _word_keys(_quads(store, term("indicator")), term("indicatorKey"))
    yield from _year_keys(store)
    yield from _party_keys(store)
    yield from _conflict_keys(store)
    days = _days(store)
    for graph, day in days.items():
        yield _key(graph, "day", day)
    yield from _told_on(store, days)
    for fact, denying in denials(store):
        yield Quad(fact, term("deniedBy"), denying, SEARCH_GRAPH)
        for party in _parties(store, fact, ("subject", "object"), None):
            yield Quad(fact, term("contestedKey"), party, SEARCH_GRAPH)
        for quad in store.quads_for_pattern(denying, term("evidence"), None):
            yield from _told(quad, term("deniedBy"), days)
            yield from _told(quad, denying, days)


def term(name: str) -> NamedNode:
    """Return the IRI of a term of `news.ttl`."""
    return NamedNode(NEWS + name)


def _key(subject: NamedNode, predicate: str, value: str) -> Quad:
    return Quad(subject, term(predicate), Literal(value), SEARCH_GRAPH)


def _quads(store: Store, predicate: NamedNode, value: NamedNode | None = None) -> Iterator[Quad]:
    return store.quads_for_pattern(None, predicate, value)


def _names(store: Store) -> Iterator[Quad]:
    """Yield the labels of entities; those of the ontology and of concepts are in graphs with a name."""
    for name in (f"{RDFS}label", f"{SKOS}altLabel"):
        yield from store.quads_for_pattern(None, NamedNode(name), None, DefaultGraph())


def _word_keys(texts: Iterable[Quad], predicate: NamedNode) -> Iterator[Quad]:
    """Yield a key for each word of the texts that quads have as their objects, and then each word once."""
    known: dict[str, Literal] = {}
    for quad in texts:
        graph = SEARCH_GRAPH if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        for word in words_of(_value(quad)):
            yield Quad(quad.subject, predicate, known.setdefault(word, Literal(word)), graph)
    for key in known.values():
        yield Quad(SEARCH_GRAPH, predicate, key, SEARCH_GRAPH)


def _year_keys(store: Store) -> Iterator[Quad]:
    """Yield each year of a figure's period, or else of its date."""
    for figure in _quads(store, NamedNode(f"{RDF}type"), term("Figure")):
        node, graph = figure.subject, figure.graph_name
        dated = next(store.quads_for_pattern(node, term("period"), None, graph), None)
        dated = dated or next(store.quads_for_pattern(node, term("date"), None, graph), None)
        for year in _years(_value(dated)) if dated else ():
            yield Quad(node, term("yearKey"), Literal(year), graph)
            yield _key(SEARCH_GRAPH, "yearKey", year)


def _years(period: str) -> Iterator[str]:
    """Yield the years of an ISO 8601 date or interval: "2023-11/2024-02" → 2023, 2024."""
    begin, _, end = period.partition("/")
    first, last = begin[:YEAR], (end or begin)[:YEAR]
    if first.isdecimal() and last.isdecimal():
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))


def _party_keys(store: Store) -> Iterator[Quad]:
    """Yield whom relations, figures and claims (facts in somebody's words) are about, apart from all other facts."""
    type_ = NamedNode(f"{RDF}type")
    for quad in _quads(store, type_, term("Relation")):
        for party in _parties(store, quad.subject, ("subject", "object"), quad.graph_name):
            yield Quad(quad.subject, term("relationKey"), party, quad.graph_name)
    for quad in _quads(store, type_, term("Figure")):
        measured = _parties(store, quad.subject, ("subject",), quad.graph_name)
        about = store.quads_for_pattern(quad.subject, term("about"), None, quad.graph_name)
        for whom in {*measured, *(found.object for found in about)}:
            yield Quad(quad.subject, term("figureKey"), whom, quad.graph_name)
    for quad in _claims(store):
        for party in _parties(store, quad.subject, ("subject", "object"), quad.graph_name):
            yield Quad(quad.object, term("claimKey"), party, quad.graph_name)  # type: ignore[arg-type]


def _conflict_keys(store: Store) -> Iterator[Quad]:
    """Yield whom the facts that conflict with others are about."""
    for fact in {quad.subject for quad in _quads(store, term("conflictsWith"))}:
        values = (store.quads_for_pattern(fact, term(name), None) for name in ("about", "participant"))
        others = {quad.object for quads in values for quad in quads}
        for party in others | _parties(store, fact, ("subject",), None):
            yield Quad(fact, term("conflictKey"), party, SEARCH_GRAPH)


def _parties(
    store: Store, fact: Subject, names: Iterable[str], graph: NamedNode | BlankNode | DefaultGraph | None
) -> set[NamedNode]:
    """Return the entities among the values of a fact's properties; the words said and the figures are none."""
    found = (store.quads_for_pattern(fact, NamedNode(RDF + name), None, graph) for name in names)
    return {quad.object for quads in found for quad in quads if isinstance(quad.object, NamedNode)}


def _claims(store: Store) -> Iterator[Quad]:
    """Yield the attributions of facts, but not those of statements."""
    type_, statement = NamedNode(f"{RDF}type"), term("Statement")
    for quad in _quads(store, term("attribution")):
        if Quad(quad.subject, type_, statement, quad.graph_name) not in store:
            yield quad


def _days(store: Store) -> dict[NamedNode, str]:
    """Return for the graph of each article that tells some fact its day, to the precision known, "" where unknown."""
    days: dict[NamedNode, str] = {}
    for article in _quads(store, NamedNode(f"{RDF}type"), term("Article")):
        graph = article.graph_name
        if isinstance(graph, NamedNode) and next(store.quads_for_pattern(None, term("evidence"), None, graph), None):
            published = next(store.quads_for_pattern(article.subject, term("published"), None, graph), None)
            days[graph] = _value(published)[:WHOLE_DATE] if published else ""
    return days


def _told_on(store: Store, days: Mapping[NamedNode, str]) -> Iterator[Quad]:
    """Yield on which days there are articles, facts of each kind and predicate, and facts in somebody's words."""
    for kind in ("article", *KINDS):
        for quad in _quads(store, NamedNode(f"{RDF}type"), term(kind.capitalize())):
            yield from _told(quad, term(kind.capitalize()), days)
    for quad in _quads(store, NamedNode(f"{RDF}predicate")):
        if isinstance(quad.object, NamedNode):
            yield from _told(quad, quad.object, days)
    for quad in _claims(store):
        yield from _told(quad, term("attribution"), days)


def _told(quad: Quad, what: NamedNode, days: Mapping[NamedNode, str]) -> Iterator[Quad]:
    """Yield that something was told on the day of a quad's graph; nothing of a graph that is no article's."""
    if isinstance(quad.graph_name, NamedNode) and quad.graph_name in days:
        yield _key(what, "toldOn", days[quad.graph_name])


def _value(quad: Quad) -> str:
    return str(getattr(quad.object, "value", ""))
