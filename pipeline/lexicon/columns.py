"""What the columns of a table may be called → the field that each is, for tables of articles and of people.

They lie in `ontology/articles/` and `ontology/linking/`, apart from the words that articles are read with: a change
there changes no claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.lexicon.tables import read_rows
from pipeline.typography import ascii_slug


def read_columns(path: Path) -> Mapping[str, str]:
    """Return header → field of a table; raises DataError at the first fault."""
    return {row["header"]: row["field"] for row in read_rows(path, ("field", "header", "source"))}


def header_key(header: str) -> str:
    """Return a header as the tables have it: "Data di pubblicazione" → "datadipubblicazione"."""
    return ascii_slug(header).replace("-", "")
