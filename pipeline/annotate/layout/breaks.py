"""Sentences and headlines that run into one another: "… del gasIl ministro", "… del gas Il premier", "ieri.Il Papa"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.annotate.layout.parts import Region
from pipeline.annotate.layout.shapes import (
    CLOSERS,
    FINAL,
    LONGEST_LINK_WORD,
    OPENERS,
    QUOTES,
    UPPER,
    count_words,
    ends_sentence,
    find_dateline_end,
    find_sentence_end,
    has_opening_word,
    is_place,
    letters_before,
)
from pipeline.typography import folded

LONGEST_HEADLINE = 250
MOST_HEADLINE_WORDS = 28
LEAST_REST = 40
"""Characters of the text that must follow a headline."""
LONGEST_TOKEN = 60
LOOKED_THROUGH = 1500
"""Characters after a doubtful word ("gasPutin") in which it must stand by itself once more."""
_CAPITAL = re.compile(rf"(?:(?<=\s)|(?<=[^\W_A-Z])|(?<=[»”\"%)])|(?<=[«“„]))[{UPPER}]")
_STUCK_WORD = re.compile(rf"(?<=[^\W\d_A-Z][^\W\d_A-Z])[{UPPER}](?=[^\W\d_A-Z]{{0,8}}['’\s])")
_STUCK_STOP = re.compile(rf"(?<=[\w%»”›\"'’)\]])[.!?…]{{1,3}}[»”›\"’)\]«“„‘(]{{0,3}}(?=[{UPPER}])")
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = re.compile(r"[^\s,:]+(?:\s+[^\s,:]+){0,4}(?P<mark>[,:])\s")
_ADDRESS = ("@", "://", "www.")
_CLOSE_TO_OPEN = {"»": "«", "”": "“"}


class Break(NamedTuple):
    """Where a headline ends and a text begins without a stop between them."""

    end: int
    start: int
    stuck: bool
    """Not even a space stands between them."""
    sure: bool = True


def find_break(region: Region) -> Break | None:
    """Return the first place in a region where a new sentence must begin, though no stop stands before it."""
    text = region.text
    for match in _CAPITAL.finditer(text, region.start + 2, region.end):
        at = match.start()
        found = _break_before(region, at)
        if found and _is_balanced(text, region.start, found.end):
            return found
    return None


def _break_before(region: Region, at: int) -> Break | None:
    text = region.text
    before = text[at - 1]
    if before in QUOTES and text[at - 2].isspace():
        end = _end_of_word(region, at - 2)
        closed = end > region.start and (text[end - 1] in "»”" or text[end - 1] == '"')
        return Break(end, at - 1, stuck=False) if closed else None
    if before.isspace():
        return _break_after_space(region, at)
    return _break_in_word(region, at)


def _end_of_word(region: Region, at: int) -> int:
    while at > region.start and region.text[at - 1].isspace():
        at -= 1
    return at


def _break_after_space(region: Region, at: int) -> Break | None:
    text, end = region.text, _end_of_word(region, at - 1)
    if end <= region.start:
        return None
    last = text[end - 1]
    if not (last.isalnum() or last in '%»”")?!'):
        return None
    word = _last_word(region, end)
    if folded(word) in region.words("names"):
        return None
    if has_opening_word(region, at, loose=last in '%»”"'):
        opening = _WORD.match(text, at, region.end)
        surname = opening is not None and folded(opening.group()) in region.words("surname")
        return None if surname and word[:1].isupper() else Break(end, at, stuck=False)
    if last == "%":
        return Break(end, at, stuck=False, sure=False)
    return Break(end, at, stuck=False) if _is_dateline_of_known_place(region, at) else None


def _last_word(region: Region, end: int) -> str:
    """Return the word before a place, an elided article with it, "" where another mark stands there."""
    apostrophe = region.text[end - 1] in "'’"
    letters = letters_before(region.text, end - apostrophe, region.start, 20)
    return letters + "'" if apostrophe else letters


def _is_dateline_of_known_place(region: Region, at: int) -> bool:
    if not region.text[at + 1 : at + 2].isupper():
        return False
    match = _WORD.match(region.text, at, region.end)
    rest = region.within(at, min(region.end, at + LONGEST_TOKEN * 2))
    return match is not None and is_place(region, match.group()) and find_dateline_end(rest, bare=False) is not None


def _break_in_word(region: Region, at: int) -> Break | None:
    """ "articoloIl presidente", "gasROMA – Il ministro", "gasPutin ha detto" where Putin stands elsewhere too."""
    text = region.text
    near = region.within(at, min(region.end, at + LONGEST_TOKEN * 2))
    if not text[at - 1].isalpha():
        return Break(at, at, stuck=True) if has_opening_word(near, at) else None
    if _is_stuck_opening(region, at) or find_dateline_end(near, bare=False) is not None:
        return Break(at, at, stuck=True)
    left = letters_before(text, at, region.start, LONGEST_TOKEN)
    right = _WORD.match(text, at, region.end)
    if right is None or len(left) < 3 or not left.islower() or not right.group()[1:].islower():
        return None
    again = re.compile(rf"(?<!\w){re.escape(right.group())}(?!\w)")
    return Break(at, at, stuck=True) if again.search(text, right.end(), right.end() + LOOKED_THROUGH) else None


def _is_stuck_opening(region: Region, at: int) -> bool:
    """ "gasIl ministro", but not the Lei of a letter: "ringraziarLa per …", "farLe sapere"."""
    courteous = region.text[at - 1] == "r" and not region.text[at + 2 : at + 3].isalpha()
    near = region.within(at, min(region.end, at + LONGEST_TOKEN))
    return not courteous and has_opening_word(near, at, stuck=True)


def _is_balanced(text: str, start: int, end: int) -> bool:
    """Say whether all quotations that open in a stretch are closed in it."""
    stretch = text[start:end]
    pairs = all(stretch.count(a) == stretch.count(b) for b, a in _CLOSE_TO_OPEN.items())
    return pairs and stretch.count('"') % 2 == 0 and stretch.count("(") == stretch.count(")")


def find_headline(region: Region, *, announced: bool) -> tuple[Break, bool] | None:
    """Return where a headline and its text meet without a stop, and whether it certainly is a headline.

    `announced`: a clock time stands before it. Otherwise a headline begins with what it is about: "Gas, ad Algeri …".
    """
    near = region.within(region.start, min(region.end, region.start + LONGEST_HEADLINE))
    found = find_break(near)
    if found is None or region.end - found.start < LEAST_REST:
        return None
    stretch = near.within(near.start, found.end)
    words = count_words(stretch.text, stretch.start, stretch.end, MOST_HEADLINE_WORDS)
    if not 2 <= words <= MOST_HEADLINE_WORDS or find_sentence_end(stretch) is not None:
        return None
    sure = announced or found.stuck or (words > 2 and _has_lead(stretch))
    return found, found.sure and sure


def _has_lead(region: Region) -> bool:
    """Say whether a headline begins with its subject: "Gas, ad Algeri …", "Istat: …", but not "Ieri, su Rai1, …"."""
    match = _LEAD.match(region.text, region.start, region.end)
    return match is not None and (match["mark"] == ":" or not has_opening_word(region, region.start, loose=True))


def find_stuck_sentences(region: Region) -> Iterator[int]:
    """Yield the places where a sentence begins right after the one before it, without a space: "ieri.Il premier"."""
    text = region.text
    marks = [match.start() for match in re.finditer('"', text[region.start : region.end])]
    places = set()
    for match in _STUCK_STOP.finditer(text, region.start, region.end):
        at = _after_closers(region, match, marks)
        if _parts_sentences(region, match.start(), match.end()):
            places.add(at)
    for match in _STUCK_WORD.finditer(text, region.start, region.end):
        if _is_stuck_opening(region, match.start()):
            places.add(match.start())
    yield from sorted(places)


def _after_closers(region: Region, match: re.Match[str], marks: list[int]) -> int:
    """Return where the sentence before ends: with its closing marks, a straight one if a quotation is open there."""
    text, at = region.text, match.start()
    while at < match.end() and text[at] not in OPENERS:
        if text[at] == '"' and bisect_left(marks, at - region.start) % 2 == 0:
            break
        at += 1
    return at


def _parts_sentences(region: Region, stop: int, at: int) -> bool:
    """Say whether marks between two words end a sentence, and are no part of an address, a name or a short form."""
    text = region.text
    word = _WORD.match(text, at, region.end)
    right = word.group() if word else ""
    alone = len(right) == 1 and has_opening_word(region.within(at, min(region.end, at + 3)), at)
    elided = len(right) <= 6 and word is not None and text[word.end() : word.end() + 1] in ("'", "’")
    near = region.within(at, min(region.end, at + LONGEST_TOKEN * 2))
    if not (len(right) > 1 and right[1:].islower()) and not alone and not elided:
        return find_dateline_end(near, bare=False) is not None
    before = text[max(region.start, stop - LONGEST_TOKEN) : stop].split()
    token = (before[-1] if before else "") + text[stop : at + LONGEST_TOKEN].split(maxsplit=1)[0]
    if any(mark in token for mark in _ADDRESS) or folded(right) in region.words("domain"):
        return False
    if text[stop] != "." or text[stop - 1] in CLOSERS or text[stop + 1] in FINAL:
        return True
    return _is_last_word(region, stop)


def _is_last_word(region: Region, stop: int) -> bool:
    """Say whether a full stop after a word ends a sentence: not in "S.Francesco", "dott.Rossi", "U.S.A.Today"."""
    text = region.text
    left = letters_before(text, stop, region.start, LONGEST_TOKEN)
    if not left:
        digits = stop
        while digits > region.start and stop - digits < 3 and text[digits - 1].isdigit():
            digits -= 1
        return stop - digits > 2 or not (digits == region.start or text[digits - 1].isspace())
    dotted = text[stop - len(left) - 1 : stop - len(left)] == "." and len(left) <= LONGEST_LINK_WORD
    return len(left) > 1 and not dotted and ends_sentence(region.within(region.start, stop + 1), stop + 1)
