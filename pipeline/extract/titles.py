"""Offices beside names: a title before a name, an apposition after it, a predicate, the post that somebody leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, conjuncts, is_passive, preposition_of, subject_of
from pipeline.annotate.reading import NameSpan
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from pipeline.typography import folded

TITLE_REACH = 18
APPOSITION_REACH = 18
BACK_REACH = 7
MAX_OFFICE = 5
CLOSING = frozenset({",", ".", ";", ":", ")", "(", "–", "—", "-", "»", "”", '"'})
APPOSED = frozenset({"appos", "nmod", "flat", "flat:name", "compound", "parataxis"})
NOUNS = frozenset({"NOUN", "PROPN", "X"})
CLAUSAL = frozenset({"VERB", "AUX", "SCONJ", "PRON"})


@dataclass(frozen=True, slots=True)
class Title:
    """The tokens `start` to `end` (half-open) of a title, without article; the office is its first `size` tokens."""

    start: int
    end: int
    size: int
    rule: str


def titles_at(token: Token, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """Yield the persons who hold the office that begins at a token."""
    lexicon = finder.lexicon
    size = office_size(token, lexicon)
    if not size:
        return
    start, end = token.i, token.i + size
    before = token.doc[start - 1] if start > token.sent.start else None
    if before is not None and folded(before.text) in lexicon.words["deputy"]:
        start -= 1
    found = False
    for person, title in (
        *_before_names(start, end, finder),
        *_after_name(start, end, finder),
        *_predicated(start, end, finder),
        *_of_a_post(start, end, finder),
    ):
        found = True
        yield person, title
    if not found:
        yield from _referring(start, end, finder)


def office_size(token: Token, lexicon: Lexicon) -> int:
    """Return how many tokens the office that begins here has; 0 for none, or where it is the tail of a longer one."""
    doc = token.doc
    if folded(token.text) in lexicon.words["counterpart"]:
        return 1
    if not _may_be_office(token):
        return 0
    for size in range(MAX_OFFICE, 0, -1):
        if tuple(folded(t.text) for t in doc[token.i : token.i + size]) in lexicon.offices:
            if size == 1 and token.pos_ == "ADJ" and not _heads_a_phrase(token):
                return 0
            for back in (1, 2):
                longer = tuple(folded(t.text) for t in doc[max(0, token.i - back) : token.i + size])
                if token.i >= back and longer in lexicon.offices:
                    return 0
            return size
    return 0


def _may_be_office(token: Token) -> bool:
    """Abbreviations are often taken for prepositions: "l'ad di Enel"."""
    if token.pos_ == "ADP":
        return token.i > 0 and token.doc[token.i - 1].pos_ == "DET" and not token.text[-1] in "'’"
    return token.pos_ not in ("VERB", "AUX", "DET")


def _heads_a_phrase(token: Token) -> bool:
    """ "la storica Anna Neri", but not "la regione storica": an adjective is an office only after its article."""
    return token.i > 0 and token.doc[token.i - 1].pos_ in ("DET", "ADP", "PUNCT") and token.dep_ != "amod"


def is_person(i: int, finder: PartyFinder) -> NameSpan | None:
    """Return the name of a person that a token is part of."""
    name = finder.reading.names.get(i)
    return name if name and finder.reading.chains[name.chain].type == "Person" else None


def person_at(name: NameSpan, finder: PartyFinder) -> Mention:
    """Return the person who is named."""
    reading = finder.reading
    return reading.mention(name.chain, reading.span(name.start, name.end), name=name)


def _before_names(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "il viceministro degli Esteri russo Sergei Ryabkov"; after a plural also the names that follow with "e"."""
    doc, reading = finder.reading.doc, finder.reading
    size = end - start
    i, limit = end, min(doc[start].sent.end, end + TITLE_REACH)
    stop: int | None = None
    owned = False
    while i < limit:
        token = doc[i]
        person = is_person(i, finder)
        if person and doc[i - 1].pos_ == "ADP":
            owned, i = True, person.end  # "il portavoce di Prodi, Sircana"
            continue
        if person:
            if not owned and not preposition_of(token):
                for mention in _persons(person, finder, plural=_is_plural(start, end, finder)):
                    yield mention, Title(start, i if stop is None else stop, size, "title")
            return
        if token.text in (",", "–", "—"):
            apposed = _apposed(start, i + 1, finder)
            if apposed:
                for mention in _persons(apposed, finder, plural=_is_plural(start, end, finder)):
                    yield mention, Title(start, i if stop is None else stop, size, "title")
            return
        if token.text == "(" and (closing := _closing_bracket(i, limit, finder)):
            stop, i = i if stop is None else stop, closing + 1
            continue
        if token.pos_ == "CCONJ" and not _inside_office(i, finder):
            if i + 1 >= limit or not office_size(doc[i + 1], finder.lexicon):
                return
            stop = i if stop is None else stop  # "la vicepremier e ministra delle Finanze Anna Neri": both are hers
        elif _ends_title(token, finder):
            return
        name = reading.names.get(i)
        i = name.end if name else i + 1


