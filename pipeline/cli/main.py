"""The command line's entry: one application; the module of a command is imported when the command is called."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, cast

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline import __version__
from pipeline.cli.console import NOTHING_DONE, error_console, visible
from pipeline.errors import IntreccioError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("build", "build"),
    "add": ("update", "add"),
    "retract": ("update", "retract"),
    "merge": ("update", "merge"),
    "link": ("link", "link"),
    "diff": ("diff", "diff"),
    "annotate": ("annotate", "annotate"),
    "query": ("question", "query"),
    "info": ("question", "info"),
    "figures": ("figures", "figures"),
    "conflicts": ("conflicts", "conflicts"),
    "view": ("output", "view"),
    "export": ("output", "export"),
    "validate": ("output", "validate"),
    "serve": ("serve", "serve"),
    "evaluate": ("evaluate", "evaluate"),
    "why": ("why", "why"),
    "why-not": ("why_not", "why_not"),
}
"""Name → the module beside this one, and the function in it; in the order of the help."""


ALLOCATIONS = 100_000
"""After how many new objects Python looks for cycles among them; of millions, only those of a parse have any.

At Python's own 2,000 or 700 that search takes a fifth of the time of extraction.
"""
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class Commands(TyperGroup):
    """Imports a command when it is called: spaCy, rdflib and pyvis take seconds, and no command needs them all."""

    def list_commands(self, ctx: object) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | None:
        """Return a command; a name that is none loads them all, since Typer suggests the nearest of those it has."""
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.commands[name] = _command(name)
        return cast(TyperCommand | None, self.commands.get(cmd_name))


def _command(name: str) -> TyperCommand:
    module, function = COMMANDS[name]
    alone = typer.Typer(rich_markup_mode="rich", add_completion=False)
    alone.command(name=name)(getattr(import_module(f"pipeline.cli.{module}"), function))
    return cast(TyperCommand, typer.main.get_command(alone))


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads Italian news and weaves it into a knowledge graph, with the words behind every fact.\n\n"
    "[bold]Examples[/bold]\n\n"
    "intreccio build seeds/                         [dim]articles → graphs/[/dim]\n\n"
    "intreccio add domani.txt                       [dim]one more article, the others not read anew[/dim]\n\n"
    "intreccio query met --who Norvegia             [dim]whom it met, and the sentences[/dim]\n\n"
    "intreccio view --open                          [dim]the network in the browser[/dim]\n\n"
    "intreccio annotate articolo.txt --render       [dim]how an article was read[/dim]\n\n"
    "intreccio export --format graphml --out g.graphml",
)


def _version(value: bool) -> None:
    if value:
        print(f"intreccio {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what each stage takes in and gives.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(name)s: %(message)s")
    if not verbose:
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def run_cli() -> None:
    """Run the command line; what Intreccio raises on purpose becomes one line and exit code 2."""
    gc.set_threshold(ALLOCATIONS)
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:  # as it is where it was closed before the start
                sys.stdout.flush()
    except IntreccioError as error:
        _say_error(str(error))
        sys.exit(NOTHING_DONE)
    except BrokenPipeError:
        # the reader of our output (head, less) has gone: no error of ours, and nothing more to say
        _drop_output()
        sys.exit(0)
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        _say_error(f"cannot write all of the result: {error.strerror}")
        _drop_output()
        sys.exit(NOTHING_DONE)
    except SystemExit as ended:
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        _drop_output()
        sys.exit(0)


def _say_error(text: str) -> None:
    error_console.print(f"[red]error:[/red] {_escaped(visible(text))}", highlight=False, soft_wrap=True)


def _drop_output() -> None:
    """Let what has not been written yet go nowhere, so that Python does not try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
