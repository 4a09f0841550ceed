"""Who did what the next sentence judges, and who goes on acting there without a name, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.relations import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

CLOSED = """
La il DET det 2 def
Lettonia Lettonia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
chiuso chiudere VERB ROOT 0 part
il il DET det 6 def
valico valico NOUN obj 4 sg
. . PUNCT punct 4

"""
SAID = CLOSED.replace("chiuso chiudere", "negato negare")
JUDGED = """La il DET det 2 def
Svezia Svezia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
condannato condannare VERB ROOT 0 part
la il DET det 6 def
mossa mossa NOUN obj 4 sg
. . PUNCT punct 4

"""
OF_ANOTHER = JUDGED.replace(". . PUNCT punct 4", "di di ADP case 8\nOslo Oslo PROPN nmod 6 - B-LOC\n. . PUNCT punct 4")
AGAIN = JUDGED.replace("Svezia Svezia", "Danimarca Danimarca")
DRIVERS = """
I il DET det 2 defp
camionisti camionista NOUN nsubj 4 pl
hanno avere AUX aux 4 3p
bloccato bloccare VERB ROOT 0 part
il il DET det 6 def
valico valico NOUN obj 4 sg
. . PUNCT punct 4

Hanno avere AUX aux 2 3p
criticato criticare VERB ROOT 0 part
la il DET det 4 def
Lettonia Lettonia PROPN obj 2 - B-LOC
. . PUNCT punct 2
"""


def _critics(parse: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [(c.subject.name, c.object.name) for c in claims if isinstance(c.object, Mention)]


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (CLOSED + JUDGED, [("Svezia", "Lettonia")]),
        (CLOSED + JUDGED + AGAIN, [("Svezia", "Lettonia"), ("Danimarca", "Lettonia")]),
        (CLOSED + OF_ANOTHER, [("Svezia", "Norvegia")]),
        (SAID + JUDGED, []),
        (JUDGED, []),
    ],
    ids=["of-the-sentence-before", "judged-twice", "told-with-it", "what-is-said-is-no-deed", "nothing-before"],
)
def test_a_deed_is_of_whoever_did_it(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    assert _critics(parse, lexicon) == expected


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (DRIVERS, [("camionisti", "Lettonia")]),
        (DRIVERS.replace("Hanno avere AUX aux 2 3p", "Ha avere AUX aux 2 3s"), []),
    ],
    ids=["they", "somebody-else"],
)
def test_a_group_goes_on_without_its_name(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    assert _critics(parse, lexicon) == expected
