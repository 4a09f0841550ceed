"""Which names of one article are one party; what is heard with them."""

from __future__ import annotations

import pytest

from pipeline.annotate.chains import build_chains, country_of, office_at, offices_with
from pipeline.annotate.names import Found
from pipeline.annotate.parse import Doc, parse_of
from pipeline.annotate.reading import Chain
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name, Office
from pipeline.model import EntityType
from tests.builders import make_doc, make_lexicon, make_parse, parsed

RUSSIA = Name("Russia", "Russia", "Country", "Q159", "RU", "country")
MOSCOW = Name("Mosca", "Russia", "Country", "Q159", "RU", "capital", "Mosca", "Q649")
LEXICON = make_lexicon(
    demonyms={"russo": RUSSIA, "russa": RUSSIA},
    offices={
        ("presidente",): Office("presidente", "c", "sg", "state"),
        ("primo", "ministro"): Office("primo ministro", "m", "sg", "state"),
        ("capo", "di", "stato"): Office("capo di Stato", "m", "sg", "state"),
    },
)


def _names(doc: Doc, *names: tuple[str, EntityType], entries: dict[str, Name] | None = None) -> list[Found]:
    """Find each name in turn, from left to right; those in `entries` are known to the gazetteer."""
    words, found, position = [token.text for token in doc], [], 0
    for name, entity_type in names:
        size = len(name.split())
        start = next(i for i in range(position, len(words)) if words[i : i + size] == name.split())
        found.append(Found(start, start + size, entity_type, (entries or {}).get(name)))
        position = start + size
    return found


def _chains(text: str, *names: tuple[str, EntityType], lexicon: Lexicon = LEXICON) -> list[tuple[str, int]]:
    """Return each chain's name with the number of names in it."""
    doc = parse_of(make_doc(text.split()))
    chains, spans = build_chains(doc, _names(doc, *names), lexicon)
    starts = [spans[i] for i in spans if spans[i].start == i]
    return [(chain.name, sum(span.chain == index for span in starts)) for index, chain in enumerate(chains)]


@pytest.mark.parametrize(
    ("names", "chains"),
    [
        (["Vladimir Putin", "Putin"], [("Vladimir Putin", 2)]),
        (["Putin", "Vladimir Putin"], [("Vladimir Putin", 2)]),
        (["Xi Jinping", "Xi"], [("Xi Jinping", 2)]),
        (["Annika van der Steen", "van der Steen"], [("Annika van der Steen", 2)]),
        (["Sergey Lavrov", "Sergei Lavrov"], [("Sergey Lavrov", 2)]),
        (["Katrin Yu", "Katrina Yu", "Yu"], [("Katrina Yu", 3)]),
        (["Vladimir Putin", "Vladimir Zelensky"], [("Vladimir Putin", 1), ("Vladimir Zelensky", 1)]),
        (["Marta Verdi", "Paolo Verdi"], [("Marta Verdi", 1), ("Paolo Verdi", 1)]),
        (["Marta Verdi", "Paolo Verdi", "Verdi"], [("Marta Verdi", 1), ("Paolo Verdi", 2)]),
        (["Neri", "Verdi"], [("Neri", 1), ("Verdi", 1)]),
        (["Paolo Neri", "Paola Neri"], [("Paolo Neri", 1), ("Paola Neri", 1)]),
        (["Petro Kovalenko", "Kovalenkoo"], [("Petro Kovalenko", 2)]),
        (["Marco Neri", "Mario Neri"], [("Marco Neri", 1), ("Mario Neri", 1)]),
        (["Anna Bianchi", "Anna Bianco"], [("Anna Bianchi", 1), ("Anna Bianco", 1)]),
    ],
    ids=str,
)
def test_names_of_persons(names: list[str], chains: list[tuple[str, int]]) -> None:
    assert _chains(" e ".join(names), *((name, "Person") for name in names)) == chains


def test_a_company_is_not_a_person_of_the_same_surname() -> None:
    chains = _chains("Enzo Ferrari e Ferrari Auto", ("Enzo Ferrari", "Person"), ("Ferrari Auto", "Organization"))
    assert chains == [("Enzo Ferrari", 1), ("Ferrari Auto", 1)]


def test_a_lone_surname_that_the_recogniser_took_for_a_company_is_the_person() -> None:
    assert _chains("Enzo Ferrari e Ferrari", ("Enzo Ferrari", "Person"), ("Ferrari", "Organization")) == [
        ("Enzo Ferrari", 2)
    ]


def test_a_country_and_its_capital_are_one_party_but_the_capital_keeps_its_place() -> None:
    doc = parse_of(make_doc(["La", "Russia", "e", "Mosca"]))
    found = _names(doc, ("Russia", "Country"), ("Mosca", "Country"), entries={"Russia": RUSSIA, "Mosca": MOSCOW})
    chains, spans = build_chains(doc, found, LEXICON)
    assert chains == (Chain("Russia", "Country", "Q159", "RU"),)
    assert [(spans[1].chain, spans[1].place), (spans[3].chain, spans[3].place)] == [(0, None), (0, "Mosca")]


