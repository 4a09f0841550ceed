"""What a number measures: the counted noun, the noun that it hangs on, what rises or falls, or the clause's deed."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from pipeline.annotate.clauses import MAX_DEPTH, preposition_of, subject_of
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantities import Quantity
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from pipeline.typography import folded

NOMINAL = ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "X")
DEED_OF = ("obj", "obl", "nsubj:pass", "nsubj", "xcomp")


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured: its words, its noun where it has one, the predicate it stands with, and whose it is."""

    indicator: str
    noun: Token | None = None
    verb: Token | None = None
    about: tuple[Mention, ...] = ()


def top_of(quantity: Quantity, doc: Doc) -> Token:
    """Return the token of the quantity that hangs on something outside it."""
    inside = range(quantity.start, quantity.end)
    current = doc[quantity.end - 1]
    for _ in range(MAX_DEPTH):
        if current.head == current or current.head.i not in inside:
            break
        current = current.head
    return current


def is_predicate(token: Token) -> bool:
    """Say whether a token is a verb, or something said of a subject: "l'inflazione è al 7,8%"."""
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ in ("cop", "nsubj", "nsubj:pass") for c in token.children)


def find_measured(
    quantity: Quantity, sent: SpacySpan, finder: PartyFinder, before: Measured | None, *, same_sentence: bool
) -> Measured:
    """Return what the quantity measures; `before` is what the number before it measured, in or before the sentence."""
    doc, lexicon = sent.doc, finder.lexicon
    top = top_of(quantity, doc)
    verb = _predicate(top)
    if quantity.noun is not None:
        return Measured(_counted_phrase(quantity, finder), quantity.noun, verb)
    aside = _aside(quantity, doc)
    if before is not None and same_sentence and (aside or quantity.sign) and not _owner_in_front(quantity, finder):
        return before
    noun = _noun_above(quantity, top, lexicon)
    share = lexicon.measures["share"].get(quantity.unit or "")
    complement = _of(top, quantity, lexicon)
    if noun is None and complement is not None:
        if complement.pos_ == "NOUN" and quantity.kind == "percent":
            return Measured(_phrase(complement, quantity, finder), complement, verb)
        if complement.pos_ == "PROPN" and share and not quantity.borrowed:
            return Measured(f"{share} {_with_preposition(complement, finder)}", None, verb)
    if noun is None and share and _owner_in_front(quantity, finder):
        return Measured(share, None, verb)
    if noun is None and quantity.borrowed and same_sentence and before is not None:
        return before
    if noun is None and verb is not None:
        noun, deed = _of_clause(quantity, verb, lexicon)
        if deed:
            of_what = f" {_with_preposition(complement, finder)}" if complement is not None else ""
            return Measured(f"{deed}{of_what}", noun, verb)
    if noun is not None and noun.pos_ == "PRON":
        if before is not None:
            return Measured(f"{before.indicator} {_phrase(noun, quantity, finder)}", before.noun, verb, before.about)
        noun = None
    if noun is None:
        noun = _nearest_indicator(quantity, sent, lexicon)
    if noun is None and before is not None:
        return Measured(before.indicator, before.noun, verb, before.about)
    if noun is None:
        return Measured(_party_indicator(verb, quantity, finder), None, verb)
    return Measured(_phrase(noun, quantity, finder), noun, verb)


def _predicate(top: Token) -> Token | None:
    """Return the verb or predicate that the quantity belongs to."""
    current = top
    for _ in range(MAX_DEPTH * 2):
        if is_predicate(current):
            return current
        if current.head == current:
            return None
        current = current.head
    return None


def _aside(quantity: Quantity, doc: Doc) -> bool:
    """ "a 6,12 euro (-2,4%)": in brackets by itself."""
    return quantity.start > 0 and doc[quantity.start - 1].text == "("


