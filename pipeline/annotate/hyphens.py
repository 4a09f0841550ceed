"""Words that a line end parted, put together: "presi-\\ndente" is one token whose text keeps hyphen and line end.

Newspapers in PDF break words, and programs that copy them may make a blank of the line end: "gover- no". What a lexicon
of word forms knows as one word is one; "italo-\\nfrancese" keeps its hyphen, for it knows no "italofrancese".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from spacy.attrs import IDS
from spacy.tokens import Doc

_BREAK = re.compile(r"(?<=[^\W\d_])[-‐\u00ad](\s+)(?=[^\W\d_])")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def join_broken_words(doc: Doc, starts: Sequence[int], is_word: Callable[[str], bool]) -> Doc:
    """Merge the tokens of each broken word of a Doc without annotation, none over one of the `starts` of passages."""
    spans = [(first, last) for first, last in _broken_words(doc, is_word) if not _holds(starts, doc, first, last)]
    if spans:
        with doc.retokenize() as retokenizer:
            for first, last in spans:
                retokenizer.merge(doc[first : last + 1])
    return doc


def _broken_words(doc: Doc, is_word: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last token of each."""
    breaks = list(_BREAK.finditer(doc.text))
    offsets: list[int] = doc.to_array(IDS["IDX"]).tolist() if breaks else []
    taken = -1
    for found in breaks:
        first = bisect_right(offsets, found.start()) - 1
        last = bisect_left(offsets, found.end())
        if offsets[first] == found.start():  # the hyphen is a token by itself
            first -= 1
        if first <= taken or last >= len(doc) or offsets[last] != found.end():
            continue
        head, tail = doc.text[offsets[first] : found.start()], doc[last].text
        if _belong_together(head, tail, len(_LINE_END.findall(found[1])), is_word):
            yield first, last
            taken = last


def _belong_together(head: str, tail: str, line_ends: int, is_word: Callable[[str], bool]) -> bool:
    """Say whether two halves are one word: a known one, or at a line end one of which no half is known (a name).

    An empty line between them ends the paragraph, and so the word.
    """
    if line_ends > 1 or not (head.isalpha() and tail.isalpha()):
        return False
    if not (tail.islower() or (head.isupper() and tail.isupper())):
        return False
    return is_word(head + tail) or (line_ends == 1 and not is_word(head) and not is_word(tail))


def _holds(starts: Sequence[int], doc: Doc, first: int, last: int) -> bool:
    return any(doc[first].idx < start <= doc[last].idx for start in starts)
