"""Talks of states, opposition that one meets with, whoever has the turn: who meets whom, and who does not."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.extract.visits import extract as extract_visits
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail, Mention
from tests.builders import read_parse

STATES_NEGOTIATE = """
Norvegia Norvegia PROPN nsubj 4 - B-LOC
e e CCONJ cc 3 -
Israele Israele PROPN conj 1 - B-LOC
negoziano negoziare VERB ROOT 0 3p
da da ADP case 6 -
mesi mese NOUN obl 4 pl
. . PUNCT punct 4 -
"""
OPPOSITION = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
l' il DET det 6 def
opposizione opposizione NOUN obj 4 sg
dei di ADP case 8 -
sindacati sindacato NOUN nmod 6 pl
. . PUNCT punct 4 -
"""
TOWARDS = """
Il il DET det 2 def
giudice giudice NOUN nsubj 3 sg
indaga indagare VERB ROOT 0 3s
nei in ADP case 5 -
confronti confronto NOUN obl 3 pl
del di ADP case 7 -
premier premier NOUN nmod 5 sg
e e CCONJ cc 10 -
del di ADP case 10 -
ministro ministro NOUN conj 7 sg
. . PUNCT punct 3 -
"""
MANY_GUESTS = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
organizzato organizzare VERB ROOT 0 part
una uno DET det 6 ind
cena cena NOUN obj 4 sg
con con ADP case 9 -
200 200 NUM nummod 9 -
ospiti ospite NOUN nmod 6 pl
. . PUNCT punct 4 -
"""
FORCED = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
si si PRON expl 7 refl
vedono vedere VERB ROOT 0 3p
superare superare VERB xcomp 7 inf
. . PUNCT punct 7 -
"""
TURN = """
Domani domani ADV advmod 2 -
toccherà toccare VERB ROOT 0 3sf
a a ADP case 4 -
Paolo Paolo PROPN obl 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
incontrare incontrare VERB csubj 2 inf
Marta Marta PROPN obj 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 2 -
"""
AGREED = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
hanno avere AUX aux 7 3p
concordato concordare VERB ROOT 0 part
di di ADP mark 9 -
vedersi vedere VERB xcomp 7 inf
. . PUNCT punct 7 -
"""
MANNER = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
si si PRON expl 5 refl
è essere AUX aux 5 3s
riunita riunire VERB ROOT 0 part
a a ADP case 7 -
porte porta NOUN obl 5 pl
chiuse chiuso ADJ amod 7 pl
con con ADP case 10 -
Paolo Paolo PROPN obl 8 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
. . PUNCT punct 5 -
"""
INVITED = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
rivolto rivolgere VERB ROOT 0 part
a a ADP case 6 -
Paolo Paolo PROPN obl 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
l' il DET det 9 def
invito invito NOUN obj 4 sg
a a ADP mark 11 -
recarsi recare VERB acl 9 inf
a a ADP case 13 -
Mosca Mosca PROPN obl 11 - B-LOC
. . PUNCT punct 4 -
"""
YARD = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
fatto fare VERB ROOT 0 part
un uno DET det 6 ind
sopralluogo sopralluogo NOUN obj 4 sg
nel in ADP case 8 def
cantiere cantiere NOUN obl 4 sg
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    "parse",
    [STATES_NEGOTIATE, OPPOSITION, TOWARDS, MANY_GUESTS, FORCED],
    ids=["states-negotiate", "opposition", "towards", "many-guests", "forced"],
)
def test_nobody_meets(lexicon: Lexicon, parse: str) -> None:
    assert list(extract(read_parse(parse, lexicon), lexicon)) == []


@pytest.mark.parametrize(
    ("parse", "status"),
    [(TURN, "planned"), (AGREED, "planned"), (MANNER, "happened")],
    ids=["whose-turn", "agreed-to", "behind-closed-doors"],
)
def test_two_meet(lexicon: Lexicon, parse: str, status: str) -> None:
    (claim,) = extract(read_parse(parse, lexicon), lexicon)
    assert isinstance(claim.detail, EncounterDetail)
    assert {m.name for m in claim.detail.participants} == {"Marta Verdi", "Paolo Neri"}
    assert claim.status == status


@pytest.mark.parametrize(
    ("parse", "expected"),
    [(INVITED, [("Paolo Neri", "Mosca")]), (YARD, [("Marta Verdi", "cantiere")])],
    ids=["invited", "yard"],
)
def test_who_goes(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    claims = extract_visits(read_parse(parse, lexicon), lexicon)
    assert [(c.subject.name, c.object.name) for c in claims if isinstance(c.object, Mention)] == expected
