"""Scores of lemma scripts → lemmas: what the lexicon has for a form, else the best script that gives a known word."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate.encoder.lemma_rules import apply_rule, lowered, rule_between

TRIED = 6
"""Scripts tried before the best is believed although nobody has heard of its word."""
AS_WRITTEN = frozenset({"PROPN", "X", "SYM", "PUNCT", "NUM"})
"""Parts of speech whose unknown forms are their own lemmas."""


class LemmaTable:
    """Forms and their lemmas by part of speech, and the scripts that the network chooses from."""

    def __init__(self, rules: Sequence[str], forms: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
        """Take the scripts in the network's order and (lower-case form, part of speech) → lemmas, likeliest first."""
        self._rules = tuple(rules)
        self._number = {rule: i for i, rule in enumerate(rules)}
        self._forms = forms
        self._known = {(lemma, pos) for (_, pos), lemmas in forms.items() for lemma in lemmas}

    def lemma(self, form: str, pos: str, scores: NDArray[np.float32]) -> str:
        """Return the lemma of a form; `scores` are the network's for each script."""
        found = self._forms.get((lowered(form), pos))
        if found:
            return found[0] if len(found) == 1 else self._preferred(form, found, scores)
        if pos in AS_WRITTEN:
            return form
        ranked = [apply_rule(self._rules[i], form) for i in np.argsort(-scores, kind="stable")[:TRIED]]
        possible = [lemma for lemma in ranked if lemma]
        for lemma in possible:
            if (lemma, pos) in self._known:
                return lemma
        return possible[0] if possible else lowered(form)

    def _preferred(self, form: str, lemmas: Sequence[str], scores: NDArray[np.float32]) -> str:
        def score(lemma: str) -> float:
            rule = self._number.get(rule_between(form, lemma))
            return float(scores[rule]) if rule is not None else -np.inf

        return max(lemmas, key=score)


def read_forms(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Read a gzipped table: part of speech, form, lemmas separated by |."""
    forms = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pos, form, lemmas = line.rstrip("\n").split("\t")
            forms[form, pos] = tuple(lemma or form for lemma in lemmas.split("|"))
    return forms
