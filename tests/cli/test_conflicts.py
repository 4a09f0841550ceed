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
from pipeline.graph import Graph, write_graph
from pipeline.model import EncounterDetail, Evidence, Fact, FigureDetail, Span, When
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.run import Tools
from pipeline.vocab import Vocab
from tests.builders import make_article, make_entity, make_fact
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
    assert "1,5 EUR" in result.out
    assert "4.500.000.000,5 EUR" in result.out
    assert result.out.splitlines()[-1] == "1 conflict"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_conflicts_for_other_programs(intreccio: Intreccio, disputed: Path, form: str) -> None:
    out = intreccio("conflicts", "--graph", disputed, "--format", form).out
    (record,) = json.loads(out) if form == "json" else list(csv.DictReader(io.StringIO(out)))
    assert record["slot"] == "value"
    assert {record["first"], record["second"]} == {"1.5 EUR", "4500000000.5 EUR"}
    assert (record["about"], record["period"]) == ("esportazioni", "2029")


RUSSIA, CHINA = make_entity("Russia", "Country"), make_entity("Cina", "Country")
VERDI, NERI = make_entity("Marta Verdi"), make_entity("Paolo Neri")
TEXTS = {name: make_article(f"{name}: il commercio vale molto, e i due si sono visti.", id=name) for name in "abc"}


def _evidence(article: str, start: int) -> Evidence:
    return Evidence.of(TEXTS[article], Span(start, start + 5), extractor="figures", rule="figures/number")


def _trade(identifier: str, value: float, *evidence: Evidence, indicator: str = "commercio") -> Fact:
    detail = FigureDetail(indicator, value, "USD", about=(RUSSIA, CHINA), period="2024")
    return make_fact("figure", RUSSIA, value, id=identifier * 16, detail=detail, evidence=evidence, asserted_in=("a",))


def _met(identifier: str, day: str, *evidence: Evidence) -> Fact:
    detail = EncounterDetail((VERDI, NERI), "meeting", make_entity("Roma", "Place"))
    return make_fact(
        *("encounter", VERDI, NERI), id=identifier * 16, detail=detail, when=When(day, day), evidence=evidence
    )


PLANTED = (
    _trade("1", 2.45e11, _evidence("a", 12), _evidence("b", 3)),
    _trade("2", 2.2e11, _evidence("b", 9), _evidence("b", 31)),
    _trade("3", 1.9e11, _evidence("c", 3), indicator="commercio tra Cina e Russia"),
    _trade("4", 2.2e11, _evidence("c", 20), indicator="esportazioni della Cina"),
    _met("5", "2025-03-05", _evidence("a", 30)),
    _met("6", "2025-03-04", _evidence("b", 30), _evidence("c", 9)),
)


@pytest.fixture
def planted(vocab: Vocab, tools: Tools, tmp_path: Path) -> Path:
    """Return a graph folder with three values of one figure and two days of one meeting."""
    facts = tuple(sorted(PLANTED, key=lambda fact: fact.id))
    quads = tuple(sorted_quads(QuadWriter(vocab).of_graph(facts, TEXTS, {})))
    write_graph(Graph(tuple(TEXTS.values()), facts, quads), tmp_path / "planted", tools)
    return tmp_path / "planted"


def test_the_question_gives_what_the_command_gives(intreccio: Intreccio, planted: Path) -> None:
    told = json.loads(intreccio("conflicts", "--graph", planted, "--format", "json").out)
    asked = json.loads(intreccio("query", "conflicts", "--graph", planted, "--format", "json").out)
    assert [(r["first_fact"][0], r["second_fact"][0]) for r in told] == [("1", "2"), ("1", "3"), ("2", "3"), ("5", "6")]
    names = {
        **{"slot": "slot", "subject": "subject", "object": "object", "about": "measured"},
        **{"first": "first", "first_sources": "sources", "first_article": "article", "first_sentence": "sentence"},
        **{"second": "second", "second_sources": "other_sources", "second_article": "other_article"},
        "second_sentence": "other_sentence",
    }
    assert [{name: row[name] for name in names} for row in told] == [
        {name: row[other] for name, other in names.items()} for row in asked
    ]
    facts = [(row["fact"].rsplit("/", 1)[1], row["other_fact"].rsplit("/", 1)[1]) for row in asked]
    assert facts == [(row["first_fact"], row["second_fact"]) for row in told]


def _lines(out: str) -> list[list[str]]:
    """Return the cells of a table, each with its parts put together again."""
    found: list[list[str]] = []
    fresh = True
    for line in out.splitlines():
        if not line.startswith("│"):
            fresh = True
            continue
        cells = [cell.strip() for cell in line.strip("│").split("│")]
        if fresh or cells[2]:
            found.append(cells)
        else:
            found[-1] = [" ".join(filter(None, pair)) for pair in zip(found[-1], cells, strict=True)]
        fresh = False
    return found


def test_an_editor_sees_what_when_who_says_which_and_the_sentences(intreccio: Intreccio, planted: Path) -> None:
    result = intreccio("conflicts", "--graph", planted, width="240")
    assert result.code == 0
    rows = _lines(result.out)
    assert len(rows) == 2 * 4
    trade = [row for row in rows if "miliardi" in row[2]]
    assert {row[0] for row in trade[::2]} == {"commercio: Russia, Cina"}
    assert {row[1] for row in trade[::2]} == {"2024"}
    assert {row[2] for row in trade} == {"245 miliardi USD", "220 miliardi USD", "190 miliardi USD"}
    most = next(row for row in trade if row[2].startswith("245"))
    assert most[3].endswith("a; b")
    assert most[4] == " ".join(f"«{name}: il commercio vale molto, e i due si sono visti.»" for name in "ab")
    met = [row for row in rows if row not in trade]
    assert [row[:3] for row in met] == [["Marta Verdi – Paolo Neri, Roma", "", "5 mar 2025"], ["", "", "4 mar 2025"]]


def test_all_articles_of_a_side_are_told(intreccio: Intreccio, planted: Path) -> None:
    rows = json.loads(intreccio("conflicts", "--graph", planted, "--format", "json").out)
    assert [(row["first_articles"], row["second_articles"]) for row in rows] == [
        ("a; b", "b"),
        ("a; b", "c"),
        ("b", "c"),
        ("a", "b; c"),
    ]
    assert [row["period"] for row in rows] == ["2024", "2024", "2024", ""]


def test_a_graph_without_a_conflict_says_so(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("conflicts", "--graph", small_folder)
    assert (result.code, result.out) == (0, "no conflict\n")
