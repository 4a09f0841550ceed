"""`intreccio conflicts`: what the articles of a graph disagree on."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.jsonl import FACTS, read_facts_jsonl, to_jsonl
from pipeline.model import FigureDetail
from tests.cli.conftest import Intreccio


@pytest.fixture
def disputed(small_folder: Path, tmp_path: Path) -> Path:
    """Return a graph folder in which a second figure gives another value."""
    folder = tmp_path / "graph"
    shutil.copytree(small_folder, folder)
    facts = list(read_facts_jsonl(folder / FACTS))
    figure = next(fact for fact in facts if isinstance(fact.detail, FigureDetail))
    assert isinstance(figure.detail, FigureDetail)
    stated = replace(figure.detail, comparator="=", period="2029")
    facts[facts.index(figure)] = replace(figure, detail=stated, status="happened", negated=False)
    other = replace(figure, id="f" * 16, detail=replace(stated, value=1.5), object=1.5, status="happened")
    (folder / FACTS).write_text(to_jsonl([*facts, other]), encoding="utf-8")
    return folder


def test_a_conflict_is_told_with_both_sentences(intreccio: Intreccio, disputed: Path) -> None:
    result = intreccio("conflicts", "--graph", disputed)
    assert result.code == 0
    assert "1.5 EUR" in result.out
    assert "4.5e+09 EUR" in result.out
    assert result.out.splitlines()[-1] == "1 conflicts"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_conflicts_for_other_programs(intreccio: Intreccio, disputed: Path, form: str) -> None:
    out = intreccio("conflicts", "--graph", disputed, "--format", form).out
    (record,) = json.loads(out) if form == "json" else list(csv.DictReader(io.StringIO(out)))
    assert record["slot"] == "value"
    assert {record["first"], record["second"]} == {"1.5 EUR", "4.5e+09 EUR"}
    assert record["about"] == "esportazioni"


def test_a_graph_without_a_conflict_says_so(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("conflicts", "--graph", small_folder)
    assert (result.code, result.out) == (0, "no conflict\n")
