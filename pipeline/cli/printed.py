"""Lines that more than one command prints."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer
from rich.text import Text

from pipeline.cli.console import console
from pipeline.model import Claim, Fact

JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the same as JSON.")]


def print_line(*parts: str | Text | tuple[str, str]) -> None:
    """Print one line of plain and styled parts, as it is: nothing in it is markup, and nothing wraps."""
    console.print(Text.assemble(*parts), soft_wrap=True, highlight=False)


def triple_of(said: Fact | Claim) -> str:
    """Return subject, predicate and object in words."""
    return " ".join(_name(part) for part in (said.subject, said.predicate, said.object))


def _name(party: object) -> str:
    if isinstance(party, float):
        return f"{party:,.10g}"
    return str(getattr(party, "label", None) or getattr(party, "name", None) or party)
