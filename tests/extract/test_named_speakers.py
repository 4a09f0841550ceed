"""Which parties a noun phrase names as speakers, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.floor import Floor
from pipeline.extract.named_speakers import PhraseFinder
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import make_mention, read_parse

NOTE = """
Una uno DET det 2 ind
nota nota NOUN nsubj 5 sg
della di ADP case 4 def
Farnesina Farnesina PROPN nmod 2 - B-ORG
chiarisce chiarire VERB ROOT 0 3s
. . PUNCT punct 5
"""
CHAIR = """
Una uno DET det 2 ind
sedia sedia NOUN nsubj 5 sg
della di ADP case 4 def
Farnesina Farnesina PROPN nmod 2 - B-ORG
cade cadere VERB ROOT 0 3s
. . PUNCT punct 5
"""
GROUP = """
La il DET det 2 def
Nordlys Nordlys PROPN nsubj 3 - B-ORG
cresce crescere VERB ROOT 0 3s
. . PUNCT punct 3

Il il DET det 2 def
gruppo gruppo NOUN nsubj 3 sg
esulta esultare VERB ROOT 0 3s
. . PUNCT punct 3
"""
A_GROUP = GROUP.replace("Il il DET det 2 def", "Un uno DET det 2 ind")
LATTER = """
Paolo Paolo PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
vede vedere VERB ROOT 0 3s
Marta Marta PROPN obj 3 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
. . PUNCT punct 3

Costei costei PRON nsubj 2 pron
esulta esultare VERB ROOT 0 3s
. . PUNCT punct 2
"""
CONCERNED = """
L' il DET det 2 def
interessata interessato NOUN nsubj 3 sg
nega negare VERB ROOT 0 3s
. . PUNCT punct 3
"""
STAFF = """
Lo il DET det 2 def
staff staff NOUN nsubj 3 sg
nega negare VERB ROOT 0 3s
. . PUNCT punct 3
"""
VERDI = make_mention("Marta Verdi")


def _parties(parse: str, token: int, lexicon: Lexicon, person: tuple[Mention, ...] = ()) -> list[str]:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    return [m.name for m in PhraseFinder(finder, Floor(person=person)).parties(finder.reading.doc[token])]


@pytest.mark.parametrize(
    ("parse", "token", "expected"),
    [
        (NOTE, 1, ["Farnesina"]),
        (GROUP, 5, ["Nordlys"]),
        (LATTER, 6, ["Marta Verdi"]),
        (STAFF, 1, ["staff"]),
        (CHAIR, 1, []),
        (A_GROUP, 5, ["gruppo"]),
        (CONCERNED, 1, []),
    ],
    ids=[
        "owner-of-words",
        "body-meant",
        "latter",
        "unnamed",
        "owner-of-a-thing",
        "some-other-body",
        "nobody-spoken-of",
    ],
)
def test_speakers_that_a_noun_phrase_names(lexicon: Lexicon, parse: str, token: int, expected: list[str]) -> None:
    assert _parties(parse, token, lexicon) == expected


def test_the_one_concerned_is_the_person_spoken_of_last(lexicon: Lexicon) -> None:
    assert _parties(CONCERNED, 1, lexicon, (VERDI,)) == ["Marta Verdi"]


def test_the_first_of_some_tokens_that_no_preposition_governs(lexicon: Lexicon) -> None:
    finder = PartyFinder(read_parse(LATTER, lexicon), lexicon)
    phrases = PhraseFinder(finder, Floor())
    assert [m.name for m in phrases.first_named(list(finder.reading.doc[2:6]))] == ["Marta Verdi"]
    assert phrases.first_named(list(finder.reading.doc[2:3])) == ()
