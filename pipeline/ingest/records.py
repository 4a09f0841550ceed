"""Many articles in one file, JSON lines or CSV → articles, each line checked by itself."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import UnreadableInput
from pipeline.ingest.checks import checked_article
from pipeline.ingest.published import published_date
from pipeline.ingest.texts import decode
from pipeline.model import Article

SHOWN = 40
"""How much of what is wrong is quoted."""
OPTIONAL = ("title", "url", "source", "published")


def read_json_lines(raw: bytes, stem: str, name: str) -> Iterator[Article | UnreadableInput]:
    """Yield one article a line; an object needs `text`, and may have id, title, url, source, published (a date)."""
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
        yield _article(record, f"{stem}-{number}", where)


def read_csv(raw: bytes, stem: str, name: str) -> Iterator[Article | UnreadableInput]:
    """Yield one article a row; the header needs `text`, and may have id, title, url, source, published (a date)."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    text = decode(raw, name)
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "text" not in (rows.fieldnames or ()):
        raise UnreadableInput(name, f"no column named text; found {', '.join(rows.fieldnames or ())}")
    try:
        for number, row in enumerate(rows, start=1):
            yield _article(row, f"{stem}-{number}", f"{name}, row {number}")
    except csv.Error as error:
        yield UnreadableInput(name, f"broken CSV: {error}")


def _article(record: Mapping[str, Any], fallback_id: str, where: str) -> Article | UnreadableInput:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return UnreadableInput(where, "no text")
    fields = {key: str(record[key]).strip() or None for key in OPTIONAL if record.get(key) is not None}
    given_date = fields.get("published")
    if given_date is not None:
        fields["published"] = published_date(given_date)
        if fields["published"] is None:
            return UnreadableInput(where, f"published is no date: {given_date[:SHOWN]!r}; write it as 2024-03-12")
    given = record.get("id")
    identifier = ("" if given is None else str(given).strip()) or fallback_id
    try:
        return checked_article(id=identifier, text=text, name=where, **fields)
    except UnreadableInput as error:
        return error
