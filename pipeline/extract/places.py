"""Where something happens or somebody goes."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from pipeline.annotate.clauses import complements
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention

AT = frozenset({"a", "in", "presso"})
TO = frozenset({"a", "in", "per", "verso"})
PLACE_TYPES = frozenset({"Place", "Country"})


def place_of(trigger: Token, finder: PartyFinder) -> Mention | None:
    """Return the place of a meeting: of its noun, or of the verb of its clause: "si sono visti a Ginevra"."""
    heads = [trigger]
    if trigger.pos_ == "NOUN" and trigger.head.pos_ == "VERB":
        heads.append(trigger.head)
    for head in heads:
        found = places(head, finder, prepositions=AT)
        if found:
            return found[0]
    return None


def places(head: Token, finder: PartyFinder, *, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    """Return the named places that hang on a token with one of the prepositions."""
    wanted = frozenset(prepositions)
    found: list[Mention] = []
    for complement in complements(head):
        if complement.label in ("obl", "nmod", "iobj", "advmod") and complement.preposition in wanted:
            found += [m for m in finder.all_at(complement.token, place=True) if m.type in PLACE_TYPES]
    return tuple(found)
