"""People of the graph ↔ people of a table (items of Wikidata), without a network connection.

In: facts, and candidates that `tables` reads from CSV or SPARQL results. Out: for each person what was found, and
whether it is sure enough for a link. A name alone links only where it is whole; a surname never without an office.
Everything is computed anew whenever the graph is put together, so it does not depend on what was linked before.
"""

from __future__ import annotations

from pipeline.link.apply import with_links
from pipeline.link.candidates import DEFAULT_THRESHOLD, Row, candidates_of, united
from pipeline.link.linker import Finding, Verdict, find_links, links_of
from pipeline.link.offices import Offices
from pipeline.link.persons import Person, persons_of
from pipeline.link.tables import read_table

__all__ = [
    "DEFAULT_THRESHOLD",
    "Finding",
    "Offices",
    "Person",
    "Row",
    "Verdict",
    "candidates_of",
    "find_links",
    "links_of",
    "persons_of",
    "read_table",
    "united",
    "with_links",
]
