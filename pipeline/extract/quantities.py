"""Numbers with their unit: "245 miliardi di dollari", "$240 miliardi", "più del 25%", "6 milioni di elettori".

A unit that is left out is taken from what stands beside: "da 24 a 27,5 miliardi di metri cubi", "1.870 addetti, di
cui 1.100 in cassa integrazione", "gli occupati sono 24 milioni", "i debiti ammontano a 3,7 miliardi".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from pipeline.annotate.ud import SUBJECTS, feature, preposition_lemma
from pipeline.extract.counting import (
    COUNTED,
    MILLION,
    counted_before,
    counted_noun,
    is_counted,
    is_told_of,
    noun_end_of,
    subject_near,
)
from pipeline.extract.dates import find_dates
from pipeline.extract.numbers import Number, may_be_number, read_number
from pipeline.extract.units import cents_after, comparator_before, is_approximate, unit_after, unit_at
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Unit
from pipeline.model import Comparator
from pipeline.typography import folded

RANGE_WORDS = ("a", "e", "-", "–", "/")
RANGE_OPENERS = ("da", "tra", "a")
MORE_OR_LESS = ("in più", "in meno")
NE_REACH = 4
"""Within how many tokens before a number its "ne" stands."""
OWN_CURRENCY = "EUR"
"""What bare "miliardi" are in an Italian newspaper that names no other currency."""
MIN_COUNT = 10
MANY = 100
UP = 3
"""How many words above a number may name what it is an amount of."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit over the tokens `start` to `end` (half-open); `unit` None where the noun must tell."""

    start: int
    end: int
    value: float
    unit: str | None
    kind: str
    comparator: Comparator
    noun: Token | None = None
    """What is counted; it may stand outside the tokens: "i dipendenti sono 1.870"."""
    noun_end: int = 0
    sign: int = 0
    number: Number | None = None
    borrowed: bool = False
    """True where the unit is taken from another quantity of the sentence."""
    since: float | None = None
    """The first number of a range or change, where this is the second: 24 in "da 24 a 27,5"."""
    is_origin: bool = False
    """True for the first number of "da X a Y"."""

    @property
    def counted(self) -> str:
        """Return the counted noun's form, with the words that belong to it: "posti di lavoro"; "" for none."""
        if self.noun is None:
            return ""
        words = "".join(t.text_with_ws for t in self.noun.doc[self.noun.i : self.noun_end])
        return " ".join(words.lower().split())


def find_quantities(
    sent: SpacySpan, lexicon: Lexicon, *, currency: str = OWN_CURRENCY, earlier: Sequence[Quantity] = ()
) -> Iterator[Quantity]:
    """Yield the numbers of a sentence that have a unit or count something; bare "miliardi" are of the `currency`.

    `earlier` are those of the sentences before, whose unit may be left out here.
    """
    drafts = [draft for draft in drafts_of(sent, lexicon) if not is_label(draft, sent, lexicon)]
    for n in range(len(drafts) - 1, 0, -1):
        drafts[n - 1], drafts[n] = _joined(drafts[n - 1], drafts[n], sent)
    found: list[Quantity] = []
    for n, draft in enumerate(drafts):
        complete = draft if draft.unit or draft.noun else _completed(draft, found, sent, lexicon, currency)
        if complete is None or (complete.kind == "currency" and not draft.unit):
            complete = _like_earlier(draft, found, earlier, sent, lexicon) or complete
        if complete is None and n + 1 < len(drafts):
            complete = _like_next(draft, drafts[n + 1], sent)
        if complete is not None and complete.since is not None and not (drafts[n - 1].unit or drafts[n - 1].noun):
            found = [q for q in found if q.start != drafts[n - 1].start]
            found.append(_like_end(drafts[n - 1], complete))
        if complete:
            found.append(complete)
    yield from found


