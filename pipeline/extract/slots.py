"""Who fills a slot of a frame at a token: a name, an apposition's name, an adjective, whose "sua" is."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.chains import office_at
from pipeline.annotate.clauses import clause_root, is_passive, own_subject, preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature, is_plural
from pipeline.extract.clitics import parties_before
from pipeline.extract.country_epithets import country_meant
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Mention


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a slot: its parties, and the token that stands there (None for an adjective or a dropped subject)."""

    mentions: tuple[Mention, ...]
    token: Token | None


def lost_object(verb: Token, finder: PartyFinder) -> Filled | None:
    """ "ha sollevato dall'incarico Neri": the bare name right after a verb's complement, if that is nobody's title."""
    if verb.pos_ != "VERB" or is_passive(verb) or any(c.dep_ in ("obj", "ccomp") for c in verb.children):
        return None
    for complement in verb.rights:
        if complement.dep_ not in ("obl", "obl:agent") or complement.pos_ != "NOUN" or not preposition_of(complement):
            continue
        for name in complement.rights:
            bare = name.dep_ == "nmod" and name.pos_ == "PROPN" and not preposition_of(name)
            if bare and not _is_title(complement, finder.lexicon) and name.doc[name.i - 1].text != ",":
                found = tuple(m for m in finder.at(name) if m.named and m.type == "Person")
                return Filled(found, name) if found else None
    return None


def _is_title(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether a name after the noun is that of what the noun says: "dal presidente Neri", "con il gruppo Neri"."""
    form = noun.form
    words = lexicon.words
    return (
        office_at(noun, lexicon) is not None
        or form in lexicon.person_nouns
        or form in lexicon.organisation_words
        or form in words["counterpart"]
        or form in words["honorific"]
    )


def all_at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the parties at a token; "i leader di Kenya e Ghana", "i governi di Roma e Parigi" are the two states."""
    country = country_meant(token, finder)
    if country:
        return country
    found = finder.all_at(token)
    if any(mention.named for mention in found):
        return found
    above = _apposed_to(token, finder) or _apposed_below(token, finder)
    if above:
        return above
    form = token.form
    if not found and form in finder.lexicon.words["acts_for_body"]:
        return tuple(mention for mention in finder.owner(token) if mention.type == "Organization")
    if not found and form in finder.lexicon.words["some_of"]:
        return tuple(m for child in _complements_of(token) for m in finder.all_at(child))
    within = _named_within(token, finder)
    if within:
        return within
    if not is_plural(token):
        return found
    owners = finder.owner(token) if _acts_for_state(token, finder.lexicon) else ()
    return owners if len(owners) > 1 and all(mention.type == "Country" for mention in owners) else found


def _apposed_to(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "la Vasta, gruppo controllato da": what is told of a nameless apposition is told of the name before it."""
    if noun.dep_ != "appos":
        return ()
    above = finder.at(noun.head)
    start = noun.left_edge.i
    if not any(mention.named for mention in above) and start > 1 and noun.doc[start - 1].text == ",":
        name = finder.reading.names.get(start - 2)
        above = (finder.reading.mention_of(name),) if name else ()
    return above if all(mention.named for mention in above) else ()


def _complements_of(noun: Token) -> tuple[Token, ...]:
    return tuple(child for child in noun.rights if child.dep_ == "nmod" and preposition_of(child) == "di")


def _named_within(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "la catena di supermercati Alfa", "il produttore di chip Beta": the name that the parse hangs on the goods."""
    form = noun.form
    firm = finder.lexicon.is_body(form)
    if noun.pos_ != "NOUN" or not firm or is_plural(noun):
        return ()
    for inner in _complements_of(noun):
        if inner.pos_ != "NOUN" or inner.i in finder.reading.names:
            continue
        for child in inner.rights:
            name = finder.reading.names.get(child.i)
            bare = child.dep_ in ("nmod", "appos") and not preposition_of(child) and child.nbor(-1).text != ","
            if name and bare and not name.place:
                mention = finder.reading.mention_of(name)
                return (mention,) if mention.type == "Organization" else ()
    return ()


def _apposed_below(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Il quotidiano del regime, il Corso, ha scritto", "La più attesa, Alfa Spa": the name after the comma."""
    if is_plural(noun) or noun.pos_ not in ("NOUN", "ADJ"):
        return ()
    for child in noun.rights:
        start = child.left_edge.i
        apart = child.dep_ == "appos" and child.doc[start - 1].text == "," and child.i in finder.reading.names
        if apart and not any(c.dep_ == "case" for c in child.children):
            found = finder.at(child)
            return found if all(m.named and m.type in ("Organization", "Person") for m in found) else ()
    return ()


def _acts_for_state(noun: Token, lexicon: Lexicon) -> bool:
    words = lexicon.words
    form = noun.form
    return (
        form in words["government_noun"] or form in words["stands_for_country"] or office_at(noun, lexicon) is not None
    )


def adjective_at(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the country that an adjective on the noun names: "l'attacco russo"."""
    mention = finder.demonym_of(noun)
    return (mention,) if mention else ()


def referent_of(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "La senatrice di Italia Domani ha detto": the one person, named elsewhere, whom the noun itself means."""
    if noun.pos_ != "NOUN" or noun.i not in finder.reading.references:
        return ()
    found = finder.referred(noun)
    return found if len(found) == 1 and found[0].type == "Person" else ()


def possessor_of(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "La Germania frena e le sue esportazioni calano": whose they are is the subject nearest before them."""
    if not any(c.dep_ == "det:poss" and feature(c, "Person") in ("3", "") and _third(c) for c in noun.children):
        return ()
    clause = clause_root(noun)
    subject = own_subject(clause)
    if noun.lemma_.lower() in finder.lexicon.words["vacated"]:
        return _person_before(clause, finder)
    within = subject is not None and (subject == noun or subject.is_ancestor(noun))
    if subject is not None and noun.i < clause.i < subject.i:
        return _topic_before(clause, finder)
    if not within:
        return finder.subjects(clause)
    return finder.subjects(clause.head) if clause.head != clause and clause.dep_ != "ROOT" else ()


def _topic_before(clause: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "X ha perso, ma in suo aiuto è accorsa Y": not the subject that follows, but that of the clause before."""
    if clause.dep_ == "conj":
        return finder.subjects(clause.head)
    start = clause.sent.start
    return finder.subjects(clause.doc[start - 1].sent.root) if start > 0 else ()


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
