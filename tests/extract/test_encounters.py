"""Who met whom, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, EncounterDetail, Mention
from tests.builders import read_parse

VERBAL = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
a a ADP case 8
Ginevra Ginevra PROPN obl 4 - B-LOC
. . PUNCT punct 4
"""
RECIPROCAL = """
Marta Marta PROPN nsubj 8 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
si si PRON expl 8 refl
sono essere AUX aux 8 3p
incontrati incontrare VERB ROOT 0 partp
a a ADP case 10
Ginevra Ginevra PROPN obl 8 - B-LOC
. . PUNCT punct 8
"""
WITH = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
avuto avere VERB ROOT 0 part
un uno DET det 6 ind
colloquio colloquio NOUN obj 4 sg
telefonico telefonico ADJ amod 6 sg
con con ADP case 9
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 4
"""
FUTURE = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
incontrerà incontrare VERB ROOT 0 3sf
Paolo Paolo PROPN obj 3 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
domani domani ADV advmod 3
. . PUNCT punct 3
"""
NOT_MET = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 5 neg
ha avere AUX aux 5 3s
incontrato incontrare VERB ROOT 0 part
Paolo Paolo PROPN obj 5 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
. . PUNCT punct 5
"""
BETWEEN = """
Il il DET det 2 def
vertice vertice NOUN nsubj 8 sg
tra tra ADP case 4
Francia Francia PROPN nmod 2 - B-LOC
e e CCONJ cc 6
Germania Germania PROPN conj 4 - B-LOC
si si PRON expl 8 refl
terrà tenere VERB ROOT 0 3sf
a a ADP case 10
Berlino Berlino PROPN obl 8 - B-LOC
. . PUNCT punct 8
"""
RECEIVED = """
Marta Marta PROPN nsubj:pass 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux:pass 4 3s
ricevuta ricevere VERB ROOT 0 part
da da ADP case 6
Paolo Paolo PROPN obl:agent 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
. . PUNCT punct 4
"""
RELATIVE = """
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 6
che che PRON nsubj 6
ha avere AUX aux 6 3s
incontrato incontrare VERB acl:relcl 1 part
Paolo Paolo PROPN obj 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
tace tacere VERB ROOT 0 3s
. . PUNCT punct 9
"""
WHERE = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
va andare VERB ROOT 0 3s
a a ADP case 5
Ginevra Ginevra PROPN obl 3 - B-LOC
, , PUNCT punct 8
dove dove ADV advmod 8
incontrerà incontrare VERB acl:relcl 5 3sf
Paolo Paolo PROPN obj 8 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 3
"""
TOLD = """
Durante durante ADP case 3
il il DET det 3 def
vertice vertice NOUN obl 7 sg
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
ha avere AUX aux 7 3s
detto dire VERB ROOT 0 part
a a ADP case 9
Paolo Paolo PROPN obl 7 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
di di ADP mark 12
restare restare VERB xcomp 7 inf
. . PUNCT punct 7
"""
NOT_THEN = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
non non ADV advmod 5 neg
ha avere AUX aux 5 3s
parlato parlare VERB ROOT 0 part
durante durante ADP case 8
il il DET det 8 def
vertice vertice NOUN obl 5 sg
tra tra ADP case 10
Francia Francia PROPN nmod 8 - B-LOC
e e CCONJ cc 12
Germania Germania PROPN conj 10 - B-LOC
. . PUNCT punct 5
"""
COMPOUND = """
Il il DET det 2 def
vertice vertice NOUN nsubj 6 sg
Francia-Germania Francia-Germania PROPN nmod 2
si si PRON expl 6 refl
è essere AUX aux 6 3s
tenuto tenere VERB ROOT 0 part
a a ADP case 8
Berlino Berlino PROPN obl 6 - B-LOC
. . PUNCT punct 6
"""
BOTH_OBJECTS = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
ricevuto ricevere VERB ROOT 0 part
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
e e CCONJ cc 8
Sara Sara PROPN conj 5 - B-PER
Bruni Bruni PROPN flat:name 8 - I-PER
. . PUNCT punct 4
"""
BOTH = ("Marta Verdi", "Paolo Neri")
THAT_HAD = """
Marta Marta PROPN nsubj 14 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 6 -
che che PRON nsubj 6 rel
ha avere AUX aux 6 3s
avuto avere VERB acl:relcl 1 part
un uno DET det 8 -
incontro incontro NOUN obj 6 sg
con con ADP case 10 -
Paolo Paolo PROPN obl 6 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
, , PUNCT punct 1 -
è essere AUX cop 14 3s
ottimista ottimista ADJ ROOT 0 -
. . PUNCT punct 14 -
"""
MUTUAL = """
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
hanno avere AUX aux 7 3p
discusso discutere VERB ROOT 0 part
di di ADP case 9 -
pace pace NOUN obl 7 sg
. . PUNCT punct 7 -
"""
ASIDE = """
Marta Marta PROPN nsubj 8 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
e e CCONJ cc 4 -
Paolo Paolo PROPN conj 1 - B-PER
Neri Neri PROPN flat:name 4 - I-PER
si si PRON expl 8 refl
sono essere AUX aux 8 3p
appartati appartare VERB ROOT 0 partp
. . PUNCT punct 8 -
"""
ASKED = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
chiesto chiedere VERB ROOT 0 part
un uno DET det 6 -
incontro incontro NOUN obj 4 sg
a a ADP case 8 -
Paolo Paolo PROPN obl 4 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
TOOK_PART = """
Si si PRON expl 3 refl
è essere AUX aux 3 3s
concluso concludere VERB ROOT 0 part
il il DET det 5 -
vertice vertice NOUN nsubj 3 sg
al a ADP case 7 -
quale quale PRON obl 9 rel
hanno avere AUX aux 9 3p
partecipato partecipare VERB acl:relcl 5 part
Marta Marta PROPN nsubj 9 - B-PER
Verdi Verdi PROPN flat:name 10 - I-PER
e e CCONJ cc 13 -
Paolo Paolo PROPN conj 10 - B-PER
Neri Neri PROPN flat:name 13 - I-PER
. . PUNCT punct 3 -
"""
OWNED = """
Si si PRON expl 3 refl
sono essere AUX aux 3 3p
riuniti riunire VERB ROOT 0 partp
i il DET det 5 -
ministri ministro NOUN nsubj 3 pl
di di ADP case 7 -
Francia Francia PROPN nmod 5 - B-LOC
e e CCONJ cc 9 -
Norvegia Norvegia PROPN conj 7 - B-LOC
. . PUNCT punct 3 -
"""
MAJORITY = """
Al a ADP case 2 -
vertice vertice NOUN obl 6 sg
di di ADP case 4 -
maggioranza maggioranza NOUN nmod 2 sg
hanno avere AUX aux 6 3p
partecipato partecipare VERB ROOT 0 part
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
e e CCONJ cc 10 -
Paolo Paolo PROPN conj 7 - B-PER
Neri Neri PROPN flat:name 10 - I-PER
. . PUNCT punct 6 -
"""


