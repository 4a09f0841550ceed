"""Paragraphs that are one thing as a whole: a byline, a date, a caption, a link, an order to the reader, a name."""

from __future__ import annotations

import re

from pipeline.annotate.layout.cues import (
    INSIDE,
    LONGEST_TITLE,
    MOST_WORDS_OF_PARAGRAPH,
    STARTING,
    WORD,
    cues_at,
    find_reach,
    is_set_off,
    is_short_paragraph,
    skip_marks,
)
from pipeline.annotate.layout.parts import ROLES, Region, Role
from pipeline.annotate.layout.shapes import (
    FINAL,
    QUOTES,
    count_words,
    find_sentence_end,
    has_opening_word,
    is_name_list,
)
from pipeline.lexicon.entries import LayoutCue
from pipeline.typography import plain

LINKS: frozenset[Role] = frozenset({"related"})
LIVES: frozenset[Role] = frozenset({"biography"})
ROLES_OF_WHOLES = frozenset(ROLES) - LIVES
MOST_WORDS_OF_TITLE = 30
MOST_WORDS_OF_BYLINE = 10
MOST_WORDS_OF_NAME = 4
MOST_WORDS_OF_DATE = 6
MOST_WORDS_OF_COUNT = 6
_DATE = re.compile(
    r"(?:[^\W\d_]{3,10},? )?\d{1,2}°?[ /.-][^\W_]{1,9}[ /.-]\d{4}(?:[ ,|•–-]+(?:[^\W\d_]{1,4} )?\d{1,2}[:.]\d{2})?"
)
_NOT_IN_TITLES = frozenset(".;:,…")
_BULLETS = frozenset("-–—•*·")


def find_whole_role(region: Region) -> Role | None:
    """Return the role of a paragraph that its words or its shape give away; None if it seems to be running text."""
    if _DATE.fullmatch(region.text, region.start, region.end):
        return "dateline"
    word = WORD.search(region.text, region.start, min(region.end, region.start + 40))
    if word is None or any(c.isalnum() for c in region.text[region.start : word.start()]):
        return None
    rest = region.within(word.start(), region.end)
    for cue, end in cues_at(rest, word.start(), word.group(), roles=ROLES_OF_WHOLES, positions=STARTING | {"whole"}):
        if _gives_role(rest, cue, end):
            return next(role for role in ROLES if role == cue.role)
    return "boilerplate" if _is_count(region) else None


def _gives_role(region: Region, cue: LayoutCue, end: int) -> bool:
    if cue.position == "whole":
        return region.end - end < 40 and not any(c.isalpha() for c in region.text[end : region.end])
    if cue.position not in ("start", "label"):
        return False
    after, marks = skip_marks(region, end)
    rest = region.within(after, region.end)
    if cue.position == "label" and not marks and after < region.end and cue.scope != "paragraph":
        return False
    if cue.scope == "names":
        return _is_byline(region, rest, cue)
    if cue.scope == "date":
        return _is_date(rest)
    if cue.role == "headline":
        return after >= region.end and region.text[region.start : end].isupper()
    if not is_set_off(region, region.start, region.start, end, cue):
        return False
    if cue.scope == "title":
        return _is_link(region, cue, end)
    if cue.role != "caption" or not is_short_paragraph(region, MOST_WORDS_OF_PARAGRAPH):
        return False
    if cue.scope == "paragraph" and region.text[end : end + 1] == ",":
        return region.text[region.end - 1] not in FINAL
    return marks or find_reach(region, region.start, region.start, end, cue) is not None


def _is_link(region: Region, cue: LayoutCue, end: int) -> bool:
    if region.end - region.start > LONGEST_TITLE or region.text[region.end - 1] in ".…":
        return False
    reach = find_reach(region, region.start, region.start, end, cue)
    return reach is not None and (reach > end or skip_marks(region, end)[0] >= region.end)


def _is_byline(region: Region, rest: Region, cue: LayoutCue) -> bool:
    """ "di Mario Rossi", "dal nostro inviato a Mosca Mario Rossi", "A cura di Mario Rossi | 12 marzo 2024"."""
    if rest.start >= rest.end:
        return len(cue.words) > 1
    if rest.end - rest.start > LONGEST_TITLE:
        return False
    digit = next((i for i in range(rest.start, rest.end) if rest.text[i].isdigit()), rest.end)
    names = rest.text[rest.start : digit].rstrip(" ,|•–-—(\n\t")
    if digit < rest.end and count_words(rest.text, digit, rest.end, MOST_WORDS_OF_DATE) > MOST_WORDS_OF_DATE:
        return False
    return is_name_list(names, 0, len(names), most=MOST_WORDS_OF_BYLINE)


