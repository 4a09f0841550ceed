"""What a clause is to the word that it completes: "fa sapere" and "è giusto che paghi" by the governor, not by chance.

The treebanks waver between xcomp, ccomp and csubj here, and show too few of each governor to learn it; a list does.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BARE = "-"
THAT = "che"
CLAUSES = frozenset({"ccomp", "xcomp"})
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

    def mended(
        self,
        relations: Sequence[str],
        heads: Sequence[int],
        lemmas: Sequence[str],
        infinitive: Sequence[bool],
    ) -> dict[int, str]:
        """Return the clauses whose relation is to be another, with that relation.

        `heads` are 0 for a root, else 1 + the head's place. A clause is a subject only after its governor, and only
        where that has no other: "la scelta è giusta" leaves no room for one.
        """
        found: dict[int, str] = {}
        for i, relation in enumerate(relations):
            if relation not in CLAUSES or not 0 < heads[i] <= i:
                continue
            mark = next((lemmas[j] for j, name in enumerate(relations) if name == "mark" and heads[j] == i + 1), BARE)
            if mark != THAT and not infinitive[i]:
                continue
            wanted = self.relations.get((lemmas[heads[i] - 1], mark))
            if wanted == "csubj" and self._has_subject(relations, heads, heads[i]):
                continue
            if wanted is not None and wanted != relation:
                found[i] = wanted
        return found

    @staticmethod
    def _has_subject(relations: Sequence[str], heads: Sequence[int], head: int) -> bool:
        return any(heads[j] == head and name in SUBJECTS for j, name in enumerate(relations))
