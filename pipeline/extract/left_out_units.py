"""The unit that a number leaves out, from what stands about it: "1.870 addetti, di cui 1.100 in cassa integrazione".

"Gli occupati sono 24 milioni", "i debiti ammontano a 3,7 miliardi", "di posti ne ha 640".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.parse import Doc, Token, TokenSpan
from pipeline.annotate.ud import SUBJECTS, feature, preposition_lemma
from pipeline.extract.counting import (
    COUNTED,
    MILLION,
    counted_before,
    is_counted,
    is_known_count,
    is_told_of,
    noun_end_of,
    subject_near,
)
from pipeline.extract.going_on import NE_REACH, WHOLE, is_elliptic, is_expected, is_of_them, is_reached_again
from pipeline.extract.numbers import Number
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon

MORE_OR_LESS = ("in più", "in meno")
MIN_COUNT = 10
BACK = 5
"""How many quantities before a decimal number may have been the share that it is, too."""
UP = 3
"""How many words above a number may name what it is an amount of."""


def completed(
    draft: Quantity, before: Sequence[Quantity], sent: TokenSpan, lexicon: Lexicon, currency: str
) -> Quantity | None:
    """Return the quantity with the unit that it leaves out; None where it measures nothing."""
    doc, number = sent.doc, draft.number
    if number is None or _goes_on(draft, sent):
        return None
    like = [q for q in before if _may_share(number, q)]
    shares = [q for q in like if q.kind == "percent"]
    if like and like[-1].kind == "points" and number.decimal and shares:
        like.append(shares[-1])  # "guadagna quattro punti e arriva al 14,7"
    last = like[-1] if like else None
    expected = any(t.form in lexicon.words["told_before"] for t in doc[max(sent.start, draft.start - 2) : draft.start])
    if last is not None and last.noun is not None and expected and is_of_them(draft, sent):
        return replace(draft, noun=last.noun, noun_end=last.noun_end, borrowed=True)  # "ne avevano previsti 130 mila"
    subject = _counted_above(subject_near(doc[number.end - 1]), lexicon)
    measure = lexicon.indicators.get(subject.lemma_.lower(), "") if subject is not None else ""
    if _is_vote_by_side(draft, before, sent, lexicon):
        return replace(draft, end=draft.end + 1, unit="voti", kind="votes")
    noun = (
        counted_beside(draft, before, sent, lexicon)
        or _counted_subject(draft, number, subject, measure, doc, lexicon)
        or _counted_apart(draft, number, last, sent, lexicon)
    )
    if noun is not None:
        return replace(draft, noun=noun, noun_end=noun_end_of(noun, lexicon, sent.end))
    if last is not None:
        if last.noun is not None and draft.value >= MIN_COUNT and _counts_on(draft, number, last, sent, lexicon):
            return replace(draft, noun=last.noun, noun_end=last.noun_end, borrowed=True)
        if last.kind == "percent" and _is_level(draft, sent, lexicon):
            price = next(
                (q for q in reversed(like) if q.kind == "currency" and q.number and not q.number.magnitude), None
            )
            return _like_last(draft, price, same_scale=False) if price is not None and number.decimal else None
        more = is_more_or_less(doc[draft.end : min(sent.end, draft.end + 2)])
        goes_on = (
            is_elliptic(draft, sent, lexicon)
            or (_may_be_of(last) and is_of_them(draft, sent))
            or is_reached_again(draft, last, sent, lexicon)
            or is_expected(draft, last, sent, lexicon)
        )
        if more or number.sign or number.decimal or goes_on:
            return _like_last(draft, last, same_scale=last.kind == "currency" or not (number.sign or more))
    if subject is not None and measure == "basis points":
        return replace(draft, unit="punti base", kind="points")
    if number.magnitude is None or number.magnitude < MILLION or number.collective:
        return None
    if last is not None and last.kind == "quantity" and last.number and last.number.magnitude == number.magnitude:
        return replace(draft, unit=last.unit, kind=last.kind, borrowed=True)
    return replace(draft, unit=currency, kind="currency")


def is_more_or_less(after: TokenSpan) -> bool:
    """Say whether two words are "in più" or "in meno"."""
    return " ".join(t.form for t in after) in MORE_OR_LESS


def _is_vote_by_side(draft: Quantity, before: Sequence[Quantity], sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "con 98 voti favorevoli, 61 contrari": those against are votes where votes are counted before them."""
    side = draft.end < sent.end and sent.doc[draft.end].form in lexicon.measures["vote"]
    return side and counts_votes(before, lexicon)


