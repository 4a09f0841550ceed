"""Which facts are contested: what one article says and another denies, and what only seems so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from pipeline.model import EncounterDetail, Entity, Fact, FigureDetail, RoleDetail, SayingDetail, Status, When
from pipeline.rdf.denials import denials
from pipeline.rdf.quads import QuadWriter
from pipeline.vocab import Vocab
from tests.builders import make_article, make_entity, make_evidence, make_fact

ITALY, FRANCE, SPAIN = (make_entity(name, "Country") for name in ("Italia", "Francia", "Spagna"))
ANNA, CARLO, UGO = (make_entity(name) for name in ("Anna Bassi", "Carlo Dondi", "Ugo Neri"))
ROME, PARIS = (make_entity(name, "Place") for name in ("Roma", "Parigi"))
YES, NO = "0000000000000001", "0000000000000002"
SUPPORTS = make_fact("relation", ITALY, FRANCE, id=YES)


def _contested(vocab: Vocab, *facts: Fact) -> list[tuple[str, str]]:
    store = Store()
    articles = {name: make_article("Marta Verdi ha parlato.", id=name) for name in ("a1", "a2")}
    store.extend(QuadWriter(vocab).of_graph(facts, articles, {}))
    return sorted((one.value.rpartition("/")[2], other.value.rpartition("/")[2]) for one, other in denials(store))


def _denial(fact: Fact, **changes: object) -> Fact:
    told = {"id": NO, "negated": True, "evidence": (make_evidence("a2"),), "asserted_in": (), **changes}
    return replace(fact, **told)  # type: ignore[arg-type]


def _met(*parties: Entity, place: Entity | None = None, when: str | None = None) -> Fact:
    fact = make_fact("encounter", parties[0], parties[1], id=YES, detail=EncounterDetail(parties, "meeting", place))
    return replace(fact, when=When("allora", when) if when else None)


def test_what_is_negated_or_denied_elsewhere_is_contested(vocab: Vocab) -> None:
    assert _contested(vocab, SUPPORTS, _denial(SUPPORTS)) == [(YES, NO)]
    assert _contested(vocab, SUPPORTS, _denial(SUPPORTS, negated=False, status="denied")) == [(YES, NO)]
    assert _contested(vocab, replace(SUPPORTS, status="alleged"), _denial(SUPPORTS)) == [(YES, NO)]


@pytest.mark.parametrize("status", ["planned", "denied"])
def test_a_plan_is_not_contested_by_its_denial(vocab: Vocab, status: Status) -> None:
    assert _contested(vocab, replace(SUPPORTS, status=status), _denial(SUPPORTS)) == []


def test_other_parties_or_another_predicate_deny_nothing(vocab: Vocab) -> None:
    for other in (
        make_fact("relation", FRANCE, ITALY),
        make_fact("relation", ITALY, SPAIN),
        make_fact("relation", ITALY, FRANCE, predicate="opposes"),
    ):
        assert _contested(vocab, SUPPORTS, _denial(other)) == []


@pytest.mark.parametrize(
    ("one", "other", "contested"),
    [
        ("2024-04-09", "2024-04-09", True),
        ("2024-04-09", "2024-04", True),
        ("2024", "2024-04-09", True),
        ("2024-04-09", None, True),
        ("2024-04-09", "2024-04-10", False),
        ("2024-04", "2024-05-01", False),
        # an interval and what lies in it, or only in part
        ("2024-03", "2024-01/2024-06", True),
        ("2024-01/2024-06", "2024-06-30", True),
        ("2023-11/2024-02", "2024-02-10/2024-03", True),
        ("2024-01/2024-06", "2024-07", False),
        ("2024", "2023/2025", True),
        # "202" begins "2024" and is no time of it
        ("2024", "202", False),
    ],
)
def test_times_have_to_agree(vocab: Vocab, one: str, other: str | None, contested: bool) -> None:
    met = _met(ANNA, CARLO, when=one)
    denied = _denial(_met(ANNA, CARLO, when=other))
    assert bool(_contested(vocab, met, denied)) is contested


def test_places_and_offices_have_to_agree(vocab: Vocab) -> None:
    met = _met(ANNA, CARLO, place=ROME)
    assert _contested(vocab, met, _denial(_met(ANNA, CARLO))) == [(YES, NO)]
    assert _contested(vocab, met, _denial(_met(ANNA, CARLO, place=ROME))) == [(YES, NO)]
    assert _contested(vocab, met, _denial(_met(ANNA, CARLO, place=PARIS))) == []
    office = make_fact("role", ANNA, "ministra", id=YES, detail=RoleDetail("ministra", ITALY))
    assert _contested(vocab, office, _denial(office)) == [(YES, NO)]
    for of in (FRANCE, None):
        assert _contested(vocab, office, _denial(office, detail=RoleDetail("ministra", of))) == []


def test_a_meeting_is_denied_in_any_order_and_with_others(vocab: Vocab) -> None:
    met = _met(ANNA, CARLO)
    assert _contested(vocab, met, _denial(_met(CARLO, ANNA))) == [(YES, NO)]
    assert _contested(vocab, met, _denial(_met(UGO, CARLO, ANNA))) == [(YES, NO)]
    assert _contested(vocab, _met(ANNA, CARLO, UGO), _denial(_met(ANNA, UGO))) == []


def test_words_and_figures_are_not_contested_so(vocab: Vocab) -> None:
    said = make_fact("statement", ANNA, "no", id=YES, detail=SayingDetail((ANNA,), "no", False, "dire"))
    figure = make_fact("figure", ITALY, 3.0, id=YES, detail=FigureDetail("deficit", 3.0, "%", about=(ITALY,)))
    for fact in (said, figure):
        assert _contested(vocab, fact, _denial(fact)) == []
