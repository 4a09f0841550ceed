"""Numbers that go on measuring what the one before did: "contro 66", "di cui 1.100", "dodici dei quali", "ai 281"."""

from __future__ import annotations

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import feature, preposition_lemma
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon

MANY = 100
WHOLE = 100
"""No share that leaves out its sign is greater."""
NE_REACH = 4
"""Within how many tokens before a number its "ne" stands."""
MONTH_REACH = 4


def is_elliptic(draft: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "contro 66", "di cui 1.100 in cassa integrazione", "altri 145", "il rimanente 26": a number that goes on."""
    doc, elliptic = sent.doc, lexicon.measures["elliptic"]
    j = draft.start - 1
    while j > sent.start and (doc[j].pos_ in ("DET", "ADV") or doc[j].form in elliptic):
        if doc[j].form in elliptic:
            return True
        j -= 1
    if j < sent.start:
        return False
    form = doc[j].form
    if doc[j].pos_ == "CCONJ" and draft.value >= MANY and (draft.number is None or not draft.number.magnitude):
        after = doc[draft.end] if draft.end < sent.end else None
        return draft.comparator != "=" and after is not None and after.pos_ in ("ADP", "VERB", "ADJ")
    follows = j > sent.start and (doc[j - 1].pos_ == "CCONJ" or doc[j - 1].text == ",")
    if follows and preposition_lemma(form) == "di" and feature(doc[j], "PronType") == "Art":
        return True  # "crescerà del 3,1 per cento quest'anno e del 3 nel 2026"
    if form == "cui" and j > sent.start and preposition_lemma(doc[j - 1].text) == "di":
        return True
    return form in elliptic


def is_of_them(draft: Quantity, sent: TokenSpan) -> bool:
    """ "venti miliardi, dodici dei quali subito", "dei quali 6 già spesi", "ne ha incassati 128"."""
    doc = sent.doc
    after = [t.form for t in doc[draft.end : min(sent.end, draft.end + 2)]]
    ahead = [t.form for t in doc[max(sent.start, draft.start - 2) : draft.start]]
    if any(len(two) > 1 and preposition_lemma(two[0]) == "di" and two[1] == "quali" for two in (after, ahead)):
        return True
    before = doc[max(sent.start, draft.start - NE_REACH) : draft.start]
    return any(t.pos_ == "PRON" and t.form == "ne" for t in before)


def is_expected(draft: Quantity, last: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "218 milioni, contro i 260 attesi": a number that somebody told or expected of what was just measured."""
    after = sent.doc[draft.end] if draft.end < sent.end else None
    before = sent.doc[draft.start - 1] if draft.start > sent.start else None
    if after is None or before is None or after.form not in lexicon.words["told_before"]:
        return False
    return last.noun is None and (feature(before, "PronType") == "Art" or draft.comparator != "=")


def is_reached_again(draft: Quantity, last: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "supera i 32 miliardi; l'obiettivo è arrivare a 40", "le uscite hanno raggiunto i 103", "a Varsavia del 32".

    A sum must be one that a verb reaches or changes to; a share needs its article, and nothing after it.
    """
    doc, number = sent.doc, draft.number
    if number is None or number.magnitude is not None or draft.start == sent.start:
        return False
    after = doc[draft.end] if draft.end < sent.end else None
    closes = after is None or after.is_punct or after.pos_ == "CCONJ"
    before = doc[number.start - 1]
    if last.kind == "percent":
        if before.text == "(" and after is not None and after.text == ")":
            return number.value <= WHOLE  # "davanti ai Popolari (18)"
        following = doc[draft.end : min(sent.end, draft.end + MONTH_REACH)]
        if any(t.form in lexicon.words["time_noun"] for t in following):
            return False  # "tra il 3 e il 6 marzo"
        article = feature(before, "PronType") == "Art" and (before.pos_ == "ADP" or before.dep_ == "det")
        return article and number.value <= WHOLE and (closes or _reaches(doc[number.end - 1], lexicon))
    if last.kind not in ("currency", "quantity") or last.number is None or not last.number.magnitude:
        return False
    if not closes and not (after is not None and after.pos_ in ("ADP", "ADV")):
        return False
    return _reaches(doc[number.end - 1], lexicon)


def _reaches(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a number stands where a verb of change or level comes to: "arrivare a 40", "raggiunto i 103"."""
    verb = token.head
    lemma = verb.lemma_.lower()
    if verb.pos_ == "NOUN" and token.dep_ == "nmod" and lexicon.indicators.get(lemma) == "money":
        return preposition_of(token) in ("di", "da")  # "una rata del prestito di 7"
    if verb.pos_ not in ("VERB", "AUX") or verb == token:
        return False
    if token.dep_ == "obj":
        return lemma in lexicon.measures["level_verb"] or lemma in lexicon.measures["comparator"]
    if lemma not in lexicon.changes and lemma not in lexicon.measures["level_verb"]:
        return False
    return token.dep_ == "obl" and (
        preposition_of(token) == "a" or any(c.form in lexicon.measures["level"] for c in token.children)
    )
