from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.annotate.parse import parse_of
from pipeline.extract.numbers import parse_number
from pipeline.extract.quantities import find_quantities
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import NumberWord, Unit
from tests.builders import flat_parse, make_doc, make_lexicon

SMALL = make_lexicon(
    units=(Unit(("euro",), "EUR", "currency"), Unit(("$",), "USD", "currency"), Unit(("%",), "%", "percent")),
    numbers=(
        NumberWord(("miliardi",), "1000000000", "magnitude"),
        NumberWord(("milioni",), "1000000", "magnitude"),
        NumberWord(("mila",), "1000", "magnitude"),
        NumberWord(("circa",), "~", "comparator"),
        NumberWord(("oltre",), ">", "comparator"),
    ),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("245", 245.0),
        ("2024", 2024.0),
        ("1.234", 1234.0),
        ("245.000", 245_000.0),
        ("1.234.567", 1_234_567.0),
        ("1.234,5", 1234.5),
        ("1234,5", 1234.5),
        ("4,1", 4.1),
        ("4.1", 4.1),
        ("27.55", 27.55),
        ("0,25", 0.25),
        ("-3,2", -3.2),
        ("+7", 7.0),
        ("1.23.4", None),
        ("12:30", None),
        ("3a", None),
        ("mille", None),
        ("", None),
        (",5", None),
    ],
)
def test_parse_number(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@given(st.integers(0, 10**15))
def test_integers_with_dots_between_thousands(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == number


@given(st.integers(0, 10**9), st.integers(0, 999_999), st.integers(1, 6))
def test_decimals_with_a_comma(whole: int, fraction: int, digits: int) -> None:
    decimals = f"{fraction:06d}"[:digits]
    expected = float(f"{whole}.{decimals}")
    assert parse_number(f"{whole},{decimals}") == expected
    assert parse_number(f"{whole:,}".replace(",", ".") + f",{decimals}") == expected


@given(st.text(max_size=12))
def test_parse_number_never_raises(text: str) -> None:
    value = parse_number(text)
    assert value is None or any(c.isdigit() for c in text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("ha toccato 245 miliardi di dollari", 245e9, "USD", "="),
        ("ha toccato $240 miliardi", 240e9, "USD", "="),
        ("ha toccato i 2,5 milioni di euro", 2.5e6, "EUR", "="),
        ("ha toccato 1.250 euro", 1250, "EUR", "="),
        ("ha toccato 1.234,5 euro", 1234.5, "EUR", "="),
        ("ha toccato 500 rubli", 500, "RUB", "="),
        ("ha toccato €500", 500, "EUR", "="),
        ("ha toccato £3 milioni", 3e6, "GBP", "="),
        ("vale 10 miliardi di yuan", 10e9, "CNY", "="),
        ("vale 3 mld di euro", 3e9, "EUR", "="),
        ("è salito del 25%", 25, "%", "="),
        ("è salito del 25 %", 25, "%", "="),
        ("è salito del 7,5 per cento", 7.5, "%", "="),
        ("è sceso del 3.9%", 3.9, "%", "="),
        ("è salito di 15 punti percentuali", 15, "punti percentuali", "="),
        ("è salito di 25 punti base", 25, "punti base", "="),
        ("più del 25% dei voti", 25, "%", ">"),
        ("oltre 100 milioni di euro", 100e6, "EUR", ">"),
        ("almeno 10 miliardi di dollari", 10e9, "USD", ">"),
        ("non meno di 5 euro", 5, "EUR", ">"),
        ("meno di 5 euro", 5, "EUR", "<"),
        ("quasi 3 miliardi di euro", 3e9, "EUR", "<"),
        ("fino a 20 miliardi di dollari", 20e9, "USD", "<"),
        ("circa 50 tonnellate", 50, "tonnellate", "~"),
        ("attorno ai 30 milioni di euro", 30e6, "EUR", "~"),
        ("estrae 120.000 barili al giorno", 120_000, "barili al giorno", "="),
        ("vende 10 miliardi di metri cubi", 10e9, "metri cubi", "="),
        ("vende 30 mila tonnellate", 30_000, "tonnellate", "="),
        ("vende 30mila tonnellate", 30_000, "tonnellate", "="),
        ("dista 40 chilometri", 40, "chilometri", "="),
        ("ha speso un miliardo di euro", 1e9, "EUR", "="),
        ("ha speso tre miliardi di euro", 3e9, "EUR", "="),
        ("ha speso mezzo milione di euro", 5e5, "EUR", "="),
        ("ha speso un miliardo e mezzo di euro", 1.5e9, "EUR", "="),
        ("ha speso 1 miliardo e 180 milioni di euro", 1.18e9, "EUR", "="),
        ("estrae 6 milioni e 458 mila tonnellate", 6_458_000, "tonnellate", "="),
        ("estrae una ventina di tonnellate", 20, "tonnellate", "~"),
        ("intorno al miliardo di euro", 1e9, "EUR", "~"),
        ("vale 3,7 miliardi", 3.7e9, "EUR", "="),
    ],
)
def test_a_number_with_its_unit(lexicon: Lexicon, text: str, value: float, unit: str, comparator: str) -> None:
    found = [(q.value, q.unit, q.comparator) for q in find_quantities(flat_parse(text)[:], lexicon)]
    assert found == [(value, unit, comparator)]


@pytest.mark.parametrize(
    ("text", "noun", "value"),
    [
        ("circa 2000 soldati russi", "soldati", 2000),
        ("6 milioni di elettori", "elettori", 6e6),
        ("1.500 nuovi posti", "posti", 1500),
    ],
)
def test_what_is_counted_is_the_noun_after_the_number(lexicon: Lexicon, text: str, noun: str, value: float) -> None:
    words = text.split()
    tags = {noun: "NOUN", "russi": "ADJ", "nuovi": "ADJ", "di": "ADP", "milioni": "NOUN"}
    doc = parse_of(make_doc(words, pos=[tags.get(word, "NUM") for word in words]))
    (quantity,) = find_quantities(doc[:], lexicon)
    assert quantity.noun is not None
    assert (quantity.noun.text, quantity.value, quantity.unit) == (noun, value, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("da 24 a 27,5 miliardi di metri cubi", [(24e9, "metri cubi"), (27.5e9, "metri cubi")]),
        ("tra 10 e 12 miliardi di euro", [(10e9, "EUR"), (12e9, "EUR")]),
        ("da 900 milioni a 1,2 miliardi di dollari", [(9e8, "USD"), (1.2e9, "USD")]),
        ("da 3,4 a 6,7 miliardi", [(3.4e9, "EUR"), (6.7e9, "EUR")]),
        ("ricavi per 5,6 miliardi di dollari (4,9 un anno prima)", [(5.6e9, "USD"), (4.9e9, "USD")]),
        ("150 miliardi di dollari, di cui 38 a fondo perduto", [(150e9, "USD"), (38e9, "USD")]),
        ("spread a 171 punti base (+14)", [(171, "punti base"), (14, "punti base")]),
        ("13 miliardi di yuan e 2 miliardi di euro", [(13e9, "CNY"), (2e9, "EUR")]),
    ],
)
def test_a_unit_left_out_is_taken_from_beside(lexicon: Lexicon, text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in find_quantities(flat_parse(text)[:], lexicon)] == expected


