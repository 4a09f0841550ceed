"""The bench of the large graph: what it is made of, what is asked of it, and what it prints; nothing is timed here."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, Store

from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.namespaces import NEWS
from pipeline.rdf.asking import ask_named
from pipeline.rdf.iris import RDF
from pipeline.rdf.quads import sorted_quads
from pipeline.rdf.queries import load_queries
from pipeline.rdf.shapes import find_violations
from pipeline.vocab import load_vocab
from tests.bench.askings import VALUES, Asking, askings
from tests.bench.graph import (
    Timing,
    faults,
    kept_store,
    part_of_news,
    percentile,
    print_beside,
    print_times,
    time_rdflib,
    time_store,
)
from tests.bench.news import Newsroom, generate_quads
from tests.bench.world import World, make_world

LEAST = 3000
QUERIES = load_queries(ontology_dir())


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(load_lexicon(ontology_dir()), people=50)


@pytest.fixture(scope="module")
def quads(world: World) -> list[Quad]:
    return list(generate_quads(world, load_vocab(ontology_dir()), least=LEAST))


@pytest.fixture(scope="module")
def part() -> tuple[Store, rdflib.Dataset]:
    return part_of_news(LEAST)


def test_generated_news_conforms_to_the_shapes(quads: list[Quad]) -> None:
    assert len(set(quads)) >= LEAST
    assert find_violations(quads, ontology_dir()) == ()


def test_generated_news_has_facts_of_all_kinds_with_attributions_and_denials(quads: list[Quad]) -> None:
    types = {quad.object for quad in quads if quad.predicate == NamedNode(f"{RDF}type")}
    kinds = ("Encounter", "Visit", "Statement", "Figure", "Role", "Relation", "Attribution")
    assert {NamedNode(NEWS + kind) for kind in kinds} <= types


def test_generated_news_is_the_same_in_every_run(world: World, quads: list[Quad]) -> None:
    again = make_world(load_lexicon(ontology_dir()), people=50)
    assert again == world
    assert list(generate_quads(again, load_vocab(ontology_dir()), least=LEAST)) == quads
    program = (
        "from hashlib import sha256; from pipeline.rdf.quads import sorted_quads; "
        "from tests.bench.graph import news_quads; "
        f"print(sha256(str(sorted_quads(news_quads({LEAST}))).encode()).hexdigest())"
    )
    seeds = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seeds) == 1


def test_what_is_told_again_stays_one_fact(world: World) -> None:
    stories = list(islice(Newsroom(world, load_vocab(ontology_dir())).stories(), 60))
    facts = [fact for story in stories for fact in story.facts]
    roles = [fact for fact in facts if fact.kind == "role"]
    assert len({fact.id for fact in roles}) < len(roles)
    for fact in facts:
        same = {(f.confidence, f.sources, f.negated, f.status, f.when) for f in facts if f.id == fact.id}
        assert len(same) == 1


def test_the_more_news_the_more_quads_and_the_beginning_the_same(world: World, quads: list[Quad]) -> None:
    more = list(generate_quads(world, load_vocab(ontology_dir()), least=2 * LEAST))
    assert len(more) > len(quads)
    assert more[:1000] == quads[:1000]


@pytest.mark.parametrize("question", sorted(QUERIES))
def test_every_question_has_rows_and_both_engines_the_same(part: tuple[Store, rdflib.Dataset], question: str) -> None:
    store, dataset = part
    asked = [Asking(question)]
    (one,), (other,) = time_store(store, asked, 1), time_rdflib(store, dataset, asked, 1)
    assert one.rows
    assert sorted(one.rows) == sorted(other.rows)


def test_what_is_asked_is_what_users_ask(part: tuple[Store, rdflib.Dataset]) -> None:
    store, _ = part
    asked = askings(store)
    assert asked == askings(store)
    assert len(asked) == len(set(asked))
    assert {a.question for a in asked if not a.given} == set(QUERIES)
    tried = {(a.question, name) for a in asked for name, _ in a.given}
    assert tried == {(name, parameter) for name, query in QUERIES.items() for parameter in query.parameters}
    assert tried == set(VALUES)
    assert any(len(a.given) == 3 for a in asked)
    for asking in asked:
        if len(asking.given) == 1:
            assert ask_named(store, QUERIES[asking.question], dict(asking.given)).rows, asking


def test_parameters_are_told_as_they_are_typed() -> None:
    assert Asking("met").told == ""
    assert Asking("met", (("who", "Xi Jinping"), ("whom", "Russia"))).told == "--who 'Xi Jinping' --whom Russia"


def test_a_kept_store_is_made_once(tmp_path: Path) -> None:
    made = kept_store(tmp_path, 100)
    (folder,) = tmp_path.iterdir()
    before = sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.sst"))
    assert sorted_quads(kept_store(tmp_path, 100)) == sorted_quads(made)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.sst")) == before


def _timing(p95: float, rows: int = 1, question: str = "met") -> Timing:
    return Timing(Asking(question, (("who", "Russia"),)), [("x", str(n)) for n in range(rows)], p95 / 2, p95, p95 / 4)


def test_what_takes_too_long_and_what_differs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    timings = print_times([_timing(200), _timing(201, question="said")])
    beside = print_beside([_timing(8), _timing(8)], [_timing(800), _timing(80, rows=2)])
    assert faults(timings[:1], beside[:1]) == []
    assert faults(timings, beside) == [
        "said --who Russia: 201 ms, 50 ms of the processor",
        "met --who Russia: other rows in rdflib",
    ]
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| met | --who Russia | 1 | 100 | 200 | 50 |"
    assert lines[-2] == "| met | --who Russia | 1 | 4.0 | 8.0 | 400 | 800 | 100 | yes |"
    assert lines[-1].endswith("| 10 | no |")


def test_percentiles() -> None:
    assert percentile([7.0], 95) == 7.0
    values = [float(n) for n in range(1, 102)]
    assert (percentile(values, 50), percentile(values, 95)) == (51.0, 96.0)
