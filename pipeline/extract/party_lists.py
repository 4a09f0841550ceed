"""All parties of a noun phrase, with what is listed after it: "i presidenti delle Camere, A e B", "con il quale".

Tokens in, parties out. What `PartyFinder` finds at one noun, these functions find for a whole slot of a word of
meeting or going.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.annotate.clauses import conjuncts, preposition_of
from pipeline.annotate.parse import Token, place
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature, is_plural, is_relative, preposition_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention

NAME_LABELS = frozenset({"nmod", "flat", "flat:name", "appos"})


def parties_at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return all parties of a noun phrase, with what is listed after it; a relative pronoun gives its antecedent."""
    if is_relative(token):
        antecedent = _agreeing(antecedent_of(token), token)
        return parties_at(antecedent, finder) if antecedent is not None and antecedent != token else ()
    countries = _nationalities(token, finder)
    if countries:
        more = (part for part in _listed(token) if part != token and part.pos_ in ("NOUN", "PRON"))
        return distinct((*countries, *(m for part in more for m in _at(part, finder))))
    return distinct(m for part in _listed(token) for m in _at(part, finder))


def _at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "i presidenti delle Camere, A e B": names set beside a plural noun are the parties, all of them."""
    if is_plural(token) and token.pos_ == "NOUN":
        beside = [c for c in token.children if c.dep_ == "appos" and c.i in finder.reading.names]
        named = distinct(m for c in beside for part in conjuncts(c) for m in finder.at(part) if m.type == "Person")
        if named:
            return named
    found = _nationalities(token, finder) or finder.at(token)
    if found and _is_set_apart(token, found, finder):
        return (finder.phrase_as(token, found[0].type),)  # "Prima di vedere il Papa, il premier X ha …"
    if all(not m.named for m in found):
        found = _name_beside(token, finder) or _name_after(token, finder) or _apposed_to(token, finder) or found
    return found or _by_phrase(token, finder)


def _is_set_apart(token: Token, found: tuple[Mention, ...], finder: PartyFinder) -> bool:
    """Say whether the name found for a title belongs to another phrase: behind a comma or "e", with its own article.

    "Prima di vedere il Papa, il premier X ha …", "con il sultano e con l'inviato X", "i lavoratori al circolo X".
    """
    name_start = found[0].span.start
    known = token.i in finder.reading.names or token.i in finder.reading.references
    if len(found) > 1 or known or name_start <= token.idx:
        return False
    name = next((t for t in token.sent if t.idx == name_start), None)
    if name is None:
        return False
    above = (name, *name.ancestors)
    if token in above:
        path = above[: above.index(token)]
        same = preposition_of(token)  # not so of "dal ministro dell'Interno e della Difesa X"
        joined = (t for t in path if t.dep_ == "conj" and t.head == token and preposition_of(t) == same)
        return any(any(c.dep_ in ("det", "case") for c in t.children) for t in joined)
    comma = next((t for t in token.doc[token.i + 1 : name.i] if t.text == ","), None)
    if comma is None:
        return is_plural(token)
    return any(t.i > comma.i and t.dep_ in ("nsubj", "nsubj:pass", "obj", "obl", "ROOT") for t in above)


def other_than(
    found: tuple[Mention, ...], token: Token, known: Iterable[str], finder: PartyFinder
) -> tuple[Mention, ...]:
    """Return whom a noun means where it cannot be one of those known: "X ha sentito il leader del Cremlino".

    The article may have called X a leader as well; with a complement of its own the noun is somebody else.
    """
    names = frozenset(known)
    told = any(c.dep_ in ("nmod", "amod") and c.i > token.i for c in token.children)
    if not found or token.pos_ != "NOUN" or not told or any(m.name not in names for m in found):
        return found
    return (finder.phrase_as(token, "Person"),) if all(m.type == "Person" for m in found) else found


def _by_phrase(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "le parti sociali", "il collega francese": parties whose noun alone is none."""
    words = finder.lexicon.words
    form = token.form
    if token.i + 1 < len(token.doc) and f"{form} {token.nbor().form}" in words["group_phrase"]:
        return (finder.phrase_as(token, "Group"),)
    demonym = finder.demonym_of(token) if form in words["counterpart"] else None
    return (finder.phrase_as(token, "Person", demonym.country),) if demonym is not None else ()


