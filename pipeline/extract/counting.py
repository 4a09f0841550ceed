"""Which noun a number counts: the one after it, the one before a range, or the subject that it is said of."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature, preposition_lemma
from pipeline.extract.numbers import Number
from pipeline.lexicon import Lexicon

COUNTED = ("count", "many")
MILLION = 1e6
REACH = 3
HYPHENS = ("-", "‐", "‑")


def counted_before(number: Number, sent: TokenSpan, lexicon: Lexicon) -> Token | None:
    """ "hanno raddoppiato i seggi, da 41 a 82": what a range without a noun counts stands right before it."""
    for token in reversed(sent.doc[sent.start : number.start]):
        if token.pos_ == "VERB":
            return None
        if is_known_count(token, lexicon):
            return token
    return None


def subject_near(token: Token) -> Token | None:
    """Return the subject of the clause of a number; the number itself may be the predicate."""
    current = token
    while current.head != current and own_subject(current) is None and current.pos_ not in ("VERB", "AUX"):
        current = current.head
    found = own_subject(current)
    if found is None and current.dep_ == "acl" and current.head.pos_ == "NOUN":
        return current.head  # "gli espatri, saliti a 156 mila"
    found = found or own_subject(clause_root(token))
    relative = found is not None and found.pos_ == "PRON" and current.dep_ == RELATIVE_CLAUSE
    return current.head if relative else found


def is_counted(noun: Token, measure: str, lexicon: Lexicon) -> bool:
    """Say whether a plural is something that is counted; `measure` is how the lexicon has it."""
    person = noun.form in lexicon.person_nouns
    single = any(feature(t, "Number") == "Sing" for t in (noun, *(c for c in noun.lefts if c.dep_ == "det")))
    if not (noun.pos_ == "NOUN" or (noun.pos_ == "ADJ" and person)) or single:
        return False
    return measure in COUNTED or person


def is_known_count(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether a token is a plural that the lexicon knows to be counted."""
    return is_counted(noun, lexicon.indicators.get(noun.lemma_.lower(), ""), lexicon)


def is_told_of(token: Token) -> bool:
    """ "i dipendenti sono 1.870", "i morti sono più di 44.000"."""
    heads = (token, token.head) if token.head.pos_ == "ADV" else (token,)
    return any(child.dep_ == "cop" for head in heads for child in head.children)


def counted_noun(number: Number, sent: TokenSpan, lexicon: Lexicon) -> Token | None:
    """Return the noun that is counted: "2000 soldati russi", "6 milioni di elettori", "i 27 Paesi".

    Of money, which is no plural, the number leaves out the currency: "4,5 miliardi di capitalizzazione".
    """
    doc, after = sent.doc, number.end
    bare = after < sent.end and doc[after].form in ("di", "d'")  # not "i 155 mila dello stesso periodo"
    j = after + 1 if bare else after
    part = after + 2 < sent.end and preposition_lemma(doc[after].text) == "di" and doc[after + 1].pos_ == "NUM"
    whole = number.magnitude is None and not number.decimal
    if part and whole and doc[after + 2].pos_ == "NOUN" and not is_lasting(doc[after + 2], lexicon):
        return doc[after + 2]  # "23 dei 32 alleati"
    if j > after and number.magnitude is None:
        return None
    for k in range(j, min(sent.end, j + REACH)):
        token = doc[k]
        if token.form in lexicon.words["told_before"]:
            return None  # "i 260 attesi dagli analisti": so many of what was measured before
        if token.pos_ == "NOUN" and token.text[0].isalpha():
            if token.ent_type_ and token.text[:1].isupper():
                return None
            sum_of = number.magnitude is not None and lexicon.indicators.get(token.lemma_.lower()) == "money"
            return None if sum_of and (feature(token, "Number") == "Sing" or is_sum(token, number, lexicon)) else token
        single = feature(token, "PronType") in ("Art", "Dem") and feature(token, "Number") == "Sing"
        if token.pos_ not in ("ADJ", "DET") or single:
            return None  # "sale a 48 il numero delle vittime", "2,5 quest'anno"
    return None


def is_lasting(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether a noun is a unit of time or a month."""
    return noun.form in lexicon.words["duration_unit"] or noun.form in lexicon.words["time_noun"]


def is_sum(noun: Token, number: Number, lexicon: Lexicon) -> bool:
    """ "137 miliardi di fondi": so many millions of money, not of things such as contracts."""
    return noun.lemma_.lower() in lexicon.measures["uncounted"] and (number.magnitude or 0) >= MILLION


def noun_end_of(noun: Token, lexicon: Lexicon, end: int) -> int:
    """Return the token after a counted noun, with the words that make one name with it: "posti di lavoro"."""
    for size in (3, 2):
        tokens = noun.doc[noun.i : min(end, noun.i + size)]
        lemma = " ".join([noun.lemma_.lower(), *(t.form for t in tokens[1:])])
        singular = f"{lemma[:-1]}o"  # "carri armati" → "carro armato"
        if len(tokens) == size and (lemma in lexicon.indicators or singular in lexicon.indicators):
            return noun.i + size
    last = noun.i + 1
    while last + 1 < end and noun.doc[last].text in HYPHENS and not noun.doc[last].whitespace_:
        last += 2  # "sud-sudanesi"
    return last
