"""Who is meant by a noun without a name: "il leader russo", "il tycoon", "il gruppo", "i due"."""

from __future__ import annotations

from pipeline.annotate.antecedents import (
    body_meant,
    firm_of_nation,
    heads_a_bank,
    may_be_of_sphere,
    native_meant,
    newly_titled,
    of_sphere,
)
from pipeline.annotate.chains import country_of, office_at
from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.nominals import article_gender, fit, has_complement, is_definite
from pipeline.annotate.owners import end_of, owner_words
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain
from pipeline.annotate.so_far import OBJECTS, OBLIQUES, SoFar
from pipeline.annotate.ud import SUBJECTS
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Office
from pipeline.typography import folded

NUMERALS = frozenset("IVX")
PUBLIC = frozenset({"state", "government", "local"})
OF_STATE = frozenset({"state", "government", "parliament", "local", "military", "justice", "church"})
"""Scopes of offices whose holders no word of business stands for."""


def nominal_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "il presidente russo" → who holds that office in the article; "il leader russo" → who is of that country."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or not is_definite(token) or so_far.bearers.has_name(token):
        return ()
    native = native_meant(token, so_far.discourse, so_far.lexicon)
    if native or token.pos_ == "ADJ":
        return native
    office = office_at(token, so_far.lexicon)
    person = so_far.lexicon.person_nouns.get(token.form)
    singular = (office is not None and office.number == "sg") or (
        person is not None and person.kind == "person" and person.number == "sg"
    )
    if not singular and token.form not in so_far.lexicon.words["epithet"]:
        return ()
    country = country_of(token, so_far.lexicon, so_far.entries)
    lemma = office.lemma if office else None
    owner = _owner(token, office, so_far)
    gender = "Fem" if "f" in {office.gender if office else "", person.gender if person else ""} else ""
    gender = gender or article_gender(token)
    best: tuple[int, int] | None = None
    barred = so_far.subject_chains(token) if token.dep_ in OBJECTS | OBLIQUES - {"nmod"} else ()
    for order, index in enumerate(so_far.discourse.people):
        if index in barred or not so_far.discourse.fits(index, gender if gender == "Fem" else ""):
            continue
        score = fit(so_far.chains[index], lemma, country, so_far.lexicon, owner)
        if score and (best is None or (score, order) >= best):
            best = (score, order)
    if best:
        return (so_far.discourse.people[best[1]],)
    here = [chain for i, chain in so_far.mentions if i >= token.sent.start]
    return (
        _named_later(lemma, country, gender, owner, so_far)
        or _only_president(lemma, country, so_far)
        or of_sphere(token, so_far.discourse, so_far.lexicon, country, gender)
        or newly_titled(token, office, so_far.discourse, so_far.lexicon, country, gender, here)
        or _epithet(token, gender, country, so_far)
    )