RECIPROCAL_CALLED_PASSIVE = RECIPROCAL.replace("nsubj 8", "nsubj:pass 8").replace(
    "sono essere AUX aux 8", "sono essere AUX aux:pass 8"
)
ANTECEDENT_CALLED_OBJECT = """
Ecco ecco ADV ROOT 0
Marta Marta PROPN obj 1 - B-PER
Verdi Verdi PROPN flat:name 2 - I-PER
, , PUNCT punct 7
che che PRON obj 7 rel
ha avere AUX aux 7 3s
cenato cenare VERB acl:relcl 2 part
con con ADP case 9
Paolo Paolo PROPN obl 7 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
. . PUNCT punct 1
"""
DINNER = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
offre offrire VERB ROOT 0 3s
una uno DET det 5 ind
cena cena NOUN obj 3 sg
a a ADP case 7
Paolo Paolo PROPN nmod 5 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 3
"""


def _detail(claim: Claim) -> EncounterDetail[Mention]:
    assert isinstance(claim.detail, EncounterDetail)
    return claim.detail


@pytest.mark.parametrize(
    ("parse", "participants", "form", "place", "status"),
    [
        (VERBAL, BOTH, "meeting", "Ginevra", "happened"),
        (RECIPROCAL, BOTH, "meeting", "Ginevra", "happened"),
        (WITH, BOTH, "call", None, "happened"),
        (FUTURE, BOTH, "meeting", None, "planned"),
        (NOT_MET, BOTH, "meeting", None, "denied"),
        (BETWEEN, ("Francia", "Germania"), "summit", "Berlino", "planned"),
        (RECEIVED, BOTH, "meeting", None, "happened"),
        (RELATIVE, BOTH, "meeting", None, "happened"),
        (WHERE, BOTH, "meeting", "Ginevra", "planned"),
        (TOLD, BOTH, "summit", None, "happened"),
        (NOT_THEN, ("Francia", "Germania"), "summit", None, "happened"),
        (COMPOUND, ("Francia", "Germania"), "summit", "Berlino", "happened"),
    ],
    ids=[
        "verb",
        "reciprocal",
        "with",
        "future",
        "denied",
        "between",
        "received",
        "relative",
        "where",
        "told",
        "not-denied-beside-the-verb",
        "compound",
    ],
)
def test_encounter(
    lexicon: Lexicon, parse: str, participants: tuple[str, ...], form: str, place: str | None, status: str
) -> None:
    (claim,) = extract(read_parse(parse, lexicon), lexicon)
    detail = _detail(claim)
    assert tuple(m.name for m in detail.participants) == participants
    assert (detail.form, detail.place.name if detail.place else None, claim.status) == (form, place, status)


def test_two_who_are_received_are_two_meetings(lexicon: Lexicon) -> None:
    claims = extract(read_parse(BOTH_OBJECTS, lexicon), lexicon)
    assert [tuple(m.name for m in _detail(c).participants) for c in claims] == [BOTH, ("Marta Verdi", "Sara Bruni")]


def test_the_time_is_told_from_the_article(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(FUTURE, lexicon, published="2024-04-10"), lexicon)
    assert claim.when is not None
    assert (claim.when.text, claim.when.iso) == ("domani", "2024-04-11")


def test_evidence_spans_the_meeting_and_its_parties(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(VERBAL, lexicon), lexicon)
    assert claim.evidence.text == "Marta Verdi ha incontrato Paolo Neri"


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (THAT_HAD, [("Marta Verdi", "Paolo Neri")]),
        (MUTUAL, [("Marta Verdi", "Paolo Neri")]),
        (ASIDE, [("Marta Verdi", "Paolo Neri")]),
        (ASKED, [("Marta Verdi", "Paolo Neri")]),
        (TOOK_PART, [("Marta Verdi", "Paolo Neri")]),
        (OWNED, [("Francia", "Norvegia")]),
        (MAJORITY, [("Marta Verdi", "Paolo Neri")]),
    ],
    ids=["that-had", "mutual", "aside", "asked", "took-part", "owned", "majority"],
)
def test_other_ways_to_tell_of_a_meeting(lexicon: Lexicon, parse: str, expected: list[tuple[str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert [tuple(m.name for m in _detail(c).participants) for c in claims] == expected


@pytest.mark.parametrize(
    "parse",
    [RECIPROCAL_CALLED_PASSIVE, ANTECEDENT_CALLED_OBJECT, DINNER],
    ids=["reciprocal-called-passive", "antecedent-called-object", "dinner"],
)
def test_common_confusions_of_labels_are_tolerated(lexicon: Lexicon, parse: str) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert [tuple(m.name for m in _detail(c).participants) for c in claims] == [BOTH]
