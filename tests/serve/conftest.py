"""Real servers on the loopback interface, over small graphs."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from pipeline.folder import TRIG, graph_state
from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.rdf.store import make_store, ontology_quads, place_store, remove_old_stores, to_trig

TOLD = re.compile(r"serving .* at (?P<root>http://\S+/)sparql")
PATIENCE = 120
"""Seconds until a server that does not answer fails a test, on a machine that has other things to do."""
TIME_LIMIT, MAX_ROWS, MAX_MEMORY = 3, 50, 128
FOAF = "http://xmlns.com/foaf/0.1/"
W3C = "http://kasei.us/2009/09/sparql/data/"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; the names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]


@dataclass(frozen=True, slots=True)
class Server:
    """A running `intreccio serve`."""

    process: subprocess.Popen[str]
    root: str

    @property
    def endpoint(self) -> str:
        return f"{self.root}sparql"

    def send(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Reply:
        """Send a request as it is, without headers of a client's own, and return the reply."""
        connection = HTTPConnection(urlsplit(self.root).netloc, timeout=PATIENCE)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def ask(self, query: str, accept: str | None = None, **parameters: str | list[str]) -> Reply:
        """Send a query with GET; an underscore in a parameter's name stands for a hyphen."""
        given = {name.replace("_", "-"): value for name, value in parameters.items()}
        target = f"/sparql?{urlencode({'query': query, **given}, doseq=True)}"
        return self.send("GET", target, {"Accept": accept} if accept else None)


def make_folder(folder: Path, quads: Iterable[Quad], *, stored: bool = True) -> Path:
    """Make a graph folder of the quads, with a store or with its TriG alone."""
    folder.mkdir(exist_ok=True)
    held = list(quads)
    (folder / TRIG).write_text(to_trig(held), encoding="utf-8", newline="\n")
    if stored:
        fresh = make_store([*held, *ontology_quads(ontology_dir())], folder / "fresh")
        place_store(fresh, folder, graph_state(folder))
        remove_old_stores(folder)
    return folder


def w3c_quads() -> list[Quad]:
    """Return three graphs that say what those of the W3C's protocol tests do: each is a document."""
    text = "".join(f"<{W3C}data{n}.rdf> {{ <{W3C}data{n}.rdf> a <{FOAF}Document> }}\n" for n in (1, 2, 3))
    return list(parse(input=text, format=RdfFormat.TRIG))


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """Serve a folder at a free port, and stop with Ctrl-C."""
    command = [sys.executable, "-m", "pipeline", "serve", "--graph", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        told = TOLD.match(line)
        if not told:
            process.kill()
            pytest.fail(f"the server did not start: {line}{process.communicate()[1]}", pytrace=False)
        yield Server(process, told["root"])
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="session")
def served(example: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the graph made by hand, beside the graphs of the W3C's tests, under narrow limits."""
    folder = make_folder(tmp_path_factory.mktemp("served") / "graph", [*example.quads, *w3c_quads()])
    limits = (f"--time-limit={TIME_LIMIT}", f"--max-rows={MAX_ROWS}", f"--max-memory={MAX_MEMORY}", "--workers=2")
    with serving(folder, *limits) as server:
        yield server
