"""Facts → a property graph, which is what Neo4j, Memgraph and KGX hold: nodes and edges with typed properties.

Every entity, every fact and every article is a node. A fact has edges to its parties and to its articles, with the
words that it rests on. An edge from party to party ("visited") stands only for what an article asserts, as in the RDF:
who asks such a graph who visited whom is not to be told of visits that are planned, denied or merely said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import Literal as OneOf
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from pipeline.export.network import figure_text
from pipeline.model import Article, EncounterDetail, Entity, Fact, FigureDetail, RoleDetail, SayingDetail
from pipeline.rdf.iris import SKOS, article_iri, fact_iri
from pipeline.rdf.quads import entities_of
from pipeline.vocab import Vocab

Value: TypeAlias = str | bool | int | float | tuple[str, ...]
ValueType: TypeAlias = OneOf["string", "boolean", "int", "double", "string[]"]
"""Named as in the headers of Neo4j. A `float` has 32 bits there, and would make 0.9399999976 of 0.94."""

ENTITY, FACT, ARTICLE = "Entity", "Fact", "Article"
NODE_COLUMNS: Mapping[str, Mapping[str, ValueType]] = {
    ENTITY: {"name": "string", "wikidata": "string", "aliases": "string[]"},
    FACT: {
        "name": "string",
        "kind": "string",
        "predicate": "string",
        "status": "string",
        "negated": "boolean",
        "asserted": "boolean",
        "date": "string",
        "date_text": "string",
        "confidence": "double",
        "sources": "int",
        "form": "string",
        "content": "string",
        "quoted": "boolean",
        "cue": "string",
        "indicator": "string",
        "value": "double",
        "unit": "string",
        "comparator": "string",
        "direction": "string",
        "period": "string",
        "role": "string",
        "former": "boolean",
    },
    ARTICLE: {"name": "string", "title": "string", "url": "string", "source": "string", "published": "string"},
}
"""The properties that a node of each first label may have."""

ASSERTED, PARTIES, SOURCES = "asserted", "parties", "sources"
EDGE_COLUMNS: Mapping[str, Mapping[str, ValueType]] = {
    ASSERTED: {
        "fact": "string",
        "date": "string",
        "confidence": "double",
        "sources": "int",
        "articles": "string[]",
        "evidence": "string[]",
    },
    PARTIES: {"article": "string", "certainty": "string", "statement": "string"},
    SOURCES: {"start": "int", "end": "int", "text": "string", "rule": "string"},
}
"""The properties of edges from party to party, from a fact to its parties, and from a fact to its articles."""


@dataclass(frozen=True, slots=True)
class Node:
    """Its id is an IRI of the RDF, its first label one of `NODE_COLUMNS`. A property without a value is absent."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge; its type is a term of the ontology, or `subject` or `object`. The id is made of what the edge says."""

    id: str
    start: str
    end: str
    type: str
    group: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges, each in the order of their ids within their labels or groups."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def to_property_graph(
    facts: Sequence[Fact], articles: Iterable[Article], quads: Iterable[Quad], vocab: Vocab
) -> PropertyGraph:
    """Return the property graph of the facts; `quads` give other names of entities, `articles` titles and dates."""
    aliases = _aliases(quads)
    entities = {entity.iri: entity for fact in facts for entity in entities_of(fact)}
    known = {article.id: article for article in articles}
    named = {place.article for fact in facts for place in fact.evidence}
    nodes = [
        *(_entity(entities[iri], aliases.get(iri, [])) for iri in sorted(entities)),
        *(_fact(fact, vocab) for fact in sorted(facts, key=_fact_id)),
        *(_article(identifier, known.get(identifier)) for identifier in sorted(named | known.keys())),
    ]
    found = {edge.id: edge for fact in facts for edge in _edges(fact)}
    return PropertyGraph(tuple(nodes), tuple(sorted(found.values(), key=_edge_order)))


