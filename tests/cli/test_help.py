"""`--help`, `--version` and calls without sense."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import __version__
from tests.cli.conftest import Intreccio

COMMANDS = (
    *("build", "add", "retract", "merge", "diff", "annotate", "query", "info", "view", "export", "validate"),
    *("figures", "conflicts", "serve", "evaluate", "why", "why-not", "link"),
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_shows_an_example(intreccio: Intreccio, command: str, option: str) -> None:
    result = intreccio(command, option)
    assert (result.code, result.err) == (0, "")
    assert "Example" in result.out
    after = result.out[result.out.index("Example") :].splitlines()
    assert [line for line in after if line.strip().startswith(f"intreccio {command}")]
    assert "[bold]" not in result.out
    assert "[dim]" not in result.out


def test_the_help_names_every_command_and_examples(intreccio: Intreccio) -> None:
    result = intreccio("--help")
    assert result.code == 0
    assert "intreccio build seeds/" in result.out
    for command in COMMANDS:
        assert command in result.out


def test_a_call_without_a_command_shows_the_help(intreccio: Intreccio) -> None:
    result = intreccio()
    assert result.code in {0, 2}
    assert "intreccio build seeds/" in result.out + result.err


def test_the_version_is_told(intreccio: Intreccio) -> None:
    result = intreccio("--version")
    assert (result.code, result.out) == (0, f"intreccio {__version__}\n")


@pytest.mark.parametrize(
    "arguments", [("bild",), ("build",), ("export",), ("build", "--nope", "x"), ("query", "--form")]
)
def test_a_call_that_makes_no_sense_ends_with_2(intreccio: Intreccio, arguments: tuple[str, ...]) -> None:
    result = intreccio(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err
    assert result.err.startswith("Usage: ")


def test_the_package_is_the_command() -> None:
    command = [sys.executable, "-m", "pipeline", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"intreccio {__version__}\n"
