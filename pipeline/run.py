"""The only place where stages meet: articles in, a graph out. Counts what goes in and out of each stage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.annotate.engine import Engine
from pipeline.annotate.engines import EngineName, make_engine
from pipeline.annotate.read import read_articles
from pipeline.annotate.reading import Reading
from pipeline.assemble import merge_claims
from pipeline.assemble.sources import independent_sources
from pipeline.export.read_by import UNKNOWN, ReadBy, ontology_hash
from pipeline.extract import extract_claims
from pipeline.graph import Graph
from pipeline.ingest import Skipped
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.lexicon import Lexicon
from pipeline.link import Finding, Offices, find_links, links_of, persons_of, with_links
from pipeline.model import Article, Candidate, Claim, Fact
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.resolve import Directory, build_directory, mentions_of, resolve_holders
from pipeline.vocab import Vocab

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools(Knowledge):
    """What all stages work with."""

    engine: Engine
    read_by: ReadBy = UNKNOWN
    """What marks the claims that are read with them."""


def load_tools(
    model: str | None = None,
    ontology: Path | None = None,
    *,
    engine: EngineName = EngineName.SPACY,
    stanza_dir: Path | None = None,
) -> Tools:
    """Load model and ontology; raises DataError or MissingAnnotation before the first article is read."""
    known = load_knowledge(ontology)
    made = make_engine(engine, model=model, stanza_dir=stanza_dir)
    read_by = ReadBy(__version__, engine.value, made.model, ontology_hash(known.ontology))
    return Tools(known.lexicon, known.vocab, known.ontology, made, read_by)


def make_readings(articles: Iterable[Article], tools: Tools) -> Iterator[Reading]:
    """Yield the reading of each article, in their order."""
    return read_articles(articles, tools.engine, tools.lexicon)


def read_claims(
    articles: Iterable[Article], tools: Tools, *, done: Callable[[Article], None] | None = None
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims; `done` is told of each article as it is finished."""
    for reading in make_readings(articles, tools):
        yield reading.article, extract_claims(reading, tools.lexicon)
        if done:
            done(reading.article)


def make_graph(
    articles: Iterable[Article],
    tools: Tools,
    candidates: Sequence[Candidate] = (),
    *,
    done: Callable[[Article], None] | None = None,
) -> Graph:
    """Return the graph of the articles, its persons linked to `candidates`; their order makes no difference."""
    graph = assemble(read_claims(articles, tools, done=done), tools.lexicon, tools.vocab, candidates)
    return replace(graph, readings=(tools.read_by,))


def assemble(
    claims_of: Iterable[tuple[Article, tuple[Claim, ...]]],
    lexicon: Lexicon,
    vocab: Vocab,
    candidates: Sequence[Candidate] = (),
) -> Graph:
    """Return the graph of articles whose claims are known; their order makes no difference.

    Its persons are linked to the `candidates` that they are, as far as that is sure.
    """
    read = sorted(claims_of, key=_by_id)
    claims = tuple(claim for _, found in read for claim in found)
    directory = build_directory(
        ((mention, claim.evidence.article) for claim in claims for mention in mentions_of(claim)),
        lexicon.common_surnames,
    )
    published = {article.id: article.published for article, _ in read}
    directory = resolve_holders(claims, directory, published, lexicon)
    merged = merge_claims(
        claims,
        directory,
        lexicon.priors,
        published,
        vocab.symmetric,
        lexicon.tentative_cues,
        independent_sources(article for article, _ in read),
    )
    facts = tuple(fact for fact in merged if _makes_sense(fact, vocab))
    findings: tuple[Finding, ...] = ()
    if candidates:
        offices = Offices(lexicon)
        persons = persons_of(facts, offices, _named(claims, directory), directory.aliases, published)
        findings = find_links(persons, candidates, offices, lexicon.common_surnames)
    links = links_of(findings)
    facts = with_links(facts, links)
    known = {article.id: article for article, _ in read}
    quads = tuple(sorted_quads(QuadWriter(vocab).of_graph(facts, known, directory.aliases, links)))
    log.info("articles %d, claims %d, facts %d, quads %d", len(known), len(claims), len(facts), len(quads))
    return Graph(tuple(known.values()), facts, quads, claims, candidates=tuple(candidates), findings=findings)


def _named(claims: Iterable[Claim], directory: Directory) -> frozenset[str]:
    """Return the IRIs of those whom some article calls by a name."""
    return frozenset(
        directory.entity(mention, claim.evidence.article).iri
        for claim in claims
        for mention in mentions_of(claim)
        if mention.named
    )


def _by_id(item: tuple[Article, tuple[Claim, ...]]) -> str:
    return item[0].id


def _makes_sense(fact: Fact, vocab: Vocab) -> bool:
    """Keep a relation only between parties of the types that the ontology gives it: no person attacks a place."""
    if fact.kind != "relation" or isinstance(fact.object, str | float):
        return True
    return vocab.allows(fact.predicate, fact.subject.type, fact.object.type)


def split_inputs(
    items: Iterable[Article | Skipped], skipped: list[Skipped], *, told: Callable[[Skipped], None] | None = None
) -> Iterator[Article]:
    """Yield the articles of a stream and put what was skipped into `skipped`."""
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
            if told:
                told(item)
        else:
            yield item
