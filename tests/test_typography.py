from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.typography import ascii_slug, collapsed, folded, plain, slug_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("dell’ONU", "dell'ONU"), ("l‘altro", "l'altro"), ("po`", "po'"), ("perché", "perché"), ("«x»", "«x»")],
)
def test_plain_straightens_apostrophes(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_plain_keeps_every_offset(text: str) -> None:
    changed = plain(text)
    assert len(changed) == len(text)
    assert all(a == b or b == "'" for a, b in zip(text, changed, strict=True))


def test_folded_has_one_case_and_one_apostrophe() -> None:
    assert folded("Dell’ONU") == "dell'onu"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi Jinping", "xi-jinping"),
        ("Perù", "peru"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("Ursula von der Leyen", "ursula-von-der-leyen"),
        ("A & B, S.p.A.", "a-b-s-p-a"),
        ("x_y", "x-y"),
        ("…", ""),
        ("", ""),
    ],
)
def test_ascii_slug(text: str, expected: str) -> None:
    assert ascii_slug(text) == expected


@given(st.text())
@example("𝓐")
@example("a: _b")
def test_a_slug_has_letters_and_single_hyphens_only(text: str) -> None:
    slug = ascii_slug(text)
    assert re.fullmatch(r"(?:[^\W_]+(?:-[^\W_]+)*)?", slug)
    assert ascii_slug(slug) == slug


@pytest.mark.parametrize(("text", "expected"), [(" a \n b\t c ", "a b c"), ("a b", "a b"), ("", "")])
def test_collapsed(text: str, expected: str) -> None:
    assert collapsed(text) == expected


def test_the_words_of_a_slug_may_repeat_and_there_may_be_none() -> None:
    assert slug_words("L’Unione europea, l'UE") == ["l", "unione", "europea", "l", "ue"]
    assert slug_words("«» !") == []
