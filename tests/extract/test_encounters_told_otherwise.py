"""Meetings told in roundabout ways, and what only looks like one, on parses in columns."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail
from tests.builders import read_parse

HEADLINE = """
Cena cenare VERB ROOT 0 3s
a a ADP case 3 -
Ginevra Ginevra PROPN obl 1 - B-LOC
tra tra ADP case 5 -
Marta Marta PROPN obl 1 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
e e CCONJ cc 8 -
Paolo Paolo PROPN conj 5 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 1 -
"""
MATCH = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
vinto vincere VERB ROOT 0 part
l' il DET det 6 def
incontro incontro NOUN obj 4 sg
con con ADP case 8 -
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
CONVENED = """
L' il DET det 2 def
incontro incontro NOUN nsubj:pass 8 sg
con con ADP case 4 -
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
è essere AUX aux 8 3s
stato essere AUX aux:pass 8 part
convocato convocare VERB ROOT 0 part
da da ADP case 10 -
Marta Marta PROPN obl:agent 8 - B-PER
Verdi Verdi PROPN flat:name 10 - I-PER
. . PUNCT punct 8 -
"""
HELD_IN_CLAUSE = """
I il DET det 2 defp
colloqui colloquio NOUN nsubj 12 pl
che che PRON obj 7 rel
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
ha avere AUX aux 7 3s
avuto avere VERB acl:relcl 2 part
con con ADP case 9 -
Paolo Paolo PROPN obl 7 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
sono essere AUX aux 12 3p
finiti finire VERB ROOT 0 partp
. . PUNCT punct 12 -
"""
TAKEN_UP = """
Dopo dopo ADP case 3 -
il il DET det 3 def
vertice vertice NOUN obl 10 sg
con con ADP case 5 -
Paolo Paolo PROPN nmod 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
, , PUNCT punct 3 -
Marta Marta PROPN nsubj 10 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
prepara preparare VERB ROOT 0 3s
quello quello PRON obj 10 sg
con con ADP case 13 -
Sara Sara PROPN nmod 11 - B-PER
Bruni Bruni PROPN flat:name 13 - I-PER
. . PUNCT punct 10 -
"""
BOTH_HOSTS = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
hanno avere AUX aux 7 3p
accolto accogliere VERB ROOT 0 part
Sara Sara PROPN obj 7 - B-PER
Bruni Bruni PROPN flat:name 8 - I-PER
. . PUNCT punct 7 -
"""
JOINED = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -

Al a ADP case 2 -
colloquio colloquio NOUN obl 4 sg
ha avere AUX aux 4 3s
partecipato partecipare VERB ROOT 0 part
anche anche ADV advmod 6 -
Sara Sara PROPN nsubj 4 - B-PER
Bruni Bruni PROPN flat:name 6 - I-PER
. . PUNCT punct 4 -
"""
WITH_THEM = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -

Con con ADP case 2 -
loro loro PRON obl 4 pl
c' ci PRON expl 4 clitic
era essere VERB ROOT 0 3s
Sara Sara PROPN nsubj 4 - B-PER
Bruni Bruni PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -
"""
AWAITED = """
Marta Marta PROPN nsubj:pass 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux:pass 4 3s
attesa attere VERB ROOT 0 part
dal da ADP case 6 -
presidente presidente NOUN obl:agent 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
GOVERNMENT = """
Il il DET det 2 def
governo governo NOUN nsubj 3 sg
incontra incontrare VERB ROOT 0 3s
le il DET det 5 defp
parti parte NOUN obj 3 pl
sociali sociale ADJ amod 5 pl
. . PUNCT punct 3 -
"""
IMPERSONAL = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
partita partire VERB ROOT 0 part
. . PUNCT punct 4 -

Con con ADP case 2 -
Paolo Paolo PROPN obl 5 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
si si PRON expl 5 refl
tratta trattare VERB ROOT 0 3s
ancora ancora ADV advmod 5 -
. . PUNCT punct 5 -
"""
SUBJECT_MATTER = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
discusso discutere VERB ROOT 0 part
della di ADP case 6 -
ripresa ripresa NOUN obl 4 sg
dei di ADP case 8 -
negoziati negoziato NOUN nmod 6 pl
con con ADP case 11 -
la il DET det 11 def
Norvegia Norvegia PROPN nmod 8 - B-LOC
. . PUNCT punct 4 -
"""
JUST_GONE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
arrivata arrivare VERB ROOT 0 part
a a ADP case 6 -
Mosca Mosca PROPN obl 4 - B-LOC
. . PUNCT punct 4 -

In in ADP case 2 -
serata serata NOUN obl 4 sg
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 4 -
"""
HOUSE = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
in in ADP case 8 -
prefettura prefettura NOUN obl 4 sg
. . PUNCT punct 4 -
"""
ANSWER = """
Il il DET det 2 def
colloquio colloquio NOUN nsubj 7 sg
con con ADP case 4 -
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
ha avere AUX aux 7 3s
convinto convincere VERB ROOT 0 part
Marta Marta PROPN obj 7 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 7 -
"""
TEAM = """
La il DET det 2 def
squadra squadra NOUN nsubj 3 sg
incontra incontrare VERB ROOT 0 3s
la il DET det 5 def
Norvegia Norvegia PROPN obj 3 - B-LOC
. . PUNCT punct 3 -
"""
BOTH = ("Marta Verdi", "Paolo Neri")
THREE = ("Marta Verdi", "Paolo Neri", "Sara Bruni")


def _met(parse: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [tuple(m.name for m in c.detail.participants) for c in claims if isinstance(c.detail, EncounterDetail)]


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (HEADLINE, [BOTH]),
        (CONVENED, [BOTH]),
        (HELD_IN_CLAUSE, [BOTH]),
        (TAKEN_UP, [BOTH, ("Marta Verdi", "Sara Bruni")]),
        (BOTH_HOSTS, [THREE]),
        (JOINED, [BOTH, THREE]),
        (WITH_THEM, [BOTH, THREE]),
        (AWAITED, [BOTH]),
        (GOVERNMENT, [("governo", "parti sociali")]),
        (ANSWER, [BOTH]),
        (MATCH, []),
        (IMPERSONAL, []),
        (SUBJECT_MATTER, []),
        (TEAM, []),
    ],
    ids=[
        "noun-of-a-headline",
        "convened",
        "held-in-a-clause",
        "taken-up-by-a-pronoun",
        "both-hosts",
        "joined",
        "with-them",
        "awaited",
        "government",
        "whom-it-convinced",
        "contest",
        "impersonal",
        "subject-matter",
        "team",
    ],
)
def test_meetings_told_otherwise(lexicon: Lexicon, parse: str, expected: list[tuple[str, ...]]) -> None:
    assert [tuple(sorted(names)) for names in _met(parse, lexicon)] == expected


@pytest.mark.parametrize(
    ("parse", "place"), [(JUST_GONE, "Mosca"), (HOUSE, "prefettura")], ids=["where-one-has-gone", "house"]
)
def test_the_place_of_a_meeting(lexicon: Lexicon, parse: str, place: str) -> None:
    (claim,) = extract(read_parse(parse, lexicon), lexicon)
    assert isinstance(claim.detail, EncounterDetail)
    assert claim.detail.place is not None
    assert claim.detail.place.name == place
