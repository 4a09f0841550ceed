"""`intreccio annotate`: articles → how each was read, as CoNLL-U, as JSON, or drawn by displaCy."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress

from pipeline.annotate.as_json import to_json
from pipeline.annotate.conllu import to_conllu
from pipeline.annotate.displacy import to_displacy
from pipeline.annotate.engines import EngineName
from pipeline.annotate.reading import Reading
from pipeline.cli.console import (
    INTERRUPTED,
    NOTHING_DONE,
    SOMETHING_SKIPPED,
    OutFileOption,
    error_console,
    visible,
    written,
)
from pipeline.cli.reading import (
    EngineOption,
    InputsArgument,
    ModelOption,
    OtherOntologyOption,
    StanzaDirOption,
    reading_progress,
    say_skipped,
)
from pipeline.errors import UsageError
from pipeline.ingest import STANDARD_INPUT, Skipped, read_articles
from pipeline.model import Article
from pipeline.run import load_tools, make_readings, split_inputs

PAGE = "reading.html"
DEFAULT = "conllu"
WRITERS: Mapping[str, Callable[[Reading], str]] = {"conllu": to_conllu, "json": to_json}
Format = StrEnum("Format", {name: name for name in WRITERS})  # type: ignore[misc]


def annotate(
    inputs: InputsArgument,
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="CoNLL-U (unless told otherwise), or one JSON object a line."),
    ] = None,
    out: OutFileOption = None,
    render: Annotated[
        bool, typer.Option("--render", help="Draw trees and names with displaCy, as an HTML page.")
    ] = False,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open that page in the browser.")] = True,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
) -> None:
    """Show how articles are read: words, trees, names, who is who.

    [bold]Examples[/bold]

    intreccio annotate seeds/ --out letture.conllu

    intreccio annotate articolo.txt --format json | jq '.chains\\[].name'

    cat articolo.txt | intreccio annotate - --render

    Exit code: 0, 1 where an input was skipped, 2 where nothing could be read.
    """
    if render and format_:
        raise UsageError(f"--render makes a page of its own, and --format {format_.value} something else; give one")
    skipped: list[Skipped] = []
    try:
        tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
        articles = _read(inputs, skipped, tools.ontology)
        if not articles:
            error_console.print("nothing to annotate: no article could be read", highlight=False)
            raise typer.Exit(NOTHING_DONE)
        if render:
            out = out or Path(mkdtemp(prefix="intreccio-")) / PAGE
        # a bar between the lines of results would tear them apart
        with reading_progress(shown=out is not None or not sys.stdout.isatty()) as progress:
            readings = _counted(make_readings(articles, tools), progress, len(articles))
            _write(_texts(readings, format_, render=render), out)
    except KeyboardInterrupt as interrupt:
        said = f"interrupted; {out} is as it was before" if out else "interrupted"
        error_console.print(said, highlight=False, markup=False)
        raise typer.Exit(INTERRUPTED) from interrupt
    if render and open_ and out is not None and not webbrowser.open(out.resolve().as_uri()):
        raise UsageError(f"no browser could be started; open {out} yourself")
    if skipped:
        error_console.print(f"{len(skipped)} of the inputs skipped, see above", highlight=False)
        raise typer.Exit(SOMETHING_SKIPPED)


def _read(inputs: list[str], skipped: list[Skipped], ontology: Path) -> list[Article]:
    stdin = sys.stdin.buffer if STANDARD_INPUT in inputs else None
    return list(split_inputs(read_articles(inputs, stdin=stdin, ontology=ontology), skipped, told=say_skipped))


def _counted(readings: Iterable[Reading], progress: Progress, total: int) -> Iterator[Reading]:
    """Yield the readings and tell of each."""
    task = progress.add_task("reading", total=total)
    for reading in readings:
        progress.update(task, advance=1, description=f"reading {escape(visible(reading.article.id[:30]))}")
        yield reading


def _texts(readings: Iterable[Reading], form: Format | None, *, render: bool) -> Iterator[str]:
    if render:
        yield to_displacy(readings)
        return
    to_text = WRITERS[form.value if form else DEFAULT]
    yield from (to_text(reading) for reading in readings)


def _write(texts: Iterable[str], out: Path | None) -> None:
    """Print the texts, each as it is done, or write a file that takes the older one's place when all are done."""
    if out is None:
        sys.stdout.writelines(texts)
        return
    with written(out) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(texts)
