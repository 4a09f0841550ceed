"""Bodies that a noun beside their name makes known, and what that noun means further on."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from tests.builders import read_parse

FUND = """
Il il DET det 2 def
fondo fondo NOUN nsubj 5 sg
tedesco tedesco ADJ amod 2 sg
Alfamar Alfamar PROPN nmod 2 - B-PER
investe investire VERB ROOT 0 3s
. . PUNCT punct 5

La il DET det 2 def
Betagas Betagas PROPN nsubj 3 - B-ORG
cresce crescere VERB ROOT 0 3s
. . PUNCT punct 3

"""
IT = FUND + "Il il DET det 2 def\nfondo fondo NOUN nsubj 3 sg\ntace tacere VERB ROOT 0 3s\n. . PUNCT punct 3\n"
THEY = (
    FUND + "I il DET det 2 defp\ntedeschi tedesco NOUN nsubj 3 pl\ntacciono tacere VERB ROOT 0 3p\n. . PUNCT punct 3\n"
)
UNKNOWN = FUND.replace(" B-PER", "")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ontology_dir())


@pytest.mark.parametrize(("parse", "word"), [(IT, "fondo"), (THEY, "tedeschi")])
def test_what_was_called_so_is_meant_again(lexicon: Lexicon, parse: str, word: str) -> None:
    reading = read_parse(parse, lexicon)
    last = max(token.i for token in reading.doc if token.text == word)
    assert [reading.chains[index].name for index in reading.references[last]] == ["Alfamar"]


@pytest.mark.parametrize("parse", [FUND, UNKNOWN], ids=["taken-for-a-person", "not-recognised"])
def test_the_noun_makes_it_a_body(lexicon: Lexicon, parse: str) -> None:
    chains = {chain.name: chain for chain in read_parse(parse, lexicon).chains}
    assert chains["Alfamar"].type == "Organization"


@pytest.mark.parametrize(("office", "named"), [("presidente", False), ("segretario", True)])
def test_the_last_words_of_an_office_are_no_body(lexicon: Lexicon, office: str, named: bool) -> None:
    table = f"""
    Il il DET det 2 def
    {office} {office} NOUN nsubj 6 sg
    del di ADP case 4
    Consiglio consiglio PROPN nmod 2 - B-ORG
    Bassi Bassi PROPN flat:name 2 - B-PER
    tace tacere VERB ROOT 0 3s
    """
    assert ("Consiglio" in {chain.name for chain in read_parse(table, lexicon).chains}) is named
