"""The gate: no kind of fact falls below its floor on a gold set, and the test part keeps up with its rest."""

from __future__ import annotations

import json
import tomllib

import pytest

from pipeline.run import Tools
from tests.gate import GOLD, TEXTS, WIDEST_GAP, SetScores, f1_of, fallen, measure_set, raised, read_floors, to_toml


@pytest.fixture(scope="module")
def measured(tools: Tools) -> dict[str, SetScores]:
    return {name: measure_set(name, tools) for name in TEXTS}


@pytest.mark.parametrize("name", list(TEXTS))
def test_nothing_falls_below_its_floor(measured: dict[str, SetScores], name: str) -> None:
    assert fallen(read_floors()[name], f1_of(measured[name].whole)) == []


def test_the_test_part_of_press_keeps_up_with_its_rest(measured: dict[str, SetScores]) -> None:
    assert measured["press"].test is not None
    assert measured["press"].gap <= WIDEST_GAP


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_text_has_its_gold_and_what_it_quotes_stands_there(name: str) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS[name].glob("*.txt")}
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / name).glob("*.json"))]
    assert {article["id"] for article in gold} == set(texts)
    for article in gold:
        text = texts[article["id"]]
        for fact in article["facts"]:
            said = "said" if fact["k"] == "statement" else "ev"
            for words, place in (("ev", "ev_at"), ("said", "said_at"), (said, "at")):
                if place in fact:
                    start, end = fact[place]
                    assert text[start:end] == fact[words], (article["id"], fact)


def test_what_lies_below_is_named() -> None:
    floors = {"lenient": {"visit": 0.8, "role": 0.5}}
    assert fallen(floors, {"lenient": {"visit": 0.79, "role": 0.5}}) == ["lenient visit: F1 0.790, floor 0.800"]


def test_floors_rise_and_never_sink() -> None:
    old = {"press": {"strict": {"visit": 0.8, "role": 0.5}}}
    new = raised(old, {"press": {"strict": {"visit": 0.7, "role": 0.6, "all": 0.001}}})
    assert new == {"press": {"strict": {"visit": 0.8, "role": 0.595, "all": 0.0}}}
    assert tomllib.loads(to_toml(new)) == new
