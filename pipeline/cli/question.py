"""`intreccio query` and `info`: questions to a graph."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as RichTable

from pipeline.cli.console import (
    DEFAULT_GRAPH,
    GraphOption,
    OntologyOption,
    OutFileOption,
    console,
    error_console,
    visible,
    write_result,
)
from pipeline.errors import UsageError
from pipeline.lexicon.location import ontology_dir
from pipeline.rdf.asking import ask_named
from pipeline.rdf.queries import LIMIT, NamedQuery, check_parameters, load_queries
from pipeline.rdf.store import Table, ask, open_store

TABLE_COLUMNS_HIDDEN = frozenset({"fact", "other_fact", "start", "end", "title", "entity"})
"""Left out of the table, where nobody can read twelve columns; CSV and JSON have them all."""
UNREMARKABLE = frozenset({"", "false"})
"""A column that holds nothing else is left out of the table."""
NARROWEST = 14
"""Characters that a column of the table needs to be read; where there is less room, each row is a paragraph."""
WORDS = frozenset({"sentence", "other_sentence", "content", "denial"})
"""Columns of what stands in an article: on a line of their own."""
_WITHIN = r"\x00-\x08\x0b\x0c\x0e- \x7f-\xa0\xad\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_SIGN = r"[=+\-@＝＋－＠]"
_FORMULA = re.compile(rf'^(?=[\t\r\n]|[{_WITHIN}]*{_SIGN})|(?<=[;\t\r\n])(?=[{_WITHIN}"]*{_SIGN})')
"""Where spreadsheets take what comes for a formula (OWASP, CSV Injection), white space before it or not.

