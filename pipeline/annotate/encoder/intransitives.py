"""What a verb cannot have: "è avvenuta" is no passive, and "arriva il treno" has no object.

The treebanks show too few of these verbs for the network to know each of them; a list does.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BE = "essere"
AUXILIARIES = frozenset({"aux", "aux:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Intransitives:
    """Verbs that form their perfect with "essere" and have no passive; those among them that never take an object."""

    verbs: frozenset[str]
    without_object: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Intransitives:
        """Read a table of verb and object (yes or no)."""
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [(row["verb"], row["object"]) for row in csv.DictReader(lines, delimiter="\t")]
        return cls(frozenset(verb for verb, _ in rows), frozenset(verb for verb, takes in rows if takes == "no"))

    def mended(
        self, relations: Sequence[str], heads: Sequence[int], lemmas: Sequence[str], parts: Sequence[str]
    ) -> dict[int, str]:
        """Return the words whose relation is to be another, with that relation.

        `heads` are 0 for a root, else 1 + the head's place; `parts` are parts of speech. A verb is active where one
        "essere" is all that it has for an auxiliary: "sono stati esplosi" has more.
        """
        below: dict[int, list[int]] = {}
        for i, head in enumerate(heads):
            if head and lemmas[head - 1] in self.verbs:
                below.setdefault(head - 1, []).append(i)
        found: dict[int, str] = {}
        for verb, places in below.items():
            if [lemmas[i] for i in places if relations[i] in AUXILIARIES] == [BE]:
                renamed = {"aux:pass": "aux", "nsubj:pass": "nsubj"}
                found |= {i: renamed[relations[i]] for i in places if relations[i] in renamed}
            objects = [i for i in places if relations[i] == "obj" and parts[i] in NOMINAL]
            if (
                len(objects) == 1
                and lemmas[verb] in self.without_object
                and not any(relations[i] in SUBJECTS for i in places)
            ):
                found[objects[0]] = "nsubj"
        return found
