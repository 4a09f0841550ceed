"""A table of people → rows: CSV, or JSON as the Wikidata Query Service gives it (SPARQL 1.1 results, or its downloads).

Columns are found by their headers, in Italian or English, with or without capitals and marks
(`ontology/linking/columns.tsv`). Other columns are passed over.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import UnreadableInput, UsageError
from pipeline.ingest import Skipped
from pipeline.ingest.sheets import TOO_MANY, Cells, read_sheet
from pipeline.ingest.texts import decode
from pipeline.lexicon.columns import header_key
from pipeline.link.candidates import LONGEST_NAME, Row, checked_tenure, iso_date, item_of
from pipeline.model import Tenure
from pipeline.typography import ascii_slug, collapsed

SHOWN = 8
"""Headers that a message names."""
_LISTED = re.compile(r"[|;]")
_LABELS = re.compile(r",\s+")
"""Between the other labels of one cell, as the query service writes them."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Controls, marks of writing direction and halves of characters: no part of a name, and a terminal may obey them."""


def read_table(path: Path, columns: Mapping[str, str]) -> Iterator[Row | Skipped]:
    """Yield each row of a table of people, or why it is passed over; `columns` are header → field.

    Raises UsageError where the file cannot be read, is neither CSV nor JSON, or has no column for item or name.
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except UnreadableInput as error:
        raise UsageError(str(error)) from error
    is_json = text.lstrip()[:1] in ("{", "[")
    headers, rows = _json(text, path) if is_json else _csv(text, path)
    fields = {header: columns[key] for header in headers if (key := header_key(header)) in columns}
    for field, example in (("wikidata", "wikidata or item"), ("name", "name, nome or itemLabel")):
        if field not in fields.values():
            found = ", ".join(_shown(header) for header in headers[:SHOWN]) or "none"
            raise UsageError(f"{path}: no column for the {field}; call it {example} (columns found: {found})")
    try:
        for where, cells in rows:
            place = f"{path}, {where}"
            yield _row_or_not(cells, fields, place) if cells is not None else Skipped(place, TOO_MANY)
    except csv.Error as error:
        raise UsageError(f"{path}: broken CSV: {error}") from error


def _row_or_not(cells: Cells, fields: Mapping[str, str], where: str) -> Row | Skipped:
    try:
        return _row(cells, fields)
    except ValueError as error:
        return Skipped(where, str(error))


def _csv(text: str, path: Path) -> tuple[Sequence[str], Iterable[tuple[str, Cells | None]]]:
    try:
        headers, rows = read_sheet(text)
    except csv.Error as error:
        raise UsageError(f"{path}: broken CSV: {error}") from error
    return headers, ((f"line {line}", cells) for line, cells in rows)


def _json(text: str, path: Path) -> tuple[Sequence[str], Iterable[tuple[str, Cells | None]]]:
    """Return the variables and rows of SPARQL 1.1 results, or of an array of objects, whose values may be either's."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: broken JSON: {error}") from error
    bindings = found
    if isinstance(found, dict):
        results = found.get("results")
        bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list) or not all(isinstance(binding, dict) for binding in bindings):
        raise UsageError(f"{path}: JSON, but no SPARQL results: it has no results.bindings, nor is it a list of rows")
    headers = list(dict.fromkeys(name for binding in bindings for name in binding))
    rows = ({name: _value(value) for name, value in binding.items()} for binding in bindings)
    return headers, ((f"row {number}", cells) for number, cells in enumerate(rows, start=1))


def _value(value: Any) -> str:  # noqa: ANN401 - what JSON holds
    if isinstance(value, dict):
        value = value.get("value", "")
    return value if isinstance(value, str) else ""


def _shown(header: str) -> str:
    return _clean(header)[:LONGEST_NAME]


def _row(cells: Cells, fields: Mapping[str, str]) -> Row:
    """Return what a row says; raises ValueError where it names no item, or nobody, or a date that is none."""
    said: dict[str, list[tuple[str, str]]] = {}
    for header, field in fields.items():
        value = cells.get(header) or ""
        if value.strip():
            said.setdefault(field, []).append((header, value))
    given = [value for _, value in said.get("wikidata", ())]
    item = next((item for value in given if (item := item_of(value))), None)
    if item is None:
        raise ValueError(f"{_clean(given[0])[:LONGEST_NAME]!r} is no Wikidata id" if given else "has no Wikidata id")
    names = [*_names(said.get("name", ())), *_names(said.get("aliases", ()), listed=True)]
    if not names:
        raise ValueError(f"{item} has no name")
    own = tuple(_names(said.get("name", ())))[:1]
    return Row(item, own + tuple(name for name in dict.fromkeys(names) if name not in own), _tenure(said))


def _names(cells: Sequence[tuple[str, str]], *, listed: bool = False) -> Iterator[str]:
    """Yield the names of cells; an item's own id, which is the label of what has none, is no name."""
    for header, value in cells:
        parts = (_LABELS if header_key(header).endswith("altlabel") else _LISTED).split(value) if listed else [value]
        for part in parts:
            name = _clean(part)
            if name and item_of(name) is None and ascii_slug(name) and len(name) <= LONGEST_NAME:
                yield name


def _tenure(said: Mapping[str, Sequence[tuple[str, str]]]) -> Tenure | None:
    offices = [_clean(value) for _, value in said.get("office", ()) if item_of(value) is None]
    owners = tuple(dict.fromkeys(item_of(value) or _clean(value) for _, value in said.get("of", ())))
    dates = [_date(said.get(field, ())) for field in ("start", "end")]
    tenure = checked_tenure(Tenure(" ".join(offices)[:LONGEST_NAME], tuple(sorted(owners)), *dates))
    return tenure if tenure.office or tenure.of else None


def _date(cells: Sequence[tuple[str, str]]) -> str:
    """Return the date of the first cell; raises ValueError with its header where it is none."""
    if not cells:
        return ""
    header, value = cells[0]
    try:
        return iso_date(value)
    except ValueError as error:
        raise ValueError(
            f"{_shown(header)}: {_shown(value)!r} is no date; write it as 2020-05-31 or 31/05/2020"
        ) from error


def _clean(text: str) -> str:
    return collapsed(_UNSEEN.sub(" ", text))
