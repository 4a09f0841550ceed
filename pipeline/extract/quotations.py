"""Quotations that no word of saying has claimed: whose they are, by colon, by what follows, by who has the floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.annotate.clauses import preposition_of, subject_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import OPENING_MARKS, Quote
from pipeline.annotate.ud import (
    AUXILIARIES,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_finite,
    is_relative,
)
from pipeline.extract.attributions import publisher
from pipeline.extract.speakers import SpeakerFinder
from pipeline.extract.speech import CueToken, Saying, trimmed
from pipeline.extract.stretches import Stretch
from pipeline.model import Mention

MIN_BARE_QUOTE = 4
"""Words from which a quotation without a cue is somebody's words and not a mere name or irony."""
MIN_INTRODUCED = 2
"""The same for a quotation that a colon brings in, or that makes up a sentence."""
AFTER_REACH = 10
DATELINE = 10
"""Tokens of the longest "ROMA, 3 FEB -" before an article's first words."""
INTERVIEW = 2
"""Questions that a quotation answers, from which an article is an interview."""
ENDS = frozenset(".?!…")


def bare_quotations(
    stretch: Stretch, taken: Sequence[Saying], cues: Sequence[CueToken], speakers: SpeakerFinder
) -> Iterator[Saying]:
    """Yield the statements that are quotations without a cue of their own."""
    for quote in stretch.quotes:
        if any(s.start < quote.outer.end and quote.outer.start < s.end for s in taken):
            continue
        saying = _Bare(stretch, quote, cues, speakers, taken).read()
        if saying is not None:
            yield saying


