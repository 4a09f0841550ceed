"""Walks the paths of a frame over a parse: from a trigger to the tokens, or countries, that fill its slots."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.clauses import Complement, complements, preposition_of, subject_of
from pipeline.annotate.ud import SUBJECTS
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon.frames import DEMONYM, NO_PREPOSITION, Path_, Step
from pipeline.model import Mention


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a slot: its parties, and the token that stands there (None for an adjective or a dropped subject)."""

    mentions: tuple[Mention, ...]
    token: Token | None


def walk(trigger: Token, path: Path_) -> tuple[Token, ...]:
    """Return the tokens at the end of a path, in the order of the text; the step `demonym` is not for here."""
    tokens: tuple[Token, ...] = (trigger,)
    for step in path:
        tokens = tuple(found for token in tokens for found in _step(token, step))
    return tokens


def exists(trigger: Token, path: Path_) -> bool:
    """Say whether anything stands at the end of a path."""
    return bool(walk(trigger, path))


def fill(trigger: Token, path: Path_, finder: PartyFinder, *, owner: bool) -> Filled | None:
    """Return the parties at the end of a path; with `owner` a thing counts as whose it is."""
    if DEMONYM in path[-1].labels:
        for token in walk(trigger, path[:-1]):
            mention = finder.demonym_of(token)
            if mention:
                return Filled((mention,), None)
        return None
    if len(path) == 1 and path[0].labels & SUBJECTS and not path[0].up:
        return _subject(trigger, path[0], finder, owner=owner)
    for token in walk(trigger, path):
        mentions = finder.all_at(token) or (finder.owner(token) if owner else ())
        if mentions:
            return Filled(mentions, token)
    return None


def _subject(trigger: Token, step: Step, finder: PartyFinder, *, owner: bool) -> Filled | None:
    """The subject may be inherited from another clause, or dropped."""
    token = subject_of(trigger)
    if token is None:
        mentions = finder.subjects(trigger) if trigger.pos_ in ("VERB", "AUX") else ()
        return Filled(mentions, None) if mentions else None
    if step.lemmas and token.lemma_.lower() not in step.lemmas:
        return None
    mentions = finder.all_at(token) or (finder.owner(token) if owner else ())
    return Filled(mentions, token) if mentions else None


def _step(token: Token, step: Step) -> tuple[Token, ...]:
    if step.up:
        head = token.head
        fits = head != token and token.dep_ in step.labels and _lemma_fits(head, step)
        return (head,) if fits and (not step.prepositions or preposition_of(token) in step.prepositions) else ()
    return tuple(c.token for c in complements(token) if _fits(c, step))


def _fits(complement: Complement, step: Step) -> bool:
    if complement.label not in step.labels or not _lemma_fits(complement.token, step):
        return False
    if not step.prepositions:
        return True
    return (complement.preposition or NO_PREPOSITION) in step.prepositions


def _lemma_fits(token: Token, step: Step) -> bool:
    if not step.lemmas:
        return True
    return any(form in step.lemmas for form in (token.lemma_, token.lemma_.lower(), token.text, token.text.lower()))
