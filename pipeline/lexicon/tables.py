"""Tab-separated tables of `ontology/lexicon/` → rows. Every fault names the file and the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import DataError


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """Yield each line of a table as a mapping from column to text.

    Raises DataError where the file is missing, the header is not `columns`, or a line has another number of cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise DataError(path, "", "the table is missing") from error
    header = tuple(lines[0].split("\t")) if lines else ()
    if header != columns:
        raise DataError(path, "line 1", f"the header should be {' '.join(columns)}, found {' '.join(header)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataError(path, f"line {number}", f"{len(columns)} cells expected, found {len(cells)}: {line!r}")
        yield dict(zip(columns, cells, strict=True))


def listed(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that are joined by |."""
    return tuple(item for item in cell.split("|") if item)
