"""What later sentences say of a meeting or a journey told of before: it came to nothing, somebody else is next."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.annotate.clauses import complements, preposition_of, subject_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import AUXILIARIES, SUBJECTS, feature
from pipeline.extract.inflection import known_lemma
from pipeline.extract.participants import is_participant
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct, parties_at
from pipeline.extract.polarity import calls_off, is_negated
from pipeline.lexicon import Lexicon
from pipeline.model import Mention

BACK = 2
"""In how many sentences after a meeting or a journey it may be said that nothing came of it."""
BEING = "essere"
TELLING = frozenset({"con", "tra", "di"})


def is_called_off(sent: TokenSpan, lexicon: Lexicon, is_event: Callable[[Token], bool]) -> bool:
    """ "L'appuntamento è poi saltato", "Il viaggio non si farà": nothing came of what was told of before.

    The noun has to be definite and not to tell by itself who.
    """
    held = lexicon.words["take_place"]
    for verb in sent:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in AUXILIARIES:
            continue
        off = calls_off(verb, lexicon)
        if not (off or known_lemma(verb, held) in held) or off == is_negated(verb, lexicon):
            continue
        nouns = (c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ == "NOUN")
        if any(_is_the_one(noun) and is_event(noun) for noun in nouns):
            return True
    return False


def _is_the_one(noun: Token) -> bool:
    """Say whether a noun takes up what was told: with "il" or "questo", and without who meets or goes."""
    definite = any(feature(c, "Definite") == "Def" or feature(c, "PronType") == "Dem" for c in noun.children)
    return definite and not any(preposition_of(c) in TELLING for c in noun.children)


def next_in_turn(sent: TokenSpan, finder: PartyFinder) -> tuple[Token, tuple[Mention, ...]] | None:
    """ "Domani toccherà a X", "Poi è stata la volta di Y": who is met next, and the word that tells so."""
    words = finder.lexicon.words
    for token in sent:
        if token.pos_ == "VERB" and known_lemma(token, words["turn_verb"]) in words["turn_verb"]:
            if any(c.dep_ in ("xcomp", "ccomp", "csubj", "obj", *SUBJECTS) for c in token.children):
                continue  # "tocca a X decidere"
            wanted = "a"
        elif token.pos_ == "NOUN" and token.form in words["turn_noun"] and _is_predicate(token):
            wanted = "di"
        else:
            continue
        told = (c.token for c in complements(token) if c.preposition == wanted and c.token.i > token.i)
        found = distinct(m for t in told for m in parties_at(t, finder) if is_participant(m, finder))
        if found:
            return token, found
    return None


def _is_predicate(noun: Token) -> bool:
    """ "sarà la volta di", "è il turno di", whatever the parser takes for the subject."""
    definite = any(feature(c, "Definite") == "Def" for c in noun.children)
    being = any(c.dep_ == "cop" for c in noun.children) or noun.head.lemma_.lower() == BEING
    return definite and being


def names_the_two(trigger: Token, finder: PartyFinder) -> bool:
    """ "I due si rivedranno", "il colloquio tra i due": a meeting of two who are not named again."""
    subject = subject_of(trigger) if trigger.pos_ in ("VERB", "AUX") else None
    between = [c.token for c in complements(trigger) if c.preposition == "tra"]
    pair = finder.lexicon.words["pair"]
    heads = [subject] if subject is not None else between
    return any(t.form in pair for head in heads for t in (head, *head.children))
