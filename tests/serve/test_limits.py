"""Limits that stop a query, clients that go away, graphs built anew meanwhile, and the end of a server."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pipeline.folder import STORE, TRIG
from pipeline.graph import Graph
from tests.serve.conftest import MAX_MEMORY, PATIENCE, TIME_LIMIT, TOLD, Server, make_folder, serving

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A cartesian product of four, which takes hours."""
HUNGRY = [
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?h",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT (CONCAT(STR(?a), STR(?c), STR(?f)) AS ?x) (RAND() AS ?r) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } "
    "ORDER BY ?r",
]
DEEP = f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?x) {{}}"
STOPPED = f"the query was stopped: it took longer than {TIME_LIMIT} seconds\n"
TOO_MUCH = "the query needs more memory than it may take, or is nested too deeply\n"


def _until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail where it does not in all patience."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            pytest.fail("waited in vain")
        time.sleep(0.05)


def _workers(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children(recursive=True)


def _busy(server: Server) -> set[int]:
    """Return the workers that use the processor."""
    before = {worker.pid: sum(worker.cpu_times()[:2]) for worker in _workers(server)}
    time.sleep(0.3)
    found = set()
    for worker in _workers(server):
        if sum(worker.cpu_times()[:2]) > before.get(worker.pid, 0) + 0.03:
            found.add(worker.pid)
    return found


def _answers(server: Server) -> bool:
    return server.ask("ASK { ?a news:met ?b }").text == '{"head":{},"boolean":true}'


def test_a_slow_query_is_stopped_and_the_next_is_answered(served: Server) -> None:
    for _ in range(3):
        reply = served.ask(SLOW)
        assert (reply.status, reply.text) == (503, STOPPED)
        assert _answers(served)
    _until(lambda: len(_workers(served)) == 2)


def test_slow_queries_on_all_workers_leave_none_behind(served: Server) -> None:
    replies: list[int] = []
    threads = [threading.Thread(target=lambda: replies.append(served.ask(SLOW).status)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == [503] * 4
    assert _answers(served)
    _until(lambda: len(_workers(served)) == 2)
    _until(lambda: not _busy(served))


@pytest.mark.parametrize("query", HUNGRY)
def test_a_query_that_takes_all_memory_is_stopped(served: Server, query: str) -> None:
    most: list[int] = []
    asking = threading.Thread(target=lambda: most.append(served.ask(query).status))
    asking.start()
    peak = 0
    while asking.is_alive():
        for worker in _workers(served):
            try:
                peak = max(peak, worker.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.01)
    assert most == [503]
    assert peak < (MAX_MEMORY + 150) * 1024**2
    assert _answers(served)


def test_a_query_that_is_nested_too_deeply_ends_only_itself(served: Server) -> None:
    reply = served.send("POST", "/sparql", {"Content-Type": "application/sparql-query"}, DEEP.encode())
    assert (reply.status, reply.text) == (503, TOO_MUCH)
    assert _answers(served)


def test_the_query_of_a_client_that_goes_away_is_ended(served: Server) -> None:
    _until(lambda: not _busy(served))
    address = urlsplit(served.root)
    with socket.create_connection((address.hostname, address.port)) as client:
        body = SLOW.encode()
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            + f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        before = {worker.pid for worker in _workers(served)}
    # well before the time limit would have ended it, the worker is another
    _until(lambda: bool(before - {worker.pid for worker in _workers(served)}))
    _until(lambda: len(_workers(served)) == 2)
    assert _answers(served)


def test_a_query_that_never_comes_holds_no_worker(served: Server) -> None:
    address = urlsplit(served.root)
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\n"
        )
        assert _answers(served)
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def _graph(number: int) -> list[Quad]:
    triple = (NamedNode("g:s"), NamedNode("g:p"), Literal(number))
    return [Quad(*triple, NamedNode("g:1"))]


def _number(server: Server) -> str:
    return server.ask("SELECT ?o { <g:s> <g:p> ?o }", "text/csv").text.removeprefix("o\r\n").strip()


@pytest.mark.parametrize("stored", [True, False])
def test_a_graph_made_anew_is_served_from_the_next_query_on(tmp_path: Path, stored: bool) -> None:
    folder = make_folder(tmp_path / "graph", _graph(1), stored=stored)
    with serving(folder, "--workers=2") as server:
        assert _number(server) == "1"
        for number in (2, 3):
            make_folder(folder, _graph(number), stored=stored)
            assert {_number(server) for _ in range(6)} == {str(number)}
        _until(lambda: len(_workers(server)) == 2)


def test_a_running_query_keeps_the_state_that_it_began_with(tmp_path: Path, example: Graph) -> None:
    folder = make_folder(tmp_path / "graph", [*example.quads, *_graph(1)])
    slow = "SELECT ?o (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . <g:s> <g:p> ?o } GROUP BY ?o"
    replies: list[str] = []
    with serving(folder, "--workers=2", "--time-limit=100") as server:
        asking = threading.Thread(target=lambda: replies.append(server.ask(slow, "text/csv").text))
        asking.start()
        _until(lambda: bool(_busy(server)) or not asking.is_alive())
        make_folder(folder, [*example.quads, *_graph(2)])
        assert _number(server) == "2"
        asking.join()
    assert replies[0].splitlines()[1].split(",")[0] == "1"


def test_a_graph_that_goes_is_told_and_its_return_is_seen(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "graph", _graph(1))
    with serving(folder, "--workers=1") as server:
        (folder / TRIG).rename(folder / "away")
        reply = server.ask("ASK {}")
        assert reply.status == 503
        assert "holds no graph" in reply.text
        (folder / "away").rename(folder / TRIG)
        assert _number(server) == "1"


def test_serving_changes_nothing_in_the_folder(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "graph", _graph(1))
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    store = {path: path.read_bytes() for path in (folder / STORE).rglob("*") if path.is_file()}
    with serving(folder, "--workers=1") as server:
        assert _number(server) == "1"
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == kept
    assert {path: path.read_bytes() for path in (folder / STORE).rglob("*") if path.is_file()} == store
    assert TRIG in kept
    assert store


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_running_queries_end_and_leaves_nothing(tmp_path: Path, example: Graph, number: int) -> None:
    folder = make_folder(tmp_path / "graph", example.quads)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-m", "pipeline", "serve", "--graph", str(folder), "--port", "0", "--workers=1"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told = TOLD.match(process.stdout.readline() if process.stdout else "")
    assert told
    server = Server(process, told["root"])
    workers = _workers(server)
    replies: list[int] = []
    running = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
    asking = threading.Thread(target=lambda: replies.append(server.ask(running).status))
    asking.start()
    _until(lambda: bool(_busy(server)) or not asking.is_alive())
    process.send_signal(number)
    _, told_last = process.communicate(timeout=PATIENCE)
    asking.join()
    assert replies == [200]
    assert (process.returncode, told_last) == (0, "stopped\n")
    assert workers
    assert not any(worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE for worker in workers)
    assert not list(temporary.iterdir())


def test_a_second_signal_ends_running_queries(tmp_path: Path, example: Graph) -> None:
    folder = make_folder(tmp_path / "graph", example.quads)
    with serving(folder, "--workers=1", "--time-limit=100") as server:
        asking = threading.Thread(target=lambda: _until_gone(server))
        asking.start()
        _until(lambda: bool(_busy(server)))
        workers = _workers(server)
        server.process.send_signal(signal.SIGINT)
        _until(lambda: not _listens(server))
        server.process.send_signal(signal.SIGINT)
        _, told = server.process.communicate(timeout=PATIENCE)
        asking.join()
    assert (server.process.returncode, told) == (0, "stopped\n")
    assert not any(worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE for worker in workers)


def _until_gone(server: Server) -> None:
    with contextlib.suppress(OSError, HTTPException):
        server.ask(SLOW)


def _listens(server: Server) -> bool:
    address = urlsplit(server.root)
    with contextlib.suppress(OSError), socket.create_connection((address.hostname, address.port), timeout=1):
        return True
    return False


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "graph", _graph(1))
    with serving(folder, "--workers=2") as server:
        workers = _workers(server)
        assert len(workers) == 2
        server.process.kill()
        server.process.wait()
        _until(lambda: not any(w.is_running() and w.status() != psutil.STATUS_ZOMBIE for w in workers))


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--graph", "nowhere"], "nowhere holds no graph"),
        (["--port", "70000"], "65535"),
        (["--time-limit", "0"], "0.1"),
        (["--cors", "https://example.org/page"], "--cors takes an origin"),
        (["--cors", "example.org"], "--cors takes an origin"),
        (["--host", "no.such.host.invalid"], "cannot listen at no.such.host.invalid"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    tmp_path: Path, example: Graph, options: list[str], complaint: str
) -> None:
    folder = make_folder(tmp_path / "graph", example.quads, stored=False)
    command = [sys.executable, "-m", "pipeline", "serve", "--graph", str(folder), "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told(served: Server, tmp_path: Path, example: Graph) -> None:
    folder = make_folder(tmp_path / "graph", example.quads, stored=False)
    port = str(urlsplit(served.root).port)
    command = [sys.executable, "-m", "pipeline", "serve", "--graph", str(folder), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--port 0 takes a free port" in done.stderr


def test_a_broken_graph_is_told_before_anything_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / TRIG).write_text("<a> <b>", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "serve", "--graph", str(folder), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert json.dumps(done.stderr).count("\\n") == 1
