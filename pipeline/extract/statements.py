"""Who said what: direct, indirect and mixed speech, with the cue before, after or within it, or without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipeline.annotate.clauses import complements
from pipeline.annotate.quotes import Quote
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import feature, is_finite
from pipeline.extract.attributions import Source, find_sources
from pipeline.extract.dates import nearest_date
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import Polarity, is_negated, polarity_of
from pipeline.extract.speech import MARKS, CueToken, clause_content, find_cues, is_parenthetical, trimmed
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention, SayingDetail, Span
from pipeline.typography import folded

EXTRACTOR = "statements"
MIN_BARE_QUOTE = 4
"""Words from which a quotation without a cue is somebody's words and not a mere name or irony."""
SPEAKER_REACH = 8
DENIED = frozenset({"che", "di", "a", "se", "come"})
"""Rules whose content is what a word of denying denies: "ha negato di aver attaccato"."""
BACK_REACH = 5
"""Tokens of a sentence within which "Lo ha detto" must begin."""
COMPLEMENT_TOKENS = 12
DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement in the making: character offsets of content and evidence, and who spoke."""

    start: int
    end: int
    quoted: bool
    rule: str
    speakers: tuple[Mention, ...]
    cue: CueToken | None = None
    addressees: tuple[Mention, ...] = ()
    via: tuple[Mention, ...] = ()


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield the statements of an article in the order of the text."""
    finder = PartyFinder(reading, lexicon)
    speaker: tuple[Mention, ...] = ()
    done = 0
    pending: list[tuple[_Saying, SpacySpan]] = []
    for sent in reading.sentences():
        reader = _SentenceReader(sent, finder, speaker, done)
        named = reader.speaker_named_after()
        if named and pending and pending[-1][0].rule == "quote-alone":
            pending = [(replace(saying, speakers=named, rule="named-after"), where) for saying, where in pending]
            speaker = named
        yield from (_claim(saying, where, finder) for saying, where in pending if saying.speakers)
        sayings = list(reader.read())
        pending = [(saying, sent) for saying in sayings]
        outer = [s for s in sayings if not s.via and not _is_nested(s, sayings) and _has_voice(s)]
        if outer:
            speaker = outer[-1].speakers
        if sayings:
            done = max(done, max(s.end for s in sayings))
    yield from (_claim(saying, where, finder) for saying, where in pending if saying.speakers)


def _is_spoken(cue: CueToken, lexicon: Lexicon) -> bool:
    """Say whether the words were said at all: neither "non ha detto" nor "se dicesse"."""
    return not is_negated(cue.token, lexicon) and not polarity_of(cue.token, lexicon).supposed


def _has_voice(saying: _Saying) -> bool:
    """Say whether the speaker may be whose words go on in the passage: somebody in particular."""
    return bool(saying.speakers) and saying.speakers[0].type != "Group"


def _is_nested(saying: _Saying, sayings: list[_Saying]) -> bool:
    return any(other is not saying and other.start <= saying.start and saying.end <= other.end for other in sayings)


