"""What counts as right, on cases made by hand."""

from __future__ import annotations

import pytest

from pipeline.evaluate.items import Content, Journey, Measure, Meeting, Office, Saying, Tie
from pipeline.evaluate.matching import matches
from pipeline.evaluate.names import Names, overlap, unit_key, words, years

NAMES = Names({"Norlandia": ["Borgonord", "norlandese"], "Anna Bassi": ["la ministra"]})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Bassi", "Bassi", True),
        ("Anna Bassi", "Anna", True),
        ("Anna Maria Bassi", "Maria", False),
        ("Anna Bassi", "Carlo Bassi", False),
        ("ministero della Difesa", "il ministero Difesa", True),
        ("Norlandia", "Borgonord", True),
        ("Borgonord", "norlandese", True),
        ("Anna Bassi", "ministra", True),
        ("Bassi", "ministra", False),
        ("Perù", "PERU", True),
        ("", None, True),
        ("Norlandia", None, False),
    ],
)
def test_names_are_the_same_in_part_or_by_alias(one: str | None, other: str | None, same: bool) -> None:
    assert NAMES.same(one, other) is same
    assert NAMES.same(other, one) is same


def test_words_lose_accents_case_and_function_words() -> None:
    assert words("La Società dell'Energia: 4% e 5 €") == ("societa", "energia", "4%", "5", "€")


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("pace subito", "la pace, subito", 1.0), ("pace pace", "pace", 2 / 3), ("pace", "guerra", 0.0), ("", "pace", 0.0)],
)
def test_overlap_counts_each_word_once(one: str, other: str, share: float) -> None:
    assert overlap(one, other) == pytest.approx(share)


def test_units_are_the_same_by_the_beginnings_of_their_words() -> None:
    assert unit_key("tonnellate di grano") == unit_key("tonnellata di grano")
    assert unit_key("USD") != unit_key("EUR")
    assert unit_key("‰") == "‰"


def test_years_are_found_in_intervals() -> None:
    assert years("2023-01/2024-06") == {"2023", "2024"}


MET = Meeting(("Anna Bassi", "Carlo Dondi"), "happened", "Lisbona")
WENT = Journey("Carlo Dondi", "Norlandia", "planned")
SAID = Saying(("Carlo Dondi",), "il commercio crescerà ancora molto", ("Anna Bassi",), ("Agenzia Nord",))
RISE = Measure(4.5e9, "EUR", "esportazioni", "=", "+", ("Norlandia",), "primo semestre 2024")
POST = Office("Anna Bassi", "ministra degli Esteri", "Norlandia")
SANCTIONS = Tie("Valdoria", "sanctions", "Norlandia")
TRADE = Tie("Valdoria", "tradesWith", "Norlandia")


@pytest.mark.parametrize(
    ("gold", "found", "lenient", "strict"),
    [
        (MET, Meeting(("Dondi", "Bassi"), "happened", "Lisbona"), True, True),
        (MET, Meeting(("Dondi", "Bassi"), "planned", "Lisbona"), True, False),
        (MET, Meeting(("Dondi", "Bassi")), True, False),
        (MET, Meeting(("Anna Bassi", "Anna Bassi"), "happened", "Lisbona"), False, False),
        (WENT, Journey("Dondi", "Borgonord", "planned"), True, True),
        (WENT, Journey("Dondi", "Norlandia"), True, False),
        (WENT, Journey("Bassi", "Norlandia", "planned"), False, False),
        (
            SAID,
            Saying(("Dondi",), "il commercio crescerà ancora molto", ("Bassi",), ("Nord", "Agenzia Nord")),
            True,
            True,
        ),
        (SAID, Saying(("Dondi",), "il commercio crescerà ancora molto"), True, False),
        (SAID, Saying(("Dondi", "Bassi"), SAID.content, ("Bassi",), ("Agenzia Nord",)), True, False),
        (SAID, Saying(("Dondi",), "il commercio crescerà"), True, False),
        (SAID, Saying(("Dondi",), "il commercio"), False, False),
        (SAID, Saying(("Dondi",), "commercio estero fermo"), False, False),
        (SAID, Saying(("Bassi",), SAID.content), False, False),
        (
            RISE,
            Measure(4_500_000_000, "EUR", "le esportazioni", "=", "+", ("Norlandia",), "2024-01/2024-06"),
            True,
            True,
        ),
        (RISE, Measure(4_500_000_000, "EUR", "le esportazioni", "~", "+", ("Norlandia",), "2024"), True, False),
        (RISE, Measure(4_500_000_000, "EUR", "le esportazioni", "=", "+", ("Norlandia",), "2023"), True, False),
        (RISE, Measure(4_500_000_000, "EUR", "le importazioni", "=", "+", ("Norlandia",), "2024"), True, False),
        (RISE, Measure(4.6e9, "EUR", "esportazioni"), False, False),
        (RISE, Measure(4.5e9, "USD", "esportazioni"), False, False),
        (RISE, Measure(None, "EUR", "esportazioni"), False, False),
        (POST, Office("Bassi", "ministra degli Esteri", "Norlandia"), True, True),
        (POST, Office("Bassi", "ministra degli Esteri"), True, False),
        (POST, Office("Bassi", "ministra", "Norlandia", former=True), True, False),
        (POST, Office("Bassi", "sindaca"), False, False),
        (SANCTIONS, Tie("Valdoria", "sanctions", "Borgonord"), True, True),
        (SANCTIONS, Tie("Valdoria", "sanctions", "Norlandia", status="planned"), True, False),
        (SANCTIONS, Tie("Norlandia", "sanctions", "Valdoria"), False, False),
        (SANCTIONS, Tie("Valdoria", "sanctions", "Norlandia", negated=True), False, False),
        (TRADE, Tie("Norlandia", "tradesWith", "Valdoria"), True, True),
        (MET, WENT, False, False),
    ],
)
def test_lenient_asks_for_the_parties_and_strict_for_every_detail(
    gold: Content, found: Content, lenient: bool, strict: bool
) -> None:
    assert matches(gold, found, NAMES, strict=False) is lenient
    assert matches(gold, found, NAMES, strict=True) is strict
