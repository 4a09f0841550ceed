"""Who else took part in a meeting told of before, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.joiners import joined_at, joined_in_clause, joined_in_sentence
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from tests.builders import one_sentence, read_parse

TOOK_PART = """
All' a ADP case 2 def
incontro incontro NOUN obl 4 sg
ha avere AUX aux 4 3s
partecipato partecipare VERB ROOT 0 part
anche anche ADV advmod 6
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
. . PUNCT punct 4
"""
FOLLOWED = """
All' a ADP case 2 def
incontro incontro NOUN obl 4 sg
è essere AUX aux 4 3s
seguita seguire VERB ROOT 0 part
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
. . PUNCT punct 4
"""
COUNTRY = """
All' a ADP case 2 def
incontro incontro NOUN obl 4 sg
ha avere AUX aux 4 3s
partecipato partecipare VERB ROOT 0 part
la il DET det 6 def
Norvegia Norvegia PROPN nsubj 4 - B-LOC
. . PUNCT punct 4
"""
IN_CLAUSE = """
Il il DET det 2 def
tavolo tavolo NOUN nsubj 9 sg
al a ADP case 4 def
quale quale PRON obl 6 rel
era essere AUX cop 6 3s
presente presente ADJ acl:relcl 2 sg
Marta Marta PROPN nsubj 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
finisce finire VERB ROOT 0 3s
. . PUNCT punct 9
"""
CLAUSE_OF_ANOTHER = """
Il il DET det 2 def
tavolo tavolo NOUN nsubj 8 sg
che che PRON obj 5 rel
ha avere AUX aux 5 3s
chiesto chiedere VERB acl:relcl 2 part
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 6 - I-PER
finisce finire VERB ROOT 0 3s
. . PUNCT punct 8
"""
WITH_HIM = """
Con con ADP case 2
lui lui PRON obl 4 pron
c' ci PRON expl 4 pron
era essere VERB ROOT 0 3s
Marta Marta PROPN nsubj 4 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
. . PUNCT punct 4
"""
PRESENT = """
Presenti presente ADJ ROOT 0 pl
anche anche ADV advmod 3
Marta Marta PROPN nsubj 1 - B-PER
Verdi Verdi PROPN flat:name 3 - I-PER
e e CCONJ cc 6
Paolo Paolo PROPN conj 3 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
. . PUNCT punct 1
"""
QUIET = """
Tranquilla tranquillo ADJ ROOT 0 sg
anche anche ADV advmod 3
Marta Marta PROPN nsubj 1 - B-PER
Verdi Verdi PROPN flat:name 3 - I-PER
. . PUNCT punct 1
"""
SPOKE_WITH_HIM = """
Con con ADP case 2
lui lui PRON obl 3 pron
parla parlare VERB ROOT 0 3s
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 4 - I-PER
. . PUNCT punct 3
"""
VERDI = ["Marta Verdi"]


@pytest.mark.parametrize(
    ("parse", "expected"),
    [(TOOK_PART, VERDI), (IN_CLAUSE, VERDI), (FOLLOWED, []), (COUNTRY, []), (CLAUSE_OF_ANOTHER, [])],
    ids=["took-part", "present-in-a-clause", "came-after", "no-person", "clause-of-something-else"],
)
def test_who_joined_at_a_meeting(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in joined_at(finder.reading.doc[1], finder)] == expected


@pytest.mark.parametrize(("parse", "expected"), [(IN_CLAUSE, VERDI), (TOOK_PART, [])], ids=["clause", "no-clause"])
def test_who_joined_in_a_clause_on_the_noun(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in joined_in_clause(finder.reading.doc[1], finder)] == expected


@pytest.mark.parametrize(
    ("parse", "expected"),
    [(WITH_HIM, VERDI), (PRESENT, ["Marta Verdi", "Paolo Neri"]), (QUIET, []), (SPOKE_WITH_HIM, [])],
    ids=["with-him", "present", "another-adjective", "another-verb"],
)
def test_who_joined_in_a_sentence_of_their_own(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in joined_in_sentence(one_sentence(finder.reading.doc), finder)] == expected
