"""Figures: what a number measures, for whom, when, rising or falling, by whose account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.attributions import Source, find_sources
from pipeline.extract.dates import find_dates
from pipeline.extract.directions import direction_of, top_of
from pipeline.extract.figure_parties import about_of, sources_of, tellers_of
from pipeline.extract.figure_scenes import Measured, Scene
from pipeline.extract.left_out_units import MIN_COUNT, is_more_or_less
from pipeline.extract.measured import find_measured
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import is_negated, polarity_of
from pipeline.extract.quantities import OWN_CURRENCY, find_quantities
from pipeline.extract.quantity import Quantity
from pipeline.extract.topics import Named, find_named, topic_of
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Comparator, Direction, Evidence, FigureDetail, Mention, Span, When
from pipeline.typography import folded

EXTRACTOR = "figures"
YEARS = range(1901, 2101)
PERIOD_REACH = 4
"""How many words may stand between "stesso" and the time: "stesso periodo del", "medesimo trimestre dello scorso"."""
BASE_REACH = 20
"""Within how many characters before a time "rispetto a" makes it a base of comparison."""
PHRASE = 6
"""Within how many tokens a noun has its own time: "la crescita del Pil nel 2025"."""
CARRIED = 2
"""How many of those that the number before was about the next one may be about."""


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield one claim for each number that measures something."""
    finder = PartyFinder(reading, lexicon)
    currency = OWN_CURRENCY
    before: Measured | None = None
    change: tuple[Quantity, Direction | None] | None = None
    told: list[Quantity] = []
    background = _Background(finder)
    for sent in reading.sentences():
        found = find_quantities(sent, lexicon, currency=currency, earlier=told)
        quantities = tuple(quantity for quantity in found if _is_figure(quantity, lexicon))
        told.extend(quantities)
        earlier: dict[int, Measured] = {}
        change = None
        sources = tuple(find_sources(sent, finder)) if quantities else ()
        for n, quantity in enumerate(quantities):
            following = quantities[n + 1] if n + 1 < len(quantities) else None
            measured = find_measured(quantity, Scene(sent, finder, quantities, earlier, before))
            claim = _claim(quantity, measured, following, sent, sources, background, before, change)
            yield claim
            if quantity.kind == "currency" and quantity.unit:
                currency = quantity.unit
            assert isinstance(claim.detail, FigureDetail)
            change = quantity, claim.detail.direction
            before = Measured(claim.detail.indicator, measured.noun, measured.verb, claim.detail.about)
            earlier |= dict.fromkeys(range(quantity.start, quantity.end), before)


class _Background:
    """What the whole article tells of its figures; many an article has none, so it is not read before one asks."""

    def __init__(self, finder: PartyFinder) -> None:
        self.finder = finder

    @cached_property
    def tellers(self) -> frozenset[str]:
        """Names of all who give figures."""
        return frozenset(name for sent in self.finder.reading.sentences() for name in tellers_of(sent, self.finder))

    @cached_property
    def named(self) -> Named:
        """What the article names, for what it is about."""
        return find_named(self.finder)


