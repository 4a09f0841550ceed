"""How sure two names are one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.names import EXACT, LONGER, LOOSE, MONONYM, SPELLED, SURNAME, NameIndex, name_score

NAMES = st.lists(
    st.sampled_from(
        ["Sergey", "Sergej", "Lavrov", "Lawrow", "V.", "Vladimir", "al", "el", "Sisi", "Xi", "Jin-ping", "Ö"]
    ),
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Anna Bassi", "ANNA BASSI", EXACT),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", EXACT),
        ("Sergey Lavrov", "Sergej Lavrov", SPELLED),
        ("Xi Jinping", "Xi Jin-ping", SPELLED),
        ("Volodymyr Zelensky", "Volodymyr Zelens'kyj", SPELLED),
        ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi", SPELLED),
        ("George Bush", "George W. Bush", LONGER),
        ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón", LONGER),
        ("Anna Bassi", "A. Bassi", LOOSE),
        ("Viktor Orbán", "Orbán Viktor", LOOSE),
        ("Lula", "Lula", MONONYM),
        ("Bassi", "Anna Bassi", SURNAME),
        ("Xi", "Xi Jinping", SURNAME),
        ("Marco Rossi", "Mario Rossi", 0.0),
        ("Paolo Gentiloni", "Paola Gentiloni", 0.0),
        ("Anna Bassi", "Anna Bassini", 0.0),
        ("Anna Bassi", "Bruno Bassi", 0.0),
        ("Anna Bassi", "B. Bassi", 0.0),
        ("A", "Anna A", 0.0),
        ("", "Anna", 0.0),
        ("...", "!!", 0.0),
    ],
)
def test_names_are_one_persons_as_far_as_rules_tell(one: str, other: str, score: float) -> None:
    assert name_score(one, other) == name_score(other, one) == score


@given(NAMES, NAMES)
def test_the_order_of_two_names_is_no_matter_and_the_score_is_a_share(one: str, other: str) -> None:
    assert name_score(one, other) == name_score(other, one)
    assert 0.0 <= name_score(one, other) <= EXACT


@given(NAMES, st.lists(st.lists(NAMES, max_size=3), max_size=4))
def test_the_index_misses_nobody_whose_name_is_alike(name: str, people: list[list[str]]) -> None:
    found = NameIndex(people).like(name)
    assert found == sorted(set(found))
    alike = [i for i, names in enumerate(people) if any(name_score(name, other) for other in names)]
    assert set(alike) <= set(found)
