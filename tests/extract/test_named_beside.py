"""Speakers named beside what is said, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import read_parse

ALARM = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB parataxis 10 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
è essere AUX cop 10 3s
l' il DET det 10 def
allarme allarme NOUN ROOT 0 sg
di di ADP case 12
Paolo Paolo PROPN nmod 10 - B-PER
Neri Neri PROPN flat:name 12 - I-PER
. . PUNCT punct 10
"""
REPLY = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
è essere AUX aux 11 3s
stata essere AUX cop 11 part
la il DET det 11 def
risposta risposta NOUN parataxis 4 sg
di di ADP case 13
Paolo Paolo PROPN nmod 11 - B-PER
Neri Neri PROPN flat:name 13 - I-PER
. . PUNCT punct 11
"""
APPEAL = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
l' il DET det 9 def
appello appello NOUN parataxis 4 sg
lanciato lanciare VERB acl 9 part
da da ADP case 12
Paolo Paolo PROPN obl:agent 10 - B-PER
Neri Neri PROPN flat:name 12 - I-PER
. . PUNCT punct 4
"""
JUDGED = """
« « PUNCT punct 3
Un uno DET det 3 ind
giorno giorno NOUN ROOT 0 sg
storico storico ADJ amod 3 sg
» » PUNCT punct 3
per per ADP case 7
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 3
"""
CERTAIN = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
. . PUNCT punct 3

Ne ne PRON iobj 3 pron
è essere AUX aux 3 3s
convinto convincere VERB ROOT 0 part
il il DET det 5 def
ministro ministro NOUN nsubj 3 sg
Paolo Paolo PROPN nmod 5 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
. . PUNCT punct 3
"""
CLEFT = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
: : PUNCT punct 3
a a ADP mark 7
dirlo dire VERB acl 10 inf
è essere AUX cop 10 3s
il il DET det 10 def
ministro ministro NOUN parataxis 3 sg
Paolo Paolo PROPN nsubj 10 - B-PER
Neri Neri PROPN flat:name 11 - I-PER
. . PUNCT punct 3
"""
CLEFT_AFTER = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
. . PUNCT punct 3

