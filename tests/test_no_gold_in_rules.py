"""No name of a person and no sentence of the texts that the program is measured on is in its code or its data.

Rules that know the names or the words of the articles are no rules: they would be measured on what they were made of.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline.lexicon import load_lexicon, ontology_dir

ROOT = Path(__file__).resolve().parents[1]
TEXTS = (ROOT / "seeds", ROOT / "tests" / "gold" / "texts" / "press")
GOLD = (ROOT / "tests" / "gold" / "seeds", ROOT / "tests" / "gold" / "press")
SUFFIXES = frozenset({".py", ".tsv", ".toml", ".ttl", ".rq", ".html", ".md"})
GAZETTEER = frozenset({"countries.tsv", "organisations.tsv", "regions.tsv", "seats.tsv"})
"""Data that names countries, organisations and seats, and must."""
MIN_WORDS = 6
"""Words of a sentence that cannot stand in two places by chance."""
ARTICLES = ("Il ", "Lo ", "La ", "L'", "I ", "Gli ", "Le ")
_END = re.compile(r"[.!?…;:\n«»“”\"]")


def _plain(text: str) -> str:
    """Return the words alone, in lower case: marks and line breaks hide nothing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def _files() -> Iterator[Path]:
    for folder in ("pipeline", "ontology"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.name not in GAZETTEER:
                yield path


def _parties(fact: dict[str, object]) -> Iterator[str]:
    for key in ("who", "s", "o", "to", "via"):
        value = fact.get(key)
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def full_names() -> set[str]:
    """Return the names of two words or more of parties in the gold that the gazetteer does not know."""
    lexicon = load_lexicon(ontology_dir())
    known = {_plain(name) for name in lexicon.names}
    common = {*lexicon.organisation_words, *lexicon.person_nouns, *(words[0] for words in lexicon.offices)}
    names: set[str] = set()
    for path in (path for folder in GOLD for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names.update(gold["aliases"])
        names.update(name for fact in gold["facts"] for name in _parties(fact))
    return {n for n in names if _is_full_name(n) and _plain(n) not in known and n.split()[0].lower() not in common}


def _is_full_name(name: str) -> bool:
    """Say whether a name is like a person's: "Anna Bassi", not "Bassi", "ministero degli Esteri" or "Il Corriere"."""
    words = name.split()
    capitals = words[0][0].isupper() and words[-1][0].isupper() and not name.isupper()
    return len(words) > 1 and capitals and not name.startswith(ARTICLES)


def sentences() -> set[str]:
    """Return the sentences of the texts, and the parts of them between quotation marks, that have enough words."""
    texts = (path.read_text(encoding="utf-8") for folder in TEXTS for path in sorted(folder.glob("*.txt")))
    parts = {_plain(part) for text in texts for part in _END.split(text)}
    return {part for part in parts if len(part.split()) >= MIN_WORDS}


def _found(wanted: Iterable[str], text: str) -> list[str]:
    padded = f" {_plain(text)} "
    return sorted(words for words in wanted if f" {_plain(words)} " in padded)


@pytest.fixture(scope="module")
def wanted() -> tuple[str, ...]:
    names, said = full_names(), sentences()
    assert len(names) > 200
    assert len(said) > 600
    return (*sorted(names), *sorted(said))


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in _files()])
def test_no_name_and_no_sentence_of_the_gold_texts(path: Path, wanted: tuple[str, ...]) -> None:
    assert _found(wanted, path.read_text(encoding="utf-8")) == []


def test_a_name_and_a_sentence_would_be_found() -> None:
    assert _found({"Anna Bassi"}, "# es. «anna  bassi», ministra") == ["Anna Bassi"]
    assert _found({"Anna Bassi"}, "Anna Bassino") == []
