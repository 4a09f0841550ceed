"""`intreccio link`: persons of a graph ↔ items of Wikidata, by a table of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import (
    DEFAULT_GRAPH,
    SOMETHING_SKIPPED,
    GraphOption,
    OntologyOption,
    OutFileOption,
    error_console,
    write_result,
)
from pipeline.cli.question import Form, print_result
from pipeline.cli.reading import say_skipped
from pipeline.cli.writing import demand_graph, interruptible, waiting
from pipeline.errors import UsageError
from pipeline.export.links import candidates_in, links_in, read_candidates_jsonl
from pipeline.ingest import Skipped
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.lexicon.location import ontology_dir
from pipeline.link import DEFAULT_THRESHOLD, Finding, Row, Verdict, candidates_of, read_table, united
from pipeline.model import Candidate
from pipeline.rdf.store import Table
from pipeline.update import link_graph

OWN_FORM = ".jsonl"
"""The ending of a graph folder's own table, candidates.jsonl."""
QUERY = "people.rq"
NAMED = 5
"""Rows passed over that are named one by one."""
COLUMNS = (
    *("person", "wikidata", "candidate", "score", "name_score", "office_score", "contradiction"),
    *("verdict", "rivals", "roles", "entity"),
)


def link(
    candidates: Annotated[
        list[Path] | None,
        typer.Option("--candidates", "-c", help="A table of people: CSV, or SPARQL results as JSON. May be repeated."),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    threshold: Annotated[
        float, typer.Option("--threshold", "-t", help="The score from which on somebody is linked.")
    ] = DEFAULT_THRESHOLD,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; show what would be linked.")] = False,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the table.")] = Form.table,
    out: OutFileOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the table and its links out of the graph.")] = False,
    show_query: Annotated[
        bool, typer.Option("--query", help="Print a query for query.wikidata.org, and stop.")
    ] = False,
    ontology: OntologyOption = None,
) -> None:
    """Link the persons of a graph to Wikidata, by a table of people and without a network connection.

    [bold]Examples[/bold]

    intreccio link --query > persone.rq                      [dim]to run at query.wikidata.org[/dim]

    intreccio link --candidates persone.csv --dry-run        [dim]what would be linked, and what nearly[/dim]

    intreccio link --candidates persone.json --threshold 0.95 --graph grafo

    The table has columns such as wikidata, name, aliases (joined by |), office, of, from, to, or item, itemLabel,
    itemAltLabel, positionLabel, ofLabel, start, end; Italian headers do, too. Somebody may have several rows.

    The score is 0.92 for the same full name, 0.90 for another spelling, 0.86 for a name with more or fewer names,
    0.80 for initials, 0.50 for a surname alone; an office that agrees at the article's date takes up to 0.8 of what is
    missing to 1, offices of other countries or times take up to half of it all. Nobody is linked below the threshold,
    nor where two candidates are equally likely, nor by one name without an office.

    The table stays with the graph: who is added later is looked up in it, too. Another takes its place.

    Exit code: 0, 1 where rows were passed over, 2 where nothing could be done.
    """
    if not 0.0 < threshold <= 1.0:
        raise UsageError(f"a threshold is above 0 and at most 1, not {threshold:g}")
    if show_query:
        write_result((ontology_dir(ontology) / "linking" / QUERY).read_text(encoding="utf-8"), out)
        return
    if remove and candidates:
        raise UsageError("--remove takes the table away and --candidates gives another in its place; say one of them")
    if not (remove or candidates):
        raise UsageError("give a table of people with --candidates FILE, or --remove; see intreccio link --help")
    demand_graph(graph)
    if remove and dry_run:
        _say_removal(graph)
        return
    known = load_knowledge(ontology)
    skipped: list[Skipped] = []
    people = _read(candidates or [], threshold, known, skipped)
    with interruptible(graph), waiting("putting the graph together"):
        made = link_graph(graph, people, known, dry_run=dry_run)
    if dry_run or out is not None:
        print_result(_table(made.findings), form, out)
    _say(graph, len(people), made.findings, remove=remove, dry_run=dry_run)
    if skipped:
        passed = "1 row" if len(skipped) == 1 else f"{len(skipped)} rows"
        error_console.print(f"{passed} passed over", highlight=False)
        raise typer.Exit(SOMETHING_SKIPPED)


def _read(paths: list[Path], threshold: float, known: Knowledge, skipped: list[Skipped]) -> tuple[Candidate, ...]:
    """Return the people of all tables; rows passed over are kept, and the first named. Ends where nobody is left."""
    tables: list[tuple[Candidate, ...]] = []
    rows: list[Row] = []
    for path in paths:
        if path.suffix == OWN_FORM:
            tables.append(_own_table(path, threshold))
            continue
        for row in read_table(path, known.lexicon.linking.columns):
            if isinstance(row, Row):
                rows.append(row)
                continue
            skipped.append(row)
            if len(skipped) <= NAMED:
                say_skipped(row)
    people = united([candidates_of(rows, threshold), *tables])
    if paths and not people:
        why = "no row of the table could be used, see above" if skipped else "the table has no rows"
        raise UsageError(f"nobody to link to: {why}")
    return people


def _own_table(path: Path, threshold: float) -> tuple[Candidate, ...]:
    """Return the table that a graph folder keeps, with the threshold given now."""
    try:
        return tuple(replace(candidate, threshold=threshold) for candidate in read_candidates_jsonl(path))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def _table(findings: Iterable[Finding]) -> Table:
    """Return what was found for each person, the links first, the surest first."""
    ordered = sorted(findings, key=_surest_first)
    return Table(COLUMNS, tuple(tuple(_record(finding)[name] for name in COLUMNS) for finding in ordered))


def _surest_first(finding: Finding) -> tuple[bool, float, str]:
    return finding.verdict is not Verdict.LINKED, -finding.match.score, finding.person.iri


def _record(finding: Finding) -> dict[str, str]:
    match = finding.match
    return {
        "person": finding.person.label,
        "wikidata": match.candidate.wikidata,
        "candidate": match.name,
        "score": f"{match.score:g}",
        "verdict": finding.verdict.value,
        "name_score": f"{match.name_score:g}",
        "office_score": f"{match.office_score:g}" if match.office_score else "",
        "contradiction": f"{match.contradiction:g}" if match.contradiction else "",
        "rivals": " ".join(finding.rivals),
        "roles": " ".join(match.facts),
        "entity": finding.person.iri,
    }


def _say_removal(graph: Path) -> None:
    """Say what --remove would take away."""
    told = f"{len(links_in(graph))} of its persons would be linked no longer; its table of {len(candidates_in(graph))}"
    error_console.print(f"{graph}: {told} would go", highlight=False, markup=False, soft_wrap=True)


def _say(graph: Path, people: int, findings: Iterable[Finding], *, remove: bool, dry_run: bool) -> None:
    counts = Counter(finding.verdict for finding in findings)
    linked = counts.pop(Verdict.LINKED, 0)
    if remove:
        told = "no person is linked any more"
    else:
        would = "would be " if dry_run else ""
        rest = "".join(f"; {number} not: {verdict.value}" for verdict, number in sorted(counts.items()))
        told = f"{linked} of its persons {would}linked, by a table of {people}{rest}"
    error_console.print(f"{graph}: {told}", highlight=False, markup=False, soft_wrap=True)
