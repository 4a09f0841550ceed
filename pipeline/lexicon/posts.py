"""Offices that one person at a time holds, by whatever name: "il premier" and "il primo ministro" are one post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Entity, Mention, Post
from pipeline.typography import folded

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon

OF_COUNTRIES = ("head_of_government", "foreign_minister")
"""Lists of words for one post of each country; "presidente" is its head of state, and a body's its own president."""
OF_PLACES = ("head_of_town", "head_of_region")
OF_ONE_WORLD = "pope"
HEAD_OF_STATE = "head_of_state"
MAX_OFFICE = 6
"""Words of the longest office."""


def post_of(role: str, owner: Mention | Entity | None, country: str | None, lexicon: Lexicon) -> Post | None:
    """Return the post that a role is; None where several may hold it at once, or the words say more than the post.

    `owner` is the country, place or body that the role is of, `country` the ISO code of an owner that is a country.
    """
    words = folded(role).replace("'", "' ").split()
    lemma, rest = _lemma(words, lexicon)
    if lemma is None:
        return None
    filler = lexicon.words["portfolio_filler"]
    rest = [word for word in rest if word not in filler]
    known = " ".join([lemma, *rest])
    if lemma in lexicon.words[OF_ONE_WORLD] and not rest:
        return Post(OF_ONE_WORLD)
    if owner is None or owner.type == "Country":
        return _of_country(lemma, rest, known, country, lexicon)
    if rest:
        return None
    if owner.type == "Place":
        group = next((name for name in OF_PLACES if lemma in lexicon.words[name]), None)
        return Post(group, owner_name(owner)) if group else None
    company = lemma in lexicon.words["head_of_company"]
    return Post(lemma, owner_name(owner)) if company or lemma in lexicon.words["sole_office"] else None


def _lemma(words: list[str], lexicon: Lexicon) -> tuple[str | None, list[str]]:
    """Return the office that the words begin with, in its own form, and the words after it."""
    for size in range(min(MAX_OFFICE, len(words)), 0, -1):
        office = lexicon.offices.get(tuple(words[:size]))
        if office is not None and office.number == "sg":
            return folded(office.lemma), words[size:]
    return None, []


def _of_country(lemma: str, rest: list[str], known: str, country: str | None, lexicon: Lexicon) -> Post | None:
    if country is None and lemma in lexicon.words["office_of_italy"]:
        country = next((lexicon.demonyms[word].country for word in sorted(lexicon.words["of_italy"])), None)
    for group in OF_COUNTRIES:
        if (lemma in lexicon.words[group] and not rest) or known in lexicon.words[group]:
            return Post(group, country)
    if rest:
        return Post(f"{lemma} {rest[0]}", country) if lemma in lexicon.words["minister"] else None
    if lemma in lexicon.words[HEAD_OF_STATE]:
        alone = country is None and len(lemma.split()) == 1  # "il presidente" alone may be of anything
        return None if alone else Post(HEAD_OF_STATE, country)
    return Post(lemma, country) if country and lemma in lexicon.words["sole_office"] else None


def owner_name(owner: Mention | Entity) -> str:
    """Return the name by which the owner of a post is known in all articles."""
    return folded(owner.label if isinstance(owner, Entity) else owner.name)
