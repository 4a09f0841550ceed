"""Which words without a name tell an office that only one person can be meant by."""

from __future__ import annotations

import pytest

from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Post
from tests.builders import read_parse

PREMIER = """
Il il DET det 2 def
premier premier NOUN nsubj 3 sg
dorme dormire VERB ROOT 0 3s
. . PUNCT punct 3
"""
FRENCH = """
Il il DET det 2 def
presidente presidente NOUN nsubj 4 sg
francese francese ADJ amod 2 sg
dorme dormire VERB ROOT 0 3s
. . PUNCT punct 4
"""
OF_FRANCE = """
Il il DET det 2 def
presidente presidente NOUN nsubj 5 sg
della di ADP case 4 def
Francia Francia PROPN nmod 2 - B-LOC
dorme dormire VERB ROOT 0 3s
. . PUNCT punct 5
"""


@pytest.mark.parametrize(
    ("table", "post"),
    [
        (PREMIER, Post("head_of_government")),
        (FRENCH, Post("head_of_state", "FR")),
        (OF_FRANCE, Post("head_of_state", "FR")),
        (PREMIER.replace("premier premier", "presidente presidente"), None),
        (PREMIER.replace("Il il DET det 2 def", "Un uno DET det 2 ind"), None),
        (FRENCH.replace("presidente presidente", "deputato deputato"), None),
        (
            "L' il DET det 3 def\nex ex ADJ amod 3 sg\npremier premier NOUN nsubj 4 sg\n"
            "dorme dormire VERB ROOT 0 3s\n. . PUNCT punct 4\n",
            None,
        ),
        (
            "Il il DET det 3 def\nnuovo nuovo ADJ amod 3 sg\npremier premier NOUN nsubj 4 sg\n"
            "dorme dormire VERB ROOT 0 3s\n. . PUNCT punct 4\n",
            None,
        ),
    ],
)
def test_the_post_of_an_office_alone(table: str, post: Post | None, lexicon: Lexicon) -> None:
    reading = read_parse(table, lexicon)
    noun = next(token for token in reading.doc if token.dep_ == "nsubj")
    (mention,) = PartyFinder(reading, lexicon).at(noun)
    assert mention.post == post
