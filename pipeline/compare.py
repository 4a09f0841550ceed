"""What two graph folders do not have in common: facts and articles of one only, and those that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from pipeline.errors import DataError
from pipeline.export.jsonl import ARTICLES, FACTS, path_of, read_records
from pipeline.folder import open_together

Record: TypeAlias = dict[str, Any]
"""A line of `facts.jsonl` or `articles.jsonl`."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact or an article that both graphs have, but not alike."""

    before: Record
    after: Record

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys whose values differ, or that only one of the two has."""
        every = dict.fromkeys((*self.before, *self.after))
        return tuple(key for key in every if self.before.get(key) != self.after.get(key))


@dataclass(frozen=True, slots=True)
class Sides:
    """Of one file: the records that only the first graph has, only the second, and those of both that differ."""

    removed: tuple[Record, ...]
    added: tuple[Record, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two graphs do not have in common; false where they are equal."""

    articles: Sides
    facts: Sides

    def __bool__(self) -> bool:
        return bool(self.articles or self.facts)


def compare_graphs(one: Path, other: Path) -> Difference:
    """Return how the other graph folder differs from the one; raises UsageError where either holds no graph.

    The files are read side by side, line by line: what is equal is not kept.
    """
    with ExitStack() as opened:
        files = [opened.enter_context(open_together(graph, ARTICLES, FACTS)) for graph in (one, other)]
        articles, facts = (_sides(_by_id(first), _by_id(second)) for first, second in zip(*files, strict=True))
        return Difference(articles, facts)


def _by_id(file: BinaryIO) -> Iterator[Record]:
    """Yield the records of a file; raises DataError where they do not stand in the order of their ids."""
    last = ""
    for number, record in read_records(file):
        identifier = record.get("id")
        if not isinstance(identifier, str):
            raise DataError(path_of(file), f"line {number}", "has no id")
        if identifier <= last:
            raise DataError(path_of(file), f"line {number}", f"{identifier} does not come after {last}: not in order")
        last = identifier
        yield record


def _sides(ones: Iterable[Record], others: Iterable[Record]) -> Sides:
    removed, added, changed = [], [], []
    both = merge(((False, record) for record in ones), ((True, record) for record in others), key=_id)
    for _, group in groupby(both, key=_id):
        found = dict(group)
        if True not in found:
            removed.append(found[False])
        elif False not in found:
            added.append(found[True])
        elif found[False] != found[True]:
            changed.append(Changed(found[False], found[True]))
    return Sides(tuple(removed), tuple(added), tuple(changed))


def _id(item: tuple[bool, Record]) -> str:
    return str(item[1]["id"])
