"""A graph and its folder: what a build makes, how it is written, and read back without the model of Italian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from pipeline.errors import DataError, UsageError
from pipeline.export.claims import CLAIMS, claims_to_jsonl
from pipeline.export.jsonl import ARTICLES, FACTS, articles_to_jsonl, read_articles_jsonl, read_facts_jsonl, to_jsonl
from pipeline.export.links import CANDIDATES, LINKS, candidates_to_jsonl, links_to_jsonl
from pipeline.export.read_by import READING, ReadBy, readings_to_json
from pipeline.folder import STORE, TRIG, graph_state, locked, open_current, open_together, renewed
from pipeline.knowledge import Knowledge
from pipeline.lexicon import ontology_dir
from pipeline.link import Finding, links_of
from pipeline.model import Article, Candidate, Claim, EntityLink, Fact
from pipeline.rdf.quads import sorted_quads
from pipeline.rdf.store import (
    make_store,
    ontology_quads,
    parse_trig,
    place_store,
    remove_old_stores,
    to_trig,
    to_turtle,
)

if TYPE_CHECKING:
    from pipeline.rdf.shapes import Violation

TURTLE = "graph.ttl"
PAGE = "network.html"


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
