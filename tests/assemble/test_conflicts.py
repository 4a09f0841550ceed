"""One slot with two values is a conflict; what differs by rounding, period or status is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.assemble.conflicts import find_conflicts, values_of
from pipeline.model import EncounterDetail, Fact, FigureDetail, When
from tests.builders import make_entity, make_fact

RUSSIA, CHINA = make_entity("Russia", "Country"), make_entity("Cina", "Country")
VERDI, NERI = make_entity("Marta Verdi"), make_entity("Paolo Neri")
ROME, BARI = make_entity("Roma", "Place"), make_entity("Bari", "Place")


def _figure(identifier: str, value: float, **changes: Any) -> Fact:  # noqa: ANN401 - fields of any type
    detail = FigureDetail("Commercio", value, "USD", about=(RUSSIA, CHINA), period="2024")
    return make_fact("figure", RUSSIA, value, id=identifier, detail=replace(detail, **changes))


def _met(identifier: str, day: str, place: Any = ROME, *, article: str | None = None) -> Fact:  # noqa: ANN401
    detail = EncounterDetail((VERDI, NERI), "meeting", place)
    fact = make_fact("encounter", VERDI, NERI, id=identifier, detail=detail, when=When(day, day))
    return replace(fact, evidence=(replace(fact.evidence[0], article=article or identifier),))


def test_two_values_of_one_figure_conflict() -> None:
    (conflict,) = find_conflicts([_figure("f2", 2.2e11, about=(CHINA, RUSSIA)), _figure("f1", 2.45e11)])
    assert (conflict.slot, conflict.first.id, conflict.second.id) == ("value", "f1", "f2")
    assert list(values_of(conflict)) == ["245000000000 USD", "220000000000 USD"]


@pytest.mark.parametrize(
    "changes",
    [
        {"period": "2023"},
        {"period": None},
        {"unit": "EUR"},
        {"comparator": ">"},
        {"direction": "-"},
        {"about": (RUSSIA,)},
        {"indicator": "export"},
    ],
)
def test_figures_of_two_slots_do_not_conflict(changes: dict[str, object]) -> None:
    assert find_conflicts([_figure("f1", 2.45e11), _figure("f2", 2.2e11, **changes)]) == ()


def test_a_rounded_value_is_the_same() -> None:
    assert find_conflicts([_figure("f1", 2.45e11), _figure("f2", 2.448e11)]) == ()


@pytest.mark.parametrize("change", [{"negated": True}, {"status": "planned"}, {"status": "alleged"}])
def test_what_is_not_said_to_be_so_conflicts_with_nothing(change: dict[str, Any]) -> None:
    assert find_conflicts([_figure("f1", 2.45e11), replace(_figure("f2", 2.2e11), **change)]) == ()


def test_a_forecast_conflicts_with_a_forecast() -> None:
    first, second = (replace(_figure(name, value), status="planned") for name, value in (("f1", 0.8), ("f2", 0.5)))
    assert len(find_conflicts([first, second])) == 1


def test_two_days_of_one_meeting_conflict() -> None:
    (conflict,) = find_conflicts([_met("m1", "2025-03-04"), _met("m2", "2025-03-05")])
    assert conflict.slot == "date"
    assert list(values_of(conflict)) == ["2025-03-04", "2025-03-05"]


@pytest.mark.parametrize(
    "other", [_met("m2", "2025-03-04"), _met("m2", "2025-04-05"), _met("m2", "2025-03"), _met("m2", "2025-03-05", BARI)]
)
def test_other_meetings_do_not_conflict(other: Fact) -> None:
    assert find_conflicts([_met("m1", "2025-03-04"), other]) == ()


def test_two_days_that_one_article_tells_of_are_two_meetings() -> None:
    assert find_conflicts([_met("m1", "2025-03-04", article="a"), _met("m2", "2025-03-05", article="a")]) == ()


def test_of_a_crowd_each_conflicts_with_the_next_only() -> None:
    crowd = [_figure(f"f{n:03}", 1e9 * 1.5 ** (n * 7 % 41)) for n in range(41)]
    found = find_conflicts(crowd)
    assert len(found) == len(crowd) - 1
    ratios = {round(max(pair) / min(pair), 6) for c in found for pair in [(c.first.object, c.second.object)]}
    assert ratios == {1.5}
    assert find_conflicts(reversed(crowd)) == found
