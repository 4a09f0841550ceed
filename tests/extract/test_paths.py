"""Paths of a frame over a parse: their syntax, and what stands at their end."""

from __future__ import annotations

import pytest

from pipeline.annotate.parse import Doc, Token
from pipeline.extract.parties import PartyFinder
from pipeline.extract.paths import exists, fill, walk
from pipeline.lexicon import Lexicon
from pipeline.lexicon.frames import Step, parse_path
from tests.builders import parsed, read_parse

SANCTIONS = """
La il DET det 2 def
Svezia Svezia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
imposto imporre VERB ROOT 0 part
sanzioni sanzione NOUN obj 4 pl
contro contro ADP case 8
la il DET det 8 def
Russia Russia PROPN nmod 5 - B-LOC
. . PUNCT punct 4
"""
TOWARDS = """
La il DET det 2 def
Svezia Svezia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
protestato protestare VERB ROOT 0 part
nei in ADP case 6 defp
confronti confronto NOUN obl 4 pl
della di ADP case 8 def
Russia Russia PROPN nmod 6 - B-LOC
. . PUNCT punct 4
"""
ADJECTIVE = """
La il DET det 2 def
Svezia Svezia PROPN nsubj 3 - B-LOC
condanna condannare VERB ROOT 0 3s
l' il DET det 5 def
offensiva offensiva NOUN obj 3 sg
russa russo ADJ amod 5 sg
. . PUNCT punct 3
"""
RELATIVE = """
Parla parlare VERB ROOT 0 3s
Rossi Rossi PROPN nsubj 1 - B-PER
nominato nominare VERB acl 2 part
ieri ieri ADV advmod 3
"""
OWNED = """
La il DET det 2 def
Svezia Svezia PROPN nsubj 3 - B-LOC
critica criticare VERB ROOT 0 3s
la il DET det 5 def
scelta scelta NOUN obj 3 sg
della di ADP case 7 def
Polonia Polonia PROPN nmod 5 - B-LOC
"""


def _token(doc: Doc, form: str) -> Token:
    return next(token for token in doc if token.text == form)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("obj", [Step(frozenset({"obj"}))]),
        ("nsubj:pass|nsubj", [Step(frozenset({"nsubj:pass", "nsubj"}))]),
        ("^acl", [Step(frozenset({"acl"}), up=True)]),
        ("nmod(a|su)", [Step(frozenset({"nmod"}), prepositions=frozenset({"a", "su"}))]),
        ("obj{accusa}", [Step(frozenset({"obj"}), lemmas=frozenset({"accusa"}))]),
        (
            "obj{sanzione} > nmod(contro)",
            [
                Step(frozenset({"obj"}), lemmas=frozenset({"sanzione"})),
                Step(frozenset({"nmod"}), prepositions=frozenset({"contro"})),
            ],
        ),
    ],
)
def test_parse_path(text: str, steps: list[Step]) -> None:
    assert parse_path(text) == tuple(steps)


def test_a_path_names_lists_of_words() -> None:
    (step,) = parse_path("obj{@goods|idea}", {"goods": frozenset({"gas", "grano"})})
    assert step.lemmas == {"gas", "grano", "idea"}


def test_a_list_that_nobody_made_is_an_error() -> None:
    with pytest.raises(ValueError, match="@goods"):
        parse_path("obj{@goods}")


@pytest.mark.parametrize("text", ["", "obj >", "> obj", "obj(", "obj()", "obj{}", "OBJ", "obj nmod", "obj{a}(b)"])
def test_a_malformed_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a step of a path"):
        parse_path(text)


@pytest.mark.parametrize(
    ("parse", "trigger", "path", "found"),
    [
        (SANCTIONS, "imposto", "obj", ["sanzioni"]),
        (SANCTIONS, "imposto", "obj{sanzione}", ["sanzioni"]),
        (SANCTIONS, "imposto", "obj{dazio}", []),
        (SANCTIONS, "imposto", "obj > nmod(contro)", ["Russia"]),
        (SANCTIONS, "imposto", "obj > nmod(a)", []),
        (SANCTIONS, "imposto", "nsubj|obj", ["Svezia", "sanzioni"]),
        (SANCTIONS, "imposto", "obj(-)", ["sanzioni"]),
        (TOWARDS, "protestato", "obl(nei_confronti_di)", ["Russia"]),
        (TOWARDS, "protestato", "obl(in)", []),
        (RELATIVE, "nominato", "^acl", ["Rossi"]),
        (RELATIVE, "nominato", "^acl|amod", ["Rossi"]),
        (RELATIVE, "nominato", "^obj", []),
        (RELATIVE, "nominato", "^acl{rossi}", ["Rossi"]),
        (RELATIVE, "nominato", "^acl{Rossi|Bianchi}", ["Rossi"]),
        (RELATIVE, "nominato", "^acl > nsubj", []),
        (RELATIVE, "Parla", "^root", []),
    ],
)
def test_walk(parse: str, trigger: str, path: str, found: list[str]) -> None:
    doc = parsed(parse)
    assert [token.text for token in walk(_token(doc, trigger), parse_path(path))] == found
    assert exists(_token(doc, trigger), parse_path(path)) is bool(found)


@pytest.mark.parametrize(
    ("parse", "trigger", "path", "owner", "names"),
    [
        (SANCTIONS, "imposto", "nsubj", False, ["Svezia"]),
        (SANCTIONS, "imposto", "obj > nmod(contro)", False, ["Russia"]),
        (SANCTIONS, "imposto", "obj", False, None),
        (SANCTIONS, "imposto", "obl", False, None),
        (ADJECTIVE, "condanna", "obj > demonym", False, ["Russia"]),
        (ADJECTIVE, "condanna", "obj", True, ["Russia"]),
        (ADJECTIVE, "condanna", "nsubj > demonym", False, None),
        (OWNED, "critica", "obj", True, ["Polonia"]),
        (OWNED, "critica", "obj", False, None),
    ],
)
def test_fill(lexicon: Lexicon, parse: str, trigger: str, path: str, owner: bool, names: list[str] | None) -> None:
    reading = read_parse(parse, lexicon)
    finder = PartyFinder(reading, lexicon)
    filled = fill(_token(reading.doc, trigger), parse_path(path), finder, owner=owner)
    assert (None if filled is None else [mention.name for mention in filled.mentions]) == names
