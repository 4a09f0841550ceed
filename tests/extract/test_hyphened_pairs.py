"""Two parties in one hyphened word, and what only looks like them, on parses in columns."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail
from tests.builders import read_parse

PAIR = """
L' il DET det 2 def
incontro incontro NOUN nsubj 5 sg
{pair} {pair} PROPN nmod 2 - {entity}
è essere AUX aux 5 3s
durato durare VERB ROOT 0 part
poco poco ADV advmod 5 -
. . PUNCT punct 5 -
"""
BOTH_NAMED = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
scrive scrivere VERB ROOT 0 3s
a a ADP case 5 -
Paul Paul PROPN obl 3 - B-PER
Duval Duval PROPN flat:name 5 - I-PER
. . PUNCT punct 3 -
"""
PERSONS = PAIR.format(pair="Verdi-Duval", entity="B-PER") + BOTH_NAMED
COUNTRIES = PAIR.format(pair="Italia-Francia", entity="B-ORG")
ONE_SURNAME = PAIR.format(pair="Rinski-Korsak", entity="B-PER")
GIVEN_NAME = """
Il il DET det 2 def
colloquio colloquio NOUN nsubj 9 sg
di di ADP case 4 -
Jean-Claude Jean-Claude PROPN nmod 2 - B-PER
Duval Duval PROPN flat:name 4 - I-PER
con con ADP case 7 -
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
finisce finire VERB ROOT 0 3s
. . PUNCT punct 9 -
"""
DOUBLE_SURNAME = (
    """
Il il DET det 2 def
colloquio colloquio NOUN nsubj 5 sg
con con ADP case 4 -
Verdi-Duval Verdi-Duval PROPN nmod 2 - B-PER
finisce finire VERB ROOT 0 3s
. . PUNCT punct 5 -
"""
    + BOTH_NAMED
)
SCORE = """
L' il DET det 2 def
incontro incontro NOUN nsubj 5 sg
Italia-Francia Italia-Francia PROPN nmod 2 - B-ORG
è essere AUX aux 5 3s
finito finire VERB ROOT 0 part
2 2 NUM obl 5 -
a a ADP case 8 -
1 1 NUM nummod 6 -
. . PUNCT punct 5 -
"""
STADIUM = SCORE.replace(
    "2 2 NUM obl 5 -\na a ADP case 8 -\n1 1 NUM nummod 6 -", "allo a ADP case 7 -\nstadio stadio NOUN obl 5 sg"
)
CALLED_A_MATCH = (
    COUNTRIES
    + """
La il DET det 2 def
partita partita NOUN nsubj 4 sg
Italia-Francia Italia-Francia PROPN nmod 2 - B-ORG
comincia cominciare VERB ROOT 0 3s
. . PUNCT punct 4 -
"""
)
DAYS = SCORE.replace(
    "2 2 NUM obl 5 -\na a ADP case 8 -\n1 1 NUM nummod 6 -",
    "il il DET det 7 def\n10-11 10-11 NUM obl 5 -\nmaggio maggio NOUN nmod 7 sg",
)

BETWEEN = """
L' il DET det 2 def
incontro incontro NOUN nsubj 8 sg
tra tra ADP case 4
Italia Italia PROPN nmod 2 - B-ORG
e e CCONJ cc 6
Francia Francia PROPN conj 4 - B-ORG
è essere AUX aux 8 3s
{end}
. . PUNCT punct 8 -
"""
BETWEEN_SCORED = BETWEEN.format(end="finito finire VERB ROOT 0 part\n2-1 2-1 NUM obl 8 -")
BETWEEN_HOURS = BETWEEN.format(end="durato durare VERB ROOT 0 part\n2-3 2-3 NUM nummod 10 -\nore ora NOUN obl 8 pl")


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (PERSONS, [("Marta Verdi", "Paul Duval")]),
        (COUNTRIES, [("Francia", "Italia")]),
        (DAYS, [("Francia", "Italia")]),
        (GIVEN_NAME, [("Jean-Claude Duval", "Marta Verdi")]),
        (ONE_SURNAME, []),
        (DOUBLE_SURNAME, []),
        (SCORE, []),
        (STADIUM, []),
        (CALLED_A_MATCH, []),
        (BETWEEN_SCORED, []),
        (BETWEEN_HOURS, [("Francia", "Italia")]),
    ],
    ids=[
        "persons",
        "countries",
        "days",
        "given-name",
        "one-surname",
        "double-surname",
        "score",
        "stadium",
        "a-match",
        "score-after-two",
        "hours",
    ],
)
def test_a_hyphened_pair_meets(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    met = [c.detail.participants for c in claims if isinstance(c.detail, EncounterDetail)]
    assert [tuple(sorted(m.name for m in participants)) for participants in met] == expected
