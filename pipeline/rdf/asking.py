"""A named question with its parameters → the SPARQL that asks it of a store, and the rows that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store

from pipeline.lexicon.location import ontology_dir
from pipeline.rdf.lookup import look_up
from pipeline.rdf.queries import LIMIT, NamedQuery, check_parameters, compose
from pipeline.rdf.store import Table, ask


def sparql_of(
    store: Store, query: NamedQuery, given: Mapping[str, str], *, limit: int = LIMIT, ontology: Path | None = None
) -> str:
    """Return the SPARQL of a question: it is read by itself, and has only what the graph has, nothing that was typed.

    `limit` 0 asks for all rows. Raises UsageError for a parameter that the question does not have, and for a name that
    no entity has.
    """
    check_parameters(query, given)
    return compose(query, look_up(store, query, given, ontology_dir(ontology)), limit=limit)


def ask_named(
    store: Store, query: NamedQuery, given: Mapping[str, str], *, limit: int = LIMIT, ontology: Path | None = None
) -> Table:
    """Return the answer to a question, at most `limit` rows (0: all), and whether there are more.

    A parameter without lines of its own in the question is bound as a string, "" where it is not given. Raises
    UsageError as `sparql_of` does, and where the question is no SPARQL.
    """
    bindings = {name: given.get(name, "") for name in query.parameters if name not in query.sorts}
    one_more = limit + 1 if limit else 0
    table = ask(store, sparql_of(store, query, given, limit=one_more, ontology=ontology), bindings)
    return replace(table, rows=table.rows[:limit], cut=len(table.rows) > limit) if limit else table
