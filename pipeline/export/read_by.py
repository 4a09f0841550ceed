"""What read the claims of a graph folder: kept beside them, so that claims of two readings are not mixed unawares."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

from pipeline.errors import DataError
from pipeline.export.jsonl import Source, path_of

READING = "reading.json"
"""Its file in a graph folder."""
READ_WITH = ("lexicon", "relations")
"""The folders of the ontology that claims depend on."""


@dataclass(frozen=True, slots=True, order=True)
class ReadBy:
    """What an article was read by; all is "unknown" of a graph that does not say."""

    intreccio: str = "unknown"
    engine: str = "unknown"
    model: str = "unknown"
    ontology: str = "unknown"
    """Hash of the words and frames."""


UNKNOWN = ReadBy()


def ontology_hash(ontology: Path) -> str:
    """Return a hash of the words and frames of an ontology folder."""
    found = sha256()
    for path in sorted(path for name in READ_WITH for path in (ontology / name).rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(ontology).as_posix()}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def readings_to_json(readings: Iterable[ReadBy]) -> str:
    """Return what read the claims of a graph as JSON: a list of one, but of a graph where readings were mixed."""
    return json.dumps([asdict(read_by) for read_by in sorted(set(readings))], ensure_ascii=False, indent=2) + "\n"


def read_readings(source: Source) -> tuple[ReadBy, ...]:
    """Return what read the claims of a graph; raises DataError where the file says something else."""
    text = (source.read_bytes() if isinstance(source, Path) else source.read()).decode("utf-8", "replace")
    try:
        return tuple(ReadBy(**{key: str(value) for key, value in record.items()}) for record in json.loads(text))
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(path_of(source), "", f"does not say what read the claims: {error}") from error


def differences(held: ReadBy, other: ReadBy) -> str:
    """Return in words what two readings do not have in common: "model it_one 0.1, not it_other 0.2"."""
    names = [field.name for field in fields(ReadBy) if getattr(held, field.name) != getattr(other, field.name)]
    return "; ".join(f"{name} {getattr(held, name)}, not {getattr(other, name)}" for name in names)
