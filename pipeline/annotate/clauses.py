"""Clauses of a parse: whose subject is whose, what complements a word has. Tokens in, tokens out."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token, place
from pipeline.annotate.ud import (
    COMPLEX_PREPOSITIONS,
    INHERITING,
    PERSON_LABELS,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_finite,
    is_relative,
    preposition_lemma,
)

MAX_DEPTH = 12
WHERE = "dove"
REFLEXIVES = frozenset({"si", "s'", "ci", "c'", "vi"})
MIN_OBJECTS = 2
PRONOUN_PREPOSITION = 2
PASSIVE = frozenset({"aux:pass", "nsubj:pass"})
"""Labels of what only a passive verb has."""


class Complement(NamedTuple):
    """A dependent of a word, with the preposition that introduces it ("" for none)."""

    token: Token
    label: str
    preposition: str


@remembered
def preposition_of(token: Token) -> str:
    """Return the preposition of a noun phrase: "della Russia" → "di"; "" without one."""
    for child in token.lefts:
        if child.dep_ == "case":
            fixed = [child.text, *(g.text for g in child.children if g.dep_ == "fixed")]
            if len(fixed) == PRONOUN_PREPOSITION and token.pos_ == "PRON" and fixed[1].lower() == "di":
                return preposition_lemma(child.text)  # "contro di lui", "su di loro"
            if len(fixed) > 1:
                return "_".join([*(preposition_lemma(f) for f in fixed[:-1]), preposition_lemma(fixed[-1])])
            return preposition_lemma(child.text)
    return ""


def complements(token: Token, labels: frozenset[str] | None = None) -> tuple[Complement, ...]:
    """Return a word's dependents, or those with one of some labels.

    "nei confronti della Russia" gives Russia with nei_confronti_di.
    """
    found = _complements(token)
    return found if labels is None else tuple([c for c in found if c.label in labels])


@remembered
def _complements(token: Token) -> tuple[Complement, ...]:
    return tuple([_complement(child) for child in token.children])


def _complement(child: Token) -> Complement:
    label, preposition = child.dep_, preposition_of(child)
    lemma = child.lemma_.lower() if preposition else ""
    if preposition == "da_di" and ("da", lemma) in COMPLEX_PREPOSITIONS:
        named = [g for g in child.children if g.dep_ == "nmod"]  # "da parte della Turchia", read as "da … della"
        if named:
            return Complement(named[0], label, COMPLEX_PREPOSITIONS["da", lemma])
    complex_preposition = COMPLEX_PREPOSITIONS.get((preposition, lemma))
    if complex_preposition:
        inner = [g for g in child.children if g.dep_ in ("nmod", "obl") and preposition_of(g) == "di"]
        if inner:
            return Complement(inner[0], label, complex_preposition)
        if preposition == "da" and any(g.dep_ == "amod" and g.i > child.i for g in child.children):
            return Complement(child, label, complex_preposition)  # "da parte israeliana"
    return Complement(child, label, preposition)


@remembered
def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with the verb itself, or with the copula of a predicate."""
    children = list(verb.children)
    copulas = (c for c in children if c.dep_ == "cop")
    for child in (*children, *(c for copula in copulas for c in copula.children)):
        if child.dep_ in SUBJECTS and child.lower_ != WHERE:
            return (child.i > verb.i and _addressed(verb)) or child
    return relative_called_object(verb) or _addressed(verb) or _person_after_passive(verb, children)


def _person_after_passive(verb: Token, children: list[Token]) -> Token | None:
    """ "Al suo posto è stata chiamata Anna Neri": a person after a passive, whatever the parser calls the name."""
    if not any(c.dep_ == "aux:pass" for c in children):
        return None
    named = (c for c in children if c.dep_ == "xcomp" and c.pos_ == "PROPN" and c.i > verb.i)
    return next((c for c in named if c.ent_type_ in PERSON_LABELS), None)


def _addressed(verb: Token) -> Token | None:
    """ "Ministra, ha visto il collega?": who is addressed politely is the subject of a verb in the third person.

    What stands after the verb is then its object, though the parser may call it a subject.
    """
    called = (c for c in verb.lefts if c.dep_ == "vocative" and c.pos_ == "NOUN")
    found = next((c for c in called if feature(c, "Number") == "Sing"), None)
    forms = (verb, *(c for c in verb.children if c.dep_.startswith("aux"))) if found is not None else ()
    return found if any(feature(t, "Person") == "3" and feature(t, "Number") == "Sing" for t in forms) else None


@remembered
def relative_called_object(verb: Token) -> Token | None:
    """ "il ministro, che ieri ha visto il collega": with another object beside it, "che" is the subject."""
    objects = [c for c in verb.children if c.dep_ == "obj"]
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if len(objects) < MIN_OBJECTS and not _has_clause_for_object(verb):
        return None
    return next((c for c in objects if c.form == "che" and is_relative(c) and c.i < verb.i), None)


def _has_clause_for_object(verb: Token) -> bool:
    """ "Oslo, che aveva chiesto a Riga di venire": what is asked is the clause, so "che" is no object."""
    clauses = (c for c in verb.rights if c.dep_ in ("xcomp", "ccomp"))
    return any(g.dep_ == "mark" and g.text.lower() in ("di", "che", "d'") for c in clauses for g in c.children) and any(
        c.dep_ == "obj" and is_relative(c) and c.i > 0 and c.nbor(-1).text == "," for c in verb.lefts
    )


