"""The two parties that one compound word names: "il vertice Italia-Francia", "l'incontro italo-francese"."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct
from pipeline.lexicon.entries import Name
from pipeline.model import Mention
from pipeline.typography import folded


def paired(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the two parties of a compound: "il vertice Italia-Francia", "l'incontro italo-francese"."""
    for child in noun.children:
        if child.dep_ in ("nmod", "flat", "flat:name", "compound", "amod", "appos") and child.i > noun.i:
            two = _hyphened(child, finder)
            if len(two) > 1:
                return two
    adjectives = [t for t in noun.subtree if t.i > noun.i and t.pos_ in ("ADJ", "NOUN", "PROPN")]
    for first in adjectives:
        if first.i + 2 < len(noun.doc) and noun.doc[first.i + 1].text == "-" and first.head in (noun, first.nbor(2)):
            ends = (_nationality(first.text, finder), _nationality(noun.doc[first.i + 2].text, finder))
            if ends[0] and ends[1]:
                return distinct((finder.known(ends[0], first), finder.known(ends[1], noun.doc[first.i + 2])))
    return ()


def _nationality(text: str, finder: PartyFinder) -> Name | None:
    return finder.lexicon.demonym_prefixes.get(folded(text)) or finder.lexicon.demonyms.get(folded(text))


def _hyphened(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Italia-Francia", "Trump-Putin" in one token: each end a country, an organisation or a person of the article."""
    parts = token.text.replace("–", "-").split("-")
    if len(parts) < 2 or any(not part[:1].isupper() for part in parts):
        return ()
    found = []
    for part in parts:
        entry = finder.lexicon.names.get(part)
        if entry is not None and entry.type in ("Country", "Organization"):
            found.append(finder.known(entry, token))
            continue
        chain = next(
            (
                index
                for index, chain in enumerate(finder.reading.chains)
                if chain.type == "Person" and chain.name != token.text and part in chain.name.split()
            ),
            None,
        )
        span = finder.reading.span(token.i, token.i + 1)
        if chain is not None:
            found.append(finder.reading.mention(chain, span))
        elif token.ent_type_ == "PER":
            found.append(Mention(span, token.text, part, "Person"))
        else:
            return ()
    return distinct(found)
