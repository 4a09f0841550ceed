"""Words of saying and marks of quotation with which nobody says anything, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

WHOEVER = """
A a ADP case 2
chi chi PRON obl 11 rel
gli gli PRON iobj 4 pron
fa fare VERB acl 2 3s
notare notare VERB ccomp 4 inf
che che SCONJ mark 8
è essere AUX cop 8 3s
tardi tardi ADV advmod 11
Paolo Paolo PROPN nsubj 11 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
sorride sorridere VERB ROOT 0 3s
. . PUNCT punct 11
"""
NICKNAME = """
Soprannominato soprannominare VERB advcl 11 part
« « PUNCT punct 4
il il DET det 4 def
Falco Falco PROPN obl 1
della di ADP case 6 def
finanza finanza NOUN nmod 4 sg
» » PUNCT punct 4
, , PUNCT punct 1
Paolo Paolo PROPN nsubj 11 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
guida guidare VERB ROOT 0 3s
il il DET det 13 def
partito partito NOUN obj 11 sg
. . PUNCT punct 11
"""
IDIOM = """
E e CCONJ cc 2
pensare pensare VERB ROOT 0 inf
che che SCONJ mark 7
Paolo Paolo PROPN nsubj 7 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
era essere AUX cop 7 3s
ministro ministro NOUN ccomp 2 sg
. . PUNCT punct 2
"""
TAKES_CARE = """
A a ADP mark 2
cambiare cambiare VERB advcl 11 inf
la il DET det 4 def
legge legge NOUN obj 2 sg
, , PUNCT punct 11
almeno almeno ADV advmod 8
in in ADP case 8
parte parte NOUN obl 11 sg
, , PUNCT punct 8
ci ci PRON iobj 11 pron
pensa pensare VERB ROOT 0 3s
Paolo Paolo PROPN nsubj 11 - B-PER
Neri Neri PROPN flat:name 12 - I-PER
. . PUNCT punct 11
"""
READ_AS = """
La il DET det 2 def
legge legge NOUN nsubj:pass 12 sg
di di ADP case 4
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
, , PUNCT punct 2
in in ADP case 9
questo questo DET det 9
quadro quadro NOUN obl 12 sg
, , PUNCT punct 9
viene venire AUX aux:pass 12 3s
letta leggere VERB ROOT 0 part
come come ADP case 15
un uno DET det 15 ind
segnale segnale NOUN obl 12 sg
. . PUNCT punct 12
"""
BEFORE = """
Il il DET det 2 def
ministro ministro NOUN nsubj 5 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
indica indicare VERB ROOT 0 3s
la il DET det 7 def
porta porta NOUN obj 5 sg
prima prima ADV mark 10
di di ADP fixed 8
sedersi sedere VERB advcl 5 inf
. . PUNCT punct 5
"""
FOR_ITALY = """
Per per ADP case 3
l' il DET det 3 def
Italia Italia PROPN obl 7 - B-LOC
è essere AUX cop 7 3s
la il DET det 7 def
terza terzo ADJ amod 7 sg
vittoria vittoria NOUN ROOT 0 sg
. . PUNCT punct 7
"""
SCARE = """
La il DET det 4 def
cosiddetta cosiddetto ADJ amod 4 sg
« « PUNCT punct 4
legge legge NOUN nsubj 9 sg
nuova nuovo ADJ amod 4 sg
sulle su ADP case 7 defp
tasse tassa NOUN nmod 4 pl
» » PUNCT punct 4
piace piacere VERB ROOT 0 3s
a a ADP case 11
Paolo Paolo PROPN obl 9 - B-PER
Neri Neri PROPN flat:name 11 - I-PER
. . PUNCT punct 9
"""


@pytest.mark.parametrize(
    "parse",
    [WHOEVER, NICKNAME, IDIOM, TAKES_CARE, READ_AS, BEFORE, FOR_ITALY, SCARE],
    ids=["chi", "nickname", "idiom", "pensarci", "passive", "prima di", "per l'Italia", "marks within a noun phrase"],
)
def test_nobody_says_anything(lexicon: Lexicon, parse: str) -> None:
    assert list(extract(read_parse(parse, lexicon), lexicon)) == []
