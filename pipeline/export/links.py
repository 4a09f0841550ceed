"""Links, and the candidates that they are made from, ↔ JSON lines in the graph folder.

The whole table of candidates stays with the graph: who is added to it later is looked up there, too, and what is
taken from it leaves the links of a graph that never had it. Both files are empty where nobody was to be linked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.errors import DataError
from pipeline.export.jsonl import Source, path_of, read_records
from pipeline.folder import holds, open_current
from pipeline.model import Candidate, EntityLink, Tenure

LINKS = "links.jsonl"
CANDIDATES = "candidates.jsonl"
"""Their files in a graph folder."""


def links_to_jsonl(links: Iterable[EntityLink]) -> str:
    """Return the links as JSON lines, in their order."""
    return "".join(json.dumps(asdict(link), ensure_ascii=False) + "\n" for link in links)


def read_links_jsonl(source: Source) -> Iterator[EntityLink]:
    """Yield the links of a graph folder; raises DataError where a line is no link."""
    for number, record in read_records(source):
        try:
            yield EntityLink(**record | {"facts": tuple(record["facts"])})
        except (TypeError, ValueError, KeyError) as error:
            raise DataError(path_of(source), f"line {number}", f"not a link: {error}") from error


def candidates_to_jsonl(candidates: Iterable[Candidate]) -> str:
    """Return the candidates as JSON lines, in their order."""
    return "".join(json.dumps(candidate_record(c), ensure_ascii=False) + "\n" for c in candidates)


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as what JSON holds; what the table does not say of an office is left out."""
    parts = ((t.office, list(t.of), t.start, t.end) for t in candidate.tenures)
    offices = [{k: v for k, v in zip(("office", "of", "from", "to"), part, strict=True) if v} for part in parts]
    return {
        "wikidata": candidate.wikidata,
        "name": candidate.name,
        "aliases": list(candidate.aliases),
        "offices": offices,
        "threshold": candidate.threshold,
    }


def read_candidates_jsonl(source: Source) -> Iterator[Candidate]:
    """Yield the candidates of a graph folder; raises DataError where a line is none."""
    for number, record in read_records(source):
        try:
            yield _candidate(record)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise DataError(path_of(source), f"line {number}", f"not a candidate: {error}") from error


def _candidate(record: Mapping[str, Any]) -> Candidate:
    tenures = (
        Tenure(o.get("office", ""), tuple(o.get("of", ())), o.get("from", ""), o.get("to", ""))
        for o in record["offices"]
    )
    return Candidate(
        record["wikidata"], record["name"], tuple(record["aliases"]), tuple(tenures), float(record["threshold"])
    )


def candidates_in(graph: Path) -> tuple[Candidate, ...]:
    """Return the people whom persons of a graph folder may be linked to; nobody of a graph without such a table."""
    if not holds(graph, CANDIDATES):
        return ()
    with open_current(graph, CANDIDATES) as stored:
        return tuple(read_candidates_jsonl(stored))


def links_in(graph: Path) -> tuple[EntityLink, ...]:
    """Return the links of a graph folder; none of one that an older Intreccio made."""
    if not holds(graph, LINKS):
        return ()
    with open_current(graph, LINKS) as stored:
        return tuple(read_links_jsonl(stored))