def _aliases(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """Return the other names of each entity that has some, by its IRI."""
    found: dict[str, list[str]] = {}
    for quad in quads:
        match quad.subject, quad.object:
            case NamedNode(value=iri), Literal(value=name) if quad.predicate.value == f"{SKOS}altLabel":
                found.setdefault(iri, []).append(name)
    return found


def _fact_id(fact: Fact) -> str:
    return fact.id


def _edge_order(edge: Edge) -> tuple[int, str, str]:
    return list(EDGE_COLUMNS).index(edge.group), edge.type, edge.id


def _given(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value is not None and value not in ("", ())}


def _entity(entity: Entity, aliases: Iterable[str]) -> Node:
    given = _given({"name": entity.label, "wikidata": entity.wikidata, "aliases": tuple(sorted(set(aliases)))})
    return Node(entity.iri, (ENTITY, entity.type), given)


def _article(identifier: str, article: Article | None) -> Node:
    given: dict[str, Value | None] = {"name": identifier}
    if article:
        given |= {name: getattr(article, name) for name in ("title", "url", "source", "published")}
    return Node(article_iri(identifier).value, (ARTICLE,), _given(given))


def _fact(fact: Fact, vocab: Vocab) -> Node:
    given: dict[str, Value | None] = {
        "name": _name(fact, vocab),
        "kind": fact.kind,
        "predicate": fact.predicate,
        "status": fact.status,
        "negated": fact.negated,
        "asserted": bool(fact.asserted_in),
        "date": fact.when.iso if fact.when else None,
        "date_text": fact.when.text if fact.when else None,
        "confidence": fact.confidence,
        "sources": fact.sources,
    }
    match fact.detail:
        case EncounterDetail():
            names: tuple[str, ...] = ("form",)
        case SayingDetail():
            names = ("content", "quoted", "cue")
        case FigureDetail():
            names = ("indicator", "value", "unit", "comparator", "direction", "period")
        case RoleDetail():
            names = ("role", "former")
        case _:
            names = ()
    given |= {name: getattr(fact.detail, name) for name in names}
    return Node(fact_iri(fact.id).value, (FACT, fact.kind.capitalize()), _given(given))


def _name(fact: Fact, vocab: Vocab) -> str:
    """Return what a program shows on the node of a fact: "Anna Neri ha visitato Mosca (previsto)"."""
    said = f"{fact.subject.label} {vocab[fact.predicate].label_it}"
    match fact.detail:
        case FigureDetail():
            text = f"{fact.subject.label}, {figure_text(fact.detail)}"
        case RoleDetail(role=role, of=of):
            text = f"{said} {role}, {of.label}" if of else f"{said} {role}"
        case _:
            text = f"{said} {fact.object.label if isinstance(fact.object, Entity) else fact.object}"
    reserve = [vocab["negated"].label_it] if fact.negated else []
    reserve += [vocab[fact.status].label_it] if fact.status != "happened" else []
    reserve += [f"{vocab['attributedTo'].label_it} {who.label}" for who in fact.attributed_to]
    return f"{text} ({', '.join(reserve)})" if reserve else text


def _edges(fact: Fact) -> Iterator[Edge]:
    node = fact_iri(fact.id).value
    if fact.asserted_in:
        for one, other in _asserted_pairs(fact):
            yield _edge(one.iri, other.iri, fact.predicate, ASSERTED, _asserted(fact))
    for name, entity in _parties(fact):
        yield _edge(node, entity.iri, name, PARTIES, {})
    for attribution in fact.attributions:
        said = {
            "article": attribution.article,
            "certainty": attribution.certainty,
            "statement": fact_iri(attribution.statement).value if attribution.statement else None,
        }
        for source in attribution.sources:
            yield _edge(node, source.iri, "attributionSource", PARTIES, said)
    for article in fact.asserted_in:
        yield _edge(node, article_iri(article).value, "assertedBy", SOURCES, {})
    for place in fact.evidence:
        start, end = place.span.start, place.span.end
        words: dict[str, Value | None] = {"start": start, "end": end, "text": place.text, "rule": place.rule}
        yield _edge(node, article_iri(place.article).value, "evidence", SOURCES, words)


def _edge(start: str, end: str, type_: str, group: str, properties: Mapping[str, Value | None]) -> Edge:
    given = _given(properties)
    # what an edge from party to party says may become surer or better attested, and it is the same edge still
    told = [str(given["fact"])] if group == ASSERTED else [f"{name}={value}" for name, value in given.items()]
    identifier = sha256("\0".join((start, end, type_, *told)).encode()).hexdigest()[:16]
    return Edge(identifier, start, end, type_, group, given)


def _asserted(fact: Fact) -> dict[str, Value | None]:
    return {
        "fact": fact_iri(fact.id).value,
        "date": fact.when.iso if fact.when else None,
        "confidence": fact.confidence,
        "sources": fact.sources,
        "articles": fact.asserted_in,
        "evidence": tuple(place.text for place in fact.evidence if place.article in fact.asserted_in),
    }


def _asserted_pairs(fact: Fact) -> Iterator[tuple[Entity, Entity]]:
    """Yield the pairs of parties that an asserted fact joins; once where its predicate holds both ways."""
    match fact.detail:
        case EncounterDetail(participants=participants):
            yield from ((a, b) for a, b in combinations(participants, 2) if a != b)
        case RoleDetail() | FigureDetail() | SayingDetail():
            return
        case _:
            if isinstance(fact.object, Entity):
                yield fact.subject, fact.object


def _parties(fact: Fact) -> Iterator[tuple[str, Entity]]:
    """Yield the parties of a fact, each with the term of the ontology for its part in it."""
    yield "subject", fact.subject
    if isinstance(fact.object, Entity):
        yield "object", fact.object
    match fact.detail:
        case EncounterDetail(participants=participants, place=place):
            yield from (("participant", entity) for entity in participants)
            yield from (("place", entity) for entity in (place,) if entity)
        case SayingDetail(speakers=speakers, addressees=addressees, via=via):
            yield from (("speaker", entity) for entity in speakers)
            yield from (("addressee", entity) for entity in addressees)
            yield from (("via", entity) for entity in via)
        case FigureDetail(about=about, via=via):
            yield from (("about", entity) for entity in about)
            yield from (("via", entity) for entity in via)
        case RoleDetail(of=of):
            yield from (("of", entity) for entity in (of,) if entity)
    yield from (("attributedTo", entity) for entity in fact.attributed_to)
