"""The command line's entry: one application, its commands from the modules beside this one."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import annotate, build, evaluate, output, question, why, why_not
from pipeline.cli.console import NOTHING_DONE, error_console
from pipeline.errors import IntreccioError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads Italian news and weaves it into a knowledge graph, with the words behind every fact.\n\n"
    "[bold]Examples[/bold]\n\n"
    "intreccio build seeds/                         [dim]articles → graphs/[/dim]\n\n"
    "intreccio query met --who Norvegia               [dim]whom it met, and the sentences[/dim]\n\n"
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


app.command(name="build")(build.build)
app.command(name="annotate")(annotate.annotate)
app.command(name="query")(question.query)
app.command(name="info")(question.info)
app.command(name="view")(output.view)
app.command(name="export")(output.export)
app.command(name="validate")(output.validate)
app.command(name="evaluate")(evaluate.evaluate)
app.command(name="why")(why.why)
app.command(name="why-not")(why_not.why_not)


def run_cli() -> None:
    """Run the command line; what Intreccio raises on purpose becomes one line and exit code 2."""
    try:
        app()
    except IntreccioError as error:
        error_console.print(f"[red]error:[/red] {_escaped(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(NOTHING_DONE)
    except SystemExit as ended:
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        # the reader of our output (head, less) has gone: no error of ours, and nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
