"""The ASGI application: the endpoint and the query page, with the headers that all responses have."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.rdf.queries import NamedQuery
from pipeline.serve.access import Access, KnownHosts
from pipeline.serve.endpoint import CUT, Endpoint
from pipeline.serve.pages import SECURITY, make_pages
from pipeline.serve.pool import Limits, WorkerPool
from pipeline.serve.protocol import METHODS
from pipeline.serve.questions import Questions


class SecurityHeaders:
    """Gives every response the headers that keep a browser to this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].extend((name.lower().encode(), value.encode()) for name, value in SECURITY.items())
            await send(message)

        await self._app(scope, receive, send_with if scope["type"] == "http" else send)


def make_app(pool: WorkerPool, queries: Iterable[NamedQuery], limits: Limits, access: Access) -> Starlette:
    """Return the application over a pool of workers, with the named queries for its page."""
    known = tuple(queries)
    cross_origin = Middleware(
        CORSMiddleware, allow_origins=access.origins, allow_methods=METHODS, allow_headers=["*"], expose_headers=[CUT]
    )
    known_hosts = [] if access.hosts is None else [Middleware(KnownHosts, hosts=access.hosts)]
    return Starlette(
        routes=[
            Route("/sparql", Endpoint(pool, limits), middleware=[cross_origin] if access.origins else []),
            Route("/question/{name}", Questions(pool, {query.name for query in known}).answer),
            *make_pages(known, limits),
        ],
        middleware=[Middleware(SecurityHeaders), *known_hosts],
        exception_handlers={HTTPException: _told, Exception: _failed},
    )


async def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _failed(request: Request, error: Exception) -> Response:
    return PlainTextResponse("an error of this server; its log says more\n", 500)
