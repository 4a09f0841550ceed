"""When an office is held that a text gives for an earlier time: "nel 2010 era ministro", "sindaco dal 2008 al 2011"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pipeline.annotate.clauses import clause_root, preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature
from pipeline.days import day_of, last_day
from pipeline.extract.dates import find_dates
from pipeline.extract.parties import PartyFinder
from pipeline.extract.titles import Title, phrase_head
from pipeline.model import When

LONG_AGO = timedelta(days=366)
"""How far back a time must lie to be another than the article's: "ieri", "a gennaio" are told of today's holder."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """The earlier time at which an office is held, if the text gives one, and whether it is so no more."""

    when: When | None = None
    former: bool = False


def tenure_of(title: Title, finder: PartyFinder) -> Tenure:
    """Return what tense and dates say of the time of an office.

    Over is what the verb to be puts in the past, and what a date of its own ends before the article's. A date of the
    clause ("nel 2010 il ministro Neri incontrò …") says no more than that he held it then.
    """
    head = phrase_head(title.start, title.start + title.size, finder)
    copulas = [child for child in head.children if child.dep_ == "cop"]
    past = title.rule == "copula" and any(map(_is_past, copulas))
    clause = clause_root(head)
    of_a_life = not copulas and clause.lemma_.lower() in finder.lexicon.words["biographical"]
    for root, when, own in _dates(title, head, clause, finder):
        if (not own and of_a_life) or (preposition_of(root) == "da" and "/" not in (when.iso or "")):
            continue  # "è nato nel 1960"; "presidente dal 2022" still is
        if _is_earlier(when, own, finder.reading.article.published):
            dated = finder.reading.article.published is not None and (own or bool(copulas))
            return Tenure(when, past or dated)
    return Tenure(None, past)


def role_end(title: Title, finder: PartyFinder) -> int:
    """Return where a title ends, without time and predecessor: "ministro | nel 2010", "ad | al posto di X"."""
    instead = _instead_of(title, finder)
    if instead is not None:
        return instead
    words = finder.reading.doc[title.start : title.end]
    for found in find_dates(words.text, None):
        begin, end = words.start_char + found.start, words.start_char + found.end
        inside = [t for t in words if begin < t.idx + len(t) and t.idx < end]
        of_a_name = any(preposition_of(t) == "di" for t in inside)  # "candidato alle elezioni del 2026"
        last = not words.text[found.end :].strip(" ,;)")
        if last and not of_a_name and (found.when.iso or "~")[:4] in found.when.text:
            return max(title.start + title.size, inside[0].i)
    return title.end


def _instead_of(title: Title, finder: PartyFinder) -> int | None:
    """Return where the words begin that say whose place is taken: "al posto di X", "in sostituzione di Y"."""
    begin = title.start + title.size
    for token in finder.reading.doc[begin + 1 : title.end]:
        before = token.nbor(-1)
        if token.form in finder.lexicon.words["instead"] and before.i >= begin and before.pos_ == "ADP":
            return before.i
    return None


def _is_past(copula: Token) -> bool:
    """ "era", "fu", "è stato"; not "se fosse"."""
    if feature(copula, "VerbForm") == "Part":
        return True
    return feature(copula, "Tense") in ("Imp", "Past") and feature(copula, "Mood") != "Sub"


def _dates(title: Title, head: Token, clause: Token, finder: PartyFinder) -> Iterator[tuple[Token, When, bool]]:
    """Yield the times that stand with an office or in its clause: their word, and whether they are its own."""
    sent = head.sent
    for found in find_dates(sent.text, finder.reading.article.published):
        start, end = sent.start_char + found.start, sent.start_char + found.end
        words = [t for t in sent if start <= t.idx < end]
        root = next((t for t in words if t.head not in words and t.pos_ != "ADP"), None)
        if root is None:
            continue
        own = title.start <= root.head.i < title.end or root.head == head or title.start <= root.i < title.end
        if own or root.head == clause:
            yield root, found.when, own


def _is_earlier(when: When, own: bool, published: str | None) -> bool:
    """Say whether a time is over, for long if it is a point of the clause; a text without date has own times only."""
    end = last_day(when.iso)
    today = day_of(published)
    if end is None:
        return False
    if today is None:
        return own and published is None
    return end < today if own and "/" in (when.iso or "") else end < today - LONG_AGO
