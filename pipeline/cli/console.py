"""Where the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.annotate.engines import EngineName
from pipeline.errors import UsageError
from pipeline.ingest import Skipped

console = Console()
error_console = Console(stderr=True)

SOMETHING_SKIPPED = 1
NOTHING_DONE = 2
INTERRUPTED = 130

InputsArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .md .html .jsonl .csv), folders, globs, or - for standard input.", metavar="INPUT…"
    ),
]
ModelOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--model", "-m", help="Another spaCy pipeline, by package name or path: it_core_news_lg."),
]
EngineOption: TypeAlias = Annotated[
    EngineName, typer.Option("--engine", "-e", help="What parses: spaCy (the embedded model, or --model), or stanza.")
]
StanzaDirOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--stanza-dir", help="The folder of stanza's models; without it, where stanza puts them itself."),
]
OtherOntologyOption: TypeAlias = Annotated[Path | None, typer.Option("--ontology", help="Another ontology folder.")]
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


def say_skipped(item: Skipped) -> None:
    """Name an input that gave no article, and why, in one line."""
    error_console.print(
        f"[yellow]skipped[/yellow] {escape(visible(item.name))}: {escape(visible(item.reason))}",
        highlight=False,
        soft_wrap=True,
    )


def reading_progress(*, shown: bool = True) -> Progress:
    """Return a bar on standard error, if that is a terminal; it leaves standard output to the results."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    hidden = not (shown and error_console.is_terminal)
    return Progress(*columns, console=error_console, transient=True, redirect_stdout=False, disable=hidden)


def write_result(text: str, out: Path | None) -> None:
    """Write a result to a file, or to standard output; raises UsageError where the file cannot be written."""
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
    error_console.print(f"wrote {out}", highlight=False, markup=False)
