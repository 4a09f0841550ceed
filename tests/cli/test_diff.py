"""`intreccio diff`: what it prints, for people and for programs, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.graph import Graph, write_graph
from pipeline.knowledge import Knowledge, load_knowledge
from tests.cli.conftest import Intreccio


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def folders(example: Graph, known: Knowledge, tmp_path: Path) -> tuple[Path, Path]:
    """Return two graphs: one without a fact and an article of the other, and with one less sure."""
    one, two = example.articles
    met, said, trip, value, _, ban = example.facts
    less_sure = replace(met, evidence=met.evidence[:1], confidence=0.8)
    before = Graph((replace(one, title="[red]Altro"),), (less_sure, said, trip, value), example.quads)
    write_graph(before, tmp_path / "a", known)
    write_graph(Graph((one, two), (met, trip, value, ban), example.quads), tmp_path / "b", known)
    return tmp_path / "a", tmp_path / "b"


def test_the_tables_show_what_went_what_came_and_what_changed(intreccio: Intreccio, folders: tuple[Path, Path]) -> None:
    result = intreccio("diff", *folders)
    assert (result.code, result.err) == (1, "")
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.out.splitlines()]
    assert [line for line in lines if line] == [
        ["+", "gazzetta-2", "Titolo di gazzetta-2", ""],
        ["~", "agenzia-1", "Titolo di agenzia-1", "title [red]Altro → Titolo di agenzia-1"],
        ["-", "0000000000000002", "Carlo Dondi said il commercio crescerà", ""],
        ["+", "0000000000000006", "Valdoria sanctions Norlandia", ""],
        ["~", "0000000000000001", "Anna Bassi met Carlo Dondi", "confidence 0.8 → 0.9, evidence 1 → 2"],
    ]
    assert "articles: 0 removed, 1 added, 1 changed" in result.out
    assert "facts: 1 removed, 1 added, 1 changed" in result.out


def test_the_other_way_round_what_came_went(intreccio: Intreccio, folders: tuple[Path, Path]) -> None:
    result = intreccio("diff", *reversed(folders), width="80")
    assert result.code == 1
    assert "articles: 1 removed, 0 added, 1 changed" in result.out


def test_programs_get_json_with_the_facts_themselves(intreccio: Intreccio, folders: tuple[Path, Path]) -> None:
    result = intreccio("diff", *folders, "--format", "json")
    assert result.code == 1
    found = json.loads(result.out)
    changed = [{"id": "agenzia-1", "keys": ["title"]}]
    assert found["articles"] == {"removed": [], "added": ["gazzetta-2"], "changed": changed}
    facts = found["facts"]
    assert [fact["content"] for fact in facts["removed"]] == ["il commercio crescerà"]
    assert [fact["predicate"] for fact in facts["added"]] == ["sanctions"]
    (change,) = facts["changed"]
    assert (change["id"], change["keys"]) == ("0000000000000001", ["confidence", "evidence"])
    assert (change["before"]["confidence"], change["after"]["confidence"]) == (0.8, 0.9)


@pytest.mark.parametrize(("form", "printed"), [("table", "no difference\n"), ("json", None)])
def test_equal_graphs_end_with_0(
    intreccio: Intreccio, folders: tuple[Path, Path], form: str, printed: str | None
) -> None:
    result = intreccio("diff", folders[0], folders[0], "-f", form)
    assert (result.code, result.err) == (0, "")
    nothing: dict[str, list[object]] = {"removed": [], "added": [], "changed": []}
    if printed is None:
        assert json.loads(result.out) == {"articles": nothing, "facts": nothing}
    else:
        assert result.out == printed


def test_what_steers_a_terminal_is_not_printed(
    intreccio: Intreccio, example: Graph, hostile: Graph, known: Knowledge, tmp_path: Path
) -> None:
    write_graph(example, tmp_path / "a", known)
    write_graph(hostile, tmp_path / "b", known)
    result = intreccio("diff", tmp_path / "a", tmp_path / "b")
    assert result.code == 1
    assert "\x1b" not in result.out
    assert "\x07" not in result.out


def test_a_folder_that_is_not_there_ends_with_2(intreccio: Intreccio, folders: tuple[Path, Path]) -> None:
    result = intreccio("diff", folders[0], folders[0] / "nowhere")
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: {folders[0] / 'nowhere'} holds no graph")
