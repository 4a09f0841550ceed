"""ISO 8601 → literals and OWL-Time nodes: a date by its precision, an interval by its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from pipeline.namespaces import DATA
from pipeline.rdf.iris import RDF, TIME, XSD

_DATE_TYPES = (
    (re.compile(r"\d{4}"), "gYear", "inXSDgYear"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth", "inXSDgYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "date", "inXSDDate"),
)


def date_literal(iso: str) -> Literal:
    """Return a date typed by its precision; anything else, an interval too, stays a plain string."""
    for pattern, datatype, _ in _DATE_TYPES:
        if pattern.fullmatch(iso):
            return Literal(iso, datatype=NamedNode(XSD + datatype))
    return Literal(iso)


def interval_iri(iso: str) -> NamedNode | None:
    """Return the IRI of an interval of two dates ("2024-01/2024-06"); None for anything else."""
    ends = iso.split("/")
    if len(ends) != 2 or not all(_instant_property(end) for end in ends):
        return None
    return NamedNode(f"{DATA}interval/{ends[0]}_{ends[1]}")


def interval_quads(iso: str, graph: NamedNode) -> Iterator[Quad]:
    """Yield an interval of two dates as a time:Interval with its beginning and end (OWL-Time, W3C 2022)."""
    node = interval_iri(iso)
    if node is None:
        return
    yield Quad(node, NamedNode(f"{RDF}type"), NamedNode(f"{TIME}Interval"), graph)
    for end, name in zip(iso.split("/"), ("hasBeginning", "hasEnd"), strict=True):
        instant = NamedNode(f"{DATA}instant/{end}")
        yield Quad(node, NamedNode(TIME + name), instant, graph)
        yield Quad(instant, NamedNode(f"{RDF}type"), NamedNode(f"{TIME}Instant"), graph)
        yield Quad(instant, NamedNode(f"{TIME}{_instant_property(end)}"), date_literal(end), graph)


def _instant_property(iso: str) -> str | None:
    return next((name for pattern, _, name in _DATE_TYPES if pattern.fullmatch(iso)), None)
