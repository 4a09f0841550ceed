"""Whose an office is by what the article is about: "la sindaca Neri" in Genoa."""

from __future__ import annotations

from collections import Counter

from pipeline.annotate.parse import Token
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon.entries import Office
from pipeline.model import Mention
from pipeline.typography import folded

HERE = 100
"""A place of the mayor's own sentence goes before all others."""
LEAD = 2
"""How many times as often as any other place it must be named."""


def town_in_question(noun: Token, office: Office, finder: PartyFinder) -> Mention | None:
    """Return the town of whom a bare mayor is: the one place that the article has named by far most often before."""
    if folded(office.lemma) not in finder.lexicon.words["head_of_town"]:
        return None
    reading, known = finder.reading, finder.lexicon.names
    places: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for i, name in sorted(reading.names.items()):
        chain = reading.chains[name.chain]
        town = chain.type == "Place" or (name.place is not None and chain.type == "Country")
        if i == name.start and i < noun.i and town:
            mention = reading.mention_of(name, place=True)
            entry = known.get(mention.name)
            if mention.type != "Place" or (entry is not None and entry.kind == "region"):
                continue
            places[mention.name] += 1 + HERE * (i >= noun.sent.start)
            first.setdefault(mention.name, mention)
    ranked = places.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < LEAD * ranked[1][1]):
        return None
    return first[ranked[0][0]]
