"""Tables of `ontology/linking/` → how offices and columns are called in tables of people, in Italian and English.

They lie apart from the words that articles are read with: a change here changes no claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.lexicon.columns import read_columns
from pipeline.lexicon.tables import listed, read_rows
from pipeline.typography import unbroken


@dataclass(frozen=True, slots=True)
class Linking:
    """What people of a graph are compared with people of a table by."""

    concepts: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """Words of a phrase → the office or field of affairs that it is: "prime minister" → head_of_government."""
    crowded: frozenset[str] = frozenset()
    """Concepts that many hold at once: an office of these alone does not tell who somebody is."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header of a column, without spaces and marks → wikidata, name, aliases, office, of, start or end."""


def read_linking(folder: Path) -> Linking:
    """Return the tables of a folder; raises DataError at the first fault."""
    concepts: dict[tuple[str, ...], frozenset[str]] = {}
    crowded: set[str] = set()
    for row in read_rows(folder / "offices.tsv", ("phrase", "concepts", "many", "source")):
        concepts[phrase_words(row["phrase"])] = frozenset(listed(row["concepts"]))
        crowded.update(listed(row["concepts"]) if row["many"] else ())
    return Linking(concepts, frozenset(crowded), read_columns(folder / "columns.tsv"))


def phrase_words(text: str) -> tuple[str, ...]:
    """Return the words of an office in lower case: "Secretary-General of the UN" → secretary, general, of, the, un."""
    return tuple(word.lower() for word in cased_words(text))


def cased_words(text: str) -> tuple[str, ...]:
    """Return the same words as they are written."""
    return tuple("".join(c if c.isalnum() else " " for c in unbroken(text)).split())