def test_each_token_of_a_name_knows_the_whole_name() -> None:
    doc = parse_of(make_doc(["Poi", "Vladimir", "Putin", "parlò"]))
    _, spans = build_chains(doc, _names(doc, ("Vladimir Putin", "Person")), LEXICON)
    assert {i: (span.start, span.end) for i, span in spans.items()} == {1: (1, 3), 2: (1, 3)}


@pytest.mark.parametrize(
    ("text", "name", "offices"),
    [
        ("il presidente russo Ivan Petrov", "Ivan Petrov", [("presidente", "RU")]),
        ("il presidente Ivan Petrov", "Ivan Petrov", [("presidente", None)]),
        ("il primo ministro russo , Ivan Petrov", "Ivan Petrov", [("primo ministro", "RU")]),
        ("il presidente parlò e Ivan Petrov", "Ivan Petrov", []),
        ("il presidente . Ivan Petrov", "Ivan Petrov", []),
        ("Ivan Petrov", "Ivan Petrov", []),
    ],
)
def test_offices_with(text: str, name: str, offices: list[tuple[str, str | None]]) -> None:
    words = text.split()
    tags = {"parlò": "VERB", "e": "CCONJ", ".": "PUNCT", ",": "PUNCT"}
    doc = parse_of(make_doc(words, pos=[tags.get(word, "NOUN") for word in words]))
    (found,) = _names(doc, (name, "Person"))
    assert list(offices_with(doc, found, LEXICON, {})) == offices


def test_a_chain_takes_the_country_of_its_title() -> None:
    doc = parse_of(
        make_doc(
            ["il", "presidente", "russo", "Ivan", "Petrov", "e", "Petrov"], pos=["DET", "NOUN", "ADJ"] + ["PROPN"] * 4
        )
    )
    chains, _ = build_chains(doc, _names(doc, ("Ivan Petrov", "Person"), ("Petrov", "Person")), LEXICON)
    assert chains == (Chain("Ivan Petrov", "Person", None, "RU", frozenset({("presidente", "RU")})),)


@pytest.mark.parametrize(
    ("text", "position", "lemma"),
    [
        ("il Presidente parla", 1, "presidente"),
        ("il primo ministro", 2, "primo ministro"),
        ("il capo di Stato", 1, "capo di Stato"),
        ("il tavolo", 1, None),
    ],
)
def test_office_at(text: str, position: int, lemma: str | None) -> None:
    office = office_at(parse_of(make_doc(text.split()))[position], LEXICON)
    assert (office.lemma if office else None) == lemma


@pytest.mark.parametrize(
    ("parse", "country"),
    [
        ("presidente presidente NOUN ROOT 0\nrusso russo ADJ amod 1", "RU"),
        ("presidente presidente NOUN ROOT 0\ndella di ADP case 3\nRussia Russia PROPN nmod 1", "RU"),
        ("presidente presidente NOUN ROOT 0\ndella di ADP case 3\nbanca banca NOUN nmod 1", None),
    ],
    ids=["adjective", "name", "thing"],
)
def test_country_of(parse: str, country: str | None) -> None:
    doc = parsed(parse)
    entries = {token.i: RUSSIA for token in doc if token.text == "Russia"}
    assert country_of(doc[0], LEXICON, entries) == country


@pytest.mark.parametrize(
    ("names", "chains"),
    [
        (["Confederazione Autonoma del Lavoro", "Cal"], 1),
        (["Cal", "Confederazione Autonoma del Lavoro"], 1),
        (["Nordic Steel Group", "Nordic Steel"], 1),
        (["Nordic Steel Group", "Nordic Power"], 2),
        (["Confederazione Autonoma del Lavoro", "Cgt"], 2),
    ],
    ids=["acronym", "acronym-first", "first-part", "another", "other-letters"],
)
def test_an_organisation_by_its_initials_or_its_first_words(names: list[str], chains: int) -> None:
    assert len(_chains(" ".join(names), *((name, "Organization") for name in names))) == chains


def test_an_office_that_only_stands_beside_a_name_is_not_its_own() -> None:
    doc = parse_of(
        make_parse(
            """
        Al a ADP case 2 def
        presidente presidente NOUN obl 5 sg
        Verdi Verdi PROPN nsubj 5
        ha avere AUX aux 5 3s
        chiesto chiedere VERB ROOT 0 part
        aiuto aiuto NOUN obj 5 sg
        """
        )
    )
    (verdi,) = _names(doc, ("Verdi", "Person"))
    assert list(offices_with(doc, verdi, LEXICON, {})) == []
