"""The lexicon of lemmas: python -m training.lemma_table CORPORA MORPHIT LABELS OUT.

CORPORA gives every form of the Italian treebanks with its lemmas. MORPHIT is a folder with the unpacked npm packages
`morph-it-helper` and `italian-verbs-dict` (Morph-it!, Baroni and Zanchetta, CC BY-SA 2.0): their lemmas say which
words exist; of their forms only those are kept that no script of the network leads to a lemma.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.annotate.encoder.lemma_rules import apply_rule, rule_between
from training.corpora import TREEBANKS, read_treebanks

NOUNS = "morph-it-helper/package/resources_pub/nouns.json"
ADJECTIVES = "morph-it-helper/package/resources_pub/adjectives.json"
VERBS = "italian-verbs-dict/package/dist/verbs.json"
LEAST_SHARE = 0.1
"""A lemma that a form has more seldom than this is an annotator's slip."""
CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ"})


def treebank_forms(corpora: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (form, part of speech) → lemmas of the Italian treebanks but the tweets, the likeliest first."""
    names = {name: files for name, files in TREEBANKS.items() if name != "tweets"}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentences in read_treebanks(corpora, names).values():
        for token in (token for sentence in sentences for token in sentence.tokens):
            if token.upos not in ("PUNCT", "NUM", "SYM", "X", "PROPN"):
                lemma = token.lemma if token.text != token.text.lower() else token.lemma.lower()
                counts[token.text.lower().replace("’", "'"), token.upos][lemma] += 1
    return {
        key: tuple(
            lemma
            for lemma, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
            if count >= LEAST_SHARE * found.total()
        )
        for key, found in counts.items()
        if found.total() > 1 or key[1] not in CLOSED
    }


def _forms_within(node: object) -> Iterator[str]:
    """Yield the strings of a nested record."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _forms_within(value)
    elif isinstance(node, list):
        for value in node:
            yield from _forms_within(value)


def morphit_forms(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield form, part of speech and lemma of Morph-it!'s nouns, adjectives and verbs."""
    for form, lemma in json.loads((folder / NOUNS).read_text(encoding="utf-8")).items():
        yield form.lower(), "NOUN", lemma.lower()
    for form, (lemma, participle) in json.loads((folder / ADJECTIVES).read_text(encoding="utf-8")).items():
        if not participle:
            yield form.lower(), "ADJ", lemma.lower()
    for lemma, record in json.loads((folder / VERBS).read_text(encoding="utf-8")).items():
        for form in sorted({lemma, *_forms_within(record)}):
            yield form.lower(), "VERB", lemma.lower()


def lemma_table(
    treebanks: dict[tuple[str, str], tuple[str, ...]], morphit: Iterable[tuple[str, str, str]], rules: frozenset[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the table: treebank forms, then the lemmas of Morph-it! and the forms that no script accounts for."""
    table = dict(treebanks)
    added: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, pos, lemma in morphit:
        if form == lemma or rule_between(form, lemma) not in rules:
            added[form, pos].add(lemma)
    for key, lemmas in added.items():
        table.setdefault(key, tuple(sorted(lemmas)))
    return table


def write_table(table: dict[tuple[str, str], tuple[str, ...]], path: Path) -> None:
    """Write the table sorted, a lemma that equals its form as nothing; the bytes depend on the table alone."""
    rows = [
        f"{pos}\t{form}\t{'|'.join('' if lemma == form else lemma for lemma in lemmas)}\n"
        for (form, pos), lemmas in sorted(table.items(), key=lambda item: (item[0][1], item[0][0]))
        if "\t" not in form and "|" not in "".join(lemmas)
    ]
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write("".join(rows).encode("utf-8"))


def main() -> None:
    """Write the table from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("corpora", "morphit", "labels", "out"):
        arguments.add_argument(name, type=Path)
    args = arguments.parse_args()
    rules = frozenset(json.loads(args.labels.read_text(encoding="utf-8"))["lemmas"])
    reachable = frozenset(rule for rule in rules if apply_rule(rule, "x" * 30))
    write_table(lemma_table(treebank_forms(args.corpora), morphit_forms(args.morphit), reachable), args.out)


if __name__ == "__main__":
    main()
