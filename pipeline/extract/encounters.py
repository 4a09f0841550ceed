"""Who met or spoke with whom: by verbs ("ha incontrato", "si sono visti") and by nouns ("i colloqui con")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.annotate.clauses import clause_root, complements, preposition_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import COMPLEX_PREPOSITIONS, feature
from pipeline.extract.dates import nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.joiners import attendance, is_present, joined_at, joined_in_sentence
from pipeline.extract.journeys import Journey, find_journeys
from pipeline.extract.meeting_words import form_of, is_verbal, meeting_at, meeting_named_again
from pipeline.extract.nominal_encounters import groups_of_noun, met_by_noun
from pipeline.extract.participants import agents, is_participant
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct, parties_at
from pipeline.extract.places import place_of
from pipeline.extract.polarity import lies_ahead, polarity_of
from pipeline.extract.sequels import is_called_off, names_the_two, next_in_turn
from pipeline.extract.verbal_encounters import groups_of_verb
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Meeting
from pipeline.model import Claim, EncounterDetail, Evidence, Mention, Span

EXTRACTOR = "encounters"
BACK = 2
"""In how many sentences after a meeting it may be said who else took part, after a journey where one meets."""
ASIDE = frozenset({"advcl", "acl", "amod", "conj", "parataxis", "appos"})
"""How "presente X" hangs on the clause of a meeting, or on its last word."""
MIN_PRESENT = 2
IN_PERSON = frozenset({"meeting", "talks", "summit", "ceremony"})


@dataclass(frozen=True, slots=True)
class _Open:
    """A meeting told of by a noun alone ("Vertice a tre ieri a Roma."), and in which sentence."""

    noun: Token
    meeting: Meeting
    sentence: int
    met: tuple[Mention, ...] = ()
    """Whom somebody met, where it is not said who: "Un'ora di colloquio con X."."""


@dataclass(frozen=True, slots=True)
class _Stay:
    """Where somebody goes, and in which sentence that is said."""

    place: Mention
    sentence: int
    planned: bool


def extract(
    reading: Reading, lexicon: Lexicon, said: Sequence[Claim] = (), journeys: Iterable[Journey] | None = None
) -> Iterator[Claim]:
    """Yield a claim for each meeting that names two parties; one who travels meets where he has gone.

    `said` are the statements, for who "io" is; `journeys` what was read of it where somebody has read it already.
    """
    told: list[tuple[int, Claim]] = []
    finder = PartyFinder(reading, lexicon)
    for number, sent, claim in _told(reading, finder, Voices(said), journeys):
        if claim is not None:
            told.append((number, claim))
            continue
        planned = _planned_last(told, number)
        if planned is not None and is_called_off(sent, lexicon, lambda noun: _is_mere_meeting(noun, lexicon)):
            told = [(n, replace(c, status="denied") if c.anchor == planned else c) for n, c in told]
    yield from (claim for _, claim in told)


def _is_mere_meeting(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether a noun is one of meeting, and of no journey: "salta invece la visita a Tunisi"."""
    return meeting_at(noun, lexicon) is not None and (noun.lemma_.lower(), "NOUN") not in lexicon.visits


def _planned_last(told: Sequence[tuple[int, Claim]], number: int) -> int | None:
    """Return the anchor of the meeting planned last, where a sentence soon after may say that nothing came of it."""
    return next((c.anchor for n, c in reversed(told) if number - n <= BACK and c.status == "planned"), None)


def _told(
    reading: Reading, finder: PartyFinder, voices: Voices, journeys: Iterable[Journey] | None
) -> Iterator[tuple[int, TokenSpan, Claim | None]]:
    """Yield the meetings sentence by sentence; None for a sentence that tells of none."""
    lexicon = finder.lexicon
    last: Claim | None = None
    since = 0
    hosted: tuple[int, Claim] | None = None
    where: dict[str, _Stay] = {}
    untold: _Open | None = None
    half: _Open | None = None
    travels: dict[int, list[Journey]] = {}
    for journey in find_journeys(finder, voices) if journeys is None else journeys:
        travels.setdefault(journey.sentence, []).append(journey)
    for number, sent in enumerate(reading.sentences()):
        since += 1
        before = last if since <= BACK else None
        joined = joined_in_sentence(sent, finder) if before is not None else ()
        if joined and before is not None:
            yield from ((number, sent, claim) for claim in _joined(sent.root, before, joined, finder))
        for journey in travels.get(number, ()):
            where.update(_stays(journey, finder))
        events = ((token, meeting_at(token, lexicon) or meeting_named_again(token, lexicon)) for token in sent)
        found = [c for token, event in events if event for c in _claims_at(token, event, before, finder, voices)]
        if not found and untold is not None and number - untold.sentence <= BACK:
            found = list(_attended(untold, sent, finder))
        if not found and half is not None and half.sentence == number - 1:
            found = list(_completed(half, sent, finder))
        hosting = next((c for c in reversed(found) if c.evidence.rule == f"{EXTRACTOR}/object"), None)
        hosted = (number, hosting) if hosting is not None else hosted
        if hosted is not None and number - hosted[0] <= 1:
            found += _next_met(sent, hosted[1], finder)
        for claim in (_placed(c, where, number) for c in found):
            if claim.subject.type == "Person":
                last, since = claim, 0
            yield number, sent, claim
        half = None if found else _half_told(sent, number, finder)
        untold = None if found else _untold(sent, number, lexicon) or untold
        if not found:
            yield number, sent, None


