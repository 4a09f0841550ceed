"""The graph on disk (Oxigraph) and as text (TriG, Turtle), and questions to it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from pipeline.errors import UsageError
from pipeline.lexicon.location import ontology_dir
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import PREFIXES
from pipeline.rdf.quads import sorted_quads

ONTOLOGY_GRAPH = NamedNode(NEWS.rstrip("#"))
STORE = "store"
TRIG = "graph.trig"


@dataclass(frozen=True, slots=True)
class Table:
    """What a question gives: column names and rows of plain text ("" where unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_store(quads: Iterable[Quad], folder: Path) -> None:
    """Make the store anew; the old one stays until the new one is complete."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    store = Store(str(fresh))
    store.bulk_extend(quads)
    store.flush()
    del store
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def ontology_quads(ontology: Path) -> list[Quad]:
    """Return the terms of `news.ttl` in a graph of their own: questions read their labels from it."""
    triples = parse(path=str(ontology / "news.ttl"), format=RdfFormat.TURTLE)
    return [Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in triples]


def parse_trig(graph: Path) -> Iterator[Quad]:
    """Yield the quads of a graph folder's TriG; raises UsageError where there is none."""
    trig = graph / TRIG
    if not trig.is_file():
        raise UsageError(f"{graph} holds no graph; make one with: intreccio build INPUT… --out {graph}")
    yield from parse(path=str(trig), format=RdfFormat.TRIG)


def open_store(graph: Path) -> Store:
    """Open the store of a graph folder for reading; make it from the folder's TriG where it is not there.

    A cloned repository holds the TriG and not the store. Raises UsageError where the folder holds no graph.
    """
    if not (graph / STORE).is_dir():
        store = Store()
        store.bulk_extend(parse_trig(graph))
        store.extend(ontology_quads(ontology_dir()))
        return store
    return Store.read_only(str(graph / STORE))


def to_trig(quads: Sequence[Quad]) -> str:
    """Return the quads as TriG, one canonical text for one set of quads."""
    return _text(quads, RdfFormat.TRIG)


def to_nquads(quads: Sequence[Quad]) -> str:
    """Return the quads as N-Quads, sorted."""
    return _serialized(sorted_quads(quads), RdfFormat.N_QUADS, {})


def to_turtle(quads: Sequence[Quad]) -> str:
    """Return the union of all graphs as Turtle."""
    union = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    triples = [Triple(q.subject, q.predicate, q.object) for q in sorted_quads(union)]
    return _serialized(triples, RdfFormat.TURTLE, PREFIXES)


def to_json_ld(quads: Sequence[Quad]) -> str:
    """Return the quads as JSON-LD."""
    return _text(quads, RdfFormat.JSON_LD)


def _text(quads: Sequence[Quad], form: RdfFormat) -> str:
    return _serialized(sorted_quads(quads), form, PREFIXES)


def _serialized(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: Mapping[str, str]) -> str:
    buffer = io.BytesIO()
    serialize(statements, buffer, format=form, prefixes=dict(prefixes))
    return buffer.getvalue().decode()


def ask(store: Store, query: str, bindings: Mapping[str, str] | None = None) -> Table:
    """Run a SPARQL query over the union of all graphs; `bindings` fills variables with plain strings.

    What a user gives is bound as a value and never becomes part of the query. Raises UsageError for a query that is
    not SPARQL, with the engine's own words.
    """
    substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(name): Literal(value) for name, value in (bindings or {}).items()
    }
    try:
        result = store.query(query, use_default_graph_as_union=True, substitutions=substitutions, prefixes=PREFIXES)
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"not a SPARQL query: {' '.join(str(error).split())}") from error
    if isinstance(result, QueryBoolean):
        return Table(("answer",), (("true" if result else "false",),))
    if isinstance(result, QueryTriples):
        rows = sorted((_plain(t.subject), _plain(t.predicate), _plain(t.object)) for t in result)
        return Table(("subject", "predicate", "object"), tuple(rows))
    return _solutions(result, frozenset(bindings or {}))


def _solutions(result: QuerySolutions, bound: frozenset[str]) -> Table:
    columns = tuple(v.value for v in result.variables)
    rows = tuple(tuple(_plain(value) for value in solution) for solution in result)
    kept = [i for i, name in enumerate(columns) if name not in bound]
    return Table(tuple(columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows))


def _plain(term: object) -> str:
    value = getattr(term, "value", None)
    return "" if term is None else str(value if value is not None else term)
