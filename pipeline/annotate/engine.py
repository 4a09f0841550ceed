"""What every tagger does for Intreccio, whichever it is: pages of text in, annotated Docs of spaCy out.

The rules read what `parse.parse_of` makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Protocol

from spacy.attrs import IDS, IS_SPACE
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate.hyphens import join_broken_words
from pipeline.annotate.layout import Passage

HIDDEN = "intreccio.hidden"
"""Key of `Doc.user_data`: the tokens that the tagger need not read, as a list of indices."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article and what its parts are."""

    text: str
    passages: tuple[Passage, ...]


class Engine(Protocol):
    """A tagger. The Docs that it gives have UD labels, and no one can tell from them which engine it was."""

    @property
    def model(self) -> str:
        """Name and version of the model that reads."""

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of all its Docs."""

    def tokens(self, text: str) -> Doc:
        """Return a text as tokens without annotation, cut as in the Docs (for the gazetteer's patterns)."""

    def docs(self, pages: Iterable[Page]) -> Iterator[Doc]:
        """Yield a Doc for each page, in order, with `doc.text == page.text`.

        It has parts of speech, morphology, lemmas, a tree for each sentence, and entities (PER, ORG, LOC). A sentence
        begins at every passage that opens. Surface tokens: "della" is one.
        """


def lay_out(doc: Doc, page: Page) -> Doc:
    """Make a sentence begin at each passage that opens, and none where one goes on that another broke off.

    Also note which tokens stand in passages that state nothing. Taggers of spaCy keep to the sentence starts, and to
    the places without one, that they find set.
    """
    for first, opens in _first_tokens(doc, page.passages):
        if first > 0:
            doc[first].is_sent_start = opens
    doc.user_data[HIDDEN] = sorted(hidden_tokens(doc, page.passages))
    return doc


def hidden_tokens(doc: Doc, passages: Sequence[Passage]) -> frozenset[int]:
    """Return the tokens of the passages that state nothing."""
    return frozenset(i for i, passage in _placed(doc, passages) if not passage.feeds)


def tokenise(page: Page, tokens: Callable[[str], Doc], is_word: Callable[[str], bool]) -> Doc:
    """Return the page as tokens, none of which runs from one passage into the next ("articoloIl", "AP.Varin").

    A word that a line end parts is one token; `is_word` says of a form whether it is a word.
    """
    starts = [passage.span.start for passage in page.passages]
    glued = [start for start in starts if start > 0 and not page.text[start - 1].isspace()]
    return join_broken_words(_cut_at(page.text, glued, tokens), starts, is_word)


def _cut_at(text: str, places: Sequence[int], tokens: Callable[[str], Doc]) -> Doc:
    if not places:
        return tokens(text)
    cuts = pairwise([0, *places, len(text)])
    joined = Doc.from_docs([tokens(text[start:end]) for start, end in cuts if start < end], ensure_whitespace=False)
    if joined is None:
        raise ValueError("a page without text has no passages")
    return joined


def _first_tokens(doc: Doc, passages: Sequence[Passage]) -> Iterator[tuple[int, bool]]:
    """Yield the first token of each passage, white space aside, and whether a sentence begins there."""
    blank = doc.to_array(IS_SPACE).tolist()
    for passage, group in groupby(_placed(doc, passages), key=itemgetter(1)):
        first = next((i for i, _ in group if not blank[i]), None)
        if first is not None:
            yield first, passage.opens


def _placed(doc: Doc, passages: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
    """Yield each token that begins in a passage, with that passage."""
    position = 0
    for i, offset in enumerate(doc.to_array(IDS["IDX"]).tolist()):
        while position < len(passages) and passages[position].span.end <= offset:
            position += 1
        if position < len(passages) and passages[position].span.start <= offset:
            yield i, passages[position]
