"""Complements of a noun that the parse hangs elsewhere, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.stray import stray_complements
from tests.builders import parsed

WITH_DRONES = """
Un uno DET det 2 ind
attacco attacco NOUN nsubj 7 sg
con con ADP case 4
droni drone NOUN nmod 2 pl
contro contro ADP case 6
Norvegia Norvegia PROPN nmod 4
fallisce fallire VERB ROOT 0 3s
. . PUNCT punct 7
"""
ON_THE_VERB = """
Paolo Paolo PROPN nsubj 2
lancia lanciare VERB ROOT 0 3s
un uno DET det 4 ind
attacco attacco NOUN obj 2 sg
contro contro ADP case 6
Norvegia Norvegia PROPN obl 2
. . PUNCT punct 2
"""
IN_A_PLACE = """
Un uno DET det 2 ind
attacco attacco NOUN nsubj 7 sg
nelle in ADP case 4 defp
basi base NOUN nmod 2 pl
contro contro ADP case 6
Norvegia Norvegia PROPN nmod 4
fallisce fallire VERB ROOT 0 3s
. . PUNCT punct 7
"""
OF_THE_VERB = """
Paolo Paolo PROPN nsubj 2
lancia lanciare VERB ROOT 0 3s
un uno DET det 4 ind
attacco attacco NOUN obj 2 sg
dalla da ADP case 6 def
Norvegia Norvegia PROPN obl 2
. . PUNCT punct 2
"""
APART = """
Paolo Paolo PROPN nsubj 2
lancia lanciare VERB ROOT 0 3s
un uno DET det 4 ind
attacco attacco NOUN obj 2 sg
stamane stamane ADV advmod 2
contro contro ADP case 7
Norvegia Norvegia PROPN obl 2
. . PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("parse", "noun", "expected"),
    [
        (WITH_DRONES, 1, [("Norvegia", "contro")]),
        (ON_THE_VERB, 3, [("Norvegia", "contro")]),
        (IN_A_PLACE, 1, []),
        (OF_THE_VERB, 3, []),
        (APART, 3, []),
        (ON_THE_VERB, 1, []),
    ],
    ids=["on-a-means", "on-the-verb", "on-a-place", "of-the-verb", "not-right-after", "of-a-verb"],
)
def test_complements_hung_elsewhere(parse: str, noun: int, expected: list[tuple[str, str]]) -> None:
    found = stray_complements(parsed(parse)[noun])
    assert [(c.token.text, c.preposition) for c in found] == expected
