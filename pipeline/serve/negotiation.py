"""Accept header → the form of an answer (RFC 9110, with q-values)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import mimeparse
from pyoxigraph import RdfFormat


class Kind(StrEnum):
    """What a query gives: rows, or yes and no; or triples."""

    rows = "rows"
    triples = "triples"


class RowForm(StrEnum):
    """A form of the results of SELECT and ASK."""

    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"


ROW_TYPES: Mapping[str, RowForm] = MappingProxyType(
    {
        "application/sparql-results+json": RowForm.json,
        "application/sparql-results+xml": RowForm.xml,
        "text/csv": RowForm.csv,
        "text/tab-separated-values": RowForm.tsv,
        "application/json": RowForm.json,
        "application/xml": RowForm.xml,
        "text/xml": RowForm.xml,
    }
)
"""Media type → form; what comes first is preferred."""
TRIPLE_TYPES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
        "text/n3": RdfFormat.N3,
        "application/x-turtle": RdfFormat.TURTLE,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
        "text/xml": RdfFormat.RDF_XML,
    }
)
_OFFERED = {Kind.rows: tuple(ROW_TYPES), Kind.triples: tuple(TRIPLE_TYPES)}
_TEXT_WITHOUT_CHARSET = frozenset({"application/ld+json", "application/json", "application/sparql-results+json"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The media type to answer with, for each kind; None where the client takes nothing that there is."""

    rows: str | None
    triples: str | None


def negotiate(accept: str | None) -> Accepted:
    """Return what to answer a client that sent this Accept header (None or blank: anything)."""
    return Accepted(_best(accept, _OFFERED[Kind.rows]), _best(accept, _OFFERED[Kind.triples]))


def offered(kind: Kind) -> tuple[str, ...]:
    """Return the media types that there are for a kind of answer, the preferred first."""
    return _OFFERED[kind]


def content_type(media_type: str) -> str:
    """Return the Content-Type of an answer; JSON is UTF-8 by definition and has no charset."""
    return media_type if media_type in _TEXT_WITHOUT_CHARSET else f"{media_type}; charset=utf-8"


def _best(accept: str | None, types: Sequence[str]) -> str | None:
    if not accept or not accept.strip():
        return types[0]
    ranges = [part for part in accept.lower().split(",") if "/" in part or part.split(";")[0].strip() == "*"]
    if not ranges:
        return None
    try:
        # of types that the client likes equally, mimeparse takes the last
        return mimeparse.best_match(list(reversed(types)), ",".join(ranges)) or None
    except mimeparse.MimeTypeParseException:
        return None
