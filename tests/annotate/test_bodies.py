"""Names that stand as those of bodies do, though the recogniser takes them for persons."""

from __future__ import annotations

import pytest

from pipeline.annotate.bodies import is_body, nation_within
from pipeline.annotate.chains import build_chains
from pipeline.annotate.names import Found
from pipeline.annotate.parse import Doc, parse_of
from pipeline.lexicon.entries import Name
from tests.builders import make_doc, make_lexicon

POLAND = Name("Polonia", "Polonia", "Country", "Q36", "PL", "country")
LEXICON = make_lexicon(
    words={
        "of_a_body": {"cda", "leader"},
        "opening_particle": {"de"},
        "counterpart": set(),
        "office_of_italy": set(),
        "body": set(),
    },
    given_names={"anna": "Fem"},
    demonyms={"polacca": POLAND},
    names={"Polonia": POLAND},
    organisation_words={"cement": "company", "quotidiano": "media"},
)
DEFINITE = "Definite=Def|Number=Sing|PronType=Art"
PLURAL = "Definite=Def|Number=Plur|PronType=Art"


def _doc(text: str, article: str) -> Doc:
    """Make a Doc whose second token has the features of an article."""
    words = text.split()
    return parse_of(make_doc(words, morphs=["", article, *[""] * (len(words) - 2)]))


@pytest.mark.parametrize(
    ("text", "start", "article", "body"),
    [
        ("Ieri la Nova Reti ha chiuso", 2, DEFINITE, True),
        ("Ieri della Nova Reti si parla", 2, DEFINITE, True),
        ("cda di Nova Reti", 2, "", True),
        ("Ieri i Nova Reti si sposano", 2, PLURAL, False),
        ("Ieri la Anna Neri ha chiuso", 2, DEFINITE, False),
        ("Ieri il De Neri ha chiuso", 2, DEFINITE, False),
        ("padre di Nova Reti", 2, "", False),
        ("Ieri Nova Reti ha chiuso", 1, "", False),
    ],
)
def test_a_full_name_with_an_article_or_a_board_is_a_body(text: str, start: int, article: str, body: bool) -> None:
    assert is_body([Found(start, start + 2, "Person")], _doc(text, article), LEXICON) is body


@pytest.mark.parametrize(("text", "body"), [("Ieri la Verdi ha chiuso", False), ("leader di Verdi parla", True)])
def test_a_lone_surname_may_have_an_article(text: str, body: bool) -> None:
    assert is_body([Found(2, 3, "Person")], _doc(text, DEFINITE if "la" in text.split() else ""), LEXICON) is body


def test_the_chain_of_such_a_name_is_an_organisation() -> None:
    doc = _doc("Ieri la Nova Reti ha chiuso : Nova Reti tace", DEFINITE)
    chains, _ = build_chains(doc, [Found(2, 4, "Person"), Found(7, 9, "Person")], LEXICON)
    assert [(chain.name, chain.type) for chain in chains] == [("Nova Reti", "Organization")]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Banca centrale polacca", "PL"),
        ("Banca nazionale di Polonia", "PL"),
        ("Banca di Polonia Nuova", None),
        ("Polonia", None),
        ("Banca Neri", None),
    ],
)
def test_a_body_is_of_the_country_that_its_name_tells(name: str, country: str | None) -> None:
    assert nation_within(parse_of(make_doc(name.split()))[:], LEXICON) == country


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Nova Cement", True),
        ("PetroNova", True),
        ("McNeri", False),
        ("DeNeri", False),
        ("NERI", False),
        ("Nova Neri", False),
    ],
)
def test_a_body_ends_in_a_word_for_one_or_has_a_capital_within(name: str, body: bool) -> None:
    words = ["Ieri", *name.split(), "tace"]
    doc = parse_of(make_doc(words, heads=[len(words) - 1] * len(words), deps=["dep"] * (len(words) - 1) + ["ROOT"]))
    assert is_body([Found(1, len(words) - 1, "Person")], doc, LEXICON) is body


@pytest.mark.parametrize(("noun", "body"), [("quotidiano", True), ("collega", False)])
def test_a_body_stands_beside_the_noun_for_it(noun: str, body: bool) -> None:
    doc = parse_of(
        make_doc(
            ["il", noun, "Nova", "Neri", "tace"],
            pos=["DET", "NOUN", "PROPN", "PROPN", "VERB"],
            heads=[1, 4, 1, 2, 4],
            deps=["det", "nsubj", "nmod", "flat:name", "ROOT"],
        )
    )
    assert is_body([Found(2, 4, "Person")], doc, LEXICON) is body
