"""Who takes part in a meeting or a journey: subjects spoken or left out, clitics, the person spoken of.

Tokens in, parties out: "X, primo a visitare Y", "ad accoglierlo il sindaco", "lo riceverà".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.annotate.clauses import clause_root, conjuncts, preposition_of, subject_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import (
    INHERITING,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_contraction_of,
    is_first_person,
    is_plural,
    is_relative,
)
from pipeline.extract.clitics import ACCUSATIVE, DATIVE, PLURAL_ACCUSATIVE, clitic_referents, has_enclitic
from pipeline.extract.dates import is_day
from pipeline.extract.inflection import known_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_lists import distinct, parties_at
from pipeline.model import EntityType, Mention
from pipeline.typography import folded

PARTY_TYPES: frozenset[EntityType] = frozenset({"Person", "Country", "Organization", "Group"})
SENTENCES_BACK = 2
FRONTED = frozenset({*SUBJECTS, "dislocated", "obj"})
ENCLITICS = ("lo", "la", "li", "le", "gli")


def agents(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return who does what a verb says, also where the subject is left out or is a noun that it modifies."""
    subject = subject_of(verb)
    if verb.dep_ == "acl" and feature(verb, "VerbForm") in ("Part", "Ger") and subject is None:
        return parties_at(verb.head, finder)
    if subject is None and feature(verb, "VerbForm") == "Ger" and verb.head.pos_ in ("NOUN", "PROPN"):
        return parties_at(verb.head, finder)  # "è stato X, ricevendo Y, a dire"
    first = _first_to(verb, finder) or _presented(verb, finder) or _whose_turn(verb, finder)
    if first:
        return first
    if subject is None:
        return _of_the_one_gone(verb, finder) or finder.subjects(verb)
    if is_day(subject.text):  # "ha detto che sabato sarà a Kiev": the parser takes the day for the subject
        above = clause_root(verb.head) if verb.dep_ in INHERITING and verb.head != verb else None
        return agents(above, finder) if above is not None and above != verb else person_spoken_of(verb, finder)
    relative = _first_clause(verb)
    if subject == relative.head and relative.dep_ in (RELATIVE_CLAUSE, "acl"):
        return _relative_subjects(relative, finder)
    found = parties_at(subject, finder)
    if found and (len(found) > 1 or feature(finite_part(verb), "Number") != "Plur"):
        return found
    return distinct((*found, *(m for m in finder.spoken_subjects(verb) if m.named or not found)))


def _first_to(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X, primo presidente a visitare Y", "il primo a visitarla è stato X": whoever the noun is said of."""
    noun = verb.head
    if feature(verb, "VerbForm") != "Inf" or verb.dep_ not in ("xcomp", "acl") or noun.pos_ in ("VERB", "AUX"):
        return ()
    words = finder.lexicon.words["first_to"]
    ranked = noun.lemma_.lower() in words or any(
        c.dep_ in ("amod", "nummod") and c.form in words for c in noun.children
    )
    if not ranked:
        return ()
    if noun.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in noun.head.children):
        return parties_at(noun.head, finder)
    subject = next((c for c in noun.children if c.dep_ in SUBJECTS), None)
    return parties_at(subject if subject is not None else noun, finder)


