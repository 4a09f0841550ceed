"""The load command: a short run against a real server, and that it sees what is wrong."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.bench.load import RARE, Asking, Outcome, askings, faults, print_table, run, served

FLAT = [(100.0, 200.0), (100.0, 300.0), (110.0, 200.0)]


def _outcome(came: str, expected: str = "200", milliseconds: float = 5.0) -> Outcome:
    return Outcome(Asking("named", "ASK {}", "*/*", expected), came, milliseconds)


def test_a_short_run_comes_out_as_it_must(capsys: pytest.CaptureFixture[str]) -> None:
    with served(time_limit=5, workers=2) as (address, process):
        outcomes, memories = run(address, process, requests=60, at_once=8)
    assert faults(outcomes, memories) == []
    assert {o.asking.kind for o in outcomes} >= {"named", "ask", "construct", "cut", "refused", "too deep"}
    print_table(outcomes, memories, 3.0)
    told = capsys.readouterr().out
    assert told.startswith("| 60 requests in 3 s |")
    assert "memory, end: server " in told


def test_every_kind_is_asked_and_always_the_same() -> None:
    asked = list(islice(askings(), 2 * RARE))
    assert asked == list(islice(askings(), 2 * RARE))
    assert [a.kind for a in asked].count("slow") == 2
    assert [a.kind for a in asked].count("goes away") == 2


def test_what_comes_out_otherwise_is_a_fault() -> None:
    assert faults([_outcome("200"), _outcome("200 cut at 5")], FLAT) == []
    assert faults([_outcome("200"), _outcome("failed: x")], FLAT) == ["named: 1 × 'failed: x' for '200'"]
    assert faults([_outcome("200", expected="503 the query was stopped")], FLAT)
    assert faults([_outcome("200")], [*FLAT[:2], (140.0, 140.0)]) == ["the server grew by 40 MiB"]


def test_the_table_has_counts_and_latencies(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([_outcome("200", milliseconds=float(n)) for n in range(1, 102)] + [_outcome("failed: x")], FLAT, 1.0)
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:4] == ["| named | 200 | 101 | 51 | 96 |", "| named | failed: x | 1 | 5 | 5 |"]
