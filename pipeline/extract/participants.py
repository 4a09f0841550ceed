"""Who takes part in a meeting or a journey: lists of parties, antecedents, clitics, the person spoken of.

Tokens in, parties out. What `PartyFinder` finds at one noun, these functions find for a whole slot of a word of
meeting: "i presidenti delle Camere, A e B", "con il quale", "lo riceverà".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, conjuncts, preposition_of, subject_of
from pipeline.annotate.ud import (
    INHERITING,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_contraction_of,
    is_plural,
    is_relative,
)
from pipeline.extract.clitics import ACCUSATIVE, DATIVE, PLURAL_ACCUSATIVE
from pipeline.extract.dates import is_day
from pipeline.extract.parties import PartyFinder
from pipeline.model import EntityType, Mention
from pipeline.typography import folded

PARTY_TYPES: frozenset[EntityType] = frozenset({"Person", "Country", "Organization", "Group"})
SENTENCES_BACK = 2
NAME_LABELS = frozenset({"nmod", "flat", "flat:name", "appos"})
ENCLITICS = ("lo", "la", "li", "le", "gli")


def parties_at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return all parties of a noun phrase, with what is listed after it; a relative pronoun gives its antecedent."""
    if is_relative(token):
        antecedent = antecedent_of(token)
        return parties_at(antecedent, finder) if antecedent is not None and antecedent != token else ()
    countries = _nationalities(token, finder)
    if countries:
        return countries
    return distinct(m for part in _listed(token) for m in _at(part, finder))


def _at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "i presidenti delle Camere, A e B": names set beside a plural noun are the parties, all of them."""
    if is_plural(token) and token.pos_ == "NOUN":
        beside = [c for c in token.children if c.dep_ == "appos" and c.i in finder.reading.names]
        named = distinct(m for c in beside for part in conjuncts(c) for m in finder.at(part) if m.type == "Person")
        if named:
            return named
    found = _nationalities(token, finder) or finder.at(token)
    if all(not m.named for m in found):
        found = _name_beside(token, finder) or _name_after(token, finder) or _apposed_to(token, finder) or found
    return found or _by_phrase(token, finder)


def _by_phrase(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "le parti sociali", "il collega francese": parties whose noun alone is none."""
    words = finder.lexicon.words
    form = folded(token.text)
    if token.i + 1 < len(token.doc) and f"{form} {folded(token.nbor().text)}" in words["group_phrase"]:
        return (finder.phrase_as(token, "Group"),)
    demonym = finder.demonym_of(token) if form in words["counterpart"] else None
    return (finder.phrase_as(token, "Person", demonym.country),) if demonym is not None else ()


