"""Reading gold files and facts of any program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import DataError, UsageError
from pipeline.evaluate import read_gold, read_records
from pipeline.evaluate.items import Item, Journey, Measure, Meeting, Office, Saying, Tie

GOLD: dict[str, object] = {
    "id": "a1",
    "aliases": {"Norlandia": ["Borgonord"]},
    "facts": [
        {"k": "encounter", "who": ["A", "B", "C"], "where": "Lisbona", "status": "planned"},
        {"k": "visit", "who": "A", "where": "Norlandia", "opt": True},
        {"k": "statement", "who": "A", "said": "sì", "to": "B", "via": ["C"]},
        {
            "k": "figure",
            "value": 3,
            "unit": "%",
            "of": "pil",
            "cmp": ">",
            "dir": "-",
            "about": ["Norlandia"],
            "when": "2024",
        },
        {"k": "role", "who": "A", "role": "ministra", "of": None, "former": True},
        {"k": "relation", "s": "A", "r": "warns", "o": "B", "neg": True},
    ],
}
FACTS: list[dict[str, object]] = [
    {"kind": "encounter", "participants": [{"label": "A"}, "B", {"label": "C"}], "place": {"label": "Lisbona"}},
    {"kind": "visit", "subject": {"label": "A"}, "object": {"label": "Norlandia"}, "status": None},
    {"kind": "statement", "speakers": [{"label": "A"}], "content": "sì", "addressees": [{"label": "B"}]},
    {"kind": "figure", "value": "molti", "unit": "%"},
    {"kind": "role", "subject": {"label": "A"}, "role": "ministra", "of": {"label": "Norlandia"}},
    {"kind": "relation", "subject": {"label": "A"}, "predicate": "warns", "object": {"label": "B"}, "negated": True},
]


def _write_gold(folder: Path, content: object = GOLD, name: str = "a1.json") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def _write_facts(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_gold_file_gives_an_item_for_each_fact_and_each_pair(tmp_path: Path) -> None:
    (article,) = read_gold(_write_gold(tmp_path)).articles
    assert (article.id, article.aliases) == ("a1", {"Norlandia": ("Borgonord",)})
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    assert article.items == (
        *(Item("encounter", Meeting(pair, "planned", "Lisbona")) for pair in pairs),
        Item("visit", Journey("A", "Norlandia"), optional=True),
        Item("statement", Saying(("A",), "sì", ("B",), ("C",))),
        Item("figure", Measure(3.0, "%", "pil", ">", "-", ("Norlandia",), "2024")),
        Item("role", Office("A", "ministra", None, True)),
        Item("relation", Tie("A", "warns", "B", True)),
    )


def test_facts_are_read_loosely(tmp_path: Path) -> None:
    path = _write_facts(tmp_path / "f.jsonl", *({**fact, "evidence": [{"article": "a1"}]} for fact in FACTS))
    records = read_records(path)
    assert {record.articles for record in records} == {frozenset({"a1"})}
    assert [item.content for record in records for item in record.items] == [
        *(Meeting(pair, "happened", "Lisbona") for pair in [("A", "B"), ("A", "C"), ("B", "C")]),
        Journey("A", "Norlandia"),
        Saying(("A",), "sì", ("B",)),
        Measure(None, "%", "", "=", None, (), ""),
        Office("A", "ministra", "Norlandia"),
        Tie("A", "warns", "B", True),
    ]


def test_a_fact_without_evidence_is_of_no_article(tmp_path: Path) -> None:
    (record,) = read_records(_write_facts(tmp_path / "f.jsonl", FACTS[1]))
    assert record.articles == frozenset()


def test_the_test_part_is_named_in_a_file(tmp_path: Path) -> None:
    for name in ("a1", "a2", "a3"):
        _write_gold(tmp_path, {**GOLD, "id": name}, f"{name}.json")
    (tmp_path / "test_part.txt").write_text("a2\n", encoding="utf-8")
    gold = read_gold(tmp_path)
    assert [article.id for article in gold.test_part.articles] == ["a2"]
    assert [article.id for article in gold.rest.articles] == ["a1", "a3"]


def test_a_test_part_that_names_no_article_is_an_error(tmp_path: Path) -> None:
    (_write_gold(tmp_path) / "test_part.txt").write_text("a9\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"test_part\.txt: a9: no gold file has that id"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "not a gold file"),
        ({"facts": []}, "not a gold file (needs 'id')"),
        ({"id": "a1", "facts": [{"k": "visit", "who": "A"}]}, "fact 1: needs 'where'"),
        ({"id": "a1", "facts": [{"k": "trip"}]}, "fact 1: no kind 'trip'"),
        ({"id": "a1", "facts": [{"k": "figure", "value": "x", "unit": "%", "of": "pil"}]}, "fact 1: could not convert"),
    ],
)
def test_a_broken_gold_file_is_named(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(DataError) as raised:
        read_gold(_write_gold(tmp_path, content))
    assert said in str(raised.value)
    assert str(tmp_path / "a1.json") in str(raised.value)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no gold"):
        read_gold(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not a fact"),
        ('{"kind": "trip"}', "line 2: not a fact (no kind 'trip'"),
        ("{}", "line 2: not a fact (needs 'kind')"),
    ],
)
def test_a_line_that_is_no_fact_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = _write_facts(tmp_path / "f.jsonl", FACTS[1])
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_records(path)
    assert said in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read_records(tmp_path / "nowhere.jsonl")