class _Bare:
    """One quotation that nothing has claimed."""

    def __init__(
        self,
        stretch: Stretch,
        quote: Quote,
        cues: Sequence[CueToken],
        speakers: SpeakerFinder,
        taken: Sequence[Saying],
    ) -> None:
        self.taken = taken
        self.stretch = stretch
        self.quote = quote
        self.cues = cues
        self.speakers = speakers
        self.reading = speakers.reading
        self.floor = speakers.floor
        sents = [s for s in stretch.sents if s.start_char <= quote.outer.start]
        self.sent: TokenSpan = sents[-1]
        self.before = stretch.tokens_between(self.sent.start_char, quote.outer.start)
        if not self.before and len(sents) > 1:
            earlier = [t for t in sents[-2] if not t.is_space]
            if earlier and earlier[-1].text == ":":
                self.before = earlier
        self.after = stretch.tokens_between(quote.outer.end, stretch.end_char)
        self.words = [t for t in stretch.tokens_between(quote.inner.start, quote.inner.end) if t.is_alpha]

    def read(self) -> Saying | None:
        """Return the statement that the quotation is, if it is one."""
        if not self.words:
            return None
        named = self._named_within() or self._named_after()
        if named:
            return self._saying(self.quote.outer.start, "named-beside", named)
        if self.before and self.before[-1].text == ":":
            return self._after_colon()
        if not any(t.is_alpha for t in self.before) or self._is_after_dateline():
            return self._alone()
        return self._in_brackets() or self._in_clause()

    def _is_after_dateline(self) -> bool:
        """ "ROMA - «Basta rinvii». Il ministro Neri …": where an article was written is no part of what is said."""
        begins = self.before[0].i == next(t.i for t in self.reading.doc if not t.is_space)
        dashed = self.before[-1].text in ("-", "–", "—", ".")
        return begins and dashed and len(self.before) <= DATELINE and not any(is_finite(t) for t in self.before)

    def _in_brackets(self) -> Saying | None:
        """ "Critico il sindaco Rossi («Una vergogna»), mentre …": whoever is named right before the bracket."""
        if self.before[-1].text != "(" or not self.after or self.after[0].text != ")" or len(self.before) < 2:
            return None
        lead = self.before[:-1]
        marks = [n for n, t in enumerate(lead) if t.is_punct]
        clause = lead[marks[-1] + 1 if marks else 0 :]
        last = self.reading.names.get(lead[-1].i)
        if last is None or len(self.words) < MIN_INTRODUCED or any(is_finite(t) and t.dep_ == "aux" for t in clause):
            return None
        person = self.reading.chains[last.chain].type in ("Person", "Organization")
        if not person or (last.start > 0 and self.reading.doc[last.start - 1].pos_ == "ADP"):
            return None
        span = self.reading.span(last.start, last.end)
        return self._saying(self.quote.outer.start, "bracket", (self.reading.mention(last.chain, span, name=last),))

    def _after_colon(self) -> Saying | None:
        """ "Più cauto il ministro: «…»": the subject of what the colon ends, or whoever is named in it."""
        if len(self.words) < MIN_INTRODUCED and not self._is_answer():
            return None
        sent = self.before[0].sent
        lead = [t for t in self.before[:-1] if self.stretch.quote_around(t) is None]
        word = next((t for t in reversed(lead) if (t.lemma_.lower(), "NOUN") in self.speakers.lexicon.cues), None)
        owner = self.speakers.owner_of_word(word) if word is not None and word.right_edge.i >= lead[-1].i else ()
        found = self._of_what_is_said() or self._sender(lead) or owner or self._of_relative(lead)
        found = found or self.speakers.of_main_clause(sent)
        if not found or not any(m.span.end <= self.quote.outer.start for m in found):
            roots = [t for t in lead if is_finite(t) and t.dep_ in ("ROOT", "root")]
            dropped = any(feature(finite_part(t), "Person") not in ("1", "2") for t in roots)
            found = (self.floor.topic if dropped else ()) or self.speakers.first_named(lead) or self.floor.topic
        saying = self._saying(self.quote.outer.start, "colon", found)
        told = self._addressed(lead, word)
        return replace(saying, addressees=told) if saying is not None and told else saying

    def _of_what_is_said(self) -> tuple[Mention, ...]:
        """ "L'isola, argomenta, non può restare sola: «…»": what stands before the colon is somebody's words."""
        colon = self.before[-1]
        for saying in reversed(self.taken):
            within = saying.cue is not None and saying.cue.sent == colon.sent and saying.holds(saying.cue.token.idx)
            if within and saying.start < colon.idx <= saying.end + 1:
                return saying.speakers
        return ()

    def _of_relative(self, lead: list[Token]) -> tuple[Mention, ...]:
        """ "È stata scelta dal ministro, il quale le ha rinnovato la fiducia: «…»": of whom the last clause is."""
        verb = next((t for t in reversed(lead) if is_finite(t)), None)
        verb = verb.head if verb is not None and verb.dep_ in AUXILIARIES else verb
        if verb is None or verb.dep_ != RELATIVE_CLAUSE or verb.head.i > verb.i or subject_of(verb) != verb.head:
            return ()
        lexicon = self.speakers.lexicon
        if verb.lemma_.lower() not in lexicon.words["voicing_verb"] or any(c.token.i < verb.i for c in self.cues):
            return ()  # "Ha replicato al collega, che lo aveva attaccato: «…»"
        return tuple(m for m in self.speakers.parties(verb.head) if m.type == "Person")

    def _sender(self, lead: list[Token]) -> tuple[Mention, ...]:
        """ "Parole di apertura sono arrivate da X: «…»", "Arriva da X la replica: «…»"."""
        arriving = self.speakers.lexicon.words["arriving"]
        cues = self.speakers.lexicon.cues
        for verb in lead:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in arriving:
                continue
            if not any(c.dep_ in SUBJECTS and (c.lemma_.lower(), "NOUN") in cues for c in verb.children):
                continue
            senders = (c for c in verb.children if c.dep_.startswith("obl") and preposition_of(c) == "da")
            found = tuple(m for c in senders for m in self.speakers.parties(c) if m.type != "Place")
            if found:
                return found
        return ()

    def _addressed(self, lead: list[Token], word: Token | None) -> tuple[Mention, ...]:
        """ "Poi l'appello al governo: «…»", "E ai tifosi: «…»": to whom it is said."""
        verbless = not any(t.pos_ in ("VERB", "AUX") for t in lead)
        for token in lead:
            if preposition_of(token) == "a" and (verbless or token.head == word):
                found = self.speakers.told(token)
                if found:
                    return found
        return ()

    def _is_answer(self) -> bool:
        """ "Sul voto taglia corto: «Vedremo»." One word that stands for a sentence."""
        closed = self._ends_itself() or not self.after or self.after[0].text in ENDS
        return closed and self.words[0].text[:1].isupper() and self.words[0].i not in self.reading.names

    def _alone(self) -> Saying | None:
        """A quotation that is a sentence of its own belongs to whoever is speaking in the passage."""
        follows = next((t for t in self.after if t.text not in '”»"'), None)
        if self._is_question():
            return None
        whole = follows is None or follows.text in ENDS or follows.is_sent_start or self._ends_itself()
        spoken = self._ends_itself() or bool(self.after) or any(is_finite(t) for t in self.words)
        fewest = MIN_INTRODUCED if spoken else MIN_BARE_QUOTE
        if not whole or (len(self.words) < fewest and not self.floor.interviewee):
            return None
        return self._saying(self.quote.outer.start, "alone", self._whoever_speaks())

    def _is_question(self) -> bool:
        """ "«Si sente tradito?» «No, deluso.»": what an interviewer asks, in marks like the answer."""
        text = self.reading.article.text
        if not self.floor.interviewee or text[self.quote.inner.end - 1] != "?":
            return False
        return text[self.quote.outer.end : self.quote.outer.end + 4].lstrip().startswith(tuple(OPENING_MARKS))

    def _ends_itself(self) -> bool:
        return self.reading.article.text[self.quote.inner.end - 1] in ENDS

    def _whoever_speaks(self) -> tuple[Mention, ...]:
        floor = self.floor
        if floor.interviewee:
            return floor.interviewee
        if floor.beside:
            return floor.beside
        voices = tuple(m for m in floor.topic if m.type in ("Person", "Organization"))
        return voices or floor.speaker or self.speakers.last_person(self.quote.outer.start)

    def _in_clause(self) -> Saying | None:
        """ "Ma queste non erano “strutture …”": the speaker's own words around the quotation, no party as subject."""
        if len(self.words) < MIN_BARE_QUOTE or not self.floor.speaker:
            return None
        if any(not self.quote.outer.start <= c.token.idx < self.quote.outer.end for c in self.cues):
            return None
        words = [t for t in self.before if t.is_alpha]
        if not any(t.pos_ in ("VERB", "AUX") for t in words) or any(t.i in self.reading.names for t in words):
            return None
        first = words[0] if words[0].pos_ != "CCONJ" or len(words) == 1 else words[1]
        return self._saying(first.idx, "continued", self.floor.speaker)

    def _named_within(self) -> tuple[Mention, ...]:
        """ "«L'Europa – così il ministro – non può …»"."""
        so = self.speakers.lexicon.words["so"]
        inside = self.stretch.tokens_between(self.quote.inner.start, self.quote.inner.end)
        for n, token in enumerate(inside[1:], start=1):
            if token.form in so and inside[n - 1].text in ("–", "—", "-", "("):
                found = self.speakers.first_named(_up_to_mark(inside[n + 1 : n + 1 + AFTER_REACH]))
                if found:
                    return found
        return ()

    def _named_after(self) -> tuple[Mention, ...]:
        """ "«…», così il ministro", "«…», la risposta di una fonte", "«…», le sue prime parole"."""
        lexicon = self.speakers.lexicon
        if not self.after:
            return ()
        if self._is_judged():
            return self.speakers.first_named(_up_to_mark(self.after[1 : 1 + AFTER_REACH]))
        copula = self.after[0].lemma_ == "essere" and self.after[0].pos_ in ("AUX", "VERB")
        if not copula and self.after[0].text not in (",", ":", "–", "—", "-", "("):
            return ()
        tail = _up_to_mark(self.after[0 if copula else 1 : 1 + AFTER_REACH])
        linked = [t for n, t in enumerate(tail) if all(u.lemma_ == "essere" for u in tail[: n + 1])]
        tail = tail[len(linked) :]
        if not tail:
            return ()
        if tail[0].form in lexicon.words["so"]:
            return self.speakers.first_named(tail[1:])
        if linked and tail[0].pos_ == "DET":
            word = next((t for t in tail[1:4] if t.pos_ == "NOUN"), None)
            if word is not None and (word.lemma_.lower(), "NOUN") in lexicon.cues:
                found = publisher(word, self.speakers.finder)  # "«…»: è il monito che il vescovo ha rivolto …"
                if found:
                    return found
        tail = _before_relative(tail)
        if any(is_finite(t) and t.pos_ in ("VERB", "AUX") for t in tail):
            return ()
        for token in tail[:4] if tail[0].pos_ == "DET" else ():
            if (token.lemma_.lower(), "NOUN") in lexicon.cues and token.pos_ == "NOUN":
                return self._whose_word(token, tail)
        if self.after[0].text == "(":
            found = self.speakers.first_named(tail[:1])
            return tuple(m for m in found if m.type == "Person")
        return ()

    def _is_judged(self) -> bool:
        """ "«Un giorno storico» per Rossi.": the sentence is no more than the quotation and whose view it is."""
        if self.after[0].form != "per" or any(t.is_alpha for t in self.before):
            return False
        tail = [t for t in self.after if t.sent == self.after[0].sent]
        return not any(t.pos_ in ("VERB", "AUX") for t in tail)

    def _whose_word(self, noun: Token, tail: list[Token]) -> tuple[Mention, ...]:
        """ "la risposta di Rossi", "l'appello lanciato da Rossi", "il messaggio affidato ai social"."""
        owner = self.speakers.owner_of_word(noun)
        if owner:
            return owner
        after = tail[tail.index(noun) + 1 :]
        agents = [t for t in after if t.dep_ in ("obl:agent", "obl", "nmod") and preposition_of(t) == "da"]
        for token in agents:
            found = tuple(m for m in self.speakers.parties(token) if m.type != "Place")
            if found:
                return found
        named = self.speakers.first_named(after)
        if named or any(feature(c, "Poss") == "Yes" for c in noun.children):
            return named or self.floor.topic
        sent = any(t.pos_ == "VERB" and feature(t, "VerbForm") == "Part" for t in after[:1])
        return self.floor.topic or self.floor.speaker if sent or not after else ()

    def _saying(self, start: int, rule: str, speakers: tuple[Mention, ...]) -> Saying | None:
        cut = trimmed(self.reading, start, self.quote.outer.end)
        if cut is None:
            return None
        return Saying(cut[0], cut[1], True, rule, speakers)


