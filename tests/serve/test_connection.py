"""Connections that are held for nothing are ended: without a request, with half of one, or with an answer not read."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from pipeline.serve import connection
from pipeline.serve.connection import Connection
from tests.serve.conftest import PATIENCE

SHORT = 0.4
LARGE = 64 * 1024**2


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer /large with much, /slow late, and all else with a word."""
    if scope["path"] == "/slow":
        await asyncio.sleep(3 * SHORT)
    body = bytes(LARGE) if scope["path"] == "/large" else b"here"
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for at in range(0, len(body), 65536):
        await send({"type": "http.response.body", "body": body[at : at + 65536], "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[uvicorn.Server]:
    monkeypatch.setattr(connection, "HEAD_SECONDS", SHORT)
    monkeypatch.setattr(connection, "TAKE_SECONDS", SHORT)
    config = uvicorn.Config(_app, port=0, http=Connection, ws="none", lifespan="off", log_config=None)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not running.started and time.monotonic() < end:
        time.sleep(0.01)
    yield running
    running.should_exit = True
    thread.join(PATIENCE)


def _client(server: uvicorn.Server) -> socket.socket:
    return socket.create_connection(server.servers[0].sockets[0].getsockname(), timeout=PATIENCE)


def _taken(client: socket.socket) -> int:
    """Read to the end of a connection, and return how many bytes came."""
    taken = 0
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(1024**2):
            taken += len(part)
    return taken


def _until_none(server: uvicorn.Server) -> None:
    end = time.monotonic() + PATIENCE
    while server.server_state.connections:
        assert time.monotonic() < end, "the connection is still held"
        time.sleep(0.02)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_client_without_a_request_is_sent_away(server: uvicorn.Server, sent: bytes) -> None:
    clients = [_client(server) for _ in range(20)]
    for client in clients:
        client.sendall(sent)
    for client in clients:
        try:
            assert client.recv(1) == b""
        except ConnectionResetError:
            pass
        finally:
            client.close()
    _until_none(server)


def test_a_head_that_comes_drop_by_drop_does_not_wind_the_clock(server: uvicorn.Server) -> None:
    end = time.monotonic() + PATIENCE
    with _client(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(1000)
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        while server.server_state.connections:
            assert time.monotonic() < end, "the connection is still held"
            with contextlib.suppress(OSError):
                client.sendall(b"x")
            time.sleep(SHORT / 10)


def test_a_slow_answer_is_waited_for_and_the_next_request_taken(server: uvicorn.Server) -> None:
    with _client(server) as client:
        for _ in range(2):
            client.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            told = b""
            while not told.endswith(b"here"):
                told += client.recv(1000)
            assert told.startswith(b"HTTP/1.1 200 ")


def test_a_client_that_does_not_read_loses_its_answer(server: uvicorn.Server) -> None:
    with _client(server) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(1)
        assert server.server_state.connections
        _until_none(server)
        assert _taken(client) < LARGE


def test_a_client_that_reads_gets_all(server: uvicorn.Server) -> None:
    with _client(server) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert _taken(client) > LARGE
