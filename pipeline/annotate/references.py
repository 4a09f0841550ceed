"""Who is meant without a name: "il leader russo", "i due", "lui", a dropped subject → chains of the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipeline.annotate.antecedents import (
    body_meant,
    firm_of_nation,
    may_be_of_sphere,
    native_meant,
    newly_titled,
    of_sphere,
)
from pipeline.annotate.bearers import Bearers
from pipeline.annotate.chains import country_of, office_at
from pipeline.annotate.clauses import clause_root, conjuncts, own_subject, preposition_of, subject_of
from pipeline.annotate.discourse import Discourse, genders
from pipeline.annotate.nominals import article_gender, fit, has_complement, is_definite
from pipeline.annotate.owners import end_of, owner_words
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.titles import Named
from pipeline.annotate.ud import AUXILIARIES, RELATIVE_CLAUSE, SUBJECTS, feature, finite_part, is_finite
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name, Office
from pipeline.typography import folded

OBJECTS = frozenset({"obj", "iobj"})
PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
OBLIQUES = frozenset({"obl", "nmod", "obl:agent"})
MAX_CLAUSES = 6
OF_STATE = frozenset({"state", "government", "parliament", "local", "military", "justice", "church"})
"""Scopes of offices whose holders no word of business stands for."""


def resolve_references(
    chains: tuple[Chain, ...],
    names: Mapping[int, NameSpan],
    entries: Mapping[int, Name],
    lexicon: Lexicon,
    sentences: Iterable[SpacySpan],
    quoted: frozenset[int] = frozenset(),
) -> Mapping[int, tuple[int, ...]]:
    """Return, for each token without a name that stands for parties, the chains; read once from left to right.

    `quoted` are the tokens in quotation marks: what is spoken of there does not change whom the article is about.
    """
    resolver: _Resolver | None = None
    for sent in sentences:
        if resolver is None:
            resolver = _Resolver(chains, names, entries, lexicon, quoted, genders(sent.doc, names, chains, lexicon))
        resolver.read_sentence(list(sent))
    return resolver.references if resolver else {}


class _Resolver:
    """State of one pass over one article."""

    def __init__(
        self,
        chains: tuple[Chain, ...],
        names: Mapping[int, NameSpan],
        entries: Mapping[int, Name],
        lexicon: Lexicon,
        quoted: frozenset[int],
        gender_of: tuple[str, ...],
    ) -> None:
        self.chains = chains
        self.names = names
        self.entries = entries
        self.lexicon = lexicon
        self.quoted = quoted
        self.references: dict[int, tuple[int, ...]] = {}
        self.bearers = Bearers(Named(names, chains, lexicon), self.references)
        self.mentions: list[tuple[int, int]] = []
        """(token, chain) of each person spoken of, named or not."""
        self.discourse = Discourse(chains, gender_of)

    def read_sentence(self, tokens: list[Token]) -> None:
        """Resolve the nominals and pronouns, then the dropped subjects, then set the focus for what follows."""
        for token in tokens:
            name = self.names.get(token.i)
            if name:
                if name.start == token.i:
                    self._note(name.chain, token)
                continue
            found = self._pair(token) or self._nominal(token) or self._body(token) or self._pronoun(token)
            if found:
                self.references[token.i] = found
                for chain in found:
                    self._note(chain, token)
        for token in tokens:
            if token.dep_ not in AUXILIARIES and token.pos_ in PREDICATES and is_finite(token):
                self._dropped_subject(token)
        for token in tokens:
            if token.i not in self.references:
                found = self._clitic(token) or self._possessive(token) or self._relative(token)
                if found:
                    self.references[token.i] = found
        self._set_focus(tokens)

    def _note(self, chain: int, token: Token) -> None:
        self.discourse.note(chain)
        if self.chains[chain].type == "Person":
            self.mentions.append((token.i, chain))

    def _nominal(self, token: Token) -> tuple[int, ...]:
        """ "il presidente russo" → who holds that office in the article; "il leader russo" → who is of that country."""
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or not is_definite(token) or self.bearers.has_name(token):
            return ()
        native = native_meant(token, self.discourse, self.lexicon)
        if native or token.pos_ == "ADJ":
            return native
        office = office_at(token, self.lexicon)
        person = self.lexicon.person_nouns.get(folded(token.text))
        singular = (office is not None and office.number == "sg") or (
            person is not None and person.kind == "person" and person.number == "sg"
        )
        if not singular and folded(token.text) not in self.lexicon.words["epithet"]:
            return ()
        country = country_of(token, self.lexicon, self.entries)
        lemma = office.lemma if office else None
        owner = self._owner(token, office)
        gender = "Fem" if "f" in {office.gender if office else "", person.gender if person else ""} else ""
        gender = gender or article_gender(token)
        best: tuple[int, int] | None = None
        barred = self._subject_chains(token) if token.dep_ in OBJECTS | OBLIQUES - {"nmod"} else ()
        for order, index in enumerate(self.discourse.people):
            if index in barred or not self.discourse.fits(index, gender if gender == "Fem" else ""):
                continue
            score = fit(self.chains[index], lemma, country, self.lexicon, owner)
            if score and (best is None or (score, order) >= best):
                best = (score, order)
        if best:
            return (self.discourse.people[best[1]],)
        here = [chain for i, chain in self.mentions if i >= token.sent.start]
        return (
            self._named_later(lemma, country, gender, owner)
            or self._only_president(lemma, country)
            or of_sphere(token, self.discourse, self.lexicon, country, gender)
            or newly_titled(token, office, self.discourse, self.lexicon, country, gender, here)
            or self._epithet(token, gender, country)
        )

    def _body(self, token: Token) -> tuple[int, ...]:
        """ "il gruppo", "i tedeschi" → the body last spoken of that it fits."""
        if token.pos_ not in ("NOUN", "PROPN") or self.bearers.body_of(token):
            return ()
        country = country_of(token, self.lexicon, self.entries)
        barred = self._subject_chains(token)
        return body_meant(token, self.discourse, self.lexicon, country, barred) or firm_of_nation(
            token, self.discourse, self.lexicon
        )

    def _owner(self, token: Token, office: Office | None) -> frozenset[str]:
        first = token.i + 1 if office is None else end_of(token, office)
        return owner_words(token.doc, first, token.sent.end, self.entries, self.lexicon)

    def _named_later(
        self, lemma: str | None, country: str | None, gender: str, owner: frozenset[str]
    ) -> tuple[int, ...]:
        """ "Il premier italiano …", and only further on "il premier Neri": the one person of the article in office."""
        if lemma is None:
            return ()
        found = [
            index
            for index, chain in enumerate(self.chains)
            if chain.type == "Person"
            and any(office == lemma for office, _ in chain.offices)
            and fit(chain, lemma, country, self.lexicon, owner) >= 3
            and self.discourse.fits(index, gender)
        ]
        return (found[0],) if len(found) == 1 else ()

    def _only_president(self, lemma: str | None, country: str | None) -> tuple[int, ...]:
        """ "Il presidente Ugo Neri …. Il capo dello Stato …": the one president of the article, of no body."""
        heads = self.lexicon.words["head_of_state"]
        if lemma is None or country is not None or folded(lemma) not in heads or len(lemma.split()) < 2:
            return ()
        found = [
            index
            for index, chain in enumerate(self.chains)
            if any(folded(office) in heads for office, _ in chain.offices) and not chain.owners
        ]
        return (found[0],) if len(found) == 1 and found[0] in self.discourse.people else ()

    def _epithet(self, token: Token, gender: str, country: str | None) -> tuple[int, ...]:
        """ "il tycoon", "la manager", "l'economista belga": who was last spoken of, if nothing speaks against it."""
        if folded(token.text) not in self.lexicon.words["epithet"]:
            return ()
        if any(c.dep_ in ("nmod", "acl:relcl") or c.dep_ == "det:poss" for c in token.children if not _is_to(c)):
            return ()
        office = office_at(token, self.lexicon)
        business = office is not None and office.scope == "company"
        civil = frozenset(i for i in self.discourse.people if business and self._serves_a_state(i))
        barred = civil.union(self._subject_chains(token))
        focus = tuple(i for i in self.discourse.focus if i in self.discourse.people and i not in barred)
        inverted = token.dep_ in SUBJECTS and token.head.i < token.i  # "«…», ha spiegato il manager"
        if country is None and inverted and len(focus) == 1 and self.discourse.fits(focus[0], gender):
            return focus
        people = [
            index
            for index in [i for i in self.discourse.people if i not in civil][-3:]
            if self.discourse.fits(index, gender)
            and (country is None or self.chains[index].country in (None, country))
            and index not in self._subject_chains(token)
            and may_be_of_sphere(token, self.chains[index], self.lexicon)
        ]
        if country is None and gender:
            people = [i for i in people if self.discourse.genders[i] == gender] or people
        return (people[-1],) if people else ()

    def _serves_a_state(self, index: int) -> bool:
        """Say whether all that is known of a person are offices of state: no "manager", no "imprenditore"."""
        known = [self.lexicon.offices.get(tuple(lemma.split())) for lemma, _ in self.chains[index].offices]
        return bool(known) and all(office is not None and office.scope in OF_STATE for office in known)

    def _subject_chains(self, token: Token) -> tuple[int, ...]:
        """Return who is the subject of the clause that a word stands in, unless that is the word itself."""
        verb = clause_root(token)
        subject = own_subject(verb)
        if subject is None or subject == token or subject.is_ancestor(token):
            return ()
        return self.bearers.chains_of(subject)

    def _pair(self, token: Token) -> tuple[int, ...]:
        """ "i due leader", "entrambi" → the two parties last spoken of; "le due nazioni" → the two countries."""
        words = self.lexicon.words
        form = folded(token.text)
        alone = form in words["pair"] and token.dep_ not in ("nummod", "det", "det:predet")
        if alone and form == folded("due") and not is_definite(token):
            return ()
        paired = any(folded(child.text) in words["pair"] for child in token.children)
        few = any(folded(child.text) == "due" for child in token.children) and not is_definite(token)
        count = 2 if alone or (paired and not few) else 0  # "secondo due persone" are others
        if not count and any(folded(child.text) in words["triple"] for child in token.children):
            count = 3 if is_definite(token) else 0
        sides = form in words["sides"] and is_definite(token) and not has_complement(token)
        if not count and not sides:
            return ()
        discourse = self.discourse
        count = count or 2
        if sides:
            order = discourse.countries if len(discourse.countries) >= 2 else discourse.people
        elif form in words["country_noun"]:
            order = discourse.countries
        elif form in self.lexicon.organisation_words or form in words["body"]:
            barred = self._subject_chains(token)
            order = [c for c in discourse.bodies if c not in barred]
        elif alone or form in self.lexicon.person_nouns or office_at(token, self.lexicon):
            order = discourse.people
        else:
            return ()
        if alone and len(order) < count:
            order = discourse.countries if len(discourse.countries) >= count else discourse.bodies
        return tuple(sorted(order[-count:])) if len(order) >= count else ()

    def _pronoun(self, token: Token) -> tuple[int, ...]:
        """ "Lui" as a subject is whom the passage is about; after a preposition, another than the subject."""
        form = folded(token.text)
        if form in self.lexicon.words["last"] and any(c.lemma_.lower() == "questo" for c in token.children):
            return self.discourse.last_person("Fem" if form.endswith("a") else "Masc")  # "quest'ultimo"
        if form not in self.lexicon.words["personal_pronoun"]:
            return ()
        gender = self._pronoun_gender(form)
        if token.dep_ in SUBJECTS:
            if form in self.lexicon.words["latter"]:
                return self.discourse.last_person(gender)
            return self.discourse.speaking_focus("Sing", gender) or self.discourse.last_person(gender)
        if token.dep_ in OBLIQUES:
            return self.discourse.last_person(gender, self._subject_chains(token))
        return ()

    def _pronoun_gender(self, form: str) -> str:
        return "Fem" if form in self.lexicon.words["feminine_pronoun"] else "Masc"

    def _clitic(self, token: Token) -> tuple[int, ...]:
        """ "gli ha detto", "l'ha ricevuta", "lo ha invitato": somebody other than the subject."""
        if feature(token, "Clitic") != "Yes" or feature(token, "Person") != "3" or token.dep_ not in OBJECTS:
            return ()
        form = folded(token.text)
        words = self.lexicon.words
        if form in words["clitic_feminine"]:
            wanted = "Fem"
        elif form in words["clitic_masculine"]:
            wanted = "Masc"
        else:
            return ()
        verb = token.head
        if token.dep_ == "obj":
            cue = self.lexicon.cues.get((verb.lemma_.lower(), "VERB"))
            if cue is not None and cue.type in ("say", "deny", "think", "announce", "promise"):
                return ()  # "lo ha detto il ministro"
            if form == "lo" and verb.lemma_.lower() in self.lexicon.words["clausal_verb"]:
                return ()  # "lo ha reso noto", "lo ha già fatto"
            if feature(verb, "VerbForm") == "Part" and feature(verb, "Gender") and form.startswith("l'"):
                wanted = feature(verb, "Gender")
        subject = subject_of(verb)
        barred = self.bearers.chains_of(subject) if subject is not None else self.references.get(verb.i, ())
        return self._other_person(token, wanted, barred, sure=token.dep_ == "obj")

    def _other_person(self, token: Token, gender: str, barred: tuple[int, ...], *, sure: bool) -> tuple[int, ...]:
        """Return the person of a gender last spoken of in the sentence, else whom the passage is about, else before.

        "L'ha approvata" may be about a law: who is meant by a direct object must be known to be of the gender.
        """
        before = [(i, c) for i, c in sorted(self.mentions) if i < token.i and c not in barred]
        genders = self.discourse.genders
        fitting = [(i, c) for i, c in before if (genders[c] == gender if sure else self.discourse.fits(c, gender))]
        here = [c for i, c in fitting if i >= token.sent.start]
        if here:
            return (here[-1],)
        focus = self.discourse.speaking_focus("Sing", gender)
        if focus and focus[0] in {c for _, c in fitting}:
            return focus
        return (fitting[-1][1],) if fitting else ()

    def _possessive(self, token: Token) -> tuple[int, ...]:
        """ "il suo arrivo": of the clause's subject, or of whom the passage is about."""
        if feature(token, "Poss") != "Yes" or folded(token.text) not in self.lexicon.words["possessive"]:
            return ()
        subject = subject_of(clause_root(token))
        if subject is not None and subject != token.head and not subject.is_ancestor(token):
            found = self.bearers.chains_of(subject)
            return found if len(found) == 1 else ()
        return self.discourse.speaking_focus("Sing")

    def _relative(self, token: Token) -> tuple[int, ...]:
        """ "il suo omologo Neri, con il quale si è intrattenuto": the word that the clause is about."""
        relative = feature(token, "PronType") == "Rel" or (token.pos_ == "PRON" and token.lemma_.lower() == "quale")
        if not relative or token.dep_ in ("det", "mark"):
            return ()
        current = token
        for _ in range(MAX_CLAUSES):
            if current.dep_ == RELATIVE_CLAUSE:
                return self.bearers.chains_of(current.head) if current.head.i < token.i else ()
            if current.head == current:
                return ()
            current = current.head
        return ()

    def _dropped_subject(self, verb: Token) -> None:
        part = finite_part(verb)
        if feature(part, "Person") not in ("3", "") or subject_of(verb) is not None:
            return
        if any(c.dep_ in ("expl:impers", "expl:pass", "csubj") for c in verb.children):
            return
        number = feature(part, "Number") or "Sing"
        gender = feature(verb, "Gender") if part.lemma_.lower() == "essere" and verb.pos_ == "VERB" else ""
        found = self._governing(verb, number, gender) or self.discourse.speaking_focus(number, gender)
        if not found and gender and number == "Sing":
            before = [c for c in self.discourse.people if self.discourse.genders[c] == gender]
            found = (before[-1],) if before else ()
        if found:
            self.references[verb.i] = found
            self.mentions.extend((verb.i, c) for c in found if self.chains[c].type == "Person")

    def _governing(self, verb: Token, number: str, gender: str) -> tuple[int, ...]:
        """ "Neri è volata al Cairo, dove ha incontrato …": the subject of the clause that this one hangs on."""
        current = verb
        for _ in range(MAX_CLAUSES):
            if current.head == current:
                return ()
            above = clause_root(current.head)
            subject = own_subject(above)
            if subject is not None and not subject.is_ancestor(verb) and subject.i < verb.i:
                found = self.bearers.chains_of(subject)
                agrees = (len(found) > 1) == (number == "Plur") and all(self.discourse.fits(c, gender) for c in found)
                return found if found and agrees else ()
            if above.i in self.references:
                return self.references[above.i] if number == "Sing" else ()
            if above == current:
                return ()
            current = above
        return ()

    def _set_focus(self, tokens: list[Token]) -> None:
        """The subject of the sentence's main clause is what the next sentence goes on about."""
        root = next((t for t in tokens if t.head == t and not t.is_space), None)
        if root is None:
            return
        if root.i not in self.quoted:
            self._focus_on(root)
        for token in tokens:  # "«…», ha detto Neri": whoever speaks in the midst of a quotation, or after a colon
            beside = token.dep_ in ("parataxis", "conj", "ccomp", "advcl") and token.pos_ in PREDICATES
            if beside and token.i not in self.quoted and (token.head == root or root.i in self.quoted):
                self._focus_beside(token, root)

    def _focus_beside(self, verb: Token, root: Token) -> None:
        subject = own_subject(verb)
        if subject is None or not is_finite(verb) or (verb.dep_ in ("ccomp", "advcl") and root.i not in self.quoted):
            return
        found = self.bearers.chains_of(subject)
        if len(found) == 1 and self.chains[found[0]].type == "Person":
            self.discourse.focus = found

    def _focus_on(self, root: Token) -> None:
        subject = own_subject(root)
        if subject is None and root.i in self.names and any(c.dep_ == "cop" for c in root.children):
            subject = root  # "A guidarla sarà Anna Neri: subentra a …"
        if subject is None:
            inherited = self.references.get(root.i)
            if inherited:
                self.discourse.focus = inherited
            return
        chains: list[int] = []
        for token in conjuncts(subject):
            chains.extend(self.bearers.chains_of(token))
        if chains:
            self.discourse.focus = tuple(dict.fromkeys(chains))
        elif self._is_somebody(subject):
            self.discourse.focus = ()

    def _is_somebody(self, noun: Token) -> bool:
        """Say whether a noun is a person's who has no name: from here on the passage is about nobody named."""
        person = self.lexicon.person_nouns.get(folded(noun.text))
        return noun.pos_ == "NOUN" and (person is not None and person.kind == "person" and person.number == "sg")


def _is_to(child: Token) -> bool:
    """ "ha chiarito il porporato ai giornalisti": whom it is said to is no complement of the noun."""
    return child.dep_ == "nmod" and preposition_of(child) == "a"
