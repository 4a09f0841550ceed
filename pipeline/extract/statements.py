"""Who said what: direct, indirect and mixed speech, with the cue before, after or within it, or without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.annotate.clauses import own_subject
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import is_contraction_of, is_finite
from pipeline.extract.back_naming import is_what_was_said, named_after
from pipeline.extract.dates import nearest_date
from pipeline.extract.floor import Floor
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import Polarity, polarity_of
from pipeline.extract.quotations import bare_quotations, find_interviewee
from pipeline.extract.sayings import CueReader
from pipeline.extract.sources import with_sources
from pipeline.extract.speakers import VOICES, SpeakerFinder
from pipeline.extract.speech import Saying, trimmed
from pipeline.extract.stretches import Stretch, find_stretches
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention, SayingDetail, Span

EXTRACTOR = "statements"
DENIED = frozenset({"che", "di", "a", "se", "come"})
"""Rules whose content is what a word of denying denies: "ha negato di aver attaccato"."""
UNSPOKEN = frozenset({"alone"})
"""Rules whose speaker the next sentence may name: "«…». Lo ha detto il ministro."."""


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield the statements of an article in the order of the text."""
    finder = PartyFinder(reading, lexicon)
    conversation = _Conversation(reading, SpeakerFinder(finder, Floor()))
    for saying in sorted(conversation.read(), key=_by_start):
        if saying.speakers:
            yield _claim(saying, finder)


def _is_bracketed(token: Token) -> bool:
    """ "(una trovata, mormorano in casa Pd)": what stands in brackets changes nothing of whom the sentence is about."""
    before = [t.text for t in token.doc[token.sent.start : token.i] if t.text in "()"]
    return before[-1:] == ["("]


def _by_start(saying: Saying) -> tuple[int, int]:
    return saying.start, -saying.end


class _Conversation:
    """One pass over an article, with whoever has the floor."""

    def __init__(self, reading: Reading, speakers: SpeakerFinder) -> None:
        self.reading = reading
        self.speakers = speakers
        self.floor = speakers.floor
        self.found: list[Saying] = []
        self.previous: TokenSpan | None = None

    def read(self) -> list[Saying]:
        """Return all statements."""
        stretches = list(find_stretches(self.reading))
        self.floor.interviewee = find_interviewee(stretches, self.speakers)
        if self.floor.interviewee:
            self.floor.spoke(self.floor.interviewee)
        for stretch in stretches:
            self._read_stretch(stretch)
        return self.found

    def _read_stretch(self, stretch: Stretch) -> None:
        reader = CueReader(stretch, self.speakers)
        for sent in stretch.sents:
            self._name_what_stands_before(sent, reader, stretch)
            self._turn_to(sent)
            reader.read(sent)
            reader.read_nouns(sent)
            reader.read_convictions(sent)
            spoken = [s.cue.token for s in reader.taken if s.cue and s.cue.sent == sent]
            if all(_is_bracketed(token) for token in spoken):
                self._pass_the_floor(sent, stretch, reader)
            self.previous = sent
        bare = list(bare_quotations(stretch, [*self.found[-4:], *reader.taken], reader.cues, self.speakers))
        for saying in bare:
            if saying.speakers and saying.rule != "continued":
                self.floor.spoke(saying.speakers)
        where = Span(stretch.sents[0].start_char, stretch.sents[-1].end_char)
        sayings = reader.read_quoted([*reader.taken, *bare])
        sayings = with_sources(sayings, reader.attributions, stretch, self.speakers)
        self.found += [s if s.where else replace(s, where=where) for s in sayings]

    def _name_what_stands_before(self, sent: TokenSpan, reader: CueReader, stretch: Stretch) -> None:
        named, cue = named_after(sent, reader.cues, self.speakers, stretch)
        if not named:
            self._name_the_first(sent)
            return
        if self._is_so(sent) and cue is None:
            self._name_the_unnamed(named)
        before = self._unspoken_before(sent)
        if before:
            for n in before:
                self.found[n] = replace(self.found[n], speakers=named, rule="named-after", cue=cue)
            self.floor.spoke(named)
            return
        quote = next((q for q in reversed(stretch.quotes) if q.outer.end <= sent.start_char + 2), None)
        if quote is not None and not any(s.holds(quote.inner.start) for s in reader.taken):
            cut = trimmed(self.reading, quote.outer.start, quote.outer.end)
            if cut:
                reader.taken.append(Saying(cut[0], cut[1], True, "named-after", named, cue))
                self.floor.spoke(named)
            return
        if cue is None and not self._is_so(sent) and not is_what_was_said(sent):
            return
        saying = self._sentence_before(sent, named, stretch, reader.taken)
        if saying and (cue is None or cue.cue.type != "deny"):
            addressees = self.speakers.addressees(cue, named) if cue else ()
            reader.taken.append(replace(saying, cue=cue, addressees=addressees))

    def _is_so(self, sent: TokenSpan) -> bool:
        """Say whether a sentence begins with "Così" or "Ne", which may point at a sentence without quotation marks."""
        first = next((t for t in sent if t.is_alpha), None)
        return first is not None and first.form in (*self.speakers.lexicon.words["so"], "ne")

    def _name_the_unnamed(self, named: tuple[Mention, ...]) -> None:
        """ "Il ministro ha detto che … Così Anna Neri": who was left without a name before."""
        last = self.found[-1] if self.found else None
        if last is None or self.previous is None or last.cue is None or last.cue.sent != self.previous:
            return
        if all(m.type == "Person" and not m.named for m in last.speakers):
            self.found[-1] = replace(last, speakers=named)

    def _unspoken_before(self, sent: TokenSpan) -> list[int]:
        """Return the places in `found` of the quotations without a cue that end right before a sentence."""
        if self.previous is None or not self.found:
            return []
        places = []
        for n in range(len(self.found) - 1, -1, -1):
            saying = self.found[n]
            if saying.rule not in UNSPOKEN or saying.where is None or saying.where.end < self.previous.start_char:
                break
            places.append(n)
        return places

    def _name_the_first(self, sent: TokenSpan) -> None:
        """An article's first quotation, before anybody was named, is of whom the next sentence is about."""
        if self.found and not self.found[-1].speakers:
            subject = tuple(m for m in self.speakers.of_main_clause(sent) if m.type == "Person")
            if subject:
                self.found = [s if s.speakers else replace(s, speakers=subject) for s in self.found]
                self.floor.spoke(subject)

    def _sentence_before(
        self, sent: TokenSpan, named: tuple[Mention, ...], stretch: Stretch, taken: list[Saying]
    ) -> Saying | None:
        """ "Il vertice non si terrà: lo annuncia il ministero": what is said is the sentence before."""
        previous = self.previous
        if previous is None or previous.end != sent.start or not any(is_finite(t) for t in previous):
            return None
        begin, end = previous.start_char, previous.end_char
        if any(s.start < end and begin < s.end for s in [*self.found, *taken]):
            return None
        if stretch.quote_around(previous[-1]) is not None or previous.text.rstrip().endswith("?"):
            return None  # "Che cosa prevede il piano? Lo spiega il ministro"
        cut = trimmed(self.reading, begin, end)
        if cut is None:
            return None
        return Saying(cut[0], cut[1], cut[2], "sentence-before", named, where=Span(begin, sent.end_char))

    def _turn_to(self, sent: TokenSpan) -> None:
        """ "Quanto all'assessora, tornerà in autunno": from here on the passage is about her."""
        first = next((t for t in sent if t.is_alpha), None)
        if first is None or first.form != "quanto" or first.i + 1 >= sent.end:
            return
        if is_contraction_of(sent.doc[first.i + 1].text, "a"):
            noun = next((t for t in sent if t.i > first.i + 1 and t.pos_ in ("NOUN", "PROPN")), None)
            found = self.speakers.parties(noun) if noun is not None else ()
            if found:
                self.floor.about(tuple(m for m in found if m.type in VOICES))

    def _pass_the_floor(self, sent: TokenSpan, stretch: Stretch, reader: CueReader) -> None:
        """Note whom a sentence is about in which nobody says anything; whose view it gives, rather."""
        root = next((t for t in sent if t.head == t and not t.is_space), None)
        if root is None or stretch.quote_around(root) is not None:
            return
        sources = (s.mentions for s in reader.attributions if sent.start <= s.start < sent.end)
        viewer = next((found for found in sources if _are_persons(found)), ())
        subject = viewer or _of_last_clause(root, self.speakers) or self.speakers.of_main_clause(sent)
        if subject:
            self.floor.about(subject)
            if all(m.type == "Organization" for m in subject):
                self.floor.beside = _only_person(sent, self.reading)


