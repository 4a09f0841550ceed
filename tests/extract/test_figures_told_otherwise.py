"""Figures that leave something out: unit, noun or owner stand elsewhere; through the embedded model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.reading import Reading
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract.figures import extract
from pipeline.lexicon import Lexicon
from pipeline.model import FigureDetail, Mention
from tests.builders import make_article

pytestmark = pytest.mark.slow

UNITS = (
    ("Gli scambi superano i 32 miliardi di dollari e l'obiettivo è arrivare a 40 entro il 2030.", 40e9, "USD"),
    ("Le offerte ammontano a 52 milioni di euro, ma le uscite hanno raggiunto i 103.", 103e6, "EUR"),
    ("Attende ricavi tra 1,9 e 2 miliardi.", 1.9e9, "EUR"),
    ("La regione stanzia due milioni e ne chiede quattro al governo.", 4e6, "EUR"),
    ("Il Fondo presta 20 miliardi di dollari, 12 dei quali subito.", 12e9, "USD"),
    ("La società avrà il 74% del capitale, il fondo il rimanente 26.", 26, "%"),
    ("Diminuiscono i sacerdoti, 406.996.", 406996, "sacerdoti"),
    ("Crescono gli immigrati, arrivati in 435 mila.", 435000, "immigrati"),
    ("Crescono i passeggeri dei traghetti, che sono stati 960mila.", 960000, "passeggeri"),
    ("Le abitazioni distrutte risultano 2.300.", 2300, "abitazioni"),
    ("La legge è passata con 98 voti favorevoli, 61 contrari e 24 astenuti.", 61, "voti"),
    ("La legge è passata con 98 voti favorevoli, 61 contrari e 24 astenuti.", 24, "astenuti"),
    ("La perdita di abitanti è stata del 6,4 per mille.", 6.4, "per mille"),
    ("Il partito è al 21,6%, tre punti sotto il risultato del 2022.", 3, "punti"),
    ("Il governo argentino ha sbloccato aiuti per 3 miliardi di pesos.", 3e9, "ARS"),
    ("Sale a 61 il conto delle vittime del terremoto.", 61, "vittime"),
    ("Sono 23 dei 32 alleati a spendere di più.", 23, "alleati"),
    ("Il diesel costa 1,694 euro. In autostrada si spendono 1,88 e 1,90 euro.", 1.88, "EUR"),
)
INDICATORS = (
    ("Il commercio tra Norvegia e Svezia ha superato i 20 miliardi di euro.", 20e9, "commercio"),
    ("La società realizza all'estero il 68% delle vendite.", 68, "vendite"),
    ("I governi hanno firmato un programma sull'idrogeno del valore di 320 milioni di dollari.", 320e6, "programma"),
    ("Il debito del municipio, che era di 74 milioni, cala.", 74e6, "debito"),
    ("Il Brent con consegna a dicembre tratta a 78,4 dollari al barile.", 78.4, "Brent"),
    ("Ha chiesto al Comune di portare la quota delle rinnovabili dal 6 al 15 per cento.", 15, "quota"),
)
OWNERS = (
    ("L'interscambio italo-tedesco ha toccato i 155,8 miliardi di euro.", {"Italia", "Germania"}),
    ("Nel 2024 gli scambi tra Roma e Ankara hanno superato i 30 miliardi di dollari.", {"Italia", "Turchia"}),
    (
        "Il presidente cinese è stato a Mosca. Gli Stati Uniti hanno protestato. La Cina è il principale partner "
        "della Russia e il commercio è salito a 240 miliardi di dollari, secondo le statistiche cinesi.",
        {"Cina", "Russia"},
    ),
    ("Vertice ieri sera a Palazzo Chigi. Sul tavolo la riforma: 24 miliardi per le famiglie.", {"Palazzo Chigi"}),
    ("Trentotto morti: è il bilancio delle alluvioni nelle Filippine.", {"Filippine"}),
)
DIRECTIONS = (
    ("L'export cresce: nel 2024 ha toccato i 20 miliardi, l'8 per cento in più.", "+"),
    ("L'utile è salito a 412 milioni rispetto ai 347 del 2023.", None),
)
NONE = (
    "La delibera 479 del 16 luglio resta in vigore.",
    "Il Milan ha tre punti di vantaggio.",
    "Restano aperti tre punti di disaccordo.",
)


@pytest.fixture(scope="module")
def figures(lexicon: Lexicon) -> Callable[[str], list[FigureDetail[Mention]]]:
    """Return the figures of any text of this module; the model is loaded once."""
    texts = sorted({case[0] for case in (*UNITS, *INDICATORS, *OWNERS, *DIRECTIONS)} | set(NONE))
    articles = (make_article(text, id=f"o{number}") for number, text in enumerate(texts))
    readings: dict[str, Reading] = {
        r.article.text: r for r in read_articles(articles, SpacyEngine(load_model()), lexicon)
    }

    def find(text: str) -> list[FigureDetail[Mention]]:
        return [c.detail for c in extract(readings[text], lexicon) if isinstance(c.detail, FigureDetail)]

    return find


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_unit(figures: Callable[[str], list[FigureDetail[Mention]]], text: str, value: float, unit: str) -> None:
    assert unit in [f.unit for f in figures(text) if f.value == pytest.approx(value)]


@pytest.mark.parametrize(("text", "value", "indicator"), INDICATORS)
def test_indicator(
    figures: Callable[[str], list[FigureDetail[Mention]]], text: str, value: float, indicator: str
) -> None:
    found = next(f for f in figures(text) if f.value == pytest.approx(value))
    assert indicator in found.indicator


def test_whose_a_figure_is_stands_apart_from_what_is_measured(
    figures: Callable[[str], list[FigureDetail[Mention]]],
) -> None:
    assert [f.indicator for f in figures(INDICATORS[0][0])] == ["commercio"]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_whose(figures: Callable[[str], list[FigureDetail[Mention]]], text: str, owners: set[str]) -> None:
    assert {m.name for m in figures(text)[-1].about} == owners


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_direction(figures: Callable[[str], list[FigureDetail[Mention]]], text: str, direction: str | None) -> None:
    assert figures(text)[-1].direction == direction


@pytest.mark.parametrize("text", NONE)
def test_measures_nothing(figures: Callable[[str], list[FigureDetail[Mention]]], text: str) -> None:
    assert not figures(text)
