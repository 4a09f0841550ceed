"""Asks a server of its own many mixed queries: python -m tests.bench.load [--requests 10000] [--at-once 8].

The server is `intreccio serve` over the graph of the seeds, on the loopback interface. What it is asked is the same in
every run: named queries, yes or no, triples, long answers that are cut, requests that must be refused, queries that
the time limit must stop, and clients that go away. The table says for each what came of it and how long it took, then
how much memory the server and its workers held. Ends with 1 where anything came out otherwise than it must, or where
the server's memory grew.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

import psutil
from pyoxigraph import NamedNode

from pipeline.folder import TRIG, graph_state, open_current
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA
from pipeline.rdf.queries import compose, load_queries
from pipeline.rdf.store import make_store, ontology_quads, parse_trig, place_store

PUTIN = NamedNode(f"{DATA}entity/person/vladimir-putin")
GRAPH = Path(__file__).resolve().parents[2] / "graphs"
MOST_REQUESTS, MOST_AT_ONCE = 100_000, 64
TIME_LIMIT, MAX_ROWS = 5, 1000
MOST_GROWTH = 32
"""MiB that the server itself may gain from the first twentieth of the requests to the last."""
PATIENCE = 300
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DEEP = f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?x) {{}}"
RARE = 250
"""One request in so many must hit the time limit, and as many go away."""
JSON, TURTLE, CSV = "application/sparql-results+json", "text/turtle", "text/csv"
TOLD = re.compile(r"serving .* at http://(?P<address>\S+)/sparql")


@dataclass(frozen=True, slots=True)
class Asking:
    """A request of one kind, and the beginning of the outcome that it must have."""

    kind: str
    query: str
    accept: str
    expected: str
    post: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request, after how many milliseconds."""

    asking: Asking
    came: str
    milliseconds: float

    @property
    def right(self) -> bool:
        """Say whether it came out as it must."""
        return self.came.startswith(self.asking.expected)


def askings() -> Iterator[Asking]:
    """Yield requests without end, the same in every run."""
    usual = _usual()
    number = 0
    while True:
        if number % RARE == RARE - 1:
            yield Asking("slow", SLOW, JSON, "503 the query was stopped", post=True)
        elif number % RARE == RARE // 2:
            yield Asking("goes away", SLOW, JSON, "gone", post=True)
        else:
            yield usual[number % len(usual)]
        number += 1


def _usual() -> list[Asking]:
    found = []
    for named in load_queries(ontology_dir()).values():
        given = {"who": ((PUTIN,),)} if "who" in named.parameters else {}
        found += [
            Asking("named", compose(named, {}), JSON, "200"),
            Asking("named, with a value", compose(named, given), CSV, "200", post=True),
            Asking("ask", f"ASK {{ ?a news:met ?b }} # {named.name}", JSON, "200"),
            Asking("construct", "CONSTRUCT WHERE { ?a news:met ?b }", TURTLE, "200"),
        ]
    found += [
        Asking("cut", "SELECT * { ?s ?p ?o . ?s ?q ?r }", CSV, f"200 cut at {MAX_ROWS}"),
        Asking("cut", "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", f"200 cut at {MAX_ROWS}", post=True),
        Asking("refused", "SELECT * {", JSON, "400 not a SPARQL query"),
        Asking("refused", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", JSON, "400 SERVICE is off"),
        Asking("refused", "ASK {}", "image/png", "406"),
        Asking("refused", "CLEAR ALL", JSON, "400", post=True),
        Asking(
            "too deep", f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?x) {{}}", JSON, "503 the query needs", post=True
        ),
    ]
    return found


def send(connection: HTTPConnection, asking: Asking) -> str:
    """Send a request and return what came of it in a few words."""
    if asking.kind == "goes away":
        return _go_away(connection, asking)
    headers = {"Accept": asking.accept}
    try:
        if asking.post:
            headers["Content-Type"] = "application/sparql-query"
            connection.request("POST", "/sparql", asking.query.encode(), headers)
        else:
            connection.request("GET", f"/sparql?{urlencode({'query': asking.query})}", headers=headers)
        response = connection.getresponse()
        body = response.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return f"failed: {error!r}"
    if response.status != 200:
        return f"{response.status} {body.decode(errors='replace').strip()}"
    if asking.accept == JSON:
        json.loads(body)
    cut = response.headers.get("X-Intreccio-Truncated")
    return f"200 cut at {cut}" if cut else "200"


def _go_away(connection: HTTPConnection, asking: Asking) -> str:
    with socket.create_connection((connection.host, connection.port), timeout=PATIENCE) as client:
        body = asking.query.encode()
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}"
        )
        client.sendall(f"{head}\r\n\r\n".encode() + body)
        time.sleep(0.1)
    return "gone"


