"""The rates of rules: what is counted, how few cases weigh, and what the loader refuses."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import DataError
from pipeline.evaluate import GoldArticle, GoldSet
from pipeline.evaluate.items import Item, Journey
from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.model import Fact
from tests.bench.priors import LEAST, SUREST, Cases, count_cases, rates, to_table
from tests.builders import make_entity, make_evidence, make_fact

VERDI, ROME, BARI = make_entity("Marta Verdi"), make_entity("Roma", "Place"), make_entity("Bari", "Place")
GOLD = GoldSet(
    (
        GoldArticle("a1", {}, (Item("visit", Journey("Marta Verdi", "Roma", "happened")),)),
        GoldArticle("a2", {}, (Item("visit", Journey("Marta Verdi", "Roma", "planned"), optional=True),)),
    )
)
KINDS = {"visit": Cases(8, 8)}


def _visit(place: str = "Roma", *read: tuple[str, str], status: str = "happened") -> Fact:
    evidence = tuple(make_evidence(article, rule=rule) for article, rule in read)
    return replace(make_fact("visit", VERDI, make_entity(place, "Place"), evidence=evidence), status=status)  # type: ignore[arg-type]


def test_a_fact_is_a_case_of_each_rule_in_each_article_of_the_gold() -> None:
    facts = [
        _visit("Roma", ("a1", "visits/verbal"), ("a1", "visits/verbal"), ("a1", "visits/nominal"), ("zz", "visits/x")),
        _visit("Bari", ("a1", "visits/verbal")),
        _visit("Roma", ("a2", "visits/verbal"), status="planned"),
    ]
    kinds, rules = count_cases(GOLD, facts)
    assert kinds["visit"] == Cases(2, 3)
    assert kinds["role"] == Cases(0, 0)
    assert rules == {("visit", "visits/nominal"): Cases(1, 1), ("visit", "visits/verbal"): Cases(2, 3)}


def test_a_detail_that_is_wrong_makes_the_reading_wrong() -> None:
    kinds, _ = count_cases(GOLD, [_visit("Roma", ("a1", "visits/verbal"), status="planned")])
    assert kinds["visit"] == Cases(0, 1)


def test_a_rule_is_drawn_towards_its_kind_and_few_cases_give_none() -> None:
    found = rates({"visit": Cases(17, 18)}, {("visit", "x/few"): Cases(0, LEAST - 1), ("visit", "x/y"): Cases(5, 10)})
    assert found == {"visit": 0.9, "x/y": 0.7}  # 18 / 20, and (5 + 10 * 0.9) / 20


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=5))
@example([(0, 39)])
def test_a_rate_is_a_share_and_lies_between_the_rules_own_and_its_kinds(found: list[tuple[int, int]]) -> None:
    cases = {("visit", f"x/{n}"): Cases(right, right + wrong) for n, (right, wrong) in enumerate(found)}
    kind = Cases(sum(c.right for c in cases.values()), sum(c.all for c in cases.values()))
    got = rates({"visit": kind}, cases)
    assert all(0 < rate <= SUREST for rate in got.values())
    for (_, rule), case in cases.items():
        assert (rule in got) is (case.all >= LEAST)
        if rule in got:
            own = case.right / case.all
            low, high = sorted((own, (kind.right + 1) / (kind.all + 2)))
            assert min(low, SUREST) - 0.01 <= got[rule] <= high + 0.01


def test_the_table_is_what_the_loader_reads(tmp_path: Path) -> None:
    kinds = {kind: Cases(9, 18) for kind in ("encounter", "visit", "statement", "figure", "role", "relation")}
    table = to_table(kinds, {("visit", "visits/verbal"): Cases(30, 30)})
    assert _loaded(tmp_path, table) == dict.fromkeys(kinds, 0.5) | {"visits/verbal": 0.88}
    assert "visits/verbal\t0.88\t30 of 30 right" in table


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("visits/verbal\t1.0\tx", "visits/verbal: the prior '1.0' is no number between 0 and 1"),
        ("visits/verbal\t0.0\tx", "no number between"),
        ("visits/verbal\tviel\tx", "no number between"),
        ("visits/verbal\tnan\tx", "no number between"),
        ("visit\t0.5\tx", "visit: stands there twice"),
        ("visits/verbal\t0.5", "3 cells expected"),
    ],
)
def test_what_is_no_rate_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    kept = (ontology_dir() / "lexicon" / "priors.tsv").read_text(encoding="utf-8")
    with pytest.raises(DataError, match=complaint):
        _loaded(tmp_path, f"{kept}{line}\n")


def test_a_kind_without_a_rate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="encounter: this kind of fact has no prior"):
        _loaded(tmp_path, "kind\tprior\tsource\nvisit\t0.5\tx\n")


def _loaded(folder: Path, table: str) -> dict[str, float]:
    ontology = folder / "ontology"
    shutil.copytree(ontology_dir(), ontology)
    (ontology / "lexicon" / "priors.tsv").write_text(table, encoding="utf-8")
    return dict(load_lexicon(ontology).priors)
