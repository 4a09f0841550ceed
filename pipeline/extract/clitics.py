"""Pronouns that lean on a verb ("lo ha accusato", "le chiedono", "esortarlo") → the parties that they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.clauses import subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import AUXILIARIES, feature
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention

ACCUSATIVE = {"lo": ("Masc", "Sing"), "la": ("Fem", "Sing"), "l'": ("", "Sing"), "li": ("Masc", "Plur")}
DATIVE = {"gli": ("Masc", "Sing"), "le": ("Fem", "Sing")}
PLURAL_ACCUSATIVE = {"le": ("Fem", "Plur")}
ENCLITICS = ("glielo", "gliela", "lo", "la", "li", "le", "gli")
SENTENCES_BACK = 2
PARTITIVE = frozenset({"ne", "n'"})
PATIENTS = frozenset({"obj", "nsubj:pass"})
ROLES = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "appos", "conj", "flat", "flat:name"}
)


def has_enclitic(verb: Token) -> bool:
    """Say whether a pronoun of the third person hangs on the end of an infinitive or gerund: "esortarlo"."""
    return _enclitic(verb) is not None


def clitic_referents(verb: Token, finder: PartyFinder, *, dative: bool) -> tuple[Mention, ...]:
    """Return the party that a verb's pronoun stands for: the last one before it that fits and is not its subject.

    Gender is known from the pronoun or the participle ("l'ha invitata"), and of a party from the noun before its name.
    """
    form = _proclitic(verb) or _enclitic(verb)
    if form is None:
        return ()
    table = DATIVE if dative else {**ACCUSATIVE, **PLURAL_ACCUSATIVE}
    if form.removeprefix("glie") not in table:
        return ()
    gender, number = table[form.removeprefix("glie")]
    if number != "Sing":
        return ()
    if not gender and feature(verb, "VerbForm") == "Part":
        gender = feature(verb, "Gender")
    actors = finder.subjects(verb)
    subjects = {mention.name for mention in actors}
    own = {mention.country for mention in actors if mention.country}
    above = _object_above(verb, finder, gender) if verb.dep_ == "advcl" and not dative else ()
    if above and above[0].name not in subjects:
        return above
    near = _start_of_period(verb)
    for token, mention in parties_before(verb, finder):
        if mention.name in subjects or mention.type == "Place":
            continue
        if mention.type != "Person" and (token.i < near or mention.country in own):
            continue
        known = _gender(token)
        if not (gender and known and gender != known):
            return (mention,)
    return ()


def partitive_referents(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Neri attacca Bianchi e ne chiede le dimissioni": whose the object or the passive's subject is.

    The last party before the verb that is not its subject.
    """
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ not in PATIENTS or verb.pos_ != "VERB" or noun.i < verb.i:
        return ()
    if any(c.dep_ in ("nmod", "det:poss") for c in noun.children) or not _has_partitive(verb):
        return ()
    actors = {mention.name for mention in finder.subjects(verb)} if noun.dep_ == "obj" else set()
    subject = subject_of(verb)
    inside = set(subject.subtree) if subject is not None and noun.dep_ == "obj" else set()
    before = (m for token, m in parties_before(verb, finder) if m.name not in actors and token not in inside)
    return tuple(mention for mention in (next((m for m in before if m.type != "Place"), None),) if mention)


def _has_partitive(verb: Token) -> bool:
    return any(c.form in PARTITIVE and c.pos_ == "PRON" and c.i < verb.i for c in verb.children)


def _object_above(gerund: Token, finder: PartyFinder, gender: str) -> tuple[Mention, ...]:
    """ "ha attaccato la premier, accusandola di mentire": the object of the clause that the gerund goes with."""
    if feature(gerund, "VerbForm") != "Ger":
        return ()
    for child in gerund.head.children:
        if child.dep_ == "obj" and child.i < gerund.i:
            found = finder.at(child)
            known = _gender(child)
            return found if len(found) == 1 and not (gender and known and gender != known) else ()
    return ()


def _proclitic(verb: Token) -> str | None:
    """The pronoun right before the verb or its auxiliary, under whatever label."""
    for child in verb.children:
        form = child.form
        if child.pos_ == "PRON" and child.i < verb.i and (form in ACCUSATIVE or form in DATIVE):
            between = verb.doc[child.i + 1 : verb.i]
            if all(t.head == verb and t.dep_ in (*AUXILIARIES, "advmod", "expl", "obj", "iobj") for t in between):
                return form
    return None


def _enclitic(verb: Token) -> str | None:
    """The pronoun at the end of an infinitive or gerund, or of its auxiliary: "esortarlo", "avergli chiesto"."""
    if verb.pos_ != "VERB":
        return None
    for part in (verb, *(c for c in verb.lefts if c.dep_ in AUXILIARIES)):
        form = part.form
        if part == verb and feature(verb, "VerbForm") not in ("Inf", "Ger"):
            continue
        for ending in ENCLITICS:
            stem = form.removesuffix(ending)
            if stem != form and stem.endswith(("ar", "er", "ir", "or", "ur", "ando", "endo")):
                return ending
    return None


def parties_before(verb: Token, finder: PartyFinder) -> Iterator[tuple[Token, Mention]]:
    """Yield the parties before a verb, the nearest first, in its sentence and the one before."""
    doc = verb.doc
    start = verb.sent.start
    words = finder.lexicon.words
    acting = words["government_noun"] | words["stands_for_country"]
    for _ in range(SENTENCES_BACK):
        start = doc[start - 1].sent.start if start > 0 else start
    for i in range(verb.i - 1, start - 1, -1):
        token = doc[i]
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in ROLES:
            continue
        name = finder.reading.names.get(i)
        if (name and name.start != i) or (not name and i not in finder.reading.references and token.form not in acting):
            continue
        for mention in finder.at(token):
            yield token, mention


def _start_of_period(verb: Token) -> int:
    """Return where the sentence begins, and the one before it where that ends in a colon or semicolon."""
    doc, start = verb.doc, verb.sent.start
    while start > 0 and doc[start - 1].text in (":", ";"):
        start = doc[start - 1].sent.start
    return start


def _gender(token: Token) -> str:
    """Return the gender of a party by the noun or article before its name, "" where none tells it."""
    head = token.head if token.dep_ in ("nmod", "appos", "flat", "flat:name") and token.head.pos_ == "NOUN" else token
    for child in head.lefts:
        if child.dep_ == "det" and feature(child, "Gender"):
            return feature(child, "Gender")
    return feature(head, "Gender") if head.pos_ == "NOUN" else ""
