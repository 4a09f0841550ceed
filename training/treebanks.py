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

from pipeline.annotate.encoder.clausal import ClausalGovernors
from pipeline.annotate.ud import house_label, subtyped_label, surface_features


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
        label = house_label(core["deprel"])
        tokens.append(Token(form, _lemma(core), core["upos"], _feats(group, core), head, label, space))
    return Sentence(_harmonise(tokens))


def _lemma(word: conllu.Token) -> str:
    lemma: str = word["form"] if word["lemma"] in (None, "_", "") else word["lemma"]
    return lemma


def _feats(group: list[conllu.Token], core: conllu.Token) -> str:
    others = (word["feats"] or {} for word in group if word is not core)
    return surface_features(core["upos"], core["feats"] or {}, others)


def _harmonise(tokens: list[Token]) -> tuple[Token, ...]:
    children: dict[int, list[Token]] = {}
    for i, token in enumerate(tokens):
        if token.head != i:
            children.setdefault(token.head, []).append(token)
    result = []
    for i, token in enumerate(tokens):
        below = [child.feats for child in children.get(i, [])]
        label = subtyped_label(token.deprel, token.upos, tokens[token.head].upos, token.feats, below)
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


BY = {"it": "da", "fr": "par", "pt": "por"}
UNSURE = "_"
"""The relation of a word whose treebank does not say which of two it is."""


def mark_agents(sentence: Sentence, by: str) -> Sentence:
    """Give a treebank without obl:agent (PUD, ParlaMint) its agents: what "da" heads under a passive auxiliary.

    Under a participle alone it may be one ("scritto da Eco") or not ("nato da Roma"): such a relation is UNSURE.
    """
    tokens = list(sentence.tokens)
    passive = {t.head for t in tokens if t.deprel == "aux:pass"}
    marked = {t.head for t in tokens if t.deprel == "case" and t.lemma == by}

    def relation(i: int, token: Token) -> str:
        if token.deprel != "obl" or i not in marked:
            return token.deprel
        if token.head in passive:
            return "obl:agent"
        return UNSURE if "VerbForm=Part" in tokens[token.head].feats else "obl"

    return Sentence(tuple(replace(t, deprel=relation(i, t)) for i, t in enumerate(tokens)))


OPEN_MARKS = frozenset({"a", "ad", "di", "d'", "da"})


def mark_clauses(sentence: Sentence, governors: ClausalGovernors, *, open_: bool) -> Sentence:
    """Give clausal complements ISDT's labels: by their governors where the table has these ("fa sapere": ccomp).

    With `open_` (VIT, MarkIT, ParlaMint, which write ccomp for many of them) xcomp for what "a", "di" or "da" joins to
    a verb ("riesce a dire"), csubj for what follows a copula without a mark or a subject ("è possibile dire"), and
    what the table has for any governor; the other treebanks need that no more than ISDT does.
    """
    tokens = list(sentence.tokens)
    marks = {t.head: t.lemma for t in tokens if t.deprel == "mark"}
    copular = {t.head for t in tokens if t.deprel == "cop"}
    subjects = {t.head for t in tokens if t.deprel.startswith("nsubj")}

    def relation(i: int, token: Token) -> str:
        head = tokens[token.head]
        if token.deprel not in ("ccomp", "xcomp") or "VerbForm=Inf" not in token.feats:
            return token.deprel
        if open_ and head.upos == "VERB" and marks.get(i) in OPEN_MARKS:
            return "xcomp"
        if open_ and token.head < i not in marks and token.head in copular - subjects:
            return "csubj"
        return token.deprel

    relations = [relation(i, token) for i, token in enumerate(tokens)]
    heads = [0 if token.head == i else token.head + 1 for i, token in enumerate(tokens)]
    infinitive = ["VerbForm=Inf" in token.feats for token in tokens]
    table = governors if open_ else governors.by_name()
    mended = table.mended(relations, heads, [token.lemma for token in tokens], infinitive)
    return Sentence(tuple(replace(t, deprel=mended.get(i, relations[i])) for i, t in enumerate(tokens)))
