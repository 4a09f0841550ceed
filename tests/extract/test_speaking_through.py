"""Who speaks through others, at the end of a clause or set off from it."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention, SayingDetail
from tests.builders import read_parse

MOUTH = """
Mosca Mosca PROPN nsubj 9 - B-LOC
, , PUNCT punct 9
per per ADP case 4
bocca bocca NOUN obl 9 sg
di di ADP case 6
Paolo Paolo PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 4
avverte avvertire VERB ROOT 0 3s
che che SCONJ mark 13
la il DET det 12 def
legge legge NOUN nsubj 13 sg
cambierà cambiare VERB ccomp 9 3sf
. . PUNCT punct 9
"""
DENOUNCED = """
La il DET det 2 def
legge legge NOUN nsubj 12 sg
, , PUNCT punct 2
è essere AUX cop 6 3s
la il DET det 6 def
denuncia denuncia NOUN ROOT 0 sg
di di ADP case 8
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
, , PUNCT punct 6
non non ADV advmod 12 neg
funziona funzionare VERB conj 6 3s
. . PUNCT punct 12
"""
ARRIVED = """
L' il DET det 2 def
annuncio annuncio NOUN nsubj 3 sg
arriva arrivare VERB ROOT 0 3s
da da ADP case 5
Paolo Paolo PROPN obl 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
: : PUNCT punct 3

la il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
. . PUNCT punct 3
"""
MESSAGE = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
: : PUNCT punct 3

questo questo PRON nsubj 3 pron
il il DET det 3 def
messaggio messaggio NOUN ROOT 0 sg
che che PRON obj 8 rel
Paolo Paolo PROPN nsubj 8 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
ha avere AUX aux 8 3s
consegnato consegnare VERB acl:relcl 3 part
ai a ADP case 10 defp
sindaci sindaco NOUN obl 8 pl
. . PUNCT punct 3
"""
RELATIVE = """
Paolo Paolo PROPN nsubj 11 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 1
che che PRON nsubj 5 rel
promette promettere VERB acl:relcl 1 3s
di di ADP mark 7
cambiare cambiare VERB xcomp 5 inf
la il DET det 9 def
legge legge NOUN obj 7 sg
, , PUNCT punct 1
parla parlare VERB ROOT 0 3s
domani domani ADV advmod 11
. . PUNCT punct 11
"""
PARALLEL = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
promesso promettere VERB ROOT 0 part
che che SCONJ mark 8
la il DET det 7 def
legge legge NOUN nsubj 8 sg
cambierà cambiare VERB ccomp 4 3sf
e e CCONJ cc 11
ha avere AUX aux 11 3s
lasciato lasciare VERB conj 8 part
la il DET det 13 def
sala sala NOUN obj 11 sg
. . PUNCT punct 4
"""
TAKEN_UP = """
Si si PRON expl 2 refl
tratta trattare VERB ROOT 0 3s
, , PUNCT punct 2
ha avere AUX aux 5 3s
detto dire VERB parataxis 2 part
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 6
di di ADP case 11
una uno DET det 11 ind
svolta svolta NOUN obl 2 sg
. . PUNCT punct 2
"""
AT_LENGTH = """
« « PUNCT punct 19
Chi chi PRON nsubj 19 rel
cambia cambiare VERB acl:relcl 2 3s
la il DET det 5 def
legge legge NOUN obj 3 sg
» » PUNCT punct 3
, , PUNCT punct 8
disse dire VERB parataxis 19 3s
Paolo Paolo PROPN nsubj 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
, , PUNCT punct 9
consigliere consigliere NOUN appos 9 sg
del di ADP case 14 def
re re NOUN nmod 12 sg
, , PUNCT punct 8
« « PUNCT punct 19
di di ADP case 18
solito solito NOUN obl 19 sg
sbaglia sbagliare VERB ROOT 0 3s
» » PUNCT punct 19
. . PUNCT punct 19
"""
AFTER_COLON = """
Pareri parere NOUN ROOT 0 pl
diversi diverso ADJ amod 1 pl
: : PUNCT punct 1
per per ADP case 5
Paolo Paolo PROPN obl 11 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
la il DET det 8 def
legge legge NOUN nsubj 11 sg
« « PUNCT punct 11
è essere AUX cop 11 3s
iniqua iniquo ADJ parataxis 1 sg
» » PUNCT punct 11
. . PUNCT punct 1
"""
CLAIMED = """
L' il DET det 2 def
opposizione opposizione NOUN nsubj 3 sg
insorge insorgere VERB ROOT 0 3s
: : PUNCT punct 3

