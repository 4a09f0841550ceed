"""Who was at a meeting: told a sentence later, awaited, seen together."""

from __future__ import annotations

import pytest

from pipeline.extract.encounters import extract
from pipeline.lexicon import Lexicon
from pipeline.model import EncounterDetail
from tests.builders import read_parse

ROUND_THE_TABLE = """
Vertice vertice VERB ROOT 0 3s
a a ADP case 4 -
tre tre NUM nummod 4 -
ieri ieri NOUN advmod 1 -
sera sera NOUN nmod 4 sg
a a ADP case 7 -
Ginevra Ginevra PROPN nmod 1 - B-LOC
. . PUNCT punct 1 -

Attorno attorno ADV case 4 -
allo a ADP fixed 1 -
stesso stesso ADJ amod 4 sg
tavolo tavolo NOUN nmod 6 sg
il il DET det 6 def
premier premier NOUN ROOT 0 -
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
, , PUNCT punct 11 -
la il DET det 11 def
ministra ministra NOUN conj 6 sg
Marta Marta PROPN nmod 11 - B-PER
Verdi Verdi PROPN flat:name 12 - I-PER
e e CCONJ cc 16 -
la il DET det 16 def
sindaca sindaco NOUN conj 11 sg
Anna Anna PROPN nmod 16 - B-PER
Bassi Bassi PROPN flat:name 17 - I-PER
. . PUNCT punct 6 -
"""
WERE_THERE = """
Doveva dovere AUX aux 2 3s
essere essere AUX ROOT 0 inf
un uno DET det 4 ind
pranzo pranzo NOUN nsubj 2 sg
riservato riservato ADJ amod 4 sg
. . PUNCT punct 2 -

Al a ADP case 2 -
ristorante ristorante NOUN obl 4 sg
c' ci PRON expl 4 clitic
erano essere VERB ROOT 0 3p
il il DET det 6 def
senatore senatore NOUN nsubj 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
e e CCONJ cc 11 -
la il DET det 11 def
ministra ministra NOUN conj 6 sg
Marta Marta PROPN nmod 11 - B-PER
Verdi Verdi PROPN flat:name 12 - I-PER
. . PUNCT punct 4 -
"""
GUEST_OF_HONOUR = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
ieri ieri ADV advmod 4 -
a a ADP case 7 -
Ginevra Ginevra PROPN obl 4 - B-LOC
Paolo Paolo PROPN flat:name 7 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -

Ospite ospite NOUN ROOT 0 sg
d' di ADP case 3 -
onore onore NOUN nmod 1 sg
la il DET det 5 def
regista regista NOUN nsubj 1 sg
Anna Anna PROPN nmod 5 - B-PER
Bassi Bassi PROPN flat:name 6 - I-PER
. . PUNCT punct 1 -
"""
WILL_BE_THERE_TOO = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
vedrà vedere VERB ROOT 0 3sf
venerdì venerdì NOUN obl 3 -
Paolo Paolo PROPN obj 3 - B-PER
Neri Neri PROPN flat:name 5 - I-PER
. . PUNCT punct 3 -

Ci ci PRON expl 2 refl
sarà essere VERB ROOT 0 3sf
anche anche ADV advmod 5 -
la il DET det 5 def
direttrice direttore NOUN nsubj 2 sg
Anna Anna PROPN nmod 5 - B-PER
Bassi Bassi PROPN flat:name 6 - I-PER
. . PUNCT punct 2 -
"""
TOOK_PART = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
incontrato incontrare VERB ROOT 0 part
ieri ieri ADV advmod 4 -
Paolo Paolo PROPN obj 4 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
. . PUNCT punct 4 -

