"""Quotations and cues in the orders in which newspapers put them, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import read_parse

INTERRUPTED = """
« « PUNCT punct 3
La il DET det 3 def
legge legge NOUN nsubj 12 sg
» » PUNCT punct 3
, , PUNCT punct 7
ha avere AUX aux 7 3s
detto dire VERB parataxis 12 part
Paolo Paolo PROPN nsubj 7 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
, , PUNCT punct 7
« « PUNCT punct 12
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 12
» » PUNCT punct 12
. . PUNCT punct 12
"""
WITHIN = """
« « PUNCT punct 10
La il DET det 3 def
legge legge NOUN nsubj 10 sg
– – PUNCT punct 6
ha avere AUX aux 6 3s
detto dire VERB parataxis 10 part
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
– – PUNCT punct 6
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 10
» » PUNCT punct 10
. . PUNCT punct 10
"""
UNCLOSED = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
, , PUNCT punct 4
ha avere AUX aux 8 3s
detto dire VERB parataxis 4 part
Paolo Paolo PROPN nsubj 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 4
"""
SAID_SO = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4

Lo lo PRON obj 3 pron
ha avere AUX aux 3 3s
detto dire VERB ROOT 0 part
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
. . PUNCT punct 3
"""
SO = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4

Così così ADV advmod 3
il il DET det 3 def
ministro ministro NOUN ROOT 0 sg
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
. . PUNCT punct 3
"""
ANNOUNCED = """
La il DET det 2 def
legge legge NOUN nsubj 3 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 3
: : PUNCT punct 3
lo lo PRON obj 7 pron
annuncia annunciare VERB parataxis 3 3s
il il DET det 9 def
ministro ministro NOUN nsubj 7 sg
Paolo Paolo PROPN nmod 9 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
. . PUNCT punct 3
"""
COLON = """
Più più ADV advmod 2
cauto cauto ADJ ROOT 0 sg
il il DET det 4 def
ministro ministro NOUN nsubj 2 sg
Paolo Paolo PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
: : PUNCT punct 2

« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4
"""
READY = """
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
si si PRON expl 5 refl
è essere AUX aux 5 3s
detto dire VERB ROOT 0 part
pronto pronto ADJ xcomp 5 sg
a a ADP mark 8
cambiare cambiare VERB xcomp 5 inf
la il DET det 10 def
legge legge NOUN obj 8 sg
. . PUNCT punct 5
"""
CALLED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
definito definire VERB ROOT 0 part
la il DET det 6 def
legge legge NOUN obj 4 sg
« « PUNCT punct 10
un uno DET det 10 ind
grave grave ADJ amod 10 sg
errore errore NOUN xcomp 4 sg
» » PUNCT punct 10
. . PUNCT punct 4
"""
ASIDE = """
La il DET det 2 def
legge legge NOUN nsubj 9 sg
, , PUNCT punct 5
ha avere AUX aux 5 3s
spiegato spiegare VERB parataxis 9 part
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 5
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 9
. . PUNCT punct 9
"""
SUBJECT_FIRST = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
il il DET det 9 def
ministro ministro NOUN nsubj 13 sg
Paolo Paolo PROPN nmod 9 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
ha avere AUX aux 13 3s
detto dire VERB parataxis 4 part
. . PUNCT punct 4
"""
ACCUSED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
accusato accusare VERB ROOT 0 part
Marta Marta PROPN obj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
di di ADP mark 8
mentire mentire VERB xcomp 4 inf
. . PUNCT punct 4
"""
REQUEST = """
La il DET det 2 def
richiesta richiesta NOUN nsubj:pass 12 sg
di di ADP case 4
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
di di ADP mark 7
cambiare cambiare VERB acl 2 inf
la il DET det 9 def
legge legge NOUN obj 7 sg
è essere AUX aux 12 3s
stata essere AUX aux:pass 12 part
respinta respinre VERB ROOT 0 part
. . PUNCT punct 12
"""
LATTER = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 4

« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
, , PUNCT punct 4
ha avere AUX aux 9 3s
detto dire VERB parataxis 4 part
quest' questo DET det 11
ultimo ultimo NOUN nsubj 9 sg
. . PUNCT punct 4
"""
ACCORDING = """
Il il DET det 2 def
portavoce portavoce NOUN nsubj 13 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
, , PUNCT punct 2
secondo secondo ADP case 8
il il DET det 8 def
quale quale PRON obl 11 rel
la il DET det 10 def
legge legge NOUN nsubj 11 sg
cambierà cambiare VERB acl:relcl 2 3sf
, , PUNCT punct 11
parla parlare VERB ROOT 0 3s
domani domani ADV advmod 13
. . PUNCT punct 13
"""
INTERVIEW = """
Paolo Paolo PROPN obl 6 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 1
la il DET det 5 def
legge legge NOUN nsubj 6 sg
cambierà cambiare VERB ROOT 0 3sf
? ? PUNCT punct 6

« « PUNCT punct 4
Sì sì INTJ discourse 4
, , PUNCT punct 2
cambierà cambiare VERB ROOT 0 3sf
presto presto ADV advmod 4
» » PUNCT punct 4
. . PUNCT punct 4

E e CCONJ cc 3
le il DET det 3 defp
tasse tassa NOUN ROOT 0 pl
? ? PUNCT punct 3

« « PUNCT punct 7
No no INTJ discourse 7
, , PUNCT punct 2
le il DET det 5 defp
tasse tassa NOUN nsubj 7 pl
non non ADV advmod 7 neg
cambieranno cambiare VERB ROOT 0 3p
» » PUNCT punct 7
. . PUNCT punct 7
"""
ADDRESSED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
sentito sentire VERB ROOT 0 part
Marta Marta PROPN obj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
: : PUNCT punct 4
gli gli PRON iobj 10 pron
ha avere AUX aux 10 3s
chiesto chiedere VERB parataxis 4 part
di di ADP mark 12
cambiare cambiare VERB ccomp 10 inf
la il DET det 14 def
legge legge NOUN obj 12 sg
. . PUNCT punct 4
"""

NERI = ("Paolo Neri",)
CHANGES = "La legge cambierà presto"


def _said(parse: str, lexicon: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for claim in extract(read_parse(parse, lexicon), lexicon):
        assert isinstance(claim.detail, SayingDetail)
        assert claim.detail.content in claim.evidence.text
        found.append((tuple(m.name for m in claim.detail.speakers), claim.detail.content))
    return found


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (INTERRUPTED, [(NERI, "La legge», ha detto Paolo Neri, «cambierà presto")]),
        (WITHIN, [(NERI, "La legge – ha detto Paolo Neri – cambierà presto")]),
        (UNCLOSED, [(NERI, CHANGES)]),
        (SUBJECT_FIRST, [(NERI, CHANGES)]),
        (ASIDE, [(NERI, "La legge, ha spiegato Paolo Neri, cambierà presto")]),
    ],
    ids=["interrupted", "between dashes", "never closed", "subject before the cue", "no marks at all"],
)
def test_a_cue_beside_or_within_what_is_said(
    lexicon: Lexicon, parse: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    assert _said(parse, lexicon) == expected


@pytest.mark.parametrize(
    "parse",
    [SAID_SO, SO, ANNOUNCED, COLON, LATTER],
    ids=["lo ha detto", "così", "lo annuncia", "colon", "latter"],
)
def test_the_speaker_stands_elsewhere(lexicon: Lexicon, parse: str) -> None:
    assert _said(parse, lexicon) == [(NERI, CHANGES)]


@pytest.mark.parametrize(
    ("parse", "content"),
    [
        (READY, "pronto a cambiare la legge"),
        (CALLED, "la legge «un grave errore»"),
        (ACCUSED, "mentire"),
        (REQUEST, "cambiare la legge"),
        (ACCORDING, "la legge cambierà"),
    ],
    ids=["si è detto", "ha definito", "ha accusato", "noun", "secondo il quale"],
)
def test_what_is_said_in_a_part_of_the_sentence(lexicon: Lexicon, parse: str, content: str) -> None:
    assert _said(parse, lexicon) == [(NERI, content)]


def test_the_answers_of_an_interview_belong_to_who_is_asked(lexicon: Lexicon) -> None:
    assert _said(INTERVIEW, lexicon) == [(NERI, "Sì, cambierà presto"), (NERI, "No, le tasse non cambieranno")]


@pytest.mark.parametrize("parse", [ACCUSED, ADDRESSED], ids=["object", "clitic"])
def test_to_whom_it_is_said(lexicon: Lexicon, parse: str) -> None:
    (claim,) = extract(read_parse(parse, lexicon), lexicon)
    assert isinstance(claim.detail, SayingDetail)
    assert [m.name for m in claim.detail.speakers] == ["Paolo Neri"]
    assert [m.name for m in claim.detail.addressees] == ["Marta Verdi"]
