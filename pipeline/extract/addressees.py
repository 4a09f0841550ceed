"""To whom something is said: the objects and clitics of a word of saying."""

from __future__ import annotations

from pipeline.annotate.clauses import complements
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature
from pipeline.extract.parties import PartyFinder
from pipeline.extract.pledges import has_enclitic
from pipeline.extract.speech import CueToken, governs_infinitive
from pipeline.model import Mention

ANAPHOR_REACH = 3
"""Sentences back to which "l'associazione" or "gli" may refer."""


class AddresseeFinder:
    """Finds whom the words of saying of one article address."""

    def __init__(self, finder: PartyFinder) -> None:
        self.finder = finder
        self.reading = finder.reading
        self.lexicon = finder.lexicon

    def addressees(self, cue: CueToken, speakers: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return to whom it is said: "ai giornalisti", "gli ha risposto"; whom one invites, warns or accuses."""
        found: list[Mention] = []
        for complement in complements(cue.token):
            direct = complement.label == "obj" and complement.preposition == ""
            if (complement.preposition == "a" and complement.label in ("obl", "iobj", "nmod")) or direct:
                parties = self.finder.all_at(complement.token) or self._addressed(complement.token)
                if not parties and complement.token.pos_ == "NOUN" and governs_infinitive(cue):
                    asked = direct or (cue.cue.type == "ask" and feature(complement.token, "Number") == "Plur")
                    parties = (self.finder.phrase_as(complement.token, "Group"),) if asked else ()
                found += [m for m in parties if direct or m.type != "Place"]
            if complement.label == "advcl" and complement.token.lemma_.lower() in self.lexicon.words["turning_to"]:
                told = [c.token for c in complements(complement.token) if c.preposition == "a"]
                found += [m for token in told for m in self.told(token)]  # "…, ha detto rivolgendosi ai colleghi"
        names = {m.name for m in speakers}
        if not found and (
            has_enclitic(cue.token, self.lexicon)
            or any(c.dep_ in ("iobj", "expl", "obj") and c.form in self._clitics(cue) for c in cue.token.children)
        ):
            found += self._other_person(cue, names)
        return tuple(m for m in found if m.name not in names)

    def _clitics(self, cue: CueToken) -> frozenset[str]:
        """ "gli ha detto"; "lo ha accusato di mentire": of some words of saying also the direct object."""
        clitics = self.lexicon.words["clitic_addressee"]
        return clitics | self.lexicon.words["clitic_accused"] if governs_infinitive(cue) else clitics

    def told(self, token: Token) -> tuple[Mention, ...]:
        """Return whom a noun after "a" names as the ones spoken to."""
        return tuple(m for m in self.finder.all_at(token) or self._addressed(token) if m.type != "Place")

    def _addressed(self, token: Token) -> tuple[Mention, ...]:
        """ "agli Stati membri", "ai reporter": whom one speaks to without a name."""
        if token.pos_ != "NOUN" or token.lemma_.lower() not in self.lexicon.words["audience"]:
            return ()
        start, end = self.finder.phrase(token)
        span = self.reading.span(start, end)
        text = self.reading.article.text[span.start : span.end]
        return (Mention(span, text, " ".join(text.split()), "Group", named=False),)

    def _other_person(self, cue: CueToken, names: set[str]) -> tuple[Mention, ...]:
        """ "gli ha detto": the person named last who is not the speaker, in this sentence or the one before."""
        sent = cue.sent
        begin = sent.start
        for _ in range(ANAPHOR_REACH - 1):
            begin = self.reading.doc[begin - 1].sent.start if begin else 0
        for i in range(cue.first - 1, begin - 1, -1):
            name = self.reading.names.get(i)
            if name and self.reading.chains[name.chain].type == "Person":
                mention = self.reading.mention_of(name)
                if mention.name not in names:
                    return (mention,)
        return ()
