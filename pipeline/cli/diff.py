"""`intreccio diff`: what two graphs do not have in common."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.console import console, visible
from pipeline.compare import Changed, Difference, Record, Sides, compare_graphs

DIFFERENT = 1
REMOVED, ADDED, CHANGED = "-", "+", "~"


class Form(StrEnum):
    """How a difference is printed."""

    table = "table"
    json = "json"


def diff(
    one: Annotated[Path, typer.Argument(help="A graph folder.", metavar="A")],
    other: Annotated[Path, typer.Argument(help="Another.", metavar="B")],
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the difference.")] = Form.table,
) -> None:
    """Show what changed from one graph to another: articles and facts of A only (-), of B only (+), and others (~).

    [bold]Examples[/bold]

    intreccio diff grafo-ieri grafo

    intreccio diff grafo-ieri grafo --format json | jq '.facts.added[].kind'

    Exit code: 0 where the graphs are equal, 1 where they differ, 2 where one cannot be read.
    """
    found = compare_graphs(one, other)
    if form is Form.json:
        print(json.dumps(_record(found), ensure_ascii=False, indent=1))
    elif not found:
        console.print("no difference", highlight=False)
    else:
        _print_table("articles", found.articles)
        _print_table("facts", found.facts)
    if found:
        raise typer.Exit(DIFFERENT)


def _record(found: Difference) -> dict[str, Any]:
    articles, facts = found.articles, found.facts
    return {
        "articles": {
            "removed": [record["id"] for record in articles.removed],
            "added": [record["id"] for record in articles.added],
            "changed": [{"id": change.before["id"], "keys": change.keys} for change in articles.changed],
        },
        "facts": {
            "removed": facts.removed,
            "added": facts.added,
            "changed": [
                {"id": change.before["id"], "keys": change.keys, "before": change.before, "after": change.after}
                for change in facts.changed
            ],
        },
    }


def _print_table(title: str, sides: Sides) -> None:
    if not sides:
        return
    counts = f"{len(sides.removed)} removed, {len(sides.added)} added, {len(sides.changed)} changed"
    table = Table(title=f"{title}: {counts}", title_justify="left")
    for name in ("", "id", "what", "changed"):
        table.add_column(name, overflow="fold")
    for sign, record, change in _rows(sides):
        table.add_row(sign, *(escape(visible(cell)) for cell in (str(record["id"]), _words(record), change)))
    console.print(table)


def _rows(sides: Sides) -> Iterator[tuple[str, Record, str]]:
    yield from ((REMOVED, record, "") for record in sides.removed)
    yield from ((ADDED, record, "") for record in sides.added)
    for change in sides.changed:
        yield CHANGED, change.after, ", ".join(_turn(change, key) for key in change.keys)


def _words(record: Record) -> str:
    """Return a fact as subject, predicate and object, an article by its title."""
    if "predicate" in record:
        return " ".join(_brief(record.get(part)) for part in ("subject", "predicate", "object"))
    return _brief(record.get("title"))


def _turn(change: Changed, key: str) -> str:
    """Return how a value changed: "confidence 0.9 → 0.94", "evidence 1 → 2"; only the key where that is too long."""
    before, after = _brief(change.before.get(key)), _brief(change.after.get(key))
    return f"{key} {before} → {after}" if before != after and len(before + after) < LONGEST else key


LONGEST = 60
"""Characters of two values that are shown beside each other."""


def _brief(value: Any) -> str:  # noqa: ANN401 - any value of a record
    match value:
        case None:
            return ""
        case {"label": label}:
            return str(label)
        case list():
            return str(len(value))
    return str(value)