@contextmanager
def served(time_limit: float, workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the graph of the seeds from a store of its own, and give the address and the process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / TRIG).write_bytes((GRAPH / TRIG).read_bytes())
        with open_current(folder, TRIG) as trig:
            fresh = make_store([*parse_trig(trig), *ontology_quads(ontology_dir())], folder / "fresh")
        place_store(fresh, folder, graph_state(folder))
        limits = [f"--time-limit={time_limit}", f"--max-rows={MAX_ROWS}", f"--workers={workers}"]
        command = [sys.executable, "-m", "pipeline", "serve", "--graph", name, "--port", "0", *limits]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                told = TOLD.match(process.stdout.readline() if process.stdout else "")
                if not told:
                    raise SystemExit("the server did not start")
                yield told["address"], psutil.Process(process.pid)
            finally:
                process.send_signal(signal.SIGINT)
                process.wait(PATIENCE)


def memory(process: psutil.Process) -> tuple[float, float]:
    """Return the MiB that the server holds itself, and with its workers."""
    total = own = process.memory_info().rss
    for worker in process.children(recursive=True):
        try:
            total += worker.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return own / 1024**2, total / 1024**2


def run(
    address: str, process: psutil.Process, requests: int, at_once: int
) -> tuple[list[Outcome], list[tuple[float, float]]]:
    """Send the requests, so many at once; return their outcomes, and the memory at beginning, middle and end."""
    source, lock = askings(), threading.Lock()
    outcomes: list[Outcome] = []
    memories: list[tuple[float, float]] = []
    marks = {max(1, requests // 20), max(2, requests // 2), max(3, requests)}
    started = 0

    def work() -> None:
        nonlocal started
        parts = urlsplit(f"//{address}")
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        while True:
            with lock:
                if started == requests:
                    break
                started += 1
                asking = next(source)
            begin = time.perf_counter()
            came = send(connection, asking)
            took = 1000 * (time.perf_counter() - begin)
            with lock:
                outcomes.append(Outcome(asking, came, took))
                if len(outcomes) in marks:
                    memories.append(memory(process))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes, memories


def print_table(outcomes: Sequence[Outcome], memories: Sequence[tuple[float, float]], seconds: float) -> None:
    """Print counts by kind and outcome with the latencies, and the memory."""
    print(f"| {len(outcomes)} requests in {seconds:.0f} s | outcome | count | p50 ms | p95 ms |")
    print("|---|---|---:|---:|---:|")
    for (kind, came), count in sorted(Counter((o.asking.kind, o.came) for o in outcomes).items()):
        times = [o.milliseconds for o in outcomes if (o.asking.kind, o.came) == (kind, came)]
        cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
        print(f"| {kind} | {came} | {count} | {cuts[9]:.0f} | {cuts[18]:.0f} |")
    for when, (own, total) in zip(("beginning", "middle", "end"), memories, strict=True):
        print(f"memory, {when}: server {own:.0f} MiB, with its workers {total:.0f} MiB")


def faults(outcomes: Sequence[Outcome], memories: Sequence[tuple[float, float]]) -> list[str]:
    """Return in one line each what came out otherwise than it must."""
    wrong = Counter((o.asking.kind, o.asking.expected, o.came) for o in outcomes if not o.right)
    found = [f"{kind}: {count} × {came!r} for {want!r}" for (kind, want, came), count in sorted(wrong.items())]
    growth = memories[-1][0] - memories[0][0]
    return [*found, *([f"the server grew by {growth:.0f} MiB"] if growth > MOST_GROWTH else [])]


def main() -> int:
    """Serve, ask, print; return the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=10_000, help=f"how many, {MOST_REQUESTS} at most")
    arguments.add_argument("--at-once", type=int, default=8, help=f"how many clients, {MOST_AT_ONCE} at most")
    arguments.add_argument("--time-limit", type=float, default=TIME_LIMIT, help="the server's, in seconds")
    arguments.add_argument("--workers", type=int, default=2, help="the server's")
    args = arguments.parse_args()
    if not (3 <= args.requests <= MOST_REQUESTS and 1 <= args.at_once <= MOST_AT_ONCE):
        arguments.error(f"--requests is from 3 to {MOST_REQUESTS}, --at-once from 1 to {MOST_AT_ONCE}")
    with served(args.time_limit, args.workers) as (address, process):
        begin = time.perf_counter()
        outcomes, memories = run(address, process, args.requests, args.at_once)
        print_table(outcomes, memories, time.perf_counter() - begin)
    found = faults(outcomes, memories)
    print("\n".join(found) if found else "every request came out as it must")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
