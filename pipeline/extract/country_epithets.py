"""Which country "il Paese", "il Paese nordafricano", "il gigante asiatico" means: the one spoken of just before."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root
from pipeline.annotate.nominals import is_definite
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature
from pipeline.extract.clitics import parties_before
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention

RELATIVE = "acl:relcl"
COMPLEMENTS = frozenset({"nmod", "acl", "det:poss", "nummod", "flat", "flat:name", "appos", "compound"})


def country_meant(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the country that a noun for countries stands for, () where the text leaves several or none.

    With the adjective of a part of the world it is the last one named that is not the clause's subject; alone, it is
    the only one of this sentence and the two before.
    """
    words = finder.lexicon.words
    form = noun.form
    if form not in words["country_epithet"] or feature(noun, "Number") == "Plur" or not is_definite(noun):
        return ()
    if noun.i in finder.reading.names or any(_narrows(c) for c in noun.children):
        return ()
    adjectives = [c for c in noun.children if c.dep_ == "amod"]
    regions = [finder.lexicon.demonyms.get(c.form) for c in adjectives]
    regional = len(regions) == 1 and regions[0] is not None and regions[0].type != "Country"
    if not regional and (adjectives or form not in words["bare_country"]):
        return ()
    clause = clause_root(noun)
    is_subject = noun.dep_ in ("nsubj", "nsubj:pass")
    actors = () if is_subject else finder.subjects(clause)
    barred = {actor.name for actor in actors} | {actor.country for actor in actors if actor.country}
    found: dict[str, Mention] = {}
    for _, mention in parties_before(noun, finder):
        if mention.type == "Country" and mention.name not in barred and mention.country not in barred:
            found.setdefault(mention.name, mention)
    if not found or (len(found) > 1 and not regional):
        return ()
    return (next(iter(found.values())),)


def _narrows(child: Token) -> bool:
    """ "il Paese che ha vinto" is any; "il Paese, che ha vinto," is the one known already."""
    if child.dep_ == RELATIVE:
        return child.left_edge.nbor(-1).text != "," and child.left_edge.text != ","
    return child.dep_ in COMPLEMENTS
