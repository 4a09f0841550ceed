"""`intreccio evaluate`: facts against gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pipeline.cli.console import console, visible
from pipeline.errors import UsageError
from pipeline.evaluate import Counts, Fault, GoldSet, Scores, in_words, measure_facts, read_gold, read_records
from pipeline.export.jsonl import FACTS
from pipeline.model import KINDS, Kind

KindName = StrEnum("KindName", {kind: kind for kind in KINDS})  # type: ignore[misc]
BY_NAME: Mapping[str, Kind] = {kind: kind for kind in KINDS}
DIGITS = 3


class Part(StrEnum):
    """Which articles of the gold count."""

    all = "all"
    test = "test"
    rest = "rest"


def evaluate(
    facts: Annotated[Path, typer.Argument(help="facts.jsonl, of Intreccio or of another system, or a graph folder.")],
    gold: Annotated[Path, typer.Argument(help="A folder of gold files, such as tests/gold/press.")],
    kind: Annotated[KindName | None, typer.Option("--kind", "-k", help="Only this kind of fact.")] = None,
    part: Annotated[Part, typer.Option(help="Only the test part of the gold set, or only its rest.")] = Part.all,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed and what is wrong, the test part's aside.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="List the errors by the strict measure: also what is wrong only in a detail."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score facts against a gold set: precision, recall and F1, lenient and strict, for each kind.

    Lenient: the right parties. Strict: every detail that the gold states. Only articles of the gold set count.

    [bold]Examples[/bold]

    intreccio evaluate graphs tests/gold/seeds

    intreccio evaluate facts.jsonl tests/gold/press --kind statement --errors

    Exit code: 0, 2 where facts or gold cannot be read or have no article in common.
    """
    gold_set = read_gold(gold)
    chosen = {Part.all: gold_set, Part.test: gold_set.test_part, Part.rest: gold_set.rest}[part]
    if not chosen.articles:
        raise UsageError(f"{gold} has no articles in its part {part.value!r}")
    records = read_records(facts / FACTS if facts.is_dir() else facts)
    known = {article.id for article in gold_set.articles}
    if records and not any(record.articles & known for record in records):
        raise UsageError(f"no fact of {facts} rests on an article of {gold} (the ids of the articles must be the same)")
    scores = measure_facts(chosen, records)
    kinds = (BY_NAME[kind.value],) if kind else KINDS
    if as_json:
        print(json.dumps({f"{measure}.{name}": _figures(counts) for measure, name, counts in scores.rows(kinds)}))
        return
    if errors or strict:
        _list_faults(scores.faults["strict" if strict else "lenient"], chosen, kinds)
    _print_table(scores, chosen, kinds)


def _figures(counts: Counts) -> list[float | int]:
    shares = (counts.precision, counts.recall, counts.f1)
    return [*(round(share, DIGITS) for share in shares), counts.right, counts.wrong, counts.missed]


def _list_faults(faults: Iterable[Fault], gold: GoldSet, kinds: tuple[Kind, ...]) -> None:
    for fault in faults:
        if fault.item.kind in kinds and fault.article not in gold.test:
            line = f"{fault.article}  {fault.what:6}  {fault.item.kind:9}  {visible(in_words(fault.item.content))}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    hidden = len({article.id for article in gold.articles} & gold.test)
    if hidden:
        console.print(f"the {hidden} articles of the test part are scored, their errors are not listed")


def _print_table(scores: Scores, gold: GoldSet, kinds: tuple[Kind, ...]) -> None:
    table = Table(title=f"{len(gold.articles)} articles", title_justify="left")
    for name in ("measure", "kind"):
        table.add_column(name)
    for name in ("P", "R", "F1", "right", "wrong", "missed"):
        table.add_column(name, justify="right")
    rows = scores.rows(kinds)
    for number, (measure, name, counts) in enumerate(rows):
        shares = (f"{share:.3f}" for share in (counts.precision, counts.recall, counts.f1))
        last = number + 1 == len(rows) or rows[number + 1][0] != measure
        table.add_row(
            measure,
            name,
            *shares,
            *(str(n) for n in (counts.right, counts.wrong, counts.missed)),
            end_section=last,
        )
    console.print(table)
