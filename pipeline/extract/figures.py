"""Figures: what a number measures, for whom, when, rising or falling, by whose account."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from pipeline.annotate.clauses import MAX_DEPTH, clause_root, own_subject
from pipeline.annotate.reading import Reading
from pipeline.extract.attributions import find_sources
from pipeline.extract.dates import nearest_date
from pipeline.extract.numbers import Quantity, find_quantities
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import polarity_of
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Direction, Evidence, FigureDetail, Mention
from pipeline.typography import folded

EXTRACTOR = "figures"
MIN_COUNT = 10
"""Below this a bare count ("due leader", "tre anni") is no figure, unless its noun is one that is measured."""
ABOUT_TYPES = frozenset({"Country", "Organization", "Place"})
YEARS = range(1800, 2101)
CHANGE_DEPTH = 4
CHANGE_REACH = 3


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield one claim for each number that measures something."""
    finder = PartyFinder(reading, lexicon)
    subject_before: Token | None = None
    for sent in reading.sentences():
        for quantity in find_quantities(sent, lexicon):
            if _is_figure(quantity, lexicon):
                claim = _claim(quantity, sent, finder, subject_before)
                if claim:
                    yield claim
        subject_before = _measured_subject(sent, lexicon) or subject_before


def _is_figure(quantity: Quantity, lexicon: Lexicon) -> bool:
    if quantity.unit is not None:
        return True
    noun = quantity.noun
    if noun is None or folded(noun.text) in lexicon.words["duration_unit"]:
        return False
    if (
        quantity.value in YEARS
        and quantity.end - quantity.start <= 2
        and noun.dep_ != "nsubj"
        and quantity.value > 1900
    ):
        return noun.lemma_.lower() in lexicon.indicators or folded(noun.text) in lexicon.person_nouns
    return quantity.value >= MIN_COUNT or noun.lemma_.lower() in lexicon.indicators


def _claim(quantity: Quantity, sent: SpacySpan, finder: PartyFinder, before: Token | None) -> Claim | None:
    reading, lexicon = finder.reading, finder.lexicon
    anchor = quantity.noun or sent.doc[quantity.start]
    governor = _governor(quantity, sent)
    measured = _measured(quantity, governor, sent, lexicon) or before
    indicator = (
        _phrase(measured, finder) if measured is not None else (anchor.text if quantity.noun is not None else "")
    )
    unit = quantity.unit or _plural_phrase(quantity)
    if not indicator:
        indicator = unit
    about = _about(measured, sent, finder)
    subject = about[0] if about else _as_mention(measured or anchor, indicator, finder)
    span = reading.span(quantity.start, quantity.end)
    text = sent.text
    polarity = polarity_of(governor, lexicon)
    return Claim(
        kind="figure",
        predicate="measures",
        subject=subject,
        object=quantity.value,
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule="figures/number"),
        negated=polarity.negated,
        status=polarity.status,
        anchor=sent.doc[quantity.start].idx,
        when=(
            when := nearest_date(
                text, sent.doc[quantity.start].idx - sent.start_char, reading.article.published, reach=90
            )
        ),
        detail=FigureDetail(
            indicator=indicator,
            value=quantity.value,
            unit=unit,
            comparator=quantity.comparator,
            direction=_direction(quantity, governor, lexicon),
            about=about,
            period=when.iso if when else None,
            via=_source(sent, finder),
        ),
    )


def _governor(quantity: Quantity, sent: SpacySpan) -> Token:
    """Return the word that the number hangs on from outside."""
    inside = range(quantity.start, quantity.end)
    current = sent.doc[quantity.end - 1]
    for _ in range(MAX_DEPTH):
        if current.i not in inside or current.head == current:
            break
        current = current.head
    return current


def _measured(quantity: Quantity, governor: Token, sent: SpacySpan, lexicon: Lexicon) -> Token | None:
    """Return the noun of what is measured: the counted noun, a governing indicator, or the clause's subject."""
    if quantity.noun is not None:
        return quantity.noun
    current = governor
    for _ in range(MAX_DEPTH):
        if current.pos_ == "NOUN" and current.lemma_.lower() in lexicon.indicators:
            return current
        if current.head == current or current.pos_ in ("VERB", "AUX"):
            break
        current = current.head
    verb = clause_root(governor)
    subject = own_subject(verb)
    if subject is not None and subject.lemma_.lower() in lexicon.indicators:
        return subject
    candidates = [
        t
        for t in sent
        if t.pos_ == "NOUN" and t.lemma_.lower() in lexicon.indicators and t.lemma_ not in lexicon.changes
    ]
    before = [t for t in candidates if t.i < quantity.start]
    after = [t for t in candidates if t.i >= quantity.end]
    if before:
        return before[-1]
    return after[0] if after else (subject if subject is not None and subject.pos_ == "NOUN" else None)


def _measured_subject(sent: SpacySpan, lexicon: Lexicon) -> Token | None:
    for token in sent:
        if token.dep_ in ("nsubj", "nsubj:pass") and token.lemma_.lower() in lexicon.indicators:
            return token
    return None


def _phrase(token: Token, finder: PartyFinder) -> str:
    start, end = finder.phrase(token)
    return " ".join(finder.reading.doc[start:end].text.split())


def _plural_phrase(quantity: Quantity) -> str:
    return quantity.noun.text.lower() if quantity.noun is not None else ""


def _about(measured: Token | None, sent: SpacySpan, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the countries, companies and places of the indicator's phrase, else of the sentence."""
    found: dict[str, Mention] = {}
    for tokens in (list(measured.subtree) if measured is not None else [], list(sent)):
        for token in tokens:
            name = finder.reading.names.get(token.i)
            demonym = finder.lexicon.demonyms.get(folded(token.text))
            if name and name.start == token.i:
                for mention in finder.at(token):
                    if mention.type in ABOUT_TYPES:
                        found.setdefault(mention.name, mention)
            elif demonym and name is None:
                found.setdefault(demonym.label, finder.known(demonym, token))
        if found:
            break
    return tuple(found.values())


def _as_mention(token: Token, indicator: str, finder: PartyFinder) -> Mention:
    span = finder.reading.span(token.i, token.i + 1)
    return Mention(span, token.text, indicator, "Group", named=False)


def _direction(quantity: Quantity, governor: Token, lexicon: Lexicon) -> Direction | None:
    """Return + or - where a word of rise or fall governs the number or stands beside it."""
    direction = _governing_change(governor, lexicon) or _change_beside(quantity, governor.doc, lexicon)
    if direction is None and quantity.sign:
        return "+" if quantity.sign > 0 else "-"
    return direction


def _governing_change(governor: Token, lexicon: Lexicon) -> Direction | None:
    current = governor
    for _ in range(CHANGE_DEPTH):
        direction = lexicon.changes.get(current.lemma_.lower())
        if direction or current.head == current:
            return direction
        current = current.head
    return None


def _change_beside(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> Direction | None:
    """ "il 9,6% in più", "in calo dell'1,2%"."""
    after = range(quantity.end, min(len(doc), quantity.end + CHANGE_REACH))
    before = range(max(0, quantity.start - CHANGE_REACH), quantity.start)
    for i in (*after, *before):
        pair = f"{folded(doc[i].text)} {folded(doc[i + 1].text)}" if i + 1 < len(doc) else ""
        direction = lexicon.changes.get(pair) or lexicon.changes.get(doc[i].lemma_.lower())
        if direction:
            return direction
    return None


def _source(sent: SpacySpan, finder: PartyFinder) -> tuple[Mention, ...]:
    sources = [s for s in find_sources(sent, finder) if s.mentions]
    return sources[0].mentions if sources else ()
