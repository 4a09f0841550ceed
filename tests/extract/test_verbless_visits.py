"""Who is where without a verb that says so, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.parties import PartyFinder
from pipeline.extract.verbless_visits import stay_at
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

FOR_SUMMIT = """
A a ADP case 2
Oslo Oslo PROPN obl 9 - B-LOC
per per ADP case 5
il il DET det 5 def
vertice vertice NOUN nmod 2 sg
, , PUNCT punct 2
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
parla parlare VERB ROOT 0 3s
. . PUNCT punct 9
"""
NO_PURPOSE = """
A a ADP case 2
Oslo Oslo PROPN obl 6 - B-LOC
, , PUNCT punct 2
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
parla parlare VERB ROOT 0 3s
. . PUNCT punct 6
"""
SINCE_YESTERDAY = """
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 1
a a ADP case 5
Oslo Oslo PROPN nmod 1 - B-LOC
da da ADP case 7
ieri ieri ADV advmod 5
, , PUNCT punct 5
parla parlare VERB ROOT 0 3s
. . PUNCT punct 9
"""
HEADLINE = """
Domani domani ADV advmod 2
Marta Marta PROPN ROOT 0 - B-PER
Verdi Verdi PROPN flat:name 2 - I-PER
a a ADP case 5
Oslo Oslo PROPN nmod 2 - B-LOC
. . PUNCT punct 2
"""
UNDATED = """
Marta Marta PROPN ROOT 0 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
a a ADP case 4
Oslo Oslo PROPN nmod 1 - B-LOC
. . PUNCT punct 1
"""
FROM = """
Domani domani ADV advmod 2
Marta Marta PROPN ROOT 0 - B-PER
Verdi Verdi PROPN flat:name 2 - I-PER
da da ADP case 5
Oslo Oslo PROPN nmod 2 - B-LOC
. . PUNCT punct 2
"""


def _stay(parse: str, place: int, lexicon: Lexicon) -> list[str]:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    return [m.name for m in stay_at(finder.reading.doc[place], finder)[0]]


@pytest.mark.parametrize(
    ("parse", "place"),
    [(FOR_SUMMIT, 1), (SINCE_YESTERDAY, 4), (HEADLINE, 4)],
    ids=["for-a-summit", "since-yesterday", "dated-headline"],
)
def test_who_stays_at_a_place(lexicon: Lexicon, parse: str, place: int) -> None:
    assert _stay(parse, place, lexicon) == ["Marta Verdi"]


@pytest.mark.parametrize(
    ("parse", "place"),
    [(NO_PURPOSE, 1), (UNDATED, 3), (FROM, 4), (HEADLINE, 1)],
    ids=["without-purpose", "undated-headline", "another-preposition", "no-place"],
)
def test_a_place_where_nobody_is_said_to_be(lexicon: Lexicon, parse: str, place: int) -> None:
    assert _stay(parse, place, lexicon) == []
