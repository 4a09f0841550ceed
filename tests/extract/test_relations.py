"""Relations between two parties, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.annotate.clauses import is_passive
from pipeline.extract.relations import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import parsed, read_parse

ACTIVE = """
La il DET det 2 def
Polonia Polonia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
l' il DET det 6 def
Ungheria Ungheria PROPN obj 4 - B-ORG
. . PUNCT punct 4
"""
PASSIVE = """
L' il DET det 2 def
Ungheria Ungheria PROPN nsubj:pass 5 - B-ORG
è essere AUX aux 5 3s
stata essere AUX aux:pass 5 part
criticata criticare VERB ROOT 0 part
dalla da ADP case 7 def
Svezia Svezia PROPN obl:agent 5 - B-LOC
. . PUNCT punct 5
"""
NEGATED = """
Parigi Parigi PROPN nsubj 4 - B-LOC
non non ADV advmod 4 neg
ha avere AUX aux 4 3s
condannato condannare VERB ROOT 0 part
Teheran Teheran PROPN obj 4 - B-LOC
. . PUNCT punct 4
"""
REFUSED = """
Tokyo Tokyo PROPN nsubj 3 - B-LOC
ha avere AUX aux 3 3s
rifiutato rifiutare VERB ROOT 0 part
di di ADP mark 5
sostenere sostenere VERB xcomp 3 inf
Seul Seul PROPN obj 5 - B-LOC
. . PUNCT punct 3
"""
NOUN = """
Le il DET det 2 defp
critiche critica NOUN nsubj 7 pl
della di ADP case 4 def
Polonia Polonia PROPN nmod 2 - B-LOC
all' a ADP case 6 def
Ungheria Ungheria PROPN nmod 2 - B-LOC
continuano continuare VERB ROOT 0 3p
. . PUNCT punct 7
"""
PLAN = """
Roma Roma PROPN nsubj 2 - B-LOC
intende intendere VERB ROOT 0 3s
sostenere sostenere VERB xcomp 2 inf
Kiev Kiev PROPN obj 3 - B-LOC
. . PUNCT punct 2
"""
OWNER = """
La il DET det 2 def
Svezia Svezia PROPN nsubj 4 - B-ORG
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
la il DET det 6 def
decisione decisione NOUN obj 4 sg
della di ADP case 8 def
Polonia Polonia PROPN nmod 6 - B-LOC
. . PUNCT punct 4
"""
IF = """
Se se SCONJ mark 4
la il DET det 3 def
Polonia Polonia PROPN nsubj 4 - B-LOC
criticasse criticare VERB advcl 9 3s
l' il DET det 6 def
Ungheria Ungheria PROPN obj 4 - B-LOC
, , PUNCT punct 4
Parigi Parigi PROPN nsubj 9 - B-LOC
protesterebbe protestare VERB ROOT 0 3sc
. . PUNCT punct 9
"""
TOGETHER = """
Francia Francia PROPN nsubj 5 - B-LOC
e e CCONJ cc 3
Germania Germania PROPN conj 1 - B-LOC
hanno avere AUX aux 5 3p
criticato criticare VERB ROOT 0 part
Mosca Mosca PROPN obj 5 - B-LOC
. . PUNCT punct 5
"""
NO_PARTY = """
La il DET det 2 def
Polonia Polonia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
il il DET det 6 def
libro libro NOUN obj 4 sg
. . PUNCT punct 4
"""
IN_PLACE_OF = """
Bianchi Bianchi PROPN nsubj:pass 4 - B-PER
è essere AUX aux 4 3s
stato essere AUX aux:pass 4 part
nominato nominare VERB ROOT 0 part
al a ADP case 6 def
posto posto NOUN obl 4 sg
di di ADP case 8
Rossi Rossi PROPN nmod 6 - B-PER
. . PUNCT punct 4
"""
DIET = """
Il il DET det 2 def
ministro ministro NOUN nsubj 3 sg
critica criticare VERB ROOT 0 3s
sé sé PRON obj 3
. . PUNCT punct 3
"""


RELATIVE = """
La il DET det 2 def
Polonia Polonia PROPN nsubj 8 - B-LOC
, , PUNCT punct 5
che che PRON nsubj 5
critica criticare VERB acl:relcl 2 3s
Parigi Parigi PROPN obj 5 - B-LOC
, , PUNCT punct 2
tace tacere VERB ROOT 0 3s
. . PUNCT punct 8
"""
TWO_SUBJECTS = """
Parigi Parigi PROPN nsubj 3 - B-LOC
ha avere AUX aux 3 3s
criticato criticare VERB ROOT 0 part
la il DET det 5 def
Polonia Polonia PROPN nsubj 3 - B-LOC
. . PUNCT punct 3
"""
CLITIC = """
Rossi Rossi PROPN nsubj 3 - B-PER
ha avere AUX aux 3 3s
incontrato incontrare VERB ROOT 0 part
Bianchi Bianchi PROPN obj 3 - B-PER
e e CCONJ cc 8
lo lo PRON obj 8
ha avere AUX aux 8 3s
criticato criticare VERB conj 3 part
. . PUNCT punct 3
"""
ONE_AUXILIARY = """
Parigi Parigi PROPN nsubj 3 - B-LOC
ha avere AUX aux 3 3s
difeso difendere VERB ROOT 0 part
Madrid Madrid PROPN obj 3 - B-LOC
e e CCONJ cc 6
criticato criticare VERB conj 3 part
Mosca Mosca PROPN obj 6 - B-LOC
. . PUNCT punct 3
"""
CLEFT = """
È essere AUX cop 2 3s
Parigi Parigi PROPN ROOT 0 - B-LOC
a a ADP mark 4
criticare criticare VERB xcomp 2 inf
Mosca Mosca PROPN obj 4 - B-LOC
. . PUNCT punct 2
"""
IRREGULAR = """
Mosca Mosca PROPN nsubj 3 - B-LOC
ha avere AUX aux 3 3s
invaso invare VERB ROOT 0 part
Kiev Kiev PROPN obj 3 - B-LOC
. . PUNCT punct 3
"""
BRACKETS = """
Anna Anna PROPN nsubj 6 - B-PER
Rossi Rossi PROPN flat:name 1 - I-PER
( ( PUNCT punct 4
Cgil Cgil PROPN appos 1 - B-ORG
) ) PUNCT punct 4
tace tacere VERB ROOT 0 3s
. . PUNCT punct 6
"""
PHOTOGRAPHER = BRACKETS.replace("Cgil", "Reuters")
MAY_LEAVE = """
La il DET det 2 def
Polonia Polonia PROPN nsubj 4 - B-LOC
potrebbe potere AUX aux 4 3sc
lasciare lasciare VERB ROOT 0 inf
la il DET det 6 def
Nato Nato PROPN obj 4 - B-ORG
. . PUNCT punct 4
"""
CAPITAL = """
Il il DET det 2 def
governo governo NOUN nsubj 6 sg
di di ADP case 4
Ankara Ankara PROPN nmod 2 - B-LOC
ha avere AUX aux 6 3s
criticato criticare VERB ROOT 0 part
Parigi Parigi PROPN obj 6 - B-LOC
. . PUNCT punct 6
"""


def _read(parse: str, lexicon: Lexicon) -> list[tuple[str, str, str, bool, str]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [(c.subject.name, c.predicate, _name(c.object), c.negated, c.status) for c in claims]


def _name(party: object) -> str:
    assert isinstance(party, Mention)
    return party.name


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (ACTIVE, [("Polonia", "criticizes", "Ungheria", False, "happened")]),
        (PASSIVE, [("Svezia", "criticizes", "Ungheria", False, "happened")]),
        (NEGATED, [("Francia", "criticizes", "Iran", True, "happened")]),
        (REFUSED, [("Giappone", "supports", "Corea del Sud", True, "happened")]),
        (NOUN, [("Polonia", "criticizes", "Ungheria", False, "happened")]),
        (PLAN, [("Italia", "supports", "Ucraina", False, "planned")]),
        (OWNER, [("Svezia", "criticizes", "Polonia", False, "happened")]),
        (IF, []),
        (
            TOGETHER,
            [
                ("Francia", "criticizes", "Russia", False, "happened"),
                ("Germania", "criticizes", "Russia", False, "happened"),
            ],
        ),
        (IN_PLACE_OF, [("Bianchi", "succeeds", "Rossi", False, "happened")]),
        (NO_PARTY, []),
        (DIET, []),
        (RELATIVE, [("Polonia", "criticizes", "Francia", False, "happened")]),
        (TWO_SUBJECTS, [("Francia", "criticizes", "Polonia", False, "happened")]),
        (CLITIC, [("Rossi", "criticizes", "Bianchi", False, "happened")]),
        (
            ONE_AUXILIARY,
            [
                ("Francia", "supports", "Spagna", False, "happened"),
                ("Francia", "criticizes", "Russia", False, "happened"),
            ],
        ),
        (CLEFT, [("Francia", "criticizes", "Russia", False, "happened")]),
        (IRREGULAR, [("Russia", "attacks", "Ucraina", False, "happened")]),
        (BRACKETS, [("Anna Rossi", "memberOf", "Cgil", False, "happened")]),
        (PHOTOGRAPHER, []),
        (MAY_LEAVE, [("Polonia", "memberOf", "Nato", False, "happened")]),
        (CAPITAL, [("Turchia", "criticizes", "Francia", False, "happened")]),
    ],
    ids=[
        "active",
        "passive",
        "negated",
        "refused",
        "noun",
        "plan",
        "owner",
        "condition",
        "two",
        "subject-of-a-passive",
        "thing",
        "oneself",
        "relative-pronoun-without-features",
        "object-called-a-subject",
        "clitic",
        "one-auxiliary-for-two",
        "cleft",
        "irregular-form",
        "party-in-brackets",
        "agency-in-brackets",
        "what-may-end-still-holds",
        "government-of-a-capital",
    ],
)
def test_relation(lexicon: Lexicon, parse: str, expected: list[tuple[str, str, str, bool, str]]) -> None:
    assert _read(parse, lexicon) == expected


def test_evidence_shows_the_rule_and_spans_trigger_and_parties(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(ACTIVE, lexicon), lexicon)
    assert claim.evidence.rule == "criticizes/active"
    assert claim.evidence.text == "Polonia ha criticato l'Ungheria"


@pytest.mark.parametrize(("parse", "verb", "passive"), [(ACTIVE, 3, False), (PASSIVE, 4, True)])
def test_is_passive(parse: str, verb: int, passive: bool) -> None:
    assert is_passive(parsed(parse)[verb]) is passive
