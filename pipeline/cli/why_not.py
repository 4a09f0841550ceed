"""`intreccio why-not`: which rules nearly read a fact in a sentence, and what each of them lacked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import visible
from pipeline.cli.printed import JsonOption, print_line, triple_of
from pipeline.cli.reading import EngineOption, ModelOption, OtherOntologyOption, StanzaDirOption
from pipeline.errors import UsageError
from pipeline.explain import Diagnosis, NearMiss, ReadClaim, diagnosis_record, explain_sentence
from pipeline.ingest import STANDARD_INPUT
from pipeline.ingest.texts import decode
from pipeline.model import Article
from pipeline.run import load_tools, make_readings

NEAR = 2
"""What is farther than this from a fact is not near."""
ENDINGS = frozenset({".md", ".txt"})
"""A word that ends so is a file, also where there is none."""


def why_not(
    sentence: Annotated[
        str, typer.Argument(help="A sentence, a file with one, or - for standard input.", metavar="SENTENCE")
    ],
    all_: Annotated[bool, typer.Option("--all", help="Also the frames that lack a lot.")] = False,
    as_json: JsonOption = False,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
) -> None:
    """Show which rules nearly read a fact in a sentence, and what each of them lacked.

    [bold]Examples[/bold]

    intreccio why-not "Il ministro ha criticato la scelta."

    echo "La Francia sostiene le spese." | intreccio why-not - --all
    """
    text = _text(sentence)
    if not text.strip():
        raise UsageError("no sentence was given")
    tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
    (reading,) = make_readings([Article("sentence", text)], tools)
    diagnosis = explain_sentence(reading, tools.lexicon, tools.vocab)
    near = tuple(miss for miss in diagnosis.near if all_ or miss.distance <= NEAR)
    if as_json:
        print(json.dumps(diagnosis_record(diagnosis, near), ensure_ascii=False, indent=1))
    else:
        _print_diagnosis(diagnosis, near, text)


def _text(given: str) -> str:
    try:
        if given == STANDARD_INPUT:
            return sys.stdin.read()
        # a sentence may be longer than a file's name can be, or hold what none may
        path = Path(given)
        if path.suffix and path.is_file():
            return decode(path.read_bytes(), given)
        one_word = not any(c.isspace() for c in given)
        folder = one_word and path.is_dir()
    except (OSError, ValueError):
        return given
    if folder:
        raise UsageError(f"{given} is a folder; give a sentence, or a file of text")
    if one_word and path.suffix in ENDINGS:
        raise UsageError(f"{given}: no such file")
    return given


def _print_diagnosis(diagnosis: Diagnosis, near: tuple[NearMiss, ...], text: str) -> None:
    for span, role in diagnosis.silent:
        if text[span.start : span.end].strip():
            print_line(("states nothing", "yellow"), f", as {role}: {visible(text[span.start : span.end])}")
    for found in diagnosis.read:
        print_line(("read", "green"), f"  {_read_line(found)}")
    for miss in near:
        print_line(
            ("not", "yellow"), f"   {miss.kind} {miss.rule} at «{visible(miss.word)}»: {visible('; '.join(miss.lacks))}"
        )
    if diagnosis.read or near:
        return
    if diagnosis.near:
        print_line(f"no rule came near; --all shows {len(diagnosis.near)} that lack more")
    else:
        print_line("no word of this sentence is one that a rule begins with")


def _read_line(found: ReadClaim) -> str:
    claim = found.claim
    notes = f": {'; '.join(found.notes)}" if found.notes else ""
    return f"{claim.kind} {claim.evidence.rule}  {visible(triple_of(claim) + notes)}"