def _name_beside(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il teologo Otto Lang", "la danese Inge Holm", "quello russo Igor Belov": the person named right after it."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") and folded(token.text) not in finder.lexicon.words["that_one"]:
        return ()
    for child in token.children:
        name = finder.reading.names.get(child.i)
        beside = child.dep_ in ("nmod", "flat", "flat:name", "appos", "compound") and child.i > token.i
        if name is None or not beside or any(g.dep_ == "case" for g in child.children):
            continue
        between = token.doc[token.i + 1 : name.start]
        if finder.reading.chains[name.chain].type == "Person" and all(
            t.pos_ in ("ADJ", "PROPN", "NOUN") and t.i not in finder.reading.names for t in between
        ):
            return finder.at(child)
    return ()


def _name_after(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il segretario di Stato, il cardinale Pietro Gallo": a second title, with the name, set beside the first."""
    if is_plural(token):
        return ()
    beside = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > token.i)
    return next((named for c in beside if (named := tuple(m for m in finder.at(c) if m.named))), ())


def _apposed_to(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Chen Bo, il vicepremier in missione": a noun set beside a name is that person."""
    if token.dep_ != "appos" or token.head.i not in finder.reading.names:
        return ()
    return tuple(m for m in finder.at(token.head) if m.type == "Person")


def _listed(token: Token) -> tuple[Token, ...]:
    """Members of a list may be called appositions, or hang on a name before: "tra A, il presidente B e C"."""
    found = list(_members(token))
    if len(found) > 1:
        for part in tuple(found):
            if any(c.dep_ == "cc" for c in part.children):
                continue  # "A, B e la Bianchi, il gruppo di Prato": "e" ends the list
            for child in (c for head in (part, *_names_of(part)) for c in head.children):
                if child.dep_ == "appos" and begins_phrase(child) and child.i > part.i:
                    found.extend(_members(child))
    return tuple(sorted(set(found), key=_position))


def _members(token: Token) -> tuple[Token, ...]:
    """ "il premier A e il presidente B", also where B hangs on the name of A."""
    parts = conjuncts(token)
    return (*parts, *(member for part in parts for name in _names_of(part) for member in _members(name)[1:]))


def _names_of(token: Token) -> tuple[Token, ...]:
    return tuple(
        c
        for c in token.children
        if c.dep_ in NAME_LABELS and c.pos_ == "PROPN" and not any(g.dep_ == "case" for g in c.children)
    )


def begins_phrase(token: Token) -> bool:
    """Say whether a noun has an article of its own and no preposition: "A, il presidente"."""
    return any(c.dep_ == "det" and c.i < token.i for c in token.children) and not preposition_of(token)


def _position(token: Token) -> int:
    return token.i


def _nationalities(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "le autorità italiane ed egiziane", "i negoziatori russo e ucraino": those who stand for their countries."""
    words = finder.lexicon.words
    form = folded(token.text)
    if form in words["that_one"] and token.dep_ == "conj":
        form = folded(token.head.text)  # "i negoziatori di Kiev e quelli di Washington"
    if form not in words["delegate"] and form not in words["stands_for_country"]:
        return ()
    found = [
        finder.known(target, part)
        for child in token.children
        if child.dep_ in ("amod", "conj", "appos", "nmod", "flat")
        for part in conjuncts(child)
        if (target := finder.lexicon.demonyms.get(folded(part.text))) is not None
        and not any(c.dep_ in ("det", "case") for c in part.children)
    ]
    found += _leaders(token, finder)
    if not found and (is_plural(token) or feature(token, "Number") == "Plur"):
        found = [
            m
            for child in token.children
            if child.dep_ == "nmod" and preposition_of(child) == "di"
            for m in finder.all_at(child)
            if m.type == "Country"
        ]
    return distinct(found)


def _leaders(token: Token, finder: PartyFinder) -> list[Mention]:
    """ "la delegazione guidata da X": who leads is there too."""
    return [
        m
        for child in token.children
        if child.dep_ in ("acl", "amod") and child.lemma_.lower() in finder.lexicon.words["lead"]
        for agent in child.children
        if preposition_of(agent) == "da"
        for m in finder.all_at(agent)
        if m.type == "Person"
    ]


def owned(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "i ministri degli Esteri di Italia e Francia": the several that a plural noun belongs to."""
    if not is_plural(token) or token.pos_ != "NOUN":
        return ()
    inner = [c for c in token.children if c.dep_ == "nmod" and c.i > token.i]
    for child in (*inner, *(g for c in inner for g in c.children if g.dep_ == "nmod")):
        if preposition_of(child) == "di":
            found = tuple(m for m in finder.all_at(child) if m.type in ("Country", "Organization") and m.named)
            if len(found) > 1:
                return found
    return ()


def antecedent_of(pronoun: Token) -> Token | None:
    """Return what a relative pronoun stands for: the noun that its clause hangs on."""
    current = pronoun
    while current.head != current:
        if current.dep_ in (RELATIVE_CLAUSE, "acl"):
            return current.head
        current = current.head
    return None


def agents(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return who does what a verb says, also where the subject is left out or is a noun that it modifies."""
    subject = subject_of(verb)
    if verb.dep_ == "acl" and feature(verb, "VerbForm") in ("Part", "Ger") and subject is None:
        return parties_at(verb.head, finder)
    first = _first_to(verb, finder) or _presented(verb, finder)
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
        c.dep_ in ("amod", "nummod") and folded(c.text) in words for c in noun.children
    )
    if not ranked:
        return ()
    if noun.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in noun.head.children):
        return parties_at(noun.head, finder)
    subject = next((c for c in noun.children if c.dep_ in SUBJECTS), None)
    return parties_at(subject if subject is not None else noun, finder)


def _of_the_one_gone(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X, giunto ieri da Minsk, dove aveva incontrato Y": whoever came from the place that the clause is about."""
    if verb.dep_ != RELATIVE_CLAUSE or not any(folded(c.text) in ("dove", "ove") for c in verb.children):
        return ()
    above = clause_root(verb.head)
    if above.dep_ not in ("acl", "appos", "amod") or feature(above, "VerbForm") != "Part":
        return ()
    return tuple(m for m in parties_at(above.head, finder) if m.type == "Person")


def _presented(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Ad accoglierlo all'aeroporto il ministro X": with no other verb, the noun is who does it."""
    marked = any(c.dep_ in ("mark", "case") and is_contraction_of(c.text, "a") for c in verb.children)
    noun = verb.head
    if not marked or feature(verb, "VerbForm") != "Inf" or noun == verb or noun.i < verb.i:
        return ()
    verbless = noun.dep_ == "ROOT" and not any(c.dep_ in (*SUBJECTS, "cop") for c in noun.children)
    return parties_at(noun, finder) if verbless and noun.pos_ in ("NOUN", "PROPN") else ()


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
    return parties_at(noun, finder) or parties_at(verb.head, finder) or just_before(verb, finder)


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
        if child.i < verb.i and child.pos_ in ("PRON", "ADV", "DET") and folded(child.text) in wanted:
            known = finder.referred(child)
            return known or person_spoken_of(verb, finder, besides=besides)
    form = folded(verb.text)
    if feature(verb, "VerbForm") in ("Inf", "Ger") and form != verb.lemma_.lower():
        ending = next((e for e in ENCLITICS if form.endswith(e)), "")
        if ending and ending in wanted:
            return person_spoken_of(verb, finder, besides=besides)
    return ()


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
    """ "il viaggio di X a Roma va letto così", "la visita di X prevede": the passage is about X."""
    subject = subject_of(verb)
    if subject is None or (subject.lemma_.lower(), "NOUN") not in finder.lexicon.visits:
        return ()
    owners = (c for c in subject.children if c.dep_ == "nmod" and preposition_of(c) == "di")
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
    form = folded(token.text)
    noun = finder.lexicon.person_nouns.get(form)
    return form in finder.lexicon.words["mouthpiece"] or (noun is not None and noun.kind in ("media", "source"))


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions without repeats of a name."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.name, mention)
    return tuple(found.values())
