"""What the commands that change a graph share: what they ask of its folder, and how they end when interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from pipeline.cli.console import INTERRUPTED, error_console
from pipeline.cli.reading import reading_progress
from pipeline.errors import UsageError
from pipeline.folder import graph_state


def demand_graph(graph: Path) -> None:
    """Refuse a folder without a graph before anything is loaded or made there."""
    if not graph_state(graph):
        raise UsageError(f"{graph} holds no graph; make one with: intreccio build INPUT… --out {graph}")


@contextmanager
def interruptible(graph: Path) -> Iterator[None]:
    """End with the exit code of an interrupt where Ctrl-C stops what is within, and say that nothing has changed."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        error_console.print(f"interrupted; {graph} is as it was before", highlight=False, markup=False, soft_wrap=True)
        raise typer.Exit(INTERRUPTED) from interrupt


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say on a terminal that something is being done."""
    with reading_progress() as progress:
        progress.add_task(what, total=None)
        yield
