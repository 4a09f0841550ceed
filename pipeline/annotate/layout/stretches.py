"""A paragraph → its stretches: clock times, links, credits and orders to the reader that stand among its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.annotate.layout.breaks import find_headline, find_stuck_sentences
from pipeline.annotate.layout.cues import CLOCK, INSIDE, STARTING, WORD, cues_at, find_reach, is_set_off, skip_marks
from pipeline.annotate.layout.parts import ROLES, Part, Region, Role
from pipeline.annotate.layout.shapes import (
    CLOSERS,
    FINAL,
    QUOTES,
    UPPER,
    count_words,
    ends_sentence,
    find_credit_end,
    find_dateline_end,
    find_sentence_end,
    has_opening_word,
    is_name_list,
    trimmed,
)
from pipeline.lexicon.entries import LayoutCue
from pipeline.typography import folded

BYLINES: frozenset[Role] = frozenset({"byline"})
IN_BRACKET = INSIDE | BYLINES
ANYWHERE = frozenset({"anywhere"})
POSITIONS_IN_BRACKET = STARTING | {"bracket", "bracket_end"}
MOST_WORDS_OF_BRACKET = 12
MOST_WORDS_OF_CAPTION = 50
LONGEST_DATELINE = 100
_DASH = re.compile(rf"\s*[-–—]+\s+(?=[«“„\"‘(]?[{UPPER}])")
_BRACKET = re.compile(r"[(\[][^()\[\]\n]{2,120}[)\]]")
_EVENT = re.compile(rf"{CLOCK.pattern}|{_BRACKET.pattern}|{WORD.pattern}")


def find_parts(region: Region, *, first: bool, dated: bool) -> Iterator[Part]:
    """Yield the parts of a paragraph in order; they cover all of it but white space.

    `first`: it begins the report, a headline may be fused to it; `dated`: no dateline has been found yet.
    """
    floor, role = region.start, None
    for stretch in _join_marks(region, list(_find_stretches(region))):
        if floor < stretch.start:
            yield from _read_gap(region.within(floor, stretch.start), role, first=first, dated=dated)
            first = dated = False
        yield stretch
        floor, role = stretch.end, stretch.role
    yield from _read_gap(region.within(floor, region.end), role, first=first, dated=dated)


def _join_marks(region: Region, stretches: list[Part]) -> Iterator[Part]:
    """Give what stands between two stretches without a letter, a full stop or a bar, to the first; trim the rest."""
    for i, stretch in enumerate(stretches):
        stop = stretches[i + 1].start if i + 1 < len(stretches) else region.end
        after = stretch.end
        while after < stop and not region.text[after].isalnum():
            after += 1
        start, end = trimmed(region.text, stretch.start, after if after == stop else stretch.end)
        yield Part(start, end, stretch.role)


def _find_stretches(region: Region) -> Iterator[Part]:
    floor = region.start
    for match in _EVENT.finditer(region.text, region.start, region.end):
        if match.start() < floor:
            continue
        if match["mark"]:
            found = _read_clock(region, floor, match)
        elif match.group()[0] in "([":
            found = _read_bracket(region, floor, match)
        else:
            found = _read_cue(region, floor, match)
        if found and found.start >= floor:
            yield found
            floor = found.end


def _read_clock(region: Region, floor: int, match: re.Match[str]) -> Part | None:
    """ "14:32 – ", "ore 9.15 Il vertice": at the head of an entry, or between two sentences."""
    text, at = region.text, match.start()
    before, begin = _word_before(region, floor, at)
    if before in region.words("prefix"):
        at = begin
        before, begin = _word_before(region, floor, at)
    if before in region.words("after"):
        return None
    end, marks = skip_marks(region, match.end())
    marks = marks or bool(match["dash"])
    if end < region.end and not marks and not (text[end].isupper() or text[end] in QUOTES):
        return None
    last = text[begin - 1] if begin > floor else ""
    if last in ("€", "$", "£"):
        return None
    fresh = not last or last in FINAL or (last in CLOSERS and (last not in "'’"))
    sure = match["mark"] == ":" and not marks and end < region.end and has_opening_word(region, end)
    return Part(at, end, "clock") if fresh or sure else None


def _word_before(region: Region, floor: int, at: int) -> tuple[str, int]:
    """Return the word that ends before a place, folded, and where it begins; "" and the place where none does."""
    text, end = region.text, at
    while end > floor and text[end - 1].isspace():
        end -= 1
    begin = end
    while begin > floor and end - begin <= 10 and (text[begin - 1].isalpha() or text[begin - 1] in "'’"):
        begin -= 1
    return folded(text[begin:end]), begin


def _read_bracket(region: Region, floor: int, match: re.Match[str]) -> Part | None:
    """ "(Foto: Ansa)", "(LEGGI ANCHE: …)", "(segue)"; with a caption all that stands before it in the paragraph."""
    role = _role_of_bracket(region.within(match.start() + 1, match.end() - 1))
    if role == "byline" and not _is_signature(region, match):
        return None
    if role is None:
        return None
    start = match.start()
    if role == "caption" and floor == region.start and _is_captioned(region, match):
        start = region.start
    return Part(start, match.end(), role)


def _role_of_bracket(inside: Region) -> Role | None:
    text = inside.text
    start, end = trimmed(text, inside.start, inside.end)
    if count_words(text, start, end, MOST_WORDS_OF_BRACKET) > MOST_WORDS_OF_BRACKET:
        return None
    inside = inside.within(start, end)
    for match in WORD.finditer(text, start, end):
        at, word = match.start(), match.group()
        for cue, stop in cues_at(inside, at, word, roles=IN_BRACKET, positions=POSITIONS_IN_BRACKET):
            if _marks_bracket(inside, cue, at, stop):
                return _role(cue)
    return None


def _marks_bracket(inside: Region, cue: LayoutCue, at: int, stop: int) -> bool:
    after, marks = skip_marks(inside, stop)
    done = after >= inside.end
    if cue.position == "bracket_end":
        return done and find_credit_end(inside) == inside.end
    if at != inside.start:
        return False
    if cue.role == "byline":
        return cue.position == "bracket" and done
    if cue.position == "label":
        return marks
    return done or marks or not inside.text[after].islower()


def _is_signature(region: Region, match: re.Match[str]) -> bool:
    """An agency's name in brackets is its signature at the end of a report, after the last sentence."""
    after, _ = skip_marks(region, match.end())
    rest = region.text[after : region.end].strip(".")
    return not rest and ends_sentence(region, match.start())