def _owner_in_front(quantity: Quantity, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Petromarina (60%)": the party right before the number, by a bracket or a bare "al"."""
    doc = finder.reading.doc
    i = quantity.start - 1
    if i > 0 and (doc[i].text == "(" or preposition_in(doc[i])):
        i -= 1
    name = finder.reading.names.get(i)
    if name is None or i == quantity.start - 1:
        return ()
    return finder.at(doc[name.start])


def preposition_in(token: Token) -> bool:
    """Say whether the token is "a" with or without its article: "al 5,38%"."""
    return token.pos_ == "ADP" and folded(token.text) in ("a", "al", "all'", "allo")


def _noun_above(quantity: Quantity, top: Token, lexicon: Lexicon) -> Token | None:
    """Return the noun that the number hangs on; of "un aumento del 5% dei prezzi" and "un valore di" the next one."""
    current, left = top, None
    for _ in range(MAX_DEPTH):
        if is_predicate(current) or current.head == current:
            break
        current = current.head
        if current.pos_ == "PROPN" or is_temporal(current, lexicon):
            break
        if current.pos_ != "NOUN" or current.i in range(quantity.start, quantity.end):
            if current.pos_ in ("VERB", "AUX"):
                break
            continue
        if not _says_nothing(current, lexicon):
            return current
        left = current
        inner = _of(current, quantity, lexicon)
        if inner is not None and inner.pos_ == "NOUN":
            return inner
    if left is not None:
        outside = subject_of(current) if current.pos_ in ("VERB", "AUX") else None
        if outside is not None and outside.pos_ == "NOUN" and outside != left:
            return outside
    return left


def _says_nothing(noun: Token, lexicon: Lexicon) -> bool:
    """A word of change or of amount, after which comes what is measured: "un calo", "un valore"."""
    lemma = noun.lemma_.lower()
    return lemma in lexicon.measures["empty"] or (lemma in lexicon.changes and lexicon.indicators.get(lemma) != "rate")


def _of(token: Token, quantity: Quantity, lexicon: Lexicon) -> Token | None:
    """Return what stands after "di" or "tra" below a word, no time: "il 7% dei votanti", "calo del 3% dei prezzi"."""
    inside = range(quantity.start, quantity.end)
    below = [c for t in token.doc[quantity.start : quantity.end] for c in t.children] if token.i in inside else []
    for child in [*below, *token.children]:
        if child.i in inside or child.dep_ not in ("nmod", "obl") or child.i < token.i:
            continue
        if preposition_of(child) == "di" and child.pos_ in ("NOUN", "PROPN") and not is_temporal(child, lexicon):
            return child
    return None


def is_temporal(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a noun is a stretch of time or a month's or day's name."""
    return folded(token.text) in lexicon.words["duration_unit"] or folded(token.text) in lexicon.words["time_noun"]


def _of_clause(quantity: Quantity, verb: Token, lexicon: Lexicon) -> tuple[Token | None, str]:
    """Return the clause's noun that the number is said of, and, where the verb tells it, the name of the deed."""
    lemma = verb.lemma_.lower()
    inside = range(quantity.start, quantity.end)
    objects = [c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN" and c.i not in inside]
    objects = [c for c in objects if not is_temporal(c, lexicon)]
    if objects and (lemma in lexicon.changes or lexicon.indicators.get(objects[0].lemma_.lower()) == "rate"):
        return objects[0], ""
    subject = _subject_noun(verb)
    if subject is not None and (subject.lemma_.lower() in lexicon.indicators or subject.pos_ == "PRON"):
        return subject, ""
    deed = lexicon.measures["verb"].get(lemma, "")
    top = top_of(quantity, verb.doc)
    if deed and (top.head == verb and top.dep_ in DEED_OF) and lemma not in lexicon.changes:
        return None, deed
    if objects and lexicon.indicators.get(objects[0].lemma_.lower()) is not None:
        return objects[0], ""
    if subject is not None and subject.pos_ == "NOUN" and folded(subject.text) not in lexicon.person_nouns:
        return subject, ""
    return (objects[0], "") if objects else (None, "")


def _subject_noun(verb: Token) -> Token | None:
    """Return the subject, also the noun that a participle stands by: "l'inflazione, scesa al 4%"."""
    subject = subject_of(verb)
    if subject is None and verb.dep_ in ("acl", RELATIVE_CLAUSE) and verb.head.pos_ == "NOUN":
        return verb.head
    if subject is not None and subject.pos_ == "PRON" and feature(subject, "PronType") not in ("Dem", ""):
        return None
    return subject if subject is not None and subject.pos_ in ("NOUN", "PRON") else None


def _nearest_indicator(quantity: Quantity, sent: SpacySpan, lexicon: Lexicon) -> Token | None:
    candidates = [
        t
        for t in sent
        if t.pos_ == "NOUN" and t.lemma_.lower() in lexicon.indicators and t.lemma_.lower() not in lexicon.changes
    ]
    before = [t for t in candidates if t.i < quantity.start]
    after = [t for t in candidates if t.i >= quantity.end]
    return before[-1] if before else after[0] if after else None


def _party_indicator(verb: Token | None, quantity: Quantity, finder: PartyFinder) -> str:
    """ "la Germania si è contratta dello 0,3%": of a party itself its economy, or its share price, is measured."""
    if verb is not None and quantity.kind == "percent" and verb.lemma_.lower() in finder.lexicon.changes:
        for mention in finder.subjects(verb):
            indicator = finder.lexicon.measures["type"].get(mention.type)
            if indicator:
                return indicator
    return ""


def _counted_phrase(quantity: Quantity, finder: PartyFinder) -> str:
    """Return the words of what is counted, with the noun it hangs on: "scambio di 1.200 prigionieri"."""
    noun = quantity.noun
    assert noun is not None
    head = noun.head
    inside = quantity.start <= noun.i < quantity.end
    above = inside and noun.dep_ == "nmod" and preposition_of(noun) == "di" and head.pos_ == "NOUN"
    if above and head.i < quantity.start and not is_temporal(head, finder.lexicon):
        return _phrase(head, quantity, finder)
    return _phrase(noun, quantity, finder)


def _phrase(token: Token, quantity: Quantity, finder: PartyFinder) -> str:
    """Return the noun's phrase without the number itself: "ritenuta" of "ritenuta del 12%"."""
    start, end = finder.phrase(token)
    if quantity.noun is not None:
        end = max(end, quantity.noun_end)
    doc = finder.reading.doc
    number = range(quantity.start, quantity.noun.i if quantity.noun is not None else quantity.end)
    tokens = [t for t in doc[start:end] if t.i not in number and not t.is_space]
    while tokens and tokens[-1].pos_ in ("ADP", "DET", "CCONJ", "AUX", "SCONJ", "NUM"):
        tokens.pop()
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _with_preposition(token: Token, finder: PartyFinder) -> str:
    """Return a complement with its preposition: "di nichel", "dei votanti"."""
    start, end = finder.phrase(token)
    case = [c.i for c in token.lefts if c.dep_ == "case"]
    return " ".join(finder.reading.doc[min([start, *case]) : end].text.split())
