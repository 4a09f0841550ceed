"""Cues set off from what is said: before a quotation's end, within it, or in the midst of a sentence."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import OPENING_MARKS, Quote
from pipeline.annotate.ud import (
    AUXILIARIES,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    is_contraction_of,
    is_finite,
    is_relative,
)
from pipeline.extract.aside_places import Aside, AsideFinder
from pipeline.extract.speech import MARKS, CueToken, Saying, trimmed
from pipeline.model import Mention

DASHES = frozenset("–—-")
PRE_QUOTE = 12
"""Words before a quoted predicate that belong to what is said: "Il governo «non cede»"."""


def _is_told(token: Token, cue: CueToken) -> bool:
    """Say whether a verb is said: none of a clause on what belongs to the cue, "A Roma, dove è tornato, ha detto"."""
    if not is_finite(token) and feature(token, "VerbForm") != "Inf":
        return False
    verb = token.head if token.dep_ in AUXILIARIES else token
    inner = verb.dep_ == "acl:relcl" and verb.i < cue.first
    return not (inner and verb.head.head in (cue.token, cue.main) and verb.head.dep_ not in SUBJECTS)


class AsideReader(AsideFinder):
    """Reads the cues of one stretch that stand beside or within what is said."""

    def _around(self, cue: CueToken, inside: Quote, aside: Aside) -> Saying | None:
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

    def _beside(self, cue: CueToken, aside: Aside) -> Saying | None:
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
        if aside.end < self.stretch.end and doc[aside.end].text == ":" and self._quote_from(aside.end) is not None:
            return None  # "Quest'ultima, dal palco, ha replicato: «…»"
        if any(s.rule != "before" and s.end >= cut - 2 and s.start < cut for s in self.taken):
            return self._relay(cue, speakers)
        if any(
            s.cue is not None and s.cue.sent == cue.sent and s.cue.last < cue.first and s.end > cut for s in self.taken
        ):
            return self._relay(cue, speakers)
        if not is_finite(cue.main) or self._has_object(cue):
            return None
        if "che" not in frames and not self._is_said_by_person(cue, speakers):
            return None
        following = self._quote_from(aside.end)
        if following is not None and self._has_finite(following) and not self._is_predicate(following, aside, cue):
            return self._saying(cue, following.outer.start, following.outer.end, "quote-after", speakers, None)
        return self._sentence(cue, aside, speakers)

    def _is_predicate(self, quote: Quote, aside: Aside, cue: CueToken) -> bool:
        """ "La Santa Sede, ha chiarito, “non prende parte …” tra i due": the subject stands before the aside."""
        before = [t for t in self.stretch.doc[cue.sent.start : aside.start] if t.is_alpha]
        inside = self.stretch.tokens_between(quote.inner.start, quote.inner.end)
        first = next((t for t in inside if t.is_alpha and t.pos_ not in ("ADV", "PRON")), None)
        ends = quote.outer.end >= cue.sent.end_char - 1
        subordinate = first is not None and first.pos_ == "SCONJ" and first.text[:1].islower()
        if subordinate and any(is_finite(t) for t in before):
            return True  # "I raid non cesseranno, ha detto Rossi, «finché ci saranno nemici»"
        starts = any(t.dep_ in SUBJECTS and t.head.i > aside.start for t in before)
        return starts and not ends and first is not None and first.pos_ in ("VERB", "AUX")

    def _is_said_by_person(self, cue: CueToken, speakers: tuple[Mention, ...]) -> bool:
        """ "I conti non tornano, incalza Rossi": a verb without that-clause, its person named after it."""
        subject = own_subject(cue.token)
        inverted = subject is not None and subject.i > cue.token.i
        if inverted and subject is not None and self.speakers.writer(subject):
            return True  # "L'isola, prosegue il testo, «saprà resistere»"
        named = bool(speakers) and all(m.type == "Person" and m.named for m in speakers)
        return "quote" in cue.cue.frames and cue.token.dep_ == "parataxis" and inverted and named

    def _with_quote(self, cue: CueToken, aside: Aside, quote: Quote, speakers: tuple[Mention, ...]) -> Saying | None:
        doc = self.stretch.doc
        if any(s.start <= quote.inner.start and s.end >= quote.inner.end - 2 for s in self.taken):
            return self._relay(cue, speakers)
        start = self._start_of_quoted(quote)
        end = quote.outer.end
        if aside.end < self.stretch.end and doc[aside.end].text in (",", "–", "—", "-", *OPENING_MARKS):
            following = self._quote_from(aside.end) or self._resumed(quote, aside)
            if following is not None:
                start, end = max(start, quote.inner.start), following.inner.end
        source = next((s for s in self.attributions if s.mentions and s.leading and s.end <= doc[aside.start].i), None)
        lead = () if source is None else doc[source.end : aside.start]
        apart = any(t.text == ":" or is_finite(t) for t in lead if t.idx < quote.outer.start)
        if source is not None and doc[source.start].idx < quote.outer.start and not apart:
            saying = self._saying(cue, quote.outer.start, end, "quote-before", source.mentions, None)
            same = {m.name for m in speakers} == {m.name for m in source.mentions}
            return replace(saying, via=() if same else speakers) if saying else None
        return self._saying(cue, start, end, "quote-before", speakers, None)

    def _resumed(self, quote: Quote, aside: Aside) -> Quote | None:
        """ "«Chi cambia», ammonì Rossi, consigliere del re, «di solito cade»": who speaks is described at length."""
        doc, text = self.stretch.doc, self.reading.article.text
        begin = doc[aside.end].idx
        following = next((q for q in self.stretch.quotes if q.outer.start > begin), None)
        if following is None or not text[following.inner.start].islower() or text[quote.inner.end - 1] in ".?!":
            return None
        between = self.stretch.tokens_between(begin, following.outer.start)
        if between[-1].text not in (",", *DASHES) or any(t.text in (".", ";", ":", "?", "!") for t in between):
            return None
        if any(begin <= c.token.idx < following.outer.start for c in self.cues):
            return None
        return following

    def _relay(self, cue: CueToken, speakers: tuple[Mention, ...]) -> Saying | None:
        sent = cue.sent
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
        of = len(words) == 1 and is_contraction_of(words[0].text, "di")  # "Di «passo avanti» parla invece il sindaco"
        if of or any(is_finite(t) for t in words) or words[0].pos_ in ("SCONJ", "CCONJ"):
            return quote.outer.start
        return words[0].idx

    def _sentence(self, cue: CueToken, aside: Aside, speakers: tuple[Mention, ...]) -> Saying | None:
        """ "Il piano, ha ricordato, vale 5 miliardi": the whole clause is what is said, the cue left standing in it."""
        sent = cue.sent
        doc = self.stretch.doc
        begin = self._clause_start(aside, sent)
        cut = doc[aside.start].idx
        after = [t for t in doc[aside.end : sent.end] if t.is_alpha]
        mid = (
            bool(after)
            and not self._is_of_speaker(aside, sent)
            and doc[aside.end].text in (",", "–", "—", "-", *OPENING_MARKS)
        )
        end_token = min([s.start for s in self.attributions if s.start > aside.end and not s.leading] + [sent.end])
        end = doc[end_token - 1].idx + len(doc[end_token - 1].text) if mid else cut
        said = [t for t in self.stretch.tokens_between(begin, end) if not aside.start <= t.i < aside.end]
        said = [t for t in said if not any(s.start <= t.i < s.end and s.mentions for s in self.attributions)]
        if not any(_is_told(t, cue) for t in said):
            return None
        subject = own_subject(cue.main)
        if subject is not None and aside.start < subject.i < cue.first and not any(is_finite(t) for t in said):
            return None  # "Assistito dal legale, Rossi ha risposto, negando di aver firmato"
        if mid and not self._goes_on(aside, sent, begin):
            end = cut
        return self._saying(cue, begin, self._to_end_of_quote(begin, end), "before", speakers, None)

    def _is_of_speaker(self, aside: Aside, sent: TokenSpan) -> bool:
        """ "Una menzogna, ribatte l'esercito, che ha diffuso le immagini": the relative clause is on the speaker."""
        if aside.end + 1 >= sent.end:
            return aside.end >= sent.end
        following = self.stretch.doc[aside.end + 1]
        if not is_relative(following):
            return False
        verb = following.head
        return verb.dep_ == RELATIVE_CLAUSE and aside.start < verb.head.i < aside.end

    def _goes_on(self, aside: Aside, sent: TokenSpan, begin: int) -> bool:
        """Say whether what follows an aside is part of what is said: the clause before it is not finished."""
        before = [t for t in self.stretch.doc[sent.start : aside.start] if is_finite(t) and t.idx >= begin]
        return (
            not before
            or self._is_taken_up(aside, sent)
            or self._is_postponed(before, aside, sent)
            or any(t.i < aside.start <= t.right_edge.i and t.dep_ not in ("ROOT", "root") for t in before)
            or self.stretch.doc[aside.end].text in DASHES
            or self.stretch.doc[aside.end].text in MARKS
        )

    def _is_postponed(self, before: list[Token], aside: Aside, sent: TokenSpan) -> bool:
        """ "Non è previsto, ha detto Rossi, un incontro con Neri": a subject that no person is follows the aside."""
        after = [t for t in self.stretch.doc[aside.end : sent.end] if t.is_alpha]
        if not after or after[0].pos_ != "DET" or any(is_finite(t) for t in after):
            return False
        noun = next((t for t in after if t.pos_ in ("NOUN", "PROPN")), None)
        if noun is None or self.speakers.parties(noun):
            return False
        return all(own_subject(t) is None for t in before if t.dep_ in ("ROOT", "root"))

    def _is_taken_up(self, aside: Aside, sent: TokenSpan) -> bool:
        """ "Si tratta, ha detto Rossi, di una svolta": what follows the aside is a complement of what stands before."""
        doc = self.stretch.doc
        following = doc[aside.end + 1 : aside.end + 2]
        if any(is_contraction_of(t.text, "di") for t in following) and doc[aside.start - 1].pos_ == "VERB":
            return True  # "Si tratta, ha detto Rossi, di «una svolta»", whatever the parser hangs it on
        conditions = self.speakers.lexicon.words["mark_condition"]
        return any(
            sent.start <= t.head.i < aside.start
            and (
                t.dep_ in ("obl", "obj", "xcomp", "ccomp", "nmod")
                or (t.dep_ == "advcl" and any(c.form in conditions for c in t.children if c.dep_ == "mark"))
            )
            for t in doc[aside.end : sent.end]
        )

    def _clause_start(self, aside: Aside, sent: TokenSpan) -> int:
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
        return doc[begin].idx

    def _to_end_of_quote(self, start: int, end: int) -> int:
        """A content that ends inside a quotation goes on to the quotation's end, if that opened in the content."""
        for quote in self.stretch.quotes:
            if start <= quote.outer.start < end < quote.outer.end:
                return quote.outer.end
        return end

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
        names = {m.name for m in speakers}
        via = tuple(m for m in self.speakers.means(cue) if m.name not in names)
        return Saying(cut[0], cut[1], cut[2] or rule.startswith("quote"), rule, speakers, cue, addressees, via)
