"""`intreccio figures`: the figures of a graph as a table, and as a chart of value over time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as RichTable

from pipeline.cli.console import (
    DEFAULT_GRAPH,
    GraphOption,
    OntologyOption,
    OutFileOption,
    console,
    error_console,
    visible,
    write_bytes,
    write_result,
)
from pipeline.cli.question import Form, write_table
from pipeline.errors import UsageError
from pipeline.export.figures import (
    FigureRow,
    drawable,
    figure_rows,
    period_text,
    select_figures,
    to_cells,
    to_records,
    value_text,
    word_stems,
)
from pipeline.graph import read_facts
from pipeline.lexicon.location import ontology_dir
from pipeline.rdf.names import find_entities
from pipeline.rdf.store import Table, open_store

FIRST_YEAR, LAST_YEAR = 1, 9999


def figures(
    of: Annotated[str | None, typer.Option("--of", help="What is measured: words of it, in any inflection.")] = None,
    about: Annotated[str | None, typer.Option(help="Whom it is about; several, joined by commas, must all be.")] = None,
    year: Annotated[
        int | None, typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help="A year that the period covers, or else the date.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the table.")] = Form.table,
    out: OutFileOption = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Also draw a chart: .svg, .png or .pdf.")
    ] = None,
    ontology: OntologyOption = None,
) -> None:
    """List figures by period: how much, of whom, in whose words, and where it stands.

    [bold]Examples[/bold]

    intreccio figures --of commercio --about Russia,Cina

    intreccio figures --of "export di gas" --year 2024 --format csv --out gas.csv

    intreccio figures --of commercio --about Russia,Cina --plot commercio.svg

    In the table ↑ and ↓ are a rise and a fall, > < ~ more than, less than and about. CSV and JSON have plain numbers.
    They also have the sentence of each figure.

    Names are found as in [bold]query[/bold]; where no entity is called so, the command says so and ends with 2.

    The chart has a panel for each unit; what stands in somebody's words alone is drawn hollow. It needs the extra plot.
    """
    names = [] if about is None else _names(about)
    if of is not None and not word_stems(of):
        raise UsageError("--of has no word to look for; leave it out to ask for all")
    folder = ontology_dir(ontology)
    articles, facts = read_facts(graph)
    store = open_store(graph, folder) if names else None
    parties = [{iri.value for iri in find_entities(store, name, folder)} for name in names] if store else []
    rows = figure_rows(select_figures(facts, of=of or "", about=parties, year=year), articles)
    image = _chart(rows, plot, of or "", names) if plot else None
    if form is Form.json:
        write_result(json.dumps(to_records(rows), ensure_ascii=False, indent=1) + "\n", out)
    elif not write_table(Table(*to_cells(rows)), form, out):
        _print(rows)
    if plot and image is not None:
        write_bytes(image, plot)


def _names(about: str) -> list[str]:
    """Return the names that are joined by commas; raises UsageError where there is none."""
    names = [name for name in map(str.strip, about.split(",")) if name]
    if not names:
        raise UsageError("--about has no name; leave it out to ask for all")
    return names


def _chart(rows: Sequence[FigureRow], plot: Path, of: str, about: Sequence[str]) -> bytes:
    """Return the chart as a file, and say what it does not show; raises UsageError where there is nothing to draw."""
    try:
        from pipeline.export.chart import to_chart
    except ModuleNotFoundError as error:
        raise UsageError("a chart needs matplotlib; install it with: pip install 'intreccio[plot]'") from error
    shown = drawable(rows)
    if not shown:
        raise UsageError("nothing to draw: " + ("no figure has a period" if rows else "no figure is as asked for"))
    title = " – ".join(filter(None, (of.strip(), ", ".join(about))))
    image = to_chart(shown, plot.suffix.removeprefix(".").lower(), title=title)
    if len(shown) < len(rows):
        left = f"{len(rows) - len(shown)} of {len(rows)} figures are not in the chart: without a period, or denied"
        error_console.print(left, highlight=False)
    return image


def _print(rows: Sequence[FigureRow]) -> None:
    if not rows:
        console.print("no figure", highlight=False)
        return
    table = RichTable()
    for name, ratio in (("period", 2), ("value", 3), ("measured", 4), ("who says so", 4), ("words", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*(escape(visible(cell)) for cell in _cells(row)))
    console.print(table)
    console.print(f"{len(rows)} figures" if len(rows) > 1 else "1 figure", highlight=False)


def _cells(row: FigureRow) -> tuple[str, ...]:
    value = value_text(row)
    told = ", ".join([*(() if row.status == "happened" else (row.status,)), *(("not so",) if row.negated else ())])
    says = [*(f"{who} (attributed)" for who in row.words_of), *(f"via {who}" for who in row.via)]
    says += dict.fromkeys(place.source for place in row.places)
    return (
        period_text(row.period),
        f"{value} ({told})" if told else value,
        f"{row.indicator}: {', '.join(row.about)}",
        "; ".join(says),
        row.places[0].words,
    )
