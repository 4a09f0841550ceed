"""Where the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import gzip
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.export.claims import CLAIMS
from pipeline.export.jsonl import ARTICLES, FACTS
from pipeline.export.links import CANDIDATES, LINKS
from pipeline.export.read_by import READING
from pipeline.folder import TRIG, graph_state

console = Console()
error_console = Console(stderr=True)

SOMETHING_SKIPPED = 1
NOTHING_DONE = 2
INTERRUPTED = 130

GraphOption: TypeAlias = Annotated[Path, typer.Option("--graph", "-g", help="The graph folder that `build` made.")]
OutFileOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write to this file, in the place of an older one."),
]
OntologyOption: TypeAlias = Annotated[
    Path | None, typer.Option(help="Another ontology folder, the one that the graph was built with.")
]
DEFAULT_GRAPH = Path("graphs")
KEPT = frozenset({ARTICLES, CANDIDATES, CLAIMS, FACTS, LINKS, READING, TRIG})
"""Files that a graph folder is read from: nothing else may take their place."""


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
    with written(out) as path:
        path.write_bytes(gzip.compress(content, mtime=0) if out.suffix == ".gz" else content)


@contextmanager
def written(out: Path) -> Iterator[Path]:
    """Give a file to write to, which becomes `out` at the end, and say so; an older one stays if anything is raised.

    Raises UsageError where it cannot be written, and where a graph is kept in it.
    """
    target = out.resolve()
    if target.name in KEPT and graph_state(target.parent):
        raise UsageError(f"cannot write {out}: a graph is kept in it; choose another name")
    told = "replaced" if target.is_file() else "wrote"
    try:
        if out.exists() and not out.is_file():
            # a folder, which says so itself, or a device or a pipe such as /dev/stdout, whose place no file must take
            yield out
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=target.parent, prefix=".intreccio-") as folder:
                fresh = Path(folder) / target.name
                yield fresh
                if target.exists():
                    shutil.copymode(target, fresh)
                fresh.replace(target)
    except FileExistsError as error:
        raise UsageError(f"cannot write {out}: {error.filename} is a file, not a folder") from error
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}") from error
    error_console.print(f"{told} {out}", highlight=False, markup=False, soft_wrap=True)
