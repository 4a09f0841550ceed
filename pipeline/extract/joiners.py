"""Who else took part in a meeting told of before: "Con loro c'era X", "al colloquio ha partecipato anche Y"."""

from __future__ import annotations

from pipeline.annotate.clauses import complements, conjuncts, preposition_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, is_relative
from pipeline.extract.inflection import known_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct, parties_at
from pipeline.extract.polarity import is_negated
from pipeline.lexicon import Lexicon
from pipeline.model import Mention

OPENING = 4
"""Within how many tokens of the sentence "con loro" stands, or "presente"."""
THERE = frozenset({"ci", "c'", "vi", "v'"})
AROUND = frozenset({"attorno_a", "intorno_a", "a"})
ATTENDED = frozenset({"a", "in"})


def joined_in_clause(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il tavolo al quale hanno preso parte A e B", "il colloquio, al quale era presente anche X"."""
    clauses = [c for c in noun.subtree if c.dep_ == RELATIVE_CLAUSE]
    return distinct(
        m
        for verb in clauses
        if _attends(verb, finder)
        if any(is_relative(c.token) and c.preposition in (*ATTENDED, "con") for c in complements(verb))
        for m in _subjects(verb, finder)
    )


def joined_at(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "all'incontro hanno partecipato anche A e B", or in a clause on the noun: persons with a name."""
    found = list(joined_in_clause(noun, finder))
    if noun.dep_ == "obl" and preposition_of(noun) in ATTENDED and _attends(noun.head, finder):
        found += _subjects(noun.head, finder)
    return tuple(m for m in distinct(found) if m.named and m.type == "Person")


def joined_in_sentence(sent: TokenSpan, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Con loro soltanto il presidente X", "Con lui c'era anche Y", "Presente anche Z": of the sentence before."""
    root = sent.root
    honoured = _honoured(sent, finder)
    if honoured:
        return honoured
    opens = any(is_present(t, finder.lexicon) for t in sent[:OPENING])
    begun = opens and (is_present(root, finder.lexicon) or root.pos_ in ("NOUN", "PROPN"))
    accompanied = any(
        preposition_of(t) in ("con", "insieme_a") and t.form in finder.lexicon.words["with_them"]
        for t in sent[:OPENING]
    )
    there = root.lemma_.lower() == "essere" and any(c.form in THERE for c in root.children)
    more = there and any(t.form in finder.lexicon.words["concessive"] for t in sent)
    if not begun and not accompanied and not more:
        return ()
    if root.pos_ in ("NOUN", "PROPN"):
        found = parties_at(root, finder)
    elif root.lemma_.lower() == "essere" or is_present(root, finder.lexicon):
        found = _subjects(root, finder)
    else:
        return ()
    return tuple(m for m in found if m.named and m.type == "Person")


def attendance(sent: TokenSpan, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "C'erano A, B e C", "Attorno al tavolo A e B", "Presenti A e B": persons with a name whom a sentence lists."""
    root = sent.root
    words = finder.lexicon.words
    if root.pos_ in ("VERB", "AUX"):
        there = root.lemma_.lower() == "essere" and any(c.form in THERE for c in root.children)
        if not there and not _attends(root, finder):
            return ()
        found = _subjects(root, finder)
    else:
        opens = any(is_present(t, finder.lexicon) for t in sent[:OPENING])
        table = any(t.lemma_.lower() in words["table"] and preposition_of(t) in AROUND for t in root.subtree)
        if not (opens or table):
            return ()
        found = (*parties_at(root, finder), *_subjects(root, finder))
    return tuple(m for m in distinct(found) if m.named and m.type == "Person")


def _honoured(sent: TokenSpan, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Ospite d'onore X": the first person named after it."""
    noun = next((t for t in sent[:OPENING] if t.lemma_.lower() in finder.lexicon.words["guest"]), None)
    if noun is None or not any(c.lemma_.lower() == "onore" for c in noun.children):
        return ()
    names = (finder.reading.names.get(t.i) for t in sent if t.i > noun.i)
    people = (n for n in names if n is not None and finder.reading.chains[n.chain].type == "Person")
    first = next(people, None)
    return (finder.reading.mention_of(first),) if first is not None else ()


def is_present(token: Token, lexicon: Lexicon) -> bool:
    """ "presente", "presenti": a word that says who else was there."""
    return token.form in lexicon.words["present"]


def _attends(verb: Token, finder: PartyFinder) -> bool:
    """Say whether a verb tells of taking part, and not that somebody did not."""
    if is_negated(verb, finder.lexicon):
        return False
    taking = finder.lexicon.words["take_part"]
    return known_lemma(verb, taking) in taking or is_present(verb, finder.lexicon)


def _subjects(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS and not is_relative(c))
    return distinct(m for s in subjects for part in conjuncts(s) for m in parties_at(part, finder))
