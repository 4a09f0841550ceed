"""A process that answers queries to one state of a graph, one after the other: python -m pipeline.serve.worker.

It reads jobs from standard input and writes what came of them to standard output, a JSON object a line; an answer's
body goes to a file. A process because nothing else stops a query: its server ends it, and should the server be gone,
its own alarm does. And because a process can give up the network, which no query needs.
"""

from __future__ import annotations

import argparse
import errno
import json
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path

from pyoxigraph import Store

from pipeline.errors import IntreccioError
from pipeline.folder import graph_state
from pipeline.lexicon.location import ontology_dir
from pipeline.rdf.queries import NamedQuery, load_queries
from pipeline.rdf.store import open_store
from pipeline.serve.answering import Answer, Job, Questioning, answer, write_sparql
from pipeline.serve.results import MAX_BYTES
from pipeline.serve.sandbox import end_network

GRACE = 5.0
"""Seconds that the server has to stop a query before the alarm does."""
_DATA = re.compile(r"VmData:\s+(\d+) kB")


def main() -> None:
    """Open the graph, say so, and answer until standard input ends."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("graph", type=Path)
    arguments.add_argument("out", type=Path, help="the file for the body of an answer")
    arguments.add_argument("--ontology", type=Path)
    arguments.add_argument("--time-limit", type=float, required=True, help="seconds")
    arguments.add_argument("--max-memory", type=int, required=True, help="MiB that a query may take")
    args = arguments.parse_args()
    end_network()
    state = graph_state(args.graph)
    try:
        queries = load_queries(ontology_dir(args.ontology))
        store = open_store(args.graph, args.ontology)
    except (IntreccioError, OSError) as error:
        _say({"failed": str(error)})
        return
    _limit_memory(args.max_memory)
    _limit_body()
    _say({"state": state})
    for line in sys.stdin.buffer:
        _set_alarm(args.time_limit + GRACE)
        _say(asdict(_answer(store, queries, _job(line), args.out, args.ontology)))
        _set_alarm(0)


def _answer(
    store: Store, queries: Mapping[str, NamedQuery], job: Job | Questioning, out: Path, ontology: Path | None
) -> Answer:
    try:
        with out.open("wb") as body:
            if isinstance(job, Questioning):
                return write_sparql(store, queries.get(job.question), job.given, body, ontology)
            return answer(store, job, body)
    except OSError as error:
        if error.errno == errno.EFBIG:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, "a single row or triple is larger than an answer may be")
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, f"the store cannot be read, or the answer not written: {error}")
    except MemoryError:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, "the query needs more memory than it may take")


def _job(line: bytes) -> Job | Questioning:
    given = json.loads(line)
    if "question" in given:
        return Questioning(**given)
    return Job(
        **{**given, "default_graphs": tuple(given["default_graphs"]), "named_graphs": tuple(given["named_graphs"])}
    )


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _set_alarm(seconds: float) -> None:
    """End this process so many seconds from now, whatever it does then; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(mebibytes: int) -> None:
    """Let this process take so much more memory than it has; only Linux keeps such a limit."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return
    import resource  # POSIX only

    found = _DATA.search(status.read_text(encoding="utf-8"))
    taken = int(found[1]) * 1024 if found else 0
    limit = taken + mebibytes * 1024**2
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _limit_body() -> None:
    """Let no file that this process writes have twice what an answer may: its last row may be of any size."""
    if sys.platform != "win32":
        import resource  # POSIX only

        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MAX_BYTES, 2 * MAX_BYTES))


if __name__ == "__main__":
    main()