At the start of a cell, but also after what another spreadsheet parts cells by, as those of Italian readers do by ";".
"""
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
NAME = re.compile(r"[\w-]*")


class Form(StrEnum):
    """How a result is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    question: Annotated[
        str | None, typer.Argument(help="SPARQL, or the name of a question (see --list).", metavar="[SPARQL | NAME]")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the result.")] = Form.table,
    out: OutFileOption = None,
    who: Annotated[str | None, typer.Option(help="Name, or part of one.")] = None,
    whom: Annotated[str | None, typer.Option(help="Name of the other party.")] = None,
    about: Annotated[str | None, typer.Option(help="What or whom it is about.")] = None,
    of: Annotated[str | None, typer.Option(help="Country or organisation of an office.")] = None,
    year: Annotated[str | None, typer.Option(help="Year of a figure.")] = None,
    indicator: Annotated[str | None, typer.Option(help="What is measured.")] = None,
    predicate: Annotated[str | None, typer.Option(help="A relation, such as supports.")] = None,
    where: Annotated[str | None, typer.Option(help="A place.")] = None,
    id_: Annotated[str | None, typer.Option("--id", help="Id of an article.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="The newest N rows of a question (100 unless given); 0 for all."),
    ] = None,
    ontology: OntologyOption = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named questions and stop.")] = False,
) -> None:
    """Ask the graph, in SPARQL or by the name of a question.

    [bold]Examples[/bold]

    intreccio query met --who Norvegia

    intreccio query figures --about Cina --year 2024 --format csv

    intreccio query said --about "cessate il fuoco" --limit 10

    intreccio query "SELECT ?a ?b WHERE { ?a news:sanctions ?b }"

    A question gives the newest 100 rows. A name is an entity's whole name, or else words of it in any order, or else
    how its words begin. Where no entity is called so, the command says so and ends with 2; "no answer" ends with 0.

    The prefixes news: rdf: rdfs: owl: oa: skos: xsd: are known.
    """
    folder = ontology_dir(ontology)
    queries = load_queries(folder)
    if list_ or question is None:
        _list(queries)
        return
    options = {
        "who": who,
        "whom": whom,
        "about": about,
        "of": of,
        "year": year,
        "indicator": indicator,
        "predicate": predicate,
        "where": where,
        "id": id_,
    }
    given = {name: value for name, value in options.items() if value is not None}
    print_result(_answer(question, queries, given, limit, graph, folder), form, out)


def _answer(
    question: str,
    queries: Mapping[str, NamedQuery],
    given: Mapping[str, str],
    limit: int | None,
    graph: Path,
    folder: Path,
) -> Table:
    """Return what the graph answers to SPARQL or to a named question with the options given."""
    named = queries.get(question)
    if named is None and NAME.fullmatch(question.strip()):
        raise UsageError(f"no question {question!r}; there are: {', '.join(queries)} (or give SPARQL)")
    if named is None and given:
        raise UsageError(f"--{next(iter(given))} goes with a named question, not with SPARQL")
    if named is None and limit is not None:
        raise UsageError("--limit goes with a named question; in SPARQL, write LIMIT at the end")
    if named is None:
        return ask(open_store(graph, folder), question)
    check_parameters(named, given)
    blank = next((name for name, value in given.items() if not value.strip()), None)
    if blank is not None:
        raise UsageError(f"--{blank} is empty; leave it out to ask for all")
    rows = LIMIT if limit is None else limit
    return ask_named(open_store(graph, folder), named, given, limit=rows, ontology=folder)


def _list(queries: Mapping[str, NamedQuery]) -> None:
    table = RichTable("name", "it", "en", "options")
    for named in queries.values():
        options = " ".join(f"--{name}" for name in named.parameters)
        table.add_row(named.name, named.title_it, named.title_en, options)
    console.print(table)


def print_result(result: Table, form: Form, out: Path | None) -> None:
    """Print a result in a form, or write it to a file."""
    if not write_table(result, form, out):
        _print_table(result)
    if result.cut:
        shown = len(result.rows)
        which = f"{shown} rows" if shown > 1 else "row"
        told = f"the first {which}; there are more: --limit {10 * shown}, or 0 for all"
        error_console.print(told, highlight=False)


def write_table(result: Table, form: Form, out: Path | None) -> bool:
    """Write a result as JSON or CSV, which is also what goes to a file; False where it is a table for the screen."""
    if form is Form.json:
        records = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
        write_result(json.dumps(records, ensure_ascii=False, indent=1) + "\n", out)
    elif form is Form.csv or out is not None:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows([inert(cell) for cell in row] for row in result.rows)
        write_result(buffer.getvalue(), out)
    else:
        return False
    return True


def inert(cell: str) -> str:
    """Return a cell of CSV that no spreadsheet takes for a formula: a ' stands before what begins like one.

    A number is none, and a sign alone ("=", which compares) computes nothing: both stay.
    """
    if (len(cell) == 1 and not cell.isspace()) or NUMBER.fullmatch(cell):
        return cell
    return _FORMULA.sub("'", cell)


def _print_table(result: Table) -> None:
    if not result.rows:
        console.print("no answer", highlight=False)
        return
    filled = [
        i
        for i, name in enumerate(result.columns)
        if name not in TABLE_COLUMNS_HIDDEN and any(row[i] not in UNREMARKABLE for row in result.rows)
    ]
    if len(filled) * NARROWEST > console.width:
        _print_paragraphs(result, filled)
    else:
        table = RichTable()
        for i in filled:
            table.add_column(result.columns[i], overflow="fold")
        for row in result.rows:
            table.add_row(*(escape(visible(row[i])) for i in filled))
        console.print(table)
    console.print(f"{len(result.rows)} rows", highlight=False)


def _print_paragraphs(result: Table, filled: list[int]) -> None:
    """Print each row by itself: the values with the names of their columns, below them the words of the article."""
    for row in result.rows:
        named = [(result.columns[i], visible(row[i])) for i in filled if row[i] not in UNREMARKABLE]
        short = "  ".join(f"[dim]{name}[/dim] {escape(value)}" for name, value in named if name not in WORDS)
        console.print(short, highlight=False)
        for name, value in named:
            if name in WORDS:
                console.print(Padding(f"[dim]{name}[/dim] {escape(value)}", (0, 0, 0, 2)), highlight=False)
        console.print()


COUNTS = """
SELECT ?thing (COUNT(DISTINCT ?node) AS ?number) WHERE {
  ?node a ?type . ?type rdfs:label ?label . FILTER(LANG(?label) = "en")
  FILTER NOT EXISTS { ?node a owl:Class }
  FILTER(STRSTARTS(STR(?type), STR(news:)))
  FILTER NOT EXISTS { ?node rdfs:label ?own . FILTER(LANG(?own) = "en") }
  BIND(STR(?label) AS ?thing)
} GROUP BY ?thing ORDER BY ?thing
"""
MOST_NAMED = """
SELECT ?name (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  ?fact a/rdfs:subClassOf news:Fact ; ?role ?entity .
  ?entity a/rdfs:subClassOf news:Entity ; rdfs:label ?name .
} GROUP BY ?name ORDER BY DESC(?facts) ?name LIMIT 10
"""
ARTICLES = """
SELECT ?article ?published (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  ?node a news:Article ; news:id ?article .
  OPTIONAL { ?node news:published ?published }
  OPTIONAL { ?evidence oa:hasSource ?node . ?fact news:evidence ?evidence }
} GROUP BY ?article ?published ORDER BY ?article LIMIT 20
"""


def info(graph: GraphOption = DEFAULT_GRAPH, ontology: OntologyOption = None) -> None:
    """Describe a graph: how much of what, who is named most, which articles.

    [bold]Example[/bold]

    intreccio info --graph grafo
    """
    store = open_store(graph, ontology_dir(ontology))
    console.print(f"[bold]{graph}[/bold]: {len(store):,} quads, ontology and keys included", highlight=False)
    for title, text in (("what", COUNTS), ("named most", MOST_NAMED), ("articles (the first 20)", ARTICLES)):
        result = ask(store, text)
        table = RichTable(*result.columns, title=title, title_justify="left")
        for row in result.rows:
            table.add_row(*(escape(visible(cell)) for cell in row))
        console.print(table)
