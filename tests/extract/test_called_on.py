"""Who is called on, taken aside, rung up; meetings of a predicate, of a headline, and denied by a spokesman."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail
from tests.builders import read_parse

CALLED_ON = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
andato andare VERB ROOT 0 part
dal da ADP case 6 def
presidente presidente NOUN obl 4 sg
Ugo Ugo PROPN nmod 6 - B-PER
Rossi Rossi PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
PASSED_ON = """
Il il DET det 2 def
testimone testimone NOUN nsubj 4 sg
è essere AUX aux 4 3s
passato passare VERB ROOT 0 part
da da ADP case 6 -
Paolo Paolo PROPN obl:agent 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
a a ADP case 9 -
Marta Marta PROPN obl 4 - B-PER
Verdi Verdi PROPN flat:name 9 - I-PER
. . PUNCT punct 4 -
"""
ASIDE = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
preso prendere VERB ROOT 0 part
in in ADP case 6 -
disparte disparte NOUN obl 4 sg
Marta Marta PROPN obj 4 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
GONE_TO_SEE = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
andato andare VERB ROOT 0 part
a a ADP mark 6 -
trovare trovare VERB xcomp 4 inf
Marta Marta PROPN obj 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
FOUND = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
trovato trovare VERB ROOT 0 part
Marta Marta PROPN obj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -
"""
RANG_HIM = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
ricevuto ricevere VERB ROOT 0 part
una uno DET det 6 ind
telefonata telefonata NOUN obj 4 sg
da da ADP case 8 -
Marta Marta PROPN nmod 6 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
ARRANGED = """
Si si PRON expl 3 refl
sono essere AUX aux 3 3p
dati dare VERB ROOT 0 partp
appuntamento appuntamento NOUN obj 3 sg
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
e e CCONJ cc 8 -
Marta Marta PROPN conj 5 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 3 -
"""
THERE_FOR = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
sarà essere AUX ROOT 0 3sf
a a ADP case 5 -
Oslo Oslo PROPN obl 3 - B-LOC
per per ADP case 8 -
un uno DET det 8 ind
incontro incontro NOUN obl 3 sg
con con ADP case 10 -
Marta Marta PROPN nmod 8 - B-PER
Verdi Verdi PROPN flat:name 10 - I-PER
. . PUNCT punct 3 -
"""
DENIED_FOR_HIM = """
Il il DET det 2 def
portavoce portavoce NOUN nsubj 7 sg
di di ADP case 4 -
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
ha avere AUX aux 7 3s
smentito smentire VERB ROOT 0 part
l' il DET det 9 def
incontro incontro NOUN obj 7 sg
con con ADP case 11 -
Marta Marta PROPN nmod 9 - B-PER
Verdi Verdi PROPN flat:name 11 - I-PER
. . PUNCT punct 7 -
"""
HEADLINE = """
Faccia faccia VERB ROOT 0 3s
a a ADP case 3 -
faccia faccia NOUN obl 1 sg
di di ADP case 6 -
un' uno DET det 6 ind
ora ora NOUN nmod 3 sg
tra tra ADP case 8 -
Paolo Paolo PROPN obl 1 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
e e CCONJ cc 11 -
Marta Marta PROPN conj 8 - B-PER
Verdi Verdi PROPN flat:name 11 - I-PER
. . PUNCT punct 1 -
"""
POSSIBLE = """
Possibile possibile ADJ ROOT 0 sg
un uno DET det 3 ind
incontro incontro NOUN nsubj 1 sg
tra tra ADP case 5 -
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
e e CCONJ cc 8 -
Marta Marta PROPN conj 5 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 1 -
"""
AGAIN = """
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Marta Marta PROPN conj 1 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
torneranno tornare VERB ROOT 0 3sf
a a ADP mark 8 -
incontrarsi incontrare VERB xcomp 6 inf
. . PUNCT punct 6 -
"""
MEMORANDUM = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
firmato firmare VERB ROOT 0 part
un uno DET det 6 ind
accordo accordo NOUN obj 4 sg
con con ADP case 9 -
la il DET det 9 def
collega collega NOUN nmod 6 sg
Marta Marta PROPN nmod 9 - B-PER
Verdi Verdi PROPN flat:name 10 - I-PER
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (CALLED_ON, {(("Paolo Neri", "Ugo Rossi"), "happened")}),
        (PASSED_ON, set()),
        (ASIDE, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (GONE_TO_SEE, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (FOUND, set()),
        (RANG_HIM, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (ARRANGED, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (THERE_FOR, {(("Marta Verdi", "Paolo Neri"), "planned")}),
        (DENIED_FOR_HIM, {(("Marta Verdi", "Paolo Neri"), "denied")}),
        (HEADLINE, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (POSSIBLE, {(("Marta Verdi", "Paolo Neri"), "planned")}),
        (AGAIN, {(("Marta Verdi", "Paolo Neri"), "planned")}),
        (MEMORANDUM, {(("Marta Verdi", "Paolo Neri"), "happened")}),
    ],
    ids=[
        "called-on",
        "passed-on",
        "aside",
        "gone-to-see",
        "found",
        "rang-him",
        "arranged",
        "there-for",
        "denied-for-him",
        "headline",
        "possible",
        "again",
        "memorandum",
    ],
)
def test_called_on(lexicon: Lexicon, parse: str, expected: set[tuple[tuple[str, ...], str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    met = {
        (tuple(sorted(m.name for m in c.detail.participants)), c.status)
        for c in claims
        if isinstance(c.detail, EncounterDetail)
    }
    assert met == expected
