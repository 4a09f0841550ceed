"""Parties that adjectives and spokespersons tell of, and sides that stand beside another word, on written parses."""

from __future__ import annotations

import pytest

from pipeline.extract.relations import extract
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

GOVERNOR = """
Il il DET det 2 def
governatore governatore NOUN nsubj 6 sg
leghista leghista ADJ amod 2 sg
Attilio Attilio PROPN nmod 2 - B-PER
Ferri Ferri PROPN flat:name 4 - I-PER
esulta esultare VERB ROOT 0 3s
. . PUNCT punct 6
"""
CAPTAIN = GOVERNOR.replace("governatore", "capitano").replace("leghista", "azzurro")
SENATOR = GOVERNOR.replace("governatore", "senatore").replace("leghista", "azzurro")
FORMER = """
L' il DET det 3 def
ex ex ADJ amod 3 sg
grillino grillino NOUN nsubj 6 sg
Attilio Attilio PROPN nmod 3 - B-PER
Ferri Ferri PROPN flat:name 4 - I-PER
esulta esultare VERB ROOT 0 3s
. . PUNCT punct 6
"""
WITH = """
Il il DET det 2 def
Pd Pd PROPN nsubj 9 - B-ORG
, , PUNCT punct 6
con con ADP case 6
la il DET det 6 def
capogruppo capogruppo NOUN nmod 2 sg
Chiara Chiara PROPN nmod 6 - B-PER
Bruni Bruni PROPN flat:name 7 - I-PER
esulta esultare VERB ROOT 0 3s
. . PUNCT punct 9
"""
MATE = WITH.replace("capogruppo", "sorella")
PEOPLE = """
I il DET det 2 pl
leghisti leghista NOUN nsubj 3 pl
criticano criticare VERB ROOT 0 3p
Oslo Oslo PROPN obj 3 - B-LOC
. . PUNCT punct 3
"""
SHARED = """
La il DET det 2 def
milizia milizia NOUN nsubj 9 sg
, , PUNCT punct 4
sostenuta sostenere VERB acl 2 part
e e CCONJ cc 6
armata armare VERB conj 4 part
da da ADP case 8
Oslo Oslo PROPN obl 6 - B-LOC
avanza avanzare VERB ROOT 0 3s
. . PUNCT punct 9
"""
ON_THE_PART = """
Riga Riga PROPN nsubj 2 - B-LOC
denuncia denunciare VERB ROOT 0 3s
la il DET det 4 def
violazione violazione NOUN obj 2 sg
dell' di ADP case 6
accordo accordo NOUN nmod 4 sg
da da ADP case 8
parte parte NOUN nmod 6 sg
norvegese norvegese ADJ amod 8 sg
. . PUNCT punct 2
"""
AGAINST_HIM = """
Oslo Oslo PROPN nsubj 9 - B-LOC
, , PUNCT punct 5
che che PRON nsubj 5 rel
aveva avere AUX aux 5 3s
difeso difendere VERB acl:relcl 1 part
Ferri Ferri PROPN obj 5 - B-PER
, , PUNCT punct 5
ha avere AUX aux 9 3s
votato votare VERB ROOT 0 part
contro contro ADP case 12
di di ADP fixed 10
lui lui PRON obl 9 -
. . PUNCT punct 9
"""


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (GOVERNOR, {("Attilio Ferri", "memberOf", "Lega")}),
        (CAPTAIN, set()),
        (SENATOR, {("Attilio Ferri", "memberOf", "Forza Italia")}),
        (FORMER, set()),
        (WITH, {("Chiara Bruni", "memberOf", "Partito democratico")}),
        (MATE, set()),
        (PEOPLE, {("Lega", "criticizes", "Norvegia")}),
        (SHARED, {("Norvegia", "supports", "milizia")}),
        (ON_THE_PART, {("Lettonia", "criticizes", "Norvegia")}),
        (AGAINST_HIM, {("Norvegia", "supports", "Ferri"), ("Norvegia", "opposes", "Ferri")}),
    ],
    ids=[
        "the-adjective-after-the-title",
        "blue-in-sport",
        "blue-in-the-senate",
        "no-longer",
        "through-its-whip",
        "through-somebody-without-office",
        "its-people",
        "agent-of-both-participles",
        "an-adjective-as-agent",
        "a-pronoun-after-contro-di",
    ],
)
def test_sides_found(lexicon: Lexicon, parse: str, expected: set[tuple[str, str, str]]) -> None:
    claims = extract(read_parse(parse, lexicon), lexicon)
    assert {(c.subject.name, c.predicate, c.object.name) for c in claims} == expected  # type: ignore[union-attr]
