"""`intreccio view`, `export`, `validate`: what a graph folder holds, in another form."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import (
    DEFAULT_GRAPH,
    GraphOption,
    OntologyOption,
    OutFileOption,
    console,
    error_console,
    write_bytes,
    write_result,
)
from pipeline.errors import UsageError
from pipeline.export.formats import EXPORTERS, Exportable
from pipeline.export.html import to_html
from pipeline.graph import PAGE, read_graph, validate_graph
from pipeline.lexicon.location import ontology_dir
from pipeline.vocab import load_vocab

INVALID = 1
SHOWN = 50

Format = StrEnum("Format", {name: name for name in EXPORTERS})  # type: ignore[misc]


def view(
    graph: GraphOption = DEFAULT_GRAPH,
    out: OutFileOption = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    ontology: OntologyOption = None,
) -> None:
    """Give the interactive network as one HTML page that needs no network connection.

    [bold]Examples[/bold]

    intreccio view --open

    intreccio view --graph grafo --out rete.html
    """
    content = read_graph(graph)
    articles = {article.id: article for article in content.articles}
    page = to_html(content.facts, articles, load_vocab(ontology_dir(ontology)))
    if not open_:
        write_result(page, out)
        return
    target = out or Path(tempfile.mkdtemp(prefix="intreccio-")) / PAGE
    write_result(page, target)
    if not webbrowser.open(target.resolve().as_uri()):
        raise UsageError(f"no browser could be started; open {target} yourself")


def export(
    format_: Annotated[Format, typer.Option("--format", "-f", help="The form to export to.")],
    graph: GraphOption = DEFAULT_GRAPH,
    out: OutFileOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Export the graph for other programs.

    [bold]Examples[/bold]

    intreccio export --format graphml --out rete.graphml     [dim]Gephi, Cytoscape, networkx[/dim]

    intreccio export --format nquads > grafo.nq              [dim]any triple store[/dim]

    intreccio export --format gexf --out rete.gexf           [dim]Gephi, with its own types[/dim]

    intreccio export --format parquet --out tabelle/         [dim]pandas, Polars, DuckDB: a folder[/dim]

    intreccio export --format cypher --out grafo.cypher      [dim]Neo4j: cypher-shell -f grafo.cypher[/dim]

    intreccio export --format jsonld --out grafo.jsonld.gz   [dim]compressed[/dim]

    intreccio export --format jsonl | jq .kind               [dim]one fact a line[/dim]
    """
    content = read_graph(graph)
    folder = ontology_dir(ontology)
    exportable = Exportable(content.facts, content.quads, load_vocab(folder), content.articles, folder)
    made = EXPORTERS[format_.value](exportable)
    if isinstance(made, str):
        write_result(made, out)
    elif out is None:
        raise UsageError(f"{format_.value} is several files; name a folder for them with --out")
    elif out.suffix == ".gz":
        raise UsageError(
            f"{format_.value} is several files, which are not compressed; name a folder for them with --out"
        )
    else:
        _write_files(made, out)


def _write_files(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        write_bytes(content, folder / name)


def validate(graph: GraphOption = DEFAULT_GRAPH, ontology: OntologyOption = None) -> None:
    """Check a graph against the SHACL shapes of the ontology.

    [bold]Example[/bold]

    intreccio validate --graph grafo

    Exit code: 0 where it conforms, 1 where it does not.
    """
    found = validate_graph(graph, ontology_dir(ontology))
    for violation in found[:SHOWN]:
        error_console.print(f"{violation.node}: {violation.message} {violation.value}", markup=False, highlight=False)
    if found:
        error_console.print(f"{graph} breaks the shapes {len(found)} times", markup=False, highlight=False)
        raise typer.Exit(INVALID)
    console.print(f"{graph} conforms to the shapes", markup=False, highlight=False)