class _SentenceReader:
    """Reads one sentence: its cues, its quotations, its sources."""

    def __init__(self, sent: SpacySpan, finder: PartyFinder, speaker: tuple[Mention, ...], done: int) -> None:
        self.sent = sent
        self.finder = finder
        self.reading = finder.reading
        self.speaker = speaker
        self.done = done
        self.cues = [c for c in find_cues(sent, finder.lexicon) if _is_spoken(c, finder.lexicon)]
        self.attributions = list(find_sources(sent, finder))
        self.sources = [source for source in self.attributions if source.mentions]
        self.quotes = [
            q
            for q in self.reading.quotes
            if q.depth == 0 and q.outer.start < sent.end_char and sent.start_char < q.outer.end
        ]

    def read(self) -> Iterator[_Saying]:
        """Yield the sentence's statements, those of sources last."""
        found = list(self._by_cues())
        found += list(self._bare_quotes(found))
        if self.sources:
            found = list(self._with_sources(found))
        yield from sorted(found, key=_by_start)

    def speaker_named_after(self) -> tuple[Mention, ...]:
        """ "Lo ha detto il ministro.", "Così una nota della Farnesina.": who spoke in the quotation just before."""
        words = self.finder.lexicon.words["back_reference"]
        first = next((t for t in self.sent if t.is_alpha), None)
        for cue in self.cues:
            objects = [c for c in cue.token.children if c.dep_ in ("obj", "advmod", "expl") and c.i < cue.token.i]
            if any(folded(c.text) in words for c in objects) and cue.token.i - self.sent.start < BACK_REACH:
                return self._speakers(cue, "before")
        if first is not None and folded(first.text) in words and not self.cues and not self.quotes:
            for token in self.sent[first.i - self.sent.start + 1 : first.i - self.sent.start + 1 + SPEAKER_REACH]:
                found = self.finder.all_at(token) or self._owner_of_word(token)
                if found:
                    return found
        return ()

    def _owner_of_word(self, token: Token) -> tuple[Mention, ...]:
        """ "una nota della Farnesina": the words are its owner's."""
        is_word = (token.lemma_.lower(), "NOUN") in self.finder.lexicon.cues
        return self.finder.owner(token) if is_word else ()

    def _by_cues(self) -> Iterator[_Saying]:
        taken: list[_Saying] = []
        for cue in self.cues:
            saying = self._after_cue(cue) or self._before_cue(cue, taken) or self._quote_near(cue, taken)
            if saying is None:
                continue
            if saying.rule == "relay":
                taken = [replace(s, via=s.via or saying.speakers) for s in taken]
                continue
            outer = next((s for s in taken if s.start <= cue.token.idx < s.end), None)
            if outer is None:
                inner = [s for s in taken if saying.start < s.start and s.end <= saying.end and not s.via]
                taken = [replace(s, via=saying.speakers) if s in inner else s for s in taken]
                taken.append(saying)
            elif self._is_relayed(saying, outer):
                taken.append(replace(saying, via=outer.speakers))
        yield from taken

    def _is_relayed(self, saying: _Saying, outer: _Saying) -> bool:
        """Speech inside speech counts where it has a speaker of its own: "Ushakov: “Xi ha affermato che …”"."""
        names = {m.name for m in saying.speakers}
        return bool(names) and names != {m.name for m in outer.speakers} and saying.rule == "che"

    def _after_cue(self, cue: CueToken) -> _Saying | None:
        """ "ha detto che …", "ha promesso di …", "ha chiesto se …"."""
        content = clause_content(cue, self._limit(cue), self._boundaries(cue))
        if content is None:
            return None
        end = self._to_end_of_quote(content.start, content.end)
        return self._saying(cue, content.start, end, content.rule)

    def _limit(self, cue: CueToken) -> int:
        """Return the token at which a cue's content ends at the latest: the sentence's end, or its quotation's."""
        for quote in self.quotes:
            if quote.inner.start <= cue.token.idx < quote.inner.end:
                inside = [t.i for t in self.sent if t.idx < quote.inner.end]
                return inside[-1] + 1
        return self.sent.end

    def _boundaries(self, cue: CueToken) -> tuple[int, ...]:
        """Return the tokens at which another saying of the sentence, or a source at its end, begins."""
        found = [source.start for source in self.attributions if not source.leading]
        for other in self.cues:
            if other.first <= cue.last:
                continue
            start = self._beginning(other)
            if start is not None:
                found.append(start)
        return tuple(found)

    def _beginning(self, cue: CueToken) -> int | None:
        """Return where a further saying begins, with its conjunction or comma; None inside the first one's content."""
        doc = self.sent.doc
        i = cue.first - 1
        if is_parenthetical(cue, self.sent) and feature(cue.token, "VerbForm") != "Inf":
            return i
        if doc[i].pos_ == "ADV" and i > self.sent.start:
            i -= 1
        if doc[i].pos_ == "CCONJ" and cue.token.dep_ == "conj" and cue.token.head.i < i:
            return i
        if feature(cue.token, "VerbForm") == "Ger" and doc[i].text == ",":
            return i
        return None

    def _to_end_of_quote(self, start: int, end: int) -> int:
        """A content that ends inside a quotation goes on to the quotation's end, if that opened in the content."""
        for quote in self.quotes:
            if start <= quote.outer.start < end < quote.outer.end:
                return quote.outer.end
        return end

    def _before_cue(self, cue: CueToken, taken: list[_Saying]) -> _Saying | None:
        """ "…, ha detto il ministro": content before the cue, in quotation marks or not."""
        if not is_parenthetical(cue, self.sent) or "quote" not in cue.cue.frames | self._finite(cue):
            return None
        before = cue.first - 1
        cut = self.sent.doc[before].idx
        quote = next((q for q in reversed(self.quotes) if q.outer.end <= cut + 1 and q.outer.end >= cut - 2), None)
        around = [s for s in taken if s.rule != "before" and s.end >= cut - 2]
        if any(quote is None or s.start <= quote.outer.start for s in around):
            saying = self._saying(cue, self.sent.start_char, cut, "relay")
            return saying if saying and saying.speakers else None
        if quote:
            return self._saying(cue, quote.outer.start, quote.outer.end, "quote-before")
        inside = next((q for q in self.quotes if q.inner.start < cue.token.idx < q.inner.end), None)
        if inside:
            dashed = self.sent.doc[before].text in DASHES or self.sent.doc[before].text == ","
            return self._saying(cue, inside.outer.start, inside.outer.end, "quote-around") if dashed else None
        start = max([self.sent.start_char, *(s.end for s in taken if s.rule == "before")])
        if not is_finite(cue.token):
            return None
        if not any(
            t.pos_ in ("VERB", "AUX") and feature(t, "VerbForm") == "Fin" and start <= t.idx < cut for t in self.sent
        ):
            return None
        return self._saying(cue, start, cut, "before")

    def _finite(self, cue: CueToken) -> frozenset[str]:
        return frozenset({"quote"}) if "che" in cue.cue.frames else frozenset()

    def _quote_near(self, cue: CueToken, taken: list[_Saying]) -> _Saying | None:
        """ "ha detto: “…”", "ha descritto X come “…”", "mettendo in guardia da “…” per …"."""
        for quote in self.quotes:
            if quote.outer.start < cue.token.idx or any(s.start <= quote.outer.start < s.end for s in taken):
                continue
            between = [t for t in self.sent if cue.last < t.i and t.idx < quote.outer.start]
            if len(between) > COMPLEMENT_TOKENS or any(
                t.pos_ in ("VERB", "AUX") or t.text in (";", "?") for t in between
            ):
                return None
            colon = any(t.text == ":" for t in between)
            end = quote.outer.end if colon else self._clause_end(quote, cue)
            return self._saying(cue, quote.outer.start, end, "quote-after")
        return None

    def _clause_end(self, quote: Quote, cue: CueToken) -> int:
        """A quoted fragment takes along what follows it in its clause: “conseguenze” per chi commercia."""
        ends = [self.sent.doc[b].idx for b in self._boundaries(cue) if self.sent.doc[b].idx >= quote.outer.end]
        commas = [t.idx for t in self.sent if t.text in (",", ";") and t.idx >= quote.outer.end]
        return max(quote.outer.end, min([*ends, *commas, self.sent.end_char]))

    def _bare_quotes(self, found: list[_Saying]) -> Iterator[_Saying]:
        """A quotation without a cue belongs to whoever is speaking in the passage; it is read where it ends."""
        for quote in self.quotes:
            if quote.outer.end > self.sent.end_char or quote.outer.start < self.done:
                continue
            if any(s.start < quote.outer.end and quote.outer.start < s.end for s in found):
                continue
            if any(not quote.inner.start <= c.token.idx < quote.inner.end for c in self.cues):
                continue
            inner = self.reading.doc.char_span(quote.inner.start, quote.inner.end, alignment_mode="expand")
            words = [t for t in inner or () if t.is_alpha]
            if len(words) < MIN_BARE_QUOTE:
                continue
            speakers = self._before_colon(quote) or self.speaker or self._nearest_person(quote)
            before = [t for t in self.sent if t.idx < quote.outer.start and t.is_alpha]
            start = quote.outer.start
            if before and self.sent.doc[before[-1].i + 1].text != ":":
                if not any(t.pos_ in ("VERB", "AUX") for t in before) or not self._continues(before):
                    continue
                start = before[0].idx if before[0].pos_ != "CCONJ" else before[min(1, len(before) - 1)].idx
            if start == quote.outer.start:
                yield _Saying(quote.inner.start, quote.inner.end, True, "quote-alone", speakers)
            else:
                yield _Saying(start, quote.outer.end, True, "quote-alone", speakers)

    def _before_colon(self, quote: Quote) -> tuple[Mention, ...]:
        """ "Il ministro: «…»": the party right before the colon."""
        before = [t for t in self.sent if t.idx < quote.outer.start and not t.is_space]
        if len(before) < 2 or before[-1].text != ":":
            return ()
        for token in reversed(before[max(0, len(before) - SPEAKER_REACH) : -1]):
            found = self.finder.at(token)
            if found and found[0].type != "Place":
                return found
        return ()

    def _nearest_person(self, quote: Quote) -> tuple[Mention, ...]:
        """Return the person named last before the quotation."""
        doc = self.reading.doc
        for i in range(self.sent.start, -1, -1):
            name = self.reading.names.get(i)
            if name and self.reading.chains[name.chain].type == "Person" and doc[i].idx < quote.outer.start:
                return (self.reading.mention(name.chain, self.reading.span(name.start, name.end), name=name),)
        return ()

    def _continues(self, before: list[Token]) -> bool:
        """ "Ma queste non erano “strutture …”": the speaker's own words around the quotation, no party as subject."""
        return not any(token.i in self.reading.names for token in before)

    def _with_sources(self, found: list[_Saying]) -> Iterator[_Saying]:
        """ "secondo X" says who relays the sentence's statements or, where there is none, who said it."""
        for source in self.sources:
            relayed = [
                s for s in found if not s.via and {m.name for m in s.speakers} != {m.name for m in source.mentions}
            ]
            if relayed:
                found = [replace(s, via=source.mentions) if s in relayed else s for s in found]
            elif not found:
                saying = self._of_source(source)
                if saying:
                    found = [saying]
        yield from found

    def _of_source(self, source: Source) -> _Saying | None:
        doc = self.sent.doc
        if source.leading:
            start = source.end
            if start >= self.sent.end:
                return None
            offsets = doc[start].idx, self.sent.end_char
        else:
            offsets = self.sent.start_char, doc[source.start].idx
        if not any(t.pos_ in ("VERB", "AUX") and offsets[0] <= t.idx < offsets[1] for t in self.sent):
            return None
        cut = trimmed(self.reading, *offsets)
        return _Saying(cut[0], cut[1], cut[2], "source", source.mentions) if cut else None

    def _saying(self, cue: CueToken, start: int, end: int, rule: str) -> _Saying | None:
        cut = trimmed(self.reading, start, end)
        if cut is None:
            return None
        speakers = self._speakers(cue, rule)
        if not speakers:
            return None
        return _Saying(cut[0], cut[1], cut[2] or rule.startswith("quote"), rule, speakers, cue, self._addressees(cue))

    def _speakers(self, cue: CueToken, rule: str) -> tuple[Mention, ...]:
        if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in cue.token.children):
            agents = [c for c in cue.token.children if c.dep_ == "obl:agent"]
            return self.finder.all_at(agents[0]) if agents else ()
        subjects = self.finder.spoken_subjects(cue.token)
        if subjects:
            return tuple(m for m in subjects if m.type != "Place")
        doc = self.sent.doc
        if rule in ("before", "quote-before", "quote-around", "relay"):
            for i in range(cue.last + 1, min(self.sent.end, cue.last + SPEAKER_REACH)):
                if doc[i].text in MARKS or doc[i].text in DASHES or doc[i].text == ",":
                    break
                if doc[i].pos_ == "ADP" and rule != "relay":
                    continue
                found = self.finder.all_at(doc[i]) if not self._has_preposition(i) else ()
                if found:
                    return found
        own = [c for c in cue.token.children if c.dep_ in ("nsubj", "csubj")]
        if own or feature(cue.token, "Person") in ("1", "2"):
            return ()
        return self.speaker or self.finder.dropped(cue.token)

    def _has_preposition(self, i: int) -> bool:
        return any(c.dep_ == "case" for c in self.sent.doc[i].children)

    def _addressees(self, cue: CueToken) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for complement in complements(cue.token):
            if complement.preposition == "a" and complement.label in ("obl", "iobj", "nmod"):
                found += [m for m in self.finder.all_at(complement.token) if m.type != "Place"]
        return tuple(found)


def _by_start(saying: _Saying) -> tuple[int, int]:
    return saying.start, -saying.end


def _claim(saying: _Saying, sent: SpacySpan, finder: PartyFinder) -> Claim:
    reading = finder.reading
    text = reading.article.text
    polarity = polarity_of(saying.cue.token, finder.lexicon) if saying.cue else Polarity()
    start = min(saying.start, sent.start_char)
    end = max(saying.end, sent.end_char)
    while end > start and text[end - 1].isspace():
        end -= 1
    content = text[saying.start : saying.end]
    anchor = saying.cue.token.idx if saying.cue else saying.start
    return Claim(
        kind="statement",
        predicate="said",
        subject=saying.speakers[0],
        object=content,
        evidence=Evidence.of(reading.article, Span(start, end), extractor=EXTRACTOR, rule=f"statements/{saying.rule}"),
        negated=saying.cue is not None and saying.cue.cue.type == "deny" and saying.rule in DENIED,
        status=polarity.status,
        when=nearest_date(sent.text, anchor - sent.start_char, reading.article.published, reach=40),
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
