"""What one article has said so far, to ask for whom a word without a name stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.annotate.bearers import Bearers
from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.discourse import Discourse
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature, is_relative
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name

OBJECTS = frozenset({"obj", "iobj"})
OBLIQUES = frozenset({"obl", "nmod", "obl:agent"})
GOVERNED = frozenset({"xcomp", "ccomp", "advcl"})


@dataclass(slots=True)
class SoFar:
    """State of one pass over one article."""

    chains: tuple[Chain, ...]
    names: Mapping[int, NameSpan]
    entries: Mapping[int, Name]
    lexicon: Lexicon
    quoted: frozenset[int]
    """Tokens in quotation marks."""
    discourse: Discourse
    bearers: Bearers
    references: dict[int, tuple[int, ...]]
    """Token without a name → the chains that it stands for; `bearers` looks here too."""
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """(token, chain) of each person spoken of, named or not."""

    def note(self, chain: int, token: Token) -> None:
        """Remember that a word stands for a chain."""
        self.discourse.note(chain)
        if self.chains[chain].type == "Person":
            self.mentions.append((token.i, chain))

    def subject_chains(self, token: Token) -> tuple[int, ...]:
        """Return who is the subject of the clause that a word stands in, unless that is the word itself."""
        verb = clause_root(token)
        subject = own_subject(verb)
        while subject is None and verb.dep_ in GOVERNED and feature(verb, "VerbForm") == "Inf" and verb.head != verb:
            verb = clause_root(verb.head)  # "X è pronto a incontrare il rivale"
            subject = own_subject(verb)
        if subject is not None and verb.dep_ == RELATIVE_CLAUSE and is_relative(subject):
            subject = verb.head
        if subject is None or subject == token or subject.is_ancestor(token):
            return ()
        return self.bearers.chains_of(subject)
