"""One query to a store → its answer in a file, with what HTTP needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from pipeline.errors import UsageError
from pipeline.rdf.asking import sparql_of
from pipeline.rdf.iris import PREFIXES
from pipeline.rdf.queries import NamedQuery
from pipeline.rdf.store import brief
from pipeline.serve.negotiation import ROW_TYPES, TRIPLE_TYPES, Kind, offered
from pipeline.serve.results import Limited, Row, in_xml, write_answer, write_rows
from pipeline.serve.scan import may_call_service, names_dataset

SPARQL = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Job:
    """A query for a worker: its base IRI, its graphs, the media type for each kind of answer, and the most rows."""

    query: str
    base: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    rows_as: str | None
    triples_as: str | None
    max_rows: int


@dataclass(frozen=True, slots=True)
class Questioning:
    """A named question with its parameters, whose SPARQL is asked for."""

    question: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: a status, and either the answer's media type, size and whether it was cut, or a message."""

    status: int
    message: str = ""
    media_type: str = ""
    size: int = 0
    cut: bool = False


def answer(store: Store, job: Job, out: BinaryIO) -> Answer:
    """Run a query and write its answer; raises OSError where the store cannot be read."""
    if may_call_service(job.query):
        return Answer(HTTPStatus.BAD_REQUEST, "SERVICE is off: this endpoint asks no other server")
    try:
        result = _run(store, job)
        kind = Kind.triples if isinstance(result, QueryTriples) else Kind.rows
        media_type = job.triples_as if kind is Kind.triples else job.rows_as
        if media_type is None:
            return Answer(HTTPStatus.NOT_ACCEPTABLE, f"this query can be answered as {', '.join(offered(kind))}")
        cut = _write(result, media_type, job.max_rows, out)
    except (SyntaxError, ValueError) as error:
        return Answer(HTTPStatus.BAD_REQUEST, f"not a SPARQL query: {brief(str(error))}")
    except RuntimeError as error:
        return Answer(HTTPStatus.BAD_REQUEST, f"the query cannot be answered: {brief(str(error))}")
    return Answer(HTTPStatus.OK, media_type=media_type, size=out.tell(), cut=cut)


def write_sparql(
    store: Store, query: NamedQuery | None, given: Mapping[str, str], out: BinaryIO, ontology: Path | None = None
) -> Answer:
    """Write the SPARQL that asks a named question of this store."""
    if query is None:
        return Answer(HTTPStatus.NOT_FOUND, "there is no such question any more")
    try:
        out.write(sparql_of(store, query, given, ontology=ontology).encode())
    except UsageError as error:
        return Answer(HTTPStatus.BAD_REQUEST, str(error))
    return Answer(HTTPStatus.OK, media_type=SPARQL, size=out.tell())


def _run(store: Store, job: Job) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Begin a query over the graphs of the protocol's parameters, else over those of its FROM, else over the union."""
    if job.default_graphs or job.named_graphs:
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in job.default_graphs]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in job.named_graphs]
        return store.query(job.query, base_iri=job.base, prefixes=PREFIXES, default_graph=default, named_graphs=named)
    # asked for the union, Oxigraph would not look at FROM
    union = not names_dataset(job.query)
    return store.query(job.query, base_iri=job.base, prefixes=PREFIXES, use_default_graph_as_union=union)


def _write(result: QueryBoolean | QuerySolutions | QueryTriples, media_type: str, max_rows: int, out: BinaryIO) -> bool:
    """Write a result and say whether it was cut."""
    if isinstance(result, QueryBoolean):
        write_answer(ROW_TYPES[media_type], bool(result), out)
        return False
    if isinstance(result, QueryTriples):
        form = TRIPLE_TYPES[media_type]
        found = map(in_xml, result) if form == RdfFormat.RDF_XML else result
        triples = Limited(found, most=max_rows, written=out.tell)
        serialize(triples, out, format=form, prefixes=PREFIXES)
        return triples.cut
    rows = Limited(_rows(result), most=max_rows, written=out.tell)
    write_rows(ROW_TYPES[media_type], [variable.value for variable in result.variables], rows, out)
    return rows.cut


def _rows(result: QuerySolutions) -> Iterator[Row]:
    for solution in result:
        yield tuple(solution)