« « PUNCT punct 5
La il DET det 3 def
legge legge NOUN nsubj 5 sg
va andare AUX aux 5 3s
cambiata cambiare VERB ROOT 0 part
» » PUNCT punct 5
, , PUNCT punct 5
lo lo PRON obj 9 pron
accusa accusare VERB parataxis 5 3s
Paolo Paolo PROPN nsubj 9 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
. . PUNCT punct 5
"""
ANSWER = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
taglia tagliare VERB ROOT 0 3s
corto corto ADJ xcomp 3 sg
: : PUNCT punct 3

« « PUNCT punct 2
Vedremo Vedremo PROPN ROOT 0
» » PUNCT punct 2
. . PUNCT punct 2
"""
INSTANCE = """
C' ci PRON expl 2 pron
è essere VERB ROOT 0 3s
chi chi PRON nsubj 2 rel
, , PUNCT punct 6
come come ADP case 6
Paolo Paolo PROPN obl 9 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 6
ritiene ritenere VERB acl:relcl 3 3s
che che SCONJ mark 13
la il DET det 12 def
legge legge NOUN nsubj 13 sg
cambierà cambiare VERB ccomp 9 3sf
. . PUNCT punct 2
"""
FOR_WHOM = """
Il il DET det 2 def
monito monito NOUN nsubj 3 sg
arriva arrivare VERB ROOT 0 3s
da da ADP case 5
Paolo Paolo PROPN obl 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
, , PUNCT punct 5
per per ADP case 10
il il DET det 10 def
quale quale PRON obl 15 rel
la il DET det 12 def
legge legge NOUN nsubj 15 sg
« « PUNCT punct 15
è essere AUX cop 15 3s
iniqua iniquo ADJ acl:relcl 5 sg
» » PUNCT punct 15
. . PUNCT punct 3
"""
INSERTED = """
Parla parlare VERB ROOT 0 3s
Paolo Paolo PROPN nsubj 1 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
– – PUNCT punct 6
tre tre NUM nummod 6
figli figlio NOUN appos 2 pl
e e CCONJ cc 9
due due NUM nummod 9
lauree laurea NOUN conj 6 pl
– – PUNCT punct 6
, , PUNCT punct 1
secondo secondo ADP case 14
il il DET det 14 def
quale quale PRON obl 18 rel
la il DET det 16 def
legge legge NOUN nsubj 18 sg
« « PUNCT punct 18
cambierà cambiare VERB acl:relcl 6 3sf
» » PUNCT punct 18
. . PUNCT punct 1
"""
CITING = """
Secondo secondo ADP case 2
Paolo Paolo PROPN obl 12 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
, , PUNCT punct 2
che che PRON nsubj 6 rel
cita citare VERB acl:relcl 2 3s
tre tre NUM nummod 8
fonti fonte NOUN obj 6 pl
, , PUNCT punct 2
la il DET det 11 def
legge legge NOUN nsubj 12 sg
cambierà cambiare VERB ROOT 0 3sf
. . PUNCT punct 12
"""
PREDICATE = """
La il DET det 2 def
legge legge NOUN nsubj 11 sg
, , PUNCT punct 5
ha avere AUX aux 5 3s
chiarito chiarire VERB parataxis 11 part
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 5
« « PUNCT punct 11
non non ADV advmod 11 neg
cambierà cambiare VERB ROOT 0 3sf
» » PUNCT punct 11
prima prima ADV case 15
di di ADP fixed 13
giugno giugno NOUN obl 11 sg
. . PUNCT punct 11
"""
TOLD = """
Poi poi ADV advmod 3
l' il DET det 3 def
appello appello NOUN ROOT 0 sg
di di ADP case 5
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
a a ADP case 8
Marta Marta PROPN nmod 3 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
: : PUNCT punct 3

« « PUNCT punct 2
Cambiamo cambare VERB ROOT 0
la il DET det 4 def
legge legge NOUN obj 2 sg
» » PUNCT punct 2
. . PUNCT punct 2
"""


def _details(parse: str, lexicon: Lexicon) -> list[SayingDetail[Mention]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [claim.detail for claim in claims if isinstance(claim.detail, SayingDetail)]


@pytest.mark.parametrize(
    ("parse", "content"),
    [
        (MOUTH, "la legge cambierà"),
        (DENOUNCED, "La legge, è la denuncia di Paolo Neri, non funziona"),
        (ARRIVED, "la legge cambierà"),
        (MESSAGE, "La legge cambierà"),
        (RELATIVE, "cambiare la legge"),
        (PARALLEL, "la legge cambierà"),
        (TAKEN_UP, "Si tratta, ha detto Paolo Neri, di una svolta"),
        (AT_LENGTH, "Chi cambia la legge», disse Paolo Neri, consigliere del re, «di solito sbaglia"),
        (AFTER_COLON, "la legge «è iniqua»"),
        (CLAIMED, "La legge va cambiata"),
        (ANSWER, "Vedremo"),
        (INSTANCE, "la legge cambierà"),
        (FOR_WHOM, "la legge «è iniqua»"),
        (INSERTED, "la legge «cambierà»"),
        (CITING, "la legge cambierà"),
        (PREDICATE, "La legge, ha chiarito Paolo Neri, «non cambierà» prima di giugno"),
    ],
)
def test_the_speaker_and_the_bounds_of_what_is_said(lexicon: Lexicon, parse: str, content: str) -> None:
    said = [(tuple(m.name for m in detail.speakers), detail.content) for detail in _details(parse, lexicon)]
    assert said == [(("Paolo Neri",), content)]


def test_an_appeal_before_a_colon_is_addressed(lexicon: Lexicon) -> None:
    (detail,) = _details(TOLD, lexicon)
    assert [m.name for m in detail.addressees] == ["Marta Verdi"]
