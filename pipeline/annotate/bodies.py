"""Bodies by their names and by what stands beside them: whether a name is a body's, of which country it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.annotate.called import noun_before
from pipeline.annotate.names import Found
from pipeline.annotate.parse import Doc, Token, TokenSpan
from pipeline.annotate.ud import BESIDE_NOUN, feature, is_contraction_of
from pipeline.lexicon import Lexicon

BUSINESS = frozenset({"company", "bank", "media", "union"})
"""Sorts of bodies (`company_hints.tsv`) whose common noun stands at the end of their name."""
_INNER_CAPITAL = re.compile(r"(?!(?:Ma?c|De|Di|La|Le|Lo|Van|Fitz|D|O)[A-Z])[A-Z][a-z]+[A-Z]\w*")
"""A capital within a word, as no surname has it but "McNeri" and "DeNeri"."""


def is_body(names: Iterable[Found], doc: Doc, lexicon: Lexicon) -> bool:
    """Say whether names of one party are those of a body: "la Nova Reti ha comprato", "al vertice di Nova Reti".

    A person's full name takes no article (29 of 4,105 in KIND's news, of bodies 1,969 of 2,802), and nobody has a board
    or shareholders. Where the given name is known, or the article plural ("i Di Neri"), it may be a person after all.
    So "il quotidiano Zorin", "la spagnola Zorin", "Zorin Cement" and "PetroZorin" are bodies.
    """
    return any(_is_called_hers(name, doc, lexicon) or _stands_as_body(name, doc, lexicon) for name in names)


def _stands_as_body(name: Found, doc: Doc, lexicon: Lexicon) -> bool:
    first, several = doc[name.start].form, name.end - name.start > 1
    if first in lexicon.given_names or first in lexicon.words["opening_particle"]:
        return False
    last = doc[name.end - 1]
    by_word = several and lexicon.organisation_words.get(last.form) in BUSINESS
    if by_word or _INNER_CAPITAL.fullmatch(last.text) or _nouns_beside(name, doc, lexicon):
        return True
    if _is_called_after(name, doc, lexicon):
        return True
    if name.start == 0:
        return False
    before = doc[name.start - 1]
    of_it = name.start > 1 and is_contraction_of(before.text, "di")
    if of_it and doc[name.start - 2].form in lexicon.words["of_a_body"]:
        return True
    return several and _is_article(before)


def _is_article(token: Token) -> bool:
    """Say whether a token is, or holds, a definite article in the singular: "la", "della"."""
    return feature(token, "Definite") == "Def" and feature(token, "Number") != "Plur"


def _is_called_hers(name: Found, doc: Doc, lexicon: Lexicon) -> bool:
    """ "La spagnola Alfamar": a lone word after article and feminine nationality is a firm's."""
    if name.end - name.start > 1 or name.start < 2 or doc[name.start - 1].form not in lexicon.demonyms:
        return False
    article, nation = doc[name.start - 2], doc[name.start - 1]
    feminine = "Fem" in (feature(nation, "Gender"), feature(article, "Gender"))
    return article.pos_ == "DET" and feminine and feature(nation, "Number") != "Plur"


def _is_called_after(name: Found, doc: Doc, lexicon: Lexicon) -> bool:
    """ "Il gruppo tedesco Alfamar", "la banca Alfamar": the noun of a body, perhaps a nationality, and the name."""
    if name.start == 0:
        return False
    noun = noun_before(doc, name.start, lexicon)
    lower = noun.i > 0 and noun.text.islower()
    return lower and lexicon.is_body(noun.form) and feature(noun, "Number") != "Plur"


def _nouns_beside(name: Found, doc: Doc, lexicon: Lexicon) -> list[Token]:
    """Return the nouns for bodies that a name has as apposition, or that it stands beside: "Zorin, colosso turco"."""
    root = doc[name.start : name.end].root
    nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if (
        root.dep_ in BESIDE_NOUN
        and root.head.pos_ in ("NOUN", "ADJ")
        and not any(c.dep_ == "case" for c in root.children)
    ):
        nouns.append(root.head)
    return [noun for noun in nouns if lexicon.is_body(noun.form)]


def called_beside(name: Found, doc: Doc, lexicon: Lexicon) -> Iterator[str]:
    """Yield what a body is called beside its name: "il fondo americano Alfa" is a "fondo"."""
    for noun in _nouns_beside(name, doc, lexicon):
        if feature(noun, "Number") != "Plur":
            yield noun.form


def nation_beside(name: Found, doc: Doc, lexicon: Lexicon) -> str | None:
    """Return the country that words beside a body's name tell: "la tedesca Alfa", "Alfa, colosso tedesco"."""
    before = [doc[name.start - 1]] if name.start else []
    for token in (*before, *(c for noun in _nouns_beside(name, doc, lexicon) for c in noun.children)):
        demonym = lexicon.demonyms.get(token.form)
        if demonym and demonym.country:
            return demonym.country
    return None


def nation_within(name: TokenSpan, lexicon: Lexicon) -> str | None:
    """Return the country that a body's own name tells: "Banca centrale turca", "Banca nazionale di Polonia"."""
    if len(name) == 1:
        return None
    demonyms = [lexicon.demonyms[form] for t in name[1:] if (form := t.form) in lexicon.demonyms]
    after = [name[i + 1 :].text for i in range(1, len(name) - 1) if is_contraction_of(name[i].text, "di")]
    named = [lexicon.names[text] for text in after if text in lexicon.names and lexicon.names[text].type == "Country"]
    return next((known.country for known in (*demonyms, *named)), None)
