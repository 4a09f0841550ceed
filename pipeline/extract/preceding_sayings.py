"""Words of saying that follow what they govern → statements: the sentence before a colon, a fronted quotation."""

from __future__ import annotations

from pipeline.annotate.parse import Token
from pipeline.annotate.ud import is_contraction_of, is_finite
from pipeline.extract.noun_sayings import NounReader
from pipeline.extract.speech import CueToken, Saying

SENTENCE_ENDS = frozenset({".", ";", ":", "?", "!"})


class PrecedingReader(NounReader):
    """Reads what stands before the cues of one stretch that do not set themselves off by marks."""

    def _clause_before(self, cue: CueToken, pointing: Token) -> Saying | None:
        """ "Il vertice non si terrà: lo annuncia il ministero", in one sentence."""
        sent = cue.sent
        mark = self.stretch.token_before(pointing.i)
        first = next((t for t in sent if t.is_alpha), pointing)
        if first.form == "che" and any(is_finite(t) for t in self.stretch.doc[first.i : pointing.i]):
            speakers = self.speakers.of_parenthesis(cue, self.stretch, pointing.i)
            return self._saying(cue, self.stretch.doc[first.i + 1].idx, pointing.idx, "che", speakers, None)
        if mark is None or mark.text not in (":", ";") or mark.i < sent.start or cue.cue.type == "deny":
            return None
        if not any(is_finite(t) for t in self.stretch.doc[sent.start : mark.i]):
            return None
        speakers = self.speakers.of_parenthesis(cue, self.stretch, mark.i)
        if any(s.start < mark.idx and sent.start_char < s.end for s in self.taken):
            return self._relay(cue, speakers)
        return self._saying(cue, sent.start_char, mark.idx, "sentence-before", speakers, None)

    def _fronted(self, cue: CueToken) -> Saying | None:
        """ "Di «un passo avanti» parla il sindaco", "«Inutile» la definisce Rossi": the quotation comes first."""
        if not cue.cue.frames & {"predicate", "quote"} or not is_finite(cue.main):
            return None
        start = cue.sent.start_char
        quote = next((q for q in self.stretch.quotes if start <= q.outer.start and q.outer.end <= cue.token.idx), None)
        if quote is None or any(s.start < quote.outer.end and quote.outer.start < s.end for s in self.taken):
            return None
        before = [t for t in self.stretch.tokens_between(start, quote.outer.start) if t.is_alpha]
        of = len(before) == 1 and is_contraction_of(before[0].text, "di")
        if (before and not of) or (not of and "predicate" not in cue.cue.frames):
            return None
        between = self.stretch.tokens_between(quote.outer.end, self.stretch.doc[cue.first].idx)
        if any(is_finite(t) or t.text in SENTENCE_ENDS for t in between):
            return None
        speakers = self.speakers.of_parenthesis(cue, self.stretch, cue.first)
        return self._saying(cue, quote.outer.start, quote.outer.end, "fronted", speakers, None)
