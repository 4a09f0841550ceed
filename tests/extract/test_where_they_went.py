"""Journeys set beside a name, to several places, of delegations, and to houses of a town."""

from __future__ import annotations

import pytest

from pipeline.extract.visits import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

BESIDE_THE_NAME = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
la il DET det 6 def
presidente presidente NOUN obj 4 sg
Marta Marta PROPN nmod 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
, , PUNCT punct 4 -
in in ADP case 11 -
visita visita NOUN obl 4 sg
ufficiale ufficiale ADJ amod 11 sg
in in ADP case 14 -
Norvegia Norvegia PROPN nmod 11 - B-LOC
. . PUNCT punct 4 -
"""
TO_AND_FRO = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
fatto fare VERB ROOT 0 part
la il DET det 6 def
spola spola NOUN obj 4 sg
tra tra ADP case 8 -
Israele Israele PROPN obl 4 - B-LOC
e e CCONJ cc 10 -
Norvegia Norvegia PROPN conj 8 - B-LOC
. . PUNCT punct 4 -
"""
TOUR = """
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
di di ADP case 5 -
ritorno ritorno NOUN ROOT 0 sg
da da ADP case 8 -
un uno DET det 8 ind
viaggio viaggio NOUN nmod 5 sg
in in ADP case 10 -
Africa Africa PROPN nmod 8 - B-LOC
che che PRON nsubj 14 rel
lo lo PRON obj 14 clitic
ha avere AUX aux 14 3s
portato portare VERB acl:relcl 8 part
in in ADP case 16 -
Kenya Kenya PROPN obl 14 - B-LOC
e e CCONJ cc 18 -
Tanzania Tanzania PROPN conj 16 - B-LOC
. . PUNCT punct 5 -
"""
PROSECUTOR = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
arrivato arrivare VERB ROOT 0 part
in in ADP case 6 -
procura procura NOUN obl 4 sg
a a ADP case 8 -
Firenze Firenze PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
SEVERAL_TIMES = """
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 6 3s
stato essere AUX cop 6 part
più più ADV advmod 6 -
volte volta NOUN ROOT 0 pl
in in ADP case 8 -
Norvegia Norvegia PROPN nmod 6 - B-LOC
. . PUNCT punct 6 -
"""
DELEGATION = """
Una uno DET det 2 ind
delegazione delegazione NOUN nsubj 9 sg
del di ADP case 4 -
partito partito NOUN nmod 2 sg
è essere AUX cop 9 3s
da da ADP case 7 -
lunedì lunedì NOUN nmod 9 -
a a ADP case 9 -
Mosca Mosca PROPN ROOT 0 - B-LOC
. . PUNCT punct 9 -
"""
FACTORY = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
visitato visitare VERB ROOT 0 part
uno uno DET det 6 ind
stabilimento stabilimento NOUN obj 4 sg
a a ADP case 8 -
Torino Torino PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
WHY = """
Perché perché PRON obl 3 -
si si PRON expl 3 refl
parla parlare VERB ROOT 0 3s
tanto tanto ADV advmod 3 -
del di ADP case 6 -
viaggio viaggio NOUN obl 3 sg
di di ADP case 8 -
Marta Marta PROPN nmod 6 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
in in ADP case 11 -
Norvegia Norvegia PROPN nmod 6 - B-LOC
? ? PUNCT punct 3 -
"""
DID_SHE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
andata andare VERB ROOT 0 part
in in ADP case 6 -
Norvegia Norvegia PROPN obl 4 - B-LOC
? ? PUNCT punct 4 -
"""

AWAITED = """
Paolo Paolo PROPN nsubj 9 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 4
atteso attendere VERB acl 1 part
domani domani ADV advmod 4
a a ADP case 7
Oslo Oslo PROPN obl 4 - B-LOC
, , PUNCT punct 4
tace tacere VERB ROOT 0 3s
. . PUNCT punct 9
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (AWAITED, {("Paolo Neri", "Oslo", "planned")}),
        (BESIDE_THE_NAME, {("Marta Verdi", "Norvegia", "happened")}),
        (TO_AND_FRO, {("Paolo Neri", "Israele", "happened"), ("Paolo Neri", "Norvegia", "happened")}),
        (
            TOUR,
            {
                ("Paolo Neri", "Africa", "happened"),
                ("Paolo Neri", "Kenya", "happened"),
                ("Paolo Neri", "Tanzania", "happened"),
            },
        ),
        (PROSECUTOR, {("Paolo Neri", "Firenze", "happened")}),
        (SEVERAL_TIMES, {("Paolo Neri", "Norvegia", "happened")}),
        (DELEGATION, {("delegazione del partito", "Mosca", "happened")}),
        (FACTORY, {("Marta Verdi", "Torino", "happened")}),
        (WHY, {("Marta Verdi", "Norvegia", "happened")}),
        (DID_SHE, set()),
    ],
    ids=[
        "awaited",
        "beside-the-name",
        "to-and-fro",
        "tour",
        "prosecutor",
        "several-times",
        "delegation",
        "factory",
        "why",
        "did-she",
    ],
)
def test_where_they_went(lexicon: Lexicon, parse: str, expected: set[tuple[str, str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert {(c.subject.name, c.object.name, c.status) for c in claims if isinstance(c.object, Mention)} == expected
