"""Who is sent or taken somewhere, places taken up by a pronoun or set before, journeys given up or put off."""

from __future__ import annotations

import pytest

from pipeline.extract.visits import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

SENT = """
Il il DET det 2 def
governo governo NOUN nsubj 4 sg B-ORG
ha avere AUX aux 4 3s
inviato inviare VERB ROOT 0 part
a a ADP case 6 -
Oslo Oslo PROPN obl 4 - B-LOC
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
TROOPS = """
Il il DET det 2 def
governo governo NOUN nsubj 4 sg B-ORG
ha avere AUX aux 4 3s
inviato inviare VERB ROOT 0 part
truppe truppa NOUN obj 4 pl
in in ADP case 7 -
Norvegia Norvegia PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
TAKEN_ALONG = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
accompagnato accompagnare VERB ROOT 0 part
a a ADP case 6 -
Oslo Oslo PROPN obl 4 - B-LOC
il il DET det 8 def
ministro ministro NOUN obj 4 sg
Paolo Paolo PROPN nmod 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 4 -
"""
THERE_AGAIN = """
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 6 3s
stata essere AUX cop 6 part
in in ADP case 6 -
Norvegia Norvegia PROPN ROOT 0 - B-LOC
. . PUNCT punct 6 -

Ci ci PRON expl 2 clitic
tornerà tornare VERB ROOT 0 3sf
lunedì lunedì NOUN obl 2 -
. . PUNCT punct 2 -
"""
PLACE_BEFORE = """
Il il DET det 2 def
partito partito NOUN nsubj:pass 4 sg
sarà essere AUX aux:pass 4 3sf
guidato guidare VERB ROOT 0 part
da da ADP case 6 -
Paolo Paolo PROPN obl:agent 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 6 -
che che PRON nsubj 14 rel
a a ADP case 11 -
Oslo Oslo PROPN obl 14 - B-LOC
era essere AUX aux 14 3s
già già ADV advmod 14 -
stato essere VERB acl:relcl 6 part
. . PUNCT punct 4 -
"""
GONE_UP = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
salito salire VERB ROOT 0 part
al a ADP case 6 def
Quirinale Quirinale PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
PRICES = """
Il il DET det 2 def
prezzo prezzo NOUN nsubj 4 sg
è essere AUX aux 4 3s
salito salire VERB ROOT 0 part
a a ADP case 6 -
Oslo Oslo PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
RENOUNCED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
rinunciato rinunciare VERB ROOT 0 part
al a ADP case 6 def
viaggio viaggio NOUN obl 4 sg
in in ADP case 8 -
Norvegia Norvegia PROPN nmod 6 - B-LOC
. . PUNCT punct 4 -
"""
PUT_OFF = """
La il DET det 2 def
visita visita NOUN nsubj 9 sg
di di ADP case 4 -
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
in in ADP case 7 -
Norvegia Norvegia PROPN nmod 2 - B-LOC
è essere AUX aux 9 3s
slittata slittare VERB ROOT 0 part
. . PUNCT punct 9 -
"""
PRESENCE = """
È essere AUX aux:pass 2 3s
confermata confermare VERB ROOT 0 part
la il DET det 4 def
presenza presenza NOUN nsubj:pass 2 sg
a a ADP case 6 -
Oslo Oslo PROPN nmod 4 - B-LOC
di di ADP case 8 -
Paolo Paolo PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 2 -
"""
BETWEEN_COMMAS = """
Paolo Paolo PROPN nsubj 9 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 1 -
ieri ieri ADV advmod 6 -
a a ADP case 6 -
Oslo Oslo PROPN obl 9 - B-LOC
, , PUNCT punct 6 -
ha avere AUX aux 9 3s
frenato frenare VERB ROOT 0 part
. . PUNCT punct 9 -
"""
NEVER_WENT = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
negato negare VERB ROOT 0 part
di di ADP mark 7 -
essersi essere AUX aux 7 inf
recato recare VERB xcomp 4 part
a a ADP case 9 -
Oslo Oslo PROPN obl 7 - B-LOC
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (SENT, {("Paolo Neri", "Oslo", "happened")}),
        (TROOPS, set()),
        (TAKEN_ALONG, {("Marta Verdi", "Oslo", "happened"), ("Paolo Neri", "Oslo", "happened")}),
        (THERE_AGAIN, {("Marta Verdi", "Norvegia", "happened"), ("Marta Verdi", "Norvegia", "planned")}),
        (PLACE_BEFORE, {("Paolo Neri", "Oslo", "happened")}),
        (GONE_UP, {("Paolo Neri", "Quirinale", "happened")}),
        (PRICES, set()),
        (RENOUNCED, {("Paolo Neri", "Norvegia", "denied")}),
        (PUT_OFF, {("Paolo Neri", "Norvegia", "planned")}),
        (PRESENCE, {("Paolo Neri", "Oslo", "happened")}),
        (BETWEEN_COMMAS, {("Paolo Neri", "Oslo", "happened")}),
        (NEVER_WENT, {("Paolo Neri", "Oslo", "denied")}),
    ],
    ids=[
        "sent",
        "troops",
        "taken-along",
        "there-again",
        "place-before",
        "gone-up",
        "prices",
        "renounced",
        "put-off",
        "presence",
        "between-commas",
        "never-went",
    ],
)
def test_sent_and_there(lexicon: Lexicon, parse: str, expected: set[tuple[str, str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert {(c.subject.name, c.object.name, c.status) for c in claims if isinstance(c.object, Mention)} == expected
