"""Whose words they are by the passage around them, in sentences as papers print them, through the embedded model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import make_article

pytestmark = pytest.mark.slow

Said = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def said(lexicon: Lexicon) -> Said:
    """Return a function from a text to the speakers in it and the words said."""
    engine = SpacyEngine(load_model())

    def read(text: str) -> list[tuple[str, str]]:
        (reading,) = read_articles([make_article(text)], engine, lexicon)
        claims = [c for c in extract(reading, lexicon) if isinstance(c.detail, SayingDetail)]
        return [(c.subject.name, str(c.object)) for c in claims]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La squadra torna in serie B e il patron Ugo Belli si gode la festa. «Una gioia immensa», confida.",
            ("Ugo Belli", "Una gioia immensa"),
        ),
        (
            "I popolari attaccano. Per il ministro Ugo Belli la colpa è delle tasse. «Servono tagli», ha affermato.",
            ("Ugo Belli", "Servono tagli"),
        ),
        (
            "Il tribunale ha assolto Ugo Belli dopo sei anni. «È finito un incubo», ha detto uscendo dall'aula.",
            ("Ugo Belli", "È finito un incubo"),
        ),
        (
            "Trento - «Non è un taglio, è una riforma». L'assessora alla Sanità, Marta Verdi, difende così la scelta.",
            ("Marta Verdi", "Non è un taglio, è una riforma"),
        ),
        (
            "«Una pagina nera per la città», il commento della sindaca Marta Verdi, la quale ha lasciato la sala.",
            ("Marta Verdi", "Una pagina nera per la città"),
        ),
        (
            "Il presidente Ugo Belli, incalzato dai cronisti, se l'è cavata con una battuta: «Vedremo domani».",
            ("Ugo Belli", "Vedremo domani"),
        ),
        (
            "In molti si sono fermati, e stando ai sindacati l'adesione ha superato le attese.",
            ("sindacati", "l'adesione ha superato le attese"),
        ),
    ],
    ids=["last-clause", "view", "beside", "dateline", "commented", "pressed", "second-source"],
)
def test_whose_passage(said: Said, text: str, expected: tuple[str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Che cosa prevede il piano? Lo spiega il ministro Ugo Belli.",
        "Kiev chiede tempo, gli alleati rispondono in ordine sparso.",
    ],
    ids=["question", "answering"],
)
def test_nobody_says_it(said: Said, text: str) -> None:
    assert said(text) == []
