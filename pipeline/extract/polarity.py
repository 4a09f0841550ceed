"""Whether a clause says that something is so: negation, plans, hearsay, cancelled, hypothesis, question."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.clauses import MAX_DEPTH, clause_root
from pipeline.annotate.ud import AUXILIARIES, feature, finite_part
from pipeline.lexicon import Lexicon
from pipeline.model import Status
from pipeline.typography import folded

PLANNING = frozenset({"promise", "warn", "ask", "announce"})
"""Types of saying whose infinitive is still to come: "minaccia di attaccare", "ha chiesto di incontrare"."""
GOVERNED = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})


@dataclass(frozen=True, slots=True)
class Polarity:
    """How a clause stands to the facts; `asked` and `supposed` ones are no claim at all."""

    negated: bool = False
    status: Status = "happened"
    asked: bool = False
    supposed: bool = False

    @property
    def is_claim(self) -> bool:
        """Say whether anything is claimed."""
        return not self.asked and not self.supposed


def polarity_of(trigger: Token, lexicon: Lexicon) -> Polarity:
    """Return how the clause of a verb or noun stands to the facts."""
    predicate = trigger if _is_predicate(trigger) else _governing_verb(trigger)
    negated = is_negated(trigger, lexicon)
    if predicate is not None and predicate != trigger:
        negated = negated != is_negated(predicate, lexicon)
    status: Status = "happened"
    if trigger.pos_ == "NOUN" and predicate != trigger:
        status = _status_of_noun(trigger, predicate, lexicon)
    if status == "happened" and predicate is not None:
        governed_negative, governed_status = _governed(predicate, lexicon)
        negated = negated != governed_negative
        status = governed_status or _status_of_mood(predicate, lexicon)
    sent = trigger.sent
    asked = any(t.text == "?" for t in sent[-3:]) and not any(t.text in '“«"' for t in sent)
    return Polarity(negated, status, asked, supposed=predicate is not None and _is_supposed(predicate, lexicon))


def _is_predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children)


def _governing_verb(noun: Token) -> Token | None:
    root = clause_root(noun)
    return root if root.pos_ in ("VERB", "AUX") else None


def is_negated(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a negator stands with the token or with its auxiliary."""
    negators = lexicon.words["negator"]
    for child in token.children:
        if folded(child.text) in negators and child.dep_ in ("advmod", "cc", "det", "det:predet") and child.i < token.i:
            return True
        if child.dep_ in AUXILIARIES and any(folded(g.text) in negators for g in child.children):
            return True
    return False


