"""No name of a person and no sentence of the texts that the program is measured on is in its code or its data.

Rules that know the names or the words of the articles are no rules: they would be measured on what they were made of.
Of a set that is not in the project (`tests.fingerprints`), the test knows what its names and sentences hash to.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.fingerprints import KEPT_ASIDE, fingerprints, leaked
from tests.leaks import ROOT, full_names, plain, rule_files, sentences

TEXTS = (ROOT / "seeds", ROOT / "tests" / "gold" / "texts" / "press")
GOLD = (ROOT / "tests" / "gold" / "seeds", ROOT / "tests" / "gold" / "press")


def _found(wanted: Iterable[str], text: str) -> list[str]:
    padded = f" {plain(text)} "
    return sorted(words for words in wanted if f" {plain(words)} " in padded)


@pytest.fixture(scope="module")
def wanted() -> tuple[str, ...]:
    names, said = full_names(GOLD), sentences(TEXTS)
    assert len(names) > 200
    assert len(said) > 600
    return (*sorted(names), *sorted(said))


@pytest.fixture(scope="module")
def kept_aside() -> tuple[str, ...]:
    lines = tuple(KEPT_ASIDE.read_text(encoding="ascii").split("\n"))
    assert len(lines) > 300
    return tuple(line for line in lines if line)


FILES = [pytest.param(p, id=str(p.relative_to(ROOT))) for p in rule_files()]


@pytest.mark.parametrize("path", FILES)
def test_no_name_and_no_sentence_of_the_gold_texts(path: Path, wanted: tuple[str, ...]) -> None:
    assert _found(wanted, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES)
def test_no_name_and_no_sentence_of_the_texts_kept_aside(path: Path, kept_aside: tuple[str, ...]) -> None:
    assert leaked(kept_aside, path.read_text(encoding="utf-8")) == []


def test_a_name_and_a_sentence_would_be_found() -> None:
    assert _found({"Anna Bassi"}, "# es. «anna  bassi», ministra") == ["Anna Bassi"]
    assert _found({"Anna Bassi"}, "Anna Bassino") == []


def test_a_fingerprint_would_be_found() -> None:
    known = fingerprints({"Anna Bassi"}, {"il treno che parte da bari arriva tardi"})
    text = "# «Anna  Bassi»: Il treno che parte da Bari arriva, dice."
    assert leaked(known, text) == ["anna bassi", "il treno che parte da bari"]
    assert leaked(known, "Anna Bassino: il treno che arriva da Bari") == []
