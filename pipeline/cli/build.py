"""`intreccio build`: articles → a graph folder."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import (
    DEFAULT_GRAPH,
    INTERRUPTED,
    NOTHING_DONE,
    SOMETHING_SKIPPED,
    console,
    error_console,
    visible,
)
from pipeline.cli.reading import (
    EngineOption,
    InputsArgument,
    ModelOption,
    OtherOntologyOption,
    StanzaDirOption,
    articles_with_progress,
)
from pipeline.errors import UsageError
from pipeline.export.links import candidates_in
from pipeline.folder import locked
from pipeline.graph import PAGE, Graph, validate_graph, write_graph
from pipeline.ingest import Skipped
from pipeline.model import KINDS, Fact
from pipeline.run import Tools, load_tools, make_graph

MIN_EXAMPLE = 20
OTHER_COLUMNS = 40
"""Characters that the table needs beside its examples."""


def build(
    inputs: InputsArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The graph folder to make.")] = DEFAULT_GRAPH,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Validate the graph against the shapes.")] = False,
) -> None:
    """Read articles and make the graph folder.

    [bold]Examples[/bold]

    intreccio build seeds/

    intreccio build 'archivio/**/*.html' agenzie.jsonl --out grafo

    cat articolo.txt | intreccio build - --out grafo

    Exit code: 0, 1 where an input was skipped, 2 where nothing could be read.
    """
    skipped: list[Skipped] = []
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; --out needs a folder")
    try:
        # where there is a graph, another may be writing to it, and that is told before the hours of reading
        with locked(out) if out.is_dir() else nullcontext():
            tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
            with articles_with_progress(inputs, skipped, tools.ontology) as (articles, advance):
                graph = make_graph(articles, tools, candidates_in(out), done=advance)
            if not graph.articles:
                error_console.print("nothing to build: no article could be read", highlight=False)
                raise typer.Exit(NOTHING_DONE)
            files = write_graph(graph, out, tools)
    except KeyboardInterrupt as interrupt:
        error_console.print(f"interrupted; {out} is as it was before", highlight=False, markup=False)
        raise typer.Exit(INTERRUPTED) from interrupt
    _report(graph, files)
    if check:
        _check(out, tools)
    if skipped:
        error_console.print(f"{len(skipped)} of the inputs skipped, see above", highlight=False)
        raise typer.Exit(SOMETHING_SKIPPED)


def _report(graph: Graph, files: tuple[Path, ...]) -> None:
    """Print what was found, and which file to open."""
    counts = Counter(fact.kind for fact in graph.facts)
    asserted = Counter(fact.kind for fact in graph.facts if fact.asserted_in)
    table = Table(title=f"{len(graph.articles)} articles, {len(graph.facts)} facts", title_justify="left")
    table.add_column("kind")
    table.add_column("facts", justify="right")
    table.add_column("asserted", justify="right")
    table.add_column("for example")
    room = max(MIN_EXAMPLE, console.width - OTHER_COLUMNS)
    for kind in KINDS:
        example = max((f for f in graph.facts if f.kind == kind), key=_by_support, default=None)
        words = escape(shorten(visible(example.evidence[0].text), room, placeholder="…")) if example else ""
        table.add_row(kind, str(counts[kind]), str(asserted[kind]), words)
    console.print(table)
    page = next(path for path in files if path.name == PAGE)
    console.print(
        f"open {page} in a browser; ask: intreccio query met --graph {page.parent}", highlight=False, soft_wrap=True
    )


def _by_support(fact: Fact) -> tuple[int, str]:
    return len(fact.evidence), fact.id


def _check(out: Path, tools: Tools) -> None:
    found = validate_graph(out, tools.ontology)
    for violation in found[:20]:
        error_console.print(f"{violation.node}: {violation.message} {violation.value}", markup=False, highlight=False)
    if found:
        error_console.print(f"the graph breaks {len(found)} shapes", highlight=False)
        raise typer.Exit(SOMETHING_SKIPPED)
    console.print("the graph conforms to the shapes", highlight=False)