@remembered
def subject_of(verb: Token) -> Token | None:
    """Return the subject of a clause: its own, an antecedent ("la Cina, che ha detto"), or one that it inherits.

    Inherited are the subject of the first conjunct ("Xi ha chiamato e ha detto"), of the governing clause of an
    infinitive or gerund ("Xi ha detto di volere"), and of a that-clause without one ("ha detto che verrà").
    """
    current = verb
    for _ in range(MAX_DEPTH):
        subject = own_subject(current)
        if subject is not None:
            if is_relative(subject) and current.dep_ in (RELATIVE_CLAUSE, "acl"):
                return current.head
            return subject
        if current.dep_ == RELATIVE_CLAUSE and _relative_is_place(current):
            current = clause_root(current.head)
            continue
        if current.dep_ == RELATIVE_CLAUSE and _relative_is_other(current):
            above = clause_root(current.head)
            subject = own_subject(above)
            if subject is None or subject == current.head or subject.is_ancestor(current) or not _agrees(verb, above):
                return None
            return subject
        if current.dep_ == RELATIVE_CLAUSE and _relative_is_subject(current):
            return current.head
        if is_cleft(current):
            return current.head
        if current.dep_ not in INHERITING or current.head == current:
            return None
        if current.dep_ == "acl" and feature(current, "VerbForm") == "Part":
            return None
        if not _may_lend_subject(current.head, current) or _is_impersonal(current):
            return None
        if current.dep_ in ("ccomp", "advcl") and is_finite(current) and not _agrees(current, current.head):
            return None
        current = current.head
    return None


def _may_lend_subject(head: Token, verb: Token) -> bool:
    """A predicate lends its subject; a name with a copula only to an infinitive: "sarà a Livorno per incontrare X"."""
    if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return True
    return feature(verb, "VerbForm") == "Inf" and any(c.dep_ == "cop" for c in head.children)


def _relative_is_place(verb: Token) -> bool:
    """ "a Kiev, dove ha incontrato": the antecedent is where, and the subject that of the clause above."""
    before = (c for c in verb.subtree if c.i < verb.i and verb in (c.head, c.head.head))
    return any(c.form in ("dove", "ove") for c in before)


def _relative_is_other(verb: Token) -> bool:
    """ "Neri ha visto il collega, al quale ha chiesto …": somebody else than the subject, which goes on."""
    before = (c for c in verb.children if c.i < verb.i and c.dep_ in ("obl", "iobj"))
    return any(is_relative(c) and preposition_of(c) in ("a", "con") for c in before)


def is_cleft(verb: Token) -> bool:
    """ "è stata la Cina a proteggere Seul": the predicate of "essere" is who does it."""
    head = verb.head
    return (
        head.pos_ in ("PROPN", "NOUN")
        and feature(verb, "VerbForm") == "Inf"
        and any(c.dep_ == "cop" for c in head.children)
        and any(c.dep_ == "mark" and c.text.lower() in ("a", "ad") for c in verb.children)
        and not any(c.dep_ in SUBJECTS for c in head.children)
    )


def _relative_is_subject(verb: Token) -> bool:
    """A relative pronoun that is neither object nor oblique is the subject: "la guerra che dura"."""
    before = [c for c in verb.subtree if c.i < verb.i]
    if any(c.lemma_.lower() == "quale" and any(g.dep_ == "case" for g in c.children) for c in before):
        return False  # "un'intervista, nella quale ha detto"
    return not any(is_relative(c) and c.dep_ not in (*SUBJECTS, "mark") for c in before)


def _is_impersonal(verb: Token) -> bool:
    return any(c.dep_ == "expl:impers" for c in verb.children)


def _agrees(verb: Token, other: Token) -> bool:
    """A dropped subject may be the governing clause's only where the number of the two verbs agrees."""
    mine, theirs = feature(finite_part(verb), "Number"), feature(finite_part(other), "Number")
    return not mine or not theirs or mine == theirs


@remembered
def conjuncts(token: Token) -> tuple[Token, ...]:
    """Return the token and what is coordinated with it, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX") and not _is_modifier(child, token):
            found.extend(conjuncts(child))
    return tuple(sorted(found, key=place))


def _is_modifier(conjunct: Token, first: Token) -> bool:
    """ "il ministro degli Esteri e della Difesa": "di" after a noun with another preposition (or none) modifies it."""
    return preposition_of(conjunct) == "di" and preposition_of(first) != "di"


def clause_root(token: Token) -> Token:
    """Return the verb (or predicate) of the clause that the token stands in."""
    current = token
    for _ in range(MAX_DEPTH * 3):
        if current.pos_ in ("VERB", "AUX") and current.dep_ not in ("aux", "aux:pass", "cop"):
            return current
        if current.head == current:
            return current
        current = current.head
    return current


@remembered
def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: with an auxiliary of the passive, or a participle without any."""
    labels = {c.dep_ for c in verb.children}
    if not labels.isdisjoint(PASSIVE):
        return True
    active = is_finite(verb) or any(c.dep_ == "aux" and c.lemma_.lower() == "avere" for c in verb.children)
    if "obl:agent" in labels and not active:
        return True
    if feature(verb, "VerbForm") != "Part" or "aux" in labels:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and feature(verb.head, "VerbForm") == "Part":
        return is_passive(verb.head)  # "ha condannato l'attacco e chiesto aiuto": one auxiliary for both
    return True


@remembered
def is_reflexive(verb: Token) -> bool:
    """Say whether a verb has a reflexive pronoun: "si sono incontrati", "ci siamo visti", "vedersi"."""
    if any(
        c.form in REFLEXIVES and c.i < verb.i and (c.dep_.startswith("expl") or c.dep_ in ("obj", "iobj"))
        for c in verb.children
    ):
        return True
    parts = (verb, *(c for c in verb.children if c.dep_ == "aux"))  # "vedersi", "essersi recato"
    return any(
        feature(part, "VerbForm") in ("Inf", "Ger") and part.form.endswith(("si", "ci")) and len(part) > len("si")
        for part in parts
    )
