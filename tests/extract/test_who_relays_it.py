"""Whose words come through somebody else, and papers and agencies as sources, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Mention, SayingDetail
from tests.builders import read_parse

TOLD_ME = """
« « PUNCT punct 6
Paolo Paolo PROPN nsubj 6 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
mi mi PRON iobj 6 pron
ha avere AUX aux 6 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 10
la il DET det 9 def
legge legge NOUN nsubj 10 sg
cambierà cambiare VERB ccomp 6 3sf
» » PUNCT punct 6
, , PUNCT punct 6
racconta raccontare VERB parataxis 6 3s
Marta Marta PROPN nsubj 13 - B-PER
Verdi Verdi PROPN flat:name 14 - I-PER
. . PUNCT punct 6
"""
RELAYED = """
Il il DET det 2 def
ministro ministro NOUN nsubj 12 sg
Paolo Paolo PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
, , PUNCT punct 6
riferisce riferire VERB parataxis 12 3s
l' il DET det 8 def
agenzia agenzia NOUN nsubj 6 sg
Reuters Reuters PROPN nmod 8 - B-ORG
, , PUNCT punct 6
ha avere AUX aux 12 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 16
la il DET det 15 def
legge legge NOUN nsubj 16 sg
cambierà cambiare VERB ccomp 12 3sf
. . PUNCT punct 12
"""
CITED = """
Secondo secondo ADP case 2
Paolo Paolo PROPN obl 12 - B-PER
Neri Neri PROPN flat:name 2 - I-PER
, , PUNCT punct 2
citato citare VERB acl 2 part
da da ADP case 7
Marta Marta PROPN obl:agent 5 - B-PER
Verdi Verdi PROPN flat:name 7 - I-PER
, , PUNCT punct 5
la il DET det 11 def
legge legge NOUN nsubj 12 sg
cambierà cambiare VERB ROOT 0 3sf
. . PUNCT punct 12
"""
PAPER = """
Secondo secondo ADP case 3
il il DET det 3 def
quotidiano quotidiano NOUN obl 7 sg
Aurora Aurora PROPN obl 7 - B-ORG
il il DET det 6 def
governo governo NOUN nsubj 7 sg B-ORG
cambierà cambiare VERB ROOT 0 3sf
la il DET det 9 def
legge legge NOUN obj 7 sg
. . PUNCT punct 7
"""


def _details(parse: str, lexicon: Lexicon) -> list[SayingDetail[Mention]]:
    claims = extract(read_parse(parse, lexicon), lexicon)
    return [claim.detail for claim in claims if isinstance(claim.detail, SayingDetail)]


@pytest.mark.parametrize(
    ("parse", "via"),
    [(TOLD_ME, "Marta Verdi"), (RELAYED, "Reuters"), (CITED, "Marta Verdi")],
    ids=["quoted", "agency", "cited"],
)
def test_who_relays_it(lexicon: Lexicon, parse: str, via: str) -> None:
    (relayed,) = [detail for detail in _details(parse, lexicon) if detail.via]
    assert [m.name for m in relayed.speakers] == ["Paolo Neri"]
    assert relayed.content == "la legge cambierà"
    assert [m.name for m in relayed.via] == [via]


def test_a_paper_that_no_list_knows_is_a_source(lexicon: Lexicon) -> None:
    (detail,) = _details(PAPER, lexicon)
    assert (detail.speakers[0].name, detail.content) == ("Aurora", "il governo cambierà la legge")
