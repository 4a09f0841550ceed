"""Figures of whole sentences, as newspapers print them, through the embedded model."""

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

CASES = (
    ("La Camera ha approvato il decreto con 178 sì, 112 no e 5 astenuti.", 178, "voti", "voti favorevoli", None),
    ("La Camera ha approvato il decreto con 178 sì, 112 no e 5 astenuti.", 112, "voti", "voti contrari", None),
    ("Bruxelles ha congelato 137 miliardi di fondi destinati alla Polonia.", 137e9, "EUR", "fondi", "Unione europea"),
    ("Servono 60 milioni di sconto in bolletta.", 60e6, "EUR", "sconto in bolletta", None),
    ("Le vittime dell'alluvione a Valencia sono 217, i dispersi 89.", 89, "dispersi", "dispersi", "Valencia"),
    ("I feriti sono saliti a 128, hanno riferito le autorità turche.", 128, "feriti", "feriti", "Turchia"),
    ("Sale a 48 il numero delle vittime in Nepal.", 48, "vittime", "vittime", "Nepal"),
    ("Licenziamenti a quota 1.500 nell'ex Ilva.", 1500, "licenziamenti", "Licenziamenti", None),
    ("La Francia ha consumato 61,9 miliardi di metri cubi di gas.", 61.9e9, "metri cubi", "consumo di gas", "Francia"),
    ("Il Pil della Germania è calato dello 0,2% nel terzo trimestre.", 0.2, "%", "Pil", "Germania"),
    (
        "Alla manifestazione di ieri hanno partecipato a Belgrado 20 mila persone.",
        20000,
        "persone",
        "persone",
        "Belgrado",
    ),
    ("I Verdi scendono al 6,3% nei sondaggi.", 6.3, "%", "sondaggio", None),
    (
        "È atteso a Kiev il ministro della Difesa, che porta un pacchetto da 600 milioni di sterline.",
        600e6,
        "GBP",
        "fondi",
        None,
    ),
    (
        "La Norvegia frena. Nel terzo trimestre, ha comunicato Norges Bank, il Pil è cresciuto dello 0,2%.",
        0.2,
        "%",
        "Pil",
        "Norvegia",
    ),
    ("Terni, operai in sciopero\n\nTERNI – Sono 340 gli operai in presidio.", 340, "operai", "operai", "Terni"),
    ("L'inflazione dell'area dell'euro è al 2,1%.", 2.1, "%", "inflazione", "Eurozona"),
    ("Il greggio è salito a 68 dollari e 30 centesimi al barile.", 68.3, "USD", "greggio", None),
    ("Il piano prevede l'arrivo di un milione e duecentomila turisti.", 1.2e6, "turisti", "arrivo", None),
    ("La diga contiene 8,2 chilometri cubi d'acqua.", 8.2, "chilometri cubi", "acqua", None),
    ("Oltre tre milioni di sud-coreani vivono a Busan.", 3e6, "sud-coreani", "sud-coreani", None),
    ("Le scorte erano all'81%, contro il 92 di un anno fa.", 92, "%", "scorte", None),
    ("Per l'Ocse il Pil crescerà del 3,1 per cento quest'anno e del 3 nel 2026.", 3, "%", "Pil", None),
    ("Gli sbarchi sono stati 61.423, contro i 155 mila dello stesso periodo.", 155000, "sbarchi", "sbarchi", None),
    ("Trecentomila i manifestanti per gli organizzatori, 50mila per la questura.", 50000, "manifestanti", "", None),
    ("Le quote russe sono al 31%. La media europea è del 18,5.", 18.5, "%", "", None),
    (
        "Oggi arrivano 3 miliardi di metri cubi di gas. La capacità del terminale è pari a 5 miliardi.",
        5e9,
        "metri cubi",
        "capacità del terminale",
        None,
    ),
    ("I droni abbattuti sono stati 88.", 88, "droni", "droni", None),
)
DIRECTIONS = (
    ("Kering lascia sul terreno il 12%.", "-"),
    ("L'indice Ftse Mib avanza dello 0,9%.", "+"),
    ("Il commercio bilaterale è di 4 miliardi, su del 12%.", "+"),
)
PERIODS = (
    ("Tra il 2019 e il 2023 le importazioni di armi sono cresciute del 94%.", "2019/2023"),
    ("Nel biennio 2025-2026 sono previste assunzioni per 6.200 agenti.", "2025/2026"),
)
NONE = (
    "Il ministro, 54 anni, guida il dicastero dal 2022.",
    "Il volo 610 è atterrato alle 18 nella pista 4.",
    "La tregua, in vigore da 72 ore, regge.",
)


@pytest.fixture(scope="module")
def figures(lexicon: Lexicon) -> Callable[[str], list[FigureDetail[Mention]]]:
    """Return the figures of any sentence of this module; the model is loaded once."""
    texts = sorted({*(case[0] for case in CASES), *(t for t, _ in (*DIRECTIONS, *PERIODS)), *NONE})
    articles = (make_article(text, id=f"f{number}") for number, text in enumerate(texts))
    readings: dict[str, Reading] = {
        r.article.text: r for r in read_articles(articles, SpacyEngine(load_model()), lexicon)
    }

    def find(text: str) -> list[FigureDetail[Mention]]:
        return [c.detail for c in extract(readings[text], lexicon) if isinstance(c.detail, FigureDetail)]

    return find


@pytest.mark.parametrize(("text", "value", "unit", "indicator", "about"), CASES)
def test_what_is_measured(
    figures: Callable[[str], list[FigureDetail[Mention]]],
    text: str,
    value: float,
    unit: str,
    indicator: str,
    about: str | None,
) -> None:
    found = next(f for f in figures(text) if f.value == pytest.approx(value))
    assert found.unit == unit
    assert indicator in found.indicator
    assert about is None or about in [m.name for m in found.about]


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_direction(figures: Callable[[str], list[FigureDetail[Mention]]], text: str, direction: str) -> None:
    assert figures(text)[-1].direction == direction


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_period(figures: Callable[[str], list[FigureDetail[Mention]]], text: str, period: str) -> None:
    assert figures(text)[-1].period == period


@pytest.mark.parametrize("text", NONE)
def test_measures_nothing(figures: Callable[[str], list[FigureDetail[Mention]]], text: str) -> None:
    assert not figures(text)
