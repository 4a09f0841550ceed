"""Who is meant without a name: "il leader russo", "i due", "lui", a dropped subject → chains of the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipeline.annotate.chains import country_of, office_at
from pipeline.annotate.clauses import conjuncts, own_subject, subject_of
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.ud import SUBJECTS, feature, finite_part, is_finite
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name
from pipeline.model import EntityType
from pipeline.typography import folded

NAME_LABELS = frozenset({"flat", "flat:name", "appos", "compound", "nmod"})
SPEAKING_TYPES: frozenset[EntityType] = frozenset({"Person", "Country", "Organization"})


@dataclass(slots=True)
class _Discourse:
    """What has been spoken of so far in the article."""

    focus: tuple[int, ...] = ()
    """The subject of the last main clause."""
    people: list[int] = field(default_factory=list)
    """Persons, the last mentioned last."""
    countries: list[int] = field(default_factory=list)

    def note(self, chain: int, kind: EntityType) -> None:
        """Move a chain to the end of its list."""
        order = {"Person": self.people, "Country": self.countries}.get(kind)
        if order is not None:
            if chain in order:
                order.remove(chain)
            order.append(chain)


def resolve_references(
    chains: tuple[Chain, ...],
    names: Mapping[int, NameSpan],
    entries: Mapping[int, Name],
    lexicon: Lexicon,
    sentences: Iterable[SpacySpan],
) -> Mapping[int, tuple[int, ...]]:
    """Return, for each token without a name that stands for parties, the chains; read once from left to right."""
    resolver = _Resolver(chains, names, entries, lexicon)
    for sent in sentences:
        resolver.read_sentence(list(sent))
    return resolver.references


class _Resolver:
    """State of one pass over one article."""

    def __init__(
        self,
        chains: tuple[Chain, ...],
        names: Mapping[int, NameSpan],
        entries: Mapping[int, Name],
        lexicon: Lexicon,
    ) -> None:
        self.chains = chains
        self.names = names
        self.entries = entries
        self.lexicon = lexicon
        self.references: dict[int, tuple[int, ...]] = {}
        self.discourse = _Discourse()

    def read_sentence(self, tokens: list[Token]) -> None:
        """Resolve the nominals and pronouns, then the dropped subjects, then set the focus for what follows."""
        for token in tokens:
            name = self.names.get(token.i)
            if name:
                if name.start == token.i:
                    self.discourse.note(name.chain, self.chains[name.chain].type)
                continue
            found = self._nominal(token) or self._pair(token) or self._pronoun(token)
            if found:
                self.references[token.i] = found
                for chain in found:
                    self.discourse.note(chain, self.chains[chain].type)
        for token in tokens:
            if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ") and is_finite(token):
                self._dropped_subject(token)
        self._set_focus(tokens)

    def _nominal(self, token: Token) -> tuple[int, ...]:
        """ "il presidente russo" → who holds that office in the article; "il leader russo" → who is of that country."""
        if token.pos_ != "NOUN" or self._has_name(token) or not _is_definite(token):
            return ()
        office = office_at(token, self.lexicon)
        person = self.lexicon.person_nouns.get(folded(token.text))
        if not (office and office.number == "sg") and not (
            person and person.kind == "person" and person.number == "sg"
        ):
            return ()
        country = country_of(token, self.lexicon, self.entries)
        lemma = office.lemma if office else None
        best: tuple[int, int] | None = None
        for order, index in enumerate(self.discourse.people):
            score = self._fit(self.chains[index], lemma, country)
            if score and (best is None or (score, order) >= best):
                best = (score, order)
        return (self.discourse.people[best[1]],) if best else ()

    def _fit(self, chain: Chain, lemma: str | None, country: str | None) -> int:
        """Say how well a person fits an office and a country: 0 not at all, 3 both."""
        lemmas = {office for office, _ in chain.offices}
        if country and chain.country and chain.country != country:
            return 0
        same_office = lemma in lemmas
        same_country = country is not None and chain.country == country
        if same_office and same_country:
            return 3
        if same_office and (country is None or chain.country is None):
            return 2
        return (
            1 if same_country and (lemma is None or not lemmas or lemma in self.lexicon.words["generic_office"]) else 0
        )

    def _has_name(self, token: Token) -> bool:
        """Say whether the noun carries a name of its own: "il presidente Xi"."""
        return any(
            child.i in self.names and child.dep_ in NAME_LABELS and not any(g.dep_ == "case" for g in child.children)
            for child in token.children
        ) or (token.i + 1 in self.names and self.chains[self.names[token.i + 1].chain].type == "Person")

    def _pair(self, token: Token) -> tuple[int, ...]:
        """ "i due leader", "entrambi" → the two parties last spoken of; "le due nazioni" → the two countries."""
        words = self.lexicon.words
        form = folded(token.text)
        alone = form in words["pair"] and token.dep_ not in ("nummod", "det", "det:predet")
        if not alone and not any(folded(child.text) in words["pair"] for child in token.children):
            return ()
        if form in words["country_noun"]:
            order = self.discourse.countries
        elif alone or form in self.lexicon.person_nouns or office_at(token, self.lexicon):
            order = self.discourse.people
        else:
            return ()
        return tuple(sorted(order[-2:])) if len(order) >= 2 else ()

    def _pronoun(self, token: Token) -> tuple[int, ...]:
        if folded(token.text) not in self.lexicon.words["personal_pronoun"] or token.dep_ not in SUBJECTS:
            return ()
        return self._focus_of_number("Sing")

    def _focus_of_number(self, number: str) -> tuple[int, ...]:
        focus = self.discourse.focus
        if not focus or any(self.chains[index].type not in SPEAKING_TYPES for index in focus):
            return ()
        if number == "Plur":
            return focus if len(focus) > 1 else ()
        return focus if len(focus) == 1 else ()

    def _dropped_subject(self, verb: Token) -> None:
        part = finite_part(verb)
        if feature(part, "Person") not in ("3", "") or subject_of(verb) is not None:
            return
        if any(c.dep_ in ("expl:impers", "expl:pass", "csubj") for c in verb.children):
            return
        found = self._focus_of_number(feature(part, "Number") or "Sing")
        if found:
            self.references[verb.i] = found

    def _set_focus(self, tokens: list[Token]) -> None:
        """The subject of the sentence's main clause is what the next sentence goes on about."""
        root = next((t for t in tokens if t.head == t and not t.is_space), None)
        if root is None:
            return
        subject = own_subject(root)
        if subject is None:
            inherited = self.references.get(root.i)
            if inherited:
                self.discourse.focus = inherited
            return
        chains: list[int] = []
        for token in conjuncts(subject):
            chains.extend(self.parties(token))
        if chains:
            self.discourse.focus = tuple(dict.fromkeys(chains))

    def parties(self, token: Token) -> tuple[int, ...]:
        """Return the chains that a noun phrase names: itself, its apposition, or what it refers to."""
        name = self.names.get(token.i)
        if name:
            return (name.chain,)
        for child in token.children:
            name = self.names.get(child.i)
            attached = name and child.dep_ in NAME_LABELS and not any(g.dep_ == "case" for g in child.children)
            if name and attached and self.chains[name.chain].type == "Person":
                return (name.chain,)
        return self.references.get(token.i, ())


def _is_definite(token: Token) -> bool:
    return any(
        c.dep_ in ("det", "det:predet", "case")
        and (feature(c, "Definite") == "Def" or feature(c, "PronType") in ("Dem", "Art"))
        and feature(c, "Definite") != "Ind"
        for c in token.children
    )
