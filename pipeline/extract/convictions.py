"""What somebody is said to be sure of → statements: "X è convinto che …", "…, certa che la piazza si svuoterà"."""

from __future__ import annotations

from pipeline.annotate.clauses import own_subject, subject_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import feature
from pipeline.extract.preceding_sayings import PrecedingReader
from pipeline.extract.speakers import VOICES
from pipeline.extract.speech import Saying, trimmed
from pipeline.model import Mention


class ConvictionReader(PrecedingReader):
    """Reads the adjectives of one stretch that say what their bearer holds to be true."""

    def read_convictions(self, sent: TokenSpan) -> None:
        """Add what the sentence's adjectives of certainty govern, where whose they are is known."""
        minds = self.speakers.lexicon.words["of_a_mind_that"]
        for joined in sent:
            if joined.lower_ != "che" or joined.i + 1 >= sent.end or joined.i < sent.start + 2:
                continue
            token = joined.nbor(-1)
            if not {token.lemma_.lower(), token.form} & minds or self.stretch.quote_around(token) is not None:
                continue
            verb = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i + 1), None)
            if verb is None or any(s.holds(verb.idx) for s in self.taken) or _has_convinced(token):
                continue
            speakers = self._convinced(token)
            start, last = self.stretch.doc[token.i + 2].idx, verb.right_edge
            cut = trimmed(self.reading, start, self._to_end_of_quote(start, last.idx + len(last.text)))
            if speakers and cut is not None:
                self.taken.append(Saying(cut[0], cut[1], cut[2], "conviction", speakers))

    def _convinced(self, token: Token) -> tuple[Mention, ...]:
        """Return whose the certainty is: of the noun, of the subject, or of whoever the sentence lets speak."""
        subject = own_subject(token)
        if subject is None and token.head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("amod", "acl"):
            subject = token.head
        spoken = next((s.speakers for s in self.taken if s.cue is not None and s.cue.token == token.head), ())
        if subject is None and token.head != token:
            subject = own_subject(token.head) or subject_of(token.head)
        found = self.speakers.parties(subject) if subject is not None else ()
        spoken = spoken or next(
            (s.speakers for s in reversed(self.taken) if s.cue is not None and s.cue.sent == token.sent), ()
        )
        return tuple(m for m in found if m.type in VOICES) or spoken


def _has_convinced(token: Token) -> bool:
    """ "ha convinto i soci che …": it is the others that are convinced."""
    auxiliaries = [c for c in token.children if c.dep_ == "aux"]
    return any(c.lemma_ == "avere" for c in auxiliaries) or feature(token, "VerbForm") == "Fin"
