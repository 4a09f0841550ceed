"""What later sentences and clauses say of a meeting or a journey, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract import encounters, visits
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail, Mention
from tests.builders import read_parse

WILL_SEE = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
incontrerà incontrare VERB ROOT 0 3sf
Paolo Paolo PROPN obj 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
. . PUNCT punct 3
"""
FELL_THROUGH = """
L' il DET det 2 def
appuntamento appuntamento NOUN nsubj 5 sg
è essere AUX aux 5 3s
poi poi ADV advmod 5
saltato saltare VERB ROOT 0 part
. . PUNCT punct 5
"""
NEVER_HELD = """
Il il DET det 2 def
colloquio colloquio NOUN nsubj 5 sg
non non ADV advmod 5 neg
si si PRON expl 5 refl
terrà tenere VERB ROOT 0 3sf
. . PUNCT punct 5
"""
ANOTHER_FELL_THROUGH = """
Salta saltare VERB ROOT 0 3s
l' il DET det 3 def
incontro incontro NOUN nsubj 1 sg
con con ADP case 5
Olga Olga PROPN nmod 3 - B-PER
. . PUNCT punct 1
"""
TURN = """
Poi poi ADV advmod 2
toccherà toccare VERB ROOT 0 3sf
a a ADP case 4
Olga Olga PROPN obl 2 - B-PER
Belova Belova PROPN flat:name 4 - I-PER
. . PUNCT punct 2
"""
UP_TO_THEM = """
Poi poi ADV advmod 2
toccherà toccare VERB ROOT 0 3sf
a a ADP case 4
Olga Olga PROPN obl 2 - B-PER
decidere decidere VERB csubj 2 inf
. . PUNCT punct 2
"""
SEEN_AS = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
vede vedere VERB ROOT 0 3s
Paolo Paolo PROPN obj 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
come come ADP case 7
erede erede NOUN obl 3 sg
. . PUNCT punct 3
"""
RESISTANCE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
resistenza resistenza NOUN obj 4 sg
. . PUNCT punct 4
"""
FORESEEN_AND_CANCELLED = """
L' il DET det 2 def
incontro incontro NOUN nsubj:pass 11 sg
tra tra ADP case 4
Marta Marta PROPN nmod 2 - B-PER
e e CCONJ cc 6
Paolo Paolo PROPN conj 4 - B-PER
, , PUNCT punct 8
previsto prevedere VERB acl 2 part
, , PUNCT punct 8
è essere AUX aux:pass 11 3s
annullato annullare VERB ROOT 0 part
. . PUNCT punct 11
"""
VERB_LEFT_OUT = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
volata volare VERB ROOT 0 part
a a ADP case 6
Parigi Parigi PROPN obl 4 - B-LOC
, , PUNCT punct 4
Paolo Paolo PROPN conj 4 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
a a ADP case 11
Berlino Berlino PROPN nmod 8 - B-LOC
. . PUNCT punct 4
"""


def _met(parse: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    found = encounters.extract(read_parse(parse, lexicon), lexicon)
    told = ((c.detail, c.status) for c in found)
    return [(*(m.name for m in d.participants), status) for d, status in told if isinstance(d, EncounterDetail)]


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (WILL_SEE + FELL_THROUGH, [("Marta Verdi", "Paolo Neri", "denied")]),
        (WILL_SEE + NEVER_HELD, [("Marta Verdi", "Paolo Neri", "denied")]),
        (WILL_SEE + UP_TO_THEM, [("Marta Verdi", "Paolo Neri", "planned")]),
        (WILL_SEE + TURN, [("Marta Verdi", "Paolo Neri", "planned"), ("Marta Verdi", "Olga Belova", "planned")]),
        (FORESEEN_AND_CANCELLED, [("Marta", "Paolo", "denied")]),
        (SEEN_AS, []),
        (RESISTANCE, []),
    ],
    ids=["fell-through", "never-held", "up-to-them", "next-in-turn", "foreseen-and-cancelled", "seen-as", "resistance"],
)
def test_what_becomes_of_a_meeting(lexicon: Lexicon, parse: str, expected: list[tuple[str, ...]]) -> None:
    assert _met(parse, lexicon) == expected


def test_another_meeting_that_falls_through_leaves_the_first(lexicon: Lexicon) -> None:
    assert ("Marta Verdi", "Paolo Neri", "planned") in _met(WILL_SEE + ANOTHER_FELL_THROUGH, lexicon)


def test_a_verb_of_going_is_not_said_again(lexicon: Lexicon) -> None:
    found = visits.extract(read_parse(VERB_LEFT_OUT, lexicon), lexicon)
    told = [(c.subject.name, c.object.name) for c in found if isinstance(c.object, Mention)]
    assert told == [("Marta Verdi", "Parigi"), ("Paolo Neri", "Berlino")]
