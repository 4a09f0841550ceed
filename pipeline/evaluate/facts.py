"""Facts in the flat form of the contract, of this program or of another → what was found in each article.

Read loosely: a key that is missing is an answer not given, and costs only where the gold asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.errors import DataError, UsageError
from pipeline.evaluate.items import HAPPENED, Content, Item, Journey, Measure, Meeting, Name, Office, Saying, Tie
from pipeline.model import KINDS


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact that was found: the articles that it rests on, and what is compared."""

    articles: frozenset[str]
    items: tuple[Item, ...]


def read_records(path: Path) -> tuple[FactRecord, ...]:
    """Read JSON lines; raises UsageError where there is no such file, DataError at the first line that is no fact."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"cannot read {path}: {reason}") from error
    return tuple(_read(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def _read(path: Path, number: int, line: str) -> FactRecord:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise DataError(path, f"line {number}", "not JSON") from error
    try:
        return to_fact_record(record)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"needs {error.args[0]!r}" if isinstance(error, KeyError) else str(error)
        raise DataError(path, f"line {number}", f"not a fact ({reason})") from error


def to_fact_record(record: Mapping[str, Any]) -> FactRecord:
    """Return what is compared of one fact; raises KeyError, TypeError or ValueError where the record is none."""
    kind = record["kind"]
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}; there are: {', '.join(KINDS)}")
    articles = frozenset(evidence["article"] for evidence in record.get("evidence") or () if "article" in evidence)
    return FactRecord(articles, tuple(Item(kind, content) for content in _contents(record)))


def _contents(record: Mapping[str, Any]) -> Iterator[Content]:
    status = record.get("status") or HAPPENED
    match record["kind"]:
        case "encounter":
            place = _name(record.get("place"))
            yield from (Meeting(pair, status, place) for pair in combinations(_names(record.get("participants")), 2))
        case "visit":
            yield Journey(_name(record.get("subject")), _name(record.get("object")), status)
        case "statement":
            yield Saying(
                _names(record.get("speakers")),
                record.get("content") or "",
                _names(record.get("addressees")),
                _names(record.get("via")),
            )
        case "figure":
            yield Measure(
                value=_number(record.get("value")),
                unit=record.get("unit") or "",
                indicator=record.get("indicator") or "",
                comparator=record.get("comparator") or "=",
                direction=record.get("direction") or None,
                about=_names(record.get("about")),
                period=str(record.get("period") or ""),
            )
        case "role":
            holder, of = _name(record.get("subject")), _name(record.get("of"))
            yield Office(holder, record.get("role") or "", of, bool(record.get("former")))
        case "relation":
            yield Tie(
                _name(record.get("subject")),
                record.get("predicate") or "",
                _name(record.get("object")),
                bool(record.get("negated")),
                status,
            )


def _name(entity: object) -> Name:
    """Return the label of an entity, or the name that stands in its place."""
    if isinstance(entity, Mapping):
        label = entity.get("label")
        return str(label) if label is not None else None
    return str(entity) if entity is not None else None


def _names(value: object) -> tuple[Name, ...]:
    if value is None:
        return ()
    return tuple(_name(entity) for entity in value) if isinstance(value, list) else (_name(value),)


def _number(value: object) -> float | None:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
