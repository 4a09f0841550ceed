"""What a clause is to the word that it completes: "fa sapere" and "è giusto che paghi" by the governor, not by chance.

The treebanks waver between xcomp, ccomp, csubj and advcl here, and show too few of each governor to learn it; a list
does. It has a line for any governor (*) where the mark decides by itself: "mentre" joins no complement, and "se" one
only of a verb of asking or knowing, which has a line of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BARE = "-"
ANY = "*"
JOINING = frozenset({"mark", "advmod"})
CLAUSES = frozenset({"ccomp", "xcomp"})
ADVERBIAL = "advcl"
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(frozen=True, slots=True)
class ClausalGovernors:
    """The relation of a clause by its governor's lemma and by what joins it: "che", a preposition, or nothing (-)."""

    relations: dict[tuple[str, str], str]

    @classmethod
    def read(cls, path: Path) -> ClausalGovernors:
        """Read a table of governor, mark and relation."""
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t")
            return cls({(row["governor"], row["mark"]): row["relation"] for row in rows})

    def by_name(self) -> ClausalGovernors:
        """Return the lines that name a governor, without those for any."""
        return ClausalGovernors({key: relation for key, relation in self.relations.items() if key[0] != ANY})

    def mended(
        self,
        relations: Sequence[str],
        heads: Sequence[int],
        lemmas: Sequence[str],
        infinitive: Sequence[bool],
    ) -> dict[int, str]:
        """Return the clauses whose relation is to be another, with that relation.

        `heads` are 0 for a root, else 1 + the head's place. A complement or a subject is told only where it comes after
        its governor, and a subject only where that has no other: "la scelta è giusta" leaves no room for one.
        """
        found: dict[int, str] = {}
        for i, relation in enumerate(relations):
            if relation not in CLAUSES or not heads[i]:
                continue
            mark = self._mark(i, relations, heads, lemmas)
            if mark == BARE and not infinitive[i]:
                continue
            governor = lemmas[heads[i] - 1]
            wanted = self.relations.get((governor, mark), self.relations.get((ANY, mark)))
            if wanted != ADVERBIAL and heads[i] > i:
                continue
            if wanted == "csubj" and self._has_subject(relations, heads, heads[i]):
                continue
            if wanted is not None and wanted != relation:
                found[i] = wanted
        return found

    def _mark(self, clause: int, relations: Sequence[str], heads: Sequence[int], lemmas: Sequence[str]) -> str:
        """Return the first word that joins a clause; an adverb does where it is in the table for any governor."""
        for j, name in enumerate(relations[:clause]):
            if heads[j] == clause + 1 and name in JOINING and (name == "mark" or (ANY, lemmas[j]) in self.relations):
                return lemmas[j]
        return BARE

    @staticmethod
    def _has_subject(relations: Sequence[str], heads: Sequence[int], head: int) -> bool:
        return any(heads[j] == head and name in SUBJECTS for j, name in enumerate(relations))