def _only_person(sent: TokenSpan, reading: Reading) -> tuple[Mention, ...]:
    names = [name for i in range(sent.start, sent.end) if (name := reading.names.get(i)) is not None]
    people = {name.chain: name for name in names if reading.chains[name.chain].type == "Person"}
    return tuple(reading.mention_of(name) for name in people.values()) if len(people) == 1 else ()


def _are_persons(found: tuple[Mention, ...]) -> bool:
    return bool(found) and all(m.type == "Person" and m.named for m in found)


def _of_last_clause(root: Token, speakers: SpeakerFinder) -> tuple[Mention, ...]:
    """ "La squadra torna in B e il patron Neri si gode la festa": the person whom the last main clause is about."""
    later = [c for c in root.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
    subject = own_subject(later[-1]) if later else None
    found = speakers.parties(subject) if subject is not None else ()
    return found if _are_persons(found) else ()


def _claim(saying: Saying, finder: PartyFinder) -> Claim:
    reading = finder.reading
    text = reading.article.text
    polarity = polarity_of(saying.cue.token, finder.lexicon) if saying.cue else Polarity()
    begin, end = saying.start, saying.end
    if saying.cue is not None:
        sent = saying.cue.sent
        begin, end = min(begin, sent.start_char), max(end, sent.end_char)
    elif saying.where is not None:
        begin, end = min(begin, saying.where.start), max(end, saying.where.end)
    while end > begin and text[end - 1].isspace():
        end -= 1
    content = text[saying.start : saying.end]
    anchor = saying.cue.token.idx if saying.cue else saying.start
    # the times of what is said are not those of the saying
    around = text[begin : saying.start] + " " * len(content) + text[saying.end : end]
    return Claim(
        kind="statement",
        predicate="said",
        subject=saying.speakers[0],
        object=content,
        evidence=Evidence.of(reading.article, Span(begin, end), extractor=EXTRACTOR, rule=f"statements/{saying.rule}"),
        negated=saying.cue is not None and saying.cue.cue.type == "deny" and saying.rule in DENIED,
        status=polarity.status,
        when=nearest_date(around, anchor - begin, reading.article.published, reach=40),
        anchor=saying.start,
        detail=SayingDetail(
            speakers=saying.speakers,
            content=content,
            quoted=saying.quoted,
            cue=saying.cue.cue.lemma if saying.cue else "",
            addressees=saying.addressees,
            via=saying.via,
        ),
    )
