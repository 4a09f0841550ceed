"""The library of named questions, `ontology/queries/*.rq`: SPARQL with its titles and parameters in comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DataError, UsageError

_HEADER = re.compile(r"# (?P<key>it|en|param): ?(?P<rest>.*)|# param (?P<name>\w+): (?P<meaning>.*)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question: its name, titles, parameters with their meaning, and the SPARQL text."""

    name: str
    title_it: str
    title_en: str
    parameters: Mapping[str, str]
    text: str


def load_queries(ontology: Path) -> Mapping[str, NamedQuery]:
    """Return all named questions by name; raises DataError for one without its titles."""
    queries = {}
    for path in sorted((ontology / "queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        titles: dict[str, str] = {}
        parameters: dict[str, str] = {}
        for line in text.splitlines():
            match = _HEADER.fullmatch(line)
            if match and match["name"]:
                parameters[match["name"]] = match["meaning"]
            elif match and match["key"]:
                titles.setdefault(match["key"], match["rest"])
        if not {"it", "en"} <= titles.keys():
            raise DataError(path, "header", "needs lines '# it: …' and '# en: …'")
        queries[path.stem] = NamedQuery(path.stem, titles["it"], titles["en"], parameters, text)
    return queries


def check_parameters(query: NamedQuery, given: Mapping[str, str]) -> None:
    """Raise UsageError where a question is given a parameter that it does not have."""
    unknown = sorted(set(given) - set(query.parameters))
    if unknown:
        known = ", ".join(f"--{name}" for name in query.parameters) or "none"
        raise UsageError(f"the question {query.name!r} has no --{unknown[0]}; it takes: {known}")
