"""The wheel, in an empty environment outside the checkout, builds the seeds as the checkout does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
MAX_MEGABYTES = 46
HEAVY = {"torch", "stanza", "transformers", "tensorflow"}


def _run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command in a folder with a bare environment, and return what it prints; fail with all that it said."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    environment = {name: value for name, value in os.environ.items() if name in kept or name.lower().endswith("_proxy")}
    done = subprocess.run([str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(
            f"{' '.join(map(str, command))}\nended with {done.returncode}\n{done.stdout}\n{done.stderr}", pytrace=False
        )
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "pip", "wheel", root, "--no-deps", "--wheel-dir", folder, "--quiet"], folder)
    (wheel,) = folder.glob("intreccio-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a fresh environment that holds the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    _run([sys.executable, "-m", "venv", folder / "venv"], folder)
    commands = folder / "venv" / "bin"
    _run([commands / "python", "-m", "pip", "install", "--quiet", wheel], folder)
    return commands


def test_the_wheel_carries_ontology_model_and_licences(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ontology = {
        f"pipeline/_ontology/{path.relative_to(root / 'ontology')}"
        for path in (root / "ontology").rglob("*")
        if path.is_file()
    }
    weights = {
        str(path.relative_to(root))
        for path in (root / "pipeline/annotate/weights").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert ontology <= names
    assert weights <= names
    assert "pipeline/annotate/weights/LICENSE" in names
    assert "pipeline/export/network_page.html" in names
    static = {str(path.relative_to(root)) for path in (root / "pipeline/serve/static").iterdir()}
    assert static <= names
    assert [name for name in names if name.endswith("licenses/pipeline/serve/static/NOTICE")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if name.endswith("licenses/pipeline/annotate/weights/LICENSE")]


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        strays = [name for name in archive.namelist() if "__pycache__" in name or "/.work/" in name]
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pipeline"}
    assert strays == []


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MAX_MEGABYTES * 1024**2


def test_the_installed_wheel_builds_the_seeds_as_the_checkout_does(
    installed: Path, root: Path, graph_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(root / "seeds", tmp_path / "articoli")
    where = _run([installed / "python", "-c", "import pipeline; print(pipeline.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    _run([installed / "intreccio", "build", "articoli", "--out", "grafo", "--check"], tmp_path)
    for name in ("facts.jsonl", "articles.jsonl", "graph.trig"):
        assert (tmp_path / "grafo" / name).read_bytes() == (graph_folder / name).read_bytes(), name
    assert "met" in _run([installed / "intreccio", "query", "--list"], tmp_path)


def test_nothing_heavy_is_installed_with_it(installed: Path, tmp_path: Path) -> None:
    packages = json.loads(_run([installed / "python", "-m", "pip", "list", "--format", "json"], tmp_path))
    assert not HEAVY & {package["name"].lower() for package in packages}
