"""The offices of a text that nobody was read to hold: what each of them lacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.annotate.chains import office_at
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.annotate.titles import office_size
from pipeline.explain.frames import said_so
from pipeline.explain.records import NearMiss
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Mention


def near_roles(reading: Reading, lexicon: Lexicon, claims: Collection[Claim]) -> Iterator[NearMiss]:
    """Yield a near miss for each office that stands in no role."""
    finder = PartyFinder(reading, lexicon)
    read = [claim.evidence.span for claim in claims if claim.kind == "role"]
    for sent in reading.sentences():
        for token in sent:
            if token.i in reading.names or any(span.start <= token.idx < span.end for span in read):
                continue
            office = office_at(token, lexicon) if office_size(token, lexicon) else None
            if office is not None:
                lacks = [*_lacks(token, plural=office.number == "pl", finder=finder), *said_so(token, lexicon)]
                yield NearMiss("role", office.lemma, token.text, token.idx, tuple(lacks), len(lacks))


def _lacks(noun: Token, *, plural: bool, finder: PartyFinder) -> Iterator[str]:
    meant = [m for m in finder.referred(noun) if m.named]
    beside = tuple(_named(noun, finder))
    if meant:
        yield f"who holds it: {_listed(meant)} is meant, but not said to be so here"
    elif beside:
        yield f"who holds it: no title, apposition or verb joins it with {_listed(beside)}"
    else:
        yield "who holds it: no person is named in the sentence"
    if plural:
        yield "it is a plural, and several would have to be named"


def _named(noun: Token, finder: PartyFinder) -> Iterator[Mention]:
    names = finder.reading.names
    for token in noun.sent:
        name = names.get(token.i)
        if name is not None and name.start == token.i and finder.named.person(token.i):
            yield finder.reading.mention_of(name)


def _listed(mentions: Collection[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))
