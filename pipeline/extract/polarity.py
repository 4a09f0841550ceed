"""Whether a clause says that something is so: negation, plans, hearsay, cancelled, hypothesis, question."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.clauses import MAX_DEPTH, clause_root
from pipeline.annotate.ud import AUXILIARIES, feature, finite_part
from pipeline.lexicon import Lexicon
from pipeline.model import Status
from pipeline.typography import folded

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
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else _governing_verb(trigger)
    negated = is_negated(trigger, lexicon) or (verb is not None and verb != trigger and is_negated(verb, lexicon))
    status: Status = "happened"
    if trigger.pos_ == "NOUN":
        status = _status_of_noun(trigger, verb, lexicon)
    if status == "happened" and verb is not None:
        governed_negative, governed_status = _governed(verb, lexicon)
        negated = negated != governed_negative
        status = governed_status or _status_of_mood(verb, lexicon)
    sent = trigger.sent
    asked = any(t.text == "?" for t in sent[-3:]) and not any(t.text in '“«"' for t in sent)
    return Polarity(negated, status, asked, supposed=verb is not None and _is_supposed(verb))


def _governing_verb(noun: Token) -> Token | None:
    root = clause_root(noun)
    return root if root.pos_ in ("VERB", "AUX") else None


def is_negated(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a negator stands with the token or with its auxiliary."""
    negators = lexicon.words["negator"]
    for child in token.children:
        if folded(child.text) in negators and child.dep_ in ("advmod", "cc", "det") and child.i < token.i:
            return True
        if child.dep_ in AUXILIARIES and any(folded(g.text) in negators for g in child.children):
            return True
    return False


def _governed(verb: Token, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """ "ha rifiutato di condannare" is negative, "intende visitare" a plan, "potrebbe incontrare" is not known."""
    current, negative = verb, False
    for _ in range(MAX_DEPTH):
        if current.dep_ == "conj" and current.head.pos_ in ("VERB", "AUX"):
            current = current.head
            continue
        if current.dep_ not in GOVERNED or current.head == current or current.dep_ == "advcl":
            return negative, None
        lemma = current.head.lemma_.lower()
        if current.dep_ == "ccomp":
            return negative, "alleged" if lemma in lexicon.words["governs_alleged"] else None
        negative = negative != is_negated(current.head, lexicon)
        if lemma in lexicon.words["governs_negative"]:
            negative = not negative
        elif lemma in lexicon.words["governs_planned"] or lemma in lexicon.words["planned_noun"]:
            return negative, "planned"
        current = current.head
    return negative, None


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
    if direct and lemma in words["cancelled"]:
        return "denied"
    if direct and lemma in words["governs_planned"] and noun.dep_ == "obj":
        return "planned"
    if noun.dep_ == "nmod" and noun.head.lemma_.lower() in words["planned_noun"]:
        return "planned"
    return "happened"


def _is_supposed(verb: Token) -> bool:
    """Say whether the clause is a condition: "se la Cina invadesse Taiwan"."""
    return any(child.dep_ == "mark" and folded(child.text) == "se" for child in verb.children) and verb.dep_ == "advcl"
