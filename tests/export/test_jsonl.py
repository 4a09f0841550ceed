"""Facts and articles as JSON lines: what is written is what is read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import DataError
from pipeline.export.jsonl import articles_to_jsonl, read_articles_jsonl, read_facts_jsonl, to_jsonl
from pipeline.graph import Graph
from pipeline.model import Attribution, Certainty, Dateline, Entity, Fact, FigureDetail, Resolution, When
from tests.builders import make_entity, make_fact

COMMON = {
    *(
        "id",
        "kind",
        "subject",
        "predicate",
        "object",
        "negated",
        "status",
        "date",
        "date_text",
        "confidence",
        "evidence",
    ),
    *("asserted_in", "attributions", "attributed_to", "sources"),
}
"""Keys of every fact: those of the contract, and whose word it is."""
FURTHER = {
    "encounter": {"participants", "form", "place"},
    "visit": set(),
    "statement": {"speakers", "content", "quoted", "addressees", "via", "cue"},
    "figure": {"indicator", "value", "unit", "comparator", "direction", "about", "period", "via"},
    "role": {"role", "of", "former"},
    "relation": set(),
}


def _write_then_read(facts: tuple[Fact, ...], path: Path) -> tuple[Fact, ...]:
    path.write_text(to_jsonl(facts), encoding="utf-8", newline="\n")
    return tuple(read_facts_jsonl(path))


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_facts_written_and_read_are_the_same(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert _write_then_read(graph.facts, tmp_path / "facts.jsonl") == graph.facts


def test_how_parties_were_found_in_other_articles_is_kept(tmp_path: Path) -> None:
    told = Resolution("a1", "premier", "https://w3id.org/intreccio/id/entity/person/marta-verdi", "office", "a2", 1.0)
    fact = replace(make_fact(), resolved=(told,))
    (read,) = _write_then_read((fact,), tmp_path / "facts.jsonl")
    assert read.resolved == (told,)
    assert "resolved" not in to_jsonl([make_fact()])


def test_the_seeds_facts_written_and_read_are_the_same(seed_graph: Graph, tmp_path: Path) -> None:
    assert _write_then_read(seed_graph.facts, tmp_path / "facts.jsonl") == seed_graph.facts


@pytest.mark.parametrize(
    "change",
    [
        {"negated": True, "status": "denied"},
        {"when": When("ieri")},
        {"when": None},
        {"attributed_to": (), "asserted_in": ("agenzia-1",)},
        {"confidence": 1.0},
        {"confidence": 0.1234},
    ],
)
def test_a_changed_fact_keeps_its_change(example: Graph, tmp_path: Path, change: dict[str, object]) -> None:
    facts = tuple(replace(fact, **change) for fact in example.facts)  # type: ignore[arg-type]
    assert _write_then_read(facts, tmp_path / "facts.jsonl") == facts


@pytest.mark.parametrize(("statement", "certainty"), [("0f", "probable"), (None, "certain")])
def test_an_attribution_is_read_with_its_evidence(
    example: Graph, tmp_path: Path, statement: str | None, certainty: Certainty
) -> None:
    fact = example.facts[0]
    words = fact.evidence[0]
    given = Attribution(words.article, (make_entity("Anna Bruni"),), statement, certainty, words)
    facts = (replace(fact, attributions=(given,)),)
    assert _write_then_read(facts, tmp_path / "facts.jsonl") == facts


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_articles_written_and_read_are_the_same(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    graph: Graph = request.getfixturevalue(name)
    bare = replace(graph.articles[0], title=None, url=None, source=None, published=None)
    dated = replace(graph.articles[0], id="dated", dateline=Dateline(3, "2024-01", "Roma", "ANSA"))
    articles = (*graph.articles, replace(bare, id="bare"), dated)
    path = tmp_path / "articles.jsonl"
    path.write_text(articles_to_jsonl(articles), encoding="utf-8", newline="\n")
    assert tuple(read_articles_jsonl(path)) == articles


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_every_fact_has_the_keys_of_the_contract(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    lines = to_jsonl(graph.facts).splitlines() if name == "example" else to_jsonl(graph.facts).split("\n")[:-1]
    assert len(lines) == len(graph.facts)
    for line in lines:
        record = json.loads(line)
        assert set(record) == COMMON | FURTHER[record["kind"]]
        assert {"id", "label", "type"} <= set(record["subject"]) <= {"id", "label", "type", "wikidata"}
        for evidence in record["evidence"]:
            assert {"article", "start", "end", "text"} <= set(evidence)


def test_a_whole_number_is_written_whole(example: Graph) -> None:
    figure = next(fact for fact in example.facts if fact.kind == "figure")
    assert isinstance(figure.detail, FigureDetail)
    whole = replace(figure, object=245e9, detail=replace(figure.detail, value=245e9))
    record = json.loads(to_jsonl([whole]))
    assert (record["object"], record["value"]) == (245_000_000_000, 245_000_000_000)
    assert isinstance(record["value"], int)


def test_text_stays_readable(example: Graph) -> None:
    assert "il commercio crescerà" in to_jsonl(example.facts)


def test_an_entity_without_wikidata_has_no_such_key(example: Graph, tmp_path: Path) -> None:
    records = [json.loads(line) for line in to_jsonl(example.facts).splitlines()]
    encounter = records[0]
    assert encounter["place"]["wikidata"] == "Q597"
    assert "wikidata" not in encounter["subject"]
    (read,) = [f for f in _write_then_read(example.facts, tmp_path / "f.jsonl") if f.kind == "visit"]
    assert isinstance(read.object, Entity)
    assert read.object.wikidata is None


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "null", "7", '"testo"', "{}", '{"id": "x", "kind": "visit"}', ""],
)
def test_a_line_that_is_no_fact_is_named(example: Graph, tmp_path: Path, line: str) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(to_jsonl(example.facts[:1]) + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"facts\.jsonl: line 2"):
        list(read_facts_jsonl(path))


@pytest.mark.parametrize(
    "line", ["{", "[]", "null", "{}", '{"id": "x", "text": ""}', '{"id": "x", "text": "y", "more": 1}']
)
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"articles\.jsonl: line 1"):
        list(read_articles_jsonl(path))


def test_evidence_that_is_no_range_is_named(example: Graph, tmp_path: Path) -> None:
    record = json.loads(to_jsonl(example.facts[:1]))
    record["evidence"][0]["end"] = record["evidence"][0]["start"]
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="start < end"):
        list(read_facts_jsonl(path))
