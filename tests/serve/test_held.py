"""Answers that are on their way have a budget and a time, and what they hold is let go of however they end."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from starlette.types import Message, Scope

from pipeline.serve import endpoint
from pipeline.serve.answering import Answer, Job
from pipeline.serve.endpoint import BodyResponse, Endpoint, Held
from pipeline.serve.pool import Limits
from tests.serve.conftest import make_folder, serving

SCOPE: Scope = {
    "type": "http",
    "method": "GET",
    "path": "/sparql",
    "root_path": "",
    "scheme": "http",
    "query_string": b"query=ASK%20%7B%7D",
    "headers": [(b"host", b"localhost")],
    "server": ("127.0.0.1", 80),
}
SIZE = 300_000


class _Pool:
    """Answers every query with as many bytes."""

    def __init__(self) -> None:
        self.bodies: list[io.BytesIO] = []

    async def ask(self, job: Job) -> tuple[Answer, io.BytesIO]:
        self.bodies.append(io.BytesIO(bytes(SIZE)))
        return Answer(200, media_type="text/csv", size=SIZE), self.bodies[-1]


async def _never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


def test_an_answer_past_the_budget_is_refused_until_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MAX_HELD", SIZE * 2)
    pool = _Pool()

    async def run() -> list[list[int]]:
        asked = Endpoint(pool, Limits())  # type: ignore[arg-type]
        reads = asyncio.Event()
        told: list[int] = []

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])
            elif len(message.get("body", b"")) > 1000:
                await reads.wait()

        waiting = [asyncio.create_task(asked(SCOPE, _never, send)) for _ in range(4)]
        while len(told) < 4:
            await asyncio.sleep(0.01)
        first = sorted(told)
        assert [body.closed for body in pool.bodies].count(True) == 2
        reads.set()
        await asyncio.gather(*waiting)
        await asked(SCOPE, _never, send)
        return [first, told[4:]]

    assert asyncio.run(run()) == [[200, 200, 503, 503], [200]]
    assert all(body.closed for body in pool.bodies)


def test_an_answer_that_is_not_taken_in_time_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "PATIENCE", 0.1)
    monkeypatch.setattr(endpoint, "SLOWEST", 10 * SIZE)

    async def stuck(message: Message) -> None:
        await asyncio.Event().wait()

    async def run() -> tuple[bool, bool]:
        held, body = Held(SIZE), io.BytesIO(bytes(SIZE))
        assert held.take(SIZE)
        await asyncio.wait_for(BodyResponse(body, SIZE, held, {})(SCOPE, _never, stuck), 30)
        return body.closed, held.take(SIZE)

    assert asyncio.run(run()) == (True, True)


@pytest.mark.parametrize("form", ["SELECT ?x", "CONSTRUCT { <g:s> <g:p> ?x }"])
def test_a_row_that_is_larger_than_all_answers_may_be_is_refused(tmp_path: Path, form: str) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(18))
    query = f'{form} {{ BIND("{"x" * 1000}" AS ?x0) {doubled} BIND(?x18 AS ?x) }}'
    folder = make_folder(tmp_path / "graph", [], stored=False)
    with serving(folder, "--workers=1", "--max-memory=4096") as server:
        reply = server.ask(query)
        assert (reply.status, "larger than an answer may be" in reply.text) == (503, True)
        assert server.ask("ASK {}").status == 200
