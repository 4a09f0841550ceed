"""Who may ask from a browser: pages of other origins (CORS), and the names that the server goes by (DNS rebinding)."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.errors import UsageError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Access:
    """The origins whose pages may ask (`*`: all), and the names that a request may call the server by; None: any."""

    origins: tuple[str, ...] = ()
    hosts: frozenset[str] | None = None


def make_access(origins: Sequence[str], hosts: Sequence[str], listening: str) -> Access:
    """Return who may ask a server at an address; raises UsageError for what is no origin.

    At a loopback address, or where names are given, only known names are taken. Otherwise a page could have its own
    name lead to this machine, and the browser would let it read what the server answers.
    """
    for origin in origins:
        if origin != "*" and not _is_origin(origin):
            raise UsageError(f"--cors takes an origin as https://example.org, or *; not {origin!r}")
    if not hosts and not is_loopback(listening):
        return Access(tuple(origins))
    return Access(tuple(origins), LOCAL | {listening.lower()} | {_name(host) for host in hosts})


def is_loopback(address: str) -> bool:
    """Say whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address.lower() == "localhost"


class KnownHosts:
    """Refuses requests that call the server by a name which it does not go by."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        # a browser always says whom it asks
        if not host or _name(host) in self._hosts:
            await self._app(scope, receive, send)
            return
        message = f"this server does not go by the name {_name(host)!r:.200}; --allow-host NAME lets it\n"
        await PlainTextResponse(message, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send)


def _name(host: str) -> str:
    """Return the name in a Host header, without its port; what is none gives an empty name, which no server has."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.scheme and parts.netloc) and text == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False
