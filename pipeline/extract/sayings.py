"""Words of saying of a stretch → statements: what follows the cue, what it interrupts, what stands before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.quotes import Quote
from pipeline.annotate.ud import feature, finite_part, is_finite
from pipeline.extract.attributions import Source, find_sources
from pipeline.extract.polarity import is_negated, polarity_of
from pipeline.extract.speakers import SpeakerFinder
from pipeline.extract.speech import MARKS, CueToken, Saying, clause_content, find_cues, trimmed
from pipeline.extract.stretches import Stretch
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from pipeline.typography import folded

BEFORE_CUE = frozenset({",", "–", "—", "-", "”", "»", '"', "”,", "…", "’", "'"})
"""What may stand before a cue that is set off from what is said."""
DASHES = frozenset("–—-")
OPENING = frozenset('“«"')
COMPLEMENT_TOKENS = 14
"""Tokens between a cue and the quotation that it brings in."""
PREDICATE_REACH = 12
PRE_QUOTE = 12
"""Words before a quoted predicate that belong to what is said: "Il governo «non cede»"."""


@dataclass(frozen=True, slots=True)
class _Aside:
    """A cue set off from what is said, tokens `start` (its first mark) to `end` (half-open)."""

    start: int
    end: int


def is_spoken(cue: CueToken, lexicon: Lexicon) -> bool:
    """Say whether the words were said at all: neither "non ha detto" nor "se dicesse"; "non ha escluso" is said."""
    negated = is_negated(cue.token, lexicon) and cue.cue.type != "deny"
    return not negated and not polarity_of(cue.token, lexicon).supposed


class CueReader:
    """Reads the cues of one stretch, sentence by sentence."""

    def __init__(self, stretch: Stretch, speakers: SpeakerFinder) -> None:
        self.stretch = stretch
        self.speakers = speakers
        self.reading = speakers.reading
        lexicon = speakers.lexicon
        self.cues = [c for sent in stretch.sents for c in find_cues(sent, lexicon) if is_spoken(c, lexicon)]
        self.attributions: list[Source] = [s for sent in stretch.sents for s in find_sources(sent, speakers.finder)]
        self.taken: list[Saying] = []

    def read(self, sent: SpacySpan) -> None:
        """Add the statements of one sentence's cues to `taken`."""
        for cue in self.cues:
            if sent.start <= cue.token.i < sent.end:
                self._add(cue, self._of(cue))

    def read_quoted(self, found: list[Saying]) -> list[Saying]:
        """Return the statements of the stretch with those that stand in quotations: what a speaker says others said."""
        self.taken = found
        for cue in self.cues:
            inside = self.stretch.quote_around(cue.token)
            if inside is not None:
                self._add(cue, self._clause(cue, inside) or self._told_me(cue, inside))
        return self.taken

    def _told_me(self, cue: CueToken, inside: Quote) -> Saying | None:
        """ "«Gli ho telefonato, mi ha detto che …»": who told the speaker so is the person named last before."""
        me = self.speakers.lexicon.words["clitic_speaker"]
        outer = next((s for s in self.taken if s.holds(cue.token.idx)), None)
        if outer is None or not any(folded(c.text) in me for c in cue.token.children if c.i < cue.token.i):
            return None
        if own_subject(cue.token) is not None or feature(finite_part(cue.token), "Person") in ("1", "2"):
            return None
        content = clause_content(cue, self._limit(cue, inside), ())
        person = self.speakers.last_person(cue.token.idx, besides=outer.speakers)
        if content is None or not person:
            return None
        saying = self._saying(cue, content.start, content.end, content.rule, person, inside)
        return replace(saying, addressees=outer.speakers) if saying else None

    def _add(self, cue: CueToken, saying: Saying | None) -> None:
        if saying is not None and saying.speakers:
            if saying.rule == "relay":
                self.taken = [
                    replace(s, via=s.via or saying.speakers) if s.start < saying.end and saying.start < s.end else s
                    for s in self.taken
                ]
                return
            self._take(saying, cue)

    def _take(self, saying: Saying, cue: CueToken) -> None:
        outer = next((s for s in self.taken if s.holds(cue.token.idx)), None)
        if outer is None:
            names = {m.name for m in saying.speakers}
            inner = [
                s
                for s in self.taken
                if saying.start <= s.start
                and s.end <= saying.end
                and not s.via
                and {m.name for m in s.speakers} != names
            ]
            if any(saying.start == s.start and saying.end == s.end for s in inner):
                return
            self.taken = [replace(s, via=saying.speakers) if s in inner else s for s in self.taken]
            self.taken.append(saying)
            if saying.speakers[0].type != "Group":
                self.speakers.floor.spoke(saying.speakers)
        elif self._is_relayed(saying, outer):
            self.taken.append(replace(saying, via=outer.speakers))

    def _is_relayed(self, saying: Saying, outer: Saying) -> bool:
        """Speech inside speech counts where it has a speaker of its own: "Ushakov: “Xi ha affermato che …”"."""
        names = {m.name for m in saying.speakers}
        return bool(names) and names != {m.name for m in outer.speakers} and saying.rule == "che"

    def _of(self, cue: CueToken) -> Saying | None:
        inside = self.stretch.quote_around(cue.token)
        aside = self._aside(cue)
        if inside is not None:
            return self._around(cue, inside, aside) if aside else None
        pointing = self._pointing_back(cue)
        if pointing is not None:
            return self._clause_before(cue, pointing)
        return (
            (self._beside(cue, aside) if aside and self._ending_at(aside.start) else None)
            or self._predicate(cue)
            or self._clause(cue, None)
            or (self._beside(cue, aside) if aside else None)
            or self._quotation_after(cue)
        )

    def _pointing_back(self, cue: CueToken) -> Token | None:
        """Return "lo" of "lo ha detto il ministro": the content stands before."""
        words = self.speakers.lexicon.words["back_reference"]
        return next(
            (c for c in cue.token.children if c.i < cue.token.i and c.pos_ == "PRON" and folded(c.text) in words), None
        )

    def _clause_before(self, cue: CueToken, pointing: Token) -> Saying | None:
        """ "Il vertice non si terrà: lo annuncia il ministero", in one sentence."""
        sent = cue.token.sent
        mark = self.stretch.token_before(pointing.i)
        if mark is None or mark.text not in (":", ";") or mark.i < sent.start or cue.cue.type == "deny":
            return None
        if not any(is_finite(t) for t in self.stretch.doc[sent.start : mark.i]):
            return None
        speakers = self.speakers.of_parenthesis(cue, self.stretch, mark.i)
        if any(s.start < mark.idx and sent.start_char < s.end for s in self.taken):
            return self._relay(cue, speakers)
        return self._saying(cue, sent.start_char, mark.idx, "sentence-before", speakers, None)

    def _clause(self, cue: CueToken, inside: Quote | None) -> Saying | None:
        """ "ha detto che …", "ha promesso di …", "ha chiesto se …"."""
        others = frozenset(c.token.i for c in self.cues if c.token != cue.token and "che" in c.cue.frames)
        bounds = (*self._boundaries(cue), *self._own_adjuncts(cue))
        content = clause_content(cue, self._limit(cue, inside), bounds, others)
        if content is None:
            return None
        end = self._to_end_of_quote(content.start, content.end)
        return self._saying(cue, content.start, end, content.rule, self._who(cue, inside), inside)

    def _who(self, cue: CueToken, inside: Quote | None) -> tuple[Mention, ...]:
        """Return the cue's speakers; a cue that only continues another one has the same: "…, definendolo «…»"."""
        head = cue.token.head.idx
        if own_subject(cue.token) is None and inside is None:
            for saying in self.taken:
                if saying.holds(head) and not saying.holds(cue.token.idx) and not saying.via:
                    return saying.speakers
        return self.speakers.of_clause(cue, inside)

    def _limit(self, cue: CueToken, inside: Quote | None) -> int:
        """Return the token at which a cue's content ends at the latest: the sentence's end, or its quotation's."""
        sent = cue.token.sent
        if inside is None:
            return int(sent.end)
        within = [t.i for t in sent if t.idx < inside.inner.end]
        return within[-1] + 1

    def _boundaries(self, cue: CueToken) -> tuple[int, ...]:
        """Return the tokens at which another saying of the sentence, or a source at its end, begins."""
        found = [source.start for source in self.attributions if not source.leading]
        for other in self.cues:
            if other.first <= cue.last or other.token.sent != cue.token.sent:
                continue
            if self.stretch.quote_around(other.token) is not None:
                continue
            start = self._beginning(other)
            if start is not None:
                found.append(start)
        return tuple(found)

    def _own_adjuncts(self, cue: CueToken) -> list[int]:
        """ "ha detto che verrà, cambiando idea": after a comma, what hangs on the cue itself is no longer said."""
        children = list(cue.token.children)
        clause = next((c for c in children if c.dep_ in ("ccomp", "xcomp") and c.i > cue.last), None)
        if clause is None:
            return []
        later = [c for c in children if c.i > clause.i and c.dep_ in ("advcl", "obl", "parataxis")]
        marks = [self.stretch.token_before(c.left_edge.i) for c in later]
        return [m.i for m in marks if m is not None and m.text == "," and m.i > clause.i]

    def _beginning(self, cue: CueToken) -> int | None:
        """Return where a further saying begins, with its conjunction or comma; None inside the first one's content."""
        doc = self.stretch.doc
        i = cue.first - 1
        pointing = self._pointing_back(cue)
        mark = self.stretch.token_before(pointing.i) if pointing is not None else None
        if mark is not None and mark.text in (":", ";", ","):
            return mark.i
        aside = self._aside(cue)
        if aside is not None and feature(cue.token, "VerbForm") != "Inf":
            return aside.start
        if doc[i].pos_ == "ADV" and i > cue.token.sent.start:
            i -= 1
        if cue.token.dep_ == "conj":
            joins = next((c.i for c in cue.token.children if c.dep_ == "cc" and c.i < cue.first), None)
            if joins is None and doc[i].pos_ == "CCONJ":
                joins = i
            marked = joins is not None and any(c.dep_ == "mark" and joins < c.i < cue.first for c in cue.token.children)
            if marked:
                return None  # "ha detto che cresce e che spera di …": still what is said
            if joins is not None and cue.token.head.i < joins:
                return joins
        if feature(cue.token, "VerbForm") == "Ger" and doc[i].text == ",":
            return i
        return None

    def _to_end_of_quote(self, start: int, end: int) -> int:
        """A content that ends inside a quotation goes on to the quotation's end, if that opened in the content."""
        for quote in self.stretch.quotes:
            if start <= quote.outer.start < end < quote.outer.end:
                return quote.outer.end
        return end

    def _aside(self, cue: CueToken) -> _Aside | None:
        """Return the place of a cue set off by marks: ", ha detto il ministro", "– spiega –", ", una fonte ha detto."."""
        doc = self.stretch.doc
        before = self.stretch.token_before(cue.first)
        if before is None:
            return None
        if not is_finite(cue.main) or cue.token.dep_ in ("acl:relcl", "amod"):
            return None
        subject = own_subject(cue.main)
        straight = self._named_before(cue)
        if straight is not None:
            return straight
        if before.text in BEFORE_CUE and (subject is None or subject.i > cue.token.i or subject.i < before.i):
            return _Aside(before.i, self._aside_end(cue))
        if subject is None or subject.i > cue.token.i:
            return None
        start = min(subject.left_edge.i, subject.i)
        mark = self.stretch.token_before(start)
        end = self._aside_end(cue)
        quiet = not any(is_finite(t) for t in doc[cue.last + 1 : end])
        stops = end >= cue.token.sent.end or doc[end].text in (",", ".", "–", "—", "-", ";")
        if mark is not None and mark.text in BEFORE_CUE and quiet and stops and not self._has_object(cue):
            return _Aside(mark.i, end)
        return None

    def _named_before(self, cue: CueToken) -> _Aside | None:
        """ "«…», il consigliere di Rossi, Paolo Neri, ha dichiarato": speaker and cue after a quotation's end."""
        doc = self.stretch.doc
        begin = doc[cue.first].idx
        quote = next((q for q in reversed(self.stretch.quotes) if q.outer.end <= begin), None)
        if quote is None or self.stretch.quote_around(cue.token) is not None:
            return None
        between = self.stretch.tokens_between(quote.outer.end, begin)
        words = [t for t in between if t.is_alpha]
        if not words or len(between) > COMPLEMENT_TOKENS or between[0].text in (".", ":", ";", "?", "!"):
            return None
        if any(t.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") for t in between) or words[0].pos_ == "ADV":
            return None
        end = self._aside_end(cue)
        quiet = not any(is_finite(t) for t in doc[cue.last + 1 : end]) and not self._has_object(cue)
        follows = doc[end].text if end < self.stretch.end else "."
        if not quiet or follows not in (",", ".", "–", "—", "-", ";"):
            return None
        first = between[0].i
        return _Aside(first if between[0].is_punct else first - 1, end)

    def _aside_end(self, cue: CueToken) -> int:
        doc = self.stretch.doc
        i = cue.last + 1
        while i < self.stretch.end and not (
            doc[i].text in (",", ".", "–", "—", "-", ":", ";", "?", "!") or doc[i].text in MARKS
        ):
            i += 1
        return i

    def _has_object(self, cue: CueToken) -> bool:
        later = [c for c in cue.token.children if c.dep_ in ("obj", "ccomp", "xcomp") and c.i > cue.last]
        subject = own_subject(cue.token)
        if subject is None or subject.i < cue.first:
            later = [c for c in later if c.dep_ != "obj" or not self.speakers.parties(c)]
        return bool(later)

    def _around(self, cue: CueToken, inside: Quote, aside: _Aside) -> Saying | None:
        """ "“Una scelta – ha detto – giusta”": the cue stands within the marks; or they were never closed."""
        opening = self.stretch.doc[aside.start]
        dashed = opening.text in DASHES
        if not (dashed or opening.text == ",") or not is_finite(cue.main):
            return None
        if feature(cue.main, "Person") in ("1", "2") or self._has_object(cue):
            return None
        if dashed and self._closes(opening, inside):
            return None
        subject = own_subject(cue.main)
        closing = self.stretch.doc[aside.end] if aside.end < self.stretch.end else None
        at_end = closing is None or closing.idx + len(closing.text) >= inside.outer.end
        inverted = subject is not None and aside.start < subject.i and subject.i < aside.end
        if not dashed and not inverted and not (at_end and not inside.closed):
            return None
        end = opening.idx if not inside.closed and (at_end or not dashed) else inside.outer.end
        speakers = self.speakers.of_parenthesis(cue, self.stretch, aside.start)
        return self._saying(cue, inside.outer.start, end, "quote-around", speakers, None)

    def _closes(self, dash: Token, inside: Quote) -> bool:
        """Say whether a dash is the second of a pair within a quotation."""
        return len([t for t in self.stretch.tokens_between(inside.inner.start, dash.idx) if t.text in DASHES]) % 2 == 1

    def _beside(self, cue: CueToken, aside: _Aside) -> Saying | None:
        """ "«…», ha detto il ministro", "Il cavo, spiega una nota, «porterà …»", "…, calcola l'associazione"."""
        frames = cue.cue.frames
        if not frames & {"quote", "che", "colon"}:
            return None
        doc = self.stretch.doc
        cut = doc[aside.start].idx
        quote = self._ending_at(aside.start)
        speakers = self.speakers.of_parenthesis(cue, self.stretch, aside.start)
        if quote is not None:
            return self._with_quote(cue, aside, quote, speakers)
        if any(s.rule != "before" and s.end >= cut - 2 and s.start < cut for s in self.taken):
            return self._relay(cue, speakers)
        if any(
            s.cue is not None and s.cue.token.sent == cue.token.sent and s.cue.last < cue.first and s.end > cut
            for s in self.taken
        ):
            return self._relay(cue, speakers)
        if "che" not in frames or not is_finite(cue.main) or self._has_object(cue):
            return None
        following = self._quote_from(aside.end)
        if following is not None and self._has_finite(following):
            return self._saying(cue, following.outer.start, following.outer.end, "quote-after", speakers, None)
        return self._sentence(cue, aside, speakers)

    def _with_quote(self, cue: CueToken, aside: _Aside, quote: Quote, speakers: tuple[Mention, ...]) -> Saying | None:
        doc = self.stretch.doc
        cut = doc[aside.start].idx
        if any(s.start <= quote.inner.start and s.end >= quote.inner.end - 2 for s in self.taken):
            return self._relay(cue, speakers)
        start = self._start_of_quoted(quote)
        end = quote.outer.end
        if aside.end < self.stretch.end and doc[aside.end].text in (",", "–", "—", "-"):
            following = self._quote_from(aside.end)
            if following is not None:
                end = following.outer.end
        source = next((s for s in self.attributions if s.mentions and s.leading and s.end <= doc[aside.start].i), None)
        lead = () if source is None else doc[source.end : aside.start]
        apart = any(t.text == ":" or is_finite(t) for t in lead if t.idx < quote.outer.start)
        if source is not None and doc[source.start].idx < quote.outer.start and not apart:
            saying = self._saying(cue, quote.outer.start, end, "quote-before", source.mentions, None)
            return replace(saying, via=speakers) if saying else None
        return self._saying(cue, start, end, "quote-before", speakers, None)

    def _relay(self, cue: CueToken, speakers: tuple[Mention, ...]) -> Saying | None:
        sent = cue.token.sent
        return self._saying(cue, sent.start_char, sent.end_char, "relay", speakers, None)

    def _ending_at(self, i: int) -> Quote | None:
        """Return the quotation that ends at a mark, or right before it."""
        mark = self.stretch.doc[i]
        before = self.stretch.token_before(i)
        for quote in self.stretch.quotes:
            if mark.idx < quote.outer.end <= mark.idx + len(mark.text):
                return quote
            if before is not None and before.idx < quote.outer.end <= mark.idx:
                return quote
        return None

    def _quote_from(self, i: int) -> Quote | None:
        """Return the quotation that begins at a token, a comma or dash before it passed over."""
        doc = self.stretch.doc
        if i >= self.stretch.end:
            return None
        end = doc[i].idx + len(doc[i].text)
        for quote in self.stretch.quotes:
            if doc[i].idx <= quote.outer.start <= end + 1:
                return quote
        return None

    def _has_finite(self, quote: Quote) -> bool:
        return any(is_finite(t) for t in self.stretch.tokens_between(quote.inner.start, quote.inner.end))

    def _start_of_quoted(self, quote: Quote) -> int:
        """Return where the words said begin: with "Il governo" in "Il governo «non cede», ha detto X"."""
        text = self.reading.article.text
        if not text[quote.inner.start].islower():
            return quote.outer.start
        sent = next(s for s in reversed(self.stretch.sents) if s.start_char <= quote.outer.start)
        begin = max([sent.start_char, *(s.end for s in self.taken if s.end <= quote.outer.start)])
        before = self.stretch.tokens_between(begin, quote.outer.start)
        words = [t for t in before if t.is_alpha]
        if not words or len(words) > PRE_QUOTE or before[-1].text == ":" or any(t.text in MARKS for t in before):
            return quote.outer.start
        if any(is_finite(t) for t in words) or words[0].pos_ in ("SCONJ", "CCONJ"):
            return quote.outer.start
        return int(words[0].idx)

    def _sentence(self, cue: CueToken, aside: _Aside, speakers: tuple[Mention, ...]) -> Saying | None:
        """ "Il piano, ha ricordato, vale 5 miliardi": the whole clause is what is said, the cue left standing in it."""
        sent = cue.token.sent
        doc = self.stretch.doc
        begin = self._clause_start(aside, sent)
        cut = doc[aside.start].idx
        after = [t for t in doc[aside.end : sent.end] if t.is_alpha]
        mid = bool(after) and aside.end < sent.end and doc[aside.end].text in (",", "–", "—", "-", '"', "«", "“")
        end_token = min([s.start for s in self.attributions if s.start > aside.end and not s.leading] + [sent.end])
        end = doc[end_token - 1].idx + len(doc[end_token - 1].text) if mid else cut
        said = [t for t in self.stretch.tokens_between(begin, end) if not aside.start <= t.i < aside.end]
        if not any(is_finite(t) or t.pos_ == "VERB" for t in said):
            return None
        if mid and not self._goes_on(aside, sent):
            end = cut
        return self._saying(cue, begin, self._to_end_of_quote(begin, end), "before", speakers, None)

    def _goes_on(self, aside: _Aside, sent: SpacySpan) -> bool:
        """Say whether what follows an aside is part of what is said: the clause before it is not finished."""
        before = [t for t in self.stretch.doc[sent.start : aside.start] if is_finite(t)]
        return (
            not before
            or any(t.i < aside.start <= t.right_edge.i and t.dep_ not in ("ROOT", "root") for t in before)
            or self.stretch.doc[aside.end].text in DASHES
            or self.stretch.doc[aside.end].text in MARKS
        )

    def _clause_start(self, aside: _Aside, sent: SpacySpan) -> int:
        """Return where the clause that an aside interrupts begins: the sentence, or its second half after "ma"."""
        doc = self.stretch.doc
        before = self.stretch.token_before(aside.start)
        starts = [t.i + 1 for t in doc[sent.start : aside.start] if t.text in (";", ":")]
        for saying in self.taken:
            starts += [t.i for t in doc[sent.start : aside.start] if t.idx >= saying.end][:1]
        if before is not None:
            root = clause_root(before)
            subject = own_subject(root)
            own = subject is not None and subject.i < aside.start
            if own and root.dep_ == "conj" and sent.start < root.left_edge.i < aside.start:
                starts.append(root.left_edge.i)
        begin = max([sent.start, *starts])
        while begin < aside.start and (doc[begin].pos_ == "CCONJ" or doc[begin].is_punct or doc[begin].is_space):
            begin += 1
        return int(doc[begin].idx)

    def _predicate(self, cue: CueToken) -> Saying | None:
        """ "si è detto pronto a …", "ha definito l'accordo «un errore»": the predicate is what is said."""
        children = list(cue.token.children)
        reflexive = any(c.dep_.startswith("expl") and folded(c.text) in ("si", "s'") for c in children)
        clitic = any(folded(c.text) == "si" for c in self.stretch.doc[cue.last + 1 : cue.last + 2]) or folded(
            cue.token.text
        ).endswith("si")
        frames = cue.cue.frames
        if "adj" in frames and (reflexive or clitic):
            first = next(
                (t for t in self.stretch.doc[cue.last + 1 : cue.last + 6] if not t.is_punct and t.pos_ != "ADV"), None
            )
            if first is None or not (first.pos_ == "ADJ" or feature(first, "VerbForm") == "Part"):
                return None
            start = first.i
            if self.stretch.doc[start - 1].text in MARKS:
                start -= 1
        elif frames & {"predicate", "xcomp"} and not reflexive:
            start = cue.last + 1
            if not self._has_predicate(cue):
                return None
        else:
            return None
        limit = self._limit(cue, None)
        end = min([b for b in self._boundaries(cue) if b > start] + [limit])
        if start >= end:
            return None
        last = self.stretch.doc[end - 1]
        stop = self._to_end_of_quote(self.stretch.doc[start].idx, last.idx + len(last.text))
        within = [q for q in self.stretch.quotes if self.stretch.doc[start].idx <= q.outer.start < stop]
        if within and "adj" not in frames:
            stop = min(stop, self._clause_end(within[0], cue))
        return self._saying(cue, self.stretch.doc[start].idx, stop, "predicate", self._who(cue, None), None)

    def _has_predicate(self, cue: CueToken) -> bool:
        """Say whether the verb has object and predicate, the predicate quoted, an adjective or with "come"."""
        after = self.stretch.doc[cue.last + 1 : min(cue.token.sent.end, cue.last + 1 + PREDICATE_REACH)]
        if "xcomp" in cue.cue.frames and cue.cue.type != "think" and len(after) and after[0].pos_ == "ADJ":
            return True
        if "predicate" not in cue.cue.frames:
            return False
        for token in after:
            if token.text in OPENING:
                return True
            if folded(token.text) == "come" and cue.cue.type != "think":
                return True
            if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (",", ";", ":"):
                return False
        return False

    def _quotation_after(self, cue: CueToken) -> Saying | None:
        """ "ha detto: “…”", "ha elogiato X per «…»", "mettendo in guardia da “…” per …"."""
        doc = self.stretch.doc
        for quote in self.stretch.quotes:
            if quote.outer.start < cue.token.idx or any(s.holds(quote.inner.start) for s in self.taken):
                continue
            between = [t for t in doc[cue.last + 1 : self.stretch.end] if t.idx < quote.outer.start and not t.is_space]
            colon = bool(between) and between[-1].text == ":"
            others = [c for c in self.cues if cue.last < c.first and c.token.idx < quote.outer.start]
            if others and not all(self._aside(c) for c in others):
                return None
            asides = [self._aside(c) for c in others]
            verbs = [
                t
                for t in between
                if t.pos_ in ("VERB", "AUX") and not any(a is not None and a.start <= t.i < a.end for a in asides)
            ]
            if any(t.text in (";", "?", ".") for t in between) or (
                not colon and (verbs or len(between) > COMPLEMENT_TOKENS)
            ):
                return None
            if not colon and "quote" not in cue.cue.frames:
                return None
            if not colon and ":" in [t.text for t in between]:
                return None
            end = quote.outer.end if colon else self._clause_end(quote, cue)
            return self._saying(cue, quote.outer.start, end, "quote-after", self._who(cue, None), None)
        return None

    def _clause_end(self, quote: Quote, cue: CueToken) -> int:
        """A quoted fragment takes along what follows it in its clause: “conseguenze” per chi commercia."""
        doc = self.stretch.doc
        sent = next(s for s in reversed(self.stretch.sents) if s.start_char <= quote.outer.end - 1)
        ends = [doc[b].idx for b in self._boundaries(cue) if doc[b].idx >= quote.outer.end]
        marks = [t.idx for t in sent if t.text in (",", ";", "–", "—", "(") and t.idx >= quote.outer.end]
        return max(quote.outer.end, min([*ends, *marks, sent.end_char]))

    def _saying(
        self,
        cue: CueToken,
        start: int,
        end: int,
        rule: str,
        speakers: tuple[Mention, ...],
        inside: Quote | None,
    ) -> Saying | None:
        cut = trimmed(self.reading, start, end)
        if cut is None or not speakers:
            return None
        addressees = self.speakers.addressees(cue, speakers)
        via = self.speakers.means(cue)
        return Saying(cut[0], cut[1], cut[2] or rule.startswith("quote"), rule, speakers, cue, addressees, via)