def _name_beside(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il teologo Otto Lang", "la danese Inge Holm", "quello russo Igor Belov": the person named right after it."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") and token.form not in finder.lexicon.words["that_one"]:
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
    return tuple(sorted(set(found), key=place))


def _members(token: Token) -> tuple[Token, ...]:
    """ "il premier A e il presidente B", also where B hangs on the name of A."""
    parts = [p for p in conjuncts(token) if p == token or not _is_second_title(p)]
    return (*parts, *(member for part in parts for name in _names_of(part) for member in _members(name)[1:]))


def _is_second_title(noun: Token) -> bool:
    """ "il vicepremier e ministro degli Esteri, X": without an article of its own it is said of the same person."""
    first = noun.head
    if noun.pos_ != "NOUN" or first.pos_ != "NOUN" or is_plural(noun) or is_plural(first):
        return False
    return _has_article(first) and not _has_article(noun) and not any(c.pos_ == "DET" for c in noun.children)


def _has_article(noun: Token) -> bool:
    """Say whether a noun has an article, alone or in a preposition: "con il ministro", "del ministro"."""
    return any(
        (c.dep_ == "det" or (c.dep_ == "case" and preposition_lemma(c.text) != c.form)) and c.i < noun.i
        for c in noun.children
    )


def _names_of(token: Token) -> tuple[Token, ...]:
    return tuple(
        c
        for c in token.children
        if c.dep_ in NAME_LABELS and c.pos_ == "PROPN" and not any(g.dep_ == "case" for g in c.children)
    )


def begins_phrase(token: Token) -> bool:
    """Say whether a noun has an article of its own and no preposition: "A, il presidente"."""
    return any(c.dep_ == "det" and c.i < token.i for c in token.children) and not preposition_of(token)


def _nationalities(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "le autorità italiane ed egiziane", "i negoziatori russo e ucraino": those who stand for their countries."""
    words = finder.lexicon.words
    form = token.form
    if form in words["that_one"] and token.dep_ == "conj":
        form = token.head.form  # "i negoziatori di Kiev e quelli di Washington"
    if form not in words["delegate"] and form not in words["stands_for_country"]:
        return ()
    if not is_plural(token) and _name_beside(token, finder):
        return ()  # "l'emissario iraniano X"
    found = [
        finder.known(target, part)
        for child in token.children
        if child.dep_ in ("amod", "conj", "appos", "nmod", "flat") and preposition_of(child) != "di"
        for part in conjuncts(child)
        if (target := finder.lexicon.demonyms.get(part.form)) is not None
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


def _agreeing(noun: Token | None, pronoun: Token) -> Token | None:
    """ "i familiari delle vittime, con i quali": the noun above, where only that one agrees with the article."""
    article = next((c for c in pronoun.children if c.dep_ == "det"), None)
    if noun is None or article is None or noun.dep_ != "nmod" or noun.head.pos_ != "NOUN":
        return noun
    wanted = feature(article, "Gender"), feature(article, "Number")
    if not all(wanted) or (feature(noun, "Gender"), feature(noun, "Number")) == wanted:
        return noun
    above = noun.head
    genders = feature(above, "Gender") or wanted[0]
    return above if (genders, feature(above, "Number")) == wanted else noun


def antecedent_of(pronoun: Token) -> Token | None:
    """Return what a relative pronoun stands for: the noun that its clause hangs on."""
    current = pronoun
    while current.head != current:
        if current.dep_ in (RELATIVE_CLAUSE, "acl"):
            return current.head
        current = current.head
    return None


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions without repeats of a name."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.name, mention)
    return tuple(found.values())
