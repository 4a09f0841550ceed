"""A graph folder on disk: a new state takes the place of the old one at once, and one process writes at a time.

A writer makes its files in `.new`. The renaming of that folder to `.ready` is the moment when they become the graph:
whoever reads looks there first, so it makes no difference how far the moving of the files to their places has come,
nor whether it was cut short. The next writer ends what another left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from pipeline.errors import UsageError

TRIG = "graph.trig"
"""The file that tells one state of a folder from another: every graph has one."""
STORE = "store"
"""Holds what need not be kept: Oxigraph's files, and the lock."""
LOCK = ".lock"
FRESH = ".new"
READY = ".ready"


def graph_state(graph: Path) -> str:
    """Return what tells one state of a graph folder from another, "" where it holds no graph."""
    for path in (graph / READY / TRIG, graph / TRIG):
        with suppress(FileNotFoundError, NotADirectoryError):
            status = path.stat()
            return f"{status.st_size}-{status.st_mtime_ns}"
    return ""


def open_current(graph: Path, name: str) -> BinaryIO:
    """Open a file of a graph folder for reading; raises UsageError where it has no such file."""
    for path in (graph / READY / name, graph / name):
        with suppress(FileNotFoundError, NotADirectoryError):
            return path.open("rb")
    raise UsageError(f"{graph} holds no graph; make one with: intreccio build INPUT… --out {graph}")


def holds(graph: Path, name: str) -> bool:
    """Say whether a graph folder has a file, also where its writer died before all of them were in their places."""
    try:
        open_current(graph, name).close()
    except UsageError:
        return False
    return True


@contextmanager
def open_together(graph: Path, *names: str) -> Iterator[tuple[BinaryIO, ...]]:
    """Open several files of one and the same state, whatever is written meanwhile; raises UsageError as above."""
    with ExitStack() as opened:
        while True:
            state = graph_state(graph)
            files = tuple(opened.enter_context(open_current(graph, name)) for name in names)
            if graph_state(graph) == state:
                break
            opened.close()
        yield files


@contextmanager
def locked(graph: Path) -> Iterator[None]:
    """Keep other writers out; raises UsageError where one is at work. May be entered again by who is inside."""
    try:
        path = graph.resolve() / STORE / LOCK
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=True, blocking=False)
        lock.acquire()
    except Timeout as error:
        raise UsageError(f"another intreccio is writing to {graph}; wait until it has ended, and try again") from error
    except OSError as error:
        raise UsageError(f"cannot write to {graph}: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def renewed(graph: Path) -> Iterator[Path]:
    """Give an empty folder for the new files; at the end they become the graph, unless something was raised.

    Files of the graph folder that the new one does not have stay as they are. Raises UsageError where another process
    writes, OSError where the disk does not take the files.
    """
    fresh, ready = graph / FRESH, graph / READY
    with locked(graph):
        _move_into_place(ready)
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh
            for path in fresh.iterdir():
                _flush(path)
            fresh.rename(ready)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        try:
            _move_into_place(ready)
        except KeyboardInterrupt:  # too late: the new graph is there, and only its files are not all in their places
            _move_into_place(ready)


def _move_into_place(ready: Path) -> None:
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            path.replace(ready.parent / path.name)
        ready.rmdir()


def _flush(path: Path) -> None:
    """See to it that a file is on the disk before its name says that it is."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
