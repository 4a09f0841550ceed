"""Counts: what is right, wrong, missed, and what is neither."""

from __future__ import annotations

import pytest

from pipeline.evaluate import Counts, GoldArticle, GoldSet, in_words, measure_facts
from pipeline.evaluate.facts import FactRecord
from pipeline.evaluate.items import Content, Item, Meeting, Office, Tie
from pipeline.model import Kind

CRITICIZES = Tie("Valdoria", "criticizes", "Norlandia")
WARNS = Tie("Valdoria", "warns", "Norlandia")


def _gold(*contents: Content, optional: tuple[Content, ...] = (), kind: Kind = "relation") -> GoldSet:
    items = (*(Item(kind, c) for c in contents), *(Item(kind, c, True) for c in optional))
    return GoldSet((GoldArticle("a1", {}, items),))


def _facts(*contents: Content, article: str = "a1", kind: Kind = "relation") -> list[FactRecord]:
    return [FactRecord(frozenset({article}), (Item(kind, content),)) for content in contents]


@pytest.mark.parametrize(
    ("gold", "facts", "counts"),
    [
        (_gold(CRITICIZES, WARNS), _facts(CRITICIZES), Counts(1, 0, 1)),
        (_gold(CRITICIZES), _facts(CRITICIZES, WARNS), Counts(1, 1, 0)),
        (_gold(CRITICIZES), _facts(CRITICIZES, CRITICIZES), Counts(1, 0, 0)),
        (_gold(CRITICIZES, CRITICIZES), _facts(CRITICIZES, CRITICIZES), Counts(2, 0, 0)),
        (_gold(CRITICIZES, CRITICIZES), _facts(CRITICIZES), Counts(1, 0, 1)),
        (_gold(optional=(WARNS,)), _facts(WARNS), Counts(0, 0, 0)),
        (_gold(optional=(WARNS,)), _facts(), Counts(0, 0, 0)),
        (_gold(CRITICIZES), _facts(CRITICIZES, article="another"), Counts(0, 0, 1)),
        (_gold(CRITICIZES), _facts(CRITICIZES, kind="role"), Counts(0, 0, 1)),
    ],
    ids=[
        "missed",
        "wrong",
        "said twice",
        "asked twice",
        "asked twice, found once",
        "optional",
        "none",
        "article",
        "kind",
    ],
)
def test_counts(gold: GoldSet, facts: list[FactRecord], counts: Counts) -> None:
    scores = measure_facts(gold, facts)
    assert scores.of("lenient", "relation") == counts
    assert scores.of("strict", "relation") == counts


def test_three_who_met_are_three_pairs() -> None:
    pairs = [("Anna Bassi", "Carlo Dondi"), ("Anna Bassi", "Ugo Ferri"), ("Carlo Dondi", "Ugo Ferri")]
    gold = _gold(*(Meeting(pair) for pair in pairs), kind="encounter")
    scores = measure_facts(gold, _facts(Meeting(("Carlo Dondi", "Anna Bassi")), kind="encounter"))
    assert scores.of("lenient", "encounter") == Counts(1, 0, 2)


def test_a_detail_that_is_wrong_costs_the_strict_measure_alone() -> None:
    gold = _gold(Office("Anna Bassi", "ministra", "Norlandia"), kind="role")
    scores = measure_facts(gold, _facts(Office("Anna Bassi", "ministra", "Valdoria"), kind="role"))
    assert scores.of("lenient", "role") == Counts(1, 0, 0)
    assert scores.of("strict", "role") == Counts(0, 1, 1)
    assert scores.faults["lenient"] == ()
    assert [fault.what for fault in scores.faults["strict"]] == ["wrong", "missed"]


def test_the_average_counts_every_fact_alike() -> None:
    items = (Item("relation", CRITICIZES), Item("relation", WARNS), Item("role", Office("Anna Bassi", "ministra")))
    scores = measure_facts(GoldSet((GoldArticle("a1", {}, items),)), _facts(CRITICIZES))
    assert scores.of("lenient") == Counts(1, 0, 2)
    assert scores.of("lenient").f1 == pytest.approx(0.5)


def test_where_nothing_is_there_all_shares_are_nought() -> None:
    empty = measure_facts(_gold(), []).of("lenient")
    assert (empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0)


def test_faults_name_article_kind_and_words() -> None:
    scores = measure_facts(_gold(CRITICIZES), _facts(WARNS))
    assert [(f.article, f.what, in_words(f.item.content)) for f in scores.faults["lenient"]] == [
        ("a1", "wrong", "Valdoria warns Norlandia"),
        ("a1", "missed", "Valdoria criticizes Norlandia"),
    ]