def _up_to_mark(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.text in (".", ";", ":", "–", "—", "-", ")", *OPENING_MARKS):
            break
        found.append(token)
    return found


def _before_relative(tail: list[Token]) -> list[Token]:
    """ "il commento della sindaca Neri, la quale ha poi …": what is told of the speaker after a comma is left out."""
    for n, token in enumerate(tail):
        if token.text == "," and any(is_relative(t) for t in tail[n + 1 : n + 3]):
            return tail[:n]
    return tail


def find_interviewee(stretches: Sequence[Stretch], speakers: SpeakerFinder) -> tuple[Mention, ...]:
    """Return whose the answers are where questions outside quotation marks are answered in them: the first named."""
    answered = 0
    for stretch, following in pairwise(stretches):
        last = stretch.token_before(stretch.end)
        if last is None or last.text != "?" or stretch.quote_around(last) is not None or not following.quotes:
            continue
        before = following.tokens_between(following.sents[0].start_char, following.quotes[0].outer.start)
        answered += not any(t.is_alpha for t in before)
    if answered < INTERVIEW:
        return ()
    reading = speakers.reading
    for i in sorted(reading.names):
        name = reading.names[i]
        token = reading.doc[i]
        quoted = any(q.outer.start <= token.idx < q.outer.end for q in reading.quotes)
        if reading.chains[name.chain].type == "Person" and not quoted:
            return (reading.mention_of(name),)
    return ()