def _whose_turn(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "domani toccherà a X incontrare Y": whoever has the turn does what the infinitive says."""
    above = verb.head
    if feature(verb, "VerbForm") != "Inf" or above == verb or above.pos_ != "VERB":
        return ()
    turns = finder.lexicon.words["turn_verb"]
    if known_lemma(above, turns) not in turns:
        return ()
    whose = (c for c in above.children if c.dep_ in ("obl", "iobj") and preposition_of(c) == "a")
    return distinct(m for c in whose for m in parties_at(c, finder))


def _of_the_one_gone(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X, giunto ieri da Minsk, dove aveva incontrato Y": whoever came from the place that the clause is about."""
    if verb.dep_ != RELATIVE_CLAUSE or not any(c.form in ("dove", "ove") for c in verb.children):
        return ()
    above = clause_root(verb.head)
    if above.dep_ not in ("acl", "appos", "amod") or feature(above, "VerbForm") != "Part":
        return ()
    return tuple(m for m in parties_at(above.head, finder) if m.type == "Person")


def _presented(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Ad accoglierlo all'aeroporto il ministro X", "ad attenderlo c'era X": the noun is who does it."""
    noun = verb.head
    if not is_presenting(verb) or noun == verb or noun.i < verb.i:
        return ()
    if noun.lemma_.lower() == "essere":
        return distinct(m for c in noun.children if c.dep_ in SUBJECTS for m in parties_at(c, finder))
    if any(c.dep_ == "cop" for c in noun.children):  # "a incontrare X sarà il suo vice, Y"
        named = (c for c in noun.children if c.dep_ in SUBJECTS and c.i > noun.i)
        return distinct(m for c in named for m in parties_at(c, finder)) or parties_at(noun, finder)
    verbless = noun.dep_ == "ROOT" and not any(c.dep_ in SUBJECTS for c in noun.children)
    return parties_at(noun, finder) if verbless and noun.pos_ in ("NOUN", "PROPN") else ()


def is_presenting(verb: Token) -> bool:
    """ "Ad attenderlo …": an infinitive with "a" in front of who does it."""
    marked = any(c.dep_ in ("mark", "case") and is_contraction_of(c.text, "a") for c in verb.children)
    return marked and feature(verb, "VerbForm") == "Inf"


def is_within(noun: Token, subject: Token, verb: Token) -> bool:
    """Say whether a noun is the subject of its clause or part of it; an antecedent holds its whole clause."""
    if subject in verb.ancestors:
        return False
    return noun == subject or noun in conjuncts(subject) or noun in subject.subtree


def _first_clause(verb: Token) -> Token:
    """ "che è stato ricevuto e ha avuto": the clause that the pronoun stands in."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return verb


def _relative_subjects(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "A e B, che hanno visitato": a plural relative clause on the last of several is about all of them."""
    noun = verb.head
    plural = feature(finite_part(verb), "Number") == "Plur"
    while plural and noun.dep_ in ("conj", "flat", "flat:name", "appos", "nmod") and noun.head != noun:
        if is_plural(noun) or (noun.dep_ == "nmod" and preposition_of(noun)):
            break
        noun = noun.head
    near = () if plural else _named_just_before(verb, finder)
    return near or parties_at(noun, finder) or parties_at(verb.head, finder) or just_before(verb, finder)


def _named_just_before(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il ministro X e l'ambasciatore, Y, che ha incontrato Z": of several the one named last, whatever the parse."""
    found = just_before(verb, finder)
    if not found or not any(c.dep_ == "conj" for c in verb.head.children):
        return ()
    start = found[0].span.start
    first = next((t for t in verb.sent if t.idx == start), None)
    return found if first is not None and first.i > 0 and first.nbor(-1).pos_ != "ADP" else ()


def just_before(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "la missione del ministro, X, che è stato ricevuto": the person named right before the pronoun."""
    pronoun = next((t for t in verb.subtree if is_relative(t) and t.i < verb.i), None)
    if pronoun is None or pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return ()
    name = finder.reading.names.get(pronoun.i - 2)
    if name is None or finder.reading.chains[name.chain].type != "Person":
        return ()
    return (finder.reading.mention_of(name),)


def clitic_party(
    verb: Token, finder: PartyFinder, *, dative: bool, besides: Iterable[Mention] = ()
) -> tuple[Mention, ...]:
    """Return the person that a clitic of the verb stands for: "lo riceverà", "gli ha telefonato", "accoglierlo"."""
    wanted = DATIVE if dative else ACCUSATIVE | PLURAL_ACCUSATIVE
    for child in verb.children:
        if child.i < verb.i and child.pos_ in ("PRON", "ADV", "DET") and child.form in wanted:
            known = finder.referred(child)
            fronted = _fronted(verb, child) if not dative else None
            if fronted is not None:
                return tuple(m for m in parties_at(fronted, finder) if m.type == "Person")
            if not any(_is_told_in(verb.sent, m, finder) for m in known):
                known = _near(verb, finder, dative=dative, besides=besides) or known
            return (
                known or person_spoken_of(verb, finder, besides=besides) or _last_before(verb, finder, dative, besides)
            )
    form = verb.form
    if feature(verb, "VerbForm") in ("Inf", "Ger") and (form != verb.lemma_.lower() or has_enclitic(verb)):
        ending = next((e for e in ENCLITICS if form.endswith(e)), "")
        if ending and ending in wanted:
            return person_spoken_of(verb, finder, besides=besides) or _last_before(verb, finder, dative, besides)
    return ()


def _fronted(verb: Token, clitic: Token) -> Token | None:
    """ "Il sindaco l'ho sentito domenica": of a verb in the first person the noun before "l'" is the object."""
    if not is_first_person(verb):
        return None
    before = (c for c in verb.children if c.i < clitic.i and c.pos_ in ("NOUN", "PROPN"))
    return next((c for c in before if c.dep_ in FRONTED and not preposition_of(c)), None)


def _last_before(verb: Token, finder: PartyFinder, dative: bool, besides: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the person named last before a clitic whom nobody else is known to be."""
    others = {m.name for m in besides}
    before = clitic_referents(verb, finder, dative=dative)
    return tuple(m for m in before if m.type == "Person" and m.name not in others)


def _near(verb: Token, finder: PartyFinder, *, dative: bool, besides: Iterable[Mention]) -> tuple[Mention, ...]:
    """ "Tra i primi a congratularsi con X c'è Y, che l'aveva ospitata": a person of the same sentence first."""
    others = {m.name for m in besides}
    start = verb.doc[verb.sent.start].idx
    found = clitic_referents(verb, finder, dative=dative)
    return tuple(m for m in found if m.type == "Person" and m.span.start >= start and m.name not in others)


def _is_told_in(sent: TokenSpan, mention: Mention, finder: PartyFinder) -> bool:
    names = (finder.reading.names.get(t.i) for t in sent)
    return any(name is not None and finder.reading.chains[name.chain].name == mention.name for name in names)


def person_spoken_of(
    token: Token, finder: PartyFinder, *, besides: Iterable[Mention] = (), types: frozenset[EntityType] | None = None
) -> tuple[Mention, ...]:
    """Return the party that the passage is about: the subject of a clause above, or of a sentence just before.

    Whoever is in `besides` is not meant. Where the nearest subject is several, or none, nobody is told.
    """
    wanted = types or frozenset({"Person"})
    known = {m.name for m in besides}
    for verb in _clauses_before(token):
        found = tuple(m for m in agents(verb, finder) if m.type in wanted and m.name not in known and m.named)
        if not found:
            found = tuple(m for m in visitors(verb, finder) if m.type in wanted and m.name not in known)
        if len(found) == 1:
            return found
    return ()


def visitors(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il viaggio di X a Roma va letto così", "Prima tappa a Roma per X": the passage is about X."""
    verbless = verb.pos_ == "NOUN" and verb.head == verb
    subject = verb if verbless else subject_of(verb)
    if subject is None or (subject.lemma_.lower(), "NOUN") not in finder.lexicon.visits:
        return ()
    whose = ("di", "per") if verbless else ("di",)
    owners = (c for c in subject.children if c.dep_ in ("nmod", "obl") and preposition_of(c) in whose)
    return tuple(m for c in owners for m in parties_at(c, finder) if m.type == "Person" and m.named)


def _clauses_before(token: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses that hold a token, from the inside out, then the main verbs before them."""
    own = clause_root(token)
    current = own
    while current.head != current:
        current = clause_root(current.head)
        if current.pos_ in ("VERB", "AUX"):
            yield current
        if current.head == current or clause_root(current.head) == current:
            break
    start = token.sent.start
    for _ in range(SENTENCES_BACK):
        if start == 0:
            return
        sent = token.doc[start - 1].sent
        start = sent.start
        yield sent.root


def is_participant(mention: Mention, finder: PartyFinder) -> bool:
    """Say whether a party can meet somebody: no audience of reporters, no agency that only tells of it."""
    if mention.type not in PARTY_TYPES:
        return False
    if mention.named:
        return True
    words = finder.lexicon.words
    first = folded(mention.text).split()[0].strip("«“\"'")
    noun = finder.lexicon.person_nouns.get(first)
    if noun is not None and noun.kind in ("media", "source"):
        return False
    if first in words["interlocutor"]:
        return True
    alone = len(mention.text.split()) == 1
    return first not in words["audience"] and not (alone and first in words["country_noun"])


def sits_down(group: Mention, finder: PartyFinder) -> bool:
    """Say whether a group is one that sits down at a table: "i sindacati", "una delegazione di agricoltori"."""
    words = folded(group.text).split()
    return bool(words) and any(w in finder.lexicon.words["table_group"] for w in words[:2])


def speaks_for_another(token: Token, finder: PartyFinder) -> bool:
    """Say whether a noun is a mere voice: "il portavoce", "fonti diplomatiche", "una nota"."""
    form = token.form
    noun = finder.lexicon.person_nouns.get(form)
    return form in finder.lexicon.words["mouthpiece"] or (noun is not None and noun.kind in ("media", "source"))


def is_bare(noun: Token) -> bool:
    """A singular noun with nothing before it names no party: "incontra ostilità"."""
    singular = noun.pos_ == "NOUN" and feature(noun, "Number") == "Sing" and noun.text.islower()
    return singular and noun.left_edge == noun and not any(c.pos_ == "PROPN" for c in noun.children)
