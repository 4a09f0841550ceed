"""What somebody is sure of, and whom one accuses, on parses written down."""

from __future__ import annotations

import pytest

from pipeline.extract.statements import extract
from pipeline.lexicon import Lexicon
from pipeline.model import SayingDetail
from tests.builders import read_parse

SURE = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX cop 4 3s
convinto convinto ADJ ROOT 0 sg
che che SCONJ mark 8
la il DET det 7 def
legge legge NOUN nsubj 8 sg
passerà passare VERB ccomp 4 3sf
. . PUNCT punct 4
"""
CONVINCED_OTHERS = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
convinto convincere VERB ROOT 0 part
che che SCONJ mark 8
la il DET det 7 def
legge legge NOUN nsubj 8 sg
passerà passare VERB ccomp 4 3sf
. . PUNCT punct 4
"""
ACCUSED = """
Paolo Paolo PROPN nsubj 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
lo lo PRON obj 5
ha avere AUX aux 5 3s
accusato accusare VERB ROOT 0 part
di di ADP mark 7
mentire mentire VERB xcomp 5 inf
. . PUNCT punct 5
"""


@pytest.mark.parametrize(
    ("parse", "said"),
    [(SURE, ["la legge passerà"]), (CONVINCED_OTHERS, []), (ACCUSED, ["mentire"])],
)
def test_reads_convictions_and_accusations(parse: str, said: list[str], lexicon: Lexicon) -> None:
    claims = list(extract(read_parse(parse, lexicon), lexicon))
    assert [claim.object for claim in claims] == said
    for claim in claims:
        assert isinstance(claim.detail, SayingDetail)
        assert [speaker.name for speaker in claim.detail.speakers] == ["Paolo Neri"]
