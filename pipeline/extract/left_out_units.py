"""The unit that a number leaves out, from what stands about it: "1.870 addetti, di cui 1.100 in cassa integrazione".

"Gli occupati sono 24 milioni", "i debiti ammontano a 3,7 miliardi", "di posti ne ha 640".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from pipeline.annotate.ud import SUBJECTS, feature, preposition_lemma
from pipeline.extract.counting import (
    COUNTED,
    MILLION,
    counted_before,
    is_counted,
    is_told_of,
    noun_end_of,
    subject_near,
)
from pipeline.extract.numbers import Number
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon
from pipeline.typography import folded

MORE_OR_LESS = ("in più", "in meno")
NE_REACH = 4
"""Within how many tokens before a number its "ne" stands."""
MIN_COUNT = 10
MANY = 100
UP = 3
"""How many words above a number may name what it is an amount of."""


def completed(
    draft: Quantity, before: Sequence[Quantity], sent: SpacySpan, lexicon: Lexicon, currency: str
) -> Quantity | None:
    """Return the quantity with the unit that it leaves out; None where it measures nothing."""
    doc, number = sent.doc, draft.number
    if number is None or _goes_on(draft, sent):
        return None
    whole = number.magnitude is None and not number.decimal
    like = [
        q
        for q in before
        if (number.magnitude is None or q.kind not in ("percent", "points")) and (whole or q.kind != "votes")
    ]
    last = like[-1] if like else None
    subject = subject_near(doc[number.end - 1])
    measure = lexicon.indicators.get(subject.lemma_.lower(), "") if subject is not None else ""
    noun = _counted_subject(draft, number, subject, measure, doc, lexicon) or _counted_apart(
        draft, number, last, sent, lexicon
    )
    if noun is not None:
        return replace(draft, noun=noun, noun_end=noun_end_of(noun, lexicon, sent.end))
    if last is not None:
        if last.noun is not None and draft.value >= MIN_COUNT and _counts_on(draft, number, sent, lexicon):
            return replace(draft, noun=last.noun, noun_end=last.noun_end, borrowed=True)
        if last.kind == "percent" and _is_level(draft, sent, lexicon):
            return None
        more = " ".join(folded(t.text) for t in doc[draft.end : min(sent.end, draft.end + 2)]) in MORE_OR_LESS
        if more or number.sign or number.decimal or _is_elliptic(draft, sent, lexicon):
            return _like_last(draft, last, same_scale=last.kind == "currency" or not (number.sign or more))
    if subject is not None and measure == "basis points":
        return replace(draft, unit="punti base", kind="points")
    if number.magnitude is None or number.magnitude < MILLION or number.collective:
        return None
    if last is not None and last.kind == "quantity" and last.number and last.number.magnitude == number.magnitude:
        return replace(draft, unit=last.unit, kind=last.kind, borrowed=True)
    return replace(draft, unit=currency, kind="currency")


def _counted_subject(
    draft: Quantity, number: Number, subject: Token | None, measure: str, doc: Doc, lexicon: Lexicon
) -> Token | None:
    """ "gli occupati sono 24 milioni", "I droni abbattuti sono stati 88": the subject is what is counted."""
    if subject is None or not (is_counted(subject, measure, lexicon) or _is_tally(draft, subject, doc, lexicon)):
        return None
    told = number.magnitude is not None or is_told_of(doc[number.end - 1]) or _is_reached(draft, doc, lexicon)
    return subject if told and (draft.value >= MIN_COUNT or measure == "count") else None


def _counted_apart(
    draft: Quantity, number: Number, last: Quantity | None, sent: SpacySpan, lexicon: Lexicon
) -> Token | None:
    """ "esuberi a quota 1.500", "di posti ne ha 640", "i dispersi 89", "le imprese da 240 a 310": it stands before."""
    level = _at_level(number, sent.doc, lexicon)
    if level is not None and (draft.value >= MIN_COUNT or number.magnitude):
        return level
    named = _of_it(draft, sent, lexicon) or _gapped(draft, sent, last, lexicon)
    if named is not None and number.magnitude is None and not number.decimal:
        return named
    changes = draft.is_origin or draft.since is not None
    return counted_before(number, sent, lexicon) if changes else None


def _counts_on(draft: Quantity, number: Number, sent: SpacySpan, lexicon: Lexicon) -> bool:
    """ "1.200 in tutto, 300 secondo la questura": the number is of the same that was counted last."""
    doc = sent.doc
    before, after = doc[draft.start - 1], doc[draft.end] if draft.end < sent.end else None
    told = after is not None and after.pos_ in ("AUX", "VERB") and feature(after, "Number") == "Plur"
    by_another = after is not None and before.text == "," and folded(after.text) in lexicon.words["giving"]
    is_subject = doc[number.end - 1].dep_ in SUBJECTS
    return is_subject or told or by_another or folded(before.text) in lexicon.person_nouns


def _like_last(draft: Quantity, last: Quantity, *, same_scale: bool) -> Quantity:
    """Return a number with the unit of the quantity before it, and with its magnitude if that is left out too."""
    bare = draft.number is None or draft.number.magnitude is None
    scale = last.number.magnitude if same_scale and last.number and bare else None
    return replace(
        draft,
        value=round(draft.value * (scale or 1.0), 6),
        unit=last.unit,
        kind=last.kind,
        noun=last.noun,
        noun_end=last.noun_end,
        borrowed=True,
    )


def like_earlier(
    draft: Quantity, found: Sequence[Quantity], earlier: Sequence[Quantity], sent: SpacySpan, lexicon: Lexicon
) -> Quantity | None:
    """ "La media è dell'82,5", after a share; "la capacità, pari a 5 miliardi", where cubic metres were spoken of."""
    number, last = draft.number, earlier[-1] if earlier else None
    if number is None or last is None or found or draft.unit or draft.noun or _goes_on(draft, sent):
        return None
    before = sent.doc[draft.start - 1] if draft.start > sent.start else None
    share = last.kind == "percent" and number.decimal and number.magnitude is None
    if share and before is not None and feature(before, "PronType") == "Art":
        return replace(draft, unit=last.unit, kind=last.kind, borrowed=True)
    stuff = next((q for q in reversed(earlier) if q.kind == "quantity" and q.number and q.number.magnitude), None)
    if stuff is None or number.magnitude is None:
        return None
    above = list(sent.doc[number.end - 1].ancestors)[:UP]
    subject = subject_near(sent.doc[number.end - 1])
    nouns = {t.lemma_.lower() for t in (*above, *((subject,) if subject is not None else ()))}
    if not nouns & lexicon.words["amount_of_stuff"]:
        return None
    return replace(draft, unit=stuff.unit, kind=stuff.kind, borrowed=True)


def _goes_on(draft: Quantity, sent: SpacySpan) -> bool:
    """ "2 milioni di altri", "3 milioni Facebook": what follows would be the unit, if it were known."""
    after = sent.doc[draft.end] if draft.end < sent.end else None
    if after is not None and feature(after, "PronType") == "Art":
        return False  # "contro i 155 mila dello stesso periodo"
    if after is not None and preposition_lemma(after.text) == "di":
        following = sent.doc[draft.end + 1] if draft.end + 1 < sent.end else None
        if following is None or feature(following, "PronType") == "Art":
            return False  # "contro il 94 di un anno fa"
        return following.pos_ in ("PRON", "DET", "ADJ")
    if after is None or draft.number is None or draft.number.magnitude is None:
        return False
    return after.pos_ in ("NOUN", "PROPN", "SYM") and not after.is_punct


def _is_level(draft: Quantity, sent: SpacySpan, lexicon: Lexicon) -> bool:
    """ "ha perso il 3%, a quota 101": a level of what has no unit, such as an index or an exchange rate."""
    before = sent.doc[draft.start - 1] if draft.start > sent.start else None
    return before is not None and lexicon.measures["elliptic"].get(folded(before.text)) == "level"


def _is_elliptic(draft: Quantity, sent: SpacySpan, lexicon: Lexicon) -> bool:
    """ "contro 66", "di cui 1.100 in cassa integrazione", "altri 145": a number that goes on counting the same."""
    doc = sent.doc
    j = draft.start - 1
    while j > sent.start and doc[j].pos_ in ("DET", "ADV"):
        if folded(doc[j].text) in lexicon.measures["elliptic"]:
            return True
        j -= 1
    if j < sent.start:
        return False
    form = folded(doc[j].text)
    if doc[j].pos_ == "CCONJ" and draft.value >= MANY and (draft.number is None or not draft.number.magnitude):
        after = doc[draft.end] if draft.end < sent.end else None
        return draft.comparator != "=" and after is not None and after.pos_ in ("ADP", "VERB", "ADJ")
    follows = j > sent.start and (doc[j - 1].pos_ == "CCONJ" or doc[j - 1].text == ",")
    if follows and preposition_lemma(form) == "di" and feature(doc[j], "PronType") == "Art":
        return True  # "crescerà del 3,1 per cento quest'anno e del 3 nel 2026"
    if form == "cui" and j > sent.start and preposition_lemma(doc[j - 1].text) == "di":
        return True
    return form in lexicon.measures["elliptic"]


def _is_tally(draft: Quantity, subject: Token, doc: Doc, lexicon: Lexicon) -> bool:
    """ "I droni abbattuti sono stati 88": whatever is no measure by name is counted where a whole number is it."""
    number, lemma = draft.number, subject.lemma_.lower()
    if number is None or number.decimal or number.magnitude or lemma in lexicon.indicators:
        return False
    timed = folded(subject.text) in lexicon.words["duration_unit"] or lemma in lexicon.measures["empty"]
    plural = subject.pos_ == "NOUN" and any(feature(t, "Number") == "Plur" for t in (subject, *subject.lefts))
    return plural and not timed and is_told_of(doc[number.end - 1])


def _is_reached(draft: Quantity, doc: Doc, lexicon: Lexicon) -> bool:
    """ "le petroliere, che salgono a 612", "i morti hanno toccato quota 1.200": so many have they become."""
    top = doc[draft.start]
    while top.head.i in range(draft.start, draft.end) and top.head != top:
        top = top.head
    verb = top.head if top.head.pos_ in ("VERB", "AUX") else top.head.head
    lemma = verb.lemma_.lower()
    rises = lemma in lexicon.changes and draft.start > 0 and preposition_lemma(doc[draft.start - 1].text) == "a"
    reaches = lemma in lexicon.measures["level_verb"] or lemma in lexicon.measures["comparator"]
    return top != verb and (rises or reaches)


def _at_level(number: Number, doc: Doc, lexicon: Lexicon) -> Token | None:
    """ "esuberi a quota 1.500", "sale a 48 il numero delle vittime": the word between says nothing itself."""
    head, empty = doc[number.start].head, lexicon.measures["empty"]
    while number.start <= head.i < number.end and head.head != head:
        head = head.head
    above = [head.head] if head.lemma_.lower() in empty and head.dep_ == "nmod" else []
    subject = subject_near(doc[number.end - 1])
    if subject is not None and subject.lemma_.lower() in empty:
        above += [c for c in subject.children if c.dep_ == "nmod" and c.i > subject.i]
    counted = (n for n in above if is_counted(n, lexicon.indicators.get(n.lemma_.lower(), ""), lexicon))
    return next(counted, None)


def _of_it(draft: Quantity, sent: SpacySpan, lexicon: Lexicon) -> Token | None:
    """ "di posti ne ha 640": what "ne" stands for is named in front of it."""
    doc = sent.doc
    before = range(max(sent.start, draft.start - NE_REACH), draft.start)
    ne = next((i for i in reversed(before) if folded(doc[i].text) == "ne" and doc[i].pos_ == "PRON"), None)
    for token in reversed(doc[sent.start : ne] if ne is not None else ()):
        fronted = token.i > sent.start and preposition_lemma(doc[token.i - 1].text) == "di"
        measures = any(u.words[-1] == folded(token.text) for u in lexicon.units)
        if fronted and token.pos_ == "NOUN" and feature(token, "Number") == "Plur" and not measures:
            return token
    return None


def _gapped(draft: Quantity, sent: SpacySpan, last: Quantity | None, lexicon: Lexicon) -> Token | None:
    """ "le vittime sono 217, i dispersi 89", "favorevoli 120, contrari 45": a list leaves out the verb."""
    doc, i = sent.doc, draft.start - 1
    after = doc[draft.end] if draft.end < sent.end else None
    if i < sent.start or (after is not None and not after.is_punct and after.pos_ != "CCONJ"):
        return None
    form = folded(doc[i].text)
    known = lexicon.indicators.get(doc[i].lemma_.lower()) in COUNTED or (last is None and form in lexicon.person_nouns)
    opens = i == sent.start or doc[i - 1].is_punct or doc[i - 1].pos_ in ("DET", "CCONJ")
    return doc[i] if known and opens and doc[i].pos_ in ("NOUN", "ADJ") and form[-1] in "ie" else None
