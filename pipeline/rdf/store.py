"""The graph on disk (Oxigraph) and as text (TriG, Turtle), and questions to it."""

from __future__ import annotations

import io
import logging
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

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

from pipeline.errors import DataError, UsageError
from pipeline.folder import LOCK, STORE, TRIG, graph_state, open_current
from pipeline.lexicon.location import ontology_dir
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import PREFIXES
from pipeline.rdf.quads import sorted_quads
from pipeline.rdf.search import add_keys

log = logging.getLogger(__name__)

ONTOLOGY_GRAPH = NamedNode(NEWS.rstrip("#"))
SHOWN = 20
"""Characters of a query that a message quotes."""
_PLACE = re.compile(r"error at (\d+):(\d+)")
FORM = "keys3"
"""Which keys a store has beside its graph: one of another form is passed over, as that of another graph is."""
GONE = "gone-"
"""Begins the name of a store that is being removed."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a question gives: column names and rows of plain text ("" where unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut: bool = False
    """There are as many rows as were asked for, and may be more."""


def make_store(quads: Iterable[Quad], folder: Path) -> Path:
    """Make a store with its keys and return its folder, which may hold what an attempt that was cut short has left."""
    shutil.rmtree(folder, ignore_errors=True)
    store = Store(str(folder))
    store.bulk_extend(quads)
    add_keys(store)
    store.optimize()  # what was loaded in parts becomes one: a look into it is three times as fast
    store.flush()
    return folder


def place_store(fresh: Path, graph: Path, state: str) -> None:
    """Put a finished store where `open_store` looks for it when the graph folder is in that state."""
    place = stored_at(graph, state)
    place.parent.mkdir(parents=True, exist_ok=True)
    _remove(place)
    fresh.rename(place)


def remove_old_stores(graph: Path) -> None:
    """Remove the stores of all states of a graph folder but its present one.

    Whoever has one open keeps reading: RocksDB has opened its files, sixteen for each of its tables, which hold some
    16 million quads.
    """
    for path in list((graph / STORE).iterdir()):
        if path.name not in (LOCK, stored_at(graph, graph_state(graph)).name):
            _remove(path)


def stored_at(graph: Path, state: str) -> Path:
    """Return where the store of a state of a graph folder lies."""
    return graph / STORE / f"{state}-{FORM}"


def _remove(path: Path) -> None:
    """Rename, then remove: nobody is to open half a store. Where the system refuses, the next write tries again."""
    with suppress(OSError):
        gone = path if path.name.startswith(GONE) else path.rename(path.with_name(f"{GONE}{path.name}"))
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()


def ontology_quads(ontology: Path) -> list[Quad]:
    """Return the terms of `news.ttl` in a graph of their own: questions read their labels from it."""
    path = ontology / "news.ttl"
    try:
        triples = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        raise DataError(path, "", " ".join(str(error).split())) from error
    return [Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in triples]


def parse_trig(trig: BinaryIO) -> Iterator[Quad]:
    """Yield the quads of a graph folder's TriG; raises DataError where it is none."""
    try:
        yield from parse(trig, format=RdfFormat.TRIG)
    except SyntaxError as error:
        raise DataError(Path(trig.name), "", brief(str(error.msg))) from error


def open_store(graph: Path, ontology: Path | None = None) -> Store:
    """Open the store of a graph folder for reading; read the folder's TriG where there is no store of this graph.

    A cloned repository holds the TriG and no store; after a pull the store may be an older graph's. While another
    process writes, this gives the graph before or after. Raises UsageError where the folder holds no graph.
    """
    before, state = "", graph_state(graph)
    while state != before:
        folder = stored_at(graph, state)
        with suppress(OSError, RuntimeError):  # it is broken, or a writer is just removing it
            if folder.is_dir():
                return Store.read_only(str(folder))
        before, state = state, graph_state(graph)
    log.info("%s has no store of its graph; reading its TriG instead", graph)
    store = Store()
    with open_current(graph, TRIG) as trig:
        store.bulk_extend(parse_trig(trig))
    store.extend(ontology_quads(ontology_dir(ontology)))
    add_keys(store)
    return store


def to_trig(quads: Sequence[Quad]) -> str:
    """Return the quads as TriG, one canonical text for one set of quads."""
    return _text(quads, RdfFormat.TRIG)


def to_nquads(quads: Sequence[Quad]) -> str:
    """Return the quads as N-Quads, sorted."""
    return serialized(sorted_quads(quads), RdfFormat.N_QUADS, {})


def to_turtle(quads: Sequence[Quad]) -> str:
    """Return the union of all graphs as Turtle."""
    union = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    triples = [Triple(q.subject, q.predicate, q.object) for q in sorted_quads(union)]
    return serialized(triples, RdfFormat.TURTLE, PREFIXES)


def _text(quads: Sequence[Quad], form: RdfFormat) -> str:
    return serialized(sorted_quads(quads), form, PREFIXES)


def serialized(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: Mapping[str, str]) -> str:
    """Return quads or triples as text in a form, in their order; it ends with a new line unless it is empty."""
    buffer = io.BytesIO()
    serialize(statements, buffer, format=form, prefixes=dict(prefixes))
    text = buffer.getvalue().decode()
    return text if text.endswith("\n") or not text else text + "\n"


def ask(store: Store, query: str, bindings: Mapping[str, str] | None = None) -> Table:
    """Run a SPARQL query over the union of all graphs; `bindings` fills variables with plain strings.

    What a user gives is bound as a value and never becomes part of the query. Raises UsageError for a query that is
    not SPARQL, with the engine's own words.
    """
    substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(name): Literal(value) for name, value in (bindings or {}).items()
    }
    try:
        return _table(
            store.query(query, use_default_graph_as_union=True, substitutions=substitutions, prefixes=PREFIXES),
            frozenset(bindings or {}),
        )
    except OSError as error:
        raise UsageError(f"the query asks another server, and that failed: {error}") from error
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"not a SPARQL query: {brief(str(error), query)}") from error
    except RuntimeError as error:
        raise UsageError(f"the query cannot be answered: {brief(str(error))}") from error


def _table(result: QueryBoolean | QuerySolutions | QueryTriples, bound: frozenset[str]) -> Table:
    if isinstance(result, QueryBoolean):
        return Table(("answer",), (("true" if result else "false",),))
    if isinstance(result, QueryTriples):
        rows = sorted((_plain(t.subject), _plain(t.predicate), _plain(t.object)) for t in result)
        return Table(("subject", "predicate", "object"), tuple(rows))
    return _solutions(result, bound)


def brief(message: str, query: str = "") -> str:
    """Return where a query is wrong and what stands there, without the list of all that might have stood there."""
    told = " ".join(message.split())
    where = told.split(": expected", 1)[0].split(", expected", 1)[0]
    place = _PLACE.match(where)
    if place and query:
        rest = " ".join(query.splitlines()[int(place[1]) - 1 :])[int(place[2]) - 1 :].strip()
        where += f", at {rest[:SHOWN]!r}" if rest else ", where it ends"
    return f"{where}: a prefix is not declared" if "Prefix not found" in told else where


def _solutions(result: QuerySolutions, bound: frozenset[str]) -> Table:
    columns = tuple(v.value for v in result.variables)
    rows = tuple(tuple(_plain(value) for value in solution) for solution in result)
    kept = [i for i, name in enumerate(columns) if name not in bound]
    return Table(tuple(columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows))


def _plain(term: object) -> str:
    value = getattr(term, "value", None)
    return "" if term is None else str(value if value is not None else term)
