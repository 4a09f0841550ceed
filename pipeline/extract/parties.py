"""Noun phrases → parties: names, titles with names, nominals that refer, groups without a name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.annotate.chains import office_at
from pipeline.annotate.clauses import conjuncts, preposition_of, subject_of
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.titles import CLAUSAL, Named, name_after, office_size
from pipeline.annotate.ud import CLAUSAL_STOP, SUBJECTS, feature, finite_part
from pipeline.extract.partisans import party_of_people
from pipeline.extract.polarity import is_negated
from pipeline.extract.posts import post_at
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name
from pipeline.model import EntityType, Mention

MAX_PHRASE = 9
GROUP_TYPES: dict[str, EntityType] = {
    "person": "Person",
    "group": "Group",
    "media": "Organization",
    "institution": "Organization",
    "source": "Group",
}


@dataclass(frozen=True, slots=True)
class PartyFinder:
    """Finds the parties that tokens of one reading denote."""

    reading: Reading
    lexicon: Lexicon
    voices: Voices | None = None
    """Who "io" and "noi" are, for extractors that ask."""

    def all_at(self, token: Token, *, place: bool = False) -> tuple[Mention, ...]:
        """Return the parties of a noun phrase and of all that is coordinated with it, without repeats."""
        found: dict[str, Mention] = {}
        for part in conjuncts(token):
            if part != token and is_negated(part, self.lexicon):
                continue  # "la Cina, e non la Russia"
            for mention in self.at(part, place=place):
                found.setdefault(mention.name, mention)
        return tuple(found.values())

    def at(self, token: Token, *, place: bool = False) -> tuple[Mention, ...]:
        """Return the parties that one noun stands for; () where it stands for none."""
        return _parties_at(self.reading, self.lexicon, token, place=place)

    def found_at(self, token: Token, *, place: bool) -> tuple[Mention, ...]:
        """Return the same without looking whether it is remembered."""
        named = self._named(token, place=place)
        if named:
            return (named,)
        if place:
            return ()
        if token.pos_ in ("NOUN", "PROPN", "ADJ"):
            titled = self._titled(token)
            if titled:
                return titled
        if token.i in self.reading.references and token.pos_ not in ("VERB", "AUX"):
            return self.referred(token)
        return self._called(token) or self._unnamed(token)

    def referred(self, token: Token) -> tuple[Mention, ...]:
        """Return the chains that a token without a name refers to, as mentions standing at that token."""
        span = self.reading.span(token.i, token.i + 1)
        return tuple(self.reading.mention(chain, span) for chain in self.reading.references.get(token.i, ()))

    def subjects(self, verb: Token) -> tuple[Mention, ...]:
        """Return the parties that are the subject of a clause, spoken or dropped."""
        subject = subject_of(verb)
        return self.spoken_subjects(verb) or (self.dropped(verb) if subject is None else ())

    def spoken_subjects(self, verb: Token) -> tuple[Mention, ...]:
        """Return the parties that are the subject of a clause and stand in the text."""
        subject = subject_of(verb)
        if subject is None:
            found = self._names_before(verb)
            while not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
                verb = verb.head
                found = self._names_before(verb)
            return found
        found = self.all_at(subject)
        if len(found) == 1 and feature(finite_part(verb), "Number") == "Plur":
            found = tuple(dict.fromkeys((*found, *self._names_before(verb))))
        missing = self._coordinated_before(subject, verb) if len(found) == 1 else ()
        return (*missing, *(m for m in found if m not in missing))

    def _names_before(self, verb: Token) -> tuple[Mention, ...]:
        """A bare name before its verb is the subject, whatever the parser calls it: "Li ha osservato"."""
        found = (
            self._named(child, place=False)
            for child in verb.lefts
            if child.dep_ in ("obj", "iobj", "obl", "advmod")
            and not any(g.dep_ in ("case", "mark") for g in child.children)
        )
        return tuple(m for m in found if m is not None and m.type in ("Person", "Country", "Organization"))

    def _coordinated_before(self, subject: Token, verb: Token) -> tuple[Mention, ...]:
        """The parser often loses the first of two: with a plural verb, "Petrov e il presidente Neri hanno" are two."""
        if feature(finite_part(verb), "Number") != "Plur" or feature(subject, "Number") == "Plur":
            return ()
        start = subject.left_edge.i
        doc = self.reading.doc
        while start > subject.sent.start and doc[start].pos_ in ("CCONJ", "DET"):
            start -= 1
        return self.at(doc[start]) if doc[start].i != subject.i and doc[start + 1].pos_ == "CCONJ" else ()

    def dropped(self, verb: Token) -> tuple[Mention, ...]:
        """Return whoever is meant by a verb without subject, also where it is another verb of the same clause."""
        current = verb
        for _ in range(6):
            if current.i in self.reading.references:
                return self.referred(current)
            if current.head == current or current.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
                return ()
            current = current.head
        return ()

    def owner(self, token: Token) -> tuple[Mention, ...]:
        """Return whose the thing is: "le azioni della Russia", "la decisione russa"."""
        for child in token.children:
            if child.dep_ in ("nmod", "obl") and preposition_of(child) == "di":
                found = self.all_at(child)
                if found:
                    return found
        demonym = self.demonym_of(token)
        return (demonym,) if demonym else self._maker(token)

    def _maker(self, thing: Token) -> tuple[Mention, ...]:
        """ "la legge voluta dal governo", "la proposta avanzata da Oslo": who a participle says that it is from."""
        for clause in thing.children:
            if clause.dep_ == "acl":
                for agent in clause.children:
                    if agent.dep_ == "obl:agent":
                        return self.all_at(agent)
        return ()

    def demonym_of(self, token: Token) -> Mention | None:
        """Return the country or region that an adjective on the noun names: "offensiva russa"."""
        for child in token.children:
            target = self.lexicon.demonyms.get(child.form)
            of_name = token.i in self.reading.names and child.i in self.reading.names  # "Banca centrale europea"
            if target and not of_name and child.dep_ not in ("conj", "appos", "nsubj", "obj") and not _is_noun(child):
                return self.known(target, child)
        return None

    def _of_capital(self, noun: Token) -> Mention | None:
        """Return the country whose capital the noun is of: "il governo di Ankara", "le truppe di Mosca"."""
        for child in noun.children:
            name = self.reading.names.get(child.i)
            if name and name.place and child.dep_ in ("nmod", "obl") and preposition_of(child) == "di":
                mention = self._named(child, place=False)
                if mention is not None and mention.type == "Country":
                    return mention
        return None

    def _of_its_head(self, noun: Token) -> Mention | None:
        """ "il premier Neri, il cui governo vende gas": the country of whose government it is."""
        if noun.dep_ not in SUBJECTS:
            return None
        for child in noun.children:
            owners = self.reading.references.get(child.i, ()) if child.dep_ == "det:poss" else ()
            country = self.reading.chains[owners[0]].country if len(owners) == 1 else None
            if country is not None and country in self.lexicon.countries:
                return self.known(self.lexicon.countries[country], noun)
        return None

    def known(self, entry: Name, token: Token) -> Mention:
        """Return a party of the gazetteer, standing at a token."""
        span = self.reading.span(token.i, token.i + 1)
        return Mention(span, token.text, entry.label, entry.type, entry.wikidata, country=entry.country)

    def _named(self, token: Token, *, place: bool) -> Mention | None:
        name = self.reading.names.get(token.i)
        if name is None:
            return None
        return self.reading.mention_of(name, place=place)

    def _titled(self, noun: Token) -> tuple[Mention, ...]:
        """Return the persons whose title the noun is: "il viceministro degli Esteri russo Ivan Petrov"."""
        form = noun.form
        known = self.lexicon.person_nouns.get(form)
        wanted: EntityType | None = None
        if (
            office_at(noun, self.lexicon) is not None
            or (known is not None and known.kind == "person")
            or form in self.lexicon.words["counterpart"]
            or form in self.lexicon.words["honorific"]
        ):
            wanted = "Person"
        elif known is not None and known.kind == "media":
            wanted = "Organization"
        if wanted is None:
            return ()
        if wanted == "Person":
            end = noun.i + max(1, office_size(noun, self.lexicon))  # "il numero uno di Alfabanca, Igor Belov"
            found = name_after(self.reading.doc, noun.i, end, self.named)
            return self._with_joined(found[0], noun) if found else ()
        return self._named_after(noun)

    def _with_joined(self, name: NameSpan, noun: Token) -> tuple[Mention, ...]:
        """ "i presidenti Anna Neri e Marta Verdi": after a plural also the names that are joined by "e"."""
        found = {name.chain: self.reading.mention_of(name)}
        if feature(noun, "Number") == "Plur":
            for token in conjuncts(self.reading.doc[name.start : name.end].root):
                other = self.named.person(token.i)
                if other:
                    found.setdefault(other.chain, self.reading.mention_of(other))
        return tuple(found.values())

    def _named_after(self, noun: Token) -> tuple[Mention, ...]:
        """ "il quotidiano economico Il Corso": the organisation whose kind the noun says."""
        doc = self.reading.doc
        end = min(noun.sent.end, noun.i + 14)
        i = noun.i + 1
        while i < end and not (doc[i].is_punct and doc[i].text not in '-(«“"') and doc[i].pos_ not in CLAUSAL:
            name = self.reading.names.get(i)
            if name and self.reading.chains[name.chain].type == "Organization":
                return () if doc[i - 1].pos_ == "ADP" or preposition_of(doc[i]) else (self.reading.mention_of(name),)
            i = name.end if name else i + 1
        return ()

    @property
    def named(self) -> Named:
        """Return the names of the article, for the rules that need no more of it."""
        return Named(self.reading.names, self.reading.chains, self.lexicon)

    def _called(self, noun: Token) -> tuple[Mention, ...]:
        """ "la texana Lonestar", "l'ong Mare Verde": the name right after a noun, without a preposition, is its own."""
        if noun.pos_ not in ("NOUN", "ADJ"):
            return ()
        for child in noun.rights:
            if child.dep_ not in ("nmod", "appos", "flat", "flat:name", "compound") or preposition_of(child):
                continue
            mention = self._named(child, place=False)
            if mention is not None and mention.type in ("Person", "Organization") and child.i <= noun.i + MAX_PHRASE:
                apart = any(token.text in ",;:(" for token in self.reading.doc[noun.i : child.i])
                return () if apart else (mention,)
        return ()

    def _unnamed(self, token: Token) -> tuple[Mention, ...]:
        """Return a party without a name: "i separatisti", "il cancelliere tedesco", "fonti diplomatiche"."""
        form = token.form
        target = self.lexicon.demonyms.get(form)
        if target and token.pos_ in ("NOUN", "PROPN") and feature(token, "Number") == "Plur":
            return self._firm_of(token) or (self.known(target, token),)
        party = party_of_people(token, self.reading, self.lexicon)
        if party is not None:
            return (self.known(party, token),)
        demonym = self.demonym_of(token)
        if demonym and form in self.lexicon.words["side_of_country"]:
            return (demonym,)
        if demonym and form in self.lexicon.words["stands_for_country"]:
            return self._each_nationality(token, form) or (demonym,)
        if form in self.lexicon.words["government_noun"] or form in self.lexicon.words["stands_for_country"]:
            capital = self._of_capital(token) or self._of_its_head(token)
            if capital:
                return (capital,)
        office = office_at(token, self.lexicon)
        noun = self.lexicon.person_nouns.get(form)
        if office is None and noun is None and form not in self.lexicon.organisation_words:
            return ()
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
            return ()
        if office and office.number == "pl":
            several = self._each_nationality(token, office.lemma)
            if several:
                return several
        entity_type: EntityType = "Person"
        if not office:
            entity_type = GROUP_TYPES[noun.kind] if noun else "Organization"
            if noun and noun.number == "pl" and entity_type == "Person":
                entity_type = "Group"
        head = (
            token.head if token.dep_ == "amod" and token.head.i > token.i else token
        )  # "un alto funzionario egiziano"
        mention = self.phrase_as(head, entity_type, demonym.country if demonym else None)
        if office is None or office.number != "sg":
            return (mention,)
        return (replace(mention, post=post_at(token, *self.phrase(token), self.reading, self.lexicon)),)

    def _firm_of(self, people: Token) -> tuple[Mention, ...]:
        """ "gli indiani di Tata", "i francesi di Danone" are the firm."""
        for child in people.children:
            if child.dep_ in ("nmod", "appos") and preposition_of(child) in ("di", ""):
                mention = self._named(child, place=False)
                if mention is not None and mention.type == "Organization":
                    return (mention,)
        return ()

    def _each_nationality(self, token: Token, lemma: str) -> tuple[Mention, ...]:
        """ "I primi ministri britannico e canadese" are two: each with the office and one nationality."""
        found = []
        for child in token.subtree:
            target = self.lexicon.demonyms.get(child.form)
            plural = feature(child, "Number") == "Plur"
            if target and (not plural or token.form in self.lexicon.words["stands_for_country"]):
                span = self.reading.span(child.i, child.i + 1)
                name = f"{lemma} {child.text}"
                if token.form in self.lexicon.words["stands_for_country"]:
                    found.append(self.known(target, child))
                else:
                    found.append(Mention(span, child.text, name, "Person", named=False, country=target.country))
        return tuple(found) if len(found) > 1 else ()

    def phrase_as(self, noun: Token, kind: EntityType, country: str | None = None) -> Mention:
        """Return a noun phrase without a name as a mention of a kind of entity."""
        span = self.reading.span(*self.phrase(noun))
        text = self.reading.article.text[span.start : span.end]
        return Mention(span, text, " ".join(text.split()), kind, named=False, country=country)

    def phrase(self, noun: Token) -> tuple[int, int]:
        """Return the tokens of a noun phrase without article, clauses and appositions."""
        start = end = noun.i
        for child in noun.children:
            if child.dep_ in ("amod", "nummod", "flat", "compound") and child.i < start and child.pos_ == "ADJ":
                start = min(start, child.left_edge.i)
        doc = self.reading.doc
        limit = min(noun.sent.end, start + MAX_PHRASE, noun.right_edge.i + 1)
        stops = {
            t.left_edge.i
            for t in noun.subtree
            if t.i > noun.i and (t.dep_ in CLAUSAL_STOP or t.is_punct or t.pos_ in ("VERB", "AUX"))
        }
        stops |= {c.i for t in noun.subtree if self._is_occasion(t) for c in t.lefts if c.dep_ == "case"}
        while end + 1 < limit and end + 1 not in stops and not doc[end + 1].is_punct and not doc[end + 1].is_space:
            end += 1
        return start, end + 1

    def _is_occasion(self, noun: Token) -> bool:
        """ "così il vescovo al termine della messa": when it was said is no part of who he is."""
        told = noun.lemma_.lower() in self.lexicon.words["around_event"] and preposition_of(noun) == "a"
        return told and any(c.dep_ == "nmod" and preposition_of(c) == "di" for c in noun.children)


@remembered
def _parties_at(reading: Reading, lexicon: Lexicon, token: Token, *, place: bool) -> tuple[Mention, ...]:
    """Remember who stands at a token: each kind of fact asks for it."""
    return PartyFinder(reading, lexicon).found_at(token, place=place)


def _is_noun(nation: Token) -> bool:
    """ "la trattativa con i tedeschi", "l'accordo con la turca Alfa": no adjective of the noun, but another party."""
    return any(child.dep_ in ("det", "case") for child in nation.children)
