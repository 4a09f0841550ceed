"""Which words are spellings of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spelling import same_given_name, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey", "Sergei"),
        ("Dmitry", "Dmitrij"),
        ("Zelensky", "Zelenskyy"),
        ("Mikhail", "Mihail"),
        ("Jin-ping", "Jinping"),
        ("Erdoğan", "Erdogan"),
        ("Kovalenko", "Kovalemko"),
    ],
)
def test_transcriptions_and_slips(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marco", "Mario"),
        ("Luca", "Lucia"),
        ("Simone", "Simona"),
        ("Michele", "Michela"),
        ("Bianchi", "Bianco"),
        ("Ferrari", "Ferraris"),
        ("Paolo", "Paola"),
        ("Li", "Lin"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_given_name(one, other)


def test_a_given_name_may_lose_its_last_vowel() -> None:
    assert same_given_name("Katrin", "Katrina")
    assert not same_name("Katrin", "Katrina")


@given(st.text(min_size=1), st.text(min_size=1))
def test_it_holds_both_ways_and_for_itself(one: str, other: str) -> None:
    assert same_name(one, one)
    assert same_name(one, other) == same_name(other, one)
    assert same_given_name(one, other) == same_given_name(other, one)
