"""Who went where, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.visits import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

WENT = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
si si PRON expl 5 refl
è essere AUX aux 5 3s
recata recare VERB ROOT 0 part
a a ADP case 7
Mosca Mosca PROPN obl 5 - B-LOC
lunedì lunedì NOUN obl 5 sg
. . PUNCT punct 5
"""
WILL_VISIT = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
visiterà visitare VERB ROOT 0 3sf
la il DET det 5 def
Norvegia Norvegia PROPN obj 3 - B-LOC
. . PUNCT punct 3
"""
CANCELLED = """
Il il DET det 2 def
viaggio viaggio NOUN nsubj:pass 10 sg
di di ADP case 4
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
in in ADP case 7
Cina Cina PROPN nmod 2 - B-LOC
è essere AUX aux 10 3s
stato essere AUX aux:pass 10 part
annullato annullare VERB ROOT 0 part
. . PUNCT punct 10
"""
BEING = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
sarà essere AUX ROOT 0 3sf
a a ADP case 5
Mosca Mosca PROPN obl 3 - B-LOC
. . PUNCT punct 3
"""
PARTICIPLE = """
Marta Marta PROPN nsubj 8 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 4
giunta giungere VERB acl 1 part
a a ADP case 6
Mosca Mosca PROPN obl 4 - B-LOC
, , PUNCT punct 4
tace tacere VERB ROOT 0 3s
. . PUNCT punct 8
"""
EXPECTED = """
Marta Marta PROPN nsubj:pass 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux:pass 4 3s
attesa attendere VERB ROOT 0 part
a a ADP case 6
Mosca Mosca PROPN obl 4 - B-LOC
. . PUNCT punct 4
"""
CAPITAL = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
arrivata arrivare VERB ROOT 0 part
nella in ADP case 6 def
capitale capitale NOUN obl 4 sg
russa russo ADJ amod 6 sg
. . PUNCT punct 4
"""
BY_THE_WAY = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
in in ADP case 4
visita visita NOUN nmod 1 sg
a a ADP case 6
Mosca Mosca PROPN nmod 4 - B-LOC
parlerà parlare VERB ROOT 0 3sf
. . PUNCT punct 7
"""
LEMMA_WRONG = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
volerà volere VERB ROOT 0 3sf
a a ADP case 5
Mosca Mosca PROPN obl 3 - B-LOC
. . PUNCT punct 3
"""
NOT_A_TRAVELLER = """
La il DET det 2 def
Cina Cina PROPN nsubj 4 - B-LOC
è essere AUX aux 4 3s
arrivata arrivare VERB ROOT 0 part
in in ADP case 6
Africa Africa PROPN obl 4 - B-LOC
. . PUNCT punct 4
"""
NO_PLACE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
arrivata arrivare VERB ROOT 0 part
in in ADP case 6
ritardo ritardo NOUN obl 4 sg
. . PUNCT punct 4
"""
NOT_GONE = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 5 neg
è essere AUX aux 5 3s
andata andare VERB ROOT 0 part
in in ADP case 7
Norvegia Norvegia PROPN obl 5 - B-LOC
. . PUNCT punct 5
"""
GIUNTO = """
Il il DET det 2 -
ministro ministro NOUN nsubj 12 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
, , PUNCT punct 2 -
giunto giungere VERB acl 2 part
ieri ieri ADV advmod 6 -
a a ADP case 9 -
Mosca Mosca PROPN obl 6 - B-LOC
, , PUNCT punct 6 -
è essere AUX cop 12 3s
ottimista ottimista ADJ ROOT 0 -
. . PUNCT punct 12 -
"""
FROM = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
rientrato rientrare VERB ROOT 0 part
da da ADP case 6 -
Washington Washington PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
VEHICLE = """
L' il DET det 2 -
aereo aereo NOUN nsubj 7 sg
di di ADP case 4 -
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
è essere AUX aux 7 3s
atterrato atterrare VERB ROOT 0 part
a a ADP case 9 -
Mosca Mosca PROPN obl 7 - B-LOC
. . PUNCT punct 7 -
"""
ALONG = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
andata andare VERB ROOT 0 part
a a ADP case 6 -
Mosca Mosca PROPN obl 4 - B-LOC
con con ADP case 8 -
Paolo Paolo PROPN obl 4 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
INVITED = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
invitato invitare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
a a ADP case 8 -
Mosca Mosca PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
WITHIN = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
visitato visitare VERB ROOT 0 part
le il DET det 6 -
zone zona NOUN obj 4 pl
colpite colpite ADJ acl 6 -
della di ADP case 9 -
Norvegia Norvegia PROPN nmod 6 - B-LOC
. . PUNCT punct 4 -
"""
UNNAMED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
visitato visitare VERB ROOT 0 part
lo il DET det 6 -
stabilimento stabilimento NOUN obj 4 sg
. . PUNCT punct 4 -
"""
STAGE = """
Ultima ultimo ADJ amod 2 -
tappa tappa NOUN nsubj 10 sg
del di ADP case 4 -
viaggio viaggio NOUN nmod 2 sg
di di ADP case 6 -
Paolo Paolo PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
sarà essere AUX cop 10 3sf
la il DET det 10 -
Norvegia Norvegia PROPN ROOT 0 - B-LOC
. . PUNCT punct 10 -
"""
VOLTA = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
partito partire VERB ROOT 0 part
alla a ADP case 6 -
volta volta NOUN obl 4 sg
di di ADP case 8 -
Mosca Mosca PROPN nmod 6 - B-LOC
. . PUNCT punct 4 -
"""
FREIGHT = """
La il DET det 2 -
crisi crisi NOUN nsubj 4 sg
è essere AUX aux 4 3s
tornata tornare VERB ROOT 0 part
in in ADP case 6 -
Norvegia Norvegia PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""


def _visits(parse: str, lexicon: Lexicon) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    for claim in extract(read_parse(parse, lexicon, published="2024-04-10"), lexicon):
        assert isinstance(claim.object, Mention)
        found.append((claim.subject.name, claim.object.name, claim.object.type, claim.status))
    return found


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (BEING, [("Marta Verdi", "Mosca", "Place", "planned")]),
        (PARTICIPLE, [("Marta Verdi", "Mosca", "Place", "happened")]),
        (EXPECTED, [("Marta Verdi", "Mosca", "Place", "planned")]),
        (CAPITAL, [("Marta Verdi", "Mosca", "Place", "happened")]),
        (BY_THE_WAY, [("Marta Verdi", "Mosca", "Place", "happened")]),
        (LEMMA_WRONG, [("Marta Verdi", "Mosca", "Place", "planned")]),
        (WENT, [("Marta Verdi", "Mosca", "Place", "happened")]),
        (WILL_VISIT, [("Marta Verdi", "Norvegia", "Country", "planned")]),
        (CANCELLED, [("Marta Verdi", "Cina", "Country", "denied")]),
        (NOT_GONE, [("Marta Verdi", "Norvegia", "Country", "denied")]),
        (NOT_A_TRAVELLER, []),
        (NO_PLACE, []),
    ],
    ids=[
        "being",
        "participle",
        "expected",
        "capital",
        "by-the-way",
        "future-by-its-form",
        "went",
        "will",
        "cancelled",
        "not-gone",
        "state",
        "no-place",
    ],
)
def test_visit(lexicon: Lexicon, parse: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert _visits(parse, lexicon) == expected


def test_time_rule_and_words_of_a_visit(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(WENT, lexicon, published="2024-04-10"), lexicon)
    assert claim.when is not None
    assert (claim.when.text, claim.when.iso) == ("lunedì", "2024-04-08")
    assert (claim.evidence.rule, claim.evidence.text) == ("visits/verbal", "Marta Verdi si è recata a Mosca")


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (GIUNTO, [("Paolo Neri", "Mosca", "happened")]),
        (FROM, [("Paolo Neri", "Washington", "happened")]),
        (VEHICLE, [("Paolo Neri", "Mosca", "happened")]),
        (ALONG, [("Marta Verdi", "Mosca", "happened"), ("Paolo Neri", "Mosca", "happened")]),
        (INVITED, [("Paolo Neri", "Mosca", "planned")]),
        (WITHIN, [("Paolo Neri", "Norvegia", "happened")]),
        (UNNAMED, [("Paolo Neri", "stabilimento", "happened")]),
        (STAGE, [("Paolo Neri", "Norvegia", "planned")]),
        (VOLTA, [("Paolo Neri", "Mosca", "happened")]),
        (FREIGHT, []),
    ],
    ids=["giunto", "from", "vehicle", "along", "invited", "within", "unnamed", "stage", "volta", "freight"],
)
def test_other_ways_to_tell_of_a_journey(lexicon: Lexicon, parse: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(who, where, status) for who, where, _, status in _visits(parse, lexicon)] == expected