def drafts_of(sent: SpacySpan, lexicon: Lexicon) -> Iterator[Quantity]:
    """Yield every number of a sentence that is no date or duration, with the unit or noun beside it, if any."""
    doc = sent.doc
    parts = {token.i for token in sent if may_be_number(token, lexicon)}
    if not parts:
        return
    dated = {
        token.i
        for found in find_dates(sent.text, None)
        for token in sent
        if found.start <= token.idx - sent.start_char < found.end
    }
    i = begin = sent.start
    while i < sent.end:
        likely = i not in dated and (i in parts or i + 1 in parts)
        number = read_number(doc, i, sent.end, lexicon) if likely else None
        if number is None:
            i += 1
            continue
        draft = _draft(number, max(begin, sent.start), sent, lexicon)
        lasts = draft.noun is not None and folded(draft.noun.text) in lexicon.words["duration_unit"]
        if not lasts:
            yield draft
        i = begin = max(draft.end, i + 1)


def _draft(number: Number, begin: int, sent: SpacySpan, lexicon: Lexicon) -> Quantity:
    """Return the number with its own unit; what stands before `begin` belongs to another."""
    doc = sent.doc
    start, after = max(number.start, begin), number.end
    unit: Unit | None = None
    if start > begin and doc[start - 1].text in "$€£¥":
        unit = unit_at(doc, start - 1, start, lexicon)
        start -= 1 if unit else 0
    elif number.currency:
        unit = lexicon.unit_of.get((number.currency,))
    if unit is None:
        unit, after = unit_after(doc, after, sent.end, lexicon)
    cents, after = (
        cents_after(doc, after, sent.end, lexicon) if unit is not None and unit.kind == "currency" else (0.0, after)
    )
    noun, noun_end = None, 0
    if unit is None:
        noun = counted_noun(number, sent, lexicon)
        if noun is not None:
            noun_end = noun_end_of(noun, lexicon, sent.end)
            after = max(after, noun_end)
    comparator, first = comparator_before(doc, start, begin, lexicon)
    if comparator == "=" and number.collective:
        comparator = "~"
    if comparator == "=" and after < sent.end and is_approximate(doc[after], lexicon):
        comparator, after = "~", after + 1
    return Quantity(
        first,
        after,
        number.value + cents,
        unit.unit if unit else None,
        unit.kind if unit else "",
        comparator,
        noun,
        noun_end,
        number.sign,
        number,
    )


def is_label(draft: Quantity, sent: SpacySpan, lexicon: Lexicon) -> bool:
    """ "l'articolo 18", "il volo 447", "alle 18.30": the number names a thing or a time and measures nothing."""
    if draft.unit or draft.number is None or draft.number.start == sent.start:
        return False
    before = sent.doc[draft.number.start - 1]
    comma = "," in sent.doc[draft.number.start].text
    if draft.number.decimal and not comma and folded(before.text) in lexicon.words["clock_word"]:
        return True  # "alle 18.30"
    return folded(before.text) in lexicon.words["numbered"]


def _joined(first: Quantity, second: Quantity, sent: SpacySpan) -> tuple[Quantity, Quantity]:
    """Give the first number of a range the unit, and the magnitude, of the second: "da 24 a 27,5 miliardi di euro"."""
    doc = sent.doc
    between = [preposition_lemma(t.text) for t in doc[first.end : second.start] if t.pos_ != "DET"]
    if len(between) != 1 or between[0] not in RANGE_WORDS or first.number is None or second.number is None:
        return first, second
    opener = doc[first.start - 1 if doc[first.start - 1].pos_ != "DET" else first.start - 2]
    opened = first.start > sent.start and preposition_lemma(opener.text) in RANGE_OPENERS
    if between[0] in ("a", "e") and not opened:
        return first, second
    changes = between[0] == "a" and preposition_lemma(opener.text) == "da"
    if not (first.unit or first.noun) and (second.unit or second.noun):
        first = _like_end(first, second)
    if not changes and second.comparator == "=":
        second = replace(second, comparator=first.comparator)  # "circa 10-12 mila soldati"
    if changes:
        return replace(first, is_origin=True), replace(second, since=first.value)
    return first, second


def _like_end(first: Quantity, second: Quantity) -> Quantity:
    """Return the first number of a range with the second's unit and magnitude."""
    scale = second.number.magnitude if second.number and first.number and first.number.magnitude is None else None
    return replace(
        first,
        value=round(first.value * (scale or 1.0), 6),
        unit=second.unit,
        kind=second.kind,
        noun=second.noun,
        noun_end=second.noun_end,
    )


