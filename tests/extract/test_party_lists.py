"""All parties of a noun phrase, with what is listed after it, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import antecedent_of, begins_phrase, distinct, other_than, owned, parties_at
from pipeline.lexicon import Lexicon
from tests.builders import make_mention, parsed, read_parse

PRESIDENTS = """
I il DET det 2 defp
presidenti presidente NOUN nsubj 11 pl
delle di ADP case 4 defp
Camere camera NOUN nmod 2 pl
, , PUNCT punct 6
Marta Marta PROPN appos 2 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
e e CCONJ cc 9
Paolo Paolo PROPN conj 6 - B-PER
Neri Neri PROPN flat:name 9 - I-PER
parlano parlare VERB ROOT 0 3p
. . PUNCT punct 11
"""
AUTHORITIES = """
Le il DET det 2 defp
autorità autorità NOUN nsubj 6 pl
italiane italiano ADJ amod 2 pl
ed e CCONJ cc 5
egiziane egiziano ADJ conj 3 pl
parlano parlare VERB ROOT 0 3p
. . PUNCT punct 6
"""
BOATS = """
Le il DET det 2 defp
barche barca NOUN nsubj 6 pl
italiane italiano ADJ amod 2 pl
ed e CCONJ cc 5
egiziane egiziano ADJ conj 3 pl
partono partire VERB ROOT 0 3p
. . PUNCT punct 6
"""
RELATIVE = """
Paolo Paolo PROPN nsubj 7 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
con con ADP case 5
il il DET det 5 def
quale quale PRON obl 6 rel
parla parlare VERB acl:relcl 1 3s
tace tacere VERB ROOT 0 3s
. . PUNCT punct 7
"""
SOCIAL = """
Le il DET det 2 defp
parti parte NOUN nsubj 4 pl
sociali sociale ADJ amod 2 pl
parlano parlare VERB ROOT 0 3p
. . PUNCT punct 4
"""
COLLEAGUE = """
Il il DET det 2 def
collega collega NOUN nsubj 4 sg
francese francese ADJ amod 2 sg
parla parlare VERB ROOT 0 3s
. . PUNCT punct 4
"""
TABLE = """
Il il DET det 2 def
tavolo tavolo NOUN nsubj 4 sg
francese francese ADJ amod 2 sg
cade cadere VERB ROOT 0 3s
. . PUNCT punct 4
"""
MINISTERS = """
I il DET det 2 defp
ministri ministro NOUN nsubj 9 pl
degli di ADP case 4 defp
Esteri estero NOUN nmod 2 pl
di di ADP case 6
Italia Italia PROPN nmod 2 - B-LOC
e e CCONJ cc 8
Francia Francia PROPN conj 6 - B-LOC
parlano parlare VERB ROOT 0 3p
. . PUNCT punct 9
"""
MINISTER = MINISTERS.replace("I il DET det 2 defp\nministri", "Il il DET det 2 def\nministro").replace(
    "NOUN nsubj 9 pl", "NOUN nsubj 9 sg"
)


@pytest.mark.parametrize(
    ("parse", "token", "expected"),
    [
        (PRESIDENTS, 1, ["Marta Verdi", "Paolo Neri"]),
        (AUTHORITIES, 1, ["Italia", "Egitto"]),
        (RELATIVE, 4, ["Paolo Neri"]),
        (SOCIAL, 1, ["parti sociali"]),
        (COLLEAGUE, 1, ["collega francese"]),
        (BOATS, 1, []),
        (TABLE, 1, []),
    ],
    ids=["names-beside", "nationalities", "antecedent", "group", "counterpart", "things", "a-thing"],
)
def test_parties_of_a_noun_phrase(lexicon: Lexicon, parse: str, token: int, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in parties_at(finder.reading.doc[token], finder)] == expected


@pytest.mark.parametrize(("parse", "expected"), [(MINISTERS, ["Italia", "Francia"]), (MINISTER, [])], ids=["pl", "sg"])
def test_the_several_that_a_plural_belongs_to(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in owned(finder.reading.doc[1], finder)] == expected


def test_a_noun_with_a_complement_is_none_of_those_known(lexicon: Lexicon) -> None:
    finder = PartyFinder(read_parse(COLLEAGUE, lexicon), lexicon)
    token, verdi = finder.reading.doc[1], make_mention("Marta Verdi")
    (other,) = other_than((verdi,), token, ["Marta Verdi"], finder)
    assert (other.name, other.named) == ("collega francese", False)
    assert other_than((verdi,), token, ["Paolo Neri"], finder) == (verdi,)


def test_the_antecedent_of_a_pronoun() -> None:
    doc = parsed(RELATIVE)
    assert antecedent_of(doc[4]) == doc[0]
    assert antecedent_of(doc[6]) is None


@pytest.mark.parametrize(("token", "begins"), [(1, True), (3, False), (5, False)], ids=["article", "di", "bare"])
def test_what_begins_a_phrase(token: int, begins: bool) -> None:
    assert begins_phrase(parsed(PRESIDENTS)[token]) is begins


def test_a_name_is_told_once() -> None:
    verdi, neri = make_mention("Marta Verdi"), make_mention("Paolo Neri")
    assert distinct([verdi, neri, verdi]) == (verdi, neri)
