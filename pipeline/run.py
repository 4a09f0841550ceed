"""The only place where stages meet: articles in, a graph folder out. Counts what goes in and out of each stage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from pipeline import __version__
from pipeline.annotate.engine import Engine
from pipeline.annotate.engines import EngineName, make_engine
from pipeline.annotate.read import read_articles
from pipeline.annotate.reading import Reading
from pipeline.assemble import merge_claims
from pipeline.assemble.sources import independent_sources
from pipeline.errors import DataError, UsageError
from pipeline.export.claims import CLAIMS, claims_to_jsonl
from pipeline.export.jsonl import ARTICLES, FACTS, articles_to_jsonl, read_articles_jsonl, read_facts_jsonl, to_jsonl
from pipeline.export.links import CANDIDATES, LINKS, candidates_to_jsonl, links_to_jsonl
from pipeline.export.read_by import READING, UNKNOWN, ReadBy, ontology_hash, readings_to_json
from pipeline.extract import extract_claims
from pipeline.folder import STORE, TRIG, graph_state, locked, open_current, open_together, renewed
from pipeline.ingest import Skipped
from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.link import Finding, Offices, find_links, links_of, persons_of, with_links
from pipeline.model import Article, Candidate, Claim, EntityLink, Fact
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.rdf.store import (
    make_store,
    ontology_quads,
    parse_trig,
    place_store,
    remove_old_stores,
    to_trig,
    to_turtle,
)
from pipeline.resolve import Directory, build_directory, mentions_of, resolve_holders
from pipeline.vocab import Vocab, load_vocab

if TYPE_CHECKING:
    from pipeline.rdf.shapes import Violation

log = logging.getLogger(__name__)

TURTLE = "graph.ttl"
PAGE = "network.html"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What claims are put together with, loaded once from the ontology folder."""

    lexicon: Lexicon
    vocab: Vocab
    ontology: Path


@dataclass(frozen=True, slots=True)
class Tools(Knowledge):
    """What all stages work with."""

    engine: Engine
    read_by: ReadBy = UNKNOWN
    """What marks the claims that are read with them."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What a build makes of its articles."""

    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]
    quads: tuple[pyoxigraph.Quad, ...]
    claims: tuple[Claim, ...] = ()
    """What the facts were put together from, in the order of their articles; not read back by `read_graph`."""
    readings: tuple[ReadBy, ...] = ()
    """What read the claims: one, but where somebody mixed readings; not read back either."""
    candidates: tuple[Candidate, ...] = ()
    """Whom persons of the graph may be linked to, of a table that the graph was given; not read back."""
    findings: tuple[Finding, ...] = ()
    """Whom of them each person is most like; not read back."""

    @property
    def links(self) -> tuple[EntityLink, ...]:
        """The links among the findings: those that are sure enough."""
        return links_of(self.findings)


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


def load_knowledge(ontology: Path | None = None) -> Knowledge:
    """Load the ontology; raises DataError or UsageError where something in it is wrong."""
    folder = ontology_dir(ontology)
    lexicon, vocab = load_lexicon(folder), load_vocab(folder)
    for relation in lexicon.relations:
        path = f"{folder / 'relations' / relation.id}.toml"
        if relation.id not in vocab.relations:
            raise UsageError(f"{path}: news.ttl has no relation {relation.id!r}")
        if relation.symmetric != vocab[relation.id].symmetric:
            told = "an" if vocab[relation.id].symmetric else "no"
            raise UsageError(f"{path}: symmetric has to be as in news.ttl, where it is {told} owl:SymmetricProperty")
    return Knowledge(lexicon, vocab, folder)


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


def write_graph(graph: Graph, out: Path, known: Knowledge) -> tuple[Path, ...]:
    """Write the graph folder and return its files; raises UsageError where it cannot, or where another process does.

    The new graph takes the place of the old one at once, when all of it is written: whoever reads has either.
    """
    # pyvis brings IPython and networkx with it: nobody should wait for them before the first article is read
    from pipeline.export.html import to_html

    by_id = {article.id: article for article in graph.articles}
    try:
        with locked(out):
            with renewed(out) as fresh:
                # one text at a time: each may be as large as the graph
                _write(fresh / ARTICLES, articles_to_jsonl(graph.articles))
                _write(fresh / CLAIMS, claims_to_jsonl(graph.claims))
                _write(fresh / READING, readings_to_json(graph.readings))
                _write(fresh / CANDIDATES, candidates_to_jsonl(graph.candidates))
                _write(fresh / LINKS, links_to_jsonl(graph.links))
                _write(fresh / FACTS, to_jsonl(graph.facts))
                _write(fresh / TRIG, to_trig(graph.quads))
                _write(fresh / TURTLE, to_turtle(graph.quads))
                _write(fresh / PAGE, to_html(graph.facts, by_id, known.vocab))
                store = make_store((*graph.quads, *ontology_quads(known.ontology)), fresh / STORE)
                place_store(store, out, graph_state(fresh))
            remove_old_stores(out)
    except OSError as error:
        raise UsageError(f"cannot write the graph to {out}: {error.strerror or error}") from error
    return tuple(out / name for name in (ARTICLES, CLAIMS, READING, CANDIDATES, LINKS, FACTS, TRIG, TURTLE, PAGE))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


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


def read_graph(folder: Path) -> Graph:
    """Read a graph folder back, without its claims; raises UsageError where it holds no graph."""
    with open_together(folder, ARTICLES, FACTS, TRIG) as (articles, facts, trig):
        return Graph(
            tuple(read_articles_jsonl(articles)), tuple(read_facts_jsonl(facts)), tuple(sorted_quads(parse_trig(trig)))
        )


def read_facts(folder: Path) -> tuple[dict[str, Article], tuple[Fact, ...]]:
    """Read the articles of a graph folder by id, and its facts; raises UsageError where it holds no graph.

    No RDF is read: of a large graph that takes longest.
    """
    with open_together(folder, ARTICLES, FACTS) as (articles, facts):
        known = {article.id: article for article in read_articles_jsonl(articles)}
        found = tuple(read_facts_jsonl(facts))
    for fact in found:
        for evidence in fact.evidence:
            if evidence.article not in known:
                raise DataError(folder / FACTS, fact.id, f"rests on {evidence.article}, which {ARTICLES} does not have")
    return known, found


def read_quads(folder: Path) -> Sequence[pyoxigraph.Quad]:
    """Return the quads of a graph folder, from its TriG: the store makes every xsd:nonNegativeInteger an integer."""
    with open_current(folder, TRIG) as trig:
        return sorted_quads(parse_trig(trig))


def validate_graph(folder: Path, ontology: Path | None = None) -> tuple[Violation, ...]:
    """Return what the shapes find wrong in a graph folder."""
    # pySHACL takes a quarter of a second to import, and hardly any call validates
    from pipeline.rdf.shapes import find_violations

    return find_violations(read_quads(folder), ontology_dir(ontology))
