"""Whether an office of the graph agrees with one of a table, on that day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.link.offices import (
    CROWDED,
    NOBODYS,
    ON_THE_DAY,
    OTHER_COUNTRY,
    OTHER_TIME,
    RELATED,
    SAME_OWNER,
    SOME_DAY,
    Held,
    Offices,
    contradiction,
)
from pipeline.model import Entity, Tenure
from tests.builders import make_entity

OFFICES = Offices(load_lexicon(ontology_dir()))
RUSSIA = make_entity("Russia", "Country", wikidata="Q159")
ITALY = make_entity("Italia", "Country", wikidata="Q38")
KREMLIN = make_entity("Cremlino", "Organization", wikidata="Q133274")
ENI = make_entity("Eni", "Organization", wikidata="Q565594")
PARTY = make_entity("Partito della Norlandia", "Organization")


def _held(role: str, of: Entity | None = RUSSIA, day: str | None = "2024-04-09", *, former: bool = False) -> Held:
    days = [(date.fromisoformat(day), date.fromisoformat(day))] if day else []
    return OFFICES.held("f1", role, of, former, days)


@pytest.mark.parametrize(
    ("held", "tenure", "agreement"),
    [
        (_held("ministro degli Esteri"), Tenure("Minister of Foreign Affairs", ("Q159",), "2004-03-09"), ON_THE_DAY),
        (_held("ministro degli Esteri"), Tenure("ministro degli affari esteri", ("Russia",), "2004"), ON_THE_DAY),
        (_held("presidente"), Tenure("presidente della Federazione Russa", (), "2012", "2030"), ON_THE_DAY),
        (_held("presidente"), Tenure("President of Russia", (), "2012"), ON_THE_DAY),
        (_held("presidente"), Tenure("presidente russo"), SOME_DAY),
        (_held("presidente", day=None), Tenure("presidente", ("Q159",), "2012"), SOME_DAY),
        (_held("premier", ITALY), Tenure("presidente del Consiglio dei ministri", ("Italy",), "2022"), ON_THE_DAY),
        (_held("primo ministro"), Tenure("Chairman of the Government", ("Q159",)), SAME_OWNER),
        (_held("portavoce", KREMLIN), Tenure("press secretary", ("Q159",), "2012"), ON_THE_DAY),
        (_held("amministratore delegato", ENI), Tenure("CEO di Eni"), SOME_DAY),
        (_held("amministratore delegato", ENI), Tenure("CEO", ("Q38",)), 0.0),
        (_held("segretario generale", PARTY), Tenure("secretary general", ("Partito della Norlandia",)), SOME_DAY),
        (_held("presidente", None), Tenure("presidente", ("Q159",), "2012"), NOBODYS),
        (_held("presidente", None), Tenure("ministro", ("Q159",), "2012"), 0.0),
        (_held("senatore", ITALY), Tenure("senatore", ("Q38",)), CROWDED),
        (_held("senatore", None), Tenure("senatore", ("Q38",)), 0.0),
        (_held("ministro"), Tenure("ministro degli Esteri", ("Q159",)), RELATED),
        (_held("viceministro degli Esteri"), Tenure("ministro degli Esteri", ("Q159",)), SAME_OWNER),
        (_held("presidente"), Tenure("presidente", ("Q159",), "1999", "2008-05-07"), 0.0),
        (_held("presidente", day="2008-05-20"), Tenure("presidente", ("Q159",), "1999", "2008-05-07"), ON_THE_DAY),
        (_held("presidente", former=True), Tenure("presidente", ("Q159",), "1999", "2008-05-07"), ON_THE_DAY),
        (_held("presidente"), Tenure("presidente", ("Q159",), "0001", "9999"), ON_THE_DAY),
        (_held("presidente"), Tenure("presidente", ("Q38",)), 0.0),
        (_held("presidente", ITALY), Tenure("presidente della Camera dei deputati", ("Q38",)), 0.0),
        (_held("boh"), Tenure("mah", ("Q159",)), SAME_OWNER),
        (_held("boh", None), Tenure("mah"), 0.0),
    ],
)
def test_offices_agree_by_what_they_are_and_whose_and_when(held: Held, tenure: Tenure, agreement: float) -> None:
    assert OFFICES.agreement(held, OFFICES.office(tenure)) == agreement


@pytest.mark.parametrize(
    ("held", "tenures", "against"),
    [
        ([_held("presidente")], [Tenure("presidente", ("Q38",))], OTHER_COUNTRY),
        ([_held("presidente")], [Tenure("presidente", ("Q159",), "1990", "1992")], OTHER_TIME),
        ([_held("presidente")], [Tenure("presidente", ("Q159",), "1990", "1992"), Tenure("x", ("Q38",))], OTHER_TIME),
        ([_held("presidente", None)], [Tenure("presidente", ("Q38",), "1990", "1992")], 0.0),
        ([_held("amministratore delegato", PARTY)], [Tenure("presidente", ("Q38",))], 0.0),
        ([_held("presidente")], [], 0.0),
        ([], [Tenure("presidente", ("Q38",))], 0.0),
    ],
)
def test_offices_of_other_countries_or_times_contradict(
    held: list[Held], tenures: list[Tenure], against: float
) -> None:
    assert contradiction(held, [OFFICES.office(tenure) for tenure in tenures]) == against


@given(st.text(), st.text())
@example("İstanbul ŞEF", "İ")
def test_any_text_is_an_office_of_something_or_of_nothing(office: str, of: str) -> None:
    read = OFFICES.office(Tenure(office, (of,)))
    held = _held(office, make_entity(of, "Organization"))
    assert 0.0 <= OFFICES.agreement(held, read) < 1.0
    assert contradiction([held], [read]) in (0.0, OTHER_COUNTRY, OTHER_TIME)
