"""Who did what is judged by a noun alone: "Oslo ha chiuso il porto. L'Ue ha condannato la decisione"."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.nominals import is_definite
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE
from pipeline.extract.parties import PartyFinder
from pipeline.model import EntityType, Mention

BESIDE = frozenset({"det", "case", "punct", "advmod", "cc"})
"""Labels of what may stand with a noun that takes up what was told."""
WITH_PREDICATE = BESIDE | {"amod", "cop", "parataxis", "aux"}
JOINED = frozenset({"conj", "parataxis", "advcl"})
SENTENCES_BACK = 2
"""Where the sentence before has no verb ("Immediata la reazione"), the one before that tells the deed."""
MAKING = frozenset({"announce", "promise"})
"""Types of cues whose verbs are a deed in themselves; what else is said is another's word on it."""
WITH_CLAUSE = frozenset({"che", "di"})
"""Frames of the cues that report; "chiudere" and "approvare" may end a quotation, but are deeds by themselves."""
REPORTED = frozenset({"ccomp"})
DOERS: frozenset[EntityType] = frozenset({"Person", "Organization", "Country", "Group"})
MAX_BACK = 2
"""How many judgements of one deed may follow each other: "Londra ha criticato la mossa. Anche Parigi …"."""


def doers_before(noun: Token, finder: PartyFinder, *, back: int = MAX_BACK) -> tuple[Mention, ...]:
    """Return whose deed a noun like "la decisione" takes up: of the clause, or the sentence, before its own.

    So does the predicate of a quotation: "«Una scelta folle», attacca la sindaca".
    """
    if back == 0 or noun.pos_ != "NOUN" or noun.lemma_.lower() not in finder.lexicon.words["deed"]:
        return ()
    if not (_takes_up(noun) or _is_said_of_it(noun)):
        return ()
    told = _told_before(noun)
    if told is None or any(q.outer.start <= told.idx < q.outer.end for q in finder.reading.quotes):
        return ()
    judged = _judged(told, finder)
    if judged is not None:
        return finder.owner(judged) or doers_before(judged, finder, back=back - 1)
    cue = finder.lexicon.cues.get((told.lemma_.lower(), "VERB"))
    saying = cue is not None and cue.type not in MAKING and not WITH_CLAUSE.isdisjoint(cue.frames)
    return () if saying else _doers(told, finder)


def _told_before(noun: Token) -> Token | None:
    """Return the verb of the clause before the noun's in its sentence, else that of the sentence before."""
    clause = clause_root(noun)
    if clause.dep_ in JOINED and clause.head.i < clause.i and clause.head.pos_ == "VERB":
        return clause.head
    start = noun.sent.start
    if (clause.dep_ not in ("ROOT", RELATIVE_CLAUSE) and clause != noun) or start == 0:
        return None
    if noun.doc[start - 1].text == ":":
        return None  # what follows tells of the same party: "In campo gli artigiani: la Cna ha bocciato la legge"
    for _ in range(SENTENCES_BACK):
        told = noun.doc[start - 1].sent.root
        if told.pos_ == "VERB" or told.sent.start == 0:
            return told if told.pos_ == "VERB" else None
        start = told.sent.start
    return None


def _takes_up(noun: Token) -> bool:
    """Say whether a noun has "il" or "questo", and nothing that tells more of it."""
    return is_definite(noun) and all(child.dep_ in BESIDE for child in noun.children)


def _is_said_of_it(noun: Token) -> bool:
    """ "Una scelta folle", "È una scelta folle": the predicate of a sentence that has no subject."""
    return noun.dep_ == "ROOT" and all(child.dep_ in WITH_PREDICATE for child in noun.children)


def _judged(verb: Token, finder: PartyFinder) -> Token | None:
    """Return the object of a verb that judges: what the next one judges is the same."""
    if verb.lemma_.lower() not in finder.lexicon.words["judging_verb"]:
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
