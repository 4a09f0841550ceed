"""Which person a noun without a name fits: by office, country, article and gender."""

from __future__ import annotations

from pipeline.annotate.owners import agree
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain
from pipeline.annotate.ud import feature
from pipeline.lexicon import Lexicon
from pipeline.typography import folded

SAME_OFFICES = (
    "head_of_government",
    "head_of_company",
    "head_of_town",
    "head_of_region",
    "head_of_ministry",
    "lawyer",
    "coach",
    "pope",
)
"""Lists of words, each of one office's names: "il sindaco" is "il primo cittadino"."""


def fit(
    chain: Chain, lemma: str | None, country: str | None, lexicon: Lexicon, owner: frozenset[str] = frozenset()
) -> int:
    """Say how well a person fits an office and a country, or what else it is of: 0 not at all, 4 both."""
    lemmas = {office for office, _ in chain.offices}
    if country and chain.country and chain.country != country:
        return 0
    same_owner = bool(owner) and agree(owner, chain.owners)
    if owner and chain.owners and not same_owner:
        return 0
    if same_owner and (lemma is None or lemma in lexicon.words["generic_office"]):
        return 4
    same_country = country is not None and chain.country == country
    if country is None and lemma and lemma not in lemmas and any(o.split()[0] == lemma for o in lemmas if " " in o):
        return 2  # "l'assessora" of "l'assessora regionale"
    same_office = lemma is not None and (
        lemma in lemmas
        or _heads_region(lemma, chain, lexicon)
        or (
            (same_country or same_owner or country is None)
            and any(_is_same_office(lemma, *o, lexicon) for o in sorted(chain.offices, key=str))
        )
    )
    if same_office and (same_country or same_owner):
        return 4
    if same_office and (country is None or chain.country is None):
        return 3
    if lemma and not country and not owner and folded(lemma) in lexicon.words["head_of_region"] and not chain.country:
        return 1 if not chain.owners and "presidente" in lemmas else 0  # "il presidente Neri … il governatore"
    generic = lemma is None or lemma in lexicon.words["generic_office"]
    if same_country and (generic or not lemmas):
        if not lemmas:
            return 3  # "il collega egiziano Neri … il ministro egiziano", rather than a minister of no known country
        return 0 if lemmas <= lexicon.words["subordinate"] else 2
    heads = lexicon.words["head_of_state"] | lexicon.words["head_of_government"]
    leads = any(folded(other) in heads for other in lemmas)
    return 1 if country and chain.country is None and generic and leads and lemma is not None else 0


def _heads_region(lemma: str, chain: Chain, lexicon: Lexicon) -> bool:
    """ "Il presidente della Regione Neri … il governatore": the office is told apart from what it is of."""
    regional = any("regione" in owner or "giunta" in owner for owner in chain.owners)
    return (
        regional
        and folded(lemma) in lexicon.words["head_of_region"]
        and any(office == "presidente" for office, _ in chain.offices)
    )


def _is_same_office(one: str, other: str, country: str | None, lexicon: Lexicon) -> bool:
    """ "Il presidente del Consiglio" and "il premier" are one; a country's president is its head of state."""
    words = lexicon.words
    if folded(one) in words["head_of_state"] and folded(other) in words["head_of_state"]:
        return country is not None or len(other.split()) > 1
    return any(folded(one) in words[group] and folded(other) in words[group] for group in SAME_OFFICES)


def article_gender(token: Token) -> str:
    """Return the gender that the article of a noun shows, "" for none."""
    return next((feature(c, "Gender") for c in token.children if c.dep_ == "det" and feature(c, "Gender")), "")


def has_complement(token: Token) -> bool:
    """Say whether a noun has an adjective or a complement: "le parti civili"."""
    return any(c.dep_ in ("nmod", "amod") for c in token.children)


def is_definite(token: Token) -> bool:
    """Say whether a noun has a definite article or a demonstrative, or calls somebody: "Ministra, …"."""
    introduced = (c for c in token.children if c.dep_ in ("det", "det:predet", "case"))
    words = (word for child in introduced for word in (child, *_last_of(child)))
    return token.dep_ == "vocative" or any(
        (feature(word, "Definite") == "Def" or feature(word, "PronType") in ("Dem", "Art"))
        and feature(word, "Definite") != "Ind"
        for word in words
    )


def _last_of(preposition: Token) -> tuple[Token, ...]:
    """ "attorno al premier", "insieme alla banca": the article is in the last word of the preposition."""
    return tuple(c for c in preposition.children if c.dep_ == "fixed")[-1:]