Ad a ADP mark 2
annunciarlo annunciare VERB acl 6 inf
è essere AUX aux 6 3s
stato essere AUX cop 6 part
il il DET det 6 def
ministro ministro NOUN ROOT 0 sg
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 6
"""
WHAT = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4

È essere AUX cop 2 3s
quanto quanto PRON ROOT 0 pron
ha avere AUX aux 4 3s
affermato affermare VERB acl:relcl 2 part
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 2
"""
ADJUNCTS = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
ha avere AUX aux 9 3s
detto dire VERB parataxis 4 part
, , PUNCT punct 9
rispondendo rispondere VERB advcl 9 ger
ai a ADP case 13 defp
giornalisti giornalista NOUN obl 11 pl
, , PUNCT punct 15
Paolo Paolo PROPN appos 13 - B-PER
Neri Neri PROPN flat:name 15 - I-PER
. . PUNCT punct 4
"""
WISH = """
L' il DET det 2 def
auspicio auspicio NOUN nsubj 6 sg
di di ADP case 4
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
è essere VERB ROOT 0 3s
che che SCONJ mark 10
la il DET det 9 def
legge legge NOUN nsubj 10 sg
cambi cambiare VERB ccomp 6 3s
presto presto ADV advmod 10
. . PUNCT punct 6
"""
CONFIRMED = """
È essere AUX aux 2 3s
arrivata arrivare VERB ROOT 0 part
la il DET det 4 def
conferma conferma NOUN nsubj 2 sg
di di ADP case 6
Paolo Paolo PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
: : PUNCT punct 2
la il DET det 10 def
legge legge NOUN nsubj 11 sg
cambierà cambiare VERB parataxis 2 3sf
presto presto ADV advmod 11
. . PUNCT punct 2
"""
BRACKET = """
Critico critico ADJ ROOT 0 sg
il il DET det 3 def
sindaco sindaco NOUN nsubj 1 sg
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
( ( PUNCT punct 10
« « PUNCT punct 10
Una uno DET det 10 ind
vera vero ADJ amod 10 sg
vergogna vergogna NOUN parataxis 1 sg
» » PUNCT punct 10
) ) PUNCT punct 10
. . PUNCT punct 1
"""
RESUMED = """
« « PUNCT punct 5
La il DET det 3 def
legge legge NOUN nsubj 5 sg
è essere AUX cop 5 3s
vecchia vecchio ADJ ROOT 0 sg
» » PUNCT punct 5
dice dire VERB parataxis 5 3s
Paolo Paolo PROPN nsubj 7 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
« « PUNCT punct 12
e e CCONJ cc 12
cambierà cambiare VERB conj 7 3sf
presto presto ADV advmod 12
» » PUNCT punct 12
. . PUNCT punct 5
"""
SPEECH = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
sostenuto sostenere VERB ROOT 0 part
in in ADP case 7
un uno DET det 7 ind
discorso discorso NOUN obl 4 sg
televisivo televisivo ADJ amod 7 sg
che che SCONJ mark 12
la il DET det 11 def
legge legge NOUN nsubj 12 sg
cambierà cambiare VERB acl:relcl 7 3sf
presto presto ADV advmod 12
. . PUNCT punct 4
"""
URGED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
esortato esortare VERB ROOT 0 part
il il DET det 6 def
Kenya Kenya PROPN obj 4 - B-LOC
a a ADP mark 8
cambiare cambiare VERB xcomp 4 inf
la il DET det 10 def
legge legge NOUN obj 8 sg
. . PUNCT punct 4
"""
FOR_WHOM = """
Di di ADP case 3
tutt' tutto DET det 3
altro altro PRON obl 4 pron
avviso avviso NOUN ROOT 0 sg
il il DET det 6 def
ministro ministro NOUN nsubj 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
, , PUNCT punct 6
per per ADP case 12
il il DET det 12 def
quale quale PRON obl 15 rel
la il DET det 14 def
legge legge NOUN nsubj 15 sg
cambierà cambiare VERB acl:relcl 6 3sf
presto presto ADV advmod 15
. . PUNCT punct 4
"""
OUT_THERE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
i il DET det 6 defp
sindaci sindaco NOUN obj 4 pl
. . PUNCT punct 4

Paolo Paolo PROPN nsubj 8 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 1
dal da ADP case 5 def
palco palco NOUN nmod 1 sg
, , PUNCT punct 5
ha avere AUX aux 8 3s
replicato replicare VERB ROOT 0 part
: : PUNCT punct 8

« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4
"""
SURE = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
, , PUNCT punct 3
dice dire VERB parataxis 3 3s
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
, , PUNCT punct 6
convinto convinto ADJ advcl 6 sg
che che SCONJ mark 15
i il DET det 13 defp
sindaci sindaco NOUN nsubj 15 pl
la la PRON obj 15 pron
voteranno votare VERB ccomp 10 3p
. . PUNCT punct 3
"""
AT_BBC = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
, , PUNCT punct 3
stando stare VERB advcl 3 part
a a ADP case 8
quanto quanto PRON obl 6 rel
dichiarato dichiarare VERB acl:relcl 8 part
alla a ADP case 11 def
Bbc Bbc PROPN obl 9 - B-ORG
dal da ADP case 13 def
ministro ministro NOUN obl:agent 9 sg
Paolo Paolo PROPN nmod 13 - B-PER
Neri Neri PROPN flat:name 14 - I-PER
. . PUNCT punct 3
"""
DEFINED = """
« « PUNCT punct 3
Un uno DET det 3 ind
giorno giorno NOUN ROOT 0 sg
storico storico ADJ amod 3 sg
» » PUNCT punct 3
, , PUNCT punct 3
lo lo PRON obj 9 pron
ha avere AUX aux 9 3s
definito definire VERB parataxis 3 part
Paolo Paolo PROPN nsubj 9 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
. . PUNCT punct 9
"""
INSISTS = """
La il DET det 2 def
legge legge NOUN nsubj:pass 4 sg
va andare AUX aux:pass 4 3s
cambiata cambiare VERB ROOT 0 part
, , PUNCT punct 4
insiste insistere VERB parataxis 4 3s
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4
"""

CHANGES = "La legge cambierà presto"


def _said(parse: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    details = [claim.detail for claim in extract(read_parse(parse, lexicon), lexicon)]
    return [(d.speakers[0].name, d.content) for d in details if isinstance(d, SayingDetail)]


@pytest.mark.parametrize(
    ("parse", "content"),
    [
        (ALARM, CHANGES),
        (REPLY, CHANGES),
        (APPEAL, CHANGES),
        (JUDGED, "Un giorno storico"),
        (CERTAIN, CHANGES),
        (CLEFT, CHANGES),
        (CLEFT_AFTER, CHANGES),
        (WHAT, CHANGES),
        (ADJUNCTS, CHANGES),
        (WISH, "la legge cambi presto"),
        (CONFIRMED, "la legge cambierà presto"),
        (BRACKET, "Una vera vergogna"),
        (RESUMED, "La legge è vecchia» dice Paolo Neri «e cambierà presto"),
        (SPEECH, "la legge cambierà presto"),
        (URGED, "cambiare la legge"),
        (FOR_WHOM, "la legge cambierà presto"),
        (OUT_THERE, CHANGES),
        (AT_BBC, CHANGES),
        (DEFINED, "Un giorno storico"),
        (INSISTS, "La legge va cambiata"),
    ],
)
def test_the_speaker_is_named_beside_what_is_said(lexicon: Lexicon, parse: str, content: str) -> None:
    assert _said(parse, lexicon) == [("Paolo Neri", content)]


def test_what_the_speaker_is_sure_of_is_a_statement_of_its_own(lexicon: Lexicon) -> None:
    assert _said(SURE, lexicon) == [("Paolo Neri", CHANGES), ("Paolo Neri", "i sindaci la voteranno")]