def counts_votes(quantities: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """Say whether any of some quantities counts votes."""
    return any(q.noun is not None and q.noun.lemma_.lower() in lexicon.words["ballot"] for q in quantities)


def counted_beside(draft: Quantity, before: Sequence[Quantity], sent: TokenSpan, lexicon: Lexicon) -> Token | None:
    """ "Calano i sacerdoti, 406.996, …", "gli immigrati, arrivati in 435 mila": the noun set off, or a participle."""
    doc, number, i = sent.doc, draft.number, draft.start - 1
    after = doc[draft.end] if draft.end < sent.end else None
    closes = after is None or after.is_punct
    if number is None or number.decimal or i <= sent.start or draft.value < MIN_COUNT:
        return None
    if after is not None and after.pos_ in ("ADJ", "VERB"):
        forms = (after.lemma_.lower(), f"{after.form[:-1]}o")
        if any(lexicon.indicators.get(form) == "count" for form in forms):
            return after  # "24 astenuti", "10.400 militari"
    shares = doc[i].text == "(" and any(q.kind == "percent" for q in before)  # "davanti ai Popolari (18)"
    if doc[i].text in (",", ":", "(") and closes and not shares:
        noun = doc[i - 1]
        while noun.dep_ in ("amod", "acl") and noun.head.i < noun.i and noun.i - noun.head.i <= 2:
            noun = noun.head
        if noun.form in lexicon.words["duration_unit"] or noun.dep_ in ("obl", "nmod"):
            return None
        return noun if noun.i > sent.start and is_known_count(noun, lexicon) else None
    bare_in = doc[i].form == "in" and (closes or (after is not None and after.pos_ in ("ADP", "CCONJ")))
    verb = doc[number.end - 1].head
    if not bare_in or verb.pos_ != "VERB":
        return None
    set_off = verb.head if verb.dep_ in ("acl", "acl:relcl") else subject_near(doc[number.end - 1])
    noun = set_off if set_off is not None else verb
    return noun if is_known_count(noun, lexicon) else None


def _may_be_of(last: Quantity) -> bool:
    """ "lungo dodici metri, ne viaggiavano 120": nobody means so many of a plain length."""
    return last.kind != "quantity" or (last.number is not None and last.number.magnitude is not None)


def _may_share(number: Number, before: Quantity) -> bool:
    """Millions are no percentages, decimals count neither votes nor heads; "i due governi" counts nothing else."""
    if before.noun is not None and before.value < MIN_COUNT and before.kind == "":
        return False
    if number.magnitude is not None:
        return before.kind not in ("percent", "points", "votes")
    return not number.decimal or (before.kind != "votes" and before.noun is None)


def _counted_above(subject: Token | None, lexicon: Lexicon) -> Token | None:
    """ "i passeggeri dei traghetti, che sono stati 960 mila": what is counted may stand above the relative's noun."""
    if subject is None or subject.dep_ != "nmod" or is_known_count(subject, lexicon):
        return subject
    return subject.head if is_known_count(subject.head, lexicon) else subject


def _counted_subject(
    draft: Quantity, number: Number, subject: Token | None, measure: str, doc: Doc, lexicon: Lexicon
) -> Token | None:
    """ "gli occupati sono 24 milioni", "I droni abbattuti sono stati 88": the subject is what is counted."""
    if subject is None or not (is_counted(subject, measure, lexicon) or _is_tally(draft, subject, doc, lexicon)):
        return None
    last = doc[number.end - 1]
    if (
        last.dep_ == "obj"
        and last.head.lemma_.lower() in lexicon.measures["verb"].keys() - lexicon.measures["level_verb"]
    ):
        return None  # "le imprese hanno investito 7,5 miliardi"
    told = number.magnitude is not None or is_told_of(doc[number.end - 1]) or _is_reached(draft, doc, lexicon)
    return subject if told and (draft.value >= MIN_COUNT or measure == "count") else None


def _counted_apart(
    draft: Quantity, number: Number, last: Quantity | None, sent: TokenSpan, lexicon: Lexicon
) -> Token | None:
    """ "esuberi a quota 1.500", "di posti ne ha 640", "i dispersi 89", "le imprese da 240 a 310": it stands before."""
    level = _at_level(number, sent.doc, lexicon)
    if level is not None and (draft.value >= MIN_COUNT or number.magnitude or number.decimal):
        return level
    named = _of_it(draft, sent, lexicon) or _gapped(draft, sent, last, lexicon)
    if named is not None and number.magnitude is None and not number.decimal:
        return named
    changes = draft.is_origin or draft.since is not None
    return counted_before(number, sent, lexicon) if changes else None


def _counts_on(draft: Quantity, number: Number, last: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "1.200 in tutto, 300 secondo la questura": the number is of the same that was counted last."""
    doc = sent.doc
    last_size = last.number.magnitude if last.number is not None else None
    if (number.magnitude or 0) >= MILLION > (last_size or 0):
        return False  # "ai Comuni sotto i 5.000 abitanti vanno 180 milioni"
    before, after = doc[draft.start - 1], doc[draft.end] if draft.end < sent.end else None
    told = after is not None and after.pos_ in ("AUX", "VERB") and feature(after, "Number") == "Plur"
    if before.form == "su" and draft.value > last.value:
        return True  # "1.180 corse cancellate su 1.870"
    by_another = after is not None and before.text == "," and after.form in lexicon.words["giving"]
    is_subject = doc[number.end - 1].dep_ in SUBJECTS
    return is_subject or told or by_another or before.form in lexicon.person_nouns


def _like_last(draft: Quantity, last: Quantity, *, same_scale: bool) -> Quantity:
    """Return a number with the unit of the quantity before it, and with its magnitude if that is left out too."""
    bare = draft.number is None or draft.number.magnitude is None
    scale = last.number.magnitude if same_scale and last.number and bare else None
    if scale is None and same_scale and bare and last.borrowed and last.number is not None and last.number.value:
        scale = last.value / last.number.value  # "Puglia (7,4) ed Emilia-Romagna (6,2)": millions, both
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
    draft: Quantity, found: Sequence[Quantity], earlier: Sequence[Quantity], sent: TokenSpan, lexicon: Lexicon
) -> Quantity | None:
    """ "La media è dell'82,5", after a share; "la capacità, pari a 5 miliardi", where cubic metres were spoken of."""
    number = draft.number
    uncounted = any(q.noun is None and q.kind != "votes" for q in found)
    if number is None or not earlier or uncounted or draft.unit or draft.noun or _goes_on(draft, sent):
        return None
    before = sent.doc[draft.start - 1] if draft.start > sent.start else None
    last = earlier[-1]
    if not found and last.noun is not None and draft.value >= MIN_COUNT and is_of_them(draft, sent):
        return replace(draft, noun=last.noun, noun_end=last.noun_end, borrowed=True)  # "ne sono sbarcati 640"
    if not found and last.kind == "currency" and is_of_them(draft, sent):
        return _like_last(draft, last, same_scale=True)  # "ne offre 95", "ne ha anticipati 18"
    share = next((q for q in reversed(earlier[-BACK:]) if q.kind == "percent"), None)
    if share is not None and number.decimal and number.magnitude is None and before is not None:
        after = sent.doc[draft.end] if draft.end < sent.end else None
        if number.value > WHOLE and before.pos_ == "ADP" and feature(before, "PronType") != "Art":
            return None  # "a 155,3 sul dollaro"
        alone = before.text == "(" and after is not None and after.text == ")"
        if alone or feature(before, "PronType") == "Art":
            return replace(draft, unit=share.unit, kind=share.kind, borrowed=True)
    if share is not None and not found and _is_changed_by(draft, sent, lexicon):
        return replace(draft, unit=share.unit, kind=share.kind, borrowed=True)
    stuff = next((q for q in reversed(earlier) if q.kind == "quantity" and q.number and q.number.magnitude), None)
    if stuff is None or number.magnitude is None:
        return None
    above = list(sent.doc[number.end - 1].ancestors)[:UP]
    subject = subject_near(sent.doc[number.end - 1])
    nouns = {t.lemma_.lower() for t in (*above, *((subject,) if subject is not None else ()))}
    listed = earlier[-1].kind == "quantity" and draft.start != sent.start and _is_of_one_in_a_list(above, sent, lexicon)
    if not (nouns & lexicon.words["amount_of_stuff"] or listed):
        return None
    return replace(draft, unit=stuff.unit, kind=stuff.kind, borrowed=True)


def _is_of_one_in_a_list(above: Sequence[Token], sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "In testa il Veneto con 11,1 milioni", "seguono i Paesi Bassi con 3": how much of it each of several has."""
    named = any(
        t.pos_ == "PROPN" or any(c.dep_.startswith("nsubj") and c.pos_ == "PROPN" for c in t.children) for t in above
    )
    return named and any(t.form in lexicon.words["in_a_ranking"] for t in sent)


def _is_changed_by(draft: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "In Europa va meglio, con un calo limitato al 3.": a share that ends a clause, below a word of change."""
    number, after = draft.number, sent.doc[draft.end] if draft.end < sent.end else None
    if number is None or number.magnitude is not None or number.value > WHOLE or draft.start == sent.start:
        return False
    closes = after is None or after.is_punct
    article = feature(sent.doc[number.start - 1], "PronType") == "Art"
    above = list(sent.doc[number.end - 1].ancestors)[:UP]
    return closes and article and any(t.pos_ == "NOUN" and t.lemma_.lower() in lexicon.changes for t in above)


def _goes_on(draft: Quantity, sent: TokenSpan) -> bool:
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


def _is_level(draft: Quantity, sent: TokenSpan, lexicon: Lexicon) -> bool:
    """ "ha perso il 3%, a quota 101": a level of what has no unit, such as an index or an exchange rate."""
    before = sent.doc[draft.start - 1] if draft.start > sent.start else None
    return before is not None and lexicon.measures["elliptic"].get(before.form) == "level"


def _is_tally(draft: Quantity, subject: Token, doc: Doc, lexicon: Lexicon) -> bool:
    """ "I droni abbattuti sono stati 88": whatever is no measure by name is counted where a whole number is it."""
    number, lemma = draft.number, subject.lemma_.lower()
    if number is None or number.decimal or (number.magnitude or 0) >= MILLION or lemma in lexicon.indicators:
        return False
    timed = subject.form in lexicon.words["duration_unit"] or lemma in lexicon.measures["empty"]
    plural = subject.pos_ == "NOUN" and any(feature(t, "Number") == "Plur" for t in (subject, *subject.lefts))
    last = doc[number.end - 1]
    reached = last.dep_ in ("obj", "xcomp") and last.head.lemma_.lower() in lexicon.measures["level_verb"]
    return plural and not timed and (is_told_of(last) or reached)  # "le case distrutte risultano 2.300"


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
    if subject is not None and (
        subject.lemma_.lower() in empty or subject.lemma_.lower() in lexicon.words["tally_noun"]
    ):
        above += [c for c in subject.children if c.dep_ == "nmod" and c.i > subject.i]
    counted = (n for n in above if is_counted(n, lexicon.indicators.get(n.lemma_.lower(), ""), lexicon))
    return next(counted, None)


def _of_it(draft: Quantity, sent: TokenSpan, lexicon: Lexicon) -> Token | None:
    """ "di posti ne ha 640": what "ne" stands for is named in front of it."""
    doc = sent.doc
    before = range(max(sent.start, draft.start - NE_REACH), draft.start)
    ne = next((i for i in reversed(before) if doc[i].form == "ne" and doc[i].pos_ == "PRON"), None)
    for token in reversed(doc[sent.start : ne] if ne is not None else ()):
        fronted = token.i > sent.start and preposition_lemma(doc[token.i - 1].text) == "di"
        measures = any(u.words[-1] == token.form for u in lexicon.units)
        if fronted and token.pos_ == "NOUN" and feature(token, "Number") == "Plur" and not measures:
            return token
    return None


def _gapped(draft: Quantity, sent: TokenSpan, last: Quantity | None, lexicon: Lexicon) -> Token | None:
    """ "le vittime sono 217, i dispersi 89", "favorevoli 120, contrari 45": a list leaves out the verb."""
    doc, i = sent.doc, draft.start - 1
    after = doc[draft.end] if draft.end < sent.end else None
    if i < sent.start or (after is not None and not after.is_punct and after.pos_ != "CCONJ"):
        return None
    form = doc[i].form
    known = lexicon.indicators.get(doc[i].lemma_.lower()) in COUNTED or (last is None and form in lexicon.person_nouns)
    opens = i == sent.start or doc[i - 1].is_punct or doc[i - 1].pos_ in ("DET", "CCONJ")
    return doc[i] if known and opens and doc[i].pos_ in ("NOUN", "ADJ") and form[-1] in "ie" else None
