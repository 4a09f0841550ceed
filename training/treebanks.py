"""Universal Dependencies treebanks (CoNLL-U) → sentences of surface tokens with one label set.

A spaCy pipeline reads surface tokens ("della" is one), UD annotates syntactic words ("di" + "la").
The functions here merge each multiword token into one and iron out the label differences between the
treebanks, which the corpora's README lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import conllu

LABELS = {
    "obl:tmod": "obl",
    "flat:foreign": "flat",
    "nsubj:outer": "nsubj",
    "vocative:mention": "vocative",
    "discourse:emo": "discourse",
    "acl:cleft": "acl",
    "goeswith": "flat",
    "reparandum": "dep",
    "list": "parataxis",
}
SUBTYPES_DROPPED = ("parataxis:",)


@dataclass(frozen=True, slots=True)
class Token:
    """One surface token; `head` is the index of its head in the sentence, its own for the root."""

    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The surface tokens of one sentence, in order."""

    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(t.text + (" " if t.space_after else "") for t in self.tokens).rstrip()

    @property
    def fingerprint(self) -> str:
        """Lower-cased letters and digits only: what decides whether two sentences are the same."""
        return re.sub(r"[\W_]+", "", self.text.lower())


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of one CoNLL-U file with multiword tokens merged and labels harmonised."""
    with path.open(encoding="utf-8") as lines:
        for parsed in conllu.parse_incr(lines):
            sentence = _merge(parsed)
            if sentence is not None:
                yield sentence


def _space_after(row: conllu.Token) -> bool:
    return (row["misc"] or {}).get("SpaceAfter") != "No"


def _merge(parsed: conllu.TokenList) -> Sentence | None:
    """Return the sentence over surface tokens, or None where the tree is broken."""
    words = [row for row in parsed if isinstance(row["id"], int)]
    ranges = {row["id"][0]: row for row in parsed if isinstance(row["id"], tuple) and row["id"][1] == "-"}
    groups: list[tuple[list[conllu.Token], str, bool]] = []
    position = 0
    while position < len(words):
        word = words[position]
        contraction = ranges.get(word["id"])
        size = contraction["id"][2] - contraction["id"][0] + 1 if contraction else 1
        surface = contraction or word
        groups.append((words[position : position + size], surface["form"], _space_after(surface)))
        position += size
    index_of = {word["id"]: i for i, (group, _, _) in enumerate(groups) for word in group}
    tokens = []
    for i, (group, form, space) in enumerate(groups):
        if " " in form or not form:
            return None
        inside = {word["id"] for word in group}
        core = next((w for w in group if w["head"] not in inside), None)
        if core is None or (core["head"] and core["head"] not in index_of):
            return None
        head = index_of[core["head"]] if core["head"] else i
        tokens.append(Token(form, _lemma(core), core["upos"], _feats(group, core), head, _label(core["deprel"]), space))
    return Sentence(_harmonise(tokens))


def _lemma(word: conllu.Token) -> str:
    lemma = word["lemma"]
    return word["form"] if lemma in (None, "_", "") else lemma


def _feats(group: list[conllu.Token], core: conllu.Token) -> str:
    """Features of a surface token: its core's, and for a contraction the article's ("della": Fem, Sing)."""
    feats = dict(core["feats"] or {})
    for word in group:
        if word is core:
            continue
        extra = word["feats"] or {}
        if core["upos"] == "ADP":
            feats = {**extra, **feats}
        elif "Clitic" in extra:
            feats["Clitic"] = "Yes"
    feats.pop("Typo", None)
    return "|".join(f"{k}={v}" for k, v in sorted(feats.items()))


def _label(deprel: str) -> str:
    if deprel.startswith(SUBTYPES_DROPPED):
        return deprel.split(":")[0]
    return LABELS.get(deprel, deprel)


def _harmonise(tokens: list[Token]) -> tuple[Token, ...]:
    """PUD and ParlaMint write `flat`, `det`, `acl` where the others have a subtype."""
    children: dict[int, list[Token]] = {}
    for i, token in enumerate(tokens):
        if token.head != i:
            children.setdefault(token.head, []).append(token)
    result = []
    for i, token in enumerate(tokens):
        label = token.deprel
        if label == "flat" and token.upos == "PROPN" and tokens[token.head].upos == "PROPN":
            label = "flat:name"
        elif label == "det" and "Poss=Yes" in token.feats:
            label = "det:poss"
        elif label == "acl" and any("PronType=Rel" in c.feats for c in children.get(i, [])):
            label = "acl:relcl"
        result.append(replace(token, deprel=label))
    return tuple(result)


def passive_verbs(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Lemmas whose participle with "essere" is a passive more often than a past ("è stato" is not, "è letto" is)."""
    votes: Counter[str] = Counter()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.lemma == "essere" and token.deprel in ("aux", "aux:pass"):
                votes[sentence.tokens[token.head].lemma] += 1 if token.deprel == "aux:pass" else -1
    return frozenset(lemma for lemma, vote in votes.items() if vote > 0)


def mark_passives(sentence: Sentence, passive: frozenset[str]) -> Sentence:
    """Give a treebank without passive labels (ParlaMint) aux:pass and nsubj:pass, by the verb's habit elsewhere."""
    tokens = list(sentence.tokens)
    heads = {
        t.head
        for t in tokens
        if t.deprel == "aux"
        and (t.lemma == "venire" or (t.lemma == "essere" and tokens[t.head].lemma in passive))
        and "VerbForm=Part" in tokens[t.head].feats
    }
    heads -= {t.head for t in tokens if t.deprel == "obj"}
    renamed = {"nsubj": "nsubj:pass", "aux": "aux:pass"}
    return Sentence(
        tuple(
            replace(t, deprel=renamed[t.deprel])
            if t.head in heads and (t.deprel == "nsubj" or (t.deprel == "aux" and t.lemma in ("essere", "venire")))
            else t
            for t in tokens
        )
    )
