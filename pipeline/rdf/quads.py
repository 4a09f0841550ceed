"""Facts, articles and entities → quads. No blank nodes; `sorted_quads` gives the one canonical order.

What one article says stands in the article's own named graph; what holds across articles (entities, confidence) in
the default graph. A flat triple (`lavrov met wang`) stands only where an article asserts it: not what is planned,
denied or merely said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pipeline.assemble.conflicts import Conflict, find_conflicts
from pipeline.model import (
    Article,
    Attribution,
    EncounterDetail,
    Entity,
    EntityLink,
    Evidence,
    Fact,
    FigureDetail,
    RoleDetail,
    SayingDetail,
)
from pipeline.rdf.iris import (
    OA,
    OWL,
    RDF,
    RDFS,
    SKOS,
    XSD,
    article_iri,
    attribution_iri,
    decimal_literal,
    evidence_iri,
    fact_iri,
    graph_iri,
    term_iri,
    wikidata_iri,
)
from pipeline.rdf.links import link_quads
from pipeline.rdf.offices import membership_quads
from pipeline.rdf.statistics import observation_quads
from pipeline.rdf.times import date_literal, interval_iri, interval_quads
from pipeline.vocab import Vocab

CONTEXT = 32
"""Characters of a quote selector's prefix and suffix."""


