"""Which verb of a table a token is, also where its lemma is wrong: futures and participles by their form."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

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

PARTICIPLES = {"at": "are", "it": "ire", "ut": "ere"}


def known_lemma(verb: Token, known: Container[str]) -> str:
    """Return the lemma of a verb as `known` has it: "volerà" is volare, "rivedranno" is rivedere.

    A future or a regular participle has the infinitive in it, so its form is surer than a lemma guessed from it. Other
    forms, and those that give nothing known, keep the token's lemma.
    """
    lemma = verb.lemma_.lower()
    if lemma in known:
        return lemma
    form = folded(verb.text)
    return next((i for i in (*_infinitives(form), *_of_participle(form)) if i in known), lemma)


def _of_participle(form: str) -> tuple[str, ...]:
    """ "ripartito" → ripartire, "sbarcate" → sbarcare, "rivenduta" → rivendere."""
    ending = PARTICIPLES.get(form[-3:-1])
    return (form[:-3] + ending,) if ending and form[-1:] in "oaie" else ()


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
