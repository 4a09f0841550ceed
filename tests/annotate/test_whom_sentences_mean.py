"""Whom epithets and offices of whole sentences mean, as newspapers print them, through the embedded model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.model import SayingDetail
from tests.builders import make_article

pytestmark = pytest.mark.slow

Speakers = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ontology_dir())


@pytest.fixture(scope="module")
def speakers(lexicon: Lexicon) -> Speakers:
    """Return a function from a text to the names of those who say something in it."""
    engine = SpacyEngine(load_model())

    def read(text: str) -> list[str]:
        (reading,) = read_articles([make_article(text)], engine, lexicon)
        details = [claim.detail for claim in extract(reading, lexicon)]
        return [m.name for detail in details if isinstance(detail, SayingDetail) for m in detail.speakers]

    return read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ada Bruni, ministra dell'Industria, ci riceve a Bari.\n\nMinistra, ha visto il collega di Parigi?\n\n"
            "«No, non ancora».",
            "Ada Bruni",
        ),
        (
            "La commissaria Ida von Arden è a Varsavia. Ugo Ferri ha respinto le accuse. Mercoledì von Arden ha detto "
            "che l'accordo è vicino.",
            "Ida von Arden",
        ),
        (
            "La presidente della Bce Carla Lenoir è a Roma. «I tassi resteranno fermi», ha assicurato la numero uno "
            "dell'Eurotower.",
            "Carla Lenoir",
        ),
        (
            "Il ministro degli Esteri Ivo Belli ha visto il ministro della Difesa Ugo Croci. Il titolare della "
            "Farnesina ha ribadito che serve una tregua.",
            "Ivo Belli",
        ),
        (
            "Il ministro dell'Interno Matteo Piante ha parlato alla Camera. «Nessun allarme», ha chiarito l'inquilino "
            "del Viminale.",
            "Matteo Piante",
        ),
        (
            "Il numero uno di Adriagas, Lodo Bassani, ha visto il ministro Elio Gasi. Il manager ha detto che serve "
            "tempo.",
            "Lodo Bassani",
        ),
        (
            "La capogruppo Ada Tessari ha visto la prefetta Rosa Intini. La deputata ha detto che il piano non va.",
            "Ada Tessari",
        ),
        (
            "Il presidente Ugo Materra ha parlato a Palermo. Il capo dello Stato ha ricordato che la legge va difesa.",
            "Ugo Materra",
        ),
        (
            "Il ministro della Giustizia Carlo Nordini ha parlato a Bari. Il Guardasigilli ha detto che la riforma "
            "va avanti.",
            "Carlo Nordini",
        ),
        ("Oleh Zelin è a Parigi. Il presidente ucraino ha detto che servono armi.", "Oleh Zelin"),
        (
            "Il presidente Usa Jack Stone ha ricevuto alla Casa Bianca Beni Natan. Al termine il premier israeliano ha "
            "detto che l'accordo è vicino.",
            "Beni Natan",
        ),
        (
            "Ha parlato anche il cardinale Pietro Parri. Il segretario di Stato vaticano ha detto che la pace è "
            "possibile.",
            "Pietro Parri",
        ),
        ("Angela Merz lascia la politica. L'ex cancelliera ha detto che scriverà un libro.", "Angela Merz"),
        ("Ilaria Salvi e Marco Neri si sono visti ieri. Lei ha detto che è stato utile.", "Ilaria Salvi"),
        (
            "La presidente della Banca centrale danese, Inge Nilsen, ha visto l'amministratore delegato di "
            "Alfabanca, Luca Verri. «Serve rigore», ha spiegato la banchiera.",
            "Inge Nilsen",
        ),
        (
            "Il Consiglio ha eletto ieri sera presidente dell'aula Marta Reni, già assessora nella giunta Fossi. "
            "Lei ha detto che lavorerà per tutti.",
            "Marta Reni",
        ),
        (
            "Il premier ungherese Gabor Szenti ha visto Ada Neri. «Non firmeremo», ha replicato l'ungherese.",
            "Gabor Szenti",
        ),
    ],
)
def test_who_speaks(speakers: Speakers, text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Il ministro della Difesa Ugo Croci è a Roma. Il titolare del Viminale ha detto che serve tempo.",
        "Il presidente di Alfabanca Ugo Neri è a Roma. Il presidente della Consob ha detto che serve tempo.",
        "Il premier svedese Ugo Neri è a Roma. Il presidente russo ha detto che serve tempo.",
    ],
    ids=["another-ministry", "another-body", "another-country"],
)
def test_who_does_not(speakers: Speakers, text: str) -> None:
    assert not any(name.startswith("Ugo") for name in speakers(text))
