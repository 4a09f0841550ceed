"""Bodies by their names: those that the recogniser takes for persons, and whose state they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from pipeline.annotate.names import Found
from pipeline.annotate.ud import feature, is_contraction_of
from pipeline.lexicon import Lexicon
from pipeline.typography import folded

BUSINESS = frozenset({"company", "bank", "media", "union"})
"""Sorts of bodies (`company_hints.tsv`) whose common noun stands before their name, or at its end."""
ATTACHED = frozenset({"nmod", "appos", "flat", "flat:name", "compound"})
_INNER_CAPITAL = re.compile(r"(?!(?:Ma?c|De|Di|La|Le|Lo|Van|Fitz|D|O)[A-Z])[A-Z][a-z]+[A-Z]\w*")
"""A capital within a word, as no surname has it but "McNeri" and "DeNeri"."""


def is_body(names: Iterable[Found], doc: Doc, lexicon: Lexicon) -> bool:
    """Say whether names of one party are those of a body: "la Nova Reti ha comprato", "al vertice di Nova Reti".

    A person's full name takes no article (29 of 4,105 in KIND's news, of bodies 1,969 of 2,802), and nobody has a board
    or shareholders. Where the given name is known, or the article plural ("i Di Neri"), it may be a person after all.
    So "il quotidiano Zorin", "Zorin Cement" and "PetroZorin" are bodies.
    """
    return any(_stands_as_body(name, doc, lexicon) for name in names)


def _stands_as_body(name: Found, doc: Doc, lexicon: Lexicon) -> bool:
    first = folded(doc[name.start].text)
    if name.start == 0 or first in lexicon.given_names or first in lexicon.words["opening_particle"]:
        return False
    before = doc[name.start - 1]
    if is_contraction_of(before.text, "di") and name.start > 1:
        head = doc[name.start - 2]
        if folded(head.text) in lexicon.words["of_a_body"]:
            return True
    last, several = doc[name.end - 1], name.end - name.start > 1
    if several and lexicon.organisation_words.get(folded(last.text)) in BUSINESS:
        return True
    if _INNER_CAPITAL.fullmatch(last.text) or body_nouns(doc[name.start : name.end].root, lexicon):
        return True
    return several and feature(before, "Definite") == "Def" and feature(before, "Number") != "Plur"


def body_nouns(name: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the common nouns that say of a name that it is a body's: "il gruppo Zorin", "Zorin, colosso turco"."""
    nouns = [c for c in name.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if name.dep_ in ATTACHED and name.head.pos_ in ("NOUN", "ADJ") and not any(c.dep_ == "case" for c in name.children):
        nouns.append(name.head)
    return tuple(
        n for n in nouns if folded(n.text) in lexicon.words["body"] or folded(n.text) in lexicon.organisation_words
    )


def nation_within(name: Span, lexicon: Lexicon) -> str | None:
    """Return the country that a body's own name tells: "Banca centrale turca", "Banca nazionale di Polonia"."""
    if len(name) == 1:
        return None
    demonyms = [lexicon.demonyms[form] for t in name[1:] if (form := folded(t.text)) in lexicon.demonyms]
    after = [name[i + 1 :].text for i in range(1, len(name) - 1) if is_contraction_of(name[i].text, "di")]
    named = [lexicon.names[text] for text in after if text in lexicon.names and lexicon.names[text].type == "Country"]
    return next((known.country for known in (*demonyms, *named)), None)
