"""What the words beside a body's name tell of it: what it is, and of which country. Names and a parse in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipeline.annotate.names import Found
from pipeline.annotate.ud import feature
from pipeline.lexicon import Lexicon
from pipeline.typography import folded

ATTACHED = frozenset({"nmod", "appos", "flat", "flat:name", "compound"})


def nation_beside(doc: Doc, name: Found, lexicon: Lexicon) -> str | None:
    """Return the country that words beside a body's name tell: "la tedesca Alfa", "Alfa, colosso tedesco"."""
    before = [doc[name.start - 1]] if name.start else []
    for token in (*before, *(c for noun in _nouns_beside(doc, name, lexicon) for c in noun.children)):
        demonym = lexicon.demonyms.get(folded(token.text))
        if demonym and demonym.country:
            return demonym.country
    return None


def called_beside(doc: Doc, name: Found, lexicon: Lexicon) -> Iterator[str]:
    """Yield what a body is called beside its name: "il fondo americano Alfa" is a "fondo"."""
    for noun in _nouns_beside(doc, name, lexicon):
        if feature(noun, "Number") != "Plur":
            yield folded(noun.text)


def is_called_body(form: Sequence[str], found: Sequence[Found], doc: Doc, lexicon: Lexicon) -> bool:
    """ "La spagnola Alfamar", "il gruppo tedesco Alfamar": what the recogniser takes for a person is a body."""
    if len(form) > 1 and folded(form[0]) in lexicon.given_names:
        return False
    return any(
        (len(form) == 1 and _is_called_hers(doc, name, lexicon)) or _is_called_after(doc, name, lexicon)
        for name in found
    )


def _is_called_hers(doc: Doc, name: Found, lexicon: Lexicon) -> bool:
    """ "La spagnola Alfamar": a lone word after article and feminine nationality is a firm's."""
    if name.start < 2 or folded(doc[name.start - 1].text) not in lexicon.demonyms:
        return False
    article, nation = doc[name.start - 2], doc[name.start - 1]
    feminine = "Fem" in (feature(nation, "Gender"), feature(article, "Gender"))
    return article.pos_ == "DET" and feminine and feature(nation, "Number") != "Plur"


def _is_called_after(doc: Doc, name: Found, lexicon: Lexicon) -> bool:
    """ "Il gruppo tedesco Alfamar", "la banca Alfamar": the noun of a body, perhaps a nationality, and the name."""
    i = name.start - 1
    if i > 0 and folded(doc[i].text) in lexicon.demonyms:
        i -= 1
    return i > 0 and _is_body(doc[i], lexicon) and doc[i].text.islower() and feature(doc[i], "Number") != "Plur"


def _nouns_beside(doc: Doc, name: Found, lexicon: Lexicon) -> list[Token]:
    """Return the nouns for bodies that a name has as apposition, or that it stands beside."""
    root = doc[name.start : name.end].root
    nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    attached = root.dep_ in ATTACHED
    if attached and root.head.pos_ in ("NOUN", "ADJ") and not any(c.dep_ == "case" for c in root.children):
        nouns.append(root.head)
    return [noun for noun in nouns if _is_body(noun, lexicon)]


def _is_body(noun: Token, lexicon: Lexicon) -> bool:
    return folded(noun.text) in lexicon.words["body"] or folded(noun.text) in lexicon.organisation_words
