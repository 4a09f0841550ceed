"""Quotation marks of a text → quotations. Nested ones are kept apart, unclosed ones end with their first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.model import Span

PAIRS = {"“": "”", "«": "»", "„": "“", "‹": "›"}
CLOSERS = frozenset("”»›")
STRAIGHT = '"'
DOUBLED = "''"
"""Two apostrophes, which agencies write for a straight mark."""
OPENING_MARKS = frozenset({"“", "«", STRAIGHT, DOUBLED})
CLOSING_MARKS = frozenset({"”", "»", STRAIGHT, DOUBLED})
GRAVE = "``"
TYPED = {DOUBLED: STRAIGHT, GRAVE: "“", "<<": "«", ">>": "»"}
"""What stands for a mark where a keyboard or an old wire service has none."""
TYPED_PAIRS = ((DOUBLED, DOUBLED), (GRAVE, DOUBLED), (GRAVE, GRAVE), ("<<", ">>"))
_MARK = re.compile(r"''(?!')|``|<<|>>|[“”«»„‹›\"]")
SINGLE = {"‘": "’", "'": "'"}
"""Marks that are apostrophes as well: only a pair around several words is a quotation."""
_SENTENCE_END = re.compile(r"(?<=[^\s.][^\s.])[.!?…](?=\s+(?:[A-ZÀ-Ý«“\"]|\d\d?[:.]\d\d\b))")
_APOCOPE = re.compile(r"\b(?:po|mo|be|ca|da|di|fa|sta|to|va|vo)\Z", re.IGNORECASE)
"""Words that end in an apostrophe: "un po'"."""
NOT_CLOSING_AFTER = frozenset(" \n\t(")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: with its marks (`outer`) and without (`inner`); `depth` 0 is not inside another."""

    outer: Span
    inner: Span
    depth: int
    closed: bool


def find_quotes(text: str, paragraphs: Iterable[Span]) -> tuple[Quote, ...]:
    """Return the quotations within some paragraphs of a text, in the order in which they open.

    A closing mark without an opening one is passed over; a quotation that is still open at the end of its paragraph
    ends with its first sentence, or with the paragraph where the next one opens with a mark again.
    """
    found: list[Quote] = []
    stretches = list(paragraphs)
    for paragraph, following in zip(stretches, [*stretches[1:], None], strict=False):
        goes_on = following is not None and text.startswith((*PAIRS, STRAIGHT, DOUBLED), following.start)
        found.extend(_quotes_within(text, paragraph.start, paragraph.end, goes_on=goes_on))
    return tuple(_with_depths(sorted(found, key=_opening)))


def _opening(quote: Quote) -> tuple[int, int]:
    return quote.outer.start, -quote.outer.end


