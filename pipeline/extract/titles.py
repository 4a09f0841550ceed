"""Offices beside names: a title before a name, an apposition after it, a predicate, the post that somebody leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.clauses import clause_root, conjuncts, is_passive, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.titles import ends_title, is_inside_office, is_of_body, name_after, office_size
from pipeline.annotate.ud import feature, preposition_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Office
from pipeline.model import Mention
from pipeline.typography import folded

APPOSITION_REACH = 18
BACK_REACH = 7
NAMED_TO = frozenset({"xcomp", "obl", "obj", "amod", "nmod", "appos"})
NOUNS = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Title:
    """The tokens `start` to `end` (half-open) of a title, without article; the office is its first `size` tokens."""

    start: int
    end: int
    size: int
    rule: str
    rank: int = 0
    """Which of several owners is meant: of "i presidenti di Brasile e Argentina, X e Y", Y has 1."""


def titles_at(token: Token, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """Yield the persons who hold the office that begins at a token."""
    lexicon = finder.lexicon
    size = office_size(token, lexicon)
    if not size or finder.named.person(token.i) or _is_idiom(token, lexicon):
        return
    start, end = token.i, token.i + size
    before = token.doc[start - 1] if not token.is_sent_start else None
    if before is not None and before.form in lexicon.words["deputy"]:
        start -= 1
    if token.text.casefold() in lexicon.words["deputy"] and office_size(token.nbor(), lexicon):
        return
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


def _is_idiom(token: Token, lexicon: Lexicon) -> bool:
    """ "fa capo alla famiglia Neri": the verb's own word, and nobody's office."""
    return f"{token.head.lemma_} {token.lemma_}".lower() in lexicon.words["office_idiom"]


def person_at(name: NameSpan, finder: PartyFinder) -> Mention:
    """Return the person who is named."""
    reading = finder.reading
    return reading.mention_of(name)


def _before_names(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "il viceministro degli Esteri russo Ivan Petrov"; after a plural also the names that follow with "e"."""
    found = name_after(finder.reading.doc, start, end, finder.named)
    if found:
        name, stop = found
        plural = _is_plural(start, end, finder)
        joined = name.end < len(finder.reading.doc) and finder.reading.doc[name.end].text in ("e", "ed")
        persons = _persons(name, finder, plural=plural or (joined and _has_plural_article(start, finder)))
        if plural and len(persons) == 1 and _is_below_noun(finder.reading.doc[start], finder):
            return  # "il presidente della Camera dei deputati Anna Neri": one person is not "deputati"
        for rank, mention in enumerate(persons):
            yield mention, Title(start, stop, end - start, "title", rank)


def _is_below_noun(office: Token, finder: PartyFinder) -> bool:
    """ "della Camera dei deputati", "del Consiglio dei ministri": the office is part of what a body is called."""
    before = office.nbor(-1) if office.i else None
    return (
        before is not None
        and before.pos_ == "ADP"
        and before.i > 0
        and office.head.i == before.i - 1
        and office.head.pos_ in ("NOUN", "PROPN")
        and not office_size(office.head, finder.lexicon)
    )


def _is_plural(start: int, end: int, finder: PartyFinder) -> bool:
    words = tuple(t.form for t in finder.reading.doc[start:end])
    office = finder.lexicon.offices.get(words)
    counted = any(c.dep_ == "nummod" for c in finder.reading.doc[start].children)
    return office is not None and (office.number == "pl" or counted)


def _has_plural_article(start: int, finder: PartyFinder) -> bool:
    """ "i pm Anna Neri e Ugo Belli": of an office that has one form only, the article tells that two hold it."""
    before = finder.reading.doc[start - 1] if start else None
    return before is not None and before.pos_ == "DET" and feature(before, "Number") == "Plur"


