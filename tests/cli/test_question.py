"""`intreccio query` and `info`: named questions, SPARQL, what they print and how they fail."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from pipeline.lexicon import ontology_dir
from pipeline.rdf.queries import load_queries
from tests.cli.conftest import Intreccio

PEOPLE = "SELECT ?name WHERE { ?p a news:Person ; rdfs:label ?name } ORDER BY ?name"


def test_a_named_question_prints_a_table(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", "met", "--who", "Anna Bassi", "--graph", small_folder)
    assert (result.code, result.err) == (0, "")
    assert "Anna Bassi, Carlo Dondi" in result.out
    assert "Anna Bassi ha incontrato Carlo Dondi a Lisbona" in result.out
    assert result.out.splitlines()[-1] == "2 rows"


def test_in_a_narrow_window_each_row_is_a_paragraph(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", "met", "--who", "Anna Bassi", "--graph", small_folder, width="60")
    first = result.out.split("\n\n")[0]
    assert first.startswith("participants Anna Bassi, Carlo Dondi  form")
    assert "\n  sentence Anna Bassi ha incontrato Carlo Dondi a Lisbona" in first
    assert result.out.splitlines()[-1] == "2 rows"
    assert max(map(len, result.out.splitlines())) <= 60


def test_a_named_question_prints_json_with_all_columns(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", "sanctions", "--format", "json", "--graph", small_folder)
    (record,) = json.loads(result.out)
    assert (record["subject"], record["object"], record["attributed_to"]) == ("Valdoria", "Norlandia", "Carlo Dondi")
    assert {"fact", "start", "end", "article", "sentence"} <= set(record)


def test_a_named_question_prints_csv_with_all_columns(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", "figures", "--about", "Norlandia", "--format", "csv", "--graph", small_folder)
    (row,) = csv.DictReader(io.StringIO(result.out))
    assert (row["figure"], row["value"], row["unit"]) == ("esportazioni", "4500000000.5", "EUR")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_result_can_be_written_to_a_file(intreccio: Intreccio, small_folder: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "new" / f"result.{form}"
    result = intreccio("query", "met", "--format", form, "--graph", small_folder, "--out", out)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"wrote {out}\n"
    assert out.read_text(encoding="utf-8") == intreccio("query", "met", "-f", form, "-g", small_folder).out


def test_a_question_gives_as_many_rows_as_are_asked_for(intreccio: Intreccio, small_folder: Path) -> None:
    whole = intreccio("query", "met", "--format", "json", "--graph", small_folder)
    assert whole.err == ""
    first = intreccio("query", "met", "--format", "json", "--limit", "1", "--graph", small_folder)
    assert json.loads(first.out) == json.loads(whole.out)[:1]
    assert first.err == "the first row; there are more: --limit 10, or 0 for all\n"
    for limit in ("0", "2", "3"):
        assert intreccio("query", "met", "--format", "json", "--limit", limit, "--graph", small_folder) == whole


def test_the_newest_is_first(intreccio: Intreccio, small_folder: Path) -> None:
    rows = json.loads(intreccio("query", "article", "--format", "json", "--graph", small_folder).out)
    days = [row["published"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert days[0] == "2024-04-09"
    assert days[-1] == ""


@pytest.mark.parametrize("name", ["dondi CARLO", "Càrlo", "Dond", "car do"])
def test_a_name_is_found_by_its_words_and_their_beginnings(intreccio: Intreccio, small_folder: Path, name: str) -> None:
    expected = intreccio("query", "met", "--who", "Carlo Dondi", "--format", "json", "--graph", small_folder)
    assert len(json.loads(expected.out)) == 2
    assert intreccio("query", "met", "--who", name, "--format", "json", "--graph", small_folder) == expected


def test_sparql_is_asked_with_the_known_prefixes(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", PEOPLE, "--format", "csv", "--graph", small_folder)
    assert result.out == "name\nAnna Bassi\nCarlo Dondi\n"


@pytest.mark.parametrize("query", ["ASK{?s?p?o}", "ASK { ?a news:met ?b }"])
def test_sparql_may_ask_yes_or_no(intreccio: Intreccio, small_folder: Path, query: str) -> None:
    assert intreccio("query", query, "--format", "csv", "--graph", small_folder).out == "answer\ntrue\n"


@pytest.mark.parametrize("arguments", [("--list",), (), ("met", "--list")])
def test_the_questions_are_listed(intreccio: Intreccio, arguments: tuple[str, ...]) -> None:
    result = intreccio("query", *arguments)
    assert result.code == 0
    for question in load_queries(ontology_dir()).values():
        assert question.title_it in result.out
        for parameter in question.parameters:
            assert f"--{parameter}" in result.out


def test_no_answer_is_said(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("query", "met", "--who", "Lisbona", "--graph", small_folder)
    assert (result.code, result.out) == (0, "no answer\n")
    empty = intreccio("query", "met", "--who", "Lisbona", "--format", "json", "--graph", small_folder)
    assert (empty.code, json.loads(empty.out)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonexistent",), "no question 'nonexistent'; there are: article, claims, conflicts, contested"),
        (("SELECT ?x WHERE {",), "not a SPARQL query: error at 1:18, where it ends"),
        (("SELECT ?x { ?x foo:met ?y }",), "a prefix is not declared"),
        (("chi ha incontrato Putin?",), "not a SPARQL query"),
        (("met", "--who", "Nessuno"), "no entity is called 'Nessuno'"),
        (("met", "--who", "Anna Bazzi"), "no entity is called 'Anna Bazzi'; did you mean Anna Bassi?"),
        (("met", "--who", ""), "--who is empty; leave it out to ask for all"),
        (("met", "--who", "Anna", "--whom", "  "), "--whom is empty; leave it out to ask for all"),
        (("met", "--year", "2024"), "the question 'met' has no --year; it takes: --who, --whom"),
        ((PEOPLE, "--who", "Putin"), "--who goes with a named question, not with SPARQL"),
        ((PEOPLE, "--limit", "5"), "--limit goes with a named question; in SPARQL, write LIMIT at the end"),
        (("DELETE WHERE { ?s ?p ?o }",), "not a SPARQL query"),
        (("SELECT * WHERE { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }",), ""),
        (("",), ""),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    intreccio: Intreccio, small_folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = intreccio("query", *arguments, "--graph", small_folder)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("error: ")
    assert said in complaint
    assert len(complaint) < 500


@pytest.mark.parametrize("command", [("query", "met"), ("info",)])
def test_a_folder_without_a_graph_is_told_in_one_line(
    intreccio: Intreccio, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = intreccio(*command, "--graph", tmp_path / "[nowhere]")
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: {tmp_path / '[nowhere]'} holds no graph; make one with: intreccio build")


def test_a_graph_without_its_store_answers(intreccio: Intreccio, small_folder: Path) -> None:
    with_store = intreccio("query", "met", "--format", "json", "--graph", small_folder)
    shutil.rmtree(small_folder / "store")
    assert intreccio("query", "met", "--format", "json", "--graph", small_folder) == with_store


def test_names_full_of_markup_are_printed_as_they_are(intreccio: Intreccio, small_folder: Path) -> None:
    query = 'SELECT ("[red]a[/red]" AS ?one) ("b[/]" AS ?two) ("c\\\\" AS ?three) WHERE {}'
    result = intreccio("query", query, "--graph", small_folder)
    assert result.code == 0
    assert "[red]a[/red]" in result.out
    assert "b[/]" in result.out


def test_control_characters_do_not_reach_the_terminal(intreccio: Intreccio, small_folder: Path) -> None:
    query = 'SELECT ("a\\u001B[31mb\\u0007\\u009B31m" AS ?one) WHERE {}'
    result = intreccio("query", query, "--graph", small_folder)
    assert not {"\x1b", "\x07", "\x9b"} & set(result.out)


def test_the_graph_is_described(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("info", "--graph", small_folder)
    assert (result.code, result.err) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.out.splitlines() if "│" in line]
    for kind in ("Encounter", "Visit", "Statement", "Figure", "Role", "Relation"):
        assert [kind, "1"] in rows
    for what, number in (("Article", "2"), ("Person", "2"), ("Country", "2"), ("Place", "1")):
        assert [what, number] in rows
    assert ["agenzia-1", "2024-04-09", "4"] in rows
    assert ["gazzetta-2", "", "3"] in rows
    assert ["Carlo Dondi", "5"] in rows
