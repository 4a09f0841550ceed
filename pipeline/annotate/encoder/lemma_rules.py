"""Edit scripts between a form and its lemma: "k|s" strips k letters from the lower-cased form and adds s.

"=" keeps the form as it is written, capitals included (names).
"""

from __future__ import annotations

import unicodedata

from pipeline.typography import plain

KEEP = "="


def lowered(form: str) -> str:
    """Return a form as lemmas are written: lower case, straight apostrophes, letters composed with their accents."""
    return unicodedata.normalize("NFC", plain(form).lower())


def rule_between(form: str, lemma: str) -> str:
    """Return the shortest script that makes the lemma out of the form."""
    if form == lemma:
        return KEEP if form != form.lower() else "0|"
    lower = lowered(form)
    common = 0
    for a, b in zip(lower, lemma, strict=False):
        if a != b:
            break
        common += 1
    return f"{len(lower) - common}|{lemma[common:]}"


def apply_rule(rule: str, form: str) -> str | None:
    """Return the lemma, or None where the form is too short for the script."""
    if rule == KEEP:
        return form
    strip, _, added = rule.partition("|")
    lower = lowered(form)
    if int(strip) > len(lower):
        return None
    lemma = lower[: len(lower) - int(strip)] + added
    return lemma or None
