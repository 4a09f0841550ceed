"""Which verb of a table a token is, also where its lemma is wrong: futures and participles by their form."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache

from pipeline.annotate.parse import Token

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
CONTRACTED = {"andr": "andare", "terr": "tenere", "verr": "venire", "vedr": "vedere", "rimarr": "rimanere"}
"""Stems of futures that have lost a vowel; also in compounds: "interverranno", "riandrà"."""
ENCLITICS = ("glielo", "gliela", "gliene", "gli", "lo", "la", "li", "le", "ne", "ci", "si", "mi", "ti", "vi")
"""Pronouns at the end of an infinitive, the longest first."""
STRONG = {
    "giunt": "giungere",
    "venut": "venire",
    "cors": "correre",
    "vist": "vedere",
    "accolt": "accogliere",
    "strett": "stringere",
    "sces": "scendere",
}
"""Participles that do not show their infinitive, without their last vowel; also in compounds: "accorsi"."""


def known_lemma(verb: Token, known: Container[str]) -> str:
    """Return the lemma of a verb as `known` has it: "volerà" is volare, "rivedranno" is rivedere.

    A future or a regular participle has the infinitive in it, so its form is surer than a lemma guessed from it. Other
    forms, and those that give nothing known, keep the token's lemma.
    """
    lemma = verb.lemma_.lower()
    if lemma in known:
        return lemma
    return next((i for i in _lemmas_of(verb.form) if i in known), lemma)


@lru_cache(maxsize=1 << 13)  # the verbs of many articles; each table of verbs asks for the same forms
def _lemmas_of(form: str) -> tuple[str, ...]:
    return (*_infinitives(form), *_of_participle(form), *_leant_on(form))


def _leant_on(form: str) -> tuple[str, ...]:
    """ "strappargli" → strappare, "avergliela" → avere: an infinitive on which pronouns lean."""
    stem = next((form[: -len(e)] for e in ENCLITICS if form.endswith(e)), "")
    return (stem + "e",) if stem.endswith("r") else ()


def _of_participle(form: str) -> tuple[str, ...]:
    """ "ripartito" → ripartire, "sbarcate" → sbarcare, "rivenduta" → rivendere, "giunti" → giungere."""
    if form[-1:] not in ("o", "a", "i", "e"):
        return ()
    strong = _compounds(form[:-1], STRONG)
    ending = PARTICIPLES.get(form[-3:-1])
    return (*strong, form[:-3] + ending) if ending else strong


def _compounds(stem: str, table: Mapping[str, str]) -> tuple[str, ...]:
    """ "raggiunt" → raggiungere: what stands before the stem of the table stands before its infinitive."""
    return tuple(stem[: -len(end)] + infinitive for end, infinitive in table.items() if stem.endswith(end))


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
    return *_compounds(stem, CONTRACTED), stem + "e", stem[:-1] + "ere"