def _next_met(sent: TokenSpan, hosting: Claim, finder: PartyFinder) -> Iterator[Claim]:
    """ "X ha ricevuto A; domani toccherà a B": whoever met the one meets the next as well."""
    told = next_in_turn(sent, finder)
    detail = hosting.detail
    if told is None or not isinstance(detail, EncounterDetail) or told[0].idx < (hosting.anchor or 0):
        return
    token, guests = told
    meeting = Meeting(token.lemma_, detail.form, frozenset())
    for guest in guests:
        participants = distinct((*detail.participants[:-1], guest))
        if len(participants) > 1:
            yield from _claim(token, meeting, participants, "next-in-turn", finder)


def _untold(sent: TokenSpan, number: int, lexicon: Lexicon) -> _Open | None:
    """Return the meeting that a sentence tells of without saying who meets."""
    for token in sent:
        meeting = meeting_at(token, lexicon)
        if meeting is None or meeting.form not in IN_PERSON - {"ceremony"} or is_verbal(token, lexicon):
            continue
        if (preposition_of(token), token.lemma_.lower()) not in COMPLEX_PREPOSITIONS:  # "nei confronti di"
            return _Open(token, meeting, number)
    return None


def _half_told(sent: TokenSpan, number: int, finder: PartyFinder) -> _Open | None:
    """Return the meeting of a sentence without a verb that tells only one side: "Un'ora di colloquio con X"."""
    if sent.root.pos_ not in ("NOUN", "PROPN", "ADJ") or any(c.dep_ == "cop" for c in sent.root.children):
        return None
    for token in sent:
        meeting = None if is_verbal(token, finder.lexicon) else meeting_at(token, finder.lexicon)
        met = met_by_noun(token, finder) if meeting is not None and meeting.form != "ceremony" else ()
        if meeting is not None and met and all(m.type == "Person" for m in met):
            return _Open(token, meeting, number, met)
    return None


def _completed(half: _Open, sent: TokenSpan, finder: PartyFinder) -> Iterator[Claim]:
    """The meeting of the sentence before, with the one person that this sentence is about."""
    root = sent.root
    about = [m for m in agents(root, finder) if m.type == "Person"]
    if not about:
        about = [m for c in complements(root) if c.preposition == "per" for m in parties_at(c.token, finder)]
    known = {m.name for m in half.met}
    if len(about) == 1 and about[0].named and about[0].type == "Person" and about[0].name not in known:
        span = Span(half.noun.idx, max(about[0].span.end, *(m.span.end for m in half.met)))
        evidence = Evidence.of(finder.reading.article, span, extractor=EXTRACTOR, rule="encounters/completed")
        for claim in _claim(half.noun, half.meeting, (about[0], *half.met), "completed", finder):
            yield replace(claim, evidence=evidence)


def _attended(untold: _Open, sent: TokenSpan, finder: PartyFinder) -> Iterator[Claim]:
    """The meeting of a sentence before, with those of whom it is said only now that they were there."""
    present = attendance(sent, finder)
    if len(present) < MIN_PRESENT:
        return
    told = polarity_of(sent.root, finder.lexicon) if sent.root.pos_ in ("VERB", "AUX") else None
    article = finder.reading.article
    span = Span(untold.noun.idx, max(m.span.end for m in present))
    for claim in _claim(untold.noun, untold.meeting, present, "attendance", finder):
        evidence = Evidence.of(article, span, extractor=EXTRACTOR, rule="encounters/attendance")
        status = claim.status if told is None or claim.status == "denied" else told.status
        yield replace(claim, evidence=evidence, status="denied" if told is not None and told.negated else status)


def _stays(journey: Journey, finder: PartyFinder) -> dict[str, _Stay]:
    """Return where a word of going takes whom."""
    polarity = polarity_of(journey.token, finder.lexicon)
    if len(journey.places) != 1 or polarity.negated:
        return {}
    stay = _Stay(journey.places[0], journey.sentence, polarity.status == "planned")
    return {traveller.name: stay for traveller in journey.travellers}


def _placed(claim: Claim, where: Mapping[str, _Stay], number: int) -> Claim:
    """A meeting without a place is where one of those who meet has just been said to go."""
    detail = claim.detail
    if not isinstance(detail, EncounterDetail) or detail.place is not None or detail.form not in IN_PERSON:
        return claim
    stays = (where[m.name] for m in detail.participants if m.name in where)
    stays = (s for s in stays if not (s.planned and claim.status == "happened"))
    place = next((s.place for s in stays if number - s.sentence <= BACK), None)
    return claim if place is None else replace(claim, detail=replace(detail, place=place))


