"""Who did what is judged by a noun alone: "Oslo ha chiuso il porto. L'Ue ha condannato la decisione"."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature
from pipeline.extract.parties import PartyFinder
from pipeline.model import EntityType, Mention

BESIDE = frozenset({"det", "case", "punct", "advmod", "cc"})
"""Labels of what may stand with a noun that takes up what was told."""
JOINED = frozenset({"conj", "parataxis"})
REPORTED = frozenset({"ccomp"})
DOERS: frozenset[EntityType] = frozenset({"Person", "Organization", "Country", "Group"})
MAX_BACK = 2
"""How many judgements of one deed may follow each other: "Londra ha criticato la mossa. Anche Parigi …"."""


def doers_before(noun: Token, finder: PartyFinder, *, back: int = MAX_BACK) -> tuple[Mention, ...]:
    """Return whose deed a noun like "la decisione" takes up: of the clause, or the sentence, before its own."""
    if back == 0 or noun.pos_ != "NOUN" or noun.lemma_.lower() not in finder.lexicon.words["deed"]:
        return ()
    if not _takes_up(noun):
        return ()
    clause = clause_root(noun)
    if clause.dep_ in JOINED and clause.head.i < clause.i and clause.head.pos_ == "VERB":
        told = clause.head
    else:
        start = noun.sent.start
        if clause.dep_ != "ROOT" or start == 0:
            return ()
        told = noun.doc[start - 1].sent.root
    if told.pos_ != "VERB" or any(q.outer.start <= told.idx < q.outer.end for q in finder.reading.quotes):
        return ()
    judged = _judged(told, finder)
    if judged is not None:
        return finder.owner(judged) or doers_before(judged, finder, back=back - 1)
    return _doers(told, finder)


def _takes_up(noun: Token) -> bool:
    """Say whether a noun has "il" or "questo", and nothing that tells more of it."""
    definite = any(feature(t, "Definite") == "Def" or feature(t, "PronType") == "Dem" for t in noun.lefts)
    return definite and all(child.dep_ in BESIDE for child in noun.children)


def _judged(verb: Token, finder: PartyFinder) -> Token | None:
    """Return the object of a verb that judges: what the next one judges is the same."""
    frames = finder.lexicon.frames_of.get(verb.lemma_.lower(), ())
    if not any(frame.judges for frame in frames):
        return None
    return next((c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN"), None)


def _doers(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    if any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children):
        agent = next((c for c in verb.children if c.dep_ == "obl:agent"), None)
        found = finder.all_at(agent) if agent is not None else ()
    else:
        found = finder.subjects(verb)
        if any(_another_acts(c, found, finder) for c in verb.children if c.dep_ in REPORTED):
            return ()  # "Oslo ha detto che Riga ha chiuso il porto. Parigi ha condannato la decisione"
    return tuple(mention for mention in found if mention.type in DOERS)


def _another_acts(clause: Token, found: tuple[Mention, ...], finder: PartyFinder) -> bool:
    subject = own_subject(clause)
    names = {mention.name for mention in found}
    return subject is not None and any(m.name not in names and m.type in DOERS for m in finder.all_at(subject))