def _governed(verb: Token, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """Say whether what governs a clause turns it round, and what it makes of it.

    "ha rifiutato di condannare", "senza incontrare" and "ha negato che sia" are negative; "intende visitare",
    "per discutere" and "minaccia di attaccare" are plans; "potrebbe incontrare", "teme che attacchi" are not known.
    """
    current, negative = verb, False
    for _ in range(MAX_DEPTH):
        if current.dep_ == "conj" and current.head.pos_ in ("VERB", "AUX"):
            current = current.head
            continue
        if current.dep_ not in GOVERNED or current.head == current:
            return negative, None
        if current.dep_ == "advcl":
            return _adverbial(current, negative, lexicon)
        negative = negative != is_negated(current.head, lexicon)
        turned, status = _by_governor(current, lexicon)
        negative = negative != turned
        if status or current.dep_ == "ccomp":
            return negative, status
        current = current.head
    return negative, None


def _by_governor(clause: Token, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """Return what the governing word does to its clause: turn it round, and give it another status."""
    words = lexicon.words
    lemma = clause.head.lemma_.lower()
    cue = lexicon.cues.get((lemma, "VERB"))
    if lemma in words["governs_negative"] or (cue is not None and cue.type == "deny"):
        return True, None
    if lemma in words["governs_planned"] or lemma in words["planned_noun"]:
        return False, "planned"
    if cue is not None and cue.type in PLANNING and feature(clause, "VerbForm") == "Inf":
        return False, "planned"
    if lemma in words["governs_alleged"] or (cue is not None and cue.type == "think"):
        return False, "alleged"
    if cue is not None or lemma in words["factive"] or clause.dep_ == "acl":
        return False, None
    unreal = feature(finite_part(clause), "Mood") == "Sub" or feature(clause, "VerbForm") == "Inf"
    return False, "alleged" if unreal else None


def _adverbial(clause: Token, negative: bool, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """ "senza incontrare" did not happen, "per discutere" is a purpose; "dopo aver incontrato" happened."""
    marks = {folded(child.text) for child in clause.children if child.dep_ in ("mark", "case")}
    if marks & lexicon.words["mark_negative"]:
        return not negative, None
    perfect = any(child.dep_ == "aux" for child in clause.children)
    unreal = feature(finite_part(clause), "Mood") == "Sub" and not marks & lexicon.words["mark_factive"]
    purpose = feature(clause, "VerbForm") == "Inf" and not perfect and marks & lexicon.words["mark_purpose"]
    return negative, "planned" if purpose or (unreal and not perfect) else None


def _status_of_mood(verb: Token, lexicon: Lexicon) -> Status:
    """Future and "dovrebbe" are plans; a conditional or "potrebbe" is hearsay."""
    for child in verb.children:
        if child.dep_ == "aux" and child.pos_ == "AUX":
            lemma = child.lemma_.lower()
            conditional = feature(child, "Mood") == "Cnd"
            if lemma in lexicon.words["governs_planned"]:
                return "planned"
            if lemma in lexicon.words["governs_alleged"] or conditional:
                return "alleged"
    part = finite_part(verb)
    if feature(part, "Mood") == "Cnd":
        return "alleged"
    if feature(part, "Tense") == "Fut":
        return "planned"
    return "happened"


def _status_of_noun(noun: Token, verb: Token | None, lexicon: Lexicon) -> Status:
    """ "il viaggio previsto per maggio", "l'incontro è stato annullato", "ha proposto colloqui"."""
    words = lexicon.words
    for child in noun.subtree:
        near = noun in (child.head, child.head.head)
        if near and folded(child.text) in words["cancelled_participle"]:
            return "denied"
        if near and folded(child.text) in words["planned_participle"]:
            return "planned"
    if verb is None:
        return "happened"
    lemma = verb.lemma_.lower()
    direct = noun.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp") and noun.head == verb
    forms = {lemma, folded(verb.text)}
    if direct and forms & (words["cancelled"] | words["cancelled_participle"]):
        return "denied"
    if direct and lemma in words["governs_planned"] and noun.dep_ == "obj":
        return "planned"
    above = noun.head.lemma_.lower() if noun.dep_ in ("nmod", "obl") else ""
    if above in words["planned_noun"]:
        return "planned"
    if above in words["feared_noun"]:
        return "alleged"
    return "happened"


def _is_supposed(verb: Token, lexicon: Lexicon) -> bool:
    """Say whether the clause is a condition: "se Putin visitasse Pechino e incontrasse Xi"."""
    current = verb
    for _ in range(MAX_DEPTH):
        if any(c.dep_ == "mark" and folded(c.text) in lexicon.words["mark_condition"] for c in current.children):
            return not _is_concessive(current, lexicon)
        if current.dep_ != "conj" or current.head == current:
            return False
        current = current.head
    return False


def _is_concessive(verb: Token, lexicon: Lexicon) -> bool:
    """ "anche se la Cina non ha condannato": with the indicative it is so all the same."""
    marks = [c for c in verb.children if folded(c.text) in lexicon.words["mark_condition"] and c.i > 0]
    return feature(finite_part(verb), "Mood") != "Sub" and any(
        folded(mark.nbor(-1).text) in lexicon.words["concessive"] for mark in marks
    )
