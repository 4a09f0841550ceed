""" "Il Paese", "il Paese nordafricano", "il gigante asiatico" as a party of a relation, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.relations import extract
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

ASKED = """
L' il DET det 2 def
Algeria Algeria PROPN nsubj 3 - B-LOC
cresce crescere VERB ROOT 0 3s
. . PUNCT punct 3

La il DET det 2 def
Francia Francia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
il il DET det 6 def
Paese paese NOUN obj 4 -
. . PUNCT punct 4
"""
TWO = """
L' il DET det 2 def
Algeria Algeria PROPN nsubj 5 - B-LOC
e e CCONJ cc 4
Tunisi Tunisi PROPN conj 2 - B-LOC
crescono crescere VERB ROOT 0 3p
. . PUNCT punct 5

La il DET det 2 def
Francia Francia PROPN nsubj 4 - B-LOC
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
il il DET det 6 def
Paese paese NOUN obj 4 -
. . PUNCT punct 4
"""
REGIONAL = TWO.removesuffix(". . PUNCT punct 4\n") + "nordafricano nordafricano ADJ amod 6 -\n. . PUNCT punct 4\n"
OTHER = ASKED.replace("il il DET det 6 def\nPaese", "un uno DET det 6 ind\nPaese")
RESTRICTED = ASKED.removesuffix(". . PUNCT punct 4\n") + "confinante confinante ADJ amod 6 -\n. . PUNCT punct 4\n"


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (ASKED, ["Algeria"]),
        (TWO, []),
        (REGIONAL, ["Tunisia"]),
        (OTHER, []),
        (RESTRICTED, ["Paese confinante"]),
    ],
    ids=["the-only-one", "either-of-two", "the-last-with-its-region", "indefinite", "told-apart-by-an-adjective"],
)
def test_country_without_its_name(lexicon: Lexicon, parse: str, expected: list[str]) -> None:
    claims = list(extract(read_parse(parse, lexicon), lexicon))
    assert [claim.object.name for claim in claims if claim.predicate == "criticizes"] == expected  # type: ignore[union-attr]
