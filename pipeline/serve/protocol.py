"""The SPARQL 1.1 Protocol: an HTTP request → the query that it asks, or why it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode

MAX_QUERY = 256 * 1024
"""Bytes that a query may have, with its parameters."""
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "this endpoint is read-only: it answers SPARQL queries and takes no SPARQL Update"


class Refusal(Exception):
    """A request that is not answered: status, one line that says why, and headers."""

    def __init__(self, status: HTTPStatus, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the protocol's parameters name for it (none: the query's own, else the union)."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def read_get(query_string: bytes) -> Asked | None:
    """Return what GET asks; None without parameters of the protocol, which asks for the service description."""
    parameters = _parameters(query_string, "the URL")
    if not {"query", "update", "default-graph-uri", "named-graph-uri"} & parameters.keys():
        return None
    return _asked(parameters)


def read_post(content_type: str | None, query_string: bytes, body: bytes) -> Asked:
    """Return what POST asks, as a form or as the query itself; raises Refusal with the status that fits."""
    media_type, _, rest = (content_type or "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise Refusal(HTTPStatus.FORBIDDEN, READ_ONLY)
    if media_type not in {FORM, DIRECT}:
        given = f"not {media_type!r}" if media_type else "and the request has none"
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"POST needs the Content-Type {FORM} or {DIRECT}, {given}")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip().strip('"')
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query is sent in UTF-8, not in {charset!r}")
    if media_type == FORM:
        return _asked(_parameters(body, "the form"))
    parameters = _parameters(query_string, "the URL")
    if "query" in parameters:
        raise Refusal(HTTPStatus.BAD_REQUEST, "two queries, one in the URL and one in the body; send one")
    return _asked({**parameters, "query": [_utf8(body, "the query")]})


def _asked(parameters: Mapping[str, Sequence[str]]) -> Asked:
    if "update" in parameters:
        raise Refusal(HTTPStatus.FORBIDDEN, READ_ONLY)
    queries = parameters.get("query", ())
    if len(queries) != 1:
        found = f"{len(queries)} queries; send one" if queries else "no query; send one as the parameter 'query'"
        raise Refusal(HTTPStatus.BAD_REQUEST, found)
    if not queries[0].strip():
        raise Refusal(HTTPStatus.BAD_REQUEST, "the query is empty")
    return Asked(
        queries[0],
        tuple(_absolute(iri, "default-graph-uri") for iri in parameters.get("default-graph-uri", ())),
        tuple(_absolute(iri, "named-graph-uri") for iri in parameters.get("named-graph-uri", ())),
    )


def _parameters(encoded: bytes, where: str) -> Mapping[str, list[str]]:
    try:
        return parse_qs(_utf8(encoded, where), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"{where} is not UTF-8") from error
    except ValueError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"{where} cannot be read: {error}") from error


def _utf8(content: bytes, what: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"{what} is not UTF-8") from error


def _absolute(iri: str, parameter: str) -> str:
    try:
        if urlsplit(iri).scheme:
            return NamedNode(iri).value
    except ValueError:
        pass
    raise Refusal(HTTPStatus.BAD_REQUEST, f"{parameter} is not an absolute IRI: {iri[:200]!r}")
