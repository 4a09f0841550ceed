"""Which verb of a table a token is, also where the lemma is not to be trusted: futures and conditionals by their form."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from pipeline.annotate.ud import feature
from pipeline.typography import folded

FUTURE_ENDINGS = (
    "ebbero",
    "emmo",
    "este",
    "ebbe",
    "anno",
    "esti",
    "emo",
    "ete",
    "ai",
    "ei",
    "à",
    "ò",
)
"""Of the future and the conditional, the longest first; before them stands the infinitive without its last vowel."""


def known_lemma(verb: Token, known: Container[str]) -> str:
    """Return the lemma of a verb as `known` has it: "volerà" is volare, "rivedranno" is rivedere.

    A future has the infinitive in it, so its form is surer than a lemma guessed from it. Other forms, and futures that
    give nothing known, keep the token's lemma.
    """
    lemma = verb.lemma_.lower()
    if feature(verb, "Tense") == "Fut" or feature(verb, "Mood") == "Cnd":
        for infinitive in _infinitives(folded(verb.text)):
            if infinitive in known:
                return infinitive
    return lemma


def _infinitives(form: str) -> tuple[str, ...]:
    """ "volerà" → volere, volare; "viaggerà" → viaggere, viaggare, viaggiare; "vedrà" → vedre, vedere."""
    ending = next((e for e in FUTURE_ENDINGS if form.endswith(e)), "")
    stem = form[: len(form) - len(ending)]
    if not ending or not stem.endswith("r"):
        return ()
    if stem.endswith("er"):
        base = stem[:-2]
        softened = base[:-1] + "are" if base.endswith(("ch", "gh")) else base + "iare"
        return base + "are", softened, stem + "e"
    return stem + "e", stem[:-1] + "ere"
