"""Where `ontology/` lies: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DataError

_PACKAGE = Path(__file__).resolve().parents[1]


def ontology_dir() -> Path:
    """Return the folder of the ontology that came with this package; raises DataError where there is none."""
    for folder in (_PACKAGE / "_ontology", _PACKAGE.parent / "ontology"):
        if (folder / "news.ttl").is_file():
            return folder
    raise DataError(_PACKAGE.parent / "ontology", "", "no ontology found; reinstall intreccio, or pass --ontology")