def _is_captioned(region: Region, match: re.Match[str]) -> bool:
    """ "Putin parla con Xi in videoconferenza (Foto: Ansa) Mercoledì il presidente …"."""
    before = region.within(region.start, match.start())
    after, _ = skip_marks(region, match.end())
    ends = after >= region.end or region.text[after].isupper() or region.text[after] in QUOTES
    few = count_words(region.text, before.start, before.end, MOST_WORDS_OF_CAPTION) <= MOST_WORDS_OF_CAPTION
    return ends and few and find_sentence_end(before) is None


def _read_cue(region: Region, floor: int, match: re.Match[str]) -> Part | None:
    at = match.start()
    small = match.group()[0].islower() and at > region.start
    positions = ANYWHERE if small else STARTING | ANYWHERE
    for cue, end in cues_at(region, at, match.group(), roles=INSIDE, positions=positions):
        if not is_set_off(region, floor, at, end, cue):
            continue
        reach = find_reach(region, floor, at, end, cue)
        if reach is not None:
            return Part(at, reach, _role(cue))
    return None


def _role(cue: LayoutCue) -> Role:
    return next(role for role in ROLES if role == cue.role)


def _read_gap(region: Region, after: Role | None, *, first: bool, dated: bool) -> Iterator[Part]:
    """Yield what stands between two stretches: a headline where one is fused to the text, a dateline, sentences."""
    region = region.within(*trimmed(region.text, region.start, region.end))
    if region.start == region.end:
        return
    headed = find_headline(region, announced=after == "clock") if first or after == "clock" else None
    if headed:
        broken, sure = headed
        yield Part(region.start, broken.end, "headline" if sure else "body")
        region = region.within(broken.start, region.end)
    dateline = find_dateline_end(region, bare=dated) if dated or headed or after is None else None
    if dateline is None and dated:
        dateline = _signed_dateline_end(region)
    if dateline and dateline < region.end:
        yield Part(*trimmed(region.text, region.start, dateline), "dateline")
        region = region.within(dateline, region.end)
    position = region.start
    for place in (*find_stuck_sentences(region), region.end):
        start, end = trimmed(region.text, position, place)
        if start < end:
            yield Part(start, end, "body")
        position = place


def _signed_dateline_end(region: Region) -> int | None:
    """ "Giacarta, dal nostro inviato Mario Rossi — Prima il bronzo …"."""
    dash = _DASH.search(region.text, region.start, min(region.end, region.start + LONGEST_DATELINE))
    if dash is None:
        return None
    head = region.within(region.start, dash.start())
    for match in WORD.finditer(head.text, head.start, head.end):
        place = head.text[head.start : match.start()].strip(" ,(.")
        if place and not is_name_list(place, 0, len(place), most=4):
            return None
        for cue, end in cues_at(head, match.start(), match.group(), roles=BYLINES, positions=STARTING):
            name = head.text[end : head.end].strip(" ,).")
            if len(cue.words) > 1 and (not name or is_name_list(name, 0, len(name), most=6)):
                return dash.end()
    return None
