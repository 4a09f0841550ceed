"""To be in a town is to have gone there, unless that is denied or the clause says something else."""

from __future__ import annotations

import pytest

from pipeline.extract.visits import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

NOT_THERE = """
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 6 neg
è essere AUX cop 6 3s
a a ADP case 6 -
Mosca Mosca PROPN ROOT 0 - B-LOC
. . PUNCT punct 6 -
"""
HAD_NOT_BEEN = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 7 neg
era essere AUX aux 7 3s
stata essere AUX cop 7 part
a a ADP case 7 -
Mosca Mosca PROPN ROOT 0 - B-LOC
. . PUNCT punct 7 -
"""
WILL_NOT_BE = NOT_THERE.replace("è essere AUX cop 6 3s", "sarà essere AUX cop 6 3sf")
WILL_BE = WILL_NOT_BE.replace("non non ADV advmod 6 neg", "oggi oggi ADV advmod 6 -")
NO_LONGER = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 7 neg
è essere AUX cop 7 3s
più più ADV advmod 7 -
a a ADP case 7 -
Mosca Mosca PROPN ROOT 0 - B-LOC
. . PUNCT punct 7 -
"""
ELSEWHERE = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
a a ADP case 5 -
Mosca Mosca PROPN ROOT 0 - B-LOC
, , PUNCT punct 9 -
non non ADV advmod 9 neg
a a ADP case 9 -
Parigi Parigi PROPN conj 5 - B-LOC
. . PUNCT punct 5 -
"""
THE_FAVOURITE = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 7 3s
in in ADP case 5 -
Francia Francia PROPN obl 7 - B-LOC
la il DET det 7 def
candidata candidato NOUN ROOT 0 sg
preferita preferito ADJ amod 7 sg
. . PUNCT punct 7 -
"""
THE_FAVOURITE_BESIDE = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
in in ADP case 5 -
Francia Francia PROPN ROOT 0 - B-LOC
la il DET det 7 def
candidata candidato NOUN appos 5 sg
preferita preferito ADJ amod 7 sg
. . PUNCT punct 5 -
"""
FAMOUS = """
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 6 3s
in in ADP case 5 -
Francia Francia PROPN obl 6 - B-LOC
famosa famoso ADJ ROOT 0 sg
. . PUNCT punct 6 -
"""
IN_PRISON = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 7 3s
a a ADP case 5 -
Mosca Mosca PROPN obl 7 - B-LOC
in in ADP case 7 -
carcere carcere NOUN ROOT 0 sg
. . PUNCT punct 7 -
"""
AT_HOME = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
a a ADP case 5 -
Mosca Mosca PROPN ROOT 0 - B-LOC
a a ADP case 7 -
casa casa NOUN obl 5 sg
. . PUNCT punct 5 -
"""
SINCE_A_YEAR = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
in in ADP case 5 -
Francia Francia PROPN ROOT 0 - B-LOC
dal da ADP case 7 def
1995 1995 NUM nummod 5 -
. . PUNCT punct 5 -
"""
FOR_YEARS = SINCE_A_YEAR.replace(
    "dal da ADP case 7 def\n1995 1995 NUM nummod", "da da ADP case 7 -\nanni anno NOUN obl"
)
SINCE_YESTERDAY = SINCE_A_YEAR.replace(
    "dal da ADP case 7 def\n1995 1995 NUM nummod", "da da ADP case 7 -\nieri ieri ADV advmod"
)
THERE_IS = """
È essere AUX cop 5 3s
a a ADP case 3 -
Mosca Mosca PROPN obl 5 - B-LOC
la il DET det 5 def
ministra ministro NOUN ROOT 0 sg
Marta Marta PROPN nmod 5 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
. . PUNCT punct 5 -
"""
ON_A_MISSION = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 7 3s
a a ADP case 5 -
Mosca Mosca PROPN obl 7 - B-LOC
per per ADP case 7 -
lavoro lavoro NOUN ROOT 0 sg
. . PUNCT punct 7 -
"""
WHOSE_HEAD = """
La il DET det 2 def
proposta proposta NOUN ROOT 0 sg
della di ADP case 4 def
società società NOUN nmod 2 sg
, , PUNCT punct 8 -
il il DET det 8 def
cui cui DET det:poss 8 rel
presidente presidente NOUN nsubj 14 sg
Paolo Paolo PROPN nmod 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
era essere AUX aux 14 3s
stato essere AUX cop 14 part
a a ADP case 14 -
Mosca Mosca PROPN acl 2 - B-LOC
. . PUNCT punct 2 -
"""


def _gone(parse: str, lexicon: Lexicon) -> list[tuple[str, str, str]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [(c.subject.name, c.object.name, c.status) for c in claims if isinstance(c.object, Mention)]


@pytest.mark.parametrize(
    ("parse", "status"),
    [
        (NOT_THERE, "denied"),
        (HAD_NOT_BEEN, "denied"),
        (WILL_NOT_BE, "denied"),
        (WILL_BE, "planned"),
        (ELSEWHERE, "happened"),
        (THERE_IS, "happened"),
        (ON_A_MISSION, "happened"),
    ],
    ids=["is-not", "had-not-been", "will-not-be", "will-be", "elsewhere", "there-is", "on-a-mission"],
)
def test_being_in_a_town_is_having_gone_there(lexicon: Lexicon, parse: str, status: str) -> None:
    assert set(_gone(parse, lexicon)) == {("Marta Verdi", "Mosca", status)}


def test_since_yesterday_one_has_just_come(lexicon: Lexicon) -> None:
    assert _gone(SINCE_YESTERDAY, lexicon) == [("Marta Verdi", "Francia", "happened")]


def test_a_relative_clause_is_not_what_its_noun_proposes(lexicon: Lexicon) -> None:
    assert {status for _, _, status in _gone(WHOSE_HEAD, lexicon)} == {"happened"}


@pytest.mark.parametrize(
    "parse",
    [NO_LONGER, THE_FAVOURITE, THE_FAVOURITE_BESIDE, FAMOUS, IN_PRISON, AT_HOME, SINCE_A_YEAR, FOR_YEARS],
    ids=["no-longer", "favourite", "favourite-beside", "famous", "in-prison", "at-home", "since-a-year", "for-years"],
)
def test_a_state_is_no_journey(lexicon: Lexicon, parse: str) -> None:
    assert _gone(parse, lexicon) == []
