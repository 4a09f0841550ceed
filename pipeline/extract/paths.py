"""Walks the paths of a frame over a parse: from a trigger to the tokens, or countries, that fill its slots."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pipeline.annotate.clauses import (
    MAX_DEPTH,
    Complement,
    complements,
    is_passive,
    own_subject,
    preposition_of,
    subject_of,
)
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import (
    INHERITING,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_finite,
    is_relative,
)
from pipeline.extract.clitics import clitic_referents, has_enclitic, partitive_referents
from pipeline.extract.detached import described_nouns, is_misplaced, named_before_relative
from pipeline.extract.parties import PartyFinder
from pipeline.extract.slots import Filled, adjective_at, all_at, lost_object, possessor_of, referent_of
from pipeline.extract.stray import AGENT_ROLES, FROM, NMOD, shared_agents, stray_complements
from pipeline.lexicon import Lexicon
from pipeline.lexicon.frames import DEMONYM, ITSELF, NO_PREPOSITION, POSSESSOR, Path_, Step
from pipeline.model import Mention

OBJECT = "obj"
AGENT = "da_parte_di"
AGENT_LABEL = "obl:agent"
OF = "di"
WITH = "con"
CLITIC_LABELS = frozenset({"obj", "iobj"})
INVERTIBLE = SUBJECTS | {OBJECT}
"""Labels that an object in the place of a subject is found by, or no longer found by."""
BARE_OBJECT = Step(frozenset({OBJECT}))
HOISTING = frozenset({"xcomp", "ccomp", "advcl"})
PATIENT = frozenset({"nmod"})
ACL = "acl"
HOISTED = frozenset({"obj", "iobj", "obl"})
COMPLETING = frozenset({"xcomp", "ccomp", "advcl", "acl"})
DESCRIBING = frozenset({"amod", "acl", "appos"})
CONTROL_MARKS = frozenset({"di", "a", "ad"})


class Slots:
    """What stands at the paths from one trigger, each looked up once: the frames of a word share most of them."""

    def __init__(self, trigger: Token, finder: PartyFinder) -> None:
        """Take the trigger and the finder of its reading."""
        self.trigger = trigger
        self.finder = finder
        self._there: dict[Path_, bool] = {}
        self._filled: dict[tuple[Path_, bool], Filled | None] = {}

    def exists(self, path: Path_) -> bool:
        """Say whether anything stands at the end of a path."""
        found = self._there.get(path)
        if found is None:
            found = self._there[path] = exists(self.trigger, path)
        return found

    def fill(self, path: Path_, *, owner: bool) -> Filled | None:
        """Return the parties at the end of a path; with `owner` a thing counts as whose it is."""
        key = (path, owner)
        if key not in self._filled:
            self._filled[key] = fill(self.trigger, path, self.finder, owner=owner)
        return self._filled[key]


def walk(trigger: Token, path: Path_) -> tuple[Token, ...]:
    """Return the tokens at the end of a path, in the order of the text; the last words `demonym` … are not for here."""
    tokens: tuple[Token, ...] = (trigger,)
    for step in path:
        found = [_step(token, step) for token in tokens]
        tokens = found[0] if len(found) == 1 else tuple(chain.from_iterable(found))
        if not tokens:
            break
    return tokens


def exists(trigger: Token, path: Path_) -> bool:
    """Say whether anything stands at the end of a path; "esortarlo" has an object in itself."""
    bare = len(path) == 1 and OBJECT in path[0].labels and path[0] == BARE_OBJECT
    if bare and has_enclitic(trigger):
        return True
    return bool(walk(trigger, path))


def fill(trigger: Token, path: Path_, finder: PartyFinder, *, owner: bool) -> Filled | None:
    """Return the parties at the end of a path; with `owner` a thing counts as whose it is."""
    last = path[-1]
    if DEMONYM in last.labels or POSSESSOR in last.labels:
        for token in walk(trigger, path[:-1]):
            mentions = adjective_at(token, finder) if DEMONYM in last.labels else possessor_of(token, finder)
            if mentions:
                return Filled(mentions, None)
        return None
    if ITSELF in last.labels:
        mentions = referent_of(trigger, finder)
        return Filled(mentions, trigger) if mentions else None
    if last.labels & SUBJECTS and not last.up:
        found = (_subject(verb, last, finder, owner=owner) for verb in walk(trigger, path[:-1]))
        return next((filled for filled in found if filled), None)
    for token in walk(trigger, path):
        mentions = all_at(token, finder) or (finder.owner(token) or partitive_referents(token, finder) if owner else ())
        if mentions:
            return Filled(mentions, token)
    if NMOD in last.labels and OF in last.prepositions and not last.lemmas and not last.up:
        for noun in walk(trigger, path[:-1]):
            mentions = partitive_referents(noun, finder)
            if mentions:
                return Filled(mentions, None)
    if last.labels & CLITIC_LABELS and not last.lemmas and not last.up:
        for verb in walk(trigger, path[:-1]):
            lost = lost_object(verb, finder) if last == BARE_OBJECT else None
            if lost:
                return lost
            mentions = clitic_referents(verb, finder, dative=OBJECT not in last.labels)
            if mentions:
                return Filled(mentions, None)
    return None


@remembered
def inverted_object(verb: Token) -> Token | None:
    """Return what is called a subject but stands where an object does, or None.

    "gli Stati Uniti considerano la Cina un rivale": the second of two; "e accusa il premier di mentire": a complement
    with "di" or "a" follows, whose subject the noun is.
    """
    if verb.pos_ != "VERB":
        return None
    after = next((c for c in verb.rights if c.dep_ == "nsubj"), None)
    if after is None or feature(after, "PronType") or any(c.dep_ == OBJECT for c in verb.children) or is_passive(verb):
        return None
    before = any(c.dep_ == "nsubj" for c in verb.lefts)
    return after if before or _controls(verb, after) else None


def _controls(verb: Token, noun: Token) -> bool:
    """Say whether an infinitive with "di" or "a" follows the noun and the verb has a subject to inherit."""
    if verb.dep_ not in INHERITING or verb.head == verb:
        return False
    return any(
        c.dep_ in ("xcomp", "ccomp", "advcl")
        and c.i > noun.i
        and any(g.dep_ == "mark" and g.text.lower() in CONTROL_MARKS for g in c.children)
        for c in verb.children
    )


def _subject(verb: Token, step: Step, finder: PartyFinder, *, owner: bool) -> Filled | None:
    """The subject may be inherited from another clause, dropped, or the speaker."""
    if _says_we(verb):
        mentions = finder.voices.speaker(verb) if finder.voices and not step.lemmas else ()
        return Filled(mentions, None) if mentions else None
    token = subject_of(verb) or _described(verb, finder.lexicon)
    if token is not None and token == inverted_object(verb):
        token = subject_of(verb.head)
    if token is None:
        mentions = _whose_purpose(verb, finder)
        if not mentions and verb.pos_ in ("VERB", "AUX"):
            mentions = finder.subjects(verb)
        elif not mentions and any(c.dep_ == "cop" for c in verb.children):
            mentions = finder.dropped(verb)  # "È membro della Nato dal 1949"
        return Filled(mentions, None) if mentions else None
    if step.lemmas and token.lemma_.lower() not in step.lemmas:
        return None
    antecedent = token == verb.head and verb.dep_ == RELATIVE_CLAUSE
    controlled = _controlled(verb, finder)
    if controlled is not None:
        return Filled(controlled, None) if controlled else None
    beside = named_before_relative(verb, finder) if antecedent and is_misplaced(verb) else ()
    mentions = beside or all_at(token, finder) or (named_before_relative(verb, finder) if antecedent else ())
    mentions = mentions or (finder.owner(token) if owner or antecedent else ())
    return Filled(mentions, token) if mentions else None


def _says_we(verb: Token) -> bool:
    """Say whether a verb, or what governs its infinitive, is in the first person: "chiediamo", "vogliamo chiedere"."""
    for _ in range(MAX_DEPTH):
        if own_subject(verb) is not None and feature(finite_part(verb), "Person") != "1":
            return False
        if is_finite(verb):
            return feature(finite_part(verb), "Person") == "1"
        if verb.dep_ not in HOISTING and verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _described(verb: Token, lexicon: Lexicon) -> Token | None:
    """ "la segretaria, pronta a sfidare": the noun whose adjective or participle an infinitive completes.

    Of what somebody is accused of nothing is claimed.
    """
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    word = verb.head
    if feature(verb, "VerbForm") != "Inf" or verb.dep_ not in COMPLETING:
        return None
    detached = next(iter(described_nouns(word)), None)
    if word.dep_ not in DESCRIBING and detached is None:
        return None
    if word.pos_ not in ("ADJ", "VERB") or word.lemma_.lower() in lexicon.words["controls_unreal"]:
        return None
    return detached or (word.head if word.head.pos_ in ("NOUN", "PROPN") else None)


def _whose_purpose(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "la decisione di Oslo di vendere", "ha in mente di investire": whose the noun above an infinitive is."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    noun = verb.head
    if feature(verb, "VerbForm") != "Inf" or verb.dep_ not in COMPLETING or noun.pos_ != "NOUN":
        return ()
    found = finder.owner(noun) or possessor_of(noun, finder)
    if found or noun.dep_ not in ("obj", "obl") or noun.head.pos_ != "VERB" or noun.head.i > noun.i:
        return found
    controls = noun.head.lemma_.lower() in finder.lexicon.words["controls_unreal"]
    return () if controls else finder.subjects(noun.head)


def _controlled(verb: Token, finder: PartyFinder) -> tuple[Mention, ...] | None:
    """Return whom the verb above makes do it ("ha invitato Oslo a vendere": Oslo), () where nothing tells, else None.

    Of what somebody is accused of, or warned not to do, nothing is claimed.
    """
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    above = verb.head
    if feature(verb, "VerbForm") != "Inf" or verb.dep_ not in HOISTING or own_subject(verb) is not None:
        return None
    lemma = above.lemma_.lower()
    if lemma in finder.lexicon.words["controls_unreal"]:
        return ()
    if lemma not in finder.lexicon.words["controls_object"]:
        return None
    hoisted = tuple(c for c in complements(verb) if above.i < c.token.i < verb.i)
    for complement in (*complements(above), *hoisted):
        addressed = complement.label in ("obj", "iobj") or (complement.label == "obl" and complement.preposition == "a")
        if addressed and complement.token != verb:
            mentions = finder.all_at(complement.token)
            if mentions:
                return mentions
    return clitic_referents(above, finder, dative=False) or clitic_referents(above, finder, dative=True) or None


def _step(token: Token, step: Step) -> tuple[Token, ...]:
    if step.up:
        return _upward(token, step)
    inverted = None if step.labels.isdisjoint(INVERTIBLE) else inverted_object(token)
    labels = _eligible(step.labels, None if inverted is None else inverted.dep_)
    found = [*complements(token, labels), *_hoisted(token, step, labels)]
    if NMOD in step.labels:
        found += stray_complements(token)
    if not step.labels.isdisjoint(SUBJECTS):
        found += _inherited(token, step)
    return tuple([antecedent(c.token) for c in found if _fits(c, step, inverted)])


def _upward(token: Token, step: Step) -> tuple[Token, ...]:
    """Return what the token, or the first that it is coordinated with, hangs on or describes."""
    token = _first_conjunct(token)
    head = token.head
    fits = token.dep_ in step.labels and head != token and _lemma_fits(head, step)
    if fits and (not step.prepositions or (preposition_of(token) or NO_PREPOSITION) in step.prepositions):
        return (head,)
    described = described_nouns(token) if ACL in step.labels else ()
    return tuple(noun for noun in described if _lemma_fits(noun, step))


def _inherited(verb: Token, step: Step) -> Iterator[Complement]:
    """ "I caccia croati tornano a colpire": the subject that a verb has from the one above, or the one before."""
    if verb.pos_ == "VERB" and own_subject(verb) is None:
        subject = subject_of(verb)
        if subject is not None:
            yield Complement(subject, min(step.labels & SUBJECTS), "")


def antecedent(token: Token) -> Token:
    """Return the word that a relative pronoun takes up: "le sanzioni che Parigi ha imposto"; any other word itself."""
    if not is_relative(token) or token.dep_ in SUBJECTS:
        return token
    current = token
    for _ in range(MAX_DEPTH):
        if current.dep_ == RELATIVE_CLAUSE:
            return current.head if current.head.i < token.i else token
        if current.head == current:
            return token
        current = current.head
    return token


@lru_cache(maxsize=1 << 10)  # the labels of the frames' steps
def _eligible(wanted: frozenset[str], inverted: str | None) -> frozenset[str]:
    """Return the labels among which `_fits` chooses; what has another one need not be looked at."""
    labels = wanted if inverted is None else wanted | {inverted}
    return labels | {AGENT_LABEL} if "obl" in labels else labels


def _hoisted(verb: Token, step: Step, labels: frozenset[str]) -> Iterator[Complement]:
    """ "Chiede a Bruxelles di accelerare": what stands before an infinitive's mark belongs to the verb above.

    So does the agent that hangs on what a noun of action is done to: "la nomina di X da parte di Y". Of all these
    only those with one of the labels are yielded, and agents only where the step may take one.
    """
    if verb.pos_ == "NOUN":
        if step.prepositions and AGENT not in step.prepositions:
            return
        patients = (c.token for c in complements(verb, PATIENT) if c.preposition == "di")
        yield from (c for patient in patients for c in complements(patient, labels) if c.preposition == AGENT)
        return
    hoisted = labels & HOISTED
    if verb.pos_ != "VERB" or not hoisted:
        return
    if AGENT_LABEL in labels and is_passive(verb):  # "è stato invitato a venire dal presidente"
        goals = (c for c in verb.children if c.dep_ in HOISTING and feature(c, "VerbForm") == "Inf")
        yield from (c for goal in goals for c in complements(goal, AGENT_ROLES) if c.preposition == FROM)
    if AGENT_LABEL in labels and feature(verb, "VerbForm") == "Part":
        yield from shared_agents(verb)
    for clause, mark in _marked_clauses(verb):
        yield from (c for c in complements(clause, hoisted) if verb.i < c.token.i < mark)


@remembered
def _marked_clauses(verb: Token) -> tuple[tuple[Token, int], ...]:
    """Return the clauses that complete a verb and are joined to it by a mark, with the first mark's place."""
    clauses = [c for c in verb.children if c.dep_ in HOISTING]
    marks = [[g.i for g in clause.children if g.dep_ == "mark"] for clause in clauses]
    return tuple([(clause, min(found)) for clause, found in zip(clauses, marks, strict=True) if found])