All' a ADP case 2 -
incontro incontro NOUN obl 4 sg
ha avere AUX aux 4 3s
preso prendere VERB ROOT 0 part
parte parte NOUN obj 4 sg
la il DET det 7 def
sindaca sindaco NOUN nsubj 4 sg
Anna Anna PROPN nmod 7 - B-PER
Bassi Bassi PROPN flat:name 8 - I-PER
. . PUNCT punct 4 -
"""
WAITING_FOR_HER = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
arrivata arrivare VERB ROOT 0 part
a a ADP case 6 -
Mosca Mosca PROPN obl 4 - B-LOC
. . PUNCT punct 4 -

Ad a ADP mark 2 -
attenderla attendere VERB advcl 4 inf
c' ci PRON expl 4 clitic
era essere VERB ROOT 0 3s
il il DET det 6 def
ministro ministro NOUN nsubj 4 sg
Paolo Paolo PROPN nmod 6 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
WHERE_HE_AWAITED = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
volerà volere VERB ROOT 0 3sf
a a ADP case 5 -
Mosca Mosca PROPN obl 3 - B-LOC
, , PUNCT punct 5 -
dove dove ADV obl 9 -
lo lo PRON obj 9 clitic
attende attendere VERB acl:relcl 5 3s
la il DET det 11 def
ministra ministra NOUN nsubj 9 sg
Marta Marta PROPN nmod 11 - B-PER
Verdi Verdi PROPN flat:name 12 - I-PER
. . PUNCT punct 3 -
"""
LISTENED = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 4 3s
volato volare VERB ROOT 0 part
a a ADP case 6 -
Roma Roma PROPN obl 4 - B-LOC
. . PUNCT punct 4 -

