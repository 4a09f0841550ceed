"""Why a sentence gave no fact: the words that could have made one, and what each lacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.annotate.clauses import complements, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.explain.frames import near_frames, said_so
from pipeline.explain.numbers import near_figures
from pipeline.explain.offices import near_roles
from pipeline.explain.records import Diagnosis, NearMiss, ReadClaim
from pipeline.explain.trees import phrase_of, token_at
from pipeline.extract import extract_claims
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, EntityType, Kind, Mention, SayingDetail
from pipeline.vocab import Vocab

PARTICIPANTS = frozenset({"obj", "obl", "obl:agent", "nmod", "iobj"})
CONTENT = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis"})
TRAVELLERS: frozenset[EntityType] = frozenset({"Person", "Group"})
PLACES: frozenset[EntityType] = frozenset({"Place", "Country"})
NO_RULE = "no rule joins these words in this way"


def explain_sentence(reading: Reading, lexicon: Lexicon, vocab: Vocab) -> Diagnosis:
    """Return what was read, and each word of a frame, of meeting, travelling or saying, office and number without fact.

    The near misses come with the nearest first, then in the order of the text.
    """
    claims = extract_claims(reading, lexicon)
    near = [
        *near_frames(reading, lexicon, claims),
        *_near_words(reading, lexicon, claims),
        *near_roles(reading, lexicon, claims),
        *near_figures(reading, lexicon, claims),
    ]
    silent = tuple((p.span, p.role) for p in reading.passages if not p.feeds)
    return Diagnosis(tuple(_noted(claim, vocab) for claim in claims), tuple(sorted(near, key=_nearest)), silent)


def _nearest(miss: NearMiss) -> tuple[int, int, str]:
    return miss.distance, miss.offset, miss.rule


def _noted(claim: Claim, vocab: Vocab) -> ReadClaim:
    notes: list[str] = []
    dropped = False
    if claim.kind == "relation" and isinstance(claim.object, Mention):
        dropped = not vocab.allows(claim.predicate, claim.subject.type, claim.object.type)
        if dropped:
            types = f"{claim.subject.name} is a {claim.subject.type}, {claim.object.name} a {claim.object.type}"
            notes.append(f"left out: the ontology has no {claim.predicate} between such parties ({types})")
    if claim.negated:
        notes.append("negated")
    if claim.status != "happened":
        notes.append(claim.status)
    if claim.attributed_to:
        notes.append(f"only in the words of {', '.join(m.name for m in claim.attributed_to)}")
    return ReadClaim(claim, tuple(notes), dropped)


def _near_words(reading: Reading, lexicon: Lexicon, claims: Collection[Claim]) -> Iterator[NearMiss]:
    finder = PartyFinder(reading, lexicon)
    for token in reading.doc:
        pos = "VERB" if token.pos_ in ("VERB", "AUX") else "NOUN"
        if token.pos_ not in ("VERB", "NOUN") or token.dep_ in ("aux", "aux:pass", "cop"):
            continue
        key = (token.lemma_.lower(), pos)
        if key in lexicon.meetings and not _is_read(token, "encounter", claims):
            yield _near("encounter", token, [*_meeting_lacks(token, finder), *said_so(token, lexicon)])
        if key in lexicon.visits and not _is_read(token, "visit", claims):
            yield _near("visit", token, [*_visit_lacks(token, finder), *said_so(token, lexicon)])
        if key in lexicon.cues and pos == "VERB" and not _is_said(token, reading, claims):
            yield _near("statement", token, [*_saying_lacks(token, finder), *said_so(token, lexicon)])


def _near(kind: Kind, token: Token, lacks: list[str]) -> NearMiss:
    why = tuple(lacks) or (NO_RULE,)
    return NearMiss(kind, token.lemma_.lower(), token.text, token.idx, why, len(why))


def _is_read(token: Token, kind: Kind, claims: Collection[Claim]) -> bool:
    spans = (claim.evidence.span for claim in claims if claim.kind == kind)
    return any(span.start <= token.idx < span.end for span in spans)


def _is_said(cue: Token, reading: Reading, claims: Collection[Claim]) -> bool:
    """Say whether the sentence has a statement with this word of saying, or something else was read from it."""
    for claim in claims:
        if claim.anchor == cue.idx:
            return True
        if isinstance(claim.detail, SayingDetail) and claim.detail.cue.split()[:1] == [cue.lemma_.lower()]:
            first = token_at(reading.doc, claim.evidence.span.start)
            last = token_at(reading.doc, claim.evidence.span.end - 1)
            if first is not None and last is not None and first.sent.start <= cue.i < last.sent.end:
                return True
    return False


def _subject_lacks(slot: str, token: Token, finder: PartyFinder) -> Iterator[str]:
    if token.pos_ != "VERB" or finder.subjects(token):
        return
    subject = subject_of(token)
    if subject is None:
        yield f"{slot}: no subject, and nobody spoken of before"
    else:
        yield f"{slot}: no party is known in «{phrase_of(subject)}»"


def _meeting_lacks(token: Token, finder: PartyFinder) -> Iterator[str]:
    yield from _subject_lacks("who met", token, finder)
    others = [c.token for c in complements(token) if c.label in PARTICIPANTS]
    found = [m for other in others for m in finder.all_at(other)]
    enough = 1 if token.pos_ == "VERB" and len(finder.subjects(token)) < 2 else 2
    if len(found) >= enough or (token.pos_ == "VERB" and len(finder.subjects(token)) > 1):
        return
    if others:
        yield f"whom: no party is known in {', '.join(f'«{phrase_of(other)}»' for other in others)}"
    else:
        yield "whom: nobody stands with the word, and a meeting needs two"


def _visit_lacks(token: Token, finder: PartyFinder) -> Iterator[str]:
    yield from _subject_lacks("who went", token, finder)
    travellers = finder.subjects(token) if token.pos_ == "VERB" else ()
    if travellers and not any(m.type in TRAVELLERS for m in travellers):
        kinds = ", ".join(f"{m.name} is a {m.type}" for m in travellers)
        yield f"who went: only persons and groups travel ({kinds})"
    others = [c.token for c in complements(token) if c.label in PARTICIPANTS or c.label == "advmod"]
    if any(m.type in PLACES for other in others for m in finder.all_at(other, place=True)):
        return
    if others:
        yield f"where: no place is known in {', '.join(f'«{phrase_of(other)}»' for other in others)}"
    else:
        yield "where: no place stands with the word"


def _saying_lacks(token: Token, finder: PartyFinder) -> Iterator[str]:
    yield from _subject_lacks("speaker", token, finder)
    quoted = any(
        q.inner.start < token.sent.end_char and token.sent.start_char < q.inner.end for q in finder.reading.quotes
    )
    if not quoted and not any(child.dep_ in CONTENT for child in token.children):
        yield "what was said: neither a clause nor a quotation"
