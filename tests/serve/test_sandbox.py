"""The second wall: a worker opens no socket, even for a query that got past the ban on SERVICE."""

from __future__ import annotations

import json
import platform
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pipeline.serve.answering import Job
from pipeline.serve.sandbox import SOCKET
from tests.serve.conftest import PATIENCE, make_folder

WORKER = """
from pipeline.serve import answering, worker
answering.may_call_service = lambda query: False
{wall}
worker.main()
"""
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in SOCKET, reason="only Linux takes the network from a process"
)


def _visited(folder: Path, *, walled: bool, stored: bool, silent: bool) -> bool:
    """Give a worker without the ban a SERVICE clause, and say whether it connected; it must answer the query after."""
    quad = Quad(NamedNode("g:s"), NamedNode("g:p"), Literal("there"), NamedNode("g:1"))
    graph = make_folder(folder / "graph", [quad], stored=stored)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        calls = f"SELECT * {{ SERVICE {'SILENT' if silent else ''} <{address}> {{ ?s ?p ?o }} }}"
        jobs = [
            Job(query, "http://x/", (), (), "text/csv", None, 10) for query in (calls, "SELECT ?o { <g:s> <g:p> ?o }")
        ]
        code = WORKER.format(wall="" if walled else "worker.end_network = lambda: False")
        options = ["--time-limit=5", "--max-memory=256", str(graph), str(folder / "body")]
        process = subprocess.Popen(
            [sys.executable, "-c", code, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if process.stdin:
            process.stdin.write(json.dumps(asdict(jobs[0])) + "\n")
            process.stdin.flush()
        visited = not walled and _is_visited(listening, PATIENCE)
        told = process.communicate(json.dumps(asdict(jobs[1])) + "\n", timeout=PATIENCE)[0]
        visited = visited or _is_visited(listening, 0.1)
    assert json.loads(told.splitlines()[-1])["status"] == 200
    assert (folder / "body").read_text() == "o\nthere\n"
    return visited


def _is_visited(listening: socket.socket, within: float) -> bool:
    listening.settimeout(within)
    try:
        listening.accept()[0].close()
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("stored", [True, False])
def test_a_worker_reaches_nobody(tmp_path: Path, stored: bool, silent: bool) -> None:
    assert not _visited(tmp_path, walled=True, stored=stored, silent=silent)


def test_without_the_wall_it_would(tmp_path: Path) -> None:
    assert _visited(tmp_path, walled=False, stored=True, silent=False)