def _ends_title(token: Token, finder: PartyFinder) -> bool:
    if folded(token.text) in finder.lexicon.words["office_adjective"]:
        return False
    if token.is_punct:
        quoted = token.text in '"“”«»' and any(i in finder.reading.names for i in (token.i - 1, token.i + 1))
        return token.text not in ("-", "’", "'") and not quoted
    return token.pos_ in CLAUSAL or token.is_space


def _closing_bracket(i: int, limit: int, finder: PartyFinder) -> int | None:
    doc = finder.reading.doc
    return next((k for k in range(i + 1, min(limit, i + 8)) if doc[k].text == ")"), None)


def _inside_office(i: int, finder: PartyFinder) -> bool:
    """ "ministro degli Esteri e della Cooperazione": a coordinated complement, with its preposition or its noun."""
    doc, lexicon = finder.reading.doc, finder.lexicon
    if i + 1 >= len(doc) or i == 0:
        return False
    after = doc[i + 1]
    if after.pos_ == "ADP" or folded(after.text) in lexicon.demonyms:
        return True
    if office_size(after, lexicon) or is_person(i + 1, finder):
        return False
    if after.pos_ == "DET":  # "per la Preparazione e la gestione delle crisi"
        return i + 2 < len(doc) and doc[i + 2].pos_ == "NOUN" and _joins_below(i, finder)
    return after.pos_ in ("NOUN", "PROPN", "ADJ") and _joins_below(i, finder)


def _joins_below(i: int, finder: PartyFinder) -> bool:
    """The word after "e" is coordinated with a complement of the office, not with the office or its verb."""
    doc, lexicon = finder.reading.doc, finder.lexicon
    head = doc[i].head
    joined = head.head if head.dep_ == "conj" else head
    return joined.i < i and joined.pos_ in ("NOUN", "PROPN", "ADJ") and not office_size(joined, lexicon)


def _apposed(start: int, i: int, finder: PartyFinder) -> NameSpan | None:
    """ "il ministro dell'Ambiente, Pierluigi Casalegno, è …": a name between comma and comma (or verb).

    Before the name may stand a rank, or what else the person is or was: "il portavoce, colonnello Neri", "la
    direttrice, la portoghese Neri", "il capo della delegazione, l'ex rettore Neri". A second title with an article
    and in office is somebody else's: "il presidente, il ministro Neri e …".
    """
    doc, lexicon = finder.reading.doc, finder.lexicon
    limit = min(len(doc), i + 5)
    k, article, other = i, False, False
    while k < limit and not is_person(k, finder):
        form = folded(doc[k].text)
        if doc[k].pos_ == "DET":
            article = True
        elif form in lexicon.demonyms or form in lexicon.words["former"]:
            other = True
        elif not office_size(doc[k], lexicon) and form not in lexicon.person_nouns and doc[k].pos_ != "ADJ":
            return None
        k += 1
    name = is_person(k, finder) if k < limit else None
    if name is None or name.start != k or (article and not other):
        return None
    root = doc[name.start : name.end].root
    if root.dep_ == "conj" and not article and root.head.i < start:
        return None
    attached = root.dep_ in APPOSED and start <= root.head.i < name.end
    after = doc[name.end] if name.end < len(doc) else None
    closed = after is None or after.text in CLOSING or after.pos_ in ("VERB", "AUX", "SPACE", "CCONJ")
    return name if closed and (attached or name.end - name.start > 1) else None


