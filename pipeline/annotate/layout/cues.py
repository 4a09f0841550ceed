"""Phrases of the lexicon that tell the parts of an article: where they stand in a text, and how far they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.annotate.layout.breaks import find_break
from pipeline.annotate.layout.parts import Region, Role
from pipeline.annotate.layout.shapes import (
    CLOSERS,
    FINAL,
    LABEL_MARKS,
    QUOTES,
    count_words,
    ends_sentence,
    find_credit_end,
    find_sentence_end,
)
from pipeline.lexicon.entries import LayoutCue
from pipeline.typography import folded

INSIDE: frozenset[Role] = frozenset({"related", "boilerplate", "caption"})
"""The roles whose cues count inside of a paragraph."""
STARTING = frozenset({"start", "label"})
GAP = "…"
LONGEST_GAP = 60
LONGEST_MARKS = 12
"""Characters of marks and spaces before a cue that are looked at: "» ", "| © "."""
LONGEST_TITLE = 220
LONGEST_SENTENCE = 300
MOST_TITLE_WORDS = 16
"""Of a link whose title ends with a full stop: beyond them the stop is that of a sentence after the title."""
MOST_WORDS_OF_PARAGRAPH = 50
WORD = re.compile(r"©|[^\W_]+(?:['’][^\W_]+)*")
CLOCK = re.compile(
    r"(?<![\w.,:/+%°'’-])(?:[01]?\d|2[0-3])(?P<mark>[:.])[0-5]\d(?::[0-5]\d)?(?!\w|[/%°]|[.,:]\d)"
    r"(?P<dash>\s*[-–—|•·:]+(?!\S*\d))?"
)
_SYMBOLS = frozenset("©®*•|>–—-·")


LONGEST_CUE = 160
_SPACES = re.compile(r"\s{1,3}")


def cues_at(
    region: Region, at: int, word: str, *, roles: frozenset[Role], positions: frozenset[str]
) -> Iterator[tuple[LayoutCue, int]]:
    """Yield the cues that stand at a place and begin with the word there, the longest first, and their ends."""
    known = region.lexicon.layout_cues.get(folded(word), ())
    cues = [cue for cue in known if cue.position in positions and cue.role in roles]
    if not cues:
        return
    near = region.text[at : min(region.end, at + LONGEST_CUE)]
    tail = folded(near)
    if len(tail) != len(near):  # "İ" has two characters in small letters
        return
    for cue in cues:
        end = _match(tail, 0, cue.words)
        if end is not None:
            yield cue, at + end


def _match(tail: str, at: int, words: tuple[str, ...]) -> int | None:
    """Return where the words end that stand at a place of a folded text; None if they do not."""
    for i, word in enumerate(words):
        if i:
            spaces = _SPACES.match(tail, at)
            if spaces is None:
                return None
            at = spaces.end()
        if word == GAP:
            return _match_after_gap(tail, at, words[i + 1 :])
        if not tail.startswith(word, at):
            return None
        at += len(word)
    return None if words[-1][-1].isalnum() and tail[at : at + 1].isalnum() else at


def _match_after_gap(tail: str, at: int, words: tuple[str, ...]) -> int | None:
    if words[0] not in tail[at : at + LONGEST_GAP + len(words[0])]:
        return None
    for match in WORD.finditer(tail, at, at + LONGEST_GAP):
        if FINAL & set(tail[at : match.start()]):
            return None
        end = _match(tail, match.start(), words)
        if end is not None:
            return end
    return None


def skip_marks(region: Region, at: int) -> tuple[int, bool]:
    """Return where the text goes on after white space and label marks, and whether there were any marks: ": "."""
    marks = False
    while at < region.end and (region.text[at].isspace() or region.text[at] in LABEL_MARKS):
        marks = marks or region.text[at] in LABEL_MARKS
        at += 1
    return at, marks


def is_set_off(region: Region, floor: int, at: int, end: int, cue: LayoutCue) -> bool:
    """Say whether a cue inside a text stands out as none of its words would: in capitals, or where a sentence begins.

    `floor` is where the last stretch that feeds nothing ended: all begins anew after it.
    """
    text = region.text
    if cue.position == "anywhere":
        return not QUOTES & set(text[max(region.start, at - LONGEST_SENTENCE) : at])
    cased = [c for c in text[at:end] if c.isalpha()]
    if len(cased) > 3 and all(c.isupper() for c in cased):
        return True
    begin, farthest = at, max(floor, at - LONGEST_MARKS)
    while begin > farthest and (text[begin - 1].isspace() or text[begin - 1] in _SYMBOLS):
        begin -= 1
    fresh = begin <= floor or text[begin - 1] in FINAL or text[begin - 1] in CLOSERS or text[begin] == "|"
    return fresh and (begin <= region.start or not text[at].islower())


def find_reach(region: Region, floor: int, at: int, end: int, cue: LayoutCue) -> int | None:
    """Return where the stretch ends that a cue inside a text begins; None where the words are no cue after all."""
    after, marks = skip_marks(region, end)
    rest = region.within(after, region.end)
    if cue.position == "label" and not marks:
        return None
    if cue.scope == "title":
        unfinished = at > floor and not ends_sentence(region, at)
        return _link_end(rest, end, marks=marks, shouted=region.text[at:end].isupper(), unfinished=unfinished)
    if cue.scope == "credit":
        return _credit_end(rest, end, labelled=marks)
    if cue.scope == "sentence":
        return _sentence_end(region, end)
    if cue.scope == "paragraph":
        return region.end if at == region.start and is_short_paragraph(region, MOST_WORDS_OF_PARAGRAPH) else None
    return end if _stands_by_itself(rest, cue, marks=marks, shouted=region.text[at:end].isupper()) else None


def _stands_by_itself(rest: Region, cue: LayoutCue, *, marks: bool, shouted: bool) -> bool:
    """Say whether a phrase is not the beginning of a sentence: "Pubblicità ingannevole", "PUBBLICITÀ INGANNEVOLE"."""
    word = WORD.match(rest.text, rest.start, rest.end)
    if word is None or marks:
        return True
    if not shouted:
        return not word.group()[0].islower()
    return len(cue.words) > 1 or len(word.group()) == 1 or not word.group().isupper()


def is_short_paragraph(region: Region, most: int) -> bool:
    """Say whether a paragraph has few words and at most one sentence."""
    if count_words(region.text, region.start, region.end, most) > most:
        return False
    end = find_sentence_end(region)
    return end is None or end >= region.end


def _sentence_end(region: Region, end: int) -> int:
    """An order to the reader ends with its words, or goes on to the end of the sentence: "… alla newsletter per …"."""
    text, after = region.text, end
    while after < region.end and text[after].isspace():
        after += 1
    if after >= region.end or text[after].isupper() or text[after] in QUOTES:
        return end
    rest = region.within(end, min(region.end, end + LONGEST_SENTENCE))
    stops = [stop for stop in (find_sentence_end(rest), _break_in(rest)) if stop is not None]
    if stops:
        return min(stops)
    return region.end if rest.end == region.end else end


def _break_in(region: Region) -> int | None:
    found = find_break(region)
    return found.end if found and found.sure else None


def _credit_end(region: Region, end: int, *, labelled: bool) -> int | None:
    """A credit is names; where a small word follows, the names were the subject of a sentence: "Foto Ansa mostrano"."""
    text, done = region.text, find_credit_end(region)
    after, _ = skip_marks(region, done)
    if after < region.end and text[after].islower():
        if not labelled or done == region.start:
            return None
        first = WORD.search(text, region.start, done)
        return first.end() if first else None
    if done > region.start:
        return done
    return end if labelled or after >= region.end or text[after] in FINAL else None


def _link_end(rest: Region, bare: int, *, marks: bool, shouted: bool, unfinished: bool) -> int | None:
    """A link is its cue and a title; "LEGGI ANCHE" may stand alone, "Leggi anche severe …" is a sentence."""
    following = rest.text[rest.start : min(rest.start + 1, rest.end)]
    if not marks and following in (",", ";"):
        return None
    if not marks and following.islower():
        return bare if shouted else None
    return _title_end(rest, bare, unfinished=unfinished)


def _title_end(region: Region, bare: int, *, unfinished: bool) -> int:
    """Return where the title of a link ends; `bare`, the end of the cue itself, where that cannot be told.

    A title has no full stop of its own, mostly: "LEGGI ANCHE Vino, cresce l'export: +12% L'Ue ha esteso …".
    """
    near = region.within(region.start, min(region.end, region.start + LONGEST_TITLE))
    sentence = find_sentence_end(near)
    stops: list[int] = []
    for find in (_next_cue, _next_clock, _break_in):
        stop = find(near.within(near.start, min([near.end, sentence or near.end, *stops])))
        stops += [] if stop is None else [stop]
    if sentence is not None and not stops:
        if near.text[sentence - 1] not in ".…":
            return sentence
        too_long = count_words(near.text, near.start, sentence, MOST_TITLE_WORDS) > MOST_TITLE_WORDS
        return bare if unfinished or too_long else sentence
    if stops:
        return min(stops)
    return region.end if near.end == region.end else bare


def _next_clock(region: Region) -> int | None:
    for match in CLOCK.finditer(region.text, region.start, region.end):
        before = [m.group() for m in WORD.finditer(region.text, max(region.start, match.start() - 20), match.start())]
        barred = bool(before) and folded(before[-1]) in region.words("after") | region.words("prefix")
        after, _ = skip_marks(region, match.end())
        if not barred and match["mark"] == ":" and after < region.end and not region.text[after].islower():
            return match.start()
    return None


def _next_cue(region: Region) -> int | None:
    """Return where the next cue in capitals begins: "LEGGI ANCHE … LEGGI ANCHE …"."""
    for match in WORD.finditer(region.text, region.start + 1, region.end):
        if not match.group().isupper() and match.group() != "©":
            continue
        for cue, end in cues_at(region, match.start(), match.group(), roles=INSIDE, positions=STARTING):
            letters = [c for c in region.text[match.start() : end] if c.isalpha()]
            if cue.position == "start" and len(letters) > 3 and region.text[match.start() : end].isupper():
                return match.start()
    return None
