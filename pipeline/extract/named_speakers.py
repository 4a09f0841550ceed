"""Which parties a noun phrase names as speakers: titles, bodies meant by a common noun, owners of words."""

from __future__ import annotations

from pipeline.annotate.antecedents import kind_of_body
from pipeline.annotate.chains import office_at
from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain
from pipeline.annotate.ud import SUBJECTS, feature
from pipeline.extract.addressees import ANAPHOR_REACH, AddresseeFinder
from pipeline.extract.floor import Floor
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon.entries import FIRMS
from pipeline.model import EntityType, Mention
from pipeline.typography import folded

APPOSED: frozenset[EntityType] = frozenset({"Person", "Organization"})
"""What a common noun may stand for beside which the name stands: "il capo, Neri", "la società, Alfa Spa"."""


class PhraseFinder(AddresseeFinder):
    """Finds the speakers that noun phrases of one article name, as far as it has been read."""

    def __init__(self, finder: PartyFinder, floor: Floor) -> None:
        super().__init__(finder)
        self.floor = floor

    def parties(self, token: Token) -> tuple[Mention, ...]:
        """Return the speakers that a noun phrase names: "quest'ultimo", "il gruppo", "una nota della Farnesina"."""
        form = token.form
        before = token.doc[token.i - 1].form if token.i else ""
        if form in self.lexicon.words["latter"] or before + form in self.lexicon.words["latter"]:
            return self.last_person(token.idx)
        if form in self.lexicon.words["other_one"] and not any(c.dep_ == "nmod" for c in token.children):
            return self.last_person(token.idx, besides=self.floor.person, titled=True)
        if form in self.lexicon.words["concerned"] and self.floor.person:
            return self.floor.person
        meant = self._organisation_meant(token)
        if meant:
            return meant
        owner = self.owner_of_word(token)
        if owner:
            return owner
        found = tuple(m for m in self.finder.all_at(token) if m.type != "Place")
        if self._is_member(token, found):
            return self.floor.person or (self.finder.phrase_as(token, "Person"),)
        if form in self.lexicon.words["personal_pronoun"] and not all(m.type == "Person" for m in found):
            return self.floor.person or found
        if form in self.lexicon.words["personal_pronoun"] and not found:
            return self.floor.person or self.last_person(token.idx)
        if len(found) == 1 and found[0].type in APPOSED and not found[0].named:
            return self._apposed(token, found[0].type) or found
        meant = found or self._unnamed(token) or self._name_within(token) or self._apposed(token, "Person")
        return meant or self._called_so(token)

    def _is_member(self, token: Token, found: tuple[Mention, ...]) -> bool:
        """ "l'esponente Svp assicura", "la senatrice Pd": somebody of the body that is named beside the noun."""
        if (
            len(found) != 1
            or found[0].type != "Organization"
            or token.pos_ != "NOUN"
            or found[0].span.start <= token.idx
        ):
            return False
        noun = self.lexicon.person_nouns.get(token.form)
        office = office_at(token, self.lexicon)
        return (office is not None and office.number == "sg") or (
            noun is not None and noun.kind == "person" and noun.number == "sg"
        )

    def _called_so(self, token: Token) -> tuple[Mention, ...]:
        """ "la Assoverde parla di «tradimento»": a body that the tagger knows as a name by its form only."""
        if token.pos_ != "PROPN" or token.dep_ not in SUBJECTS or token.i in self.reading.names:
            return ()
        articles = [c for c in token.children if c.dep_ == "det" and feature(c, "Definite") == "Def"]
        if not articles or not token.text[:1].isupper():
            return ()
        return (self.finder.phrase_as(token, "Organization"),)

    def writer(self, token: Token) -> tuple[Mention, ...]:
        """ "…, prosegue il testo", "conclude la lettera": whoever wrote what was cited last, or spoke."""
        lemma = token.lemma_.lower()
        text = lemma in self.lexicon.words["data_noun"] or (lemma, "NOUN") in self.lexicon.cues
        if not text or feature(token, "Number") != "Sing" or token.i in self.reading.names:
            return ()
        if any(c.dep_ in ("nmod", "amod", "acl:relcl") for c in token.children):
            return ()
        definite = any(feature(c, "Definite") == "Def" for c in token.children if c.dep_ == "det")
        return (self.floor.source or self.floor.speaker) if definite else ()

    def _name_within(self, token: Token) -> tuple[Mention, ...]:
        """ "l'ad Anna Neri", "il vice cancelliere Otto Lang": the person whose name stands in an odd noun phrase."""
        if token.pos_ not in ("PROPN", "DET") or token.i in self.reading.names:
            return ()
        end = token.head.i if token.pos_ == "DET" and token.head.i > token.i else token.right_edge.i + 1
        for inner in self.reading.doc[token.i + 1 : end]:
            if inner.is_punct or inner.pos_ in ("VERB", "AUX"):
                break
            name = self.reading.names.get(inner.i)
            if name and self.reading.chains[name.chain].type == "Person":
                return (self.reading.mention_of(name),)
        return ()

    def _unnamed(self, token: Token) -> tuple[Mention, ...]:
        """ "i dati dell'Opec": their owner; "il servizio stampa del governo": itself, by its words."""
        if token.pos_ not in ("NOUN", "PROPN") or token.i in self.reading.names:
            return ()
        if token.lemma_.lower() in self.lexicon.words["data_noun"]:
            return tuple(m for m in self.finder.owner(token) if m.type != "Place")
        following = [t.form for t in token.doc[token.i + 1 : token.i + 2]]
        forms = {token.lemma_.lower(), " ".join([token.form, *following])}
        if not forms & self.lexicon.words["speaking_noun"]:
            return ()
        start, end = self.finder.phrase(token)
        span = self.reading.span(start, end)
        text = self.reading.article.text[span.start : span.end]
        return (Mention(span, text, " ".join(text.split()), "Group", named=False),)

    def _apposed(self, token: Token, kind: EntityType) -> tuple[Mention, ...]:
        """ "il capo della delegazione, l'ex rettore Paolo Neri, …": whoever is named beside a noun."""
        if token.pos_ != "NOUN":
            return ()
        for child in token.children:
            if child.dep_ in ("appos", "flat", "flat:name", "conj") and child.i > token.i and not preposition_of(child):
                if child.dep_ == "conj" and kind != "Person":
                    continue
                found = tuple(m for m in self.finder.at(child) if m.type == kind and m.named)
                if found:
                    return found
        return self._named_at_end(token) if kind == "Person" else ()

    def _named_at_end(self, noun: Token) -> tuple[Mention, ...]:
        """ "L'avvocata di uno degli arrestati, Anna Neri, sostiene": the name between commas before the noun's verb."""
        doc, last = self.reading.doc, noun.right_edge.i
        if last + 1 >= noun.sent.end or noun.head.i <= last:
            return ()
        last -= doc[last].text == ","
        if doc[last + 1].text != "," or doc[last + 2].pos_ not in ("VERB", "AUX", "ADV", "PRON"):
            return ()
        name = self.reading.names.get(last)
        if name is None or name.start - 1 <= noun.i or doc[name.start - 1].text != ",":
            return ()
        return (self.reading.mention_of(name),) if self.reading.chains[name.chain].type == "Person" else ()

    def owner_of_word(self, token: Token) -> tuple[Mention, ...]:
        """ "una nota della Farnesina", "le parole di Rossi": the words are their owner's."""
        if (token.lemma_.lower(), "NOUN") not in self.lexicon.cues or token.i in self.reading.names:
            return ()
        return tuple(m for m in self.finder.owner(token) if m.type != "Place")

    def _organisation_meant(self, token: Token) -> tuple[Mention, ...]:
        """ "l'associazione", "il gruppo" without more words: the organisation named last."""
        form = token.form
        noun = self.lexicon.person_nouns.get(form)
        collective = form in self.lexicon.organisation_words or (
            noun is not None and noun.kind in ("institution", "media") and noun.number == "sg"
        )
        if not collective or token.i in self.reading.names or token.i in self.reading.references:
            return ()
        if any(c.dep_ in ("nmod", "amod", "flat", "flat:name", "appos", "acl:relcl") for c in token.children):
            return ()
        if not any(feature(c, "Definite") == "Def" for c in token.children if c.dep_ == "det"):
            return ()
        sent = token.sent
        begin = sent.start
        for _ in range(ANAPHOR_REACH - 1):
            if begin == 0:
                break
            begin = self.reading.doc[begin - 1].sent.start
        for i in range(token.i - 1, begin - 1, -1):
            name = self.reading.names.get(i)
            if name and self.reading.chains[name.chain].type == "Organization":
                body = self.reading.chains[name.chain]
                if form in self.lexicon.words["body_of_state"] and form not in folded(body.name):
                    return ()
                if self.lexicon.organisation_words.get(form) in FIRMS and not self._is_business(body):
                    continue  # "Contattata dal giornale, l'azienda precisa …"
                return (self.reading.mention_of(name),)
        return ()

    def _is_business(self, body: Chain) -> bool:
        return kind_of_body(body, self.lexicon) in (None, *FIRMS)

    def last_person(
        self, before: int, *, after: int = 0, besides: tuple[Mention, ...] = (), titled: bool = False
    ) -> tuple[Mention, ...]:
        """Return the person named last between two offsets, but for some; `titled`: of those whose office is known."""
        names = {m.name for m in besides}
        found = None
        for i, name in self.reading.names.items():
            offset = self.reading.doc[i].idx
            chain = self.reading.chains[name.chain]
            is_person = chain.type == "Person" and chain.name not in names and (not titled or bool(chain.offices))
            if is_person and after <= offset < before and (found is None or i > found[0]):
                found = (i, name)
        if found is None:
            return ()
        name = found[1]
        return (self.reading.mention_of(name),)

    def first_named(self, tokens: list[Token]) -> tuple[Mention, ...]:
        """Return the first parties in some tokens that no preposition governs; failing that, the first person."""
        for token in tokens:
            if preposition_of(token) or token.pos_ in ("ADP", "DET", "VERB", "AUX") or token.dep_ == "amod":
                continue
            found = self.parties(token)
            if found:
                return found
        for token in tokens:
            name = self.reading.names.get(token.i)
            if name and self.reading.chains[name.chain].type == "Person":
                return (self.reading.mention_of(name),)
        return ()
