"""What only looks like a meeting, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

POLICY = """
Il il DET det 2 def
presidente presidente NOUN nsubj 6 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
non non ADV advmod 6 neg
tratta trattare VERB ROOT 0 3s
con con ADP case 9 -
i il DET det 9 defp
terroristi terrorista NOUN obl 6 pl
. . PUNCT punct 6 -
"""
HABIT = """
La il DET det 2 def
premier premier NOUN nsubj 5 -
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 3 - I-PER
parla parlare VERB ROOT 0 3s
sempre sempre ADV advmod 7 -
volentieri volentieri ADV advmod 5 -
con con ADP case 9 -
Paolo Paolo PROPN obl 5 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 5 -
"""
NO_MEETING_OF_TOWARDS = """
Nei in ADP case 2 -
confronti confronto NOUN obl 5 pl
del di ADP case 4 -
governo governo NOUN nmod 2 sg B-ORG
cresce crescere VERB ROOT 0 3s
la il DET det 7 def
rabbia rabbia NOUN nsubj 5 sg
. . PUNCT punct 5 -

C' ci PRON expl 2 clitic
erano essere VERB ROOT 0 3p
anche anche ADV advmod 4 -
Paolo Paolo PROPN nsubj 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
e e CCONJ cc 7 -
Marta Marta PROPN conj 4 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 2 -
"""
FUNERAL = """
Ai a ADP case 2 -
funerali funerale NOUN obl 4 pl
c' ci PRON expl 4 clitic
erano essere VERB ROOT 0 3p
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
e e CCONJ cc 8 -
Marta Marta PROPN conj 5 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
SAW = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
visto vedere VERB ROOT 0 part
la il DET det 6 def
Norvegia Norvegia PROPN obj 4 - B-LOC
. . PUNCT punct 4
"""
ONE_SIDE = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
cerca cercare VERB ROOT 0 3s
un uno DET det 5 ind
incontro incontro NOUN obj 3 sg
. . PUNCT punct 3
"""
QUESTION = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
? ? PUNCT punct 4
"""
LETTER = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
ricevuto ricevere VERB ROOT 0 part
da da ADP case 6 -
Paolo Paolo PROPN obl:agent 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
una uno DET det 9 -
lettera lettera NOUN obj 4 sg
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    "parse",
    [SAW, ONE_SIDE, QUESTION, LETTER, POLICY, HABIT, NO_MEETING_OF_TOWARDS, FUNERAL],
    ids=["saw-a-country", "one-side", "question", "letter", "policy", "habit", "no-meeting-of-towards", "funeral"],
)
def test_no_encounter(lexicon: Lexicon, parse: str) -> None:
    assert list(extract(read_parse(parse, lexicon), lexicon)) == []