def _first_conjunct(token: Token) -> Token:
    """ "con l'acquisto di X e il rinnovo": the second does in the clause what the first does."""
    while token.dep_ == "conj" and token.head != token and token.head.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _fits(complement: Complement, step: Step, inverted: Token | None) -> bool:
    label = OBJECT if complement.token == inverted else complement.label
    from_it = label == AGENT_LABEL and "obl" in step.labels and FROM in step.prepositions
    if not (label in step.labels or from_it) or not _lemma_fits(complement.token, step):
        return False
    if not step.prepositions:
        return True
    said = (complement.preposition or NO_PREPOSITION) in step.prepositions
    return said and not (complement.preposition == WITH and _is_absolute(complement.token))


def _is_absolute(name: Token) -> bool:
    """ "con la Danimarca che si è offerta di ospitarli": what somebody does meanwhile, not with whom it is done."""
    if name.pos_ != "PROPN" or name.head.pos_ != "VERB":
        return False
    first = next((c.left_edge for c in name.children if c.dep_ == RELATIVE_CLAUSE), None)
    return first is not None and first.text.lower() == "che" and first.nbor(-1).text != ","


def _lemma_fits(token: Token, step: Step) -> bool:
    if not step.lemmas:
        return True
    token = antecedent(token)
    forms = (token.lemma_, token.lemma_.lower(), token.text, token.text.lower())
    return any(form in step.lemmas for form in forms) or _masculine(token) in step.lemmas


def _masculine(token: Token) -> str:
    """ "si è detta delusa", "furibonda": the form that lists give, where the lemma of an adjective is not to be had."""
    form = token.text.lower()
    return f"{form[:-1]}o" if token.pos_ != "PROPN" and form.endswith(("a", "i", "e")) else form
