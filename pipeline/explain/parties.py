"""How a mention came to stand for its party: by name, by title, by a pronoun, by nothing but a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeVar

from rapidfuzz import fuzz

from pipeline.annotate.parse import Token
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.ud import feature
from pipeline.explain.trees import tokens_in
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Claim,
    Detail,
    EncounterDetail,
    Entity,
    EntityType,
    Fact,
    FigureDetail,
    Mention,
    Resolution,
    RoleDetail,
    SayingDetail,
    Span,
)
from pipeline.spelling import likeness
from pipeline.typography import collapsed, folded

P = TypeVar("P", Mention, Entity)
SAME_PARTY = 60.0
"""Similarity, 0 to 100, from which the name of a mention is taken for the label of one of the fact's entities."""


def slots_of_claim(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """Yield the parties of a claim and what each is in it."""
    object_ = claim.object if isinstance(claim.object, Mention) else None
    yield from chain(_slots(claim.subject, object_, claim.detail), _says(claim.attributed_to))


def slots_of_fact(fact: Fact) -> Iterator[tuple[str, Entity]]:
    """Yield the parties of a fact and what each is in it."""
    object_ = fact.object if isinstance(fact.object, Entity) else None
    yield from chain(_slots(fact.subject, object_, fact.detail), _says(fact.attributed_to))


def _slots(subject: P, object_: P | None, detail: Detail[P]) -> Iterator[tuple[str, P]]:
    match detail:
        case EncounterDetail():
            yield from (("participant", party) for party in detail.participants)
            if detail.place is not None:
                yield "place", detail.place
        case SayingDetail():
            yield from (("speaker", party) for party in detail.speakers)
            yield from (("addressee", party) for party in detail.addressees)
            yield from (("via", party) for party in detail.via)
        case FigureDetail():
            if subject not in detail.about:
                yield "subject", subject
            yield from (("about", party) for party in detail.about)
            yield from (("via", party) for party in detail.via)
        case RoleDetail():
            yield "person", subject
            if detail.of is not None:
                yield "of", detail.of
        case _:
            yield "subject", subject
            if object_ is not None:
                yield "object", object_


def _says(parties: tuple[P, ...]) -> Iterator[tuple[str, P]]:
    yield from (("in the words of", party) for party in parties)


def resolution_across(mention: Mention, article: str, fact: Fact) -> Resolution | None:
    """Return how other articles told who a mention of one article is; None where its own article does."""
    return next((r for r in fact.resolved if (r.article, r.name) == (article, mention.name)), None)


def entity_of(slot: str, mention: Mention, fact: Fact, article: str) -> Entity | None:
    """Return the entity of the fact that a mention became; None where none is like it.

    A relation that holds both ways may have exchanged its parties, so both are looked at.
    """
    ends = {"subject", "object"}
    wanted = ends if slot in ends else {slot}
    candidates = list(dict.fromkeys(entity for other, entity in slots_of_fact(fact) if other in wanted))
    if not candidates:
        return None
    across = resolution_across(mention, article, fact)
    if across is not None:
        return next((entity for entity in candidates if entity.iri == across.entity), None)
    best = max(candidates, key=lambda entity: (_likeness(mention, entity), entity.iri))
    alone = len(candidates) == 1 and slot not in ends
    return best if alone or _likeness(mention, best) >= SAME_PARTY else None


def _likeness(mention: Mention, entity: Entity) -> float:
    if mention.wikidata and mention.wikidata == entity.wikidata:
        return 100.0
    return fuzz.token_set_ratio(folded(mention.name), folded(entity.label))


def resolution_of(mention: Mention, reading: Reading, lexicon: Lexicon) -> str:
    """Return in a few words how a mention came to its name."""
    tokens = list(tokens_in(reading.doc, mention.span))
    for token in tokens:
        name = reading.names.get(token.i)
        if name is not None and mention.name in (name.place, reading.chains[name.chain].name):
            return _by_name(mention, name, reading.chains[name.chain].type)
    for token in tokens:
        if token.i in reading.references:
            return _by_reference(token, reading.references[token.i])
    if folded(mention.text) in lexicon.demonyms:
        return "word of nationality"
    if not mention.named:
        return "described, without a name"
    return "the rule's own reading"


def told_across(resolution: Resolution) -> str:
    """Return in a few words how other articles told who is meant."""
    if resolution.by == "office":
        return f"who held the office on that date, as {resolution.source} says"
    return f"another spelling of {resolution.source} (score {resolution.score:.2f})"


def _by_name(mention: Mention, name: NameSpan, kind: EntityType) -> str:
    if name.place is not None and mention.name == name.place:
        return "place of that name"
    if name.place is not None:
        return "metonym: the capital for its state" if kind == "Country" else "metonym: the seat for who sits there"
    said, whole = folded(collapsed(mention.text)), folded(mention.name)
    if said == whole:
        return "name"
    if set(said.split()) < set(whole.split()):
        return "part of the name"
    if mention.wikidata:
        return "another name, in the gazetteer"
    return f"another spelling of the name (score {likeness(collapsed(mention.text), mention.name):.2f})"


def _by_reference(token: Token, chains: Sequence[int]) -> str:
    if token.pos_ in ("VERB", "AUX"):
        return "dropped subject"
    if feature(token, "Poss") == "Yes":
        return "possessive"
    if token.pos_ == "PRON":
        return "pronoun"
    return "those last spoken of" if len(chains) > 1 else "title or epithet"


def named_before(mention: Mention, reading: Reading) -> Span | None:
    """Return where the party was last named in full before the mention, or else first; None where only there."""
    names = sorted({n for n in reading.names.values() if reading.chains[n.chain].name == mention.name}, key=_start)
    spans = [reading.span(name.start, name.end) for name in names]
    whole = [s for s in spans if folded(collapsed(reading.article.text[s.start : s.end])) == folded(mention.name)]
    others = [s for s in whole or spans if s != mention.span and not s.covers(mention.span)]
    before = [s for s in others if s.end <= mention.span.start]
    if before:
        return before[-1]
    return others[0] if others else None


def _start(name: NameSpan) -> int:
    return name.start
