"""`intreccio serve`: a graph folder as a SPARQL endpoint with a query page."""

from __future__ import annotations

import asyncio
import os
from typing import Annotated

import typer

from pipeline.cli.console import DEFAULT_GRAPH, GraphOption, OntologyOption, console, error_console
from pipeline.errors import UsageError
from pipeline.folder import graph_state
from pipeline.serve.access import is_loopback, make_access
from pipeline.serve.pool import Limits
from pipeline.serve.server import Served, address, listen, run_server

PORT = 7878
WORKERS = min(4, os.cpu_count() or 1)


def serve(
    graph: GraphOption = DEFAULT_GRAPH,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")] = 20.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows or triples after which an answer is cut.")] = 10_000,
    max_memory: Annotated[int, typer.Option(min=16, help="MiB that a query may take (Linux only).")] = 1024,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Queries answered at once.")] = WORKERS,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Let pages of this origin ask; * for all. Repeatable."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name that the server goes by. Repeatable."),
    ] = None,
    ontology: OntologyOption = None,
) -> None:
    """Serve a graph as a SPARQL 1.1 endpoint, read-only, with a page for queries.

    [bold]Examples[/bold]

    intreccio serve --graph grafo --port 8080

    intreccio serve --time-limit 60 --max-rows 100000

    intreccio serve --cors https://yasgui.example

    curl --data-urlencode 'query=ASK { ?a news:met ?b }' http://127.0.0.1:7878/sparql

    A graph that is built anew meanwhile is served from the next query on. Ctrl-C stops the server.

    At a loopback address only requests to localhost, the address itself and the names of --allow-host are answered.
    """
    if not graph_state(graph):
        raise UsageError(f"{graph} holds no graph; make one with: intreccio build INPUT… --out {graph}")
    access = make_access(cors or (), allow_host or (), host)
    served = Served(graph, ontology, Limits(time_limit, max_rows, max_memory, workers), access)
    with listen(host, port) as listening:
        root = address(listening)

        def ready() -> None:
            told = f"serving {graph} at {root}sparql; a page for queries: {root} (Ctrl-C stops)"
            console.print(told, highlight=False, markup=False, soft_wrap=True)
            if not is_loopback(host):
                warning = f"whoever reaches {host} can query the graph, without a password or encryption"
                error_console.print(warning, highlight=False, markup=False, soft_wrap=True)

        asyncio.run(run_server(served, listening, ready=ready))
    error_console.print("stopped", highlight=False)
