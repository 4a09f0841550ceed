"""Pages of other origins are let in one by one, and a name that is not the server's is refused."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from pipeline.serve.access import make_access
from tests.serve.conftest import PATIENCE, Server, make_folder, serving

ORIGIN, OTHER = "https://yasgui.example", "https://other.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type, accept"}
ASK = "/sparql?query=ASK%20%7B%7D"
ALLOWED = "access-control-allow-origin"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = make_folder(tmp_path_factory.mktemp("opened") / "graph", [], stored=False)
    options = ("--workers=1", f"--cors={ORIGIN}", "--cors=http://localhost:3000", "--allow-host=Graph.Example")
    with serving(folder, *options) as server:
        yield server


def test_no_other_origin_may_read_unless_it_is_let_in(served: Server) -> None:
    for reply in (
        served.send("GET", ASK, {"Origin": ORIGIN}),
        served.send("OPTIONS", "/sparql", {"Origin": ORIGIN, **PREFLIGHT}),
        served.send("GET", "/settings.json", {"Origin": ORIGIN}),
    ):
        assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("origin", [ORIGIN, "http://localhost:3000"])
def test_a_page_of_an_origin_that_is_let_in_may_ask_and_is_told_of_a_cut(opened: Server, origin: str) -> None:
    allowed = opened.send("OPTIONS", "/sparql", {"Origin": origin, **PREFLIGHT})
    assert (allowed.status, allowed.headers[ALLOWED]) == (200, origin)
    assert "content-type" in allowed.headers["access-control-allow-headers"].lower()
    reply = opened.send("GET", ASK, {"Origin": origin})
    assert (reply.status, reply.headers[ALLOWED]) == (200, origin)
    assert reply.headers["access-control-expose-headers"] == "X-Intreccio-Truncated"
    assert "Origin" in reply.headers["vary"]
    refused = opened.send("GET", "/sparql?query=ASK", {"Origin": origin})
    assert (refused.status, refused.headers[ALLOWED]) == (400, origin)


def test_a_page_of_another_origin_may_not(opened: Server) -> None:
    assert opened.send("OPTIONS", "/sparql", {"Origin": OTHER, **PREFLIGHT}).status == 400
    assert ALLOWED not in opened.send("GET", ASK, {"Origin": OTHER}).headers


def test_all_origins_may_be_let_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = make_folder(tmp_path_factory.mktemp("all") / "graph", [], stored=False)
    with serving(folder, "--workers=1", "--cors=*") as server:
        assert server.send("GET", ASK, {"Origin": OTHER}).headers[ALLOWED] == "*"


@pytest.mark.parametrize("target", [ASK, "/sparql", "/", "/settings.json", "/static/page.js"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7878", "127.0.0.1.evil.example", "[::2]", "localhost@x"]
)
def test_a_name_that_is_not_the_servers_is_refused(served: Server, target: str, host: str) -> None:
    reply = _asked_as(served, host, target)
    assert reply.startswith(b"HTTP/1.1 421 ")
    assert b"--allow-host" in reply


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:7878", "localhost."])
def test_the_names_of_this_machine_are_taken(served: Server, host: str) -> None:
    assert _asked_as(served, host, ASK).startswith(b"HTTP/1.1 200 ")


def test_a_name_that_is_given_is_taken_beside_them(opened: Server) -> None:
    assert _asked_as(opened, "graph.example:80", ASK).startswith(b"HTTP/1.1 200 ")
    assert _asked_as(opened, "localhost", ASK).startswith(b"HTTP/1.1 200 ")
    assert _asked_as(opened, "x.graph.example", ASK).startswith(b"HTTP/1.1 421 ")


def test_a_server_of_a_network_goes_by_any_name_unless_it_is_given_some() -> None:
    assert make_access([], [], "0.0.0.0").hosts is None
    local = {"localhost", "127.0.0.1", "::1"}
    assert set(make_access([], ["graph.example"], "0.0.0.0").hosts or ()) == local | {"0.0.0.0", "graph.example"}
    assert set(make_access([], [], "127.0.0.5").hosts or ()) == local | {"127.0.0.5"}


def test_the_help_tells_of_both() -> None:
    command = [sys.executable, "-m", "pipeline", "serve", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
    assert "--cors" in told
    assert "--allow-host" in told


def _asked_as(server: Server, host: str, target: str) -> bytes:
    """Ask a server by a name, with nothing between the test and the socket."""
    address = urlsplit(server.root)
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as client:
        client.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        told = b""
        while part := client.recv(65536):
            told += part
    return told
