"""What must not stand in the rules: the names and sentences of a gold set, and the files to look for them in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.lexicon import load_lexicon, ontology_dir

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = frozenset({".py", ".tsv", ".toml", ".ttl", ".rq", ".html", ".md"})
GAZETTEER = frozenset({"countries.tsv", "organisations.tsv", "regions.tsv", "seats.tsv"})
"""Data that names countries, organisations and seats, and must."""
MIN_WORDS = 6
"""Words of a sentence that cannot stand in two places by chance."""
ARTICLES = ("Il ", "Lo ", "La ", "L'", "I ", "Gli ", "Le ")
_END = re.compile(r"[.!?…;:\n«»“”\"]")


def plain(text: str) -> str:
    """Return the words alone, in lower case: marks and line breaks hide nothing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def rule_files() -> Iterator[Path]:
    """Yield the files of code and data, without the gazetteers."""
    for folder in ("pipeline", "ontology"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.name not in GAZETTEER:
                yield path


def _parties(fact: dict[str, object]) -> Iterator[str]:
    for key in ("who", "s", "o", "to", "via"):
        value = fact.get(key)
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def full_names(folders: Iterable[Path]) -> set[str]:
    """Return the names of two words or more of parties in the gold that the gazetteer does not know."""
    lexicon = load_lexicon(ontology_dir())
    known = {plain(name) for name in lexicon.names}
    common = {*lexicon.organisation_words, *lexicon.person_nouns, *(words[0] for words in lexicon.offices)}
    names: set[str] = set()
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names.update(gold["aliases"])
        names.update(name for fact in gold["facts"] for name in _parties(fact))
    return {n for n in names if _is_full_name(n) and plain(n) not in known and n.split()[0].lower() not in common}


def _is_full_name(name: str) -> bool:
    """Say whether a name is like a person's: "Anna Bassi", not "Bassi", "ministero degli Esteri" or "Il Corriere"."""
    words = name.split()
    capitals = words[0][0].isupper() and words[-1][0].isupper() and not name.isupper()
    return len(words) > 1 and capitals and not name.startswith(ARTICLES)


def sentences(folders: Iterable[Path]) -> set[str]:
    """Return the sentences of the texts, and the parts of them between quotation marks, that have enough words."""
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt")))
    parts = {plain(part) for text in texts for part in _END.split(text)}
    return {part for part in parts if len(part.split()) >= MIN_WORDS}
