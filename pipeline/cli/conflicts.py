"""`intreccio conflicts`: facts that give one slot two values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as RichTable

from pipeline.assemble.conflicts import Conflict, find_conflicts, values_of
from pipeline.cli.console import DEFAULT_GRAPH, GraphOption, OutFileOption, console, visible
from pipeline.cli.question import Form, write_table
from pipeline.export.conflicts import ConflictRow, Side, conflict_rows, period_of
from pipeline.export.figures import Place, period_text
from pipeline.graph import read_facts
from pipeline.model import Fact
from pipeline.rdf.store import Table

COLUMNS = (
    *("slot", "subject", "predicate", "object", "about", "period"),
    *("first", "first_sources", "first_articles", "first_article", "first_sentence", "first_fact"),
    *("second", "second_sources", "second_articles", "second_article", "second_sentence", "second_fact"),
)
SHOWN = 3
"""Sentences of a side that the table has; of the other articles that say the same it has the names."""


def conflicts(
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the result.")] = Form.table,
    out: OutFileOption = None,
) -> None:
    """List what the articles disagree on: two values of one figure, two dates of one meeting.

    [bold]Examples[/bold]

    intreccio conflicts

    intreccio conflicts --graph grafo --format csv --out conflitti.csv

    The table has a line for each value, with all articles that give it and three of their sentences at most. CSV and
    JSON have plain numbers and dates, and the words of the first article of each side.
    """
    articles, facts = read_facts(graph)
    found = find_conflicts(facts)
    rows = tuple(tuple(_record(conflict)[name] for name in COLUMNS) for conflict in found)
    if not write_table(Table(COLUMNS, rows), form, out):
        _print(conflict_rows(found, articles))


def _record(conflict: Conflict) -> dict[str, str]:
    first, second = values_of(conflict)
    record = {
        "slot": conflict.slot,
        "subject": conflict.first.subject.label,
        "predicate": conflict.first.predicate,
        "object": _object(conflict.first),
        "about": _about(conflict.first),
        "period": period_of(conflict),
    }
    for name, value, fact in (("first", first, conflict.first), ("second", second, conflict.second)):
        record |= {
            name: value,
            f"{name}_sources": str(fact.sources),
            f"{name}_articles": "; ".join(dict.fromkeys(evidence.article for evidence in fact.evidence)),
            f"{name}_article": fact.evidence[0].article,
            f"{name}_sentence": fact.evidence[0].text,
            f"{name}_fact": fact.id,
        }
    return record


def _object(fact: Fact) -> str:
    """Return with whom a meeting was; of a figure the object is the value, which is what differs."""
    return "" if isinstance(fact.object, str | float) else fact.object.label


def _about(fact: Fact) -> str:
    return getattr(fact.detail, "indicator", "")


def _print(rows: Sequence[ConflictRow]) -> None:
    if not rows:
        console.print("no conflict", highlight=False)
        return
    table = RichTable()
    for name, ratio in (("what", 4), ("period", 2), ("value", 3), ("told by", 4), ("sentences", 7)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*_cells(row.what, period_text(row.period), row.first))
        table.add_row(*_cells("", "", row.second), end_section=True)
    console.print(table)
    console.print(f"{len(rows)} conflicts" if len(rows) > 1 else "1 conflict", highlight=False)


def _cells(what: str, period: str, side: Side) -> tuple[str, ...]:
    """Return the cells of one side of a conflict."""
    tellers = dict.fromkeys(_teller(place) for place in side.places)
    number = f"{side.sources} sources" if side.sources > 1 else "1 source"
    told = f"{number}: {'; '.join(tellers)}"
    if side.words_of:
        told += f" (in the words of {', '.join(side.words_of)})"
    contexts = list(dict.fromkeys(place.context for place in side.places))
    words = "\n".join(f"«{escape(visible(context))}»" for context in contexts[:SHOWN])
    return (*(escape(visible(cell)) for cell in (what, period, side.value, told)), words)


def _teller(place: Place) -> str:
    """Return how an article is named: outlet and day, where they are known, and its id."""
    known = " ".join(part for part in (place.outlet, place.published) if part)
    return f"{known} ({place.article})" if known else place.article
