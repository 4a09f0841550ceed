"""The engines that Intreccio has, by name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pipeline.annotate.engine import Engine
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.annotate.stanza_backend import StanzaEngine
from pipeline.errors import UsageError


class EngineName(StrEnum):
    """What `--engine` takes."""

    SPACY = "spacy"
    STANZA = "stanza"


def make_engine(
    name: EngineName = EngineName.SPACY, *, model: str | None = None, stanza_dir: Path | None = None
) -> Engine:
    """Return an engine: spaCy with the embedded pipeline or the one named, or stanza with the models of a folder.

    Raises MissingAnnotation where a model or a library is not there, UsageError for options that do not go together.
    """
    if name is EngineName.STANZA:
        if model:
            raise UsageError("--model names a spaCy pipeline, --engine stanza reads --stanza-dir; give one of them")
        return StanzaEngine(stanza_dir or default_stanza_dir())
    if stanza_dir:
        raise UsageError("--stanza-dir goes with --engine stanza")
    return SpacyEngine(load_model(model))


def default_stanza_dir() -> Path:
    """Return the folder that `stanza.download` writes to where it is told nothing else."""
    return Path.home() / "stanza_resources"
