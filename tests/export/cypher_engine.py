"""A Cypher engine for tests: ArcadeDB, which reads openCypher and the constraints of Neo4j, in a process of its own.

No Neo4j can be installed from a package registry. `python -m tests.export.cypher_engine` answers requests line by line,
so that the Java machine neither shares the tests' process nor starts for each of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]


class CypherEngine:
    """Runs statements in a database that is new whenever `renew` is called."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.export.cypher_engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def renew(self) -> None:
        """Begin with an empty database."""
        self._ask(None)

    def run(self, statement: str) -> list[Row]:
        """Return the rows of a statement; raises ValueError with the engine's words where it refuses it."""
        return self._ask(statement)

    def run_script(self, script: str) -> None:
        """Run all statements of a script, as the shell of a database does."""
        for statement in statements(script):
            self.run(statement)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def _ask(self, request: str | None) -> list[Row]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        rows: list[Row] = answer["rows"]
        return rows


def statements(script: str) -> list[str]:
    """Return the statements of a script without its comments."""
    lines = (line for line in script.split("\n") if not line.startswith("//"))
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


def _words(error: BaseException) -> str:
    """Return what an error says, and those that it came from: the outermost names only the statement."""
    said = str(error)
    cause: Any = error.__cause__
    while cause is not None:
        said += f" <- {cause}"
        cause = cause.getCause() if hasattr(cause, "getCause") else None
    return said


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the Java machine prints what it likes
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # where the engine writes its log
        import arcadedb_embedded as arcadedb
        from arcadedb_embedded.jvm import start_jvm

        start_jvm(heap_size="512m")
        number, database = 0, arcadedb.create_database(str(Path(folder) / "0"))
        for line in sys.stdin:
            request = json.loads(line)
            answer: dict[str, Any] = {"rows": []}
            if request is None:
                database.close()
                number += 1
                database = arcadedb.create_database(str(Path(folder) / str(number)))
            else:
                try:
                    with database.transaction():
                        found = list(database.command("opencypher", request))
                        answer = {"rows": [{name: row.get(name) for name in row.property_names} for row in found]}
                except arcadedb.ArcadeDBError as error:
                    answer = {"error": _words(error)}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
        database.close()


if __name__ == "__main__":
    _serve()
