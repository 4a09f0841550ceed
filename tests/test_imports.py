from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("spacy", "rdflib", "pyoxigraph", "trafilatura", "networkx", "typer", "rich", "babel")
MAX_LINES = 400
"""A module that grows beyond does more than its name says: split it by meaning."""


def _inside(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def test_import_contracts_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("module", ["pipeline", "pipeline.model", "pipeline.errors", "pipeline.typography"])
def test_light_modules_import_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_the_model_records_import_nothing_of_the_pipeline() -> None:
    program = "import sys, pipeline.model; print(*sorted(m for m in sys.modules if m.startswith('pipeline')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["pipeline", "pipeline.model"]


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("pipeline.cli.main", ("spacy", "rdflib", "pyoxigraph", "trafilatura", "networkx", "pyvis", "pyshacl")),
        ("pipeline.cli.build", ("trafilatura", "networkx", "pyvis", "IPython", "pyshacl", "stanza")),
        ("pipeline.cli.figures", ("spacy", "onnxruntime", "trafilatura", "networkx", "pyshacl")),
        ("pipeline.cli.conflicts", ("spacy", "onnxruntime", "trafilatura", "networkx", "pyshacl")),
        ("pipeline.cli.output", ("spacy", "onnxruntime", "trafilatura", "pyshacl")),
    ],
)
def test_a_command_waits_for_no_library_that_it_may_not_need(module: str, spared: tuple[str, ...]) -> None:
    program = f"import sys, {module}; print(*sorted(set({spared!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


@pytest.mark.parametrize("module", sorted((ROOT / "pipeline").rglob("*.py")), ids=_inside)
def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
