"""Titles of several persons, with a rank or a party between, after an age, and told of whom the text is about."""

from __future__ import annotations

import pytest

from pipeline.extract.roles import extract
from pipeline.lexicon import Lexicon
from pipeline.model import RoleDetail
from tests.builders import read_parse

OF_TWO_COUNTRIES = """
I il DET det 2 defp
presidenti presidente NOUN nsubj 13 pl
di di ADP case 4
Brasile Brasile PROPN nmod 2 - B-LOC
e e CCONJ cc 6
Argentina Argentina PROPN conj 4 - B-LOC
, , PUNCT punct 8
Marta Marta PROPN appos 2 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
e e CCONJ cc 11
Paolo Paolo PROPN conj 8 - B-PER
Neri Neri PROPN flat:name 11 - I-PER
firmano firmare VERB ROOT 0 3p
. . PUNCT punct 13
"""
COUNTED = """
I il DET det 3 defp
due due NUM nummod 3
vicepremier vicepremier NOUN nsubj 9 pl
Marta Marta PROPN nmod 3 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
e e CCONJ cc 7
Paolo Paolo PROPN conj 4 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
litigano litigare VERB ROOT 0 3p
. . PUNCT punct 9
"""
RANK = """
Il il DET det 2 def
portavoce portavoce NOUN nsubj 11 sg
del di ADP case 4 def
Cremlino Cremlino PROPN nmod 2 - B-ORG
, , PUNCT punct 7
il il DET det 7 def
colonnello colonnello NOUN appos 2 sg
Ivan Ivan PROPN nmod 7 - B-PER
Petrov Petrov PROPN flat:name 8 - I-PER
, , PUNCT punct 2
tace tacere VERB ROOT 0 3s
. . PUNCT punct 11
"""
PARTISAN = """
Il il DET det 2 def
sindaco sindaco NOUN nsubj 8 sg
leghista leghista ADJ amod 2 sg
di di ADP case 5
Treviso Treviso PROPN nmod 2 - B-LOC
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
tace tacere VERB ROOT 0 3s
. . PUNCT punct 8
"""
AGE = """
Marta Marta PROPN nsubj 10 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 5
51 51 NUM nummod 5
anni anno NOUN appos 1 pl
, , PUNCT punct 7
ministra ministra NOUN appos 1 sg
danese danese ADJ amod 7 sg
, , PUNCT punct 1
tace tacere VERB ROOT 0 3s
. . PUNCT punct 10
"""
REELECTED = """
Marta Marta PROPN nsubj 8 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 4
rieletta rieletta ADJ acl 1 sg
presidente presidente NOUN xcomp 4 sg
della di ADP case 7 def
Serbia Serbia PROPN nmod 5 - B-LOC
tace tacere VERB ROOT 0 3s
. . PUNCT punct 8
"""
TOLD_LATER = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
non non ADV advmod 4
arretra arretrare VERB ROOT 0 3s
. . PUNCT punct 4

Il il DET det 2 def
presidente presidente NOUN nsubj 5 sg
della di ADP case 4 def
Consob Consob PROPN nmod 2 - B-ORG
tace tacere VERB ROOT 0 3s
. . PUNCT punct 5
"""
SOMEBODY_ELSE = TOLD_LATER.replace(
    ". . PUNCT punct 4\n\n", "con con ADP case 6\nLi Li PROPN obl 4 - B-PER\n. . PUNCT punct 4\n\n"
)
OF_DEPUTIES = """
Parla parlare VERB ROOT 0 3s
quello quello PRON nsubj 1 sg
della di ADP case 4 def
Camera Camera PROPN nmod 2 - B-ORG
dei di ADP case 6 defp
Deputati deputato NOUN nmod 4 pl I-ORG
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 1
"""
IDIOM = """
La il DET det 2 def
holding holding NOUN nsubj 3 sg
fa fare VERB ROOT 0 3s
capo capo NOUN obj 3 sg
alla a ADP case 6 def
famiglia famiglia NOUN obl 3 sg
Neri Neri PROPN nmod 6 - B-PER
. . PUNCT punct 3
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (OF_DEPUTIES, set()),
        (IDIOM, set()),
        (OF_TWO_COUNTRIES, {("Marta Verdi", "presidente", "Brasile"), ("Paolo Neri", "presidente", "Argentina")}),
        (COUNTED, {("Marta Verdi", "vicepremier", None), ("Paolo Neri", "vicepremier", None)}),
        (RANK, {("Ivan Petrov", "portavoce", "Cremlino"), ("Ivan Petrov", "colonnello", None)}),
        (PARTISAN, {("Paolo Neri", "sindaco", "Treviso")}),
        (AGE, {("Marta Verdi", "ministra", "Danimarca")}),
        (REELECTED, {("Marta Verdi", "presidente", "Serbia")}),
        (TOLD_LATER, {("Paolo Neri", "presidente", "Consob")}),
        (SOMEBODY_ELSE, set()),
    ],
)
def test_who_holds_what(parse: str, expected: set[tuple[str, str, str | None]], lexicon: Lexicon) -> None:
    found = set()
    for claim in extract(read_parse(parse.strip(), lexicon), lexicon):
        assert isinstance(claim.detail, RoleDetail)
        found.add((claim.subject.name, claim.detail.role, claim.detail.of.name if claim.detail.of else None))
    assert found == expected
