"""Who went where: "si è recato a Mosca", "ha visitato la Cina", "il viaggio di X a Pechino"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, complements
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import feature
from pipeline.extract.dates import nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.parties import PartyFinder
from pipeline.extract.places import PLACE_TYPES, TO, places
from pipeline.extract.polarity import polarity_of
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention

EXTRACTOR = "visits"
TRAVELLERS = frozenset({"Person", "Group"})


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a claim for each traveller and place."""
    finder = PartyFinder(reading, lexicon)
    for sent in reading.sentences():
        for token in sent:
            pos = "VERB" if token.pos_ in ("VERB", "AUX") else "NOUN"
            frames = lexicon.visits.get((token.lemma_.lower(), pos))
            if not frames or token.pos_ not in ("VERB", "NOUN"):
                continue
            travellers, destinations = _by_verb(token, frames, finder) if pos == "VERB" else _by_noun(token, finder)
            for traveller in travellers:
                for destination in destinations:
                    if traveller.type in TRAVELLERS and traveller.name != destination.name:
                        yield from _claim(token, traveller, destination, finder)


def _by_verb(
    verb: Token, frames: frozenset[str], finder: PartyFinder
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if "obj" in frames:
        objects = (c for c in verb.children if c.dep_ == "obj")
        beside = [verb.doc[i] for i in range(verb.i + 1, min(verb.sent.end, verb.i + 3))]
        near = [t for t in beside if verb.doc[t.i - 1] == verb or verb.doc[t.i - 1].pos_ == "DET"]
        places_named = (m for t in (*objects, *near) for m in finder.all_at(t, place=True))
        found = tuple(m for m in places_named if m.type in PLACE_TYPES)
    else:
        found = places(verb, finder, prepositions=TO)
    return (finder.subjects(verb) if found else ()), found[:1]


def _by_noun(noun: Token, finder: PartyFinder) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    found = places(noun, finder, prepositions=TO)
    if not found:
        return (), ()
    travellers = tuple(
        m for c in complements(noun) if c.label == "nmod" and c.preposition == "di" for m in finder.all_at(c.token)
    )
    possessed = any(feature(c, "Poss") == "Yes" or c.dep_ == "det:poss" for c in noun.children)
    if not travellers and (possessed or noun.dep_ in ("obl", "obj")):
        verb = clause_root(noun)
        if verb.pos_ in ("VERB", "AUX"):
            travellers = finder.subjects(verb)
    return travellers, found[:1]


def _claim(token: Token, traveller: Mention, destination: Mention, finder: PartyFinder) -> Iterator[Claim]:
    polarity = polarity_of(token, finder.lexicon)
    if not polarity.is_claim:
        return
    reading = finder.reading
    sent = token.sent
    span = evidence_span(token, (traveller, destination))
    rule = "visits/verbal" if token.pos_ == "VERB" else "visits/nominal"
    yield Claim(
        kind="visit",
        predicate="visited",
        subject=traveller,
        object=destination,
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule=rule),
        status="denied" if polarity.negated else polarity.status,
        when=nearest_date(
            sent.text, token.idx - sent.start_char, reading.article.published, future=polarity.status == "planned"
        ),
        anchor=token.idx,
    )