def _is_figure(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Dates, ages, durations and bare small counts ("due leader") are none."""
    if quantity.unit is not None:
        return True
    noun = quantity.noun
    if noun is None:
        return False
    if noun.form in lexicon.words["weather_unit"]:
        return False
    measure = lexicon.indicators.get(noun.lemma_.lower())
    if quantity.value in YEARS and quantity.end - quantity.start <= 2 and noun.dep_ != "nsubj":
        return measure is not None or noun.form in lexicon.person_nouns
    decimal = quantity.number is not None and quantity.number.decimal  # "1,18 figli per donna"
    return quantity.value >= MIN_COUNT or decimal or measure not in (None, "many")


def _claim(
    quantity: Quantity,
    measured: Measured,
    following: Quantity | None,
    sent: TokenSpan,
    sources: Sequence[Source],
    background: _Background,
    before: Measured | None,
    change: tuple[Quantity, Direction | None] | None,
) -> Claim:
    finder = background.finder
    reading, lexicon = finder.reading, finder.lexicon
    first = sent.doc[quantity.start]
    unit = quantity.unit or quantity.counted
    indicator = measured.indicator or quantity.counted or _nameless(quantity, lexicon)
    via = sources_of(quantity, sent, sources, finder)
    topic = topic_of(background.named, sent.end, {m.name for m in via} | background.tellers)
    context = _context(before, topic)
    about = about_of(
        quantity,
        measured,
        sent,
        finder,
        sources=sources,
        via=via,
        context=context,
        named=background.named,
        tellers=background.tellers,
    )
    unit = _own_currency(unit, (*about, *context), lexicon)
    top = top_of(quantity, sent.doc)
    polarity = polarity_of(top.head, lexicon)
    when = _period(quantity, measured, sent, following, reading.article.published, lexicon)
    direction = direction_of(quantity, sent.doc, following, lexicon, change)
    token = measured.noun or first
    subject = (
        about[0] if about else Mention(reading.span(token.i, token.i + 1), token.text, indicator, "Group", named=False)
    )
    return Claim(
        kind="figure",
        predicate="measures",
        subject=subject,
        object=quantity.value,
        evidence=Evidence.of(
            reading.article, _words_of(quantity, measured, sent, reading), extractor=EXTRACTOR, rule="figures/number"
        ),
        negated=polarity.negated,
        status=polarity.status,
        anchor=first.idx,
        when=when,
        detail=FigureDetail(
            indicator=indicator,
            value=quantity.value,
            unit=unit,
            comparator=_comparator(quantity, measured, direction, sent, lexicon),
            direction=direction,
            about=about,
            period=when.iso if when else None,
            via=via,
        ),
    )


def _words_of(quantity: Quantity, measured: Measured, sent: TokenSpan, reading: Reading) -> Span:
    """Return the number with its unit, and all between it and what it measures where one sentence has both."""
    noun = measured.noun
    if noun is None or not sent.start <= noun.i < sent.end:
        return reading.span(quantity.start, quantity.end)
    return reading.span(min(noun.i, quantity.start), max(noun.i + 1, quantity.end))


def _own_currency(unit: str, parties: Sequence[Mention], lexicon: Lexicon) -> str:
    """ "pesos", "corone", "dinari" are of several states: of that which the figure is about."""
    issued = lexicon.measures["shared_currency"]
    candidates = (f"{unit} {m.country.lower()}" for m in parties if m.country)
    return next((issued[name] for name in candidates if name in issued), unit)


def _nameless(quantity: Quantity, lexicon: Lexicon) -> str:
    """Return what a number is of which nobody says what it measures: a sum, a share, so many of its unit."""
    unit = quantity.unit or ""
    return (
        lexicon.measures["sum"]["currency"]
        if quantity.kind == "currency"
        else lexicon.measures["share"].get(unit, unit)
    )


def _period(
    quantity: Quantity,
    measured: Measured,
    sent: TokenSpan,
    following: Quantity | None,
    published: str | None,
    lexicon: Lexicon,
) -> When | None:
    """Return the time of the measured noun ("la crescita del 2025"), else the nearest to the number in the sentence.

    What stands right after the number that follows ("211 euro, contro i 207 del 2023") is that one's.
    """
    noun, first = measured.noun, sent.doc[quantity.start]
    if noun is not None and noun.sent == sent and noun.i < first.i:
        near = sent.doc[noun.i : min(first.i, noun.i + PHRASE)]
        own = find_dates(near.text, published)
        between = [t for t in near if own and t.idx - near.start_char < own[0].start]
        if own and not any(t.pos_ in ("VERB", "AUX", "NUM") or t.is_punct for t in between):
            return own[0].when
    position = first.idx - sent.start_char
    candidates = [
        (max(found.start - position, position - found.end, 0), n, found.when)
        for n, found in enumerate(find_dates(sent.text, published))
        if not _is_base(sent, found.start, lexicon)
        and not _is_of_next(sent, found.start, following)
        and not _is_of_same_period(quantity, sent, found.start, lexicon)
    ]
    return min(candidates)[2] if candidates else None


def _is_of_next(sent: TokenSpan, offset: int, following: Quantity | None) -> bool:
    """ "contro i 207 del 2023": a time that hangs on the next number by "di"."""
    if following is None or following.end + 1 >= sent.end:
        return False
    start = sent.start_char + offset
    after, then = sent.doc[following.end], sent.doc[following.end + 1]
    return preposition_lemma(after.text) == "di" and (after.idx == start or then.idx == start)


def _is_base(sent: TokenSpan, offset: int, lexicon: Lexicon) -> bool:
    """ "rispetto al 2019", "sul 2023": the time that is compared with is not the figure's own."""
    bases = lexicon.measures["base"]
    start = sent.start_char + offset
    before = _just_before(start, sent)
    since = folded(sent.text[offset : offset + 4]).startswith("dal")
    if since and any(t.form in lexicon.words["superlative"] for t in before):
        return True  # "il livello più basso dal 2007"
    at = next((t for t in sent if t.idx <= start < t.idx + len(t.text)), None)
    return any(t.form in bases for t in (*before[-2:], *((at,) if at is not None else ())))


def _just_before(offset: int, sent: TokenSpan) -> list[Token]:
    """Return the tokens of a sentence that begin within reach before an offset."""
    return [t for t in sent if t.idx < offset and t.idx + BASE_REACH > offset]


def _is_of_same_period(quantity: Quantity, sent: TokenSpan, offset: int, lexicon: Lexicon) -> bool:
    """ "contro i 12 dello stesso periodo del 2024": the time of the number that it hangs on, and of no other."""
    start = sent.start_char + offset
    before = _just_before(start, sent)[-PERIOD_REACH:]
    same = next(
        (t for t in before if t.form in lexicon.words["same"] and t.nbor().form in lexicon.words["time_noun"]), None
    )
    if same is None:
        return False
    return same.i >= quantity.end and any(t.pos_ not in ("ADP", "DET") for t in sent.doc[quantity.end : same.i])


def _context(before: Measured | None, topic: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return what the text is about up to this sentence: the number before it, and the article's topic."""
    last = tuple(m for m in before.about if m.type != "Person")[:CARRIED] if before is not None else ()
    return tuple({m.name: m for m in (*last, *topic)}.values())


def _comparator(
    quantity: Quantity, measured: Measured, direction: Direction | None, sent: TokenSpan, lexicon: Lexicon
) -> Comparator:
    """Return how the number is to be taken: as a verb says it ("supera il 29%"), turned round by a "non".

    What rises "fino a" a number reaches it; otherwise "fino a" is a limit.
    """
    told: Comparator = quantity.comparator
    if direction and sent.doc[quantity.start].form in lexicon.measures["reached"]:
        return "="
    verb = measured.verb
    more = is_more_or_less(sent.doc[quantity.end : quantity.end + 2])
    if verb is None or more:
        return told  # "ha superato i 9 euro, il 27% in più"
    lemma = verb.lemma_.lower()
    head = top_of(quantity, verb.doc).head
    if verb not in (head, head.head) or (head != verb and head.dep_ != "obj"):
        return (
            told  # "supera i 30 miliardi", "supera la soglia di 30 miliardi", not "supera l'export, in crescita del 3%"
        )
    if told == "=" and lemma in lexicon.words["reaching_verb"] and is_negated(verb, lexicon):
        return "<"  # "non arriva al 7%"
    if told == "=":
        value = lexicon.measures["comparator"].get(lemma)
        told = ">" if value == ">" else "<" if value == "<" else "~" if value == "~" else "="
    if is_negated(verb, lexicon) and told in (">", "<"):
        return "<" if told == ">" else ">"
    return told
