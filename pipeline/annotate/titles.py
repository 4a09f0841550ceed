"""Offices and the names that they stand before: "il viceministro degli Esteri russo Ivan Petrov"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotate.chains import are_apart
from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.quotes import CLOSING_MARKS
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.ud import feature, preposition_lemma
from pipeline.lexicon import Lexicon

TITLE_REACH = 18
MAX_OFFICE = 5
CLOSING = frozenset({",", ".", ";", ":", ")", "(", "–", "—", "-", *CLOSING_MARKS})
APPOSED = frozenset({"appos", "nmod", "flat", "flat:name", "compound", "parataxis"})
WITHIN = frozenset({"in", "con", "sotto", "durante"})
CLAUSAL = frozenset({"VERB", "AUX", "SCONJ", "PRON"})


@dataclass(frozen=True, slots=True)
class Named:
    """The names of an article, and what they are."""

    names: Mapping[int, NameSpan]
    chains: Sequence[Chain]
    lexicon: Lexicon

    def person(self, i: int) -> NameSpan | None:
        """Return the name of a person that a token is part of."""
        name = self.names.get(i)
        return name if name and self.chains[name.chain].type == "Person" else None


def office_size(token: Token, lexicon: Lexicon) -> int:
    """Return how many tokens the office that begins here has; 0 for none, or where it is the tail of a longer one."""
    form = token.form
    if form in lexicon.words["counterpart"]:
        return 1
    if form not in lexicon.office_starts:
        return 0
    doc = token.doc
    words = tuple(doc[i].form for i in range(token.i, min(len(doc), token.i + MAX_OFFICE)))
    misread = token.pos_ == "VERB" and words[:2] in lexicon.offices  # "inviato speciale", taken for a participle
    if not misread and not _may_be_office(token):
        return 0
    for size in range(len(words), 0, -1):
        if words[:size] in lexicon.offices:
            if size == 1 and token.pos_ == "ADJ" and not _heads_a_phrase(token):
                return 0
            for back in (1, 2):
                before = tuple(t.form for t in doc[max(0, token.i - back) : token.i])
                if token.i >= back and (*before, *words[:size]) in lexicon.offices:
                    return 0
            return size
    return 0


def _may_be_office(token: Token) -> bool:
    """Abbreviations are often taken for prepositions: "l'ad di Enel"."""
    if token.pos_ == "ADP":
        after = token.doc[token.i + 1 : token.i + 2]
        if token.text.casefold() == "ad" and any(preposition_lemma(t.text) == "di" for t in after):
            return True  # "del nuovo ad di Alfabanca", which no preposition can be
        return token.i > 0 and token.doc[token.i - 1].pos_ == "DET" and token.text[-1] not in "'’"
    return token.pos_ not in ("VERB", "AUX", "DET")


def _heads_a_phrase(token: Token) -> bool:
    """ "la storica Anna Neri", but not "la regione storica": an adjective is an office only after its article.

    Or else where it is what somebody becomes, with whom of: "è stata eletta segretaria del partito".
    """
    if token.dep_ == "xcomp" and any(c.dep_ == "nmod" and c.i > token.i for c in token.children):
        return True
    described = token.dep_ == "amod" and (token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN")
    return token.i > 0 and token.doc[token.i - 1].pos_ in ("DET", "ADP", "PUNCT") and not described


def name_after(doc: Doc, start: int, end: int, named: Named) -> tuple[NameSpan, int] | None:
    """Return the person whose title the tokens `start` to `end` begin, and where the title ends."""
    i, limit = end, min(doc[start].sent.end, end + TITLE_REACH)
    stop: int | None = None
    owned = False
    definite = start > 0 and doc[start - 1].pos_ == "DET"
    while i < limit:
        token = doc[i]
        person = named.person(i)
        partisan = doc[i - 1].form in named.lexicon.words["partisan"]
        if person and i > end and doc[i - 1].pos_ == "ADP" and not partisan:
            owned, i = True, person.end  # "il portavoce di Verdi, Neri"
            continue
        if person and i > end and is_of_body(doc, i, named.lexicon):
            return None
        if person:
            beside = i == end and start > 0 and doc[start - 1].pos_ == "DET"  # "ha chiarito il ceo Neri"
            apart = owned or (not beside and are_apart(doc[start], doc[person.start : person.end].root))
            return None if apart else (person, i if stop is None else stop)
        if token.text in (",", "–", "—"):
            apposed = None if _is_owner(doc[start], named.lexicon) else _apposed(doc, start, i + 1, named)
            return (apposed, i if stop is None else stop) if apposed else None
        if token.text == "(" and (closing := _closing_bracket(doc, i, limit)):
            stop, i = i if stop is None else stop, closing + 1
            continue
        if token.pos_ == "CCONJ" and not is_inside_office(doc, i, named):
            if i + 1 >= limit or not office_size(doc[i + 1], named.lexicon):
                return None
            stop = i if stop is None else stop  # "la vicepremier e ministra delle Finanze Anna Neri": both are hers
        elif (
            ends_title(token, named)
            or (definite and _begins_another(token, named.lexicon))
            or _is_one_after_many(token, doc[start], named.lexicon)
        ):
            return None
        name = named.names.get(i)
        i = name.end if name else i + 1
    return None


def _begins_another(token: Token, lexicon: Lexicon) -> bool:
    """ "tramite gli avvocati l'ex presidente Neri …": an article that no preposition precedes, and a second office."""
    if token.pos_ != "DET" or token.i == 0 or token.nbor(-1).pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    after = token.doc[token.i + 1 : token.i + 3]
    former = any(t.form in lexicon.words["former"] for t in after[:1])
    return former and len(after) > 1 and office_size(after[1], lexicon) > 0


def _is_one_after_many(token: Token, many: Token, lexicon: Lexicon) -> bool:
    """ "ha detto ai giornalisti il segretario Neri": after a plural "il" and an office begin another phrase."""
    if token.pos_ != "DET" or feature(many, "Number") != "Plur" or feature(token, "Number") != "Sing":
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    alone = feature(token, "Definite") == "Def" and token.nbor(-1).pos_ in ("NOUN", "ADJ")
    return alone and after is not None and office_size(after, lexicon) > 0


def is_of_body(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """ "assessora nella giunta Neri": the surname tells which, and is not whose office it is."""
    noun = doc[i - 1]
    return noun.form in lexicon.words["body_by_surname"] and preposition_of(noun) in WITHIN


def _is_owner(noun: Token, lexicon: Lexicon) -> bool:
    """ "il segretario del papa, Georg Neri": what comes after the comma is the name of the first, not of the pope."""
    before = noun.doc[noun.i - 1] if noun.i else None
    head = noun.head
    described = head.head if head.dep_ == "conj" else head
    if described.dep_ == "appos" and described.head.pos_ == "PROPN":
        return False  # "Ugo Neri, cognato del presidente del Venezuela, Ivo Belli": the first has his name already
    return (
        before is not None
        and before.pos_ == "ADP"
        and noun.dep_ == "nmod"
        and head.i < noun.i
        and (office_size(head, lexicon) > 0 or head.form in lexicon.person_nouns)
    )


def ends_title(token: Token, named: Named) -> bool:
    """Say whether a title cannot go on with a token: a mark, a verb."""
    if token.form in named.lexicon.words["office_adjective"]:
        return False
    if token.is_punct:
        quoted = token.text in '"“”«»' and any(i in named.names for i in (token.i - 1, token.i + 1))
        return token.text not in ("-", "’", "'") and not quoted
    return token.pos_ in CLAUSAL or token.is_space


def _is_rank(form: str, lexicon: Lexicon) -> bool:
    """ "il portavoce dell'esercito, il colonnello Neri", "il ministro, il principe Neri": a rank is no office."""
    office = lexicon.offices.get((form,))
    style = form in lexicon.words["honorific"] or form in lexicon.words["noble_title"]
    return style or (office is not None and office.scope in ("military", "church"))


def _closing_bracket(doc: Doc, i: int, limit: int) -> int | None:
    return next((k for k in range(i + 1, min(limit, i + 8)) if doc[k].text == ")"), None)


def is_inside_office(doc: Doc, i: int, named: Named) -> bool:
    """ "ministro degli Esteri e della Cooperazione": a coordinated complement, with its preposition or its noun."""
    lexicon = named.lexicon
    if i + 1 >= len(doc) or i == 0:
        return False
    after = doc[i + 1]
    if after.pos_ == "ADP" and i + 2 < len(doc) and doc[i + 2].pos_ == "NUM":
        return False  # "docente a Lovanio e per sei anni giudice"
    if after.pos_ == "ADP" or after.form in lexicon.demonyms:
        return True
    if office_size(after, lexicon) or named.person(i + 1):
        return False
    if after.pos_ == "DET":  # "per la Preparazione e la gestione delle crisi"
        return i + 2 < len(doc) and doc[i + 2].pos_ == "NOUN" and _joins_below(doc, i, lexicon)
    return after.pos_ in ("NOUN", "PROPN", "ADJ") and _joins_below(doc, i, lexicon)


def _joins_below(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """The word after "e" is coordinated with a complement of the office, not with the office or its verb."""
    head = doc[i].head
    joined = head.head if head.dep_ == "conj" else head
    return joined.i < i and joined.pos_ in ("NOUN", "PROPN", "ADJ") and not office_size(joined, lexicon)


def _apposed(doc: Doc, start: int, i: int, named: Named) -> NameSpan | None:
    """ "il ministro dell'Ambiente, Paolo Neri, è …": a name between comma and comma (or verb).

    Before the name may stand a rank, or what else the person is or was: "il portavoce, colonnello Neri", "la
    direttrice, la portoghese Neri", "il capo della delegazione, l'ex rettore Neri". A second title with an article
    and in office is somebody else's: "il presidente, il ministro Neri e …".
    """
    lexicon = named.lexicon
    limit = min(len(doc), i + 5)
    k, article, other = i, False, False
    while k < limit and not named.person(k):
        form = doc[k].form
        if doc[k].pos_ == "DET":
            article = True
        elif form in lexicon.demonyms or form in lexicon.words["former"] or _is_rank(form, lexicon):
            other = True
        elif form in lexicon.person_nouns and not office_size(doc[k], lexicon):
            other = True  # "il patron del club, il miliardario Neri": what he is, and no second office
        elif not office_size(doc[k], lexicon) and form not in lexicon.person_nouns and doc[k].pos_ != "ADJ":
            return None
        k += 1
    name = named.person(k) if k < limit else None
    if name is None or name.start != k or (article and not other):
        return None
    root = doc[name.start : name.end].root
    if root.dep_ == "conj" and not article and root.head.i < start:
        return None
    attached = root.dep_ in APPOSED and start <= root.head.i < name.end
    after = doc[name.end] if name.end < len(doc) else None
    closed = after is None or after.text in CLOSING or after.pos_ in ("VERB", "AUX", "SPACE", "CCONJ")
    return name if closed and (attached or name.end - name.start > 1) else None
