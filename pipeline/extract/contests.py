"""Which "incontro" is a match and no meeting: "l'incontro Italia-Francia è finito 2 a 1"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.annotate.clauses import clause_root, preposition_of
from pipeline.annotate.parse import Token
from pipeline.lexicon import Lexicon
from pipeline.typography import folded

SCORE = re.compile(r"(?<![\d/.-])\d{1,3}(?: ?[-–] ?| a )\d{1,3}(?![\d/.-]*\d)(?: (?P<next>[^\W\d]+))?")
MATCH_SUBJECTS = frozenset({"obj", "nsubj", "nsubj:pass"})


def is_match(noun: Token, lexicon: Lexicon) -> bool:
    """ "ha vinto l'incontro con il Milan", "l'incontro è finito 2-1", "l'incontro di calcio": no meeting."""
    words = lexicon.words
    if noun.dep_ in MATCH_SUBJECTS and noun.head.lemma_.lower() in words["match_verb"]:
        return True
    either = noun.lemma_.lower() in words["match_or_meeting"]
    if either and _has_score(clause_root(noun).subtree, lexicon):
        return True
    for child in noun.children:
        form, preposition = child.form, preposition_of(child)
        if preposition == "di" and form in words["sport"]:
            return True
        if preposition == "con" and form in words["opposing_side"] and either:
            return True
    return False


def is_fixture(noun: Token, pair: Token, lexicon: Lexicon) -> bool:
    """Say whether the two that a compound names play each other, by a score or a word of sport in the clause.

    So they do where the article calls the same compound a match: "il match Italia-Francia".
    """
    if noun.lemma_.lower() not in lexicon.words["match_or_meeting"]:
        return False  # "il vertice Italia-Francia" is none, whatever else the clause speaks of
    if _speaks_of_sport(noun, lexicon):
        return True
    again = (t for t in noun.doc if t.text == pair.text and t.i != pair.i)
    return any(t.head.form in lexicon.words["match_word"] or _speaks_of_sport(t, lexicon) for t in again)


def _speaks_of_sport(token: Token, lexicon: Lexicon) -> bool:
    words = lexicon.words
    clause = clause_root(token).subtree
    for word in clause:
        if {word.form, word.lemma_.lower()} & words["match_word"]:
            return True
        if word.lemma_.lower() in words["match_verb"] and word.pos_ == "VERB":
            return True
    return _has_score(clause, lexicon)


def _has_score(clause: Sequence[Token], lexicon: Lexicon) -> bool:
    """Say whether a clause gives a score: "2-1", "2 a 1"; not "il 10-11 maggio", "2-3 ore"."""
    counted = {t.text for t in clause if t.pos_ == "NOUN"}
    scores = SCORE.finditer(clause[0].doc[clause[0].i : clause[-1].i + 1].text)
    found = (score["next"] or "" for score in scores)
    return any(word not in counted and folded(word) not in lexicon.words["time_noun"] for word in found)
