"""What the commands that read articles share: their options, and what they tell while they read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import error_console, visible
from pipeline.ingest import STANDARD_INPUT, Skipped, read_articles
from pipeline.model import Article
from pipeline.run import split_inputs

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


@contextmanager
def articles_with_progress(
    inputs: list[str], skipped: list[Skipped], ontology: Path
) -> Iterator[tuple[list[Article], Callable[[Article], None]]]:
    """Give the articles of the inputs, and what to call as each is finished; what is skipped is named and kept."""
    stdin = sys.stdin.buffer if STANDARD_INPUT in inputs else None
    with reading_progress() as progress:
        task = progress.add_task("reading", total=None)
        articles = list(split_inputs(read_articles(inputs, stdin=stdin, ontology=ontology), skipped, told=say_skipped))
        progress.update(task, total=len(articles))

        def advance(article: Article) -> None:
            progress.update(task, advance=1, description=f"reading {escape(article.id[:30])}")

        yield articles, advance
