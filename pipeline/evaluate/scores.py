"""Counts what is right, wrong and missed, kind by kind, and lists the faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.evaluate.facts import FactRecord
from pipeline.evaluate.gold import GoldArticle, GoldSet
from pipeline.evaluate.items import Item
from pipeline.evaluate.matching import matches
from pipeline.evaluate.names import Names
from pipeline.model import KINDS, Kind

Measured: TypeAlias = Literal["lenient", "strict"]
MEASURES: tuple[Measured, ...] = ("lenient", "strict")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found; 0 where there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong or was missed, by one measure."""

    article: str
    what: Literal["wrong", "missed"]
    item: Item


@dataclass(frozen=True, slots=True)
class Scores:
    """The counts of each kind by each measure, and its faults, in the order of the articles and kinds."""

    counts: Mapping[tuple[Measured, Kind], Counts]
    faults: Mapping[Measured, tuple[Fault, ...]]

    def of(self, measure: Measured, kind: Kind | None = None) -> Counts:
        """Return the counts of a kind, or of all kinds together (the micro average)."""
        if kind is not None:
            return self.counts[measure, kind]
        return sum((self.counts[measure, each] for each in KINDS), Counts())

    def rows(self, kinds: Iterable[Kind] = KINDS) -> tuple[tuple[Measured, str, Counts], ...]:
        """Return all counts as rows (measure, kind or "all", counts); "all" only where all kinds are asked for."""
        wanted = tuple(kinds)
        rows: list[tuple[Measured, str, Counts]] = []
        for measure in MEASURES:
            rows += [(measure, kind, self.of(measure, kind)) for kind in wanted]
            rows += [(measure, ALL, self.of(measure))] if wanted == KINDS else []
        return tuple(rows)


def measure_facts(gold: GoldSet, facts: Iterable[FactRecord]) -> Scores:
    """Compare facts with the gold of their articles; facts of other articles do not count."""
    known = tuple(facts)
    totals = {(measure, kind): Counts() for measure in MEASURES for kind in KINDS}
    faults: dict[Measured, list[Fault]] = {measure: [] for measure in MEASURES}
    for article in gold.articles:
        names = Names(article.aliases)
        here = [item for fact in known if article.id in fact.articles for item in fact.items]
        for kind in KINDS:
            wanted = [item for item in article.items if item.kind == kind]
            found = [item for item in here if item.kind == kind]
            for measure in MEASURES:
                wrong, missed = _compare(wanted, found, names, strict=measure == "strict")
                required = sum(not item.optional for item in wanted)
                totals[measure, kind] += Counts(required - len(missed), len(wrong), len(missed))
                faults[measure] += _faults(article, wrong, missed)
    return Scores(totals, {measure: tuple(found) for measure, found in faults.items()})


def is_right(item: Item, article: GoldArticle, *, strict: bool) -> bool:
    """Say whether what was found in an article is right: it is in the gold, asked for or optional."""
    names = Names(article.aliases)
    return any(g.kind == item.kind and matches(g.content, item.content, names, strict=strict) for g in article.items)


def _faults(article: GoldArticle, wrong: list[Item], missed: list[Item]) -> list[Fault]:
    return [
        *(Fault(article.id, "wrong", item) for item in wrong),
        *(Fault(article.id, "missed", item) for item in missed),
    ]


def _compare(wanted: list[Item], found: list[Item], names: Names, *, strict: bool) -> tuple[list[Item], list[Item]]:
    """Return what is wrong among the found and missed among the wanted.

    What is found takes the first required gold item that it matches and that none took before. What is left and matches
    an optional one, or one already taken (said twice), is neither right nor wrong.
    """
    open_ = [item for item in wanted if not item.optional]
    left = []
    for item in found:
        hit = next((g for g in open_ if matches(g.content, item.content, names, strict=strict)), None)
        if hit is None:
            left.append(item)
        else:
            open_ = [g for g in open_ if g is not hit]
    wrong = [f for f in left if not any(matches(g.content, f.content, names, strict=strict) for g in wanted)]
    return wrong, open_
