"""Who speaks: the subject of a word of saying, named, meant or left out, and whoever has the floor in the passage."""

from __future__ import annotations

from pipeline.annotate.clauses import complements, is_passive, own_subject, preposition_of, subject_of
from pipeline.annotate.parse import Doc, Token, TokenSpan
from pipeline.annotate.quotes import CLOSING_MARKS, OPENING_MARKS, Quote
from pipeline.annotate.ud import SUBJECTS, feature, finite_part, is_contraction_of, is_finite
from pipeline.extract.named_speakers import PhraseFinder
from pipeline.extract.speech import CueToken
from pipeline.extract.stretches import Stretch
from pipeline.model import EntityType, Mention

SPEAKER_REACH = 10
"""Tokens after a cue within which its speaker must stand."""
BREAKS = frozenset({*OPENING_MARKS, *CLOSING_MARKS, ",", "–", "—", "-", ":", ";", "("})
ADJUNCT_REACH = 24
"""The same where adjuncts between commas stand before the speaker."""
SPEECH_ENDS = OPENING_MARKS | CLOSING_MARKS | frozenset(":;.?!()–—")
VOICES: frozenset[EntityType] = frozenset({"Person", "Organization", "Country", "Group"})


class SpeakerFinder(PhraseFinder):
    """Finds the speakers of the words of saying in one article."""

    def of_clause(self, cue: CueToken, inside: Quote | None) -> tuple[Mention, ...]:
        """Return who says what follows the cue: its subject, spoken or dropped."""
        token = cue.token
        agents = [c for c in token.children if c.dep_ == "obl:agent"]
        if agents and is_passive(token):
            return self.parties(agents[0])
        if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children):
            return ()
        if feature(token, "VerbForm") == "Part" and token.dep_.startswith("acl") and is_passive(token):
            return ()
        whoever = _is_whoever(cue.main)
        if whoever is not None:
            return self._such_as(whoever, cue)
        told = self._right_after_that(cue)
        if told:
            return told
        subject = self._subject(cue)
        if subject is not None and inside is not None and not inside.outer.start <= subject.idx < inside.outer.end:
            opens = self.reading.doc[cue.first].idx <= inside.inner.start + 1
            subject = subject if opens and subject.idx < inside.outer.start else None
        if subject is not None:
            found = self.parties(subject)
            spoken = tuple(m for m in self.finder.spoken_subjects(token) if m.type != "Place")
            if len(found) > 1 or not spoken or {m.name for m in found} & {m.name for m in spoken}:
                return found if len(found) >= len(spoken) else spoken
            return found or spoken or self._whoever_it_is(subject, cue)
        named: tuple[Mention, ...] = ()
        if inside is None and own_subject(token) is None and not self._in_relative_place(token):
            heads = [token, token.head] if token.dep_ == "conj" else [token]
            for verb in heads:
                named = named or tuple(m for m in self.finder.spoken_subjects(verb) if m.type != "Place")
        return named or self._from_whom(cue) or self.dropped(cue, inside)

    def _whoever_it_is(self, noun: Token, cue: CueToken) -> tuple[Mention, ...]:
        """ "la curva ha fatto sapere che …": a noun that no list knows is somebody if only somebody can say so."""
        if noun.pos_ != "NOUN" or cue.cue.lemma not in self.lexicon.words["only_somebody_says"]:
            return ()
        text = (
            noun.lemma_.lower() in self.lexicon.words["data_noun"] or (noun.lemma_.lower(), "NOUN") in self.lexicon.cues
        )
        definite = any(feature(c, "Definite") == "Def" for c in noun.children if c.dep_ == "det")
        return (self.finder.phrase_as(noun, "Group"),) if definite and not text else ()

    def _right_after_that(self, cue: CueToken) -> tuple[Mention, ...]:
        """ "La tv riporta che il vicepremier Neri, arrivando, ha auspicato …": a subject that the parser has lost."""
        token = cue.token
        mark = next((c for c in token.children if c.dep_ == "mark" and c.form == "che" and c.i < token.i), None)
        if mark is None or own_subject(token) is not None or own_subject(cue.main) is not None:
            return ()
        first = next((t for t in token.doc[mark.i + 1 : cue.first] if t.pos_ not in ("DET", "ADJ")), None)
        if first is None or first.pos_ not in ("NOUN", "PROPN") or preposition_of(first):
            return ()
        return tuple(m for m in self.parties(first) if m.type in VOICES)

    def _such_as(self, whoever: Token, cue: CueToken) -> tuple[Mention, ...]:
        """ "C'è chi, come l'economista Neri, ritiene che …": the one named as an instance."""
        inside = list(self.reading.doc[whoever.i + 1 : cue.first])
        instance = next((n for n, t in enumerate(inside) if t.form == "come"), None)
        return self.last_person(cue.token.idx, after=inside[instance].idx) if instance is not None else ()

    def _subject(self, cue: CueToken) -> Token | None:
        """Return the subject of a cue's clause: the noun that "che" or "il quale" stands for, too."""
        token = cue.token
        own = own_subject(token)
        if own is None and self._in_relative_place(token):
            return None
        if own is not None and self._is_addressed(own, cue):
            head = token.head if token.dep_ == "conj" else None
            return subject_of(head) if head is not None else None
        subject = subject_of(token)
        if subject is None or subject.pos_ != "PRON" or own != subject:
            return subject
        if subject.form in self.lexicon.words["relative_pronoun"] and token.dep_.startswith("acl"):
            return token.head
        return subject

    def _is_addressed(self, noun: Token, cue: CueToken) -> bool:
        """ "accusa il ministro di mentire", "ha esortato il Paese a unirsi": the noun after the verb is no subject."""
        if noun.i < cue.token.i or cue.cue.type not in ("accuse", "ask") or cue.token.dep_ == "parataxis":
            return False
        following = self.reading.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2]
        wanted = "di" if cue.cue.type == "accuse" else "a"
        return wanted in cue.cue.frames and any(is_contraction_of(t.text, wanted) for t in following)

    def _in_relative_place(self, verb: Token) -> bool:
        """ "un'intervista, nella quale ha chiesto …", "un colloquio in cui ha proposto …": its noun is no subject."""
        if not verb.dep_.startswith("acl"):
            return False
        words = self.lexicon.words["relative_place"]
        return any(c.i < verb.i and c.form in words and (preposition_of(c) or c.pos_ == "ADV") for c in verb.children)

    def of_parenthesis(self, cue: CueToken, stretch: Stretch, start: int) -> tuple[Mention, ...]:
        """Return who is named with a cue that is set off from what is said: ", ha spiegato il ministro …".

        `start` is the token from which its words go.
        """
        token = cue.token
        if is_passive(token) and not any(c.dep_ == "obl:agent" for c in token.children):
            return ()  # "va letta in questo quadro"
        subject = own_subject(cue.main) or own_subject(token)
        if subject is not None and (subject.i < start or stretch.quote_around(subject) is not None):
            subject = None
        doc = stretch.doc
        if subject is not None and subject.i < cue.first and feature(subject, "PronType") == "Prs":
            return self.parties(subject) or self.floor.topic  # "«…», egli ha detto prima di lasciare Tokyo"
        if subject is not None and subject.i > token.i and self._near(cue, subject.i):
            found = self.parties(subject) or self.writer(subject)
            if found:
                return found
        for i in range(cue.last + 1, min(stretch.end, cue.last + SPEAKER_REACH)):
            if doc[i].text in BREAKS or doc[i].text in (".", "?", "!"):
                break
            if doc[i].pos_ == "ADP" or self._is_governed(doc[i], token):
                continue
            found = self.parties(doc[i])
            if found:
                return found
        if subject is None:
            found = self._after_adjuncts(cue, stretch)
            if found:
                return found
        if subject is not None and subject.i < cue.first:
            found = self.parties(subject)
            if found or feature(subject, "PronType") != "Prs":
                return found
        elif doc[cue.first - 1].text not in BREAKS:
            found = self.first_named(list(doc[start : cue.first]))
            if found:
                return found
        unknown = self._unknown_name(doc, cue, stretch)
        if unknown or (subject is not None and subject.pos_ in ("NOUN", "PROPN")):
            return unknown
        if any(c.dep_ == "obl:agent" for c in token.children):
            return self.of_clause(cue, None)
        if feature(finite_part(cue.main), "Person") in ("1", "2"):
            return ()
        found = (
            self._from_whom(cue, parenthetical=True)
            or self._before_colon(cue, stretch)
            or self.dropped(cue, None, parenthetical=True)
        )
        about = own_subject(token.head) if token.dep_ == "parataxis" and found else None
        if about is None or {m.name for m in self.parties(about)} != {m.name for m in found}:
            return found
        others = (self.floor.speaker, self.floor.person)  # "Washington, ricorda, non ha mai firmato"
        return next((o for o in others if o and {m.name for m in o} != {m.name for m in found}), ())

    def _before_colon(self, cue: CueToken, stretch: Stretch) -> tuple[Mention, ...]:
        """ "Gli analisti invitano alla prudenza: il rimbalzo, scrivono, sarà breve": the subject before the colon."""
        colon = next((t for t in reversed(stretch.doc[stretch.start : cue.first]) if t.text in ":.;"), None)
        if colon is None or colon.text != ":":
            return ()
        begin = colon.sent.start if colon.i > colon.sent.start else stretch.start
        verbs = [t for t in stretch.doc[begin : colon.i] if is_finite(t) and stretch.quote_around(t) is None]
        subject = next((s for s in (own_subject(v) for v in verbs if v.dep_ in ("ROOT", "root", "conj")) if s), None)
        arrived = next((v for v in verbs if v.lemma_.lower() in self.lexicon.words["arriving"]), None)
        senders = [c for c in arrived.children if preposition_of(c) == "da"] if arrived is not None else []
        sent = next((found for found in map(self.parties, senders) if found), ())
        if sent:
            return sent  # "Dagli armatori arriva un avviso: senza certezze, scrivono, …"
        if subject is not None:
            plural = feature(finite_part(cue.main), "Number") == "Plur"
            found = self.parties(subject)
            return found if plural == (feature(subject, "Number") == "Plur" or len(found) > 1) else ()
        return self.last_person(colon.idx, after=stretch.doc[begin].idx) if not verbs else ()

    def _after_adjuncts(self, cue: CueToken, stretch: Stretch) -> tuple[Mention, ...]:
        """ "«…», ha detto, rispondendo ai cronisti, Paolo Neri": the speaker stands after what is set off by commas."""
        doc = stretch.doc
        stop = min(cue.sent.end, stretch.end, cue.last + ADJUNCT_REACH)
        for i in range(cue.last + 1, stop):
            if is_finite(doc[i]) or doc[i].pos_ in ("SCONJ", "CCONJ") or doc[i].text in SPEECH_ENDS:
                return ()
            if doc[i - 1].text != "," or doc[i].pos_ not in ("DET", "NOUN", "PROPN"):
                continue
            for token in doc[i:stop]:
                if token.pos_ == "ADP" or token.is_punct or token.pos_ in ("VERB", "AUX"):
                    break
                if token.dep_ in SUBJECTS and token.head not in (cue.token, cue.main):
                    return ()  # "…, ragionano al ministero, Alfa potrebbe …"
                found = tuple(m for m in self.parties(token) if m.type in ("Person", "Organization") and m.named)
                if found:
                    return found
        return ()

    def _unknown_name(self, doc: Doc, cue: CueToken, stretch: Stretch) -> tuple[Mention, ...]:
        """ ", avverte nel rapporto Ann Lee, capo missione": names that the tagger knows as such by their form only."""
        for i in range(cue.last + 1, min(stretch.end, cue.last + SPEAKER_REACH)):
            if doc[i].text in BREAKS or doc[i].text == ".":
                return ()
            end = i
            while end < stretch.end and doc[end].pos_ == "PROPN" and end not in self.reading.names:
                end += 1
            if end - i > 1:
                span = self.reading.span(i, end)
                text = self.reading.article.text[span.start : span.end]
                return (Mention(span, text, " ".join(text.split()), "Person"),)
        return ()

    def _is_governed(self, token: Token, verb: Token) -> bool:
        """Say whether a preposition stands over a word or its name, up to the verb: "a Radio Uno", "al canale Rai"."""
        name = self.reading.names.get(token.i)
        if name is not None and name.start > 0 and self.reading.doc[name.start - 1].pos_ == "ADP":
            return True
        if name is not None and not preposition_of(token) and self._is_medium(token.head, name.start):
            return False
        current = token
        while current != verb and current.head != current:
            if preposition_of(current) and current.i > verb.i:
                return True
            current = current.head
        return False

    def _is_medium(self, noun: Token, following: int) -> bool:
        """ "scrive in una nota Confindustria": a name right after the text is its writer's."""
        lemma = noun.lemma_.lower()
        text = (lemma, "NOUN") in self.lexicon.cues or lemma in self.lexicon.words["data_noun"]
        return text and noun.i + 1 == following and preposition_of(noun) in ("in", "con", "attraverso")

    def of_noun(self, noun: Token, clause: Token) -> tuple[Mention, ...]:
        """Return whose a noun of saying is: its owner's, or its verb's subject: "Rossi ha lanciato l'allarme"."""
        for child in noun.children:
            if child.dep_ in ("nmod", "obl") and child.i < clause.i and preposition_of(child) in ("di", "da_parte_di"):
                found = tuple(m for m in self.parties(child) if m.type in VOICES)
                if found and not _is_some_body(child, found):
                    return found
        demonym = self.finder.demonym_of(noun)
        if demonym:
            return (demonym,)
        verb = noun.head
        if noun.dep_ not in ("obj", "dislocated") or verb.lemma_.lower() not in self.lexicon.words["voicing_verb"]:
            return ()
        return tuple(m for m in self.finder.subjects(verb) if m.type in VOICES)

    def _near(self, cue: CueToken, i: int) -> bool:
        between = self.reading.doc[cue.last + 1 : i]
        return len(between) < SPEAKER_REACH + 4 and not any(t.text in '“«»”":;' for t in between)

    def _from_whom(self, cue: CueToken, *, parenthetical: bool = False) -> tuple[Mention, ...]:
        """ "fanno sapere da Palazzo Chigi", "trapela da fonti": who speaks stands with "da"."""
        group = self.reading.doc[cue.token.i : cue.last + 1]
        children = [c for token in group for c in token.children if c.dep_.startswith("obl")]
        for child in children:
            if preposition_of(child) == "da":
                side = (
                    self.finder.demonym_of(child) if child.lemma_.lower() in self.lexicon.words["party_side"] else None
                )
                found = (side,) if side else tuple(m for m in self.finder.all_at(child) if m.type != "Place")
                if found:
                    return found
        if parenthetical:
            return self._at_home(cue, children)
        heads = {cue.token, cue.main}
        return self._at_home(cue, [c for h in heads for c in h.children if c.dep_ == "obl" and c.i < cue.first])

    def _at_home(self, cue: CueToken, children: list[Token]) -> tuple[Mention, ...]:
        """ "…, ragionano al ministero": a plural that means whoever works there, and no paper that is told so."""
        part = finite_part(cue.main)
        plain = part in (cue.token, cue.main)
        if feature(part, "Number") != "Plur" or feature(part, "Tense") not in ("Pres", "Imp") or not plain:
            return ()
        for child in children:
            if preposition_of(child) in ("a", "in"):
                found = tuple(m for m in self.finder.all_at(child) if m.type in ("Organization", "Country"))
                if found and not any(self._is_told(m) for m in found):
                    return found
        return ()

    def _is_told(self, body: Mention) -> bool:
        entry = self.lexicon.names.get(body.name)
        return entry is not None and entry.kind in ("media", "parliament")

    def dropped(self, cue: CueToken, inside: Quote | None, *, parenthetical: bool = False) -> tuple[Mention, ...]:
        """Return whom a cue without subject means: whoever has the floor, or was named last in the same quotation."""
        part = finite_part(cue.main)
        if feature(part, "Person") in ("1", "2"):
            return ()
        if self._is_impersonal(cue.token):
            return self.floor.source if parenthetical else ()
        if inside is not None:
            return self.last_person(cue.token.idx, after=inside.outer.start)
        if self._in_relative_place(cue.token):
            found = self.of_main_clause(cue.sent, before=cue.first)
            if found:
                return found
        if not parenthetical and cue.token.dep_ in ("parataxis", "conj") and cue.token.head.pos_ == "VERB":
            subject = own_subject(cue.token.head)
            if subject is not None and subject.i < cue.token.head.i < cue.first:
                found = self.parties(subject)
                if found:
                    return found
        topic = self.floor.topic
        if parenthetical and self.floor.beside and feature(part, "Number") == "Sing" and self._is_quoted_before(cue):
            return self.floor.beside
        if feature(part, "Number") == "Plur" and len(topic) == 1 and topic[0].type in ("Person", "Country"):
            found = self.finder.dropped(cue.token)
            return found if len(found) > 1 else ()
        return topic or self.finder.dropped(cue.token) or self._of_sentence_before(cue)

    def _is_quoted_before(self, cue: CueToken) -> bool:
        """ "«…», ha detto": what is said is a quotation that ends right before the cue."""
        before = self.reading.doc[max(cue.sent.start, cue.first - 2) : cue.first]
        return any(t.text in '”»"' for t in before)

    def _of_sentence_before(self, cue: CueToken) -> tuple[Mention, ...]:
        """ "Quando Neri ha lasciato la sala, pochi … Aveva appena detto che …": the one person named there."""
        sent = cue.sent
        if feature(finite_part(cue.main), "Number") != "Sing" or sent.start == 0:
            return ()
        before = self.reading.doc[sent.start - 1].sent
        names = (self.reading.names.get(i) for i in range(before.start, before.end))
        chains = {n.chain for n in names if n is not None and self.reading.chains[n.chain].type == "Person"}
        return self.last_person(sent.start_char, after=before.start_char) if len(chains) == 1 else ()

    def means(self, cue: CueToken) -> tuple[Mention, ...]:
        """Return through whom it is said: "attraverso l'agenzia", "tramite il portavoce"."""
        words = self.lexicon.words["means"]
        for complement in complements(cue.token):
            if complement.preposition in words:
                return tuple(m for m in self.finder.all_at(complement.token) if m.type != "Place")
        return ()

    def _is_impersonal(self, verb: Token) -> bool:
        """ "si legge ancora", "si apprende": nobody in particular, unlike "si è chiesto"."""
        if any(c.dep_ in ("expl:impers", "expl:pass") for c in verb.children):
            return True
        reflexive = any(c.dep_ == "expl" and c.form == "si" for c in verb.children)
        following = verb.doc[verb.i : verb.i + 2].text.split()[1:]
        lemmas = {verb.lemma_.lower(), " ".join([verb.lemma_.lower(), *following])}
        return reflexive and bool(lemmas & self.lexicon.words["impersonal_si"])

    def of_main_clause(self, sent: TokenSpan, *, before: int | None = None) -> tuple[Mention, ...]:
        """Return the parties that a sentence is about: the subject of its main clause."""
        root = next((t for t in sent if t.head == t and not t.is_space and not t.is_punct), None)
        if root is None:
            return ()
        subject = own_subject(root)
        if before is None and subject is None and root.pos_ in ("NOUN", "PROPN", "ADJ") and not is_finite(root):
            tokens = [t for t in sent if not t.is_space]
            stop = next((n for n, t in enumerate(tokens) if t.text in (",", ":", ";", "(")), len(tokens))
            return tuple(m for m in self.first_named(tokens[:stop]) if m.type in VOICES)
        if before is None and subject is None and root.form in self.lexicon.words["other_one"]:
            return self.parties(root)  # "L'altro, di rimando: «…»"
        if subject is None or (before is not None and subject.i >= before):
            return ()
        return tuple(m for m in self.parties(subject) if m.type in VOICES)


def _is_some_body(noun: Token, found: tuple[Mention, ...]) -> bool:
    """ "l'ipotesi di un'alleanza", "la proposta di una commissione": what is thought of, not who thinks of it."""
    indefinite = any(feature(c, "Definite") == "Ind" for c in noun.children if c.dep_ == "det")
    return indefinite and all(not m.named and m.type in ("Group", "Organization") for m in found)


def _is_whoever(verb: Token) -> Token | None:
    """ "A chi gli fa notare che è tardi, replica …": the pronoun, which is nobody in particular."""
    while verb.dep_ in ("xcomp", "ccomp") and verb.head.i < verb.i:
        verb = verb.head
    return verb.head if verb.dep_.startswith("acl") and verb.head.form == "chi" else None
