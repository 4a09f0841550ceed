"""Words of saying of a stretch → statements: the clause or the quotation that follows the cue, or what it sets off."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotate.clauses import is_passive, own_subject
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import CLOSING_MARKS, OPENING_MARKS, Quote
from pipeline.annotate.ud import SUBJECTS, feature, finite_part, is_finite
from pipeline.extract.aside_places import COMPLEMENT_TOKENS
from pipeline.extract.convictions import ConvictionReader
from pipeline.extract.pledges import pledge_of
from pipeline.extract.speech import MARKS, CueToken, Saying, clause_content
from pipeline.model import Mention
from pipeline.typography import folded

PREDICATE_REACH = 12
RELATIVE_ENDS = frozenset({",", ";", ":", "–", "—", ")", "."})


class CueReader(ConvictionReader):
    """Reads the cues of one stretch, sentence by sentence."""

    def read(self, sent: TokenSpan) -> None:
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
        if outer is None or not any(c.form in me for c in cue.token.children if c.i < cue.token.i):
            return None
        if own_subject(cue.token) is not None or feature(finite_part(cue.token), "Person") in ("1", "2"):
            return None
        if feature(finite_part(cue.token), "Number") == "Plur":
            return None  # "mi dicono che": people
        content = clause_content(cue, self._limit(cue, inside), ())
        person = self.speakers.last_person(cue.token.idx, besides=outer.speakers)
        if content is None or not person:
            return None
        saying = self._saying(cue, content.start, content.end, content.rule, person, inside)
        return replace(saying, addressees=outer.speakers) if saying else None

    def _add(self, cue: CueToken, saying: Saying | None) -> None:
        if saying is not None and saying.speakers:
            if saying.rule == "relay":
                names = {m.name for m in saying.speakers}
                self.taken = [
                    replace(s, via=s.via or saying.speakers)
                    if s.start < saying.end and saying.start < s.end and names != {m.name for m in s.speakers}
                    else s
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
            parted = outer.rule == "before" and outer.cue is not None and outer.cue.last < cue.first
            if parted and saying.end >= outer.end:  # "Rossi, riferisce la Ansa, ha detto che …": Rossi's words only
                self.taken.remove(outer)
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
            quoted = aside is not None and self._ending_at(aside.start) is not None
            before = self._clause_before(cue, pointing) or (self._beside(cue, aside) if aside and quoted else None)
            lead = self.stretch.doc[cue.last + 1 : self._aside_end(cue) + 1]
            brings_in = lead.text.endswith(":") and not cue.main.dep_.startswith("acl")
            return before or (self._quotation_after(cue) if brings_in else None)  # "lo gela il ministro: «…»"
        return (
            (self._beside(cue, aside) if aside and self._ending_at(aside.start) else None)
            or self._predicate(cue)
            or self._clause(cue, None)
            or (self._beside(cue, aside) if aside else None)
            or self._quotation_after(cue)
            or self._after_colon(cue)
            or self._fronted(cue)
            or self._pledge(cue)
        )

    def _pledge(self, cue: CueToken) -> Saying | None:
        """ "promettendogli pieno sostegno nella lotta al terrorismo"."""
        noun = pledge_of(cue, self.speakers.lexicon)
        if noun is None:
            return None
        first, last = noun.left_edge, self.stretch.doc[min(noun.right_edge.i + 1, self._limit(cue, None)) - 1]
        return self._saying(cue, first.idx, last.idx + len(last.text), "pledge", self._who(cue, None), None)

    def _after_colon(self, cue: CueToken) -> Saying | None:
        """ "Ma il ministro avverte: senza ispezioni non ci sarà intesa": the sentence after the colon, unquoted."""
        colon = next((t for t in self.stretch.doc[cue.last + 1 : self.stretch.end] if t.text == ":"), None)
        if colon is None or "che" not in cue.cue.frames or cue.cue.type == "think" or self._has_object(cue):
            return None
        if any(c.i < cue.token.i and c.form.startswith("glie") for c in cue.token.children):
            return None  # "glielo ha concesso: i due si vedranno"
        between = self.stretch.doc[cue.last + 1 : colon.i]
        if any(is_finite(t) or t.is_punct for t in between) or not is_finite(cue.main):
            return None
        said = self._said_after(colon)
        if not said:
            return None
        end = said[-1].idx + len(said[-1].text)
        return self._saying(cue, said[0].idx, end, "colon-clause", self._who(cue, None), None)

    def _clause(self, cue: CueToken, inside: Quote | None) -> Saying | None:
        """ "ha detto che …", "ha promesso di …", "ha chiesto se …"."""
        others = frozenset(c.token.i for c in self.cues if c.token != cue.token and "che" in c.cue.frames)
        bounds = (*self._boundaries(cue), *self._own_adjuncts(cue))
        limit = self._limit(cue, inside)
        aside = self._aside(cue) if cue.token.dep_ == "parataxis" and inside is None else None
        content = clause_content(cue, min(limit, aside.end) if aside else limit, bounds, others)
        if content is None:
            return None
        end = self._to_end_of_quote(content.start, content.end)
        return self._saying(cue, content.start, end, content.rule, self._who(cue, inside), inside)

    def _who(self, cue: CueToken, inside: Quote | None) -> tuple[Mention, ...]:
        """Return the cue's speakers; a cue that only continues another one has the same: "…, definendolo «…»"."""
        head = cue.token.head.idx
        if own_subject(cue.token) is None and inside is None:
            for saying in self.taken:
                beside = saying.cue is not None and saying.cue.token == cue.token.head and cue.token.dep_ == "advcl"
                if (beside or saying.holds(head)) and not saying.holds(cue.token.idx) and not saying.via:
                    return saying.speakers
        return self.speakers.of_clause(cue, inside)

    def _limit(self, cue: CueToken, inside: Quote | None) -> int:
        """Return the token at which a cue's content ends at the latest: the sentence's end, or its quotation's."""
        sent = cue.sent
        if inside is None:
            return self._end_of_relative(cue) or sent.end
        within = [t.i for t in sent if t.idx < inside.inner.end]
        return within[-1] + 1

    def _end_of_relative(self, cue: CueToken) -> int | None:
        """ "Kabul, che nega di aver sparato, ha convocato …": nothing after the relative clause is said in it."""
        verb = cue.main
        while verb.dep_ in ("conj", "xcomp", "ccomp", "advcl") and verb.head != verb:
            verb = verb.head
        if not verb.dep_.startswith("acl") or verb.i > cue.main.i:
            return None
        end = verb.right_edge.i + 1
        while verb.doc[end - 1].is_punct and verb.doc[end - 1].text in RELATIVE_ENDS:
            end -= 1
        if end <= cue.last + 1 or end >= verb.sent.end:
            return None
        goes_on = verb.head.dep_ in SUBJECTS and end <= verb.head.head.i  # "chi ha chiesto di restare anonimo dice"
        if verb.doc[end].text not in RELATIVE_ENDS and not goes_on:
            return None
        return end

    def _boundaries(self, cue: CueToken) -> tuple[int, ...]:
        """Return the tokens at which another saying of the sentence, or a source at its end, begins."""
        found = [source.start for source in self.attributions if not source.leading]
        for other in self.cues:
            if other.first <= cue.last or other.sent != cue.sent:
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
            return self._ends_of_quotes(cue.last, cue.sent)
        later = [c for c in children if c.i > clause.i and c.dep_ in ("advcl", "obl", "parataxis")]
        edges = [c.left_edge for c in later]
        marks = [edge if edge.is_punct else self.stretch.token_before(edge.i) for edge in edges]
        cuts = [m.i for m in marks if m is not None and m.text == "," and m.i > clause.i]
        cuts += self._ends_of_quotes(clause.i, cue.sent)
        parallel = next((t.i for t in cue.sent if t.i > clause.i and _goes_on_doing(t, cue, clause)), None)
        return cuts if parallel is None else [*cuts, parallel]

    def _ends_of_quotes(self, after: int, sent: TokenSpan) -> list[int]:
        doc = self.stretch.doc
        commas = (i for i in range(after, sent.end - 1) if doc[i].text == ",")
        return [i for i in commas if self._is_after_quote(doc[i + 1])]

    def _is_after_quote(self, token: Token) -> bool:
        """ "accusa il governo di aver «svenduto tutto», strappando applausi": narrated; so "mentre …"."""
        narrated = self.speakers.lexicon.words["narrated_time"]
        if feature(token, "VerbForm") != "Ger" and (token.dep_ != "mark" or token.form not in narrated):
            return False
        before = self.stretch.token_before(token.i - 1)
        return before is not None and before.text in CLOSING_MARKS

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
        if doc[i].pos_ == "ADV" and i > cue.sent.start:
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

    def _predicate(self, cue: CueToken) -> Saying | None:
        """ "si è detto pronto a …", "ha definito l'accordo «un errore»": the predicate is what is said."""
        children = list(cue.token.children)
        if _is_epithet(cue.token):
            return None
        reflexive = any(c.dep_.startswith("expl") and c.form in ("si", "s'") for c in children)
        clitic = any(c.form == "si" for c in self.stretch.doc[cue.last + 1 : cue.last + 2]) or folded(
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
        elif frames & {"predicate", "xcomp", "come"} and not reflexive:
            start = cue.last + 1
            if self._is_called(cue):
                start += self.stretch.doc[start].form == "come"
            if not self._has_predicate(cue):
                return None
        else:
            return None
        limit = self._limit(cue, None)
        subject = own_subject(cue.token)
        ends = [b for b in self._boundaries(cue) if b > start]
        if subject is not None and subject.left_edge.i > start:
            ends.append(subject.left_edge.i)  # "si dice preoccupato il presidente"
        end = min([*ends, limit])
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
        after = self.stretch.doc[cue.last + 1 : min(cue.sent.end, cue.last + 1 + PREDICATE_REACH)]
        if "xcomp" in cue.cue.frames and cue.cue.type != "think" and len(after) and after[0].pos_ == "ADJ":
            return True
        if "predicate" not in cue.cue.frames:
            return "come" in cue.cue.frames and self._is_called(cue)
        for token in after:
            if token.text in OPENING_MARKS:
                return True
            if token.form == "come" and cue.cue.type != "think":
                return True
            if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (",", ";", ":"):
                return False
        return False

    def _quotation_after(self, cue: CueToken) -> Saying | None:
        """ "ha detto: “…”", "ha elogiato X per «…»", "mettendo in guardia da “…” per …"."""
        doc = self.stretch.doc
        if _is_epithet(cue.token):
            return None
        for quote in self.stretch.quotes:
            if quote.outer.start < cue.token.idx or any(s.holds(quote.inner.start) for s in self.taken):
                continue
            between = [t for t in doc[cue.last + 1 : self.stretch.end] if t.idx < quote.outer.start and not t.is_space]
            colon = bool(between) and between[-1].text == ":"
            others = [c for c in self.cues if cue.last < c.first and c.token.idx < quote.outer.start]
            if others and not all(self._aside(c) for c in others):
                return None
            if colon and self._is_claimed_after(quote):
                return None
            asides = [self._aside(c) for c in others]
            verbs = [
                t
                for t in between
                if t.pos_ in ("VERB", "AUX") and not any(a is not None and a.start <= t.i < a.end for a in asides)
            ]
            if colon and verbs and is_passive(cue.token) and cue.token.dep_ in ("acl", "advcl"):
                return None  # "Il ministro, incalzato dai cronisti, se la cava con una battuta: «…»"
            if any(t.text in (";", "?", ".") for t in between) or (
                not colon and (verbs or len(between) > COMPLEMENT_TOKENS)
            ):
                return None
            if not colon and ("quote" not in cue.cue.frames or ":" in [t.text for t in between]):
                return None
            end = quote.outer.end if colon else self._clause_end(quote, cue)
            return self._saying(cue, quote.outer.start, end, "quote-after", self._who(cue, None), None)
        return None

    def _is_claimed_after(self, quote: Quote) -> bool:
        """ "L'opposizione insorge: «…», lo accusa Neri": a cue after the quotation names its own speaker."""
        for other in self.cues:
            if other.token.idx <= quote.outer.end or self.stretch.quote_around(other.token) is not None:
                continue
            aside, subject = self._aside(other), own_subject(other.token)
            if aside is None or self._ending_at(aside.start) != quote:
                continue
            named = self.speakers.parties(subject) if subject is not None and subject.i > other.token.i else ()
            return bool(named)
        return False

    def _clause_end(self, quote: Quote, cue: CueToken) -> int:
        """A quoted fragment takes along what follows it in its clause: “conseguenze” per chi commercia."""
        doc = self.stretch.doc
        sent = next(s for s in reversed(self.stretch.sents) if s.start_char <= quote.outer.end - 1)
        ends = [doc[b].idx for b in self._boundaries(cue) if doc[b].idx >= quote.outer.end]
        marks = [t.idx for t in sent if t.text in (",", ";", "–", "—", "(") and t.idx >= quote.outer.end]
        joined = [doc[i].idx for i in _joined_predicates(cue) if doc[i].idx >= quote.outer.end]
        end = max(quote.outer.end, min([*ends, *marks, *joined, sent.end_char]))
        last = self.stretch.tokens_between(quote.outer.end, end)[-1:]
        return last[0].idx if last and last[0].pos_ == "CCONJ" else end  # "parla di «guerra» e, dal palco, avverte …"


def _is_epithet(verb: Token) -> bool:
    """ "Soprannominato «il Falco», il generale …": a participle of nobody's saying."""
    finite = any(c.dep_.startswith(("aux", "obl:agent")) or c.dep_ in SUBJECTS for c in verb.children)
    return feature(verb, "VerbForm") == "Part" and verb.dep_ in ("acl", "advcl", "amod") and not finite


def _goes_on_doing(joins: Token, cue: CueToken, clause: Token) -> bool:
    """ "ha promesso che nessuno sarà solo e ha lanciato un appello": after "e" the verb of saying's own tense again."""
    if joins.pos_ != "CCONJ" or joins.i + 1 >= joins.sent.end:
        return False
    verb, held = joins.head, finite_part(clause)
    again, first = finite_part(verb), finite_part(cue.main)
    if again == verb or first == cue.main or own_subject(verb) is not None or verb.dep_ != "conj":
        return False
    same = (again.lemma_, again.morph) == (first.lemma_, first.morph)
    perfect = held != clause and held.lemma_ == first.lemma_ and feature(held, "Tense") == feature(first, "Tense")
    return same and not perfect and not any(c.dep_ == "mark" for c in verb.children)


def _joined_predicates(cue: CueToken) -> list[int]:
    """ "parla di «guerra» e si riserva di agire": the tokens at which what the speaker also does begins."""
    later = [c for c in cue.token.children if c.dep_ == "conj" and c.i > cue.last and is_finite(finite_part(c))]
    return [c.i for verb in later for c in verb.children if c.dep_ == "cc" and c.i < verb.i]