def _with_depths(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Count what stands around each quotation: one that was cut short no longer holds what opened after its end."""
    around: list[Quote] = []
    for quote in quotes:
        while around and around[-1].outer.end < quote.outer.end:
            around.pop()
        yield replace(quote, depth=len(around))
        around.append(quote)


class _Mark(NamedTuple):
    """A mark in the text; the kind of one in TYPED is what it stands for."""

    kind: str
    start: int
    end: int


def _quotes_within(text: str, begin: int, end: int, *, goes_on: bool) -> Iterator[Quote]:
    open_marks: list[_Mark] = []
    for found in _MARK.finditer(text, begin, end):
        mark = _Mark(_kind(found, open_marks), found.start(), found.end())
        if found[0] == DOUBLED and not open_marks and text[mark.start - 1 : mark.start].isdigit():
            continue  # "45° 30''"
        if mark.kind == STRAIGHT:
            if open_marks and not _must_open(text, mark, begin) and _may_close(text, mark, end, open_marks[-1].kind):
                yield from _close(open_marks, len(open_marks) - 1, mark)
            else:
                open_marks.append(mark)
        elif mark.kind in PAIRS and not (mark.kind == "“" and open_marks and open_marks[-1].kind == "„"):
            if open_marks and open_marks[-1].kind == mark.kind:
                open_marks.pop()  # “prima … “seconda: the first was never closed
            open_marks.append(mark)
        elif mark.kind in CLOSERS or mark.kind == "“":
            level = _matching(open_marks, mark.kind)
            if level is not None:
                yield from _close(open_marks, level, mark)
    for level, mark in enumerate(open_marks):
        whole = goes_on and level == 0 and mark.start == _first_mark(text, begin, end)
        stop = _trimmed_end(text, mark.end, end) if whole else _end_of_unclosed(text, mark.end, end)
        if mark.end < stop:
            yield Quote(Span(mark.start, stop), Span(mark.end, stop), level, closed=False)
    yield from _in_single_marks(text, begin, end)


def _kind(found: re.Match[str], open_marks: Sequence[_Mark]) -> str:
    """Return what a mark stands for; two grave accents close what two have opened, for some have no others."""
    kind = TYPED.get(found[0], found[0])
    closes = (
        found[0] == GRAVE
        and open_marks
        and open_marks[-1].kind == kind
        and not found.string[found.end() :][:1].isalnum()
    )
    return PAIRS[kind] if closes else kind


def _first_mark(text: str, begin: int, end: int) -> int:
    """Return where a paragraph's first character stands that is no white space."""
    return next((i for i in range(begin, end) if not text[i].isspace()), begin)


def _in_single_marks(text: str, begin: int, end: int) -> Iterator[Quote]:
    """Yield ‘several words’ and 'several words': one word may as well be an elision, and an open one an apostrophe."""
    opened: tuple[str, int] | None = None
    for i in range(begin, end):
        mark = text[i]
        before = text[i - 1] if i > begin else " "
        after = text[i + 1] if i + 1 < end else " "
        if mark in SINGLE and (before.isspace() or before in "([:«“") and (after.isalpha() or after in "«“"):
            opened = (mark, i)
        elif opened and mark == SINGLE[opened[0]] and not before.isspace() and not after.isalnum():
            if _APOCOPE.search(text[opened[1] : i]):
                continue
            if " " in text[opened[1] : i].strip():
                yield Quote(Span(opened[1], i + 1), Span(opened[1] + 1, i), 0, closed=True)
            opened = None


def _end_of_unclosed(text: str, start: int, end: int) -> int:
    """A quotation that nobody closed lasts as long as its first sentence: what follows is mostly the reporter's."""
    sentence = _SENTENCE_END.search(text, start, end)
    return _trimmed_end(text, start, sentence.end() if sentence else end)


def _trimmed_end(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _must_open(text: str, mark: _Mark, begin: int) -> bool:
    """A straight mark after a space and before a letter opens, even where one is open already."""
    before = text[mark.start - 1] if mark.start > begin else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return before in NOT_CLOSING_AFTER and after.isalnum()


def _may_close(text: str, mark: _Mark, end: int, opened: str) -> bool:
    """A straight mark closes a straight one, and another kind («una resa") only where a word ends before it."""
    after = text[mark.end] if mark.end < end else " "
    return opened == STRAIGHT or (not text[mark.start - 1].isspace() and not after.isalnum())


def _matching(open_marks: list[_Mark], closer: str) -> int | None:
    """Return the innermost open mark that the closer closes; a wrong pair („ ”, « ”) closes the innermost at all."""
    for level in range(len(open_marks) - 1, -1, -1):
        if PAIRS.get(open_marks[level].kind) == closer:
            return level
    return len(open_marks) - 1 if open_marks else None


def _close(open_marks: list[_Mark], level: int, closing: _Mark) -> Iterator[Quote]:
    opened = open_marks[level]
    del open_marks[level:]
    if closing.start > opened.end:
        yield Quote(Span(opened.start, closing.end), Span(opened.end, closing.start), level, closed=True)
