"""What two graph folders do not have in common."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare import Difference, compare_graphs
from pipeline.errors import DataError, UsageError
from pipeline.export.jsonl import ARTICLES, FACTS, articles_to_jsonl, to_jsonl
from pipeline.folder import TRIG
from pipeline.graph import Graph
from pipeline.model import Article, Fact
from tests.builders import make_article, make_fact

IDS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0.5, 0.6]))


def _folder(folder: Path, facts: dict[str, Fact], articles: dict[str, Article]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FACTS).write_text(to_jsonl(facts[key] for key in sorted(facts)), encoding="utf-8")
    (folder / ARTICLES).write_text(articles_to_jsonl(articles[key] for key in sorted(articles)), encoding="utf-8")
    (folder / TRIG).touch()
    return folder


def _invented(folder: Path, confidences: dict[str, float]) -> Path:
    facts = {key: make_fact(id=key, confidence=value) for key, value in confidences.items()}
    return _folder(folder, facts, {key: make_article(f"{value} volte", id=key) for key, value in confidences.items()})


def _ids(found: Difference) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (
            [record["id"] for record in sides.removed],
            [record["id"] for record in sides.added],
            [change.after["id"] for change in sides.changed],
        )
        for sides in (found.articles, found.facts)
    ]


@given(IDS, IDS)
def test_what_only_one_has_and_what_both_have_otherwise(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, float], other: dict[str, float]
) -> None:
    base = tmp_path_factory.mktemp("compared")
    found = compare_graphs(_invented(base / "one", one), _invented(base / "other", other))
    expected = (
        sorted(one.keys() - other.keys()),
        sorted(other.keys() - one.keys()),
        sorted(key for key in one.keys() & other.keys() if one[key] != other[key]),
    )
    assert _ids(found) == [expected] * 2
    assert bool(found) == (one != other)
    assert {change.keys for change in found.facts.changed} <= {("confidence",)}
    assert {change.keys for change in found.articles.changed} <= {("text",)}


def test_a_key_that_only_one_has_is_a_change(tmp_path: Path) -> None:
    one = _invented(tmp_path / "one", {"a": 0.5})
    other = Path(shutil.copytree(one, tmp_path / "other"))
    text = (one / FACTS).read_text(encoding="utf-8").replace('"negated": false, ', "")
    (other / FACTS).write_text(text, encoding="utf-8")
    (change,) = compare_graphs(one, other).facts.changed
    assert change.keys == ("negated",)


def test_a_copy_is_equal(example: Graph, tmp_path: Path) -> None:
    facts = {fact.id: fact for fact in example.facts}
    articles = {article.id: article for article in example.articles}
    one, other = (_folder(tmp_path / name, facts, articles) for name in ("one", "other"))
    assert not compare_graphs(one, other)
    assert not compare_graphs(one, one)
    _folder(other, facts, articles | {"gazzetta-2": replace(articles["gazzetta-2"], published="2024")})
    assert _ids(compare_graphs(one, other)) == [([], [], ["gazzetta-2"]), ([], [], [])]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rotto {\n", "line 1: not JSON"),
        ("{}\n", "line 1: has no id"),
        ('{"id": 7}\n', "line 1: has no id"),
        ('{"id": "b"}\n{"id": "a"}\n', "line 2: a does not come after b: not in order"),
        ('{"id": "a"}\n{"id": "a"}\n', "line 2: a does not come after a: not in order"),
    ],
)
def test_a_file_that_is_not_that_of_a_graph_is_named(tmp_path: Path, text: str, said: str) -> None:
    one, other = _invented(tmp_path / "one", {"a": 0.5}), _invented(tmp_path / "other", {"a": 0.5})
    (other / FACTS).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=f"{other / FACTS}: {said}"):
        compare_graphs(one, other)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_folder_without_a_graph_is_named(tmp_path: Path, order: tuple[int, int]) -> None:
    folders = (_invented(tmp_path / "one", {}), tmp_path / "nowhere")
    with pytest.raises(UsageError, match="nowhere holds no graph"):
        compare_graphs(*(folders[number] for number in order))