def _persons(name: NameSpan, finder: PartyFinder, *, plural: bool) -> tuple[Mention, ...]:
    first = person_at(name, finder)
    if not plural:
        return (first,)
    found = {first.name: first}
    doc = finder.reading.doc
    beside = [doc[name.end + 1]] if name.end + 1 < len(doc) and doc[name.end].text in ("e", "ed", ",") else []
    for token in (*conjuncts(doc[name.start : name.end].root), *beside):
        other = finder.named.person(token.i)
        if other:
            mention = person_at(other, finder)
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _after_name(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "Ivan Petrov, ministro dell'Interno dell'Ucraina, ha …": an apposition between commas or brackets.

    "Anna Neri, ormai ex presidente", "Anna Neri invece, numero uno di", "Anna Neri, da otto mesi ministra".
    """
    doc = finder.reading.doc
    first = doc[start]
    comma = _comma_before(start, finder)
    if comma is None or (first.dep_ == "conj" and finder.named.person(first.head.i)):
        return
    name = _name_before(comma, finder)
    person = person_at(name, finder) if name is not None else _meant_before(comma, finder)
    if person is None:
        return
    stop = _end_of_apposition(start, end, finder)
    head = phrase_head(start, end, finder)
    if head.dep_ in ("nsubj", "nsubj:pass", "obj") and stop < len(doc) and not doc[stop].is_punct:
        return  # "… con Anna Neri, una portavoce ha detto": a new clause
    if any(
        finder.named.person(i)
        and doc[i - 1].pos_ != "ADP"
        and doc[i].dep_ != "flat:name"
        and not is_of_body(doc, i, finder.lexicon)
        for i in range(end, stop)
    ):
        return
    yield person, Title(start, stop, end - start, "apposition")


def _comma_before(start: int, finder: PartyFinder) -> int | None:
    """Return the mark that an apposition begins with; between may stand "ormai ex", "da ieri"."""
    doc, lexicon = finder.reading.doc, finder.lexicon
    begin = doc[start].sent.start
    joint = start - 1
    while joint > begin and (doc[joint].pos_ == "ADV" or doc[joint].form in lexicon.words["former"]):
        joint -= 1  # "già rettrice di Altavalle e oggi consigliera del ministro"
    second = doc[joint].pos_ == "CCONJ"
    reach = APPOSITION_REACH if second else BACK_REACH
    for i in range(start - 1, max(begin, start - 1 - reach) - 1, -1):
        token = doc[i]
        if token.text in (",", "(", "–", "—"):
            return i if i > begin else None
        form = token.form
        dated = form in lexicon.words["duration_unit"] or form in lexicon.words["time_noun"]
        temporal = dated or token.pos_ == "NUM"
        fits = token.pos_ in ("DET", "ADV", "ADJ") or token.form in lexicon.words["former"] or temporal
        before_time = token.pos_ == "ADP" and i + 1 < start and doc[i + 1].pos_ in ("NUM", "ADJ", "NOUN", "DET", "ADV")
        joined = token.pos_ == "CCONJ" and i == joint
        if not (fits or before_time or joined or (second and token.pos_ in NOUNS | {"ADP"})):
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
    if i > 2 and doc[i].form == "anni" and doc[i - 2].text == ",":
        i -= 3  # "Anna Neri, 51 anni, ministra"
    name = finder.named.person(i) if i >= doc[comma].sent.start else None
    return name if name and doc[name.start].sent == doc[comma].sent else None


def _meant_before(comma: int, finder: PartyFinder) -> Mention | None:
    """ "Secondo il banchiere, ex presidente di Alfa, …": the person whom the noun before the mark stands for."""
    noun = finder.reading.doc[comma - 1]
    if noun.pos_ != "NOUN" or not finder.reading.references.get(noun.i):
        return None
    found = finder.referred(noun)
    return found[0] if len(found) == 1 and found[0].type == "Person" and found[0].named else None


def _end_of_apposition(start: int, end: int, finder: PartyFinder) -> int:
    doc = finder.reading.doc
    stop, limit = end, min(doc[start].sent.end, end + APPOSITION_REACH)
    while stop < limit:
        token = doc[stop]
        if token.pos_ == "CCONJ" and not is_inside_office(doc, stop, finder.named):
            break
        since = token.pos_ == "ADP" and preposition_lemma(token.text) == "da"  # "ministra dallo scorso gennaio"
        if since or ends_title(token, finder.named) or (token.pos_ == "ADV" and token.dep_ == "advmod"):
            break
        stop += 1
    return stop


def _predicated(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "X è il presidente di Y", "ha giurato come presidente", "è stato nominato ministro", "eletto X sindaco"."""
    head = phrase_head(start, end, finder)
    has_copula = any(c.dep_ == "cop" for c in head.children)
    verb = head.head
    if verb.form in finder.lexicon.words["elected"] and verb.dep_ == "acl" and head.dep_ in NAMED_TO:
        for person in finder.at(verb.head):  # "Anna Neri, rieletta presidente della Serbia, …"
            if person.type == "Person" and person.named:
                yield person, Title(start, _end_of_apposition(start, end, finder), end - start, "copula")
        return
    presented = verb if head.dep_ == "appos" and head.i > verb.i and verb.pos_ == "PROPN" else None
    if presented is not None and any(c.dep_ == "cop" and c.i < verb.i for c in presented.children):
        for person in finder.at(presented):  # "Sarà Anna Neri la nuova presidente di Alfabanca"
            if person.type == "Person" and person.named:
                yield person, Title(start, _end_of_apposition(start, end, finder), end - start, "copula")
        return
    if head.dep_ == "appos" and _is_named_to(head, finder):
        for person in finder.at(verb):  # "ha nominato Anna Neri amministratrice delegata"
            if person.type == "Person" and person.named:
                yield person, Title(start, _end_of_apposition(start, end, finder), end - start, "copula")
        return
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


def phrase_head(start: int, end: int, finder: PartyFinder) -> Token:
    """Return the word of an office by which it hangs in the sentence: "numero uno" by "numero"."""
    return next((t for t in finder.reading.doc[start:end] if not start <= t.head.i < end), finder.reading.doc[start])


def _is_named_to(head: Token, finder: PartyFinder) -> bool:
    """Say whether an office set right behind a name, without article or comma, is what the verb above makes of him."""
    name, verb = head.head, head.head.head
    bare = not any(c.dep_ == "det" or c.is_punct for c in head.children if c.i < head.i)
    appointed = name.dep_ == "obj" and not is_passive(verb) and verb.lemma_.lower() in finder.lexicon.words["becoming"]
    return appointed and bare and head.i > name.i and not any(c.is_punct for c in name.children if c.i < head.i)


def _holders(head: Token, verb: Token, finder: PartyFinder, *, has_copula: bool) -> tuple[Mention, ...]:
    if has_copula:
        return finder.subjects(head)
    inverted = head.dep_ in ("nsubj", "nsubj:pass")  # "presidente resta l'ex banchiere Neri"
    people = [c for c in verb.children if c.dep_ in ({"xcomp", "obj"} if inverted else {"obj"}) and c != head]
    if people and not is_passive(verb):
        return tuple(m for person in people for m in finder.at(person))
    if inverted:
        return ()
    active = verb.lemma_.lower() in finder.lexicon.words["appointing"] and not is_passive(verb)
    return () if active else finder.subjects(verb)


def _of_a_post(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, Title]]:
    """ "ha lasciato l'incarico di ministro della Difesa", "le dimissioni da governatore", "si è dimesso da sindaco"."""
    words = finder.lexicon.words
    head = phrase_head(start, end, finder)
    preposition = preposition_of(head)
    noun = head.head
    bare = start > 0 and finder.reading.doc[start - 1].form in ("di", "da", "a", "ad")
    if not bare or head.dep_ not in ("nmod", "obl", "xcomp", "advmod"):
        return
    posts = [noun, *(c for c in noun.children if c.dep_ in ("obj", "nsubj:pass"))]
    post = next((t for t in posts if t.pos_ == "NOUN" and t.form in words["post"] and t.i < start), None)
    by_verb = preposition == "da" and noun.pos_ in ("VERB", "AUX") and noun.lemma_.lower() in words["resigning"]
    likened = preposition == "da" and post is not None and post.form not in words["leaving_post"]
    if (post is None and not by_verb) or likened:
        return  # "si è ritagliata un ruolo da mediatrice"
    noun = post or noun
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
    head = phrase_head(start, end, finder)
    if head.pos_ not in NOUNS or head.form in lexicon.words["counterpart"]:
        return
    office = lexicon.offices.get(tuple(t.form for t in reading.doc[start:end]))
    if office is None or office.number != "sg":
        return
    stop = _end_of_apposition(start, end, finder)
    lodged = (t.i for t in reading.doc[end:stop] if t.pos_ == "ADP" and preposition_lemma(t.text) not in ("di", "per"))
    stop = next(lodged, stop)  # "ha invitato la premier a Beirut"
    of_state = office.scope in ("state", "government")
    for person in finder.referred(head):
        chain = next((c for c in reading.chains if c.name == person.name), None)
        if person.type != "Person" or not person.named or chain is None:
            continue
        first_told = not chain.offices and stop > end and head.dep_ in ("nsubj", "nsubj:pass", "obl", "obl:agent")
        if first_told or (of_state and _is_known_in(office, chain, finder)):
            yield person, Title(start, stop, end - start, "reference")


def _is_known_in(office: Office, chain: Chain, finder: PartyFinder) -> bool:
    """Say whether the article elsewhere gives a person the office, by this name or another: premier, primo ministro."""
    lemmas = {folded(lemma) for lemma, _ in chain.offices}
    groups = [finder.lexicon.words[name] for name in ("head_of_government", "head_of_state")]
    lemma = folded(office.lemma)
    return lemma in lemmas or any(lemma in group and lemmas & group for group in groups)