def _is_date(rest: Region) -> bool:
    words = rest.text[rest.start : min(rest.end, rest.start + LONGEST_TITLE)].split()
    if not words or not words[0][0].isdigit() or len(words) > MOST_WORDS_OF_DATE:
        return False
    return len(words) <= 2 or any(c.isdigit() for c in words[-1])


def _is_count(region: Region) -> bool:
    """ "3' di lettura", "12 commenti", "5 min read"."""
    text = region.text
    few = count_words(text, region.start, region.end, MOST_WORDS_OF_COUNT) <= MOST_WORDS_OF_COUNT
    if not few or not text[region.start].isdigit():
        return False
    return any(
        end == region.end
        for match in WORD.finditer(text, region.start, region.end)
        for _, end in cues_at(region, match.start(), match.group(), roles=INSIDE, positions=frozenset({"end"}))
    )


def find_kicker_end(region: Region) -> int | None:
    """Return where the label ends that stands in capitals before a text: "L'INTERVISTA Signora ministra, …"."""
    word = WORD.match(region.text, region.start, region.end)
    if word is None or not word.group().isupper():
        return None
    for _, end in cues_at(region, region.start, word.group(), roles=frozenset({"headline"}), positions=STARTING):
        following = WORD.search(region.text, end, min(region.end, end + 40))
        more = following is not None and len(following.group()) > 1 and following.group().isupper()
        if region.text[region.start : end].isupper() and not more:
            return end
    return None


def is_lone_cue(region: Region) -> bool:
    """Say whether a paragraph only announces the links below it: "Leggi anche:", "Articoli correlati"."""
    word = WORD.search(region.text, region.start, min(region.end, region.start + 40))
    return word is not None and any(
        not any(c.isalpha() for c in region.text[end : min(end + 40, region.end)])
        for _, end in cues_at(region, word.start(), word.group(), roles=LINKS, positions=STARTING | {"whole"})
    )


def is_titled(region: Region) -> bool:
    """Say whether a paragraph looks like a headline: short, no full stop, no small letter at its head."""
    text = region.text
    first, last = text[region.start], text[region.end - 1]
    if first.islower() or first in _BULLETS or last in _NOT_IN_TITLES:
        return False
    if count_words(text, region.start, region.end, MOST_WORDS_OF_TITLE) > MOST_WORDS_OF_TITLE:
        return False
    stop = find_sentence_end(region)
    return stop is None or stop >= region.end or text[stop - 1] in "?!"


def is_plain_title(region: Region, most: int) -> bool:
    """Say whether a paragraph looks like a headline and can hardly be anything else: "I conti"."""
    last = region.text[region.end - 1]
    return (
        is_titled(region)
        and last not in FINAL
        and last not in QUOTES
        and last not in "»”)"
        and (count_words(region.text, region.start, region.end, most) <= most)
    )


def is_bare_name(region: Region) -> bool:
    """Say whether a paragraph is a person's name and nothing else."""
    text = region.text
    if region.end - region.start > 60 or has_opening_word(region, region.start, loose=True):
        return False
    name = plain(" ".join(text[region.start : region.end].split()))
    several = 2 <= len(name.split()) <= MOST_WORDS_OF_NAME
    known = name in region.lexicon.names or name.title() in region.lexicon.names
    return several and not known and is_name_list(text, region.start, region.end, most=MOST_WORDS_OF_NAME)


def is_biography(region: Region, names: tuple[str, ...], earlier: str) -> bool:
    """Say whether a paragraph tells who the author is: it begins with a name and has a phrase of biographies.

    The name is that of a byline, or one that the article has not used before.
    """
    text = region.text
    begins = plain(text[region.start : region.start + 80])
    signed = any(begins.startswith(name) for name in names)
    if not signed:
        tokens = begins.replace(",", " ").split()
        bare = " ".join(tokens[:2])
        if not is_name_list(bare, 0, len(bare), most=2) or len(tokens) < 3 or tokens[1] in plain(earlier):
            return False
    near = region.within(region.start, region.end if signed else min(region.end, region.start + 80))
    return any(
        True
        for match in WORD.finditer(text, near.start, near.end)
        for _ in cues_at(near, match.start(), match.group(), roles=LIVES, positions=frozenset({"anywhere"}))
    )