def _like_next(draft: Quantity, following: Quantity, sent: SpacySpan) -> Quantity | None:
    """ "i primi sono al 21,7, gli altri al 3,9%": the percent sign stands only at the last of them."""
    level = draft.start > sent.start and preposition_lemma(sent.doc[draft.start - 1].text) == "a"
    if following.kind != "percent" or not level or draft.number is None or not draft.number.decimal:
        return None
    return replace(draft, unit=following.unit, kind=following.kind, borrowed=True)


def _completed(
    draft: Quantity, before: Sequence[Quantity], sent: SpacySpan, lexicon: Lexicon, currency: str
) -> Quantity | None:
    """Return the quantity with the unit that it leaves out; None where it measures nothing."""
    doc, number = sent.doc, draft.number
    if number is None or _goes_on(draft, sent):
        return None
    like = [q for q in before if number.magnitude is None or q.kind not in ("percent", "points")]
    last = like[-1] if like else None
    subject = subject_near(doc[number.end - 1])
    measure = lexicon.indicators.get(subject.lemma_.lower(), "") if subject is not None else ""
    if subject is not None and (is_counted(subject, measure, lexicon) or _is_tally(draft, subject, doc, lexicon)):
        told = number.magnitude is not None or is_told_of(doc[number.end - 1]) or _is_reached(draft, doc, lexicon)
        if told and (draft.value >= MIN_COUNT or measure == "count"):
            return replace(draft, noun=subject, noun_end=noun_end_of(subject, lexicon, sent.end))
    level = _at_level(number, doc, lexicon)
    if level is not None and (draft.value >= MIN_COUNT or number.magnitude):
        return replace(draft, noun=level, noun_end=noun_end_of(level, lexicon, sent.end))
    named = _of_it(draft, sent, lexicon) or _gapped(draft, sent, last, lexicon)
    if named is not None and number.magnitude is None and not number.decimal:
        return replace(draft, noun=named, noun_end=noun_end_of(named, lexicon, sent.end))
    if draft.is_origin or draft.since is not None:
        counted = counted_before(number, sent, lexicon)
        if counted is not None:
            return replace(draft, noun=counted, noun_end=noun_end_of(counted, lexicon, sent.end))
    top = doc[number.end - 1]
    after = doc[draft.end] if draft.end < sent.end else None
    told = after is not None and after.pos_ in ("AUX", "VERB") and feature(after, "Number") == "Plur"
    by_another = (
        after is not None and doc[draft.start - 1].text == "," and folded(after.text) in lexicon.words["giving"]
    )
    goes_on = top.dep_ in SUBJECTS or told or by_another or folded(doc[draft.start - 1].text) in lexicon.person_nouns
    if last is not None and last.noun is not None and draft.value >= MIN_COUNT and goes_on:
        return replace(draft, noun=last.noun, noun_end=last.noun_end, borrowed=True)
    more = " ".join(folded(t.text) for t in doc[draft.end : min(sent.end, draft.end + 2)]) in MORE_OR_LESS
    if last is not None and last.kind == "percent" and _is_level(draft, sent, lexicon):
        return None
    if last is not None and (more or number.sign or number.decimal or _is_elliptic(draft, sent, lexicon)):
        same = last.kind == "currency" or not (number.sign or more)
        scale = last.number.magnitude if same and last.number and number.magnitude is None else None
        return replace(
            draft,
            value=round(draft.value * (scale or 1.0), 6),
            unit=last.unit,
            kind=last.kind,
            noun=last.noun,
            noun_end=last.noun_end,
            borrowed=True,
        )
    if subject is not None and measure == "basis points":
        return replace(draft, unit="punti base", kind="points")
    if number.magnitude is None or number.magnitude < MILLION or number.collective:
        return None
    if last is not None and last.kind == "quantity" and last.number and last.number.magnitude == number.magnitude:
        return replace(draft, unit=last.unit, kind=last.kind, borrowed=True)
    return replace(draft, unit=currency, kind="currency")


def _like_earlier(
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
