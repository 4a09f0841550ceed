"""What the tests of the ontology's tables, frames and terms share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.lexicon import ontology_dir

ONTOLOGY = ontology_dir()

RELATIONS = sorted((ONTOLOGY / "relations").glob("*.toml"))


def repeated(keys: Iterable[object]) -> list[object]:
    return [key for key, count in Counter(keys).items() if count > 1]
