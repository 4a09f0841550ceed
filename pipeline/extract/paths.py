"""Walks the paths of a frame over a parse: from a trigger to the tokens, or countries, that fill its slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.chains import office_at
from pipeline.annotate.clauses import (
    MAX_DEPTH,
    Complement,
    clause_root,
    complements,
    is_passive,
    own_subject,
    preposition_of,
    subject_of,
)
from pipeline.annotate.ud import INHERITING, RELATIVE_CLAUSE, SUBJECTS, feature, is_plural, is_relative
from pipeline.extract.clitics import clitic_referents, has_enclitic, parties_before
from pipeline.extract.participants import just_before
from pipeline.extract.parties import PartyFinder
from pipeline.extract.stray import NMOD, stray_complements
from pipeline.lexicon import Lexicon
from pipeline.lexicon.frames import DEMONYM, NO_PREPOSITION, POSSESSOR, Path_, Step
from pipeline.model import Mention
from pipeline.typography import folded

OBJECT = "obj"
AGENT = "da_parte_di"
AGENT_LABEL = "obl:agent"
FROM = "da"
CLITIC_LABELS = frozenset({"obj", "iobj"})
INVERTIBLE = SUBJECTS | {OBJECT}
"""Labels that an object in the place of a subject is found by, or no longer found by."""
BARE_OBJECT = Step(frozenset({OBJECT}))
HOISTING = frozenset({"xcomp", "ccomp", "advcl"})
PATIENT = frozenset({"nmod"})
HOISTED = frozenset({"obj", "iobj", "obl"})
CONTROL_MARKS = frozenset({"di", "a", "ad"})


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a slot: its parties, and the token that stands there (None for an adjective or a dropped subject)."""

    mentions: tuple[Mention, ...]
    token: Token | None


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
        tokens = tuple(found for token in tokens for found in _step(token, step))
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
            mentions = _adjective(token, finder) if DEMONYM in last.labels else _possessor(token, finder)
            if mentions:
                return Filled(mentions, None)
        return None
    if last.labels & SUBJECTS and not last.up:
        found = (_subject(verb, last, finder, owner=owner) for verb in walk(trigger, path[:-1]))
        return next((filled for filled in found if filled), None)
    for token in walk(trigger, path):
        mentions = _all_at(token, finder) or (finder.owner(token) if owner else ())
        if mentions:
            return Filled(mentions, token)
    if last.labels & CLITIC_LABELS and not last.lemmas and not last.up:
        for verb in walk(trigger, path[:-1]):
            mentions = clitic_referents(verb, finder, dative=OBJECT not in last.labels)
            if mentions:
                return Filled(mentions, None)
    return None


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


def _all_at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the parties at a token; "i leader di Kenya e Ghana", "i governi di Roma e Parigi" are the two states."""
    found = finder.all_at(token)
    if not is_plural(token) or any(mention.named for mention in found):
        return found
    owners = finder.owner(token) if _acts_for_state(token, finder.lexicon) else ()
    return owners if len(owners) > 1 and all(mention.type == "Country" for mention in owners) else found


def _acts_for_state(noun: Token, lexicon: Lexicon) -> bool:
    words = lexicon.words
    form = folded(noun.text)
    return (
        form in words["government_noun"] or form in words["stands_for_country"] or office_at(noun, lexicon) is not None
    )


def _adjective(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    mention = finder.demonym_of(noun)
    return (mention,) if mention else ()


def _possessor(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "La Germania frena e le sue esportazioni calano": whose they are is the subject nearest before them."""
    if not any(c.dep_ == "det:poss" and feature(c, "Person") in ("3", "") and _third(c) for c in noun.children):
        return ()
    clause = clause_root(noun)
    subject = own_subject(clause)
    if noun.lemma_.lower() in finder.lexicon.words["vacated"]:
        return _person_before(clause, finder)
    within = subject is not None and (subject == noun or subject.is_ancestor(noun))
    if not within:
        return finder.subjects(clause)
    return finder.subjects(clause.head) if clause.head != clause and clause.dep_ != "ROOT" else ()


def _person_before(clause: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Al suo posto è stata chiamata Reiko": not whom the clause is about, but the last person spoken of before it."""
    own = {mention.name for mention in finder.subjects(clause)}
    start = min(token.i for token in clause.subtree)
    before = (
        mention
        for token, mention in parties_before(clause, finder)
        if token.i < start and mention.type == "Person" and mention.name not in own
    )
    return tuple(mention for mention in (next(before, None),) if mention)


def _third(possessive: Token) -> bool:
    return possessive.lemma_.lower() in ("suo", "loro", "proprio")


def _subject(verb: Token, step: Step, finder: PartyFinder, *, owner: bool) -> Filled | None:
    """The subject may be inherited from another clause, or dropped."""
    token = subject_of(verb)
    if token is not None and token == inverted_object(verb):
        token = subject_of(verb.head)
    if token is None:
        mentions = finder.subjects(verb) if verb.pos_ in ("VERB", "AUX") else ()
        return Filled(mentions, None) if mentions else None
    if step.lemmas and token.lemma_.lower() not in step.lemmas:
        return None
    antecedent = token == verb.head and verb.dep_ == RELATIVE_CLAUSE
    controlled = _controlled(verb, finder)
    if controlled is not None:
        return Filled(controlled, None) if controlled else None
    mentions = _all_at(token, finder) or (just_before(verb, finder) if antecedent else ())
    mentions = mentions or (finder.owner(token) if owner or antecedent else ())
    return Filled(mentions, token) if mentions else None


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
        token = _first_conjunct(token)
        head = token.head
        fits = head != token and token.dep_ in step.labels and _lemma_fits(head, step)
        said = (preposition_of(token) or NO_PREPOSITION) in step.prepositions or not step.prepositions
        return (head,) if fits and said else ()
    inverted = None if step.labels.isdisjoint(INVERTIBLE) else inverted_object(token)
    labels = _eligible(step, inverted)
    found = (
        *complements(token, labels),
        *_hoisted(token, step, labels),
        *(stray_complements(token) if NMOD in step.labels else ()),
        *_inherited(token, step),
    )
    return tuple(antecedent(c.token) for c in found if _fits(c, step, inverted))


def _inherited(verb: Token, step: Step) -> Iterator[Complement]:
    """ "I caccia croati tornano a colpire": the subject that a verb has from the one above, or the one before."""
    if step.labels & SUBJECTS and verb.pos_ == "VERB" and own_subject(verb) is None:
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


def _eligible(step: Step, inverted: Token | None) -> frozenset[str]:
    """Return the labels among which `_fits` chooses; what has another one need not be looked at."""
    labels = step.labels if inverted is None else step.labels | {inverted.dep_}
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
    for clause in verb.children:
        marks = [g.i for g in clause.children if g.dep_ == "mark"] if clause.dep_ in HOISTING else []
        if marks:
            yield from (c for c in complements(clause, hoisted) if verb.i < c.token.i < min(marks))


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
    return (complement.preposition or NO_PREPOSITION) in step.prepositions


def _lemma_fits(token: Token, step: Step) -> bool:
    if not step.lemmas:
        return True
    token = antecedent(token)
    return any(form in step.lemmas for form in (token.lemma_, token.lemma_.lower(), token.text, token.text.lower()))
