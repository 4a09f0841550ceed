"""Words → the piece ids that the transformer reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

LONGEST = 16
"""Pieces kept of one word: a web address does not fill the window."""
REMEMBERED = 200_000
"""Words that are kept in memory at the most: a stream of articles has no end."""
MARK = "\u2581"
"""What SentencePiece writes for the space before a word."""


class PieceTable:
    """Turns words into piece ids, each word by itself, so that no piece straddles two words.

    A word is tokenised once and then remembered: news repeats itself.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take a SentencePiece unigram tokenizer in the format of the `tokenizers` library."""
        self._tokenizer = tokenizer
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}
        self.start, self.end, self.padding, self.unknown = (
            _number(tokenizer, piece) for piece in ("<s>", "</s>", "<pad>", "<unk>")
        )

    @classmethod
    def read(cls, path: Path) -> PieceTable:
        """Return the table of a tokenizer.json."""
        return cls(Tokenizer.from_file(str(path)))

    def pieces(self, word: str, *, spaced: bool) -> tuple[int, ...]:
        """Return the ids of a word; `spaced` says that white space stands before it. Never empty."""
        key = (word, spaced)
        ids = self._known.get(key)
        if ids is None:
            normal = self._tokenizer.normalizer.normalize_str(word) or word
            shown = (MARK if spaced else "") + normal.replace(" ", MARK)
            found = [piece.id for piece in self._tokenizer.model.tokenize(shown)]
            ids = tuple(found[:LONGEST]) or (self.unknown,)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = ids
        return ids

    def sequence(self, words: Sequence[tuple[str, bool]]) -> tuple[list[int], list[int]]:
        """Return the ids of some (word, spaced) and the place of each word's first piece among them."""
        ids: list[int] = []
        firsts: list[int] = []
        for word, spaced in words:
            firsts.append(len(ids))
            ids += self.pieces(word, spaced=spaced)
        return ids, firsts


def _number(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return number