def _is_plural(start: int, end: int, finder: PartyFinder) -> bool:
    words = tuple(folded(t.text) for t in finder.reading.doc[start:end])
    office = finder.lexicon.offices.get(words)
    return office is not None and office.number == "pl"


def _persons(name: NameSpan, finder: PartyFinder, *, plural: bool) -> tuple[Mention, ...]:
    first = person_at(name, finder)
    if not plural:
        return (first,)
    found = {first.name: first}
    for token in conjuncts(finder.reading.doc[name.start : name.end].root):
        other = is_person(token.i, finder)
        if other:
            mention = person_at(other, finder)
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _after_name(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "Arsen Avakov, ministro dell'Interno dell'Ucraina, ha …": an apposition between commas or brackets.

    "Anna Neri, ormai ex presidente", "Anna Neri invece, numero uno di", "Anna Neri, da otto mesi ministra".
    """
    doc = finder.reading.doc
    first = doc[start]
    comma = _comma_before(start, finder)
    if comma is None or (first.dep_ == "conj" and is_person(first.head.i, finder)):
        return
    name = _name_before(comma, finder)
    if name is None:
        return
    stop = _end_of_apposition(start, end, finder)
    if any(is_person(i, finder) and doc[i - 1].pos_ != "ADP" and doc[i].dep_ != "flat:name" for i in range(end, stop)):
        return
    yield person_at(name, finder), Title(start, stop, end - start, "apposition")


def _comma_before(start: int, finder: PartyFinder) -> int | None:
    """Return the mark that an apposition begins with; between may stand when, "ex", "ormai", another office with "e"."""
    doc, lexicon = finder.reading.doc, finder.lexicon
    begin = doc[start].sent.start
    for i in range(start - 1, max(begin, start - 1 - BACK_REACH) - 1, -1):
        token = doc[i]
        if token.text in (",", "(", "–", "—"):
            return i if i > begin else None
        temporal = folded(token.text) in lexicon.words["duration_unit"] or token.pos_ == "NUM"
        fits = token.pos_ in ("DET", "ADV", "ADJ") or folded(token.text) in lexicon.words["former"] or temporal
        before_time = token.pos_ == "ADP" and i + 1 < start and doc[i + 1].pos_ in ("NUM", "ADJ", "NOUN", "DET", "ADV")
        joined = token.pos_ == "CCONJ" and i == start - 1
        if not (fits or before_time or joined or (doc[start - 1].pos_ == "CCONJ" and token.pos_ in NOUNS | {"ADP"})):
            return None
    return None


def _name_before(comma: int, finder: PartyFinder) -> NameSpan | None:
    """Return the person right before a mark; between may stand a bracket or an adverb."""
    doc = finder.reading.doc
    i = comma - 1
    if doc[i].text == ")":
        i = next((k - 1 for k in range(i, max(0, i - 7), -1) if doc[k].text == "("), i)
    if i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    name = is_person(i, finder) if i >= doc[comma].sent.start else None
    return name if name and doc[name.start].sent == doc[comma].sent else None


def _end_of_apposition(start: int, end: int, finder: PartyFinder) -> int:
    doc = finder.reading.doc
    stop, limit = end, min(doc[start].sent.end, end + APPOSITION_REACH)
    while stop < limit:
        token = doc[stop]
        if token.pos_ == "CCONJ" and not _inside_office(stop, finder):
            break
        if _ends_title(token, finder):
            break
        stop += 1
    return stop


def _predicated(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "X è il presidente di Y", "ha giurato come presidente", "è stato nominato ministro", "hanno eletto X sindaco"."""
    token = finder.reading.doc[end - 1] if finder.reading.doc[start].head.i in range(start, end) else None
    token = finder.reading.doc[start] if token is None else token
    head = _phrase_head(start, end, finder)
    has_copula = any(c.dep_ == "cop" for c in head.children)
    verb = head.head
    becomes = (
        not has_copula
        and head.dep_ in ("xcomp", "obl", "obj", "nsubj", "nsubj:pass", "ccomp")
        and verb.pos_ in ("VERB", "AUX")
        and (
            preposition_of(head) == "come"
            or (
                verb.lemma_.lower() in finder.lexicon.words["becoming"]
                and preposition_of(head) in ("", "a")
                and not any(c.dep_ == "det" for c in head.children if c.i < head.i)
            )
        )
    )
    if not (has_copula or becomes):
        return
    stop = _end_of_apposition(start, end, finder)
    for person in _holders(head, verb, finder, has_copula=has_copula):
        if person.type == "Person" and person.named and person.span.start != finder.reading.doc[start].idx:
            yield person, Title(start, stop, end - start, "copula")


def _phrase_head(start: int, end: int, finder: PartyFinder) -> Token:
    """Return the word of an office by which it hangs in the sentence: "numero uno" by "numero"."""
    return next((t for t in finder.reading.doc[start:end] if not start <= t.head.i < end), finder.reading.doc[start])


def _holders(head: Token, verb: Token, finder: PartyFinder, *, has_copula: bool) -> tuple[Mention, ...]:
    if has_copula:
        return finder.subjects(head)
    people = [c for c in verb.children if c.dep_ == "obj" and c != head]
    if people and not is_passive(verb):
        return tuple(m for person in people for m in finder.at(person))
    if head.dep_ in ("nsubj", "nsubj:pass"):
        return ()
    active = verb.lemma_.lower() in finder.lexicon.words["appointing"] and not is_passive(verb)
    return () if active else finder.subjects(verb)


def _of_a_post(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "ha lasciato l'incarico di ministro della Difesa", "le dimissioni da governatore", "si è dimesso da sindaco"."""
    words = finder.lexicon.words
    head = _phrase_head(start, end, finder)
    preposition = preposition_of(head)
    noun = head.head
    if preposition not in ("di", "da") or head.dep_ not in ("nmod", "obl", "xcomp", "advmod"):
        return
    by_noun = noun.pos_ == "NOUN" and folded(noun.text) in words["post"]
    by_verb = preposition == "da" and noun.pos_ in ("VERB", "AUX") and noun.lemma_.lower() in words["resigning"]
    if not (by_noun or by_verb) or any(
        c.dep_ == "det" and c.morph.get("Definite") == ["Ind"] for c in head.children if c.i < head.i
    ):
        return
    stop = _end_of_apposition(start, end, finder)
    owners = [c for c in noun.children if c != head and c.dep_ in ("nmod", "obl") and preposition_of(c) == "di"]
    verb = clause_root(head)
    people = tuple(m for owner in owners for m in finder.at(owner)) or (
        finder.subjects(verb) if verb.pos_ in ("VERB", "AUX") and subject_is_safe(verb) else ()
    )
    for person in people:
        if person.type == "Person" and person.named:
            yield person, Title(start, stop, end - start, "post")


def subject_is_safe(verb: Token) -> bool:
    """A passive's subject does not hold the post that somebody else is given: "gli è stato tolto l'incarico di"."""
    subject = subject_of(verb)
    return not is_passive(verb) or subject is None or subject.dep_ != "nsubj:pass" or subject.pos_ == "PROPN"


def _referring(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "Per il premier …": an office alone, of whoever is known to be meant by it."""
    reading, lexicon = finder.reading, finder.lexicon
    head = _phrase_head(start, end, finder)
    if head.pos_ not in NOUNS or folded(head.text) in lexicon.words["counterpart"]:
        return
    office = lexicon.offices.get(tuple(folded(t.text) for t in reading.doc[start:end]))
    if office is None or office.scope not in ("state", "government") or office.number != "sg":
        return
    for person in finder.referred(head):
        if person.type == "Person" and person.named:
            yield person, Title(start, _end_of_apposition(start, end, finder), end - start, "reference")
