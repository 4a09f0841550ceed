"""Whose words they are where the cue does not tell at once, and what says nothing."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import read_parse

PAPER = """
Secondo secondo ADP case 3 -
il il DET det 3 def
quotidiano quotidiano NOUN obl 8 sg
Aurora Aurora PROPN nmod 3 - B-PER
, , PUNCT punct 3 -
la il DET det 7 def
legge legge NOUN nsubj 8 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 8 -
. . PUNCT punct 8 -
"""
THERE_FOR = """
Per per ADP case 2 -
Mosca Mosca PROPN obl 4 - B-LOC
c' ci PRON expl 4 clitic
era essere VERB ROOT 0 3s
il il DET det 6 def
viceministro viceministro NOUN nsubj 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
NOT_SO = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3 -
. . PUNCT punct 3 -

Non non ADV advmod 2 neg
così così ADV advmod 4 -
la la PRON obj 4 clitic
pensa pensare VERB ROOT 0 3s
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -
"""
NO_CONTENT = """
A a ADP case 2 -
Mosca Mosca PROPN obl 12 - B-LOC
, , PUNCT punct 6 -
dove dove ADV obl 6 -
è essere AUX aux 6 3s
rientrato rientrare VERB acl:relcl 2 part
sabato sabato NOUN obl 6 sg
, , PUNCT punct 6 -
Paolo Paolo PROPN nsubj 12 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
ha avere AUX aux 12 3s
riferito riferire VERB ROOT 0 part
al a ADP case 14 -
consiglio consiglio NOUN obl 12 sg B-ORG
. . PUNCT punct 12 -
"""
ARRIVED_FROM = """
Parole parola NOUN nsubj 5 pl
di di ADP case 3 -
apertura apertura NOUN nmod 1 sg
sono essere AUX aux 5 3p
arrivate arrivare VERB ROOT 0 partp
dal da ADP case 7 -
vicepresidente vicepresidente NOUN obl:agent 5 sg
Paolo Paolo PROPN nmod 7 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
: : PUNCT punct 5 -

« « PUNCT punct 5 -
Una uno DET det 3 ind
soluzione soluzione NOUN nsubj 5 sg
è essere AUX cop 5 3s
possibile possibile ADJ ROOT 0 sg
» » PUNCT punct 5 -
. . PUNCT punct 5 -
"""
AT_THE_PALACE = """
Al a ADP case 2 -
Quirinale Quirinale PROPN obl 3 - B-LOC
parlano parlare VERB ROOT 0 3p
di di ADP case 7 -
« « PUNCT punct 7 -
normale normale ADJ amod 7 sg
dialogo dialogo NOUN obl 3 sg
istituzionale istituzionale ADJ amod 7 sg
» » PUNCT punct 7 -
. . PUNCT punct 3 -
"""
POST = """
« « PUNCT punct 4 -
Noi noi PRON nsubj 4 pron
non non ADV advmod 4 neg
dimentichiamo dimenticare VERB ROOT 0 3p
» » PUNCT punct 4 -
, , PUNCT punct 4 -
si si PRON expl 8 refl
legge leggere VERB parataxis 4 3s
nel in ADP case 10 -
post post NOUN obl 8 -
che che PRON obj 15 rel
Paolo Paolo PROPN nsubj 15 - B-PER
Neri Neri PROPN flat:name 12 - I-PER
ha avere AUX aux 15 3s
pubblicato pubblicare VERB acl:relcl 10 part
. . PUNCT punct 4 -
"""
GRANTED = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
chiesto chiedere VERB ROOT 0 part
un uno DET det 6 ind
incontro incontro NOUN obj 4 sg
e e CCONJ cc 12 -
Paolo Paolo PROPN nsubj 12 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
glielo gli PRON iobj 12 clitic
ha avere AUX aux 12 3s
concesso concedere VERB conj 4 part
: : PUNCT punct 4 -

i il DET det 2 defp
due due NUM nsubj 4 -
si si PRON expl 4 refl
vedranno vedere VERB ROOT 0 3p
venerdì venerdì NOUN obl 4 -
. . PUNCT punct 4 -
"""
TO_WHOM_HOPE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
sentito sentire VERB ROOT 0 part
il il DET det 6 def
collega collega NOUN obj 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
, , PUNCT punct 13 -
al a ADP case 11 -
quale quale PRON obl 13 rel
ha avere AUX aux 13 3s
espresso esprimere VERB acl:relcl 6 part
l' il DET det 15 def
auspicio auspicio NOUN obj 13 sg
che che SCONJ mark 19 -
la il DET det 18 def
legge legge NOUN nsubj 19 sg
cambi cambiare VERB acl 15 3s
. . PUNCT punct 4 -
"""
CHE = """
In in ADP case 2 -
sala sala NOUN obl 4 sg
è essere AUX aux 4 3s
arrivato arrivare VERB ROOT 0 part
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -

