"""Offices of whole sentences, as newspapers print them, through the embedded model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract.roles import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, RoleDetail
from tests.builders import make_article

pytestmark = pytest.mark.slow

Claims = Callable[[str], list[Claim]]
Roles = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.fixture(scope="module")
def claims(lexicon: Lexicon) -> Claims:
    """Return a function from a text to the claims of offices in it."""
    engine = SpacyEngine(load_model())

    def read(text: str) -> list[Claim]:
        (reading,) = read_articles([make_article(text)], engine, lexicon)
        return list(extract(reading, lexicon))

    return read


@pytest.fixture(scope="module")
def roles(claims: Claims) -> Roles:
    """Return a function from a text to the persons, offices and owners in it."""

    def read(text: str) -> list[tuple[str, str, str | None]]:
        return [
            (claim.subject.name, claim.detail.role, claim.detail.of.name if claim.detail.of else None)
            for claim in claims(text)
            if isinstance(claim.detail, RoleDetail)
        ]

    return read


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Kabul ha convocato l'incaricato d'affari pachistano Jamshed Alvi.",
            ("Jamshed Alvi", "incaricato d'affari", "Pakistan"),
        ),
        ("«È presto», spiega la ceo Rachele Tommasi.", ("Rachele Tommasi", "ceo", None)),
        (
            "La ministra dell'Agricoltura e dell'Allevamento del Brasile, Lucia Prado, è a Roma.",
            ("Lucia Prado", "ministra dell'Agricoltura e dell'Allevamento", "Brasile"),
        ),
        (
            "Il presidente del Consiglio europeo, Casimir Groot, è arrivato a Tirana.",
            ("Casimir Groot", "presidente", "Consiglio europeo"),
        ),
        (
            "Il presidente della Commissione dell'Unione africana, Omar Diatta, è arrivato a Dakar.",
            ("Omar Diatta", "presidente della Commissione", "Unione africana"),
        ),
        (
            "Il capogruppo alla Camera di Sinistra Comune, Yuri Bassi, ha attaccato il governo.",
            ("Yuri Bassi", "capogruppo alla Camera", "Sinistra Comune"),
        ),
        (
            "Il presidente della Commissione Esteri della Camera, Ugo Neri, è a Kiev.",
            ("Ugo Neri", "presidente della Commissione Esteri", "Camera dei deputati"),
        ),
        (
            "Lo dice Ludovico Neri, da giugno presidente di Federtecnica.",
            ("Ludovico Neri", "presidente", "Federtecnica"),
        ),
        (
            "La banca ha nominato Ada Colli amministratrice delegata al posto di Ugo Neri.",
            ("Ada Colli", "amministratrice delegata", None),
        ),
        (
            "Sarà Ada Colli la nuova presidente della Consob.",
            ("Ada Colli", "presidente", "Consob"),
        ),
        (
            "Rodolfo Echi, direttore generale e cognato del presidente del Venezuela, Braulio Machi, è a Roma.",
            ("Braulio Machi", "presidente", "Venezuela"),
        ),
        (
            "Il presidente Usa Jack Stone ha ricevuto alla Casa Bianca Beni Natan. Al termine il premier israeliano ha "
            "detto che l'accordo è vicino.",
            ("Beni Natan", "premier", "Israele"),
        ),
    ],
)
def test_a_role_of_a_sentence(roles: Roles, text: str, role: tuple[str, str, str | None]) -> None:
    assert role in roles(text)


NERI = "Paolo Neri"


@pytest.mark.parametrize(
    ("text", "when", "former"),
    [
        (f"Nel 2010 {NERI} era ministro degli Esteri dell'Italia.", "2010", True),
        (f"{NERI} era il ministro degli Esteri dell'Italia quando scoppiò la guerra.", None, True),
        (f"{NERI} fu ministro degli Esteri dell'Italia.", None, True),
        (f"{NERI} è stato ministro degli Esteri dell'Italia dal 2008 al 2011.", "2008/2011", True),
        (f"{NERI}, ministro degli Esteri dell'Italia dal 2008 al 2011, ha incontrato Luc Petit.", "2008/2011", True),
        (f"{NERI}, ministro degli Esteri dell'Italia nel 2010, ha incontrato Luc Petit.", "2010", True),
        (f"Nel 2010 {NERI} divenne ministro degli Esteri dell'Italia.", "2010", False),
        (f"Nel 2010 il ministro degli Esteri {NERI} incontrò Luc Petit a Roma.", "2010", False),
        (f"{NERI} è il ministro degli Esteri dell'Italia dal 2022.", None, False),
        (f"{NERI}, ministro degli Esteri dell'Italia dal 2022, ha incontrato Luc Petit.", None, False),
        (f"Il ministro degli Esteri {NERI} è nato nel 1960 a Lione.", None, False),
        (f"Ieri il ministro degli Esteri {NERI} ha incontrato Luc Petit.", None, False),
        (f"{NERI} è stato nominato ministro degli Esteri dell'Italia.", None, False),
    ],
)
def test_an_office_of_an_earlier_time_is_told_apart(
    lexicon: Lexicon, text: str, when: str | None, former: bool
) -> None:
    (reading,) = read_articles([make_article(text, published="2024-05-01")], SpacyEngine(load_model()), lexicon)
    (claim,) = [claim for claim in extract(reading, lexicon) if claim.subject.name == NERI]
    assert isinstance(claim.detail, RoleDetail)
    assert (claim.detail.role, claim.detail.former) == ("ministro degli Esteri", former)
    assert (claim.when.iso if claim.when else None) == when


def test_whose_office_it_is(roles: Roles) -> None:
    protest = "Confindustria ha scritto al governo. La presidente Marta Verdi chiede un incontro."
    assert ("Marta Verdi", "presidente", "Confindustria") in roles(protest)
    alliance = "La Nato, ha rassicurato il segretario generale Ugo Belli, resterà accanto all'alleato."
    assert ("Ugo Belli", "segretario generale", "Nato") in roles(alliance)


@pytest.mark.parametrize(
    "text",
    [
        "In Slovenia il 54,7% ha detto sì. Il premier Rok Zupan parla di mandato chiaro.",
        "Arrivato da Londra, il sindaco Egidio Bassi ha chiesto un incontro.",
    ],
)
def test_of_whom_a_bare_office_is_nobody_guesses(roles: Roles, text: str) -> None:
    ((_, _, of),) = roles(text)
    assert of is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anna Neri ha assunto l'incarico di direttrice generale.", "happened"),
        ("Anna Neri assumerà l'incarico di direttrice generale.", "planned"),
        ("Anna Neri ha lasciato l'incarico di direttrice generale.", "happened"),
    ],
)
def test_an_office_that_is_to_be_taken_is_planned(claims: Claims, text: str, status: str) -> None:
    assert [claim.status for claim in claims(text)] == [status]


def test_an_office_of_one_body_has_no_like_in_a_state(roles: Roles) -> None:
    told = "L'Alta rappresentante Kaja Bassi sarà a Berlino per un colloquio con il collega tedesco Johann Braun."
    assert roles(told) == [("Kaja Bassi", "Alta rappresentante", None)]


def test_who_is_told_has_not_the_office_of_who_tells(roles: Roles) -> None:
    told = "«Abbiamo pagato troppo», ha detto agli azionisti il presidente Ugo Belli."
    assert [(who, role) for who, role, _ in roles(told)] == [("Ugo Belli", "presidente")]


def test_the_article_tells_of_two(roles: Roles) -> None:
    judges = "I pm Marta Verdi e Ugo Belli avevano chiesto quattro anni."
    assert [who for who, role, _ in roles(judges) if role == "pm"] == ["Marta Verdi", "Ugo Belli"]


@pytest.mark.parametrize(
    "text",
    [
        "Livia Monti si è ritagliata un ruolo da mediatrice.",
        "La campana della chiesa è stata restaurata da Toni Bassi.",
        "Il futuro presidente degli Stati Uniti, chiunque sia, dovrà trattare.",
    ],
)
def test_no_role_of_a_sentence(roles: Roles, text: str) -> None:
    assert roles(text) == []
