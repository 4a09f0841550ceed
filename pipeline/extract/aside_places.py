"""Where cues are set off from what is said: the marks, the names and the verbs around them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.clauses import own_subject
from pipeline.annotate.parse import Token
from pipeline.annotate.quotes import DOUBLED, OPENING_MARKS
from pipeline.annotate.ud import finite_part, is_finite
from pipeline.extract.attributions import Source, find_sources
from pipeline.extract.polarity import is_negated, polarity_of
from pipeline.extract.speakers import SpeakerFinder
from pipeline.extract.speech import MARKS, CueToken, Saying, find_cues, governs_infinitive, is_cleft_infinitive
from pipeline.extract.stretches import Stretch
from pipeline.lexicon import Lexicon

BEFORE_CUE = frozenset({",", "–", "—", "-", "”", "»", '"', DOUBLED, "”,", "…", "’", "'"})
"""What may stand before a cue that is set off from what is said."""
ADDRESSING = frozenset({"ask", "accuse", "warn", "threaten", "praise"})
"""Types of cues whose object is whom they address, and no subject after the verb: "ha esortato Rossi"."""
PREDICATIVE = frozenset({"predicate", "come"})
"""Frames of the verbs that call somebody something."""
COMPLEMENT_TOKENS = 14
"""Tokens between a cue and the quotation that it brings in."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A cue set off from what is said, tokens `start` (its first mark) to `end` (half-open)."""

    start: int
    end: int


def is_spoken(cue: CueToken, lexicon: Lexicon) -> bool:
    """Say whether the words were said at all: neither "non ha detto" nor "se dicesse"; "non ha escluso" is said."""
    if cue.cue.type == "think" and any(c.form in ("ci", "c'") and c.i < cue.token.i for c in cue.token.children):
        return False  # "ci pensa Rossi" takes care of it
    negated = is_negated(cue.token, lexicon) and cue.cue.type != "deny"
    return not negated and not polarity_of(cue.token, lexicon).supposed


def _is_described(subject: Token, mark: Token) -> bool:
    """ "L'assessora, Anna Neri, ha preso atto …": the commas before the verb are those of an apposition."""
    return any(
        c.dep_ == "appos" and subject.i < c.i < mark.i and c.right_edge.i >= mark.i - 1 for c in subject.children
    )


class AsideFinder:
    """Finds the cues of one stretch, and which of them are set off from what is said."""

    def __init__(self, stretch: Stretch, speakers: SpeakerFinder) -> None:
        self.stretch = stretch
        self.speakers = speakers
        self.reading = speakers.reading
        lexicon = speakers.lexicon
        self.attributions: list[Source] = [s for sent in stretch.sents for s in find_sources(sent, speakers.finder)]
        self.cues = [
            cue
            for sent in stretch.sents
            for cue in find_cues(sent, lexicon)
            if is_spoken(cue, lexicon) and not self._is_attribution(cue)
        ]
        self.taken: list[Saying] = []

    def _is_attribution(self, cue: CueToken) -> bool:
        """ "si legge in una nota" is a source; "lo fa sapere una fonte" is a cue that points back."""
        impersonal = any(c.dep_.startswith("expl") and c.form == "si" for c in cue.token.children)
        covered = any(s.start <= cue.token.i < s.end and (s.start < cue.first or impersonal) for s in self.attributions)
        return covered and self._pointing_back(cue) is None

    def _pointing_back(self, cue: CueToken) -> Token | None:
        """Return "lo" of "lo ha detto il ministro", "a" of "a dirlo è il ministro": the content stands before."""
        if is_cleft_infinitive(cue):
            return self.stretch.doc[cue.token.i - 1]
        if cue.cue.type in ADDRESSING and governs_infinitive(cue):
            return None  # "lo ha accusato di mentire": whom it is said of
        if cue.cue.frames & PREDICATIVE and self._is_called(cue):
            return None  # "lo ricorda come «un visionario»": of whom it is said
        words = self.speakers.lexicon.words["back_reference"]
        return next((c for c in cue.token.children if c.i < cue.token.i and c.pos_ == "PRON" and c.form in words), None)

    def _is_called(self, cue: CueToken) -> bool:
        """Say whether a quoted predicate, or one with "come", follows right after a cue."""
        following = [t for t in self.stretch.doc[cue.last + 1 : cue.sent.end] if t.pos_ != "ADV" or t.text in MARKS][:2]
        as_such = [t for t in following if t.form != "come"]
        return bool(as_such) and (
            as_such[0].text in OPENING_MARKS or (len(as_such) < len(following) and as_such[0].pos_ == "DET")
        )

    def _aside(self, cue: CueToken) -> Aside | None:
        """Return the place of a cue set off by marks: ", ha detto Rossi", "– spiega –", ", una fonte ha detto"."""
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
        if subject is not None and subject.i < before.i and _is_described(subject, before):
            return None
        if before.text in BEFORE_CUE and (subject is None or subject.i > cue.token.i or subject.i < before.i):
            return Aside(before.i, self._aside_end(cue))
        if subject is None or subject.i > cue.token.i:
            return None
        start = min(subject.left_edge.i, subject.i)
        mark = self.stretch.token_before(start)
        end = self._aside_end(cue)
        quiet = not any(is_finite(t) for t in doc[cue.last + 1 : end])
        stops = end >= cue.sent.end or doc[end].text in (",", ".", "–", "—", "-", ";")
        answers = cue.token.dep_ == "conj" and finite_part(cue.main) == cue.main  # "Oslo attacca, i vicini rispondono"
        if (
            mark is not None
            and mark.text in BEFORE_CUE
            and quiet
            and stops
            and not answers
            and not self._has_object(cue)
        ):
            return Aside(mark.i, end)
        return None

    def _named_before(self, cue: CueToken) -> Aside | None:
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
        return Aside(first if between[0].is_punct else first - 1, end)

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
        later = [c for c in later if c.lemma_.lower() not in self.speakers.lexicon.words["generic_object"]]
        subject = own_subject(cue.token)
        if subject is None or (subject.i < cue.first and cue.cue.type not in ADDRESSING):
            later = [c for c in later if c.dep_ != "obj" or not self.speakers.parties(c)]
        return bool(later)
