"""Whose meeting it is that a noun tells of, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.meeting_owners import clause_subjects, is_subject_matter, whose
from pipeline.extract.parties import PartyFinder
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from tests.builders import make_mention, read_parse

IN_TALKS = """
Nel in ADP case 2 def
colloquio colloquio NOUN obl 7 sg
con con ADP case 4
Neri Neri PROPN nmod 2 - B-PER
Marta Marta PROPN nsubj 7 - B-PER
Verdi Verdi PROPN flat:name 5 - I-PER
insiste insistere VERB ROOT 0 3s
. . PUNCT punct 7
"""
READY = """
Nel in ADP case 2 def
colloquio colloquio NOUN obl 7 sg
con con ADP case 4
Neri Neri PROPN nmod 2 - B-PER
la il DET det 6 def
piazza piazza NOUN nsubj 7 sg
insiste insistere VERB ROOT 0 3s
. . PUNCT punct 7
"""
CONVENED = """
L' il DET det 2 def
incontro incontro NOUN nsubj:pass 6 sg
con con ADP case 4
Neri Neri PROPN nmod 2 - B-PER
è essere AUX aux:pass 6 3s
convocato convocare VERB ROOT 0 part
da da ADP case 8
Marta Marta PROPN obl:agent 6 - B-PER
Verdi Verdi PROPN flat:name 8 - I-PER
. . PUNCT punct 6
"""
CRITICISED = CONVENED.replace("convocato convocare", "criticato criticare")
CONVINCED = """
L' il DET det 2 def
incontro incontro NOUN nsubj 6 sg
con con ADP case 4
Neri Neri PROPN nmod 2 - B-PER
ha avere AUX aux 6 3s
convinto convincere VERB ROOT 0 part
Marta Marta PROPN obj 6 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
. . PUNCT punct 6
"""
BESIDE = """
Marta Marta PROPN nsubj 8 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
, , PUNCT punct 1
a a ADP case 5
colloquio colloquio NOUN nmod 1 sg
con con ADP case 7
Neri Neri PROPN nmod 5 - B-PER
tace tacere VERB ROOT 0 3s
. . PUNCT punct 8
"""
RESUMPTION = """
Marta Marta PROPN nsubj 3 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
discute discutere VERB ROOT 0 3s
della di ADP case 5 def
ripresa ripresa NOUN obl 3 sg
dei di ADP case 7 defp
negoziati negoziato NOUN nmod 5 pl
con con ADP case 10
la il DET det 10 def
Norvegia Norvegia PROPN nmod 7 - B-LOC
. . PUNCT punct 3
"""
NERI, NORWAY = make_mention("Neri"), make_mention("Norvegia", "Country")
VERDI = ["Marta Verdi"]


@pytest.mark.parametrize(
    ("parse", "noun", "expected"),
    [
        (IN_TALKS, 1, VERDI),
        (CONVENED, 1, VERDI),
        (CONVINCED, 1, VERDI),
        (BESIDE, 4, VERDI),
        (READY, 1, []),
        (CRITICISED, 1, []),
    ],
    ids=["subject", "convened-by", "whom-it-convinced", "said-of", "subject-of-no-meeting", "criticised-by"],
)
def test_whose_meeting_it_is(lexicon: Lexicon, parse: str, noun: int, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    found = whose(finder.reading.doc[noun], finder, Voices(()), (NERI,))
    assert [m.name for m in found] == expected


@pytest.mark.parametrize(("parse", "expected"), [(IN_TALKS, VERDI), (READY, [])], ids=["person", "place"])
def test_the_parties_of_the_clause(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert [m.name for m in clause_subjects(finder.reading.doc[1], finder, Voices(()))] == expected


@pytest.mark.parametrize(
    ("parse", "noun", "other", "expected"),
    [(RESUMPTION, 6, NORWAY, True), (RESUMPTION, 6, NERI, False), (IN_TALKS, 1, NORWAY, False)],
    ids=["with-a-country", "with-a-person", "no-topic"],
)
def test_what_is_only_spoken_of(lexicon: Lexicon, parse: str, noun: int, other: Mention, expected: bool) -> None:
    finder = PartyFinder(read_parse(parse, lexicon), lexicon)
    assert is_subject_matter(finder.reading.doc[noun], (other,), finder) is expected
