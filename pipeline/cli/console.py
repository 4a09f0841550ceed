"""Where the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import gzip
import sys
import unicodedata
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

from pipeline.errors import UsageError

console = Console()
error_console = Console(stderr=True)

SOMETHING_SKIPPED = 1
NOTHING_DONE = 2
INTERRUPTED = 130

GraphOption: TypeAlias = Annotated[Path, typer.Option("--graph", "-g", help="The graph folder that `build` made.")]
OutFileOption: TypeAlias = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write to this file instead of standard output.")
]
OntologyOption: TypeAlias = Annotated[
    Path | None, typer.Option(help="Another ontology folder, the one that the graph was built with.")
]
DEFAULT_GRAPH = Path("graphs")


def visible(text: str) -> str:
    """Return a text of an article for the terminal: in one line, without control characters, which could steer it."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc")


def write_result(text: str, out: Path | None) -> None:
    """Write a result to a file, or to standard output; raises UsageError where the file cannot be written."""
    if out is None:
        sys.stdout.write(text)
    else:
        write_bytes(text.encode(), out)


def write_bytes(content: bytes, out: Path) -> None:
    """Write a result to a file, and say so; raises UsageError where the file cannot be written.

    A file whose name ends with .gz is compressed; it has neither its name nor a time in it.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(gzip.compress(content, mtime=0) if out.suffix == ".gz" else content)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
    error_console.print(f"wrote {out}", highlight=False, markup=False)
