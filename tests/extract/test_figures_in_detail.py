"""What a figure measures, whose it is and where it goes, where the number stands apart; through the embedded model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract.figures import extract
from pipeline.lexicon import Lexicon
from pipeline.model import FigureDetail, Mention
from tests.builders import make_article

pytestmark = pytest.mark.slow

Figures = Callable[[str, float], FigureDetail[Mention]]

INDICATORS = (
    ("Crescono i ricavi, trainati dalle plusvalenze (61,3 milioni).", 61.3e6, "plusvalenze"),
    ("In Spagna il turismo vale il 12,3% del Pil.", 12.3, "turismo"),
    ("In Spagna il turismo vale il 12,3% del Pil.", 12.3, "Pil"),
    ("Lo stabilimento darà lavoro a oltre 3.500 persone.", 3500, "lavoro"),
    ("La nuova linea ferroviaria costerà 17 miliardi di dollari.", 17e9, "costo"),
    ("Rallentano i finanziamenti alle imprese: +0,6%.", 0.6, "finanziamenti"),
    (
        "I Verdi hanno ottenuto 60 deputati. I Socialisti si sono fermati al 23,4 per cento.",
        23.4,
        "voti",
    ),
    ("La Borsa chiude in calo. Bene invece Nautica Tirrena (+2,7%), che ha alzato le stime.", 2.7, "titolo"),
)
OWNERS = (
    ("Nell'ultimo sondaggio i Popolari hanno il 27,4%. I Democratici sono al 21,7.", 21.7, "Democratici"),
    (
        "Al primo turno Marta Neri ha avuto il 41% dei voti. Secondo è Ugo Belli, fermo al 35 per cento.",
        35,
        "Ugo Belli",
    ),
    ("Il gruppo dolciario Brezzi cresce, dice il presidente Ugo Brezzi. L'ebitda sale a 148 milioni.", 148e6, "Brezzi"),
)
DIRECTIONS = (
    ("Il titolo cede l'1,6% a 9,84 euro.", 9.84, "-"),
    ("Il tasso di disoccupazione cala di 0,3 punti percentuali, al 5,9%.", 5.9, "-"),
    ("Il porto di Trieste ha movimentato 841 mila container, con una crescita del 10,6%.", 10.6, "+"),
    ("Calano gli acquisti, con prezzi in aumento in media dell'1,4%.", 1.4, "+"),
)
UNITS = (
    ("L'utile è di 218 milioni, contro i 260 attesi dagli analisti.", 260e6, "EUR"),
    (
        "La produzione di vino si ferma a 43,8 milioni di ettolitri. In testa si conferma il Veneto con 11,1 milioni.",
        11.1e6,
        "ettolitri",
    ),
    ("Sono state cancellate 1.180 corse su 1.870.", 1870, "corse"),
)


@pytest.fixture(scope="module")
def figure(lexicon: Lexicon) -> Figures:
    """Return a function from a text and a value to the figure of that value."""
    engine = SpacyEngine(load_model())

    def read(text: str, value: float) -> FigureDetail[Mention]:
        (reading,) = read_articles([make_article(text)], engine, lexicon)
        details = [claim.detail for claim in extract(reading, lexicon)]
        return next(d for d in details if isinstance(d, FigureDetail) and d.value == pytest.approx(value))

    return read


@pytest.mark.parametrize(("text", "value", "indicator"), INDICATORS)
def test_what_it_measures(figure: Figures, text: str, value: float, indicator: str) -> None:
    assert indicator in figure(text, value).indicator


@pytest.mark.parametrize(("text", "value", "owner"), OWNERS)
def test_whose_it_is(figure: Figures, text: str, value: float, owner: str) -> None:
    assert owner in {party.name for party in figure(text, value).about}


@pytest.mark.parametrize(("text", "value", "direction"), DIRECTIONS)
def test_where_it_goes(figure: Figures, text: str, value: float, direction: str) -> None:
    assert figure(text, value).direction == direction


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_in_what(figure: Figures, text: str, value: float, unit: str) -> None:
    assert figure(text, value).unit == unit


def test_what_does_not_reach_a_level_is_below_it(figure: Figures) -> None:
    assert figure("La quota delle auto elettriche non arriva al 7% del mercato.", 7).comparator == "<"


def test_a_time_is_of_the_number_beside_it(figure: Figures) -> None:
    assert figure("Ogni famiglia spenderà 211 euro, contro i 207 del 2023.", 211).period is None


@pytest.mark.parametrize(("value", "period"), [(21, None), (78e6, None), (12e6, "2024")])
def test_the_same_period_of_another_year_is_of_its_own_number(
    figure: Figures, value: float, period: str | None
) -> None:
    text = (
        "La Cantieri ha chiuso con ricavi in crescita del 21% e un utile di 78 milioni di euro, "
        "contro la perdita di 12 milioni dello stesso periodo del 2024."
    )
    assert figure(text, value).period == period


def test_a_sentence_may_begin_with_the_same_period(figure: Figures) -> None:
    assert figure("Nello stesso periodo del 2024 l'utile era stato di 12 milioni di euro.", 12e6).period == "2024"


def test_where_somebody_speaks_is_not_what_a_figure_is_about(figure: Figures) -> None:
    assert figure("La ministra Anna Verdi ha riferito alla Camera. I reati sono calati del 5 per cento.", 5).about == ()