class QuadWriter:
    """Turns records into quads with the terms of one vocabulary; an unknown term raises KeyError."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def of_graph(
        self,
        facts: Iterable[Fact],
        articles: Mapping[str, Article],
        aliases: Mapping[str, tuple[str, ...]],
        links: Iterable[EntityLink] = (),
    ) -> Iterator[Quad]:
        """Yield all quads of a graph: articles, entities, facts, what conflicts with what, and links to Wikidata."""
        for article in articles.values():
            yield from self.of_article(article)
        entities: dict[str, Entity] = {}
        facts = tuple(facts)
        yield from self.of_conflicts(find_conflicts(facts))
        for fact in facts:
            yield from self.of_fact(fact, articles)
            for entity in entities_of(fact):
                entities.setdefault(entity.iri, entity)
        for iri in sorted(entities):
            yield from self.of_entity(entities[iri], aliases.get(iri, ()))
        for link in links:
            yield from link_quads(link, self._vocab)

    def of_article(self, article: Article) -> Iterator[Quad]:
        """Yield what is known of an article, in its own graph."""
        graph, node = graph_iri(article.id), article_iri(article.id)
        yield Quad(node, _rdf("type"), self._term("Article"), graph)
        yield Quad(node, self._term("id"), Literal(article.id), graph)
        yield Quad(node, self._term("textLength"), _typed(str(len(article.text)), "nonNegativeInteger"), graph)
        for name, value in (("title", article.title), ("source", article.source)):
            if value:
                yield Quad(node, self._term(name), Literal(value), graph)
        if article.url:
            yield Quad(node, self._term("url"), _typed(article.url, "anyURI"), graph)
        if article.published:
            yield Quad(node, self._term("published"), date_literal(article.published), graph)

    def of_entity(self, entity: Entity, aliases: Iterable[str]) -> Iterator[Quad]:
        """Yield an entity's type, names and Wikidata item, in the default graph."""
        node, graph = NamedNode(entity.iri), DefaultGraph()
        yield Quad(node, _rdf("type"), self._term(entity.type), graph)
        yield Quad(node, NamedNode(f"{RDFS}label"), Literal(entity.label), graph)
        for alias in aliases:
            yield Quad(node, NamedNode(f"{SKOS}altLabel"), Literal(alias), graph)
        if entity.wikidata:
            yield Quad(node, NamedNode(f"{OWL}sameAs"), wikidata_iri(entity.wikidata), graph)

    def of_conflicts(self, conflicts: Iterable[Conflict]) -> Iterator[Quad]:
        """Yield which facts conflict, both ways, and the first evidence of each, by article and place.

        They stand in the default graph: they follow from all articles together.
        """
        facts: dict[str, Fact] = {}
        for conflict in conflicts:
            first, second = fact_iri(conflict.first.id), fact_iri(conflict.second.id)
            yield Quad(first, self._term("conflictsWith"), second, DefaultGraph())
            yield Quad(second, self._term("conflictsWith"), first, DefaultGraph())
            facts |= {conflict.first.id: conflict.first, conflict.second.id: conflict.second}
        for identifier in sorted(facts):
            evidence = evidence_iri(identifier, min(facts[identifier].evidence))
            yield Quad(fact_iri(identifier), self._term("firstEvidence"), evidence, DefaultGraph())

    def of_fact(self, fact: Fact, articles: Mapping[str, Article]) -> Iterator[Quad]:
        """Yield a fact in the graph of each article that it rests on."""
        node = fact_iri(fact.id)
        confidence = decimal_literal(fact.confidence)
        yield Quad(node, self._term("confidence"), confidence, DefaultGraph())
        yield Quad(node, self._term("independentSources"), _typed(str(fact.sources), "integer"), DefaultGraph())
        described = list(self._description(fact))
        for article in sorted({e.article for e in fact.evidence}):
            graph = graph_iri(article)
            for predicate, value in described:
                yield Quad(node, predicate, value, graph)
            if fact.when and fact.when.iso:
                yield from interval_quads(fact.when.iso, graph)
            if article in fact.asserted_in:
                yield from observation_quads(fact, graph, self._vocab)
                yield Quad(node, self._term("assertedBy"), article_iri(article), graph)
                yield from self._flat(fact, graph)
        yield from membership_quads(fact, articles, self._vocab)
        for attribution in fact.attributions:
            yield from self._attribution(fact, attribution)
        for evidence in fact.evidence:
            yield from self._evidence(fact, evidence, articles[evidence.article])

    def _description(self, fact: Fact) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield _rdf("type"), self._term(fact.kind.capitalize())
        yield _rdf("subject"), NamedNode(fact.subject.iri)
        yield _rdf("predicate"), self._term(fact.predicate)
        yield _rdf("object"), _object(fact.object)
        yield self._term("status"), self._term(fact.status)
        yield self._term("negated"), Literal(fact.negated)
        if fact.when:
            yield self._term("dateText"), Literal(fact.when.text)
            if fact.when.iso:
                yield self._term("date"), date_literal(fact.when.iso)
                interval = interval_iri(fact.when.iso)
                if interval:
                    yield self._term("during"), interval
        for who in fact.attributed_to:
            yield self._term("attributedTo"), NamedNode(who.iri)
        yield from self._detail(fact)

    def _detail(self, fact: Fact) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        match fact.detail:
            case EncounterDetail(participants=participants, form=form, place=place):
                yield from self._entities("participant", participants)
                yield self._term("form"), self._term(form)
                yield from self._entities("place", (place,) if place else ())
            case SayingDetail(speakers=speakers, content=content, quoted=quoted, cue=cue, addressees=to, via=via):
                yield from self._entities("speaker", speakers)
                yield self._term("content"), Literal(content)
                yield self._term("quoted"), Literal(quoted)
                if cue:
                    yield self._term("cue"), Literal(cue)
                yield from self._entities("addressee", to)
                yield from self._entities("via", via)
            case FigureDetail():
                yield from self._figure(fact.detail)
            case RoleDetail(role=role, of=of, former=former):
                yield self._term("role"), Literal(role)
                yield from self._entities("of", (of,) if of else ())
                yield self._term("former"), Literal(former)

    def _figure(self, detail: FigureDetail[Entity]) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield self._term("indicator"), Literal(detail.indicator)
        yield self._term("value"), decimal_literal(detail.value)
        yield self._term("unit"), Literal(detail.unit)
        yield self._term("comparator"), Literal(detail.comparator)
        if detail.direction:
            yield self._term("direction"), Literal(detail.direction)
        if detail.period:
            yield self._term("period"), Literal(detail.period)
        yield from self._entities("about", detail.about)
        yield from self._entities("via", detail.via)

    def _entities(self, name: str, entities: Iterable[Entity]) -> Iterator[tuple[NamedNode, NamedNode]]:
        return ((self._term(name), NamedNode(entity.iri)) for entity in entities)

    def _flat(self, fact: Fact, graph: NamedNode) -> Iterator[Quad]:
        """Yield the plain triples of an asserted fact, both ways where the predicate is symmetric."""
        predicate = self._term(fact.predicate)
        pairs: list[tuple[Entity, Entity | str | float]] = [(fact.subject, fact.object)]
        match fact.detail:
            case EncounterDetail(participants=participants):
                pairs = [(a, b) for a in participants for b in participants if a != b]
            case SayingDetail(speakers=speakers):
                pairs = [(speaker, fact.object) for speaker in speakers]
            case RoleDetail(former=True) | FigureDetail():
                pairs = []
        for subject, object_ in pairs:
            yield Quad(NamedNode(subject.iri), predicate, _object(object_), graph)
            if isinstance(object_, Entity) and self._vocab[fact.predicate].symmetric:
                yield Quad(NamedNode(object_.iri), predicate, NamedNode(subject.iri), graph)

    def _attribution(self, fact: Fact, attribution: Attribution) -> Iterator[Quad]:
        """Yield in whose words an article has a fact: below the statement that it is part of, where there is one."""
        graph, node = graph_iri(attribution.article), attribution_iri(fact.id, attribution)
        negative = fact.negated or fact.status == "denied"
        yield Quad(fact_iri(fact.id), self._term("attribution"), node, graph)
        yield Quad(node, _rdf("type"), self._term("Attribution"), graph)
        yield Quad(node, self._term("attributedIn"), article_iri(attribution.article), graph)
        yield Quad(node, self._term("certainty"), self._term(attribution.certainty), graph)
        yield Quad(node, self._term("polarity"), self._term("negative" if negative else "affirmative"), graph)
        words = evidence_iri(fact.id, attribution.evidence)
        yield Quad(node, self._term("attributionEvidence"), words, graph)
        for source in attribution.sources:
            yield Quad(node, self._term("attributionSource"), NamedNode(source.iri), graph)
        if attribution.statement:
            yield Quad(node, self._term("inStatement"), fact_iri(attribution.statement), graph)

    def _evidence(self, fact: Fact, evidence: Evidence, article: Article) -> Iterator[Quad]:
        """Yield one evidence as a Web Annotation resource with a position and a quote selector."""
        graph, node = graph_iri(evidence.article), evidence_iri(fact.id, evidence)
        position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
        start, end = evidence.span.start, evidence.span.end
        yield Quad(fact_iri(fact.id), self._term("evidence"), node, graph)
        yield Quad(node, _rdf("type"), _oa("SpecificResource"), graph)
        yield Quad(node, _oa("hasSource"), article_iri(evidence.article), graph)
        yield Quad(node, _oa("hasSelector"), position, graph)
        yield Quad(node, _oa("hasSelector"), quote, graph)
        yield Quad(node, self._term("rule"), Literal(evidence.rule), graph)
        yield Quad(position, _rdf("type"), _oa("TextPositionSelector"), graph)
        yield Quad(position, _oa("start"), _typed(str(start), "nonNegativeInteger"), graph)
        yield Quad(position, _oa("end"), _typed(str(end), "nonNegativeInteger"), graph)
        yield Quad(quote, _rdf("type"), _oa("TextQuoteSelector"), graph)
        yield Quad(quote, _oa("exact"), Literal(evidence.text), graph)
        yield Quad(quote, _oa("prefix"), Literal(article.text[max(0, start - CONTEXT) : start]), graph)
        yield Quad(quote, _oa("suffix"), Literal(article.text[end : end + CONTEXT]), graph)

    def _term(self, name: str) -> NamedNode:
        return term_iri(self._vocab, name)


def entities_of(fact: Fact) -> Iterator[Entity]:
    """Yield every entity of a fact, some more than once."""
    yield fact.subject
    if isinstance(fact.object, Entity):
        yield fact.object
    yield from fact.attributed_to
    for attribution in fact.attributions:
        yield from attribution.sources
    if fact.detail is not None:
        yield from fact.detail.parties


def _rdf(name: str) -> NamedNode:
    return NamedNode(RDF + name)


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _object(value: Entity | str | float) -> NamedNode | Literal:
    if isinstance(value, Entity):
        return NamedNode(value.iri)
    return decimal_literal(value) if isinstance(value, float) else Literal(value)


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without repeats in their one canonical order."""
    return [quad for _, quad in sorted((_sort_key(quad), quad) for quad in set(quads))]


def _sort_key(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