Che che SCONJ nsubj 7 -
, , PUNCT punct 4 -
alla a ADP case 4 -
fine fine NOUN obl 7 sg
, , PUNCT punct 4 -
ha avere AUX aux 7 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 11 -
la il DET det 10 def
legge legge NOUN nsubj 11 sg
cambierà cambiare VERB ccomp 7 3sf
. . PUNCT punct 7 -
"""
HE_BEFORE_LEAVING = """
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
a a ADP case 5 -
Roma Roma PROPN ROOT 0 - B-LOC
. . PUNCT punct 5 -

« « PUNCT punct 6 -
La il DET det 3 def
Norvegia Norvegia PROPN nsubj 6 - B-LOC
è essere AUX cop 6 3s
un uno DET det 6 ind
partner partner NOUN parataxis 12 -
chiave chiave NOUN flat 6 sg
» » PUNCT punct 6 -
, , PUNCT punct 6 -
egli egli PRON nsubj 12 pron
ha avere AUX aux 12 3s
detto dire VERB ROOT 0 part
prima prima ADV mark 15 -
di di ADP fixed 13 -
lasciare lasciare VERB advcl 12 inf
Tokyo Tokyo PROPN obj 15 - B-LOC
. . PUNCT punct 12 -
"""
BOTH_AND = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
annunciato annunciare VERB ROOT 0 part
controlli controllo NOUN obj 4 pl
sia sia CCONJ cc 8 -
di di ADP case 8 -
notte notte NOUN nmod 5 sg
che che CCONJ cc 11 -
di di ADP case 11 -
giorno giorno NOUN conj 8 sg
. . PUNCT punct 4 -
"""
A_LAW_THAT = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
sta stare AUX aux 4 3s
valutando valutare VERB ROOT 0 -
una uno DET det 6 ind
legge legge NOUN obj 4 sg
che che PRON nsubj 12 rel
, , PUNCT punct 10 -
se se SCONJ mark 10 -
approvata approvare VERB advcl 12 part
, , PUNCT punct 10 -
vieterebbe vietare VERB acl:relcl 6 3sc
scioperi sciopero NOUN obj 12 pl
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (BOTH_AND, set()),
        (A_LAW_THAT, set()),
        (PAPER, {(("Aurora",), "la legge cambierà presto")}),
        (THERE_FOR, set()),
        (NOT_SO, set()),
        (NO_CONTENT, set()),
        (ARRIVED_FROM, {(("Paolo Neri",), "Una soluzione è possibile")}),
        (AT_THE_PALACE, {(("Quirinale",), "normale dialogo istituzionale")}),
        (POST, {(("Paolo Neri",), "Noi non dimentichiamo")}),
        (GRANTED, set()),
        (TO_WHOM_HOPE, {(("Marta Verdi",), "la legge cambi")}),
        (CHE, {(("Paolo Neri",), "la legge cambierà")}),
        (HE_BEFORE_LEAVING, {(("Paolo Neri",), "La Norvegia è un partner chiave")}),
    ],
    ids=[
        "both-and",
        "a-law-that",
        "paper",
        "there-for",
        "not-so",
        "no-content",
        "arrived-from",
        "at-the-palace",
        "post",
        "granted",
        "to-whom-hope",
        "che",
        "he-before-leaving",
    ],
)
def test_whose_words(lexicon: Lexicon, parse: str, expected: set[tuple[tuple[str, ...], str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    said = {
        (tuple(m.name for m in c.detail.speakers), c.detail.content)
        for c in claims
        if isinstance(c.detail, SayingDetail)
    }
    assert said == expected