def body_named(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "il gruppo", "i tedeschi" → the body last spoken of that it fits."""
    if token.pos_ not in ("NOUN", "PROPN") or so_far.bearers.body_of(token):
        return ()
    country = country_of(token, so_far.lexicon, so_far.entries)
    barred = so_far.subject_chains(token)
    return body_meant(token, so_far.discourse, so_far.lexicon, country, barred) or firm_of_nation(
        token, so_far.discourse, so_far.lexicon
    )


def _owner(token: Token, office: Office | None, so_far: SoFar) -> frozenset[str]:
    first = token.i + 1 if office is None else end_of(token, office)
    return owner_words(token.doc, first, token.sent.end, so_far.entries, so_far.lexicon)


def _named_later(
    lemma: str | None, country: str | None, gender: str, owner: frozenset[str], so_far: SoFar
) -> tuple[int, ...]:
    """ "Il premier italiano …", and only further on "il premier Neri": the one person of the article in office."""
    if lemma is None:
        return ()
    found = [
        index
        for index, chain in enumerate(so_far.chains)
        if chain.type == "Person"
        and any(office == lemma for office, _ in chain.offices)
        and fit(chain, lemma, country, so_far.lexicon, owner) >= 3
        and so_far.discourse.fits(index, gender)
    ]
    return (found[0],) if len(found) == 1 else ()


def _only_president(lemma: str | None, country: str | None, so_far: SoFar) -> tuple[int, ...]:
    """ "Il presidente Ugo Neri …. Il capo dello Stato …": the one president of the article, of no body."""
    heads = so_far.lexicon.words["head_of_state"]
    if lemma is None or country is not None or folded(lemma) not in heads or len(lemma.split()) < 2:
        return ()
    found = [
        index
        for index, chain in enumerate(so_far.chains)
        if any(folded(office) in heads for office, _ in chain.offices) and not chain.owners
    ]
    return (found[0],) if len(found) == 1 and found[0] in so_far.discourse.people else ()


def _epithet(token: Token, gender: str, country: str | None, so_far: SoFar) -> tuple[int, ...]:
    """ "il tycoon", "la manager", "l'economista belga": who was last spoken of, if nothing speaks against it."""
    if token.form not in so_far.lexicon.words["epithet"]:
        return ()
    if any(c.dep_ in ("nmod", "acl:relcl") or c.dep_ == "det:poss" for c in token.children if not _is_to(c)):
        return ()
    office = office_at(token, so_far.lexicon)
    business = office is not None and office.scope == "company"
    civil = frozenset(i for i in so_far.discourse.people if business and _serves_a_state(i, so_far))
    others = frozenset(i for i in so_far.discourse.people if _holds_another(i, office, so_far))
    if token.form in so_far.lexicon.words["pope"]:
        others |= frozenset(i for i in so_far.discourse.people if not _may_be_pope(so_far.chains[i], so_far.lexicon))
    barred = civil.union(others, so_far.subject_chains(token))
    focus = tuple(i for i in so_far.discourse.focus if i in so_far.discourse.people and i not in barred)
    inverted = token.dep_ in SUBJECTS and token.head.i < token.i  # "«…», ha spiegato il manager"
    if country is None and inverted and len(focus) == 1 and so_far.discourse.fits(focus[0], gender):
        return focus
    people = [
        index
        for index in [i for i in so_far.discourse.people if i not in civil][-3:]
        if index not in others
        and so_far.discourse.fits(index, gender)
        and (country is None or so_far.chains[index].country in (None, country))
        and index not in so_far.subject_chains(token)
        and may_be_of_sphere(token, so_far.chains[index], so_far.lexicon)
    ]
    if country is None and gender:
        people = [i for i in people if so_far.discourse.genders[i] == gender] or people
    return (people[-1],) if people else ()


def _holds_another(index: int, office: Office | None, so_far: SoFar) -> bool:
    """ "Il sindaco Neri … il prefetto": whoever is known by one public office is not meant by the name of another."""
    words = so_far.lexicon.words
    if office is None or office.scope not in PUBLIC or office.lemma in words["generic_office"]:
        return False
    lemmas = {lemma for lemma, _ in so_far.chains[index].offices}
    if lemmas and lemmas <= words["coach"]:
        return True
    known = [so_far.lexicon.offices.get(tuple(lemma.split())) for lemma, _ in so_far.chains[index].offices]
    return bool(known) and all(
        other is not None and other.scope in PUBLIC and other.lemma not in (office.lemma, *words["generic_office"])
        for other in known
    )


def _may_be_pope(chain: Chain, lexicon: Lexicon) -> bool:
    """A pope is "Leone XIV" or "Bergoglio", seldom a given name and a surname, and has no other office."""
    words = chain.name.split()
    plain = len(words) > 1 and folded(words[0]) in lexicon.given_names and not set(words[-1]) <= NUMERALS
    return not plain and all(folded(lemma) in lexicon.words["pope"] for lemma, _ in chain.offices)


def _serves_a_state(index: int, so_far: SoFar) -> bool:
    """Say whether all that is known of a person are offices of state: no "manager", no "imprenditore"."""
    known = [so_far.lexicon.offices.get(tuple(lemma.split())) for lemma, _ in so_far.chains[index].offices]
    of_state = bool(known) and all(office is not None and office.scope in OF_STATE for office in known)
    return of_state and not heads_a_bank(so_far.chains[index], so_far.lexicon)


def pair_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "i due leader", "entrambi" → the two parties last spoken of; "le due nazioni" → the two countries."""
    words = so_far.lexicon.words
    form = token.form
    alone = form in words["pair"] and token.dep_ not in ("nummod", "det", "det:predet")
    if alone and form in words["two"] and not is_definite(token):
        return ()
    paired = any(child.form in words["pair"] for child in token.children)
    few = any(child.form in words["two"] for child in token.children) and not is_definite(token)
    count = 2 if alone or (paired and not few) else 0  # "secondo due persone" are others
    if not count and any(child.form in words["triple"] for child in token.children):
        count = 3 if is_definite(token) else 0
    sides = form in words["sides"] and is_definite(token) and not has_complement(token)
    if not count and not sides:
        return ()
    discourse = so_far.discourse
    count = count or 2
    if sides:
        order = discourse.countries if len(discourse.countries) >= 2 else discourse.people
    elif form in words["country_noun"]:
        order = discourse.countries
    elif so_far.lexicon.is_body(form):
        barred = so_far.subject_chains(token)
        order = [c for c in discourse.bodies if c not in barred]
    elif alone or form in so_far.lexicon.person_nouns or office_at(token, so_far.lexicon):
        order = discourse.people
    else:
        return ()
    if token.dep_ in OBJECTS | OBLIQUES:
        barred = so_far.subject_chains(token)
        order = [c for c in order if c not in barred]
    if alone and len(order) < count:
        order = discourse.countries if len(discourse.countries) >= count else discourse.bodies
    return tuple(sorted(order[-count:])) if len(order) >= count else ()


def _is_to(child: Token) -> bool:
    """ "ha chiarito il porporato ai giornalisti": whom it is said to is no complement of the noun."""
    return child.dep_ == "nmod" and preposition_of(child) == "a"
