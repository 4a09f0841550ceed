"""Universal Dependencies labels and Italian grammar words with behaviour, in one place.

Labels are those of UD Italian (ISDT): `obj`, `obl:agent`, never `dobj` or `agent`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.annotate.memory import remembered
from pipeline.typography import folded

if TYPE_CHECKING:
    from pipeline.annotate.parse import Token

PERSON_LABELS = frozenset({"PER", "PERSON"})
"""What models of spaCy and of stanza call the name of a person."""
BESIDE_NOUN = frozenset({"nmod", "appos", "flat", "flat:name", "compound"})
"""How a name hangs on the noun that it stands beside: "il gruppo Zorin", "la deputata Neri"."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
DETERMINERS = frozenset({"det", "det:poss", "case", "amod"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
RELATIVE_CLAUSE = "acl:relcl"
RELATIVES = frozenset({"che", "cui", "quale", "quali"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl"})
"""Relations of a clause to its head through which a missing subject is inherited."""
CLAUSAL_STOP = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "parataxis", "conj", "cc", "punct", "csubj"})

_CONTRACTED = {
    "di": ("del", "dello", "della", "dell'", "dei", "degli", "delle", "d'"),
    "a": ("al", "allo", "alla", "all'", "ai", "agli", "alle", "ad"),
    "da": ("dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
    "in": ("nel", "nello", "nella", "nell'", "nei", "negli", "nelle"),
    "su": ("sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"),
    "con": ("col", "coi"),
    "tra": ("fra",),
}
_PREPOSITION_OF = {form: base for base, forms in _CONTRACTED.items() for form in forms}

AMBIGUOUS = "sono"
"""Said of me and of them."""
COMPLEX_PREPOSITIONS = {
    ("in", "confronto"): "nei_confronti_di",
    ("da", "parte"): "da_parte_di",
    ("a", "danno"): "ai_danni_di",
    ("in", "favore"): "a_favore_di",
    ("a", "favore"): "a_favore_di",
    ("a", "fianco"): "al_fianco_di",
    ("a", "capo"): "a_capo_di",
    ("in", "direzione"): "in_direzione_di",
    ("a", "volta"): "alla_volta_di",
}
"""(preposition, noun) → complex preposition: "nei confronti della Russia"."""


def preposition_lemma(text: str) -> str:
    """Return the preposition inside a surface form: "dell’" → "di", "fra" → "tra", else the form in lower case."""
    form = folded(text)
    return _PREPOSITION_OF.get(form, form)


def is_contraction_of(text: str, preposition: str) -> bool:
    """Say whether a form is that preposition, alone or with an article."""
    return preposition_lemma(text) == preposition


def feature(token: Token, name: str) -> str:
    """Return a token's value of a morphological feature, "" where it has none."""
    return token.features.get(name, "")


@remembered
def is_relative(token: Token) -> bool:
    """Say whether a token is a relative pronoun, also where the morphology does not tell: "che", "cui", "il quale"."""
    if feature(token, "PronType") == "Rel":
        return True
    return (
        token.pos_ == "PRON"
        and token.form in RELATIVES
        and feature(token, "PronType") == ""
        and any(a.dep_ in (RELATIVE_CLAUSE, "acl") for a in (token, *token.ancestors))
    )


@remembered
def is_finite(token: Token) -> bool:
    """Say whether a verb is finite, itself or by an auxiliary or copula."""
    if feature(token, "VerbForm") == "Fin":
        return True
    return any(c.dep_ in AUXILIARIES and feature(c, "VerbForm") == "Fin" for c in token.children)


@remembered
def finite_part(token: Token) -> Token:
    """Return the token that carries person, tense and mood: the verb or its finite auxiliary."""
    if feature(token, "VerbForm") == "Fin":
        return token
    return next(
        (c for c in token.children if c.dep_ in AUXILIARIES and feature(c, "VerbForm") == "Fin"),
        token,
    )


def is_first_person(verb: Token) -> bool:
    """Say whether "io" or "noi" do what a verb says; "sono partiti", without "noi", is said of others."""
    part = finite_part(verb)
    if feature(part, "Person") != "1":
        return False
    return not (part != verb and part.lower_ == AMBIGUOUS and feature(verb, "Number") == "Plur")


def is_plural(noun: Token) -> bool:
    """Say whether a noun is plural, by its own form or, where that never changes, by its article: "i leader"."""
    number = feature(noun, "Number")
    if number:
        return number == "Plur"
    return any(feature(c, "Number") == "Plur" for c in noun.children if c.dep_ in DETERMINERS)


LABELS = {
    "obl:tmod": "obl",
    "flat:foreign": "flat",
    "nsubj:outer": "nsubj",
    "vocative:mention": "vocative",
    "discourse:emo": "discourse",
    "acl:cleft": "acl",
    "goeswith": "flat",
    "reparandum": "dep",
    "list": "parataxis",
}
"""Labels that only some treebanks have → those that all have."""
SUBTYPES_DROPPED = ("parataxis:",)


def house_label(deprel: str) -> str:
    """Return a treebank's label as all treebanks have it."""
    if deprel.startswith(SUBTYPES_DROPPED):
        return deprel.split(":")[0]
    return LABELS.get(deprel, deprel)


def subtyped_label(label: str, upos: str, head_upos: str, feats: str, feats_below: Iterable[str]) -> str:
    """Return a label with its subtype: PUD and ParlaMint write `flat`, `det`, `acl` where the others have one.

    `feats` are the token's features as CoNLL-U writes them, `feats_below` those of each of its children.
    """
    if label == "flat" and upos == "PROPN" and head_upos == "PROPN":
        return "flat:name"
    if label == "det" and "Poss=Yes" in feats:
        return "det:poss"
    if label == "acl" and any("PronType=Rel" in below for below in feats_below):
        return "acl:relcl"
    return label


def surface_features(upos: str, core: Mapping[str, str], others: Iterable[Mapping[str, str]]) -> str:
    """Return the features of a surface token: its core's, and for a contraction the article's ("della": Fem, Sing).

    A verb with a pronoun stuck to it ("dirglielo") has Clitic=Yes.
    """
    feats = dict(core)
    for extra in others:
        if upos == "ADP":
            feats = {**extra, **feats}
        elif "Clitic" in extra:
            feats["Clitic"] = "Yes"
    feats.pop("Typo", None)
    return "|".join(f"{k}={v}" for k, v in sorted(feats.items()))
