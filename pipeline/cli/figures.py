"""`intreccio figures`: the figures of a graph as a table, and as a chart of value over time."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
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
)
from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.rdf.names import EntityNames, entity_names
from pipeline.rdf.store import Table, open_store
from pipeline.run import read_facts
from pipeline.typography import ascii_slug

FIRST_YEAR, LAST_YEAR = 1, 9999


def figures(
    of: Annotated[str, typer.Option("--of", help="What is measured: words of it, in any inflection.")] = "",
    about: Annotated[str, typer.Option(help="Whom it is about; several, joined by commas, must all be.")] = "",
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

    The chart has a panel for each unit; what stands in somebody's words alone is drawn hollow. It needs the extra plot.
    """
    articles, facts = read_facts(graph)
    folder = ontology_dir(ontology)
    parties = _parties(about, entity_names(open_store(graph, folder)), folder) if about.strip(" ,") else ()
    rows = figure_rows(select_figures(facts, of=of, about=parties, year=year), articles)
    image = _chart(rows, plot, of, about) if plot else None
    if form is Form.json:
        write_result(json.dumps(to_records(rows), ensure_ascii=False, indent=1) + "\n", out)
    elif not write_table(Table(*to_cells(rows)), form, out):
        _print(rows)
    if plot and image is not None:
        write_bytes(image, plot)


def _parties(about: str, names: EntityNames, ontology: Path) -> Sequence[Collection[str]]:
    """Return for each name the IRIs of those whom it may mean; raises UsageError for one that nobody has."""
    found = []
    for name in filter(None, map(str.strip, about.split(","))):
        known = names.find(name) or names.find(_usual_name(name, ontology))
        if not known:
            near = " or ".join(names.near(name))
            raise UsageError(f"nobody in the graph is called {name!r}{f'; did you mean {near}?' if near else ''}")
        found.append(known)
    return found


def _usual_name(name: str, ontology: Path) -> str:
    """Return what the gazetteer calls somebody: "Usa" is Stati Uniti; "" where it does not know the name."""
    wanted = ascii_slug(name)
    names = load_lexicon(ontology).names
    return next((known.label for form, known in names.items() if ascii_slug(form) == wanted), "")


def _chart(rows: Sequence[FigureRow], plot: Path, of: str, about: str) -> bytes:
    """Return the chart as a file, and say what it does not show; raises UsageError where there is nothing to draw."""
    try:
        from pipeline.export.chart import to_chart
    except ModuleNotFoundError as error:
        raise UsageError("a chart needs matplotlib; install it with: pip install 'intreccio[plot]'") from error
    shown = drawable(rows)
    if not shown:
        raise UsageError("nothing to draw: " + ("no figure has a period" if rows else "no figure is as asked for"))
    title = " – ".join(filter(None, (of.strip(), ", ".join(filter(None, map(str.strip, about.split(",")))))))
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
