"""Names that nothing but the noun before them tells of: "il consorzio italiano Alfa", "il fondo B12"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import BESIDE_NOUN
from pipeline.lexicon import Lexicon


def called_bodies(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends that stands after the noun of a firm, or after that and a nationality."""
    for token in doc:
        if token.pos_ != "PROPN" or token.i < 1 or token.dep_ not in BESIDE_NOUN or not token.text[:1].isupper():
            continue
        noun = noun_before(doc, token.i, lexicon)
        if noun != token.head or noun.form not in lexicon.words["named_body"] or not noun.text.islower():
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].dep_ == "flat:name" and doc[end].text[:1].isupper():
            end += 1
        yield token.i, end


def noun_before(doc: Doc, start: int, lexicon: Lexicon) -> Token:
    """Return the word before a name that begins at `start` (not 0); of "il fondo tedesco B12" it is "fondo"."""
    i = start - 1
    return doc[i - 1] if i > 0 and doc[i].form in lexicon.demonyms else doc[i]
