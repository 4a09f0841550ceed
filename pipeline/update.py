"""Articles into a graph and out of it, without reading anew those that it has.

The claims of an article do not depend on the articles read beside it, and `assemble` makes no difference between
orders: so a graph that was changed has the bytes of one that was built of the same articles at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import DataError, UsageError
from pipeline.export.claims import CLAIMS, read_claims_jsonl
from pipeline.export.jsonl import ARTICLES, FACTS, read_articles_jsonl
from pipeline.export.links import candidates_in
from pipeline.export.read_by import READING, UNKNOWN, ReadBy, differences, read_readings
from pipeline.folder import holds, locked, open_current, open_together
from pipeline.graph import Graph, write_graph
from pipeline.ingest import Skipped
from pipeline.knowledge import Knowledge
from pipeline.link import united
from pipeline.model import Article, Candidate, Claim
from pipeline.run import Tools, assemble, read_claims

Read: TypeAlias = tuple[Article, tuple[Claim, ...]]
"""An article, and what was read in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did to a graph."""

    graph: Graph | None
    """The graph that was written; None where nothing changed, and nothing was written."""
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """Articles that the graph had already, with the same text and data."""
    refused: tuple[Skipped, ...] = ()
    """Articles that the graph has with another text or other data."""


def read_articles_of(graph: Path) -> dict[str, Read]:
    """Return the articles of a graph folder by id, with their claims; raises UsageError, DataError where it has none.

    The claims are held against the texts: a folder whose files are not of one graph is an error.
    """
    if holds(graph, FACTS) and not holds(graph, CLAIMS):
        raise UsageError(_outdated(graph))
    with open_together(graph, ARTICLES, CLAIMS, FACTS) as (stored, claimed, facts):
        articles = {article.id: article for article in read_articles_jsonl(stored)}
        claims: dict[str, list[Claim]] = {identifier: [] for identifier in articles}
        for claim in read_claims_jsonl(claimed):
            _check(claim, articles, graph / CLAIMS)
            claims[claim.evidence.article].append(claim)
        if not any(claims.values()) and facts.read(1):
            raise UsageError(_outdated(graph))
    return {identifier: (article, tuple(claims[identifier])) for identifier, article in articles.items()}


def readings_of(graph: Path) -> frozenset[ReadBy]:
    """Return what read the claims of a graph folder; one that does not say was read by what is unknown."""
    if not holds(graph, READING):
        return frozenset({UNKNOWN})
    with open_current(graph, READING) as stored:
        return frozenset(read_readings(stored) or [UNKNOWN])


def _mixture(graph: Path, held: Iterable[ReadBy], other: ReadBy) -> str:
    """Return why articles of two readings are not put together, and what to do."""
    least = min((differences(read_by, other) for read_by in sorted(held) if read_by != other), key=len)
    return (
        f"{graph} was read otherwise ({least}); build it anew "
        f"(intreccio build {graph / ARTICLES} --out {graph}), or mix the readings with --force"
    )


def _outdated(graph: Path) -> str:
    return (
        f"{graph} does not hold the claims that its facts were made of ({CLAIMS}), as graphs of an older Intreccio do "
        f"not; build it anew from its articles: intreccio build {graph / ARTICLES} --out {graph}"
    )


def _check(claim: Claim, articles: Mapping[str, Article], path: Path) -> None:
    evidence = claim.evidence
    article = articles.get(evidence.article)
    if article is None:
        raise DataError(path, evidence.article, f"{ARTICLES} has no such article")
    if article.text[evidence.span.start : evidence.span.end] != evidence.text:
        place = f"{evidence.span.start}–{evidence.span.end}"
        raise DataError(path, evidence.article, f"its text has other words at {place} than the claim there")


def add_articles(
    graph: Path,
    articles: Sequence[Article],
    tools: Tools,
    *,
    replace: bool = False,
    force: bool = False,
    done: Callable[[Article], None] | None = None,
) -> Change:
    """Add articles to a graph folder; only new ones are read.

    An article that the graph has as it is changes nothing. One that it has otherwise is refused, or with `replace`
    takes the place of the older. `done` is told of each article as it is finished. Raises UsageError where the folder
    holds no graph or another process writes, and without `force` where the graph was read by something else.
    """
    with locked(graph):
        held = read_articles_of(graph)
        fresh, same, refused = [], [], []
        for article in articles:
            known = held.get(article.id)
            if known is None or (replace and known[0] != article):
                fresh.append(article)
                continue
            if known[0] == article:
                same.append(article.id)
            else:
                refused.append(Skipped(article.id, _refusal(known[0], article)))
            if done:
                done(article)
        replaced = tuple(article.id for article in fresh if article.id in held)
        added = tuple(article.id for article in fresh if article.id not in held)
        result = None
        if fresh:
            readings = readings_of(graph) if held else frozenset()
            if readings - {tools.read_by} and not force:
                raise UsageError(_mixture(graph, readings, tools.read_by))
            read = {article.id: (article, claims) for article, claims in read_claims(fresh, tools, done=done)}
            result = _write(held | read, graph, tools, readings | {tools.read_by}, candidates_in(graph))
        return Change(result, added, replaced, tuple(same), tuple(refused))


def _refusal(known: Article, article: Article) -> str:
    others = [field.name for field in fields(Article) if getattr(known, field.name) != getattr(article, field.name)]
    return f"the graph has it with another {' and '.join(others)}; --replace takes the new one, or retract it first"


def retract_articles(graph: Path, ids: Iterable[str], known: Knowledge) -> Change:
    """Take articles out of a graph folder, and with them what rests on them alone.

    Raises UsageError, and changes nothing, where the graph has no article of one of the ids.
    """
    with locked(graph):
        held = read_articles_of(graph)
        for identifier in dict.fromkeys(ids):
            if held.pop(identifier, None) is None:
                raise UsageError(_unknown(graph, identifier, held))
        return Change(_write(held, graph, known, readings_of(graph), candidates_in(graph)))


def _unknown(graph: Path, identifier: str, held: Iterable[str]) -> str:
    near = get_close_matches(identifier, list(held), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the ids are those of {graph / ARTICLES}"
    return f"{graph} has no article {identifier}; {hint}"


def merge_graphs(graphs: Sequence[Path], out: Path, known: Knowledge, *, force: bool = False) -> Change:
    """Write a graph folder of all the articles of several; their order makes no difference.

    Raises UsageError where an article is not the same in two of them, or was not read alike, and without `force` where
    something else read one of them.
    """
    with locked(out) if out.is_dir() else nullcontext():
        merged: dict[str, Read] = {}
        origin: dict[str, Path] = {}
        readings: dict[Path, frozenset[ReadBy]] = {}
        for graph in graphs:
            read_of = read_articles_of(graph)
            if read_of:  # a graph without articles was read by nothing
                readings[graph] = readings_of(graph)
                known_by = next(iter(readings.values()))
                if readings[graph] != known_by and not force:
                    raise UsageError(_mixture(graph, readings[graph], min(known_by - readings[graph] or known_by)))
            for identifier, read in read_of.items():
                first = merged.setdefault(identifier, read)
                origin.setdefault(identifier, graph)
                if first != read:
                    how = "is another" if first[0] != read[0] else "was read otherwise (another model or version)"
                    raise UsageError(
                        f"article {identifier} of {graph} {how} than in {origin[identifier]}; "
                        f"retract it from one of the two: intreccio retract {identifier} --graph {graph}"
                    )
        marks = readings or {graph: readings_of(graph) for graph in graphs}
        candidates = united(candidates_in(graph) for graph in graphs)
        made = _write(merged, out, known, frozenset().union(*marks.values()), candidates)
        return Change(made, tuple(sorted(merged)))


def link_graph(graph: Path, candidates: Sequence[Candidate], known: Knowledge, *, dry_run: bool = False) -> Graph:
    """Link the persons of a graph folder to those of a table, which takes the place of an earlier one.

    Without candidates no person of it is linked any more. With `dry_run` nothing is written. Raises UsageError where
    the folder holds no graph, or another process writes.
    """
    candidates = united([candidates])
    if dry_run:
        return assemble(read_articles_of(graph).values(), known.lexicon, known.vocab, candidates)
    with locked(graph):
        return _write(read_articles_of(graph), graph, known, readings_of(graph), candidates)


def _write(
    held: Mapping[str, Read],
    graph: Path,
    known: Knowledge,
    readings: Iterable[ReadBy],
    candidates: Sequence[Candidate],
) -> Graph:
    made = assemble(held.values(), known.lexicon, known.vocab, candidates)
    made = dataclasses.replace(made, readings=tuple(sorted(readings)))
    write_graph(made, graph, known)
    return made
