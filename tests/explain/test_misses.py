"""Why a sentence gave nothing, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.explain import Diagnosis, explain_sentence
from pipeline.lexicon import Lexicon, ontology_dir
from pipeline.vocab import load_vocab
from tests.builders import read_parse

THING = """
La il DET det 2 def
Polonia Polonia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
il il DET det 6 def
libro libro NOUN obj 4 sg
. . PUNCT punct 4
"""
NOBODY = """
La il DET det 2 def
pioggia pioggia NOUN nsubj 4 sg
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
Parigi Parigi PROPN obj 4 - B-LOC
. . PUNCT punct 4
"""
ALONE = """
Parigi Parigi PROPN nsubj 2 - B-LOC
critica criticare VERB ROOT 0 3s
. . PUNCT punct 2
"""
CONDITION = """
Se se SCONJ mark 4
la il DET det 3 def
Polonia Polonia PROPN nsubj 4 - B-LOC
criticasse criticare VERB advcl 9 3s
l' il DET det 6 def
Ungheria Ungheria PROPN obj 4 - B-LOC
, , PUNCT punct 4
tutti tutto PRON nsubj 9
piangerebbero piangere VERB ROOT 0 3sc
. . PUNCT punct 9
"""
QUESTION = """
Parigi Parigi PROPN nsubj 2 - B-LOC
critica criticare VERB ROOT 0 3s
Mosca Mosca PROPN obj 2 - B-LOC
? ? PUNCT punct 2
"""
NEGATED = """
Parigi Parigi PROPN nsubj 4 - B-LOC
non non ADV advmod 4 neg
ha avere AUX aux 4 3s
condannato condannare VERB ROOT 0 part
Teheran Teheran PROPN obj 4 - B-LOC
. . PUNCT punct 4
"""
MEETING = """
L' il DET det 2 def
incontro incontro NOUN nsubj 3 sg
dura durare VERB ROOT 0 3s
. . PUNCT punct 3
"""
TRIP = """
Il il DET det 2 def
libro libro NOUN nsubj 4 sg
è essere AUX aux 4 3s
arrivato arrivare VERB ROOT 0 part
sul su ADP case 6 def
divano divano NOUN obl 4 sg
. . PUNCT punct 4
"""
SAYING = """
Parigi Parigi PROPN nsubj 3 - B-LOC
ha avere AUX aux 3 3s
detto dire VERB ROOT 0 part
cose cosa NOUN obj 3 pl
. . PUNCT punct 3
"""
SILENCE = """
Tutti tutto PRON nsubj 2
sbadigliano sbadigliare VERB ROOT 0 3p
. . PUNCT punct 2
"""


def _explain(table: str, lexicon: Lexicon) -> Diagnosis:
    return explain_sentence(read_parse(table, lexicon), lexicon, load_vocab(ontology_dir()))


def _lacks(diagnosis: Diagnosis, rule: str) -> list[str]:
    (miss,) = [miss for miss in diagnosis.near if miss.rule == rule]
    return list(miss.lacks)


@pytest.mark.parametrize(
    ("table", "rule", "lacks"),
    [
        (THING, "criticizes/active", ["object: no party is known in «il libro»"]),
        (NOBODY, "criticizes/active", ["subject: no party is known in «La pioggia»"]),
        (CONDITION, "criticizes/active", ["it is a condition"]),
        (QUESTION, "criticizes/active", ["it is asked, not said"]),
        (MEETING, "incontro", ["whom: nobody stands with the word, and a meeting needs two"]),
        (
            TRIP,
            "arrivare",
            ["who went: no party is known in «Il libro»", "where: no place is known in «sul divano»"],
        ),
        (SAYING, "dire", ["what was said: neither a clause nor a quotation"]),
    ],
    ids=["thing", "nobody", "condition", "question", "meeting", "trip", "saying"],
)
def test_what_a_word_lacked(lexicon: Lexicon, table: str, rule: str, lacks: list[str]) -> None:
    assert _lacks(_explain(table, lexicon), rule) == lacks


def test_a_slot_where_nothing_stands_is_named_with_its_paths(lexicon: Lexicon) -> None:
    (lack,) = _lacks(_explain(ALONE, lexicon), "criticizes/active")
    assert lack.startswith("object: nothing at obj")


def test_what_was_read_is_told_with_what_keeps_it_from_being_asserted(lexicon: Lexicon) -> None:
    diagnosis = _explain(NEGATED, lexicon)
    (read,) = [found for found in diagnosis.read if found.claim.predicate == "criticizes"]
    assert read.notes == ("negated",)
    assert [miss for miss in diagnosis.near if miss.rule.startswith("criticizes/")] == []


def test_the_nearest_come_first(lexicon: Lexicon) -> None:
    distances = [miss.distance for miss in _explain(CONDITION, lexicon).near]
    assert distances == sorted(distances)


def test_a_sentence_without_any_such_word_has_no_near_misses(lexicon: Lexicon) -> None:
    diagnosis = _explain(SILENCE, lexicon)
    assert (diagnosis.read, diagnosis.near) == ((), ())


OFFICE = """
Il il DET det 2 def
ministro ministro NOUN nsubj 3 sg
parla parlare VERB ROOT 0 3s
con con ADP case 5
Anna Anna PROPN obl 3 - B-PER
Bassi Bassi PROPN flat:name 5 - I-PER
. . PUNCT punct 3
"""
OFFICE_OF_NOBODY = """
Il il DET det 2 def
ministro ministro NOUN nsubj 3 sg
dorme dormire VERB ROOT 0 3s
. . PUNCT punct 3
"""
NUMBER = """
La il DET det 2 def
strada strada NOUN nsubj 3 sg
sale salire VERB ROOT 0 3s
a a ADP case 5
250 250 NUM obl 3
. . PUNCT punct 3
"""
FEW = """
Tre tre NUM nummod 2
gatti gatto NOUN nsubj 3 pl
dormono dormire VERB ROOT 0 3p
. . PUNCT punct 3
"""


@pytest.mark.parametrize(
    ("table", "rule", "lacks"),
    [
        (OFFICE, "ministro", ["who holds it: no title, apposition or verb joins it with Anna Bassi"]),
        (OFFICE_OF_NOBODY, "ministro", ["who holds it: no person is named in the sentence"]),
        (NUMBER, "number", ["unit: no unit, currency or counted noun is known beside it"]),
        (FEW, "number", ["it counts fewer than 10, and «gatti» is no indicator"]),
    ],
    ids=["beside", "nobody", "no-unit", "few"],
)
def test_what_an_office_or_a_number_lacked(lexicon: Lexicon, table: str, rule: str, lacks: list[str]) -> None:
    assert _lacks(_explain(table, lexicon), rule) == lacks
