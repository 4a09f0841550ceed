"""Where `ontology/` lies: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DataError

_PACKAGE = Path(__file__).resolve().parents[1]


def ontology_dir(given: Path | None = None) -> Path:
    """Return the given folder, else the one that came with this package; raises DataError where it is no ontology."""
    if given is not None:
        if not (given / "news.ttl").is_file():
            raise DataError(given, "", "no ontology: it holds no news.ttl")
        return given
    for folder in (_PACKAGE / "_ontology", _PACKAGE.parent / "ontology"):
        if (folder / "news.ttl").is_file():
            return folder
    raise DataError(_PACKAGE.parent / "ontology", "", "no ontology found; reinstall intreccio, or pass --ontology")
