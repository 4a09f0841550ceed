"""What rules remember of an article does not stay in memory."""

from __future__ import annotations

import gc

from pipeline.annotate.memory import forget, remembered
from pipeline.annotate.parse import Doc
from pipeline.extract import extract_claims
from pipeline.lexicon import Lexicon
from tests.builders import read_parse

MEETING = """
Ieri ieri ADV advmod 4
la il DET det 3 def
Svezia Svezia PROPN nsubj 4
incontra incontrare VERB ROOT 0 3s
la il DET det 6 def
Norvegia Norvegia PROPN obj 4
. . PUNCT punct 4
"""


def _parses() -> int:
    gc.collect()
    return sum(type(thing) is Doc for thing in gc.get_objects())


def test_an_article_that_has_been_read_is_forgotten_with_the_next(lexicon: Lexicon) -> None:
    forget()
    before = _parses()
    for _ in range(3):
        assert extract_claims(read_parse(MEETING, lexicon), lexicon)
    assert _parses() - before <= 1


def test_an_answer_is_looked_for_once() -> None:
    asked: list[str] = []

    @remembered
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("Oslo"), length("Oslo"), length("Riga")] == [4, 4, 4]
    forget()
    assert length("Oslo") == 4
    assert asked == ["Oslo", "Riga", "Oslo"]
