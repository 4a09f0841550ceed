"""Sentences that say whose words stand before them: "Lo ha detto il ministro", "Queste le parole di Neri"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import SUBJECTS, is_contraction_of, is_finite
from pipeline.extract.attributions import find_sources
from pipeline.extract.speakers import SpeakerFinder
from pipeline.extract.speech import CueToken, is_cleft_infinitive
from pipeline.extract.stretches import Stretch
from pipeline.model import Mention

AFTER_REACH = 10
BACK_REACH = 6
"""Tokens of a sentence within which "Lo ha detto" must begin."""
SUBJECT_REACH = 18
"""The same where a subject stands first: "La ministra dell'Ambiente, Anna Neri, commenta così il voto"."""

BackNaming = tuple[tuple[Mention, ...], CueToken | None]


def named_after(sent: TokenSpan, cues: Sequence[CueToken], speakers: SpeakerFinder, stretch: Stretch) -> BackNaming:
    """Return whom a sentence names as the speaker of what stands before it, and by which cue.

    "Lo ha detto il ministro.", "Così una nota della Farnesina.", "Queste le parole di X.", "Lo sfogo è di X".
    """
    words = speakers.lexicon.words
    first = next((t for t in sent if t.is_alpha), None)
    if first is None or stretch.quote_around(first) is not None or first.form in words["negator"]:
        return (), None  # "Non così la pensa il sindaco"
    for cue in cues:
        if not sent.start <= cue.token.i < sent.end or cue.token.i - first.i >= SUBJECT_REACH:
            continue
        if stretch.quote_around(cue.token) is not None:
            continue
        objects = [t for t in sent.doc[first.i : cue.token.i] if t.form in words["back_reference"]]
        near = cue.token.i - first.i < BACK_REACH
        if near and (is_cleft_infinitive(cue) or is_what_was_said(sent)):
            return speakers.of_parenthesis(cue, stretch, first.i), cue
        if near and objects and objects[0].i - first.i < 2:
            return speakers.of_parenthesis(cue, stretch, first.i), cue
        following = sent.doc[cue.last + 1] if cue.last + 1 < sent.end else None
        if following is not None and following.form in words["so"] and not _brings_in(sent, stretch):
            return speakers.of_clause(cue, None), cue
    tokens = [t for t in sent if not t.is_space]
    if first.form in words["so"] and not any(t.i < first.i + 3 and is_finite(t) for t in tokens):
        return speakers.first_named([t for t in tokens if first.i < t.i <= first.i + AFTER_REACH]), None
    if _is_of_a_mind(first, words["of_a_mind"]):
        return speakers.first_named([t for t in tokens if first.i + 2 < t.i <= first.i + AFTER_REACH]), None
    if is_what_was_said(sent):
        return next((s.mentions for s in find_sources(sent, speakers.finder) if s.mentions), ()), None
    return _by_noun(tokens, speakers), None


def _is_of_a_mind(first: Token, minds: frozenset[str]) -> bool:
    """ "Ne è convinto il ministro", "Ne sono certi gli analisti": what they are sure of stands before."""
    later = first.doc[first.i + 1 : first.i + 4]
    return (
        first.form == "ne"
        and any(t.lemma_ == "essere" for t in later)
        and any(t.lemma_.lower() in minds or t.form in minds for t in later)
    )


def is_what_was_said(sent: TokenSpan) -> bool:
    """ "È quanto ha affermato il ministro", "È quello che emerge da una nota"."""
    first = next((t for t in sent if t.is_alpha), None)
    if first is None:
        return False
    following = first.doc[first.i + 1 : first.i + 2]
    return first.lemma_ == "essere" and any(t.form in ("quanto", "quello", "ciò") for t in following)


def _brings_in(sent: TokenSpan, stretch: Stretch) -> bool:
    """Say whether a sentence ends in a colon, or holds a quotation: "commenta così: «…»"."""
    last = stretch.token_before(sent.end)
    held = any(sent.start_char <= q.outer.start < sent.end_char for q in stretch.quotes)
    return held or (last is not None and last.text == ":")


def _by_noun(tokens: list[Token], speakers: SpeakerFinder) -> tuple[Mention, ...]:
    """ "Queste le parole del ministro", "Lo sfogo è di Rossi", "Parola di Rossi", "È il commento di Rossi"."""
    head = [t for t in tokens if t.is_alpha][:BACK_REACH]
    for token in head:
        if token.pos_ in ("VERB", "ADP", "SCONJ") or token.i in speakers.reading.names:
            return ()
        if token.pos_ == "NOUN" and (token.lemma_.lower(), "NOUN") in speakers.lexicon.cues:
            rest = [t for t in tokens if t.i > token.i]
            if token.dep_ in SUBJECTS and token.head.pos_ == "VERB":
                return ()  # "la richiesta di Rossi è stata accolta" says nothing of what stands before
            if rest and (rest[0].pos_ == "AUX" and rest[0].lemma_ == "essere"):
                rest = rest[1:]
            if not rest or not is_contraction_of(rest[0].text, "di"):
                return ()
            for after in rest[1:AFTER_REACH]:
                if after.is_punct or after.pos_ == "VERB":
                    return ()
                found = speakers.parties(after)
                if found:
                    return found
            return ()
    return ()
