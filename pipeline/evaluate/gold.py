"""Gold files, one an article: `{"id", "aliases": {…}, "facts": […]}` → what is to be found there.

The keys of a gold fact are short (`k` kind, `who`, `said`, `of`, `opt` …); `tests/gold/README.md` says what each means.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.errors import DataError, UsageError
from pipeline.evaluate.items import HAPPENED, Content, Item, Journey, Measure, Meeting, Name, Office, Saying, Tie
from pipeline.model import KINDS

TEST_PART = "test_part.txt"
"""In a folder of gold: the ids of the articles whose errors nobody looks at, one a line."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is to be found in one article."""

    id: str
    aliases: Mapping[str, tuple[str, ...]]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The articles of a folder, sorted by file, and the ids of its test part."""

    articles: tuple[GoldArticle, ...]
    test: frozenset[str] = frozenset()

    @property
    def test_part(self) -> GoldSet:
        """The test part alone."""
        return replace(self, articles=tuple(a for a in self.articles if a.id in self.test))

    @property
    def rest(self) -> GoldSet:
        """All but the test part."""
        return replace(self, articles=tuple(a for a in self.articles if a.id not in self.test))


def read_gold(folder: Path) -> GoldSet:
    """Read a folder of gold files; raises UsageError where it holds none, DataError where one is wrong."""
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder} holds no gold: it should be a folder with one .json file for each article")
    articles = tuple(_read_article(path) for path in paths)
    test = _read_test_part(folder / TEST_PART)
    unknown = test - {article.id for article in articles}
    if unknown:
        raise DataError(folder / TEST_PART, min(unknown), "no gold file has that id")
    return GoldSet(articles, test)


def _read_test_part(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _read_article(path: Path) -> GoldArticle:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        identifier, facts = data["id"], data["facts"]
        aliases = {name: tuple(forms) for name, forms in data.get("aliases", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(path, "", f"not a gold file ({_reason(error)})") from error
    items: list[Item] = []
    for number, fact in enumerate(facts, 1):
        try:
            items.extend(_items(fact))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(path, f"fact {number}", _reason(error)) from error
    return GoldArticle(identifier, aliases, tuple(items))


def _reason(error: Exception) -> str:
    return f"needs {error.args[0]!r}" if isinstance(error, KeyError) else str(error)


def _items(fact: Mapping[str, Any]) -> Iterator[Item]:
    kind = fact["k"]
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}; there are: {', '.join(KINDS)}")
    for content in _contents(fact):
        yield Item(kind, content, bool(fact.get("opt")))


def _contents(fact: Mapping[str, Any]) -> Iterator[Content]:
    status = fact.get("status", HAPPENED)
    match fact["k"]:
        case "encounter":
            yield from (Meeting(pair, status, fact.get("where")) for pair in combinations(fact["who"], 2))
        case "visit":
            yield Journey(fact["who"], fact["where"], status)
        case "statement":
            yield Saying(_names(fact["who"]), fact["said"], _names(fact.get("to")), _names(fact.get("via")))
        case "figure":
            yield Measure(
                value=float(fact["value"]),
                unit=fact["unit"],
                indicator=fact["of"],
                comparator=fact.get("cmp", "="),
                direction=fact.get("dir"),
                about=_names(fact.get("about")),
                period=fact.get("when"),
            )
        case "role":
            yield Office(fact["who"], fact["role"], fact.get("of"), bool(fact.get("former")))
        case "relation":
            yield Tie(fact["s"], fact["r"], fact["o"], bool(fact.get("neg")), status)


def _names(value: str | list[str] | None) -> tuple[Name, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
