"""What somebody is called, promised or held to be, and names that stand at the end of a phrase."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention, SayingDetail
from tests.builders import read_parse

CALLED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
lo lo PRON obj 4 clitic
ricorda ricordare VERB ROOT 0 3s
come come ADP case 7
« « PUNCT punct 7
visionario visionario NOUN obl 4 sg
coraggioso coraggioso ADJ amod 7 sg
» » PUNCT punct 7
. . PUNCT punct 4
"""
CALLED_SO = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
lo lo PRON obj 4 clitic
definisce definire VERB ROOT 0 3s
« « PUNCT punct 7
un uno DET det 7 ind
maestro maestro NOUN xcomp 4 sg
» » PUNCT punct 7
. . PUNCT punct 4
"""
TITLED = """
Per per ADP case 4
l' il DET det 4 def
Alta alto PROPN amod 4
rappresentante rappresentante NOUN obl 13 sg
, , PUNCT punct 4
Paolo Paolo PROPN appos 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 4
la il DET det 10 def
legge legge NOUN nsubj 13 sg
« « PUNCT punct 13
è essere AUX cop 13 3s
iniqua iniquo ADJ ROOT 0 sg
» » PUNCT punct 13
. . PUNCT punct 13
"""
RIGHT_AFTER_NOTE = """
« « PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
» » PUNCT punct 4
, , PUNCT punct 4
scrive scrivere VERB parataxis 4 3s
in in ADP case 10
una uno DET det 10 ind
nota nota NOUN obl 7 sg
Paolo Paolo PROPN nmod 10 - B-PER
Neri Neri PROPN flat:name 11 - I-PER
. . PUNCT punct 4
"""
AT_THE_END = """
L' il DET det 2 def
avvocata avvocato NOUN nsubj 9 sg
degli di ADP case 4 defp
arrestati arrestato NOUN nmod 2 pl
, , PUNCT punct 4
Paola Paola PROPN appos 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
, , PUNCT punct 4
sostiene sostenere VERB ROOT 0 3s
che che SCONJ mark 13
la il DET det 12 def
legge legge NOUN nsubj 13 sg
cambierà cambiare VERB ccomp 9 3sf
. . PUNCT punct 9
"""
PLEDGED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
telefonato telefonare VERB ROOT 0 part
a a ADP case 6
Marta Marta PROPN obl 4 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
, , PUNCT punct 9
promettendole promettere VERB advcl 4 ger
pieno pieno ADJ amod 11 sg
sostegno sostegno NOUN obj 9 sg
. . PUNCT punct 4
"""
OWN_VIEW = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
dorme dormire VERB ROOT 0 3s
. . PUNCT punct 3

A a ADP case 3
suo suo DET det:poss 3 poss
avviso avviso NOUN obl 7 sg
, , PUNCT punct 3
la il DET det 6 def
legge legge NOUN nsubj 7 sg
cambierà cambiare VERB ROOT 0 3sf
. . PUNCT punct 7
"""
PARTED = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
fa fare VERB ROOT 0 3s
invece invece ADV advmod 3
sapere sapere VERB xcomp 3 inf
che che SCONJ mark 9
la il DET det 8 def
legge legge NOUN nsubj 9 sg
cambierà cambiare VERB ccomp 5 3sf
. . PUNCT punct 3
"""
FOR_THEM = """
Per per ADP case 2
loro loro PRON obl 6 pron
la il DET det 4 def
Caritas Caritas PROPN nsubj 6 - B-ORG
ha avere AUX aux 6 3s
aperto aprire VERB ROOT 0 part
un uno DET det 8 ind
dormitorio dormitorio NOUN obj 6 sg
. . PUNCT punct 6
"""


def _details(parse: str, lexicon: Lexicon) -> list[SayingDetail[Mention]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [claim.detail for claim in claims if isinstance(claim.detail, SayingDetail)]


@pytest.mark.parametrize(
    ("parse", "speaker", "content"),
    [
        (CALLED, "Paolo Neri", "visionario coraggioso"),
        (CALLED_SO, "Paolo Neri", "un maestro"),
        (TITLED, "Paolo Neri", "la legge «è iniqua»"),
        (RIGHT_AFTER_NOTE, "Paolo Neri", "La legge cambierà"),
        (AT_THE_END, "Paola Neri", "la legge cambierà"),
        (PLEDGED, "Paolo Neri", "pieno sostegno"),
        (OWN_VIEW, "Paolo Neri", "la legge cambierà"),
        (PARTED, "Paolo Neri", "la legge cambierà"),
    ],
)
def test_who_says_it_and_what(lexicon: Lexicon, parse: str, speaker: str, content: str) -> None:
    said = [(tuple(m.name for m in detail.speakers), detail.content) for detail in _details(parse, lexicon)]
    assert said == [((speaker,), content)]


def test_a_pledge_is_told_to_whom_the_verb_holds(lexicon: Lexicon) -> None:
    (detail,) = _details(PLEDGED, lexicon)
    assert [m.name for m in detail.addressees] == ["Marta Verdi"]


def test_whom_a_deed_is_for_is_no_source(lexicon: Lexicon) -> None:
    assert _details(FOR_THEM, lexicon) == []
