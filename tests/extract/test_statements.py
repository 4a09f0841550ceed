"""Who said what, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import read_parse

INDIRECT = """
Il il DET det 2 def
premier premier NOUN nsubj 6 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
ha avere AUX aux 6 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 10
la il DET det 9 def
legge legge NOUN nsubj 10 sg
cambierà cambiare VERB ccomp 6 3sf
. . PUNCT punct 6
"""
BEFORE = """
« " PUNCT punct 4
La il DET det 3 def
legge legge NOUN nsubj 4 sg
cambierà cambiare VERB ROOT 0 3sf
» " PUNCT punct 4
, , PUNCT punct 4
ha avere AUX aux 8 3s
detto dire VERB parataxis 4 part
Paolo Paolo PROPN nsubj 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 4
"""
AFTER = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
detto dire VERB ROOT 0 part
: : PUNCT punct 4
« « PUNCT punct 9
La il DET det 8 def
legge legge NOUN nsubj 9 sg
cambierà cambiare VERB parataxis 4 3sf
» " PUNCT punct 9
. . PUNCT punct 4
"""
SECONDO = """
Secondo secondo ADP case 3
il il DET det 3 def
Cremlino Cremlino PROPN obl 6 - B-ORG
la il DET det 5 def
legge legge NOUN nsubj 6 sg
cambierà cambiare VERB ROOT 0 3sf
. . PUNCT punct 6
"""
DROPPED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 4

Ha avere AUX aux 2 3s
aggiunto aggiungere VERB ROOT 0 part
che che SCONJ mark 6
la il DET det 5 def
legge legge NOUN nsubj 6 sg
cambierà cambiare VERB ccomp 2 3sf
. . PUNCT punct 2
"""
PROMISE = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
promesso promettere VERB ROOT 0 part
di di ADP mark 6
cambiare cambiare VERB xcomp 4 inf
la il DET det 8 def
legge legge NOUN obj 6 sg
. . PUNCT punct 4
"""
NOT_SAID = """
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
non non ADV advmod 5 neg
ha avere AUX aux 5 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 9
la il DET det 8 def
legge legge NOUN nsubj 9 sg
cambierà cambiare VERB ccomp 5 3sf
. . PUNCT punct 5
"""
ALONE = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 8
la il DET det 7 def
legge legge NOUN nsubj 8 sg
cambierà cambiare VERB ccomp 4 3sf
. . PUNCT punct 4

« " PUNCT punct 4
È essere AUX cop 4 3s
una uno DET det 4 ind
scelta scelta NOUN ROOT 0 sg
giusta giusto ADJ amod 4 sg
per per ADP case 7
tutti tutto PRON nmod 4
» " PUNCT punct 4
. . PUNCT punct 4
"""
TO_WHOM = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
detto dire VERB ROOT 0 part
a a ADP case 6
Marta Marta PROPN obl 4 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
che che SCONJ mark 11
la il DET det 10 def
legge legge NOUN nsubj 11 sg
cambierà cambiare VERB ccomp 4 3sf
. . PUNCT punct 4
"""
NOTHING_SAID = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
legge leggere VERB ROOT 0 3s
il il DET det 6 def
“ “ PUNCT punct 6
Corriere Corriere PROPN obj 3
” ” PUNCT punct 6
. . PUNCT punct 3
"""


def _said(parse: str, lexicon: Lexicon) -> list[tuple[tuple[str, ...], str, bool, str]]:
    found = []
    for claim in extract(read_parse(parse, lexicon), lexicon):
        assert isinstance(claim.detail, SayingDetail)
        assert claim.object == claim.detail.content
        assert claim.detail.content in claim.evidence.text
        speakers = tuple(speaker.name for speaker in claim.detail.speakers)
        found.append((speakers, claim.detail.content, claim.detail.quoted, claim.detail.cue))
    return found


NERI = ("Paolo Neri",)


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (INDIRECT, [(NERI, "la legge cambierà", False, "dire")]),
        (BEFORE, [(NERI, "La legge cambierà", True, "dire")]),
        (AFTER, [(NERI, "La legge cambierà", True, "dire")]),
        (SECONDO, [(("Cremlino",), "la legge cambierà", False, "")]),
        (DROPPED, [(NERI, "la legge cambierà", False, "aggiungere")]),
        (PROMISE, [(NERI, "cambiare la legge", False, "promettere")]),
        (NOT_SAID, []),
        (ALONE, [(NERI, "la legge cambierà", False, "dire"), (NERI, "È una scelta giusta per tutti", True, "")]),
        (NOTHING_SAID, []),
    ],
    ids=["indirect", "before", "after", "source", "dropped", "promise", "not-said", "alone", "a-name-in-marks"],
)
def test_statement(lexicon: Lexicon, parse: str, expected: list[tuple[tuple[str, ...], str, bool, str]]) -> None:
    assert _said(parse, lexicon) == expected


def test_to_whom_it_is_said(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(TO_WHOM, lexicon), lexicon)
    assert isinstance(claim.detail, SayingDetail)
    assert [m.name for m in claim.detail.addressees] == ["Marta Verdi"]
    assert claim.detail.content == "la legge cambierà"


@pytest.mark.parametrize(("before", "after", "date"), [("Ieri", "", "2024-05-07"), ("", "nel 2025", None)])
def test_a_statement_has_the_time_of_the_saying_and_not_of_what_is_said(
    lexicon: Lexicon, before: str, after: str, date: str | None
) -> None:
    table = f"""
{before or "Qui"} ieri ADV advmod 5
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
ha avere AUX aux 5 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 9
la il DET det 8 def
legge legge NOUN nsubj 9 sg
cambierà cambiare VERB ccomp 5 3sf
{"nel in ADP case 11" if after else "molto molto ADV advmod 9"}
{"2025 2025 NUM obl 9" if after else "presto presto ADV advmod 9"}
. . PUNCT punct 5
"""
    (claim,) = extract(read_parse(table, lexicon, published="2024-05-08"), lexicon)
    assert (claim.when.iso if claim.when else None) == date
