"""Text → paragraphs: lines, and where a program wrapped or hyphenated them, the lines that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.annotate.layout.parts import Region
from pipeline.annotate.layout.shapes import FINAL, LONGEST_LINK_WORD, ends_sentence, letters_before, trimmed
from pipeline.lexicon import Lexicon

LONGEST_WRAPPED = 160
"""Characters of a line that a program may have wrapped."""
FULL_LINE = 0.6
"""Share of the longest line in its block from which a line counts as full."""


class Paragraph(NamedTuple):
    """A paragraph; `spaced` says that an empty line stands before it."""

    start: int
    end: int
    spaced: bool


def find_paragraphs(
    text: str, start: int, lexicon: Lexicon, stands_alone: Callable[[Region], bool]
) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text from `start` on; a line that `stands_alone` is never joined to another."""
    block: list[Paragraph] = []
    for line in _lines(text, start):
        if line.spaced and block:
            yield from _join_lines(text, block, lexicon, stands_alone)
            block = []
        block.append(line)
    yield from _join_lines(text, block, lexicon, stands_alone)


def _lines(text: str, start: int) -> Iterator[Paragraph]:
    position, spaced = start, True
    for line in text[start:].splitlines(keepends=True):
        begin, end = trimmed(text, position, position + len(line))
        if begin < end:
            yield Paragraph(begin, end, spaced)
        spaced = begin >= end
        position += len(line)


def _join_lines(
    text: str, block: list[Paragraph], lexicon: Lexicon, stands_alone: Callable[[Region], bool]
) -> Iterator[Paragraph]:
    regions = [Region(text, line.start, line.end, lexicon) for line in block]
    alone = [stands_alone(region) for region in regions] if len(block) > 1 else [False]
    broken = [_breaks_off(region) for region in regions]
    full = _full_length(block, broken, text)
    joined: Paragraph | None = None
    for i, line in enumerate(block):
        if joined is None:
            joined = line
        elif broken[i - 1] and not (alone[i - 1] or alone[i]) and _continues(text, block[i - 1], line, full, lexicon):
            joined = Paragraph(joined.start, line.end, joined.spaced)
        else:
            yield joined
            joined = line
    if joined is not None:
        yield joined


def _breaks_off(region: Region) -> bool:
    return not ends_sentence(region, region.end) and region.text[region.end - 1] not in FINAL


def _full_length(block: list[Paragraph], broken: list[bool], text: str) -> float:
    """Return from which length on a line of the block is full; infinite where nobody wrapped it."""
    longest = max((line.end - line.start for line in block), default=0)
    joints = [i for i in range(1, len(block)) if broken[i - 1]]
    small = sum(text[block[i].start].islower() for i in joints)
    wrapped = small > 0 and 2 * small >= len(joints) and longest <= LONGEST_WRAPPED
    return FULL_LINE * longest if wrapped else float("inf")


def _continues(text: str, before: Paragraph, line: Paragraph, full: float, lexicon: Lexicon) -> bool:
    if text[line.start].islower() or _parts_capitals(
        text[before.end - 2 : before.end], text[line.start : line.start + 2]
    ):
        return True
    last = letters_before(text, before.end, before.start, LONGEST_LINK_WORD)
    if len(last) <= LONGEST_LINK_WORD and last in lexicon.layout_words.get("names", ()):  # "… ieri a"
        return True
    return before.end - before.start >= full and text[line.start].isalnum()


def _parts_capitals(end: str, begin: str) -> bool:
    """Say whether a line end parts a word in capitals: "GOVER-", "NO"."""
    return end[-1:] in "-‐" and end[:1].isupper() and begin.isupper() and begin.isalpha()
