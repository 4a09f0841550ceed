"""An indicator without the names of its parties: what is measured, of whom is told elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.indicators import indicator_concept, parties_of, shared_indicator
from pipeline.model import Entity, FigureDetail
from tests.builders import make_entity, make_fact

RUSSIA, CHINA = make_entity("Russia", "Country"), make_entity("Cina", "Country")
STATES, ACME = make_entity("Stati Uniti", "Country"), make_entity("Acme & C. (Spa)", "Organization")
AQUILA = make_entity("L’Aquila", "Place")


@pytest.mark.parametrize(
    ("indicator", "parties", "concept"),
    [
        ("commercio tra Cina e Russia", (RUSSIA, CHINA), "commercio"),
        ("commercio fra la Russia e la Cina", (RUSSIA, CHINA), "commercio"),
        ("commercio bilaterale", (RUSSIA, CHINA), "commercio bilaterale"),
        ("scambi tra Cina, Russia e Stati Uniti", (CHINA, RUSSIA, STATES), "scambi"),
        ("commercio tra Cina e Russia in dollari", (RUSSIA, CHINA), "commercio in dollari"),
        ("esportazioni della Cina verso gli Stati Uniti", (CHINA, STATES), "esportazioni"),
        ("surplus con gli Stati Uniti", (CHINA, STATES), "surplus"),
        ("importazioni dalla Cina", (STATES, CHINA), "importazioni"),
        ("Pil degli Stati Uniti", (STATES,), "Pil"),
        ("azioni Acme & C. (Spa)", (ACME,), "azioni"),
        ("sfollati dell'Aquila", (AQUILA,), "sfollati dell'Aquila"),
        ("sfollati dell’Aquila", (make_entity("Aquila", "Place"),), "sfollati"),
        ("sfollati di L'Aquila", (AQUILA,), "sfollati"),
        # whose the tariffs are is told by no place: the names stay
        ("dazi degli Stati Uniti", (CHINA, STATES), "dazi degli Stati Uniti"),
        ("esportazioni della Cina verso la Russia", (RUSSIA, CHINA), "esportazioni della Cina verso la Russia"),
        ("vendite della Cina verso la Russia e l'Iran", (RUSSIA,), "vendite della Cina verso la Russia e l'Iran"),
        ("quota di Cinatown", (CHINA,), "quota di Cinatown"),
        ("Russia", (RUSSIA,), "Russia"),
        ("  prezzo   del gas ", (), "prezzo del gas"),
    ],
)
def test_what_the_places_of_the_parties_say_is_left_out(
    indicator: str, parties: tuple[Entity, ...], concept: str
) -> None:
    assert indicator_concept(indicator, parties) == concept


@pytest.mark.parametrize(
    ("indicator", "shared"),
    [
        ("commercio tra Cina e Russia", "commercio"),
        ("esportazioni della Cina verso la Russia", "esportazioni della Cina verso la Russia"),
        ("Pil della Cina", "Pil della Cina"),
        ("commercio tra Cina e Iran", "commercio tra Cina e Iran"),
    ],
)
def test_only_what_lies_between_the_pair_has_no_owner(indicator: str, shared: str) -> None:
    assert shared_indicator(indicator, (RUSSIA, CHINA)) == shared


@given(st.text(), st.lists(st.text(), max_size=3))
def test_some_words_are_left_of_any_indicator(indicator: str, names: list[str]) -> None:
    concept = indicator_concept(indicator, [make_entity(name) for name in names])
    assert any(c.isalnum() for c in concept) == any(c.isalnum() for c in indicator)
    assert len(concept) <= len(indicator)


def test_a_figure_about_nobody_is_about_its_subject() -> None:
    fact = make_fact("figure", RUSSIA, 1.0, detail=FigureDetail("Pil", 1.0, "%"))
    assert parties_of(fact) == (RUSSIA,)
