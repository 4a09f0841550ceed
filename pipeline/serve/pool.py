"""The processes that answer queries: a fixed number, each replaced when it is ended or when the graph is a new one."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.errors import UsageError
from pipeline.folder import graph_state
from pipeline.serve.answering import Answer, Job, Questioning
from pipeline.serve.protocol import Refusal

ENDED = "the query needs more memory than it may take, or is nested too deeply"
ATTEMPTS = 2
"""Where a graph is made anew, files of the old one may be gone before they are opened; the new one has an answer."""
WAITS = 4
"""How many times the time limit a query waits for a worker."""
PACKAGES = Path(__file__).resolve().parents[2]
"""Where `pipeline` lies: a worker may be started from another folder."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take (seconds, rows or triples, MiB), and how many are answered at once."""

    time_limit: float = 20.0
    max_rows: int = 10_000
    max_memory: int = 1024
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that has one state of the graph open, and the file that it writes the body of an answer to."""

    process: Process
    state: str
    body: Path

    async def ask(self, job: Job | Questioning) -> Answer:
        """Return what came of a job; the process may end over it."""
        line = await _exchange(self.process, json.dumps(asdict(job)).encode() + b"\n")
        if not line:
            await self.process.wait()
        return Answer(**json.loads(line)) if line else Answer(HTTPStatus.SERVICE_UNAVAILABLE, ENDED)


class WorkerPool:
    """Answers queries in worker processes, no more at once than there are workers; the others wait."""

    def __init__(self, graph: Path, ontology: Path | None, limits: Limits, folder: Path) -> None:
        self._graph = graph
        self._ontology = ontology
        self._limits = limits
        self._folder = folder
        self._started = 0
        self._free: asyncio.Queue[asyncio.Task[Worker]] = asyncio.Queue()
        self._ending: set[asyncio.Task[None]] = set()
        self._processes: set[Process] = set()
        self._stopped = False

    async def start(self) -> None:
        """Start the workers and wait for them; raises UsageError where the graph cannot be opened."""
        places = [self._start() for _ in range(self._limits.workers)]
        for place in places:
            self._free.put_nowait(place)
        await asyncio.gather(*places)

    async def stop(self) -> None:
        """End all workers, whatever they are doing, and start none any more."""
        self._stopped = True
        while not self._free.empty():
            self._retire(self._free.get_nowait())
        await asyncio.gather(*self._ending)
        for process in self._processes:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def ask(self, job: Job | Questioning) -> tuple[Answer, BinaryIO]:
        """Return the answer to a job and its body, open for reading; raises Refusal where there is none.

        Whoever cancels this ends the query.
        """
        place = await self._free_place()
        try:
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR)
            for attempt in range(ATTEMPTS):
                place = self._replace(place) if attempt else place
                while not self._is_current(await asyncio.shield(place)):
                    place = self._replace(place)
                answer = await self._answer(place.result(), job)
                if answer.status != HTTPStatus.INTERNAL_SERVER_ERROR:
                    break
            if answer.status != HTTPStatus.OK:
                place = self._replace(place) if place.result().process.returncode is not None else place
                raise Refusal(HTTPStatus(answer.status), answer.message)
            return answer, _taken(place.result().body)
        except TimeoutError as error:
            place = self._replace(place)
            message = f"the query was stopped: it took longer than {self._limits.time_limit:g} seconds"
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, message) from error
        except UsageError as error:
            place = self._replace(place)
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, f"the graph cannot be read: {error}") from error
        except asyncio.CancelledError:
            place = self._replace(place)
            raise
        finally:
            self._free.put_nowait(place)

    async def _answer(self, worker: Worker, job: Job | Questioning) -> Answer:
        async with asyncio.timeout(self._limits.time_limit):
            return await worker.ask(job)

    def _is_current(self, worker: Worker) -> bool:
        return worker.process.returncode is None and worker.state == graph_state(self._graph)

    def _replace(self, place: asyncio.Task[Worker]) -> asyncio.Task[Worker]:
        if self._stopped:
            return place
        self._retire(place)
        return self._start()

    def _retire(self, place: asyncio.Task[Worker]) -> None:
        """End a place's worker without waiting for it."""
        ending = asyncio.create_task(_end(place))
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    def _start(self) -> asyncio.Task[Worker]:
        self._started += 1
        return asyncio.create_task(self._worker(self._folder / f"body-{self._started}"))

    async def _worker(self, body: Path) -> Worker:
        """Start a process and return it when it has opened the graph."""
        options = [f"--time-limit={self._limits.time_limit}", f"--max-memory={self._limits.max_memory}"]
        if self._ontology:
            options.append(f"--ontology={self._ontology}")
        paths = [str(PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pipeline.serve.worker", *options, str(self._graph), str(body)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # Ctrl-C is for the server alone, which then lets its queries end
        )
        self._processes = {process, *(other for other in self._processes if other.returncode is None)}
        try:
            line = await _exchange(process, b"")
        except asyncio.CancelledError:
            await _finish(process)
            raise
        said = json.loads(line) if line else {"failed": "the process that opens it ended at once"}
        if "failed" in said:
            await _finish(process)
            raise UsageError(said["failed"])
        return Worker(process, said["state"], body)

    async def _free_place(self) -> asyncio.Task[Worker]:
        try:
            async with asyncio.timeout(WAITS * self._limits.time_limit):
                return await self._free.get()
        except TimeoutError as error:
            message = f"all {self._limits.workers} workers are busy; ask again later"
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, message, {"Retry-After": "5"}) from error


async def _exchange(process: Process, line: bytes) -> bytes:
    """Send a line to a worker, and return the line that it sends; nothing where it has ended."""
    stdin, stdout = cast(asyncio.StreamWriter, process.stdin), cast(asyncio.StreamReader, process.stdout)
    try:
        stdin.write(line)
        await stdin.drain()
        return await stdout.readline()
    except (BrokenPipeError, ConnectionResetError):
        return b""


async def _end(place: asyncio.Task[Worker]) -> None:
    """End a place's worker, or the start of it; what went wrong with it has been told where it was asked."""
    place.cancel()
    (worker,) = await asyncio.gather(place, return_exceptions=True)
    if isinstance(worker, Worker):
        await _finish(worker.process)
        worker.body.unlink(missing_ok=True)


async def _finish(process: Process) -> None:
    """End a process if it has not ended, and let go of its pipes."""
    if process.returncode is None:
        process.kill()
    stdin = cast(asyncio.StreamWriter, process.stdin)
    stdin.close()
    with suppress(BrokenPipeError, ConnectionResetError):
        await stdin.wait_closed()
    await process.communicate()


def _taken(body: Path) -> BinaryIO:
    """Open the body of an answer for reading, and take it from its place, where the next one is written."""
    opened = body.open("rb")
    body.unlink()
    return opened
