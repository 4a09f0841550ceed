"""`/sparql`: the SPARQL 1.1 Protocol over HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import BinaryIO

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from pipeline.serve.answering import Answer, Job, Questioning
from pipeline.serve.description import describe
from pipeline.serve.negotiation import Kind, content_type, negotiate, offered
from pipeline.serve.pool import Limits, WorkerPool
from pipeline.serve.protocol import MAX_QUERY, METHODS, Asked, Refusal, read_get, read_post

log = logging.getLogger(__name__)

CUT = "X-Intreccio-Truncated"
"""The header of an answer that was cut; its value is the most rows or triples that there may be."""
CHUNK = 64 * 1024
BODY_SECONDS = 10.0
"""What a client may take to send its query."""


MAX_HELD = 512 * 1024**2
"""Bytes of all answers together that clients have not taken yet."""
SLOWEST = 32 * 1024
"""Bytes a second that a client must take on the whole, once PATIENCE seconds are over."""
PATIENCE = 60.0


class Held:
    """Counts the bytes of the answers that are on their way."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0

    def take(self, size: int) -> bool:
        """Count an answer, and say whether there is room for it; where there is none it is not counted."""
        if self._bytes + size > self._most:
            return False
        self._bytes += size
        return True

    def release(self, size: int) -> None:
        """Count an answer no more."""
        self._bytes -= size


class BodyResponse(StreamingResponse):
    """Sends a file, and lets go of it when it is sent or the client has had time enough to take it."""

    def __init__(self, body: BinaryIO, size: int, held: Held, headers: Mapping[str, str]) -> None:
        super().__init__(_chunks(body), headers=headers)
        self._body = body
        self._size = size
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response; one that is not taken in time remains a part, and the connection is closed."""
        try:
            async with asyncio.timeout(PATIENCE + self._size / SLOWEST):
                await super().__call__(scope, receive, send)
        except TimeoutError:
            log.warning("a client did not take its answer of %s bytes in time", self._size)
        finally:
            self._body.close()
            self._held.release(self._size)


class Endpoint:
    """An ASGI application that answers queries, one address for all methods."""

    def __init__(self, pool: WorkerPool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._held = Held(MAX_HELD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except ClientDisconnect:
            return
        except Refusal as refusal:
            response = PlainTextResponse(f"{refusal}\n", refusal.status, refusal.headers)
        except asyncio.CancelledError:
            # only a server that is told twice to stop ends its requests so
            response = PlainTextResponse("the server stops\n", HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Vary"] = "Accept"
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        accept = ", ".join(request.headers.getlist("accept"))
        match request.method:
            case "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
            case "GET" | "HEAD":
                query_string = request.scope["query_string"]
                if len(query_string) > MAX_QUERY:
                    raise Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, "the URL is too long; send the query with POST")
                asked = read_get(query_string)
                if asked is None:
                    return self._description(request, accept)
            case "POST":
                body = await _body(request)
                asked = read_post(request.headers.get("content-type"), request.scope["query_string"], body)
            case method:
                allowed = {"Allow": ", ".join(METHODS)}
                raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not allowed here; use GET or POST", allowed)
        return await self._answer(request, asked, accept)

    async def _answer(self, request: Request, asked: Asked, accept: str) -> Response:
        accepted = negotiate(accept)
        if accepted.rows is None and accepted.triples is None:
            every = ", ".join(dict.fromkeys(offered(Kind.rows) + offered(Kind.triples)))
            raise Refusal(HTTPStatus.NOT_ACCEPTABLE, f"there are: {every}")
        job = Job(
            asked.query,
            _address(request),
            asked.default_graphs,
            asked.named_graphs,
            accepted.rows,
            accepted.triples,
            self._limits.max_rows,
        )
        answer, body = await unless_gone(request, self._pool, job)
        headers = {"Content-Length": str(answer.size), "Content-Type": content_type(answer.media_type)}
        if answer.cut:
            headers[CUT] = str(self._limits.max_rows)
        if not self._held.take(answer.size):
            body.close()
            message = "too many answers wait for clients that do not read them; ask again later"
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, message, {"Retry-After": "10"})
        return BodyResponse(body, answer.size, self._held, headers)

    def _description(self, request: Request, accept: str) -> Response:
        media_type = negotiate(accept).triples
        if media_type is None:
            raise Refusal(HTTPStatus.NOT_ACCEPTABLE, f"the service description is {', '.join(offered(Kind.triples))}")
        try:
            content = describe(_address(request), self._limits, media_type)
        except ValueError as error:
            raise Refusal(HTTPStatus.BAD_REQUEST, f"the Host header makes no address: {error}") from error
        return Response(content, headers={"Content-Type": content_type(media_type)})


def _address(request: Request) -> str:
    """Return the endpoint's own address, as the client wrote it; relative IRIs of a query begin there."""
    return str(request.url.replace(query=""))


async def _body(request: Request) -> bytes:
    """Return the body of a request; raises Refusal where it is too long or does not come."""
    parts = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                parts += part
                if len(parts) > MAX_QUERY:
                    message = f"a query may have {MAX_QUERY} bytes"
                    raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, {"Connection": "close"})
    except TimeoutError as error:
        raise Refusal(HTTPStatus.REQUEST_TIMEOUT, "the query did not come", {"Connection": "close"}) from error
    return bytes(parts)


async def unless_gone(request: Request, pool: WorkerPool, job: Job | Questioning) -> tuple[Answer, BinaryIO]:
    """Return the answer to a job; ends the query and raises ClientDisconnect where nobody waits for it any more."""
    answering = asyncio.create_task(pool.ask(job))
    going = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({answering, going}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientDisconnect
        return answering.result()
    finally:
        going.cancel()
        answering.cancel()
        await asyncio.gather(going, answering, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _chunks(body: BinaryIO) -> AsyncIterator[bytes]:
    while chunk := body.read(CHUNK):
        yield chunk
