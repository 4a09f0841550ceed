"""Names that nothing but the noun before them tells of: "il consorzio italiano Alfa", "il fondo B12"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import BESIDE_NOUN, feature
from pipeline.lexicon import Lexicon

MAX_BETWEEN = 3
"""How many words may lie between the noun of a body and its name: "il colosso dei semiconduttori Alfa"."""


def called_bodies(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends that stands after the noun of a firm, or after that and a nationality."""
    for token in doc:
        if token.pos_ != "PROPN" or token.i < 1 or token.dep_ not in BESIDE_NOUN or not token.text[:1].isupper():
            continue
        noun = noun_before(doc, token.i, lexicon)
        if (
            token.head not in (noun, doc[token.i - 1])
            or noun.form not in lexicon.words["named_body"]
            or not noun.text.islower()
        ):
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].dep_ == "flat:name" and doc[end].text[:1].isupper():
            end += 1
        yield token.i, end


def noun_before(doc: Doc, start: int, lexicon: Lexicon) -> Token:
    """Return the noun before a name that begins at `start` (not 0), past what tells more of it.

    Of "il fondo tedesco B12" it is "fondo", of "il gruppo jihadista B12" "gruppo", of "il gigante dell'acciaio B12"
    "gigante".
    """
    i = start - 1
    word = doc[i]
    if i > 0 and word.form in lexicon.demonyms:
        return doc[i - 1]
    noun = word.head
    if not word.text.islower() or not 0 < i - noun.i <= MAX_BETWEEN or noun.form not in lexicon.words["named_body"]:
        return word
    adjective = word.pos_ == "ADJ" and word.dep_ == "amod"
    matter = word.pos_ == "NOUN" and word.dep_ == "nmod" and preposition_of(word) == "di"
    return noun if adjective or (matter and not _is_somebody(word, lexicon)) else word


def _is_somebody(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether the name may be that of what is between: "il fondo del miliardario Neri", "della società Alfa".

    Without an article it is not: "il partito d'opposizione Alfa".
    """
    if not any(feature(t, "PronType") == "Art" or feature(t, "Definite") for t in noun.lefts):
        return False
    words = lexicon.words["epithet"]
    office = (noun.form,) in lexicon.offices
    return office or noun.form in lexicon.person_nouns or noun.form in words or lexicon.is_body(noun.form)
