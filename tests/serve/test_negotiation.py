"""Accept headers and what is answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.serve.negotiation import ROW_TYPES, TRIPLE_TYPES, Accepted, Kind, negotiate, offered

JSON, TURTLE = "application/sparql-results+json", "text/turtle"


@pytest.mark.parametrize(
    ("accept", "rows", "triples"),
    [
        (None, JSON, TURTLE),
        ("", JSON, TURTLE),
        ("*/*", JSON, TURTLE),
        ("*", JSON, TURTLE),
        ("text/csv", "text/csv", None),
        ("TEXT/CSV", "text/csv", None),
        ("text/*", "text/csv", TURTLE),
        ("application/*", JSON, "application/n-triples"),
        ("application/sparql-results+xml;q=0.5, text/csv;q=0.9", "text/csv", None),
        ("text/csv;q=0.5, */*;q=0.1", "text/csv", TURTLE),
        ("text/csv;q=0.1, */*;q=0.5", JSON, TURTLE),
        (f"{JSON};q=0, */*", "application/sparql-results+xml", TURTLE),
        ("text/turtle;q=0, text/*", "text/csv", "text/n3"),
        ("application/json", "application/json", "application/json"),
        ("application/rdf+xml, text/turtle;q=0.9", None, "application/rdf+xml"),
        ("text/turtle;charset=utf-8", None, TURTLE),
        ("text/html", None, None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", "application/xml"),
        ("nonsense", None, None),
        ("nonsense, text/csv", "text/csv", None),
        (",,;=", None, None),
        ("a/b/c", None, None),
    ],
)
def test_the_best_of_what_the_client_takes(accept: str | None, rows: str | None, triples: str | None) -> None:
    assert negotiate(accept) == Accepted(rows, triples)


@given(st.text(alphabet='abc*/;=q01.," +textcsv', max_size=40))
def test_any_header_gets_an_offered_type_or_none(accept: str) -> None:
    accepted = negotiate(accept)
    assert accepted.rows is None or accepted.rows in ROW_TYPES
    assert accepted.triples is None or accepted.triples in TRIPLE_TYPES


@pytest.mark.parametrize("media_type", offered(Kind.rows))
def test_every_type_of_rows_is_given_when_asked_for(media_type: str) -> None:
    assert negotiate(media_type).rows == media_type


@pytest.mark.parametrize("media_type", offered(Kind.triples))
def test_every_type_of_triples_is_given_when_asked_for(media_type: str) -> None:
    assert negotiate(media_type).triples == media_type
