"""Many articles in one file, JSON lines or CSV → articles, each line checked by itself.

Keys and columns may be called in Italian or English (`ontology/articles/columns.tsv`); others are passed over.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.errors import UnreadableInput
from pipeline.ingest.checks import checked_article
from pipeline.ingest.published import published_date
from pipeline.ingest.sheets import TOO_MANY, read_sheet
from pipeline.ingest.texts import decode
from pipeline.lexicon.columns import header_key
from pipeline.model import Article

SHOWN = 40
"""How much of what is wrong is quoted."""
NAMED = 12
"""Headers that a message names."""
FIELDS = ("id", "text", "title", "url", "source", "published")
"""What a record may tell; these names go before all others that a column may have."""


def read_json_lines(
    raw: bytes, stem: str, name: str, *, columns: Mapping[str, str]
) -> Iterator[Article | UnreadableInput]:
    """Yield one article a line; an object needs a text, and may have id, title, url, source, published (a date)."""
    for number, line in enumerate(decode(raw, name).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield UnreadableInput(where, f"not JSON: {error}")
            continue
        if not isinstance(record, dict):
            yield UnreadableInput(where, "not a JSON object")
            continue
        yield _article(record, columns, f"{stem}-{number}", where)


def read_csv(raw: bytes, stem: str, name: str, *, columns: Mapping[str, str]) -> Iterator[Article | UnreadableInput]:
    """Yield one article a row; the table needs a column of texts, and may have the others that JSON lines may have."""
    try:
        headers, rows = read_sheet(decode(raw, name))
        if "text" not in _named(headers, columns):
            raise UnreadableInput(name, f"no column with the text; {_text_wanted('columns', headers)}")
        for number, (line, cells) in enumerate(rows, start=1):
            where = f"{name}, line {line}"
            if cells is None:
                yield UnreadableInput(where, TOO_MANY)
            else:
                yield _article(cells, columns, f"{stem}-{number}", where)
    except csv.Error as error:
        yield UnreadableInput(name, f"broken CSV: {error}")


def _named(headers: Iterable[str], columns: Mapping[str, str]) -> dict[str, list[str]]:
    """Return field → the headers that name it, its own name first."""
    named: dict[str, list[str]] = {}
    for header in sorted(headers, key=_own_names_first):
        field = header if header in FIELDS else columns.get(header_key(header))
        if field is not None:
            named.setdefault(field, []).append(header)
    return named


def _own_names_first(header: str) -> bool:
    return header not in FIELDS


def _text_wanted(what: str, headers: Iterable[str]) -> str:
    names = [header[:SHOWN] for header in headers if header.strip()]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"call it text or testo ({what} found: {', '.join(names[:NAMED]) or 'none'}{more})"


def _told(record: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    """Return field → header and value, of the first header of each whose value says something."""
    told: dict[str, tuple[str, Any]] = {}
    for field, headers in _named(record, columns).items():
        for header in headers:
            value = record[header]
            if value is not None and str(value).strip() and (header == field or isinstance(value, str | int | float)):
                told[field] = header, value
                break
    return told


def _article(
    record: Mapping[str, Any], columns: Mapping[str, str], fallback_id: str, where: str
) -> Article | UnreadableInput:
    told = _told(record, columns)
    _, text = told.pop("text", ("", None))
    if not isinstance(text, str):
        missing = "" if "text" in _named(record, columns) else f"; {_text_wanted('keys', record)}"
        return UnreadableInput(where, f"no text{missing}")
    fields = {field: str(value).strip() for field, (_, value) in told.items()}
    identifier = fields.pop("id", fallback_id)
    if "published" in fields:
        published = published_date(fields["published"])
        if published is None:
            header, given = told["published"][0], fields["published"][:SHOWN]
            return UnreadableInput(where, f"{header} is no date: {given!r}; write it as 2024-03-12")
        fields["published"] = published
    try:
        return checked_article(id=identifier, text=text, name=where, **fields)
    except UnreadableInput as error:
        return error
