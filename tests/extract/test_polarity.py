"""Whether a clause says that something is so: negation, plans, hearsay, questions, conditions."""

from __future__ import annotations

import pytest

from pipeline.extract.polarity import Polarity, polarity_of
from pipeline.lexicon import Lexicon
from tests.builders import parsed

PLAIN = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
visto vedere VERB ROOT 0 part
Lula Lula PROPN obj 3
"""
NEGATED = """
Xi Xi PROPN nsubj 4
non non ADV advmod 4 neg
ha avere AUX aux 4 3s
visto vedere VERB ROOT 0 part
Lula Lula PROPN obj 4
"""
FUTURE = """
Xi Xi PROPN nsubj 2
vedrà vedere VERB ROOT 0 3sf
Lula Lula PROPN obj 2
"""
CONDITIONAL = """
Xi Xi PROPN nsubj 3
avrebbe avere AUX aux 3 3sc
visto vedere VERB ROOT 0 part
Lula Lula PROPN obj 3
"""
SHOULD = """
Xi Xi PROPN nsubj 3
dovrebbe dovere AUX aux 3 3sc
visto vedere VERB ROOT 0 inf
Lula Lula PROPN obj 3
"""
MAY = """
Xi Xi PROPN nsubj 3
potrebbe potere AUX aux 3 3sc
visto vedere VERB ROOT 0 inf
Lula Lula PROPN obj 3
"""
INTENDS = """
Xi Xi PROPN nsubj 2
intende intendere VERB ROOT 0 3s
visto vedere VERB xcomp 2 inf
Lula Lula PROPN obj 3
"""
REFUSED = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
rifiutato rifiutare VERB ROOT 0 part
di di ADP mark 5
visto vedere VERB xcomp 3 inf
Lula Lula PROPN obj 5
"""
NOT_REFUSED = """
Xi Xi PROPN nsubj 4
non non ADV advmod 4 neg
ha avere AUX aux 4 3s
rifiutato rifiutare VERB ROOT 0 part
di di ADP mark 6
visto vedere VERB xcomp 4 inf
Lula Lula PROPN obj 6
"""
NOT_INTENDED = """
Xi Xi PROPN nsubj 3
non non ADV advmod 3 neg
intende intendere VERB ROOT 0 3s
visto vedere VERB xcomp 3 inf
Lula Lula PROPN obj 4
"""
QUESTION = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
visto vedere VERB ROOT 0 part
Lula Lula PROPN obj 3
? ? PUNCT punct 3
"""
CONDITION = """
Se se SCONJ mark 3
Xi Xi PROPN nsubj 3
visto vedere VERB advcl 5 3s
, , PUNCT punct 3
bene bene ADV ROOT 0
"""
NOUN = """
Il il DET det 2 def
viaggio viaggio NOUN nsubj 4 sg
si si PRON expl 4 refl
fa fare VERB ROOT 0 3s
"""
CANCELLED = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
annullato annullare VERB ROOT 0 part
il il DET det 5 def
viaggio viaggio NOUN obj 3 sg
"""
CANCELLED_PARTICIPLE = """
Il il DET det 2 def
viaggio viaggio NOUN nsubj 4 sg
annullato annullare ADJ amod 2
costa costare VERB ROOT 0 3s
"""
PLANNED_PARTICIPLE = """
Il il DET det 2 def
viaggio viaggio NOUN nsubj 4 sg
previsto previsto ADJ amod 2
costa costare VERB ROOT 0 3s
"""
NOUN_NEGATED = """
Il il DET det 2 def
viaggio viaggio NOUN nsubj 4 sg
non non ADV advmod 4 neg
avviene avvenire VERB ROOT 0 3s
"""
REJECTED_NEWS = """
Ha avere AUX aux 2 3s
respinto respingere VERB ROOT 0 part
la il DET det 4 def
voce voce NOUN obj 2 sg
che che SCONJ mark 7
ha avere AUX aux 7 3s
visto vedere VERB acl:relcl 4 part
Rossi Rossi PROPN obj 7
"""
REJECTED_BY_THE_WAY = """
Ha avere AUX aux 2 3s
respinto respingere VERB ROOT 0 part
la il DET det 4 def
richiesta richiesta NOUN obj 2 sg
, , PUNCT punct 8
che che PRON nsubj 8
ha avere AUX aux 8 3s
visto vedere VERB acl:relcl 4 part
Rossi Rossi PROPN obj 8
"""


@pytest.mark.parametrize(
    ("parse", "trigger", "expected"),
    [
        (REJECTED_NEWS, "visto", Polarity(negated=True)),
        (REJECTED_BY_THE_WAY, "visto", Polarity()),
        (PLAIN, "visto", Polarity()),
        (NEGATED, "visto", Polarity(negated=True)),
        (FUTURE, "vedrà", Polarity(status="planned")),
        (CONDITIONAL, "visto", Polarity(status="alleged")),
        (SHOULD, "visto", Polarity(status="planned")),
        (MAY, "visto", Polarity(status="alleged")),
        (INTENDS, "visto", Polarity(status="planned")),
        (REFUSED, "visto", Polarity(negated=True)),
        (NOT_REFUSED, "visto", Polarity(negated=False)),
        (NOT_INTENDED, "visto", Polarity(negated=True, status="planned")),
        (QUESTION, "visto", Polarity(asked=True)),
        (CONDITION, "visto", Polarity(supposed=True)),
        (NOUN, "viaggio", Polarity()),
        (CANCELLED, "viaggio", Polarity(status="denied")),
        (CANCELLED_PARTICIPLE, "viaggio", Polarity(status="denied")),
        (PLANNED_PARTICIPLE, "viaggio", Polarity(status="planned")),
        (NOUN_NEGATED, "viaggio", Polarity(negated=True)),
    ],
    ids=[
        "rejected-news",
        "rejected-by-the-way",
        "plain",
        "negated",
        "future",
        "conditional",
        "should",
        "may",
        "intends",
        "refused",
        "not-refused",
        "not-intended",
        "question",
        "condition",
        "noun",
        "cancelled",
        "cancelled-participle",
        "planned-participle",
        "noun-negated",
    ],
)
def test_polarity(lexicon: Lexicon, parse: str, trigger: str, expected: Polarity) -> None:
    doc = parsed(parse)
    assert polarity_of(next(t for t in doc if t.text == trigger), lexicon) == expected


@pytest.mark.parametrize(("parse", "is_claim"), [(PLAIN, True), (NEGATED, True), (QUESTION, False), (CONDITION, False)])
def test_questions_and_conditions_claim_nothing(lexicon: Lexicon, parse: str, is_claim: bool) -> None:
    doc = parsed(parse)
    assert polarity_of(next(t for t in doc if t.text == "visto"), lexicon).is_claim is is_claim
