"""A tokenised Doc → the windows of text that the network reads at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import IS_SPACE, SENT_START, SPACY
from spacy.tokens import Doc

from pipeline.annotate.encoder.pieces import PieceTable
from pipeline.annotate.quotes import DOUBLED, STRAIGHT
from pipeline.typography import unbroken

FILLED = 190
"""Pieces that a window is filled up to with whole sentences; the network was trained on as many."""
LONGEST = 250
"""Pieces of a window that is one paragraph, or one sentence, that cannot be cut well."""
ENDS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset({"”", "»", '"', ")", "’"})


@dataclass(frozen=True, slots=True)
class Window:
    """Some tokens of a Doc (not its white space, not what is hidden) and their pieces."""

    tokens: tuple[int, ...]
    words: tuple[str, ...]
    """What the tokens read, without the hyphens of line ends."""
    starts: tuple[bool, ...]
    """Where a sentence is known to begin."""
    pieces: tuple[int, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    token: int
    text: str
    start: bool
    pieces: tuple[int, ...]


def make_windows(doc: Doc, table: PieceTable, hidden: Collection[int]) -> Iterator[Window]:
    """Yield the windows of a Doc in order; every token that is read stands in one of them."""
    waiting: list[_Word] = []
    filled = 0
    for paragraph in _paragraphs(_words(doc, table, hidden)):
        for part in _parts(paragraph):
            size = sum(len(word.pieces) for word in part) + 1
            if waiting and filled + size > FILLED:
                yield _window(waiting, table)
                waiting, filled = [], 0
            waiting += part
            filled += size
    if waiting:
        yield _window(waiting, table)


def _words(doc: Doc, table: PieceTable, hidden: Collection[int]) -> Iterator[_Word]:
    begins, blank, followed = doc.to_array([SENT_START, IS_SPACE, SPACY]).T.tolist()
    first = True
    known = False
    for i, token in enumerate(doc):
        known = known or begins[i] == 1
        if blank[i] or i in hidden:
            continue
        text = STRAIGHT if token.text == DOUBLED else unbroken(token.text)
        spaced = i == 0 or bool(followed[i - 1] or blank[i - 1])
        yield _Word(i, text, first or known, table.pieces(text, spaced=spaced))
        first = known = False


def _paragraphs(words: Iterator[_Word]) -> Iterator[list[_Word]]:
    """Yield the words between two places where a sentence is known to begin."""
    paragraph: list[_Word] = []
    for word in words:
        if word.start and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield paragraph


def _parts(paragraph: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Cut a paragraph that is too long for one window, at what looks like the end of a sentence."""
    begin = 0
    while begin < len(paragraph):
        end, size, good = begin, 0, None
        while end < len(paragraph) and size + len(paragraph[end].pieces) <= LONGEST:
            size += len(paragraph[end].pieces)
            end += 1
            if size <= FILLED and end < len(paragraph) and _looks_like_end(paragraph, end):
                good = end
        if end < len(paragraph) and good is not None:
            end = good
        yield list(paragraph[begin:end])
        begin = end


def _looks_like_end(paragraph: Sequence[_Word], end: int) -> bool:
    last = end - 1
    while last > 0 and paragraph[last].text in CLOSERS:
        last -= 1
    return paragraph[last].text in ENDS and not paragraph[end].text[0].islower()


def _window(words: Sequence[_Word], table: PieceTable) -> Window:
    pieces = [table.start]
    firsts: list[int] = []
    for i, word in enumerate(words):
        if i > 0 and word.start:
            pieces.append(table.end)
        firsts.append(len(pieces))
        pieces += word.pieces
    pieces.append(table.end)
    return Window(
        tuple(word.token for word in words),
        tuple(word.text for word in words),
        tuple(word.start for word in words),
        tuple(pieces),
        tuple(firsts),
    )
