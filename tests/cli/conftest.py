"""Runs the command line in this process, as its entry point does, with the model loaded once for all tests."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from pipeline.annotate.engines import EngineName
from pipeline.cli import annotate, build, main, update, why, why_not
from pipeline.graph import Graph, write_graph
from pipeline.run import Tools, load_tools

WIDE = "200"
"""Columns of the terminal, so that no message is wrapped."""


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines of standard error that say something."""
        return [line for line in self.err.splitlines() if line]


Intreccio: TypeAlias = Callable[..., Result]


@pytest.fixture
def intreccio(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Intreccio:
    """Return a function that runs `intreccio ARGUMENTS…`; raises whatever the command line lets through."""

    def run(*arguments: str | Path, stdin: bytes = b"", width: str = WIDE) -> Result:
        monkeypatch.setenv("COLUMNS", width)
        monkeypatch.setattr(sys, "argv", ["intreccio", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        code = 0
        try:
            main.run_cli()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        printed = capfd.readouterr()
        return Result(code, printed.out, printed.err)

    return run


@pytest.fixture
def with_tools(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the commands the loading of the embedded model, which takes seconds; anything else is loaded as asked."""

    def load(
        model: str | None = None,
        ontology: Path | None = None,
        *,
        engine: EngineName = EngineName.SPACY,
        stanza_dir: Path | None = None,
    ) -> Tools:
        if engine is EngineName.SPACY and (model, ontology, stanza_dir) == (None, None, None):
            return tools
        return load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)

    monkeypatch.setattr(build, "load_tools", load)
    monkeypatch.setattr(update, "load_tools", load)
    monkeypatch.setattr(annotate, "load_tools", load)
    monkeypatch.setattr(why, "load_tools", load)
    monkeypatch.setattr(why_not, "load_tools", load)


@pytest.fixture
def folder(graph_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the seeds' graph folder, to be changed at will."""
    return Path(shutil.copytree(graph_folder, tmp_path / "graph"))


@pytest.fixture
def small_folder(example: Graph, tools: Tools, tmp_path: Path) -> Path:
    """Return the graph folder of the example made by hand."""
    write_graph(example, tmp_path / "small", tools)
    return tmp_path / "small"
