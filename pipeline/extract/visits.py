"""Who went where: "si è recato a Mosca", "ha visitato la Cina", "il viaggio di X a Pechino", "sarà a Roma"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import SUBJECTS, feature
from pipeline.extract.dates import nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.journeys import Journey, find_journeys
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct
from pipeline.extract.polarity import lies_ahead, polarity_of
from pipeline.extract.sequels import BACK, is_called_off
from pipeline.extract.travellers import TRAVELLERS
from pipeline.extract.visit_words import frames_at
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention

EXTRACTOR = "visits"


def extract(
    reading: Reading, lexicon: Lexicon, said: Sequence[Claim] = (), journeys: Iterable[Journey] | None = None
) -> Iterator[Claim]:
    """Yield a claim for each traveller and place.

    `said` are the statements, for who "io" is; `journeys` what was read of it where somebody has read it already.
    """
    finder = PartyFinder(reading, lexicon)
    told: list[tuple[int, Claim]] = []
    for journey in find_journeys(finder, Voices(said)) if journeys is None else journeys:
        for traveller in distinct(journey.travellers):
            for destination in distinct(journey.places):
                if traveller.type in TRAVELLERS and traveller.name != destination.name:
                    claims = _claim(journey.token, traveller, destination, journey.rule, finder)
                    told += ((journey.sentence, claim) for claim in claims)
    yield from _without_called_off(told, reading, lexicon)


def _without_called_off(told: list[tuple[int, Claim]], reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Deny the journey planned last, where a sentence soon after says that nothing came of it."""
    sentences = list(reading.sentences()) if any(c.status == "planned" for _, c in told) else []
    telling = {number for number, _ in told}
    last = {n: c.anchor for n, c in told if c.status == "planned"}
    off: set[int | None] = set()
    for number, anchor in last.items():
        for later in range(number + 1, min(len(sentences), number + BACK + 1)):
            if later in telling:
                break
            if is_called_off(sentences[later], lexicon, lambda noun: (noun.lemma_.lower(), "NOUN") in lexicon.visits):
                off.add(anchor)
    yield from (replace(c, status="denied") if c.anchor in off else c for _, c in told)


def _will_be(noun: Token) -> bool:
    """ "ultima tappa del viaggio sarà X": the copula tells when."""
    copulas = (c for c in noun.head.children if c.dep_ == "cop")
    return noun.dep_ in SUBJECTS and any(feature(c, "Tense") == "Fut" for c in copulas)


def _claim(token: Token, traveller: Mention, destination: Mention, rule: str, finder: PartyFinder) -> Iterator[Claim]:
    polarity = polarity_of(token, finder.lexicon)
    if not polarity.is_claim:
        return
    by_invitation = "invited" in (frames_at(token, finder.lexicon) or ())
    if polarity.status == "happened" and (by_invitation or _will_be(token)):
        polarity = replace(polarity, status="planned")
    reading = finder.reading
    sent = token.sent
    span = evidence_span(token, (traveller, destination))
    published = reading.article.published
    when = nearest_date(sent.text, token.idx - sent.start_char, published, future=polarity.status == "planned")
    ahead = polarity.status == "happened" and lies_ahead(token, when, published)
    yield Claim(
        kind="visit",
        predicate="visited",
        subject=traveller,
        object=destination,
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule=f"visits/{rule}"),
        status="denied" if polarity.negated else "planned" if ahead else polarity.status,
        when=when,
        anchor=token.idx,
    )
