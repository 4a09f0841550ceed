"""`intreccio evaluate`: its table, its JSON, its list of errors, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Intreccio

FACTS = [
    {"k": "encounter", "who": ["Anna Bassi", "Carlo Dondi"], "where": "Lisbona"},
    {"k": "visit", "who": "Ugo Ferri", "where": "Norlandia"},
    {"k": "statement", "who": "Carlo Dondi", "said": "il commercio crescerà", "to": "Anna Bassi"},
]
OTHER = [{"k": "relation", "s": "Valdoria", "r": "sanctions", "o": "Norlandia"}]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a gold set for two articles of the example's, the second of which is its test part."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, facts in (("agenzia-1", FACTS), ("gazzetta-2", OTHER)):
        text = json.dumps({"id": name, "aliases": {}, "facts": facts})
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / "test_part.txt").write_text("gazzetta-2\n", encoding="utf-8")
    return folder


def _rows(out: str) -> dict[tuple[str, str], list[str]]:
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if line.startswith("│")]
    return {(row[0], row[1]): row[2:] for row in cells}


def _cells(numbers: list[float]) -> list[str]:
    return [*(f"{share:.3f}" for share in numbers[:3]), *(str(count) for count in numbers[3:])]


@pytest.mark.parametrize("width", ["80", "200"])
def test_the_table_has_every_kind_by_both_measures(
    intreccio: Intreccio, small_folder: Path, gold: Path, width: str
) -> None:
    result = intreccio("evaluate", small_folder, gold, width=width)
    assert (result.code, result.err) == (0, "")
    rows = _rows(result.out)
    kinds = ["encounter", "visit", "statement", "figure", "role", "relation", "all"]
    assert list(rows) == [(measure, kind) for measure in ("lenient", "strict") for kind in kinds]
    assert rows["lenient", "statement"] == ["1.000", "1.000", "1.000", "1", "0", "0"]
    assert rows["lenient", "visit"] == ["0.000", "0.000", "0.000", "0", "1", "1"]


def test_a_file_of_facts_is_scored_as_its_folder(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    assert intreccio("evaluate", small_folder / "facts.jsonl", gold) == intreccio("evaluate", small_folder, gold)


def test_json_has_the_same_figures(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    figures = json.loads(intreccio("evaluate", small_folder, gold, "--json").out)
    assert figures["lenient.visit"] == [0.0, 0.0, 0.0, 0, 1, 1]
    rows = _rows(intreccio("evaluate", small_folder, gold).out)
    printed = {f"{measure}.{kind}": cells for (measure, kind), cells in rows.items()}
    assert {key: _cells(numbers) for key, numbers in figures.items()} == printed


def test_one_kind_alone(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    rows = _rows(intreccio("evaluate", small_folder, gold, "--kind", "visit").out)
    assert list(rows) == [("lenient", "visit"), ("strict", "visit")]


def test_a_part_alone(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    test, rest = (_rows(intreccio("evaluate", small_folder, gold, "--part", part).out) for part in ("test", "rest"))
    assert test["lenient", "relation"][3:] == ["1", "0", "0"]
    assert rest["lenient", "relation"][3:] == ["0", "0", "0"]


def test_errors_are_listed_in_words_and_those_of_the_test_part_are_not(
    intreccio: Intreccio, small_folder: Path, gold: Path
) -> None:
    result = intreccio("evaluate", small_folder, gold, "--errors")
    listed = [line.split(maxsplit=3) for line in result.out.splitlines() if line.startswith(("agenzia", "gazzetta"))]
    assert ["agenzia-1", "missed", "visit", "Ugo Ferri → Norlandia"] in listed
    assert ["agenzia-1", "wrong", "visit", "Carlo Dondi → Norlandia (planned)"] in listed
    assert {row[0] for row in listed} == {"agenzia-1"}
    assert "the 1 articles of the test part are scored, their errors are not listed" in result.out


def test_by_the_strict_measure_a_wrong_detail_is_an_error(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    path = gold / "agenzia-1.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Lisbona", "Porto"), encoding="utf-8")
    listed = {
        option: [line for line in intreccio("evaluate", small_folder, gold, option).out.splitlines() if "Porto" in line]
        for option in ("--errors", "--strict")
    }
    assert (len(listed["--errors"]), len(listed["--strict"])) == (0, 1)


@pytest.mark.parametrize(
    ("facts", "gold_name", "said"),
    [
        ("nowhere.jsonl", "gold", "cannot read"),
        ("empty", "gold", "cannot read"),
        ("broken.jsonl", "gold", "broken.jsonl: line 1: not JSON"),
        ("other.jsonl", "gold", "rests on an article of"),
        ("small", "nowhere", "holds no gold"),
        ("small", "broken", "a.json: fact 1: needs 'where'"),
    ],
)
def test_what_cannot_be_scored_is_named_in_one_line(
    intreccio: Intreccio, small_folder: Path, gold: Path, tmp_path: Path, facts: str, gold_name: str, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.json").write_text('{"id": "a", "facts": [{"k": "visit", "who": "A"}]}', encoding="utf-8")
    (tmp_path / "broken.jsonl").write_text("{\n", encoding="utf-8")
    (tmp_path / "other.jsonl").write_text('{"kind": "visit", "evidence": [{"article": "z"}]}\n', encoding="utf-8")
    result = intreccio("evaluate", tmp_path / facts, tmp_path / gold_name)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("error: ")
    assert said in complaint


def test_a_part_that_a_gold_set_has_not_is_named(intreccio: Intreccio, small_folder: Path, gold: Path) -> None:
    (gold / "test_part.txt").unlink()
    result = intreccio("evaluate", small_folder, gold, "--part", "test")
    assert result.code == 2
    assert result.complaints == [f"error: {gold} has no articles in its part 'test'"]
