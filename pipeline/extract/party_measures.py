"""What of a party is measured where the number names only the party: economy, share price, votes or support."""

from __future__ import annotations

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.extract.directions import direction_of
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantity import Quantity
from pipeline.model import Mention


def party_indicator(verb: Token | None, quantity: Quantity, finder: PartyFinder, last: str = "") -> str:
    """ "la Grecia si è contratta dello 0,2%": of a party itself its economy, share price or votes are measured."""
    doc = finder.reading.doc
    if (
        verb is not None
        and quantity.kind in ("percent", "points")
        and verb.lemma_.lower() not in finder.lexicon.words["estimate_verb"]
    ):
        moves = direction_of(quantity, doc, None, finder.lexicon) is not None
        for mention in finder.subjects(verb):
            indicator = party_measure(mention, verb.sent, finder, last)
            if indicator and (moves or indicator != finder.lexicon.measures["type"].get(mention.type)):
                return f"{indicator} {mention.name}"
    return ""


def party_measure(mention: Mention, sent: TokenSpan, finder: PartyFinder, last: str = "") -> str:
    """Return what of a party is measured: a company's share price, a candidate's votes or, told by a poll, support.

    Where the sentence does not tell, it is the same as with the number before (`last`): "Segue il Fronte al 21,6%".
    """
    lexicon = finder.lexicon
    known = lexicon.names.get(mention.name)
    topics = lexicon.measures["topic"]
    told = [topics[t.lemma_.lower()] for t in sent if t.lemma_.lower() in topics]
    told = told or [topic for topic in dict.fromkeys(topics.values()) if last.startswith(topic)]
    if known is not None and known.kind == "party":
        return next((t for t in told if t != topics["borsa"]), lexicon.measures["type"]["Person"])
    if told and mention.type in ("Organization", "Person", "Group"):
        return told[0]
    return lexicon.measures["type"].get(mention.type, "")
