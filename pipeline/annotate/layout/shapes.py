"""Shapes that letters and marks make, whatever the words: where sentences end, what a name or a dateline looks like."""

from __future__ import annotations

import re

from pipeline.annotate.layout.parts import Region
from pipeline.typography import folded

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽ"
FINAL = frozenset(".!?…")
CLOSERS = frozenset("»”›\"'’)]")
OPENERS = frozenset("«“„‹‘(")
QUOTES = frozenset('«“„"')
LABEL_MARKS = frozenset(":|–—>»-")
LONGEST_ABBREVIATION = 6
LONGEST_LINK_WORD = 3
"""Letters of the small words inside of names: "de", "von", "e"."""
PLACE_KINDS = frozenset({"capital", "city", "region", "seat"})

_SENTENCE_END = re.compile(rf"[.!?…]+[»”›\"'’)\]]*(?=\s|\Z|[«“„\"(]?[{UPPER}])")
_OPENING = re.compile(r"([^\W\d_]+)(['’]?)([^\W\d_]*)")
_TOKEN = re.compile(r"\S+")
_DASH = r"\s*[-–—]+\s+"
_CAPITALS = rf"[{UPPER}](?:[{UPPER}]|['’](?=[{UPPER}]))+(?:[ -][{UPPER}]{{2,}}){{0,2}}"
_DAY = r",? \d{1,2}°? [^\W\d_]{3,9}\.?(?: \d{4})?"
_AGENCY = r"\([^\W\d_][\w /.'’-]{1,40}\)"
_NEXT = rf"(?=[«“„\"‘(]?[{UPPER}\d])"
_DATELINES = (
    re.compile(rf"{_CAPITALS}(?:{_DAY})?(?:,? ?{_AGENCY})?{_DASH}{_NEXT}"),
    re.compile(rf"[{UPPER}][\w'’]+(?: [{UPPER}d][\w'’]*){{0,3}}{_DAY} ?{_AGENCY}{_DASH}{_NEXT}"),
    re.compile(rf"{_AGENCY}{_DASH}(?:{_CAPITALS}{_DAY}{_DASH})?{_NEXT}"),
)
_BARE_PLACE = re.compile(rf"({_CAPITALS})(?:{_DAY}\.|\.)?\s+(?=(?P<quote>[«“„\"])?[{UPPER}](?:[^\W\d_A-Z]|['’\s]))")


def letters_before(text: str, at: int, floor: int, longest: int) -> str:
    """Return the letters that stand right before a place, at most so many and one more."""
    begin = at
    while begin > floor and at - begin <= longest and text[begin - 1].isalpha():
        begin -= 1
    return text[begin:at]


def ends_sentence(region: Region, end: int) -> bool:
    """Say whether the region's text up to `end` ends as a sentence does: "… detto.", "… vero?»" but not "il dott."."""
    text, at = region.text, end
    while at > region.start and (text[at - 1].isspace() or text[at - 1] in CLOSERS):
        at -= 1
    if at == region.start or text[at - 1] not in FINAL:
        return False
    if text[at - 1] != "." or text[at - 2 : at - 1] == ".":
        return True
    word = letters_before(text, at - 1, region.start, LONGEST_ABBREVIATION)
    return folded(word) not in region.words("abbreviation") and not (len(word) == 1 and word.isupper())


def find_sentence_end(region: Region) -> int | None:
    """Return where the region's first sentence ends, after its marks; None if it does not."""
    for match in _SENTENCE_END.finditer(region.text, region.start, region.end):
        if ends_sentence(region, match.end()):
            return match.end()
    return None


def goes_on(text: str, at: int) -> bool:
    """Say whether what stands at a place can only be the rest of a sentence: a small letter, a comma."""
    return text[at].islower() or text[at] in ",;:.)!?»”"


def has_opening_word(region: Region, at: int, *, stuck: bool = False, loose: bool = False) -> bool:
    """Say whether a word that opens sentences stands at a place, with more of a sentence after it: "Il ministro".

    Not so "Il Meridiano", "L'Aia", unless `loose`. With `stuck`, no words that end names: "LinkedIn".
    """
    text = region.text
    match = _OPENING.match(text, at, region.end)
    if match is None or not text[at].isupper():
        return False
    opening = region.words("opens")
    whole = folded(match.group())
    elided = folded(match[1] + match[2])
    if stuck and whole in region.words("spaced"):
        return False
    if match[2] and match[3] and elided in opening:
        return loose or match[3][0].islower()
    if whole not in opening:
        return False
    after = text[match.end() : match.end() + 2]
    return len(after) == 2 and after[0].isspace() and (loose or after[1].islower() or after[1].isdigit())


def is_name_list(text: str, start: int, end: int, *, most: int) -> bool:
    """Say whether a stretch holds only names: "Mario Rossi", "Anna de Luca e Mario Rossi", "M. Rossi @mrossi"."""
    tokens = [token.strip(",;()[]") for token in text[start:end].split(maxsplit=most + 1)]
    if not 1 <= len(tokens) <= most or not all(tokens):
        return False
    if not (tokens[0][0].isupper() and (tokens[-1][0].isupper() or "@" in tokens[-1])):
        return False
    return all(_is_name_token(token) for token in tokens) and tokens[-1][-1] not in ".!?:…"


def _is_name_token(token: str) -> bool:
    if "@" in token:
        return True
    bare = token.replace("'", "").replace("’", "").replace("-", "").replace(".", "").replace("/", "")
    return bare.isalpha() and (token[0].isupper() or len(token) <= LONGEST_LINK_WORD or token[1:2] in ("'", "’"))


def find_credit_end(region: Region) -> int:
    """Return where the names end that the region begins with: "Ansa/Epa", "Mario Rossi per LaPresse", "© 2024"."""
    text, done = region.text, region.start
    for count, match in enumerate(_TOKEN.finditer(text, region.start, min(region.end, region.start + 80))):
        token = match.group()
        begin = token.lstrip("(©@/|:–—-&")
        if not begin:
            continue
        small = begin[0].islower() and len(begin) > LONGEST_LINK_WORD
        if small or count > 6 or (done > region.start and has_opening_word(region, match.start())):
            break
        if begin[0].isupper() or begin[0].isdigit():
            done = match.end()
            if token[-1] in FINAL:
                break
    return done


def find_dateline_end(region: Region, *, bare: bool) -> int | None:
    """Return where the dateline ends that the region begins with: "ROMA – ", and if `bare` also "KIEV ", "KIEV. "."""
    for pattern in _DATELINES:
        match = pattern.match(region.text, region.start, region.end)
        if match:
            return match.end()
    match = _BARE_PLACE.match(region.text, region.start, region.end) if bare else None
    if match is None:
        return None
    quoted_or_opened = bool(match["quote"]) or has_opening_word(region, match.end())
    if is_place(region, match[1]) or (quoted_or_opened and len(match[1]) > LONGEST_LINK_WORD):
        return match.end()
    return None


def is_place(region: Region, capitals: str) -> bool:
    """Say whether the gazetteer knows a place of that name, written in capitals: "IL CAIRO"."""
    name = region.lexicon.names.get(capitals.title().replace("’", "'"))
    return name is not None and name.kind in PLACE_KINDS


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the white space around it; start equals end where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def count_words(text: str, start: int, end: int, most: int) -> int:
    """Return how many words a stretch has, and `most` + 1 where it has more."""
    return len(text[start:end].split(maxsplit=most)) if end - start < 40 * most else most + 1
