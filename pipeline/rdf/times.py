"""ISO 8601 → literals and OWL-Time nodes: a date by its precision, an interval by its two ends.

Only days of the calendar are typed: of "2023-02-29" a tool that computes with dates would make an error or 1 March.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pipeline.days import first_day, last_day
from pipeline.namespaces import DATA
from pipeline.rdf.iris import RDF, TIME, XSD

_DATE_TYPES = (
    (re.compile(r"\d{4}"), "gYear", "inXSDgYear"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth", "inXSDgYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "date", "inXSDDate"),
)


def date_literal(iso: str) -> Literal:
    """Return a date typed by its precision; anything else, an interval too, stays a plain string."""
    known = _date_type(iso)
    return Literal(iso, datatype=NamedNode(XSD + known[0])) if known else Literal(iso)


def interval_iri(iso: str) -> NamedNode | None:
    """Return the IRI of an interval of two dates ("2024-01/2024-06"); None for anything else, its ends reversed too."""
    ends = iso.split("/")
    if len(ends) != 2 or not all(map(_date_type, ends)):
        return None
    begin, end = first_day(ends[0]), last_day(ends[1])
    return NamedNode(f"{DATA}interval/{ends[0]}_{ends[1]}") if begin and end and begin <= end else None


def time_term(iso: str) -> NamedNode | Literal | None:
    """Return a date typed by its precision or the IRI of an interval; None for what is neither."""
    return interval_iri(iso) or (date_literal(iso) if _date_type(iso) else None)


def interval_quads(iso: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield an interval of two dates as a time:Interval with its beginning and end (OWL-Time, W3C 2022)."""
    node = interval_iri(iso)
    if node is None:
        return
    yield Quad(node, NamedNode(f"{RDF}type"), NamedNode(f"{TIME}Interval"), graph)
    for end, name in zip(iso.split("/"), ("hasBeginning", "hasEnd"), strict=True):
        instant = NamedNode(f"{DATA}instant/{end}")
        yield Quad(node, NamedNode(TIME + name), instant, graph)
        yield Quad(instant, NamedNode(f"{RDF}type"), NamedNode(f"{TIME}Instant"), graph)
        known = _date_type(end)
        if known:
            yield Quad(instant, NamedNode(TIME + known[1]), date_literal(end), graph)


def _date_type(iso: str) -> tuple[str, str] | None:
    """Return the datatype of a date and the property that gives an instant; None for what is in no calendar."""
    if first_day(iso) is None:
        return None
    return next(((datatype, name) for pattern, datatype, name in _DATE_TYPES if pattern.fullmatch(iso)), None)
