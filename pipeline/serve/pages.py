"""What a browser is given: the query page, its files, and the named queries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.namespaces import DATA
from pipeline.rdf.iris import PREFIXES
from pipeline.rdf.queries import NamedQuery
from pipeline.serve.pool import Limits

STATIC = Path(__file__).resolve().parent / "static"
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every response: the page loads nothing but its own files and asks nobody but this server."""


def make_pages(queries: Iterable[NamedQuery], limits: Limits) -> list[BaseRoute]:
    """Return the routes of the page, of its files and of what it reads: named queries, prefixes and limits."""
    settings = {
        "prefixes": PREFIXES,
        "data": DATA,
        "maxRows": limits.max_rows,
        "timeLimit": limits.time_limit,
        "queries": [_as_json(query) for query in queries],
    }

    async def page(request: Request) -> FileResponse:
        return FileResponse(STATIC / "page.html", media_type="text/html; charset=utf-8")

    async def told(request: Request) -> JSONResponse:
        return JSONResponse(settings)

    return [
        Route("/", page),
        Route("/settings.json", told),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _as_json(query: NamedQuery) -> dict[str, object]:
    """Return a named query for the page, which asks `/question/NAME` for its SPARQL."""
    return {
        "name": query.name,
        "it": query.title_it,
        "en": query.title_en,
        "parameters": [{"name": name, "meaning": meaning} for name, meaning in query.parameters.items()],
    }
