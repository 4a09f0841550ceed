"""What sources say: "secondo X" over statements already found, or over the clause that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import OPENING_MARKS
from pipeline.annotate.ud import feature, finite_part, is_finite
from pipeline.extract.addressees import ANAPHOR_REACH
from pipeline.extract.attributions import Source
from pipeline.extract.speakers import SpeakerFinder
from pipeline.extract.speech import Saying, trimmed
from pipeline.extract.stretches import Stretch

NEAR = 3
"""Characters between a statement and the source right after it."""


def with_sources(
    found: list[Saying], sources: Sequence[Source], stretch: Stretch, speakers: SpeakerFinder
) -> list[Saying]:
    """Return the statements with those that sources make, and with who relays them."""
    previous: Source | None = None
    for named in sources:
        source = _resolved(named, found, stretch, speakers)
        if not source.mentions:
            continue
        if previous is not None and previous.leading and source.start <= previous.end + 1:
            theirs = {m.name for m in previous.mentions}
            sent = stretch.doc[source.start].sent
            found = [
                replace(s, via=source.mentions)
                if not s.via and {m.name for m in s.speakers} == theirs and sent.start_char <= s.start < sent.end_char
                else s
                for s in found
            ]
            continue
        previous = source
        speakers.floor.source = source.mentions
        place = stretch.doc[source.start].idx
        if stretch.quote_around(stretch.doc[source.start]) is not None:
            continue
        names = {m.name for m in source.mentions}
        relative = speakers.lexicon.words["relative_pronoun"] | speakers.lexicon.words["relative_place"]
        if (
            not source.spoken_by
            and source.start > stretch.start
            and _subordinated(stretch.doc[source.start - 1], stretch, relative)
        ):
            inner = _own(source, stretch, speakers, found, sources)
            if inner is not None:
                found = [_before(s, place, stretch) if s.holds(place) else s for s in found]
                found.append(inner)
            continue
        same = [s for s in found if _concerns(s, source, stretch)]
        if source.spoken_by:
            found = [_spoken_by(s, source) if _of_one_clause(s, source, stretch) else s for s in found]
            continue
        relayed = [s for s in same if not s.via and {m.name for m in s.speakers} != names]
        if relayed:
            found = [replace(s, via=source.mentions) if s in relayed else s for s in found]
            if source.leading and any(_is_hearsay(s) for s in relayed):
                whole = _own(source, stretch, speakers, (), sources)
                found = [*found, whole] if whole else found
        elif not same and not source.relaying:
            saying = _own(source, stretch, speakers, found, sources)
            overlaps = saying is not None and any(s.start < saying.end and saying.start < s.end for s in found)
            if saying is not None and not overlaps and place >= 0:
                found = [*found, saying]
    return found


def _resolved(source: Source, found: list[Saying], stretch: Stretch, speakers: SpeakerFinder) -> Source:
    """ "A suo avviso": of whoever spoke in the sentence before, or in this one; else of the person named last."""
    if not source.anaphoric:
        return source
    place, sent = stretch.doc[source.start].idx, stretch.doc[source.start].sent
    for _ in range(ANAPHOR_REACH - 1):
        sent = stretch.doc[sent.start - 1].sent if sent.start else sent
    begin = sent.start_char
    spoken = [s for s in found if begin <= s.start and s.end <= place]
    last = max(spoken, key=lambda s: s.end).speakers if spoken else speakers.last_person(place, after=begin)
    return replace(source, mentions=last if all(m.type in ("Person", "Organization") for m in last) else ())


def _of_one_clause(saying: Saying, source: Source, stretch: Stretch) -> bool:
    """ "L'Emirato parla di «guerra» e, per bocca di Neri, avverte": Neri speaks with the second verb."""
    return saying.cue is not None and stretch.doc[source.start + 1].head in (saying.cue.token, saying.cue.main)


def _spoken_by(saying: Saying, source: Source) -> Saying:
    """ "Mosca, per bocca del vicepremier Neri, avverte che …": Neri said it; an unnamed spokesman only passes it on."""
    if all(m.type == "Person" and m.named for m in source.mentions):
        return replace(saying, speakers=source.mentions, via=())
    return saying if saying.via else replace(saying, via=source.mentions)


def _concerns(saying: Saying, source: Source, stretch: Stretch) -> bool:
    """Say whether a source is one of a statement: around it, right after it, or at the head of its sentence."""
    if source.relative:
        return False
    place = stretch.doc[source.start].idx
    sent = stretch.doc[source.start].sent
    last = stretch.doc[source.end - 1]
    cue_place = saying.cue.token.idx if saying.cue else saying.start
    if saying.start <= place <= saying.end + NEAR:
        return True
    if saying.cue is not None and source.leading:
        return sent.start_char <= cue_place < sent.end_char and not _clause_between(saying, source, stretch)
    if saying.cue is not None and saying.cue.sent == sent and saying.end <= place:
        return True
    return source.leading and last.idx <= saying.start < sent.end_char


def _is_hearsay(saying: Saying) -> bool:
    """ "Secondo il giornale il Fondo avrebbe chiesto …": that it was said is itself what the source says."""
    return saying.cue is not None and feature(finite_part(saying.cue.main), "Mood") == "Cnd"


def _before(saying: Saying, place: int, stretch: Stretch) -> Saying:
    """Cut a content off before the clause that a source in it parts: "…, che, secondo i media, …"."""
    commas = [t.idx for t in stretch.tokens_between(saying.start, place) if t.text == ","]
    end = commas[-2] if len(commas) > 1 else saying.end
    return replace(saying, end=end) if end > saying.start else saying


def _clause_between(saying: Saying, source: Source, stretch: Stretch) -> bool:
    """ "Secondo Rossi, è tardi, mentre Neri afferma che …": the source has a clause of its own before the cue."""
    if saying.cue is None or saying.start < stretch.doc[source.end - 1].idx:
        return False
    first = saying.cue.first
    between = [t for t in stretch.doc[source.end : first] if is_finite(t) and stretch.quote_around(t) is None]
    return bool(between) and saying.cue.token.dep_ in ("conj", "advcl", "parataxis")


def _own(
    source: Source,
    stretch: Stretch,
    speakers: SpeakerFinder,
    found: Sequence[Saying],
    others: Sequence[Source] = (),
) -> Saying | None:
    """Return what a source says where nobody else is quoted: the rest of its sentence, or the clause that it parts."""
    doc = stretch.doc
    relative = speakers.lexicon.words["relative_pronoun"] | speakers.lexicon.words["relative_place"]
    sent = doc[source.start].sent
    if source.leading or source.relative:
        if source.end >= sent.end:
            return None
        cited = [o.end for o in others if source.start < o.start <= source.end + 1 and o.end < sent.end]
        begin, end = _after_connectives(doc[max([source.end, *cited]) : sent.end]), sent.end_char
        nexts = [o.start for o in others if o.leading and source.end < o.start < sent.end]
        end = doc[min(nexts)].idx if nexts else end
        if source.relative:
            verb = next((t for t in doc[source.end : sent.end] if is_finite(t) and t.dep_.startswith("acl")), None)
            end = end if verb is None else verb.right_edge.idx + len(verb.right_edge.text)
        cues = [s.cue for s in found if s.cue and s.cue.sent == sent and s.cue.first > source.end]
        if cues:
            end = min(_clause_begin(c.token, c.first) for c in cues)
    else:
        start = _clause_start(source, stretch)
        before = [t for t in doc[start : source.start] if is_finite(t)]
        after = [t for t in doc[source.end : sent.end] if is_finite(t)]
        mid = source.end < sent.end and doc[source.end].text in (",", "–", "—", ")")
        if source.start > sent.start and _subordinated(doc[source.start - 1], stretch, relative):
            begin, end = doc[source.end].idx, sent.end_char
        elif mid and bool(after) != bool(before):
            begin, end = doc[start].idx, sent.end_char
        else:
            begin, end = doc[start].idx, doc[source.start].idx
    said = stretch.tokens_between(begin, end)
    quoted = any(begin <= q.outer.start and q.outer.end <= end for q in stretch.quotes)
    if not quoted and not any(t.pos_ in ("VERB", "AUX") for t in said):
        return None
    if _points_back([t for t in said if t.is_alpha], speakers):
        return None
    end = max([end, *(q.outer.end for q in stretch.quotes if begin <= q.outer.start < end)])
    cut = trimmed(speakers.reading, begin, end)
    return Saying(cut[0], cut[1], cut[2], "source", source.mentions) if cut else None


def _after_connectives(span: TokenSpan) -> int:
    """ "Per Rossi, però, …": what is said begins after the commas and the connective between them."""
    first = next((t for t in span if not t.is_punct), None)
    if first is not None and first.form in ("che", "cui", "il") and first.head.dep_.startswith("acl"):
        later = [t for t in span if t.i > first.head.right_edge.i]  # "secondo il giornale, che cita tre fonti, …"
        start = next((t for t in later if not t.is_punct or t.text in OPENING_MARKS), None)
        if start is not None and first.head.head.i < first.i:
            return start.idx
    for token in span:
        if not token.is_punct and not (token.pos_ == "ADV" and span.doc[token.i + 1].text == ","):
            before = span.doc[token.i - 1] if token.i > span.start else token
            return before.idx if before.text in OPENING_MARKS else token.idx
    return span.start_char


def _points_back(words: list[Token], speakers: SpeakerFinder) -> bool:
    """ "Lo ha detto Rossi, citato dalla Tass", "È quanto emerge da una nota": what is said stands before."""
    if len(words) < 2:
        return True
    if words[0].lemma_ == "essere" and words[1].form in ("quanto", "quello", "ciò"):
        return True
    back = speakers.lexicon.words["back_reference"]
    return words[0].form in back and words[0].pos_ == "PRON" and words[1].pos_ in ("AUX", "VERB")


def _clause_begin(verb: Token, first: int) -> int:
    """Return the offset at which the clause of a later cue begins, with its conjunction."""
    begins = [first, *(t.i for t in verb.subtree if t.i < first and t.dep_ in ("nsubj", "cc", "mark", "det"))]
    return verb.doc[min(begins)].idx


def _clause_start(source: Source, stretch: Stretch) -> int:
    """Return the token after the last semicolon or colon before the source, or the sentence's first."""
    doc = stretch.doc
    start = doc[source.start].sent.start
    for token in doc[start : source.start]:
        if token.text in (";", ":"):
            start = token.i + 1
    while start < source.start and (
        doc[start].is_space
        or (doc[start].is_punct and doc[start].text not in OPENING_MARKS)
        or doc[start].pos_ == "CCONJ"
    ):
        start += 1
    return start


def _subordinated(mark: Token, stretch: Stretch, relative: frozenset[str]) -> bool:
    """ "che, secondo il deputato, dovrebbe": what is said comes after the source, not before it."""
    if mark.pos_ == "PRON" and mark.dep_ != "mark" and mark.form in relative:
        return True  # "i prezzi, che secondo l'Autorità sono saliti"
    before = stretch.token_before(mark.i)
    while before is not None and before.pos_ == "ADV" and before.dep_ != "fixed" and before.form not in relative:
        before = stretch.token_before(before.i)
    if before is None or mark.text not in (",", "–", "—", "("):
        return False
    return before.pos_ == "SCONJ" or before.dep_ in ("mark", "fixed") or before.form in relative