def _claims_at(
    token: Token, meeting: Meeting, before: Claim | None, finder: PartyFinder, voices: Voices
) -> Iterator[Claim]:
    """Yield who meets by a word of meeting; `before` is the last one told of, which others may have joined."""
    verbal = is_verbal(token, finder.lexicon)
    groups = groups_of_verb if verbal else groups_of_noun
    seen: set[frozenset[str]] = set()
    for found, rule in groups(token, meeting, finder, voices):
        participants = distinct(m for m in (*found, *_present(token, finder)) if is_participant(m, finder))
        participants = _same_two(token, participants, before, finder)
        names = frozenset(m.name for m in participants)
        if rule == "joint" and before is not None and _is_same(token, meeting, before):
            seen.add(names)
            yield from _joined(token, before, participants, finder)
        elif len(participants) > 1 and names not in seen:
            seen.add(names)
            yield from _claim(token, meeting, participants, rule, finder)
    present = _present(token, finder) if not seen and not verbal else ()
    if len(present) > 1:
        seen.add(frozenset(m.name for m in present))
        yield from _claim(token, meeting, present, "present", finder)
    joined = joined_at(token, finder) if not seen and not verbal and before is not None else ()
    if joined and before is not None:
        yield from _joined(token, before, joined, finder)


def _same_two(
    token: Token, participants: tuple[Mention, ...], before: Claim | None, finder: PartyFinder
) -> tuple[Mention, ...]:
    """ "A ha visto B. C ne ha parlato. I due si rivedranno": A and B, though C was spoken of after them."""
    detail = before.detail if before is not None else None
    if not isinstance(detail, EncounterDetail) or len(participants) != 2 or len(detail.participants) != 2:
        return participants
    names, known = {m.name for m in participants}, {m.name for m in detail.participants}
    return detail.participants if len(names & known) == 1 and names_the_two(token, finder) else participants


def _is_same(noun: Token, meeting: Meeting, before: Claim) -> bool:
    """ "X ha visto Y. All'incontro hanno preso parte A e B": the meeting told of before, with more people."""
    detail = before.detail
    if not isinstance(detail, EncounterDetail) or {meeting.form, detail.form} - {"meeting", "talks"}:
        return False
    told = any(c.dep_ in ("nmod", "amod", "det:poss") for c in noun.children)
    return noun.dep_ == "obl" and preposition_of(noun) == "a" and not told


def _joined(token: Token, before: Claim, joined: tuple[Mention, ...], finder: PartyFinder) -> Iterator[Claim]:
    """The meeting told of before, now with those who joined it."""
    detail = before.detail
    if not isinstance(detail, EncounterDetail):
        return
    participants = distinct((*detail.participants, *joined))
    if len(participants) == len(detail.participants) or not polarity_of(token, finder.lexicon).is_claim:
        return
    span = evidence_span(token, joined)
    yield replace(
        before,
        subject=participants[0],
        object=participants[1],
        evidence=Evidence.of(finder.reading.article, span, extractor=EXTRACTOR, rule="encounters/joined"),
        anchor=token.idx,
        detail=replace(detail, participants=participants),
    )


def _present(trigger: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "alla presenza di X", "presente anche X": others who take part, named beside the clause of the meeting."""
    verb = clause_root(trigger)
    found: list[Mention] = []
    for child in verb.children:
        lemma = child.lemma_.lower()
        if lemma == "presenza":
            found += [m for c in complements(child) if c.preposition == "di" for m in parties_at(c.token, finder)]
    for word in verb.subtree:
        if is_present(word, finder.lexicon) and word.dep_ in ASIDE and word.i > 0 and word.nbor(-1).text == ",":
            found += [m for c in word.children if c.dep_ in ("nsubj", "obj", "appos") for m in parties_at(c, finder)]
    return tuple(m for m in found if m.named and m.type == "Person")


def _claim(
    token: Token, meeting: Meeting, participants: tuple[Mention, ...], rule: str, finder: PartyFinder
) -> Iterator[Claim]:
    reading, lexicon = finder.reading, finder.lexicon
    polarity = polarity_of(token, lexicon)
    if not polarity.is_claim:
        return
    sent = token.sent
    published = reading.article.published
    when = nearest_date(sent.text, token.idx - sent.start_char, published, future=polarity.status == "planned")
    ahead = polarity.status == "happened" and (lies_ahead(token, when, published) or _is_agreed_on(token, lexicon))
    yield Claim(
        kind="encounter",
        predicate="met",
        subject=participants[0],
        object=participants[1],
        evidence=Evidence.of(
            reading.article, evidence_span(token, participants), extractor=EXTRACTOR, rule=f"encounters/{rule}"
        ),
        status="denied" if polarity.negated else "planned" if ahead else polarity.status,
        when=when,
        anchor=token.idx,
        detail=EncounterDetail(participants, form_of(token, meeting, lexicon), place_of(token, finder)),
    )


def _is_agreed_on(verb: Token, lexicon: Lexicon) -> bool:
    """ "hanno concordato di rivedersi": what they agree to do is still to come."""
    if verb.dep_ not in ("xcomp", "ccomp") or verb.pos_ != "VERB" or feature(verb, "VerbForm") != "Inf":
        return False
    return verb.head.lemma_.lower() in lexicon.words["agrees_to"]
