"""`intreccio conflicts`: facts that give one slot two values."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from pipeline.assemble.conflicts import Conflict, find_conflicts, values_of
from pipeline.cli.console import DEFAULT_GRAPH, GraphOption, OutFileOption, console, visible
from pipeline.cli.question import Form, write_table
from pipeline.model import Fact
from pipeline.rdf.store import Table
from pipeline.run import read_facts

COLUMNS = (
    *("slot", "subject", "predicate", "object", "about"),
    *("first", "first_sources", "first_article", "first_sentence", "first_fact"),
    *("second", "second_sources", "second_article", "second_sentence", "second_fact"),
)


def conflicts(
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the result.")] = Form.table,
    out: OutFileOption = None,
) -> None:
    """List what the articles disagree on: two values of one figure, two dates of one meeting.

    [bold]Examples[/bold]

    intreccio conflicts

    intreccio conflicts --graph grafo --format csv --out conflitti.csv
    """
    _, facts = read_facts(graph)
    found = find_conflicts(facts)
    rows = tuple(tuple(_record(conflict)[name] for name in COLUMNS) for conflict in found)
    if not write_table(Table(COLUMNS, rows), form, out):
        for conflict in found:
            _print(conflict)
        console.print(f"{len(found)} conflicts" if found else "no conflict", highlight=False)


def _record(conflict: Conflict) -> dict[str, str]:
    first, second = values_of(conflict)
    record = {
        "slot": conflict.slot,
        "subject": conflict.first.subject.label,
        "predicate": conflict.first.predicate,
        "object": _object(conflict.first),
        "about": _about(conflict.first),
    }
    for name, value, fact in (("first", first, conflict.first), ("second", second, conflict.second)):
        record |= {
            name: value,
            f"{name}_sources": str(fact.sources),
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


def _print(conflict: Conflict) -> None:
    record = {name: escape(visible(value)) for name, value in _record(conflict).items()}
    what = "  ".join(record[name] for name in ("subject", "about", "object") if record[name])
    console.print(f"[bold]{what}[/bold]", highlight=False)
    for name in ("first", "second"):
        sources = record[f"{name}_sources"]
        console.print(
            f"  [bold]{record[name]}[/bold]  {record[f'{name}_sentence']}  "
            f"[dim]{record[f'{name}_article']}, independent sources: {sources}[/dim]",
            highlight=False,
        )