def test_bare_milliards_are_of_the_currency_that_the_text_reckons_in(lexicon: Lexicon) -> None:
    (quantity,) = find_quantities(flat_parse("vale 3,7 miliardi")[:], lexicon, currency="USD")
    assert quantity.unit == "USD"


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_smaller_magnitude_is_added_to_a_greater(millions: int, thousands: int) -> None:
    (quantity,) = find_quantities(parse_of(make_doc(f"{millions} milioni e {thousands} mila euro".split()))[:], SMALL)
    assert (quantity.value, quantity.unit) == (millions * 1_000_000 + thousands * 1000, "EUR")


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_shares_unit_and_magnitude(first: int, second: int) -> None:
    quantities = list(find_quantities(parse_of(make_doc(f"da {first} a {second} miliardi di euro".split()))[:], SMALL))
    assert [(q.value, q.unit) for q in quantities] == [(first * 1e9, "EUR"), (second * 1e9, "EUR")]
    assert (quantities[0].is_origin, quantities[1].since) == (True, first * 1e9)


@pytest.mark.parametrize(
    "text",
    ["nel 2024", "alle 12:30", "alle 18.30", "il volo 447", "il numero 7", "l'articolo 5 del trattato", "senza cifre"],
)
def test_a_number_without_unit_and_noun_is_none(lexicon: Lexicon, text: str) -> None:
    assert list(find_quantities(flat_parse(text)[:], lexicon)) == []


def test_two_numbers_of_a_range_share_the_unit(lexicon: Lexicon) -> None:
    quantities = list(find_quantities(flat_parse("da 24 a 27,5 %")[:], lexicon))
    assert [(q.value, q.unit) for q in quantities] == [(24, "%"), (27.5, "%")]


@pytest.mark.parametrize(("text", "value", "sign"), [("+3,2 %", 3.2, 1), ("-3,2 %", 3.2, -1), ("3,2 %", 3.2, 0)])
def test_a_sign_tells_the_direction(lexicon: Lexicon, text: str, value: float, sign: int) -> None:
    (quantity,) = find_quantities(parse_of(make_doc(text.split()))[:], lexicon)
    assert (quantity.value, quantity.sign) == (value, sign)


@given(
    st.lists(
        st.sampled_from(
            [
                "oltre",
                "12",
                "1.500",
                "7,5",
                "miliardi",
                "di",
                "euro",
                "%",
                "$",
                "da",
                "a",
                "circa",
                "-3",
                "soldati",
                "2024",
            ]
        ),
        max_size=12,
    )
)
@example(["12", "$", "12"])
def test_quantities_lie_within_the_sentence_and_never_overlap(words: list[str]) -> None:
    doc = parse_of(make_doc(words or ["niente"]))
    position = 0
    for quantity in find_quantities(doc[:], SMALL):
        assert position <= quantity.start < quantity.end <= len(doc)
        assert quantity.value >= 0
        position = quantity.end
