"""What every tagger does for Intreccio, whichever it is: pages of text in, annotated Docs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab

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
    """Make a sentence begin at each passage that opens, and note which tokens stand in passages that state nothing.

    Taggers of spaCy keep to the sentence starts that they find set.
    """
    passages = iter(page.passages)
    passage = next(passages, None)
    opening = False
    hidden: list[int] = []
    for token in doc:
        while passage is not None and token.idx >= passage.span.end:
            passage = next(passages, None)
            opening = False
        if passage is None or token.idx < passage.span.start:
            continue
        if not passage.feeds:
            hidden.append(token.i)
        if not token.is_space and not opening:
            opening = True
            if passage.opens and token.i > 0:
                token.is_sent_start = True
    doc.user_data[HIDDEN] = hidden
    return doc
