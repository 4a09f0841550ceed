"""Journeys told without a verb of going, or by a pronoun, on parses in columns."""

from __future__ import annotations

import pytest

from pipeline.extract.visits import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import read_parse

STAYS = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
si si PRON expl 4 refl
trova trovare VERB ROOT 0 3s
a a ADP case 6 -
Mosca Mosca PROPN obl 4 - B-LOC
. . PUNCT punct 4 -
"""
LEAVES_FOR = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
lascerà lasciare VERB ROOT 0 3sf
Washington Washington PROPN obj 3 - B-LOC
per per ADP case 6 -
Mosca Mosca PROPN obl 3 - B-LOC
. . PUNCT punct 3 -
"""
CHOSEN = """
Per per ADP case 5 -
la il DET det 5 def
sua suo DET det:poss 5 poss
prima primo ADJ amod 5 sg
visita visita NOUN obl 9 sg
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
ha avere AUX aux 9 3s
scelto scegliere VERB ROOT 0 part
la il DET det 11 def
Norvegia Norvegia PROPN obj 9 - B-LOC
. . PUNCT punct 9 -
"""
FOR_THE_SUMMIT = """
A a ADP case 2 -
Mosca Mosca PROPN obl 10 - B-LOC
per per ADP case 5 -
il il DET det 5 def
vertice vertice NOUN obl 10 sg
, , PUNCT punct 2 -
Marta Marta PROPN nsubj 10 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
ha avere AUX aux 10 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 10 -
"""
SINCE_YESTERDAY = """
Marta Marta PROPN nsubj 10 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 1 -
a a ADP case 5 -
Mosca Mosca PROPN obl 10 - B-LOC
da da ADP case 7 -
ieri ieri ADV advmod 10 -
, , PUNCT punct 10 -
ha avere AUX aux 10 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 10 -
"""
TAKEN_UP = """
La il DET det 2 def
visita visita NOUN nsubj 8 sg
di di ADP case 4 -
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
a a ADP case 7 -
Mosca Mosca PROPN nmod 2 - B-LOC
segue seguire VERB ROOT 0 3s
quella quello PRON obj 8 sg
di di ADP case 11 -
Paolo Paolo PROPN nmod 9 - B-PER
Neri Neri PROPN flat:name 11 - I-PER
. . PUNCT punct 8 -
"""
ITINERARY = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
cominciato cominciare VERB ROOT 0 part
un uno DET det 6 ind
viaggio viaggio NOUN obj 4 sg
che che PRON nsubj 9 rel
la la PRON obj 9 clitic
porterà portare VERB acl:relcl 6 3sf
a a ADP case 11 -
Mosca Mosca PROPN obl 9 - B-LOC
. . PUNCT punct 4 -
"""
PASSING = """
Di di ADP case 2 -
passaggio passaggio NOUN obl 9 sg
a a ADP case 4 -
Mosca Mosca PROPN nmod 2 - B-LOC
, , PUNCT punct 2 -
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
ha avere AUX aux 9 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 9 -
"""
THE_PASSAGE = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
chiede chiedere VERB ROOT 0 3s
il il DET det 5 def
passaggio passaggio NOUN obj 3 sg
a a ADP case 7 -
Mosca Mosca PROPN nmod 5 - B-LOC
dei di ADP case 9 -
fondi fondo NOUN nmod 5 pl
. . PUNCT punct 3 -
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (STAYS, [("Marta Verdi", "Mosca")]),
        (LEAVES_FOR, [("Marta Verdi", "Mosca")]),
        (CHOSEN, [("Marta Verdi", "Norvegia")]),
        (FOR_THE_SUMMIT, [("Marta Verdi", "Mosca")]),
        (SINCE_YESTERDAY, [("Marta Verdi", "Mosca")]),
        (TAKEN_UP, [("Marta Verdi", "Mosca"), ("Paolo Neri", "Mosca")]),
        (ITINERARY, [("Marta Verdi", "Mosca")]),
        (PASSING, [("Marta Verdi", "Mosca")]),
        (THE_PASSAGE, []),
    ],
    ids=[
        "stays",
        "leaves-for",
        "chosen",
        "for-the-summit",
        "since-yesterday",
        "taken-up-by-a-pronoun",
        "itinerary",
        "passing",
        "passage-of-funds",
    ],
)
def test_visits_told_otherwise(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert [(c.subject.name, c.object.name) for c in claims if isinstance(c.object, Mention)] == expected
