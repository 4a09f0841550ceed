"""The library of named questions, `ontology/queries/*.rq`: SPARQL with its titles and parameters in comments.

A file is SPARQL as it stands: the question without parameters. A line that begins with `#[who]` is part of it where
that parameter is given; one that ends with `#[-who]` is not. Of several names in the brackets all must hold. In a line
for a parameter `$entities`, `$predicates`, `$articles` and the keys of words stand for what the graph has under what
was typed.
`LIMIT 100` stands for as many rows as are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from pipeline.errors import DataError, UsageError

_HEADER = re.compile(r"# (?P<key>it|en|param): ?(?P<rest>.*)|# param (?P<name>\w+): (?P<meaning>.*)")
_WITH = re.compile(r"#\[(?P<conditions>[^\]]*)\](?P<line>.*)")
_WITHOUT = re.compile(r"(?P<line>.*\S)\s*#\[(?P<conditions>-[^\]]*)\]\s*")
_CONDITION = re.compile(r"(?P<without>-?)(?P<name>\w+)")
_PLACEHOLDER = re.compile(r"\$(?P<sort>\w+)")
_COMMENTS = re.compile(r"\A(?:#(?!\[).*\n)+")
_LIMIT = re.compile(r"\bLIMIT 100\b")
LIMIT = 100
"""Rows that a question gives unless more are asked for: `LIMIT 100` in its file."""
WORD_KEYS = ("contentKey", "indicatorKey", "yearKey")
"""Properties of `news.ttl` that have words as their values; each is written `news:contentKey $contentKey`."""
SORTS = ("entities", "predicates", "articles", *WORD_KEYS)
"""What a parameter may stand for."""

Terms: TypeAlias = tuple[tuple[NamedNode | Literal, ...], ...]
"""What a graph has under the words of a parameter: for each word the terms that it may be, for others all in one."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question: its name, titles, parameters with their meaning, and the SPARQL text."""

    name: str
    title_it: str
    title_en: str
    parameters: Mapping[str, str]
    text: str

    @property
    def sorts(self) -> Mapping[str, str]:
        """What each parameter stands for that has lines of its own; one without is a string, bound to its variable."""
        found = {}
        for names, line in _conditional_lines(self.text):
            for placeholder in _PLACEHOLDER.finditer(line):
                found[_owner(names)] = placeholder["sort"]
        return found


def load_queries(ontology: Path) -> Mapping[str, NamedQuery]:
    """Return all named questions by name; raises DataError for one without its titles or with a line out of form."""
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
        _check_lines(path, text, parameters)
        queries[path.stem] = NamedQuery(path.stem, titles["it"], titles["en"], parameters, text)
    return queries


def check_parameters(query: NamedQuery, given: Mapping[str, str]) -> None:
    """Raise UsageError where a question is given a parameter that it does not have."""
    unknown = sorted(set(given) - set(query.parameters))
    if unknown:
        known = ", ".join(f"--{name}" for name in query.parameters) or "none"
        raise UsageError(f"the question {query.name!r} has no --{unknown[0]}; it takes: {known}")


def compose(query: NamedQuery, found: Mapping[str, Terms], *, limit: int = LIMIT) -> str:
    """Return the SPARQL of a question, without its header, for what its parameters stand for; `limit` 0 is all rows."""
    lines = []
    for line in _COMMENTS.sub("", query.text).splitlines():
        match = _WITH.fullmatch(line) or _WITHOUT.fullmatch(line)
        if not match:
            lines.append(line)
        elif all((name in found) is wanted for name, wanted in _conditions(match["conditions"])):
            indent = " " * (match.end("line") - len(match["line"].lstrip()))
            lines += [indent + filled for filled in _filled(match, found)]
    return _LIMIT.sub(f"LIMIT {limit}" if limit else "", "\n".join(lines)) + "\n"


def _filled(match: re.Match[str], found: Mapping[str, Terms]) -> Iterator[str]:
    """Yield a line with its terms; where it speaks of words, once for each of them."""
    line = match["line"].strip()
    placeholder = _PLACEHOLDER.search(line)
    if not placeholder:
        yield line
        return
    name = _owner(dict(_conditions(match["conditions"])))
    if placeholder["sort"] not in WORD_KEYS:
        yield _PLACEHOLDER.sub(lambda _: " ".join(str(term) for terms in found[name] for term in terms), line)
        return
    if not found[name]:
        yield "FILTER(false)"
    for number, terms in enumerate(found[name], start=1):
        if len(terms) == 1:
            yield _PLACEHOLDER.sub(str(terms[0]).replace("\\", r"\\"), line)
        else:
            variable = f"?{name}_{number}"
            yield f"VALUES {variable} {{ {' '.join(map(str, terms))} }}"
            yield _PLACEHOLDER.sub(variable, line)


def _conditional_lines(text: str) -> Iterator[tuple[dict[str, bool], str]]:
    for line in text.splitlines():
        match = _WITH.fullmatch(line) or _WITHOUT.fullmatch(line)
        if match:
            yield dict(_conditions(match["conditions"])), match["line"]


def _conditions(names: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of a condition, and whether the parameter is to be given."""
    for name in names.split():
        match = _CONDITION.fullmatch(name)
        yield (match["name"], not match["without"]) if match else (name, True)


def _owner(names: Mapping[str, bool]) -> str:
    """Return the parameter that a placeholder stands for: the only one of its line that has to be given."""
    (name,) = (name for name, wanted in names.items() if wanted)
    return name


def _check_lines(path: Path, text: str, parameters: Mapping[str, str]) -> None:
    """Raise DataError where a line depends on a parameter that there is not, or cannot be filled."""
    for line in text.splitlines():
        if line.startswith("#[-") and not any(wanted for _, wanted in _conditions(line[2:].partition("]")[0])):
            raise DataError(path, line, "is no SPARQL without parameters; set the brackets at the end of the line")
    for names, line in _conditional_lines(text):
        unknown = sorted(set(names) - parameters.keys())
        if unknown or not names:
            raise DataError(path, line.strip(), f"depends on {unknown[0] if unknown else 'nothing'}, no '# param'")
        for placeholder in _PLACEHOLDER.finditer(line):
            if placeholder["sort"] not in SORTS:
                raise DataError(path, line.strip(), f"{placeholder[0]} is none of ${', $'.join(SORTS)}")
            if sum(names.values()) != 1:
                raise DataError(path, line.strip(), f"whose {placeholder[0]}? give one name in the brackets")
