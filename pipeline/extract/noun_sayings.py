"""Nouns of saying → statements: "la richiesta di chiudere", "l'auspicio è che", "arriva la conferma: …"."""

from __future__ import annotations

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import SUBJECTS, feature, is_finite, preposition_lemma
from pipeline.extract.asides import AsideReader
from pipeline.extract.speakers import VOICES
from pipeline.extract.speech import PURPOSE, CueToken, Saying, is_wished, trimmed
from pipeline.model import Mention

SET_OFF = frozenset({",", "–", "—", "-", ":"})
"""Marks before a noun of saying that is set off from what is said."""
LEAD_REACH = 4
"""Tokens between "è" or "questo" and its noun."""


class NounReader(AsideReader):
    """Reads the nouns of saying of one stretch, beside the cues set off from what is said."""

    def read_nouns(self, sent: TokenSpan) -> None:
        """Add what a noun of saying holds: "la richiesta del sindaco di chiudere", "ha lanciato l'allarme che …"."""
        for noun in sent:
            cue = self.speakers.lexicon.cues.get((noun.lemma_.lower(), "NOUN")) if noun.pos_ == "NOUN" else None
            if cue is None or noun.i in self.reading.names:
                continue
            if any(s.holds(noun.idx) for s in self.taken):
                continue
            verb = self._clause_of_noun(noun, cue.frames) or self._clause_of_copula(noun, cue.frames)
            token = CueToken(noun, cue, noun.i, noun.i, noun, sent)
            if verb is not None:
                start = next(c.i for c in verb.children if c.dep_ == "mark" and c.i < verb.i) + 1
                last = verb.right_edge
                if start <= last.i:
                    stop = self._to_end_of_quote(self.stretch.doc[start].idx, last.idx + len(last.text))
                    speakers = self.speakers.of_noun(noun, verb) or self._of_whoever_spoke(noun)
                    self._add_noun(token, self.stretch.doc[start].idx, stop, speakers)
                continue
            said = self._said_after(self._colon_after(noun)) if "che" in cue.frames else []
            if said:
                stop = said[-1].idx + len(said[-1].text)
                self._add_noun(token, said[0].idx, stop, self.speakers.of_noun(noun, said[0]) or self._bearer(noun))
            else:
                self._set_off(token)

    def _set_off(self, cue: CueToken) -> None:
        """ "I fondi, è la denuncia del sindaco, non bastano", "Bisogna agire: questo il messaggio che Rossi ha …"."""
        noun, doc = cue.token, self.stretch.doc
        first = min(
            [noun.i, *(c.i for c in noun.children if c.dep_ in ("det", "cop", "nsubj", "amod") and c.i < noun.i)]
        )
        lead, mark = doc[first], self.stretch.token_before(first)
        pointing = lead.form in self.speakers.lexicon.words["back_reference"] or lead.lemma_ == "essere"
        if not pointing or mark is None or mark.text not in SET_OFF or noun.i - first > LEAD_REACH:
            return
        sent = mark.sent
        before = [t for t in doc[sent.start : mark.i] if not t.is_space]
        if (
            not before
            or self.stretch.quote_around(mark) is not None
            or self.stretch.quote_around(before[-1]) is not None
        ):
            return
        speakers = self.speakers.of_noun(noun, doc[noun.sent.end - 1]) or self._bearer(noun)
        closing = next((t for t in doc[noun.i : noun.sent.end] if t.text == mark.text and t.text != ":"), None)
        after = [t for t in doc[closing.i + 1 : noun.sent.end] if not t.is_punct] if closing is not None else []
        if not any(is_finite(t) for t in (*before, *after)):
            return
        end = after[-1] if after else before[-1]
        self._add_noun(cue, before[0].idx, end.idx + len(end.text), speakers)

    def _bearer(self, noun: Token) -> tuple[Mention, ...]:
        """Return who brings a word: "lanciato dall'Anci", "che Rossi ha dato", "è arrivato per bocca di Rossi"."""
        arrived = noun.head if noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in self._arriving() else None
        for verb in (*noun.children, *([arrived] if arrived is not None else [])):
            if verb != arrived and not verb.dep_.startswith("acl"):
                continue
            for child in verb.children:
                subject = child.dep_ in SUBJECTS and verb != arrived and child.pos_ != "PRON"
                agent = child.dep_.startswith("obl") and preposition_of(child) == "da"
                mouth = child.lemma_.lower() in self.speakers.lexicon.words["mouth"]
                if not (subject or agent or mouth):
                    continue
                holders = [c for c in child.children if c.dep_ == "nmod"] if mouth else [child]
                found = tuple(m for holder in holders for m in self.speakers.parties(holder) if m.type in VOICES)
                if found:
                    return found
        return ()

    def _arriving(self) -> frozenset[str]:
        return self.speakers.lexicon.words["arriving"]

    def _of_whoever_spoke(self, noun: Token) -> tuple[Mention, ...]:
        """ "Poi l'appello ai governanti perché …", without a verb: it is whose passage it is."""
        definite = any(feature(c, "Definite") == "Def" for c in noun.children if c.dep_ == "det")
        if noun.head != noun or not definite or any(is_finite(t) for t in noun.sent if t.i < noun.i):
            return ()
        floor = self.speakers.floor
        found = floor.topic or floor.speaker or self.speakers.last_person(noun.idx)
        return tuple(m for m in found if m.type in VOICES)

    def _add_noun(self, token: CueToken, start: int, stop: int, speakers: tuple[Mention, ...]) -> None:
        cut = trimmed(self.reading, start, stop)
        if cut is None or not speakers or any(s.start < cut[1] and cut[0] < s.end for s in self.taken):
            return
        self.taken.append(Saying(cut[0], cut[1], cut[2], "noun", speakers, token, self._told(token.token)))
        self.speakers.floor.spoke(speakers)

    def _told(self, noun: Token) -> tuple[Mention, ...]:
        """ "l'appello ai governanti perché …": to whom it is said."""
        phrases = (c for c in noun.children if c.dep_ in ("nmod", "obl") and preposition_of(c) == "a")
        return next((found for found in map(self.speakers.told, phrases) if found), ())

    def _colon_after(self, noun: Token) -> Token | None:
        """ "È arrivata la conferma del sindaco: …": the colon right after the noun's phrase."""
        if noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in self._arriving() and noun.head.i > noun.i:
            colon = next((t for t in self.stretch.doc[noun.head.i : noun.sent.end] if t.text == ":"), None)
            if colon is not None:
                return colon  # "L'annuncio è arrivato in serata: …"
        voiced = (
            noun.dep_ in ("obj", "dislocated")
            and noun.head.lemma_.lower() in self.speakers.lexicon.words["voicing_verb"]
        )
        last = self.stretch.doc[noun.sent.end - 1]
        if voiced and last.text == ":":
            return last  # "La risposta l'ha data la ministra: …"
        after = noun.right_edge.i + 1
        tokens = [t for t in noun.subtree if t.i > noun.i and (t.text == ":" or t.i == t.sent.end - 1)]
        end = next((t.i for t in tokens if t.text == ":"), after)
        colon = self.stretch.doc[end] if end < self.stretch.end else None
        return colon if colon is not None and colon.text == ":" else None

    def _said_after(self, colon: Token | None) -> list[Token]:
        """Return the sentence after a colon, where it stands outside quotation marks and says something by itself."""
        if colon is None:
            return []
        sent = colon.sent
        last = sent if colon.i < sent.end - 1 else next((s for s in self.stretch.sents if s.start > colon.i), None)
        if last is None or colon.i + 1 >= last.end:
            return []
        said = [t for t in self.stretch.doc[colon.i + 1 : last.end] if not t.is_space]
        if any(self.stretch.quote_around(t) is not None for t in said) or not any(is_finite(t) for t in said):
            return []
        others = [c for c in self.cues if said[0].i <= c.token.i <= said[-1].i]
        if any(self._aside(c) or self._pointing_back(c) is not None for c in others):
            return []
        return said

    def _clause_of_copula(self, noun: Token, frames: frozenset[str]) -> Token | None:
        """ "L'auspicio di Rossi è che si firmi", "la richiesta è di ridurre": the clause that the noun is."""
        if noun.dep_ not in SUBJECTS:
            return None
        doc = self.stretch.doc
        for verb in (noun.head, *noun.head.children):
            mark = next((c for c in verb.children if c.dep_ == "mark" and noun.i < c.i < verb.i), None)
            if mark is None or doc[mark.i - 1].lemma_ != "essere":
                continue
            word = preposition_lemma(mark.text)
            infinitive = feature(verb, "VerbForm") == "Inf"
            if (word == "che" and "che" in frames) or (infinitive and word == "di"):
                return verb
        return None

    def _clause_of_noun(self, noun: Token, frames: frozenset[str]) -> Token | None:
        """Return the verb of the clause that a noun of saying governs, with "che", "di" or "a" before it."""
        voicing = self.speakers.lexicon.words["voicing_verb"]
        voiced = noun.dep_ == "obj" and noun.head.lemma_.lower() in voicing
        purposes = [c for c in noun.head.children if c.dep_ == "advcl"] if voiced else []
        for child in (*noun.children, *purposes):
            if child.i < noun.i or child.dep_ not in ("acl", "acl:relcl", "ccomp", "advcl"):
                continue
            mark = next((c for c in child.children if c.dep_ == "mark" and c.i < child.i), None)
            if mark is None:
                continue
            word = preposition_lemma(mark.text)
            infinitive = feature(child, "VerbForm") == "Inf"
            wished = mark.form in PURPOSE and (is_wished(child) or mark.form == "affinché")
            if child.head != noun and not wished:
                continue  # "ha rivolto un appello affinché …": only the purpose is the noun's as well
            if ((word == "che" or wished) and "che" in frames) or (
                infinitive and word in ("di", "a") and word in frames
            ):
                return child
        return None
