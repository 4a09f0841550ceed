"""The two parties that one compound word names: "il vertice Italia-Francia", "l'incontro italo-francese"."""

from __future__ import annotations

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.extract.contests import is_fixture
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct
from pipeline.lexicon.entries import Name
from pipeline.model import Mention
from pipeline.typography import folded

BETWEEN = "tra"
NAME_PARTS = frozenset({"flat", "flat:name"})


def paired(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the two parties of a compound: "il vertice Italia-Francia", "l'incontro italo-francese"."""
    for child in noun.children:
        if child.dep_ in ("nmod", "flat", "flat:name", "compound", "amod", "appos") and child.i > noun.i:
            two = _hyphened(child, finder)
            if len(two) > 1:
                return () if is_fixture(noun, child, finder.lexicon) else two
    adjectives = [t for t in noun.subtree if t.i > noun.i and t.pos_ in ("ADJ", "NOUN", "PROPN")]
    for first in adjectives:
        if first.i + 2 < len(noun.doc) and noun.doc[first.i + 1].text == "-" and first.head in (noun, first.nbor(2)):
            ends = (_nationality(first.text, finder), _nationality(noun.doc[first.i + 2].text, finder))
            if ends[0] and ends[1] and not is_fixture(noun, first, finder.lexicon):
                return distinct((finder.known(ends[0], first), finder.known(ends[1], noun.doc[first.i + 2])))
    return ()


def _nationality(text: str, finder: PartyFinder) -> Name | None:
    return finder.lexicon.demonym_prefixes.get(folded(text)) or finder.lexicon.demonyms.get(folded(text))


def _hyphened(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Italia-Francia", "Verdi-Duval" in one token: each end a country, an organisation or a person of the article.

    "Il colloquio con Jean-Claude", "di Jean-Claude Duval" and "l'incontro Rimskij-Korsakov" have one name each.
    """
    parts = token.text.replace("–", "-").split("-")
    if len(parts) < 2 or any(not part[:1].isupper() for part in parts):
        return ()
    if preposition_of(token) not in ("", BETWEEN) or _is_in_longer_name(token, finder):
        return ()
    span = finder.reading.span(token.i, token.i + 1)
    found = []
    for part in parts:
        entry = finder.lexicon.names.get(part)
        chain = _person_called(part, token, finder)
        if entry is not None and entry.type in ("Country", "Organization"):
            found.append(finder.known(entry, token))
        elif chain is not None:
            found.append(finder.reading.mention(chain, span))
        else:
            return ()
    return distinct(found)


def _person_called(part: str, token: Token, finder: PartyFinder) -> int | None:
    """Return the chain of a person whom the article elsewhere names so, by that word alone or by one of several."""
    chains = finder.reading.chains
    elsewhere = {n.chain for n in finder.reading.names.values() if not n.start <= token.i < n.end}
    known = (i for i in sorted(elsewhere) if chains[i].type == "Person" and chains[i].name != token.text)
    return next((i for i in known if part in chains[i].name.split()), None)


def _is_in_longer_name(token: Token, finder: PartyFinder) -> bool:
    """ "Jean-Claude Duval": the compound is one word of a name."""
    name = finder.reading.names.get(token.i)
    if name is not None and name.end - name.start > 1:
        return True
    if token.dep_ in NAME_PARTS or any(c.dep_ in NAME_PARTS and c.pos_ == "PROPN" for c in token.children):
        return token.dep_ not in NAME_PARTS or token.head.pos_ == "PROPN"
    following = token.doc[token.i + 1] if token.i + 1 < token.sent.end else token
    return following.pos_ == "PROPN" and following.head == token
