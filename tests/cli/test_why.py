"""`intreccio why` and `why-not`: what they print, as text and as JSON, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.graph import write_graph
from pipeline.run import Tools, make_graph
from tests.builders import make_article
from tests.cli.conftest import Intreccio

TEXT = "La Polonia ha criticato l'Ungheria. Il ministro degli Esteri Ugo Ferri ha incontrato Anna Bassi a Lisbona."


@pytest.fixture
def made(tools: Tools, tmp_path: Path) -> Path:
    """Return the graph folder of a small article."""
    write_graph(make_graph([make_article(TEXT)], tools), tmp_path / "made", tools)
    return tmp_path / "made"


def _fact_id(folder: Path, predicate: str) -> str:
    records = map(json.loads, (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    (identifier,) = [record["id"] for record in records if record["predicate"] == predicate]
    return str(identifier)


@pytest.mark.usefixtures("with_tools")
def test_why_shows_rule_sentence_ways_and_parties(intreccio: Intreccio, made: Path) -> None:
    identifier = _fact_id(made, "criticizes")
    result = intreccio("why", identifier[:8], "--graph", made)
    assert (result.code, result.err) == (0, "")
    lines = [line.strip() for line in result.out.splitlines() if line]
    assert lines[0] == f"{identifier}  relation  Polonia criticizes Ungheria"
    assert lines[1] == "1. a1  rule criticizes/active"
    assert lines[2] == "La [Polonia ha criticato l'Ungheria]."
    assert lines[3].startswith("subject: «Polonia» → Polonia → Polonia <https://w3id.org/intreccio/id/entity/country/")
    assert lines[4] == "name; criticato ↓nsubj Polonia"


@pytest.mark.usefixtures("with_tools")
def test_why_tells_which_article_names_the_holder_of_an_office(
    intreccio: Intreccio, tools: Tools, tmp_path: Path
) -> None:
    articles = [
        make_article("Il presidente francese Luc Berlin ha parlato.", id="a1", published="2024-03-01"),
        make_article("Il presidente francese ha criticato la Polonia.", id="a2", published="2024-03-05"),
    ]
    write_graph(make_graph(articles, tools), tmp_path / "two", tools)
    result = intreccio("why", _fact_id(tmp_path / "two", "criticizes"), "--graph", tmp_path / "two")
    assert "relation  Luc Berlin criticizes Polonia" in result.out
    assert "who held the office on that date, as a1 says" in result.out


@pytest.mark.usefixtures("with_tools")
def test_why_as_json_has_the_same(intreccio: Intreccio, made: Path) -> None:
    identifier = _fact_id(made, "met")
    answer = json.loads(intreccio("why", identifier, "--graph", made, "--json").out)
    assert answer["fact"]["id"] == identifier
    (evidence,) = answer["evidence"]
    assert evidence["sentence"]["text"] == TEXT[evidence["sentence"]["start"] : evidence["sentence"]["end"]]
    (claim,) = evidence["claims"]
    assert claim["trigger"] == "incontrato"
    assert [(p["slot"], p["name"], p["entity"]["label"]) for p in claim["parties"] if p["slot"] == "participant"] == [
        ("participant", "Ugo Ferri", "Ugo Ferri"),
        ("participant", "Anna Bassi", "Anna Bassi"),
    ]


@pytest.mark.usefixtures("with_tools")
def test_every_fact_of_the_seeds_can_be_explained(intreccio: Intreccio, graph_folder: Path) -> None:
    records = [json.loads(line) for line in (graph_folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    one_of_each_rule = {record["evidence"][0]["rule"].split("/")[0]: record["id"] for record in records}
    for identifier in sorted(one_of_each_rule.values())[:8]:
        result = intreccio("why", identifier, "--graph", graph_folder)
        assert (result.code, result.err) == (0, "")


@pytest.mark.usefixtures("with_tools")
def test_a_fact_that_the_rules_no_longer_read_ends_with_1(intreccio: Intreccio, made: Path) -> None:
    identifier = _fact_id(made, "criticizes")
    articles = made / "articles.jsonl"
    articles.write_text(articles.read_text(encoding="utf-8").replace("criticato", "disegnato"), encoding="utf-8")
    result = intreccio("why", identifier, "--graph", made)
    assert result.code == 1
    assert result.complaints == ["the rules no longer read this fact there: another engine, model or ontology?"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("zz",), "no fact's id begins with 'zz'"), (("0000",), "6 facts begin with '0000': 0000000000000001, ")],
)
def test_an_id_of_no_fact_or_of_several_is_named(
    intreccio: Intreccio, small_folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = intreccio("why", *arguments, "--graph", small_folder)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: {said}")


def test_a_folder_without_graph_is_named(intreccio: Intreccio, tmp_path: Path) -> None:
    result = intreccio("why", "00", "--graph", tmp_path)
    assert result.code == 2
    assert result.complaints == [
        f"error: {tmp_path} holds no graph; make one with: intreccio build INPUT… --out {tmp_path}"
    ]


@pytest.mark.usefixtures("with_tools")
def test_why_not_names_what_lacks(intreccio: Intreccio) -> None:
    result = intreccio("why-not", "La Polonia ha criticato il libro.")
    assert (result.code, result.err) == (0, "")
    assert "not   relation criticizes/active at «criticato»: object: no party is known in «il libro»" in result.out


@pytest.mark.usefixtures("with_tools")
def test_why_not_names_the_frame_that_nearly_held(intreccio: Intreccio) -> None:
    lines = intreccio("why-not", "La Francia sostiene le spese.").out.splitlines()
    (told,) = [line for line in lines if "supports/" in line]
    assert "supports/active at «sostiene»: excluded by obj{" in told
    assert told.endswith("object: no party is known in «le spese»")


@pytest.mark.usefixtures("with_tools")
def test_why_not_says_what_was_read_after_all(intreccio: Intreccio) -> None:
    result = intreccio("why-not", "-", "--json", stdin=b"La Polonia non ha criticato l'Ungheria.")
    (read,) = json.loads(result.out)["read"]
    assert (read["subject"], read["predicate"], read["object"]) == ("Polonia", "criticizes", "Ungheria")
    assert read["notes"] == ["negated"]


@pytest.mark.usefixtures("with_tools")
def test_why_not_reads_a_file(intreccio: Intreccio, tmp_path: Path) -> None:
    (tmp_path / "frase.txt").write_text("Tutti sbadigliano.", encoding="utf-8")
    result = intreccio("why-not", tmp_path / "frase.txt")
    assert result.out == "no word of this sentence is one that a rule begins with\n"


@pytest.mark.parametrize(
    ("argument", "said"), [("-", "no sentence was given"), ("nowhere.txt", "nowhere.txt: no such file")]
)
def test_why_not_without_a_sentence_is_an_error(intreccio: Intreccio, argument: str, said: str) -> None:
    result = intreccio("why-not", argument)
    assert (result.code, result.out) == (2, "")
    assert result.complaints == [f"error: {said}"]


@pytest.mark.usefixtures("with_tools")
def test_why_not_keeps_what_is_far_for_those_who_ask(intreccio: Intreccio) -> None:
    sentence = "Le sanzioni restano e il ministro darà una risposta."
    near, everything = (
        json.loads(intreccio("why-not", sentence, "--json", *options).out)["near"] for options in ((), ("--all",))
    )
    assert all(miss["distance"] <= 2 for miss in near)
    assert all(miss["distance"] > 2 for miss in everything[len(near) :])
    assert everything[: len(near)] == near
    assert len(everything) > len(near)


@pytest.mark.usefixtures("with_tools")
def test_why_not_reads_a_file_in_an_older_encoding(intreccio: Intreccio, tmp_path: Path) -> None:
    (tmp_path / "frase.txt").write_bytes(
        "La Polonia è contro l'Ungheria, così com'è già noto da più d'un anno.".encode("cp1252")
    )
    assert intreccio("why-not", tmp_path / "frase.txt").code == 0


def test_why_not_does_not_take_a_folder_for_a_sentence(intreccio: Intreccio, tmp_path: Path) -> None:
    result = intreccio("why-not", tmp_path)
    assert (result.code, result.complaints) == (
        2,
        [f"error: {tmp_path} is a folder; give a sentence, or a file of text"],
    )