Ad a ADP mark 2 -
ascoltarlo ascoltare VERB advcl 4 inf
c' ci PRON expl 4 clitic
era essere VERB ROOT 0 3s
la il DET det 6 def
ministra ministra NOUN nsubj 4 sg
Marta Marta PROPN nmod 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 4 -
"""
SEEN_WITH = """
Paolo Paolo PROPN nsubj:pass 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 5 3s
stato essere AUX aux:pass 5 part
avvistato avvistare VERB ROOT 0 part
a a ADP case 7 -
Milano Milano PROPN obl 5 - B-LOC
insieme insieme ADP case 10 -
a a ADP fixed 8 -
Marta Marta PROPN obl 5 - B-PER
Verdi Verdi PROPN flat:name 10 - I-PER
. . PUNCT punct 5 -
"""
NEVER_DINED = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
nega negare VERB ROOT 0 3s
di di ADP mark 7 -
aver avere AUX aux 7 inf
mai mai ADV advmod 7 neg
cenato cenare VERB xcomp 3 part
con con ADP case 9 -
Marta Marta PROPN obl 7 - B-PER
Verdi Verdi PROPN flat:name 9 - I-PER
. . PUNCT punct 3 -
"""
RESUMED = """
Le il DET det 2 defp
delegazioni delegazione NOUN nsubj 8 pl
di di ADP case 4 -
Russia Russia PROPN nmod 2 - B-ORG
e e CCONJ cc 6 -
Ucraina Ucraina PROPN conj 4 - B-ORG
hanno avere AUX aux 8 3p
ripreso riprendere VERB ROOT 0 part
ieri ieri ADV advmod 8 -
i il DET det 11 defp
colloqui colloquio NOUN obj 8 pl
. . PUNCT punct 8 -
"""
TWO_TITLES = """
Il il DET det 2 def
vicepremier vicepremier NOUN nsubj 12 sg
e e CCONJ cc 4 -
ministro ministro NOUN conj 2 sg
degli di ADP case 6 -
Esteri estero NOUN nmod 4 pl
, , PUNCT punct 2 -
Paolo Paolo PROPN appos 2 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
, , PUNCT punct 2 -
ha avere AUX aux 12 3s
avuto avere VERB ROOT 0 part
ieri ieri ADV advmod 12 -
un uno DET det 15 ind
incontro incontro NOUN obj 12 sg
con con ADP case 17 -
Marta Marta PROPN nmod 15 - B-PER
Verdi Verdi PROPN flat:name 17 - I-PER
. . PUNCT punct 12 -
"""
COMMITTEE = """
La il DET det 2 def
sindaca sindaco NOUN nsubj 6 sg
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 3 - I-PER
ha avere AUX aux 6 3s
ricevuto ricevere VERB ROOT 0 part
il il DET det 8 def
comitato comitato NOUN obj 6 sg
dei di ADP case 10 -
pendolari pendolare NOUN nmod 8 pl
. . PUNCT punct 6 -
"""
WITH_WHOM = """
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
visto vedere VERB ROOT 0 part
ieri ieri ADV advmod 4 -
il il DET det 7 def
collega collega NOUN obj 4 sg
Paolo Paolo PROPN nmod 7 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
, , PUNCT punct 7 -
con con ADP case 13 -
il il DET det 13 def
quale quale PRON obl 15 rel
ha avere AUX aux 15 3s
avuto avere VERB acl:relcl 7 part
un uno DET det 18 ind
lungo lungo ADJ amod 18 sg
colloquio colloquio NOUN obj 15 sg
. . PUNCT punct 4 -
"""
HALF_TOLD = """
Un' uno DET det 2 ind
ora ora NOUN ROOT 0 sg
di di ADP case 4 -
colloquio colloquio NOUN nmod 2 sg
con con ADP case 7 -
il il DET det 7 def
premier premier NOUN nmod 2 -
Paolo Paolo PROPN nmod 7 - B-PER
Neri Neri PROPN flat:name 8 - I-PER
. . PUNCT punct 2 -

Poi poi ADV advmod 5 -
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 2 - I-PER
è essere AUX aux 5 3s
tornata tornare VERB ROOT 0 part
a a ADP case 7 -
Roma Roma PROPN obl 5 - B-LOC
. . PUNCT punct 5 -
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (ROUND_THE_TABLE, {(("Anna Bassi", "Marta Verdi", "Paolo Neri"), "happened")}),
        (WERE_THERE, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (
            GUEST_OF_HONOUR,
            {(("Anna Bassi", "Marta Verdi", "Paolo Neri"), "happened"), (("Marta Verdi", "Paolo Neri"), "happened")},
        ),
        (
            WILL_BE_THERE_TOO,
            {(("Anna Bassi", "Marta Verdi", "Paolo Neri"), "planned"), (("Marta Verdi", "Paolo Neri"), "planned")},
        ),
        (
            TOOK_PART,
            {(("Anna Bassi", "Marta Verdi", "Paolo Neri"), "happened"), (("Marta Verdi", "Paolo Neri"), "happened")},
        ),
        (WAITING_FOR_HER, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (WHERE_HE_AWAITED, {(("Marta Verdi", "Paolo Neri"), "planned")}),
        (LISTENED, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (SEEN_WITH, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (NEVER_DINED, {(("Marta Verdi", "Paolo Neri"), "denied")}),
        (RESUMED, {(("Russia", "Ucraina"), "happened")}),
        (TWO_TITLES, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (COMMITTEE, {(("Marta Verdi", "comitato dei pendolari"), "happened")}),
        (WITH_WHOM, {(("Marta Verdi", "Paolo Neri"), "happened")}),
        (HALF_TOLD, {(("Marta Verdi", "Paolo Neri"), "happened")}),
    ],
    ids=[
        "round-the-table",
        "were-there",
        "guest-of-honour",
        "will-be-there-too",
        "took-part",
        "waiting-for-her",
        "where-he-awaited",
        "listened",
        "seen-with",
        "never-dined",
        "resumed",
        "two-titles",
        "committee",
        "with-whom",
        "half-told",
    ],
)
def test_who_was_there(lexicon: Lexicon, parse: str, expected: set[tuple[tuple[str, ...], str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    met = {
        (tuple(sorted(m.name for m in c.detail.participants)), c.status)
        for c in claims
        if isinstance(c.detail, EncounterDetail)
    }
    assert met == expected
