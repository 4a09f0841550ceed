"""A graph folder served over HTTP, until it is told to stop."""

from __future__ import annotations

import asyncio
import math
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from pipeline.errors import UsageError
from pipeline.lexicon.location import ontology_dir
from pipeline.rdf.queries import load_queries
from pipeline.serve.access import Access
from pipeline.serve.app import make_app
from pipeline.serve.connection import Connection
from pipeline.serve.pool import Limits, WorkerPool
from pipeline.serve.protocol import MAX_QUERY

MAX_CONNECTIONS = 256
"""Above this, a client is told 503 at once."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: a graph folder, with an ontology other than the package's if given, limits, and who may ask."""

    graph: Path
    ontology: Path | None
    limits: Limits
    access: Access


class _Server(uvicorn.Server):
    """uvicorn's server without its handling of signals, which would end us before the workers are."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        """Take no more requests and end when the running ones have; called again, end at once."""
        self.force_exit = self.should_exit
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address (port 0: a free port); raises UsageError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MAX_CONNECTIONS)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot listen at {host} port {port}: {reason}; --port 0 takes a free port") from error


def address(listening: socket.socket) -> str:
    """Return the address of what listens at a socket, with a slash at its end."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


async def run_server(served: Served, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called when queries can be answered.

    Raises UsageError or DataError where graph or ontology cannot be read.
    """
    ontology = served.ontology.resolve() if served.ontology else None
    queries = load_queries(ontology_dir(ontology))
    with tempfile.TemporaryDirectory(prefix="intreccio-serve-") as folder:
        pool = WorkerPool(served.graph.resolve(), ontology, served.limits, Path(folder))
        server = _Server(_config(make_app(pool, queries.values(), served.limits, served.access), served.limits))
        try:
            await pool.start()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, server.stop)
            ready()
            await server.serve(sockets=[listening])
        finally:
            await pool.stop()


def _config(app: object, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        # an URL is one event of h11
        h11_max_incomplete_event_size=2 * MAX_QUERY,
        timeout_graceful_shutdown=math.ceil(limits.time_limit) + 1,
    )
