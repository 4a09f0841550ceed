"""Whom a noun phrase names: by a name of its own, one beside it ("il presidente Neri"), or what it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.annotate.chains import office_at
from pipeline.annotate.parse import Token
from pipeline.annotate.titles import Named, name_after
from pipeline.model import EntityType

NAME_LABELS = frozenset({"flat", "flat:name", "appos", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class Bearers:
    """The names of an article and the references found so far, to ask whom a noun stands for."""

    named: Named
    references: Mapping[int, tuple[int, ...]]
    """Grows while the article is read."""

    def has_name(self, token: Token) -> bool:
        """Say whether the noun carries a name of its own: "il presidente Wu", "il portavoce della Consob, Neri"."""
        if self._attached(token, "Person") or self.named.person(token.i + 1):
            return True
        return name_after(token.doc, token.i, token.i + 1, self.named) is not None

    def chains_of(self, token: Token) -> tuple[int, ...]:
        """Return the chains that a noun phrase names: itself, its apposition, or what it refers to."""
        name = self.named.names.get(token.i)
        if name:
            return (name.chain,)
        person = self._attached(token, "Person")
        if person:
            return person
        if token.i in self.references:
            return self.references[token.i]
        lexicon = self.named.lexicon
        if token.pos_ == "NOUN" and (office_at(token, lexicon) or token.form in lexicon.person_nouns):
            found = name_after(token.doc, token.i, token.i + 1, self.named)
            if found:
                return (found[0].chain,)
        return self.body_of(token)

    def body_of(self, token: Token) -> tuple[int, ...]:
        """ "l'ong Verde", "il quotidiano Il Corso": the organisation whose kind a noun says."""
        form, lexicon = token.form, self.named.lexicon
        if form not in lexicon.organisation_words and form not in lexicon.person_nouns:
            return ()
        return self._attached(token, "Organization")

    def _attached(self, token: Token, kind: EntityType) -> tuple[int, ...]:
        """Return the first name of a kind that hangs on a noun without a preposition."""
        for child in token.children:
            name = self.named.names.get(child.i)
            if name is None or child.dep_ not in NAME_LABELS or any(g.dep_ == "case" for g in child.children):
                continue
            if self.named.chains[name.chain].type == kind:
                return (name.chain,)
        return ()
