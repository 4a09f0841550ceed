"""`/question/NAME?who=…`: the SPARQL that asks a named question of this graph, for the query page."""

from __future__ import annotations

from collections.abc import Container
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from pipeline.serve.answering import Questioning
from pipeline.serve.endpoint import unless_gone
from pipeline.serve.negotiation import content_type
from pipeline.serve.pool import WorkerPool
from pipeline.serve.protocol import MAX_QUERY, Refusal


class Questions:
    """Answers with the SPARQL of questions; what the parameters stand for is looked up where queries are answered."""

    def __init__(self, pool: WorkerPool, names: Container[str]) -> None:
        self._pool = pool
        self._names = names

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        try:
            return await self._respond(request)
        except ClientDisconnect:
            return Response()
        except Refusal as refusal:
            return PlainTextResponse(f"{refusal}\n", refusal.status, refusal.headers)

    async def _respond(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._names:
            raise Refusal(HTTPStatus.NOT_FOUND, f"no question {name!r}")
        if len(request.scope["query_string"]) > MAX_QUERY:
            raise Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, "the URL is too long")
        answer, body = await unless_gone(request, self._pool, Questioning(name, dict(request.query_params)))
        with body:
            return Response(body.read(), headers={"Content-Type": content_type(answer.media_type)})
