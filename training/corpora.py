"""Which corpora train what, and how their sentences become the trainer's: words with every label they carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate.encoder.clausal import ClausalGovernors
from pipeline.annotate.encoder.lemma_rules import rule_between
from training.entities import TaggedSentence, read_tagged
from training.treebanks import (
    BY,
    UNSURE,
    Sentence,
    mark_agents,
    mark_clauses,
    mark_passives,
    passive_verbs,
    read_sentences,
)

CLAUSAL = Path(__file__).parent / "clausal.tsv"
HELD_OUT = ("ud-isdt/it_isdt-ud-dev", "ud-isdt/it_isdt-ud-test")
TREEBANKS = {
    "partut": (
        "ud-partut/it_partut-ud-train",
        "ud-partut/it_partut-ud-dev",
        "ud-partut/it_partut-ud-test",
    ),
    "vit": ("ud-vit/it_vit-ud-dev", "ud-vit/it_vit-ud-test"),
    "markit": ("ud-markit/it_markit-ud-train", "ud-markit/it_markit-ud-dev", "ud-markit/it_markit-ud-test"),
    "pud": ("ud-pud/it_pud-ud-test",),
    "valico": ("ud-valico/it_thvalico-ud-test",),
    "parlamint": ("ud-parlamint/it_parlamint-ud-train", "ud-parlamint/it_parlamint-ud-test"),
    "tweets": (
        "ud-twittiro/it_twittiro-ud-train",
        "ud-twittiro/it_twittiro-ud-dev",
        "ud-twittiro/it_twittiro-ud-test",
        "ud-postwita/it_postwita-ud-dev",
        "ud-postwita/it_postwita-ud-test",
    ),
}
WITHOUT_PASSIVE_LABELS = frozenset({"parlamint"})
WITHOUT_AGENTS = {"pud": "it", "parlamint": "it", "markit": "it", "vit": "it", "fr_pud": "fr", "pt_pud": "pt"}
"""Treebanks that write obl for obl:agent, always or often, and their languages."""
OPEN_AS_CLAUSES = frozenset({"vit", "markit", "parlamint"})
"""Treebanks that write ccomp for open complements more often than ISDT does."""
ROMANCE = {
    "fr_sequoia": (
        "romance/fr_sequoia-ud-train",
        "romance/fr_sequoia-ud-dev",
        "romance/fr_sequoia-ud-test",
    ),
    "fr_partut": ("romance/fr_partut-ud-train", "romance/fr_partut-ud-dev", "romance/fr_partut-ud-test"),
    "fr_pud": ("romance/fr_pud-ud-test",),
    "es_pud": ("romance/es_pud-ud-test",),
    "pt_pud": ("romance/pt_pud-ud-test",),
}
FEATURES_APART = frozenset({"pud"})
"""Treebanks whose features are their own: PUD writes no VerbForm, no Definite, but Voice and the gender of names."""
GENERIC = "generic"
"""The treebank bias of text from nowhere in particular: the one that the product uses unless development says else."""
NAMES = {
    "wn": ("kind/WN_train.tsv",),
    "adg": ("kind/ADG_train.tsv", "kind/ADG_dev.tsv"),
    "fic": ("kind/FIC_train.tsv", "kind/FIC_dev.tsv"),
    "wikineural": ("wikineural-it/wikineural_it_val.conllu",),
}
NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
NONE = -100
"""The label of what carries none: torch's cross entropy passes over it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed lists that the heads choose from."""

    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]
    treebanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence as numbers, NONE where unlabelled. `heads` counts in the sentence; a root is its own head."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[int, ...]
    lemmas: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    names: tuple[int, ...]
    treebank: int
    boundaries: bool
    """Whether the sentence division of its corpus is to be learned."""


def read_treebanks(corpora: Path, names: dict[str, tuple[str, ...]]) -> dict[str, list[Sentence]]:
    """Return each treebank's sentences, without any whose text is in ISDT dev or test."""
    held_out = {s.fingerprint for name in HELD_OUT for s in read_sentences(corpora / f"{name}.conllu")}
    read = {
        treebank: [s for name in files for s in read_sentences(corpora / f"{name}.conllu")]
        for treebank, files in names.items()
    }
    passive = passive_verbs(s for name, part in read.items() if name not in WITHOUT_PASSIVE_LABELS for s in part)
    for name in WITHOUT_PASSIVE_LABELS & read.keys():
        read[name] = [mark_passives(s, passive) for s in read[name]]
    for name in WITHOUT_AGENTS.keys() & read.keys():
        read[name] = [mark_agents(s, BY[WITHOUT_AGENTS[name]]) for s in read[name]]
    governors = ClausalGovernors.read(CLAUSAL)
    for name in TREEBANKS.keys() & read.keys():
        read[name] = [mark_clauses(s, governors, open_=name in OPEN_AS_CLAUSES) for s in read[name]]
    return {name: [s for s in part if s.fingerprint not in held_out] for name, part in read.items()}


def collect_labels(italian: dict[str, list[Sentence]], foreign: Iterable[str]) -> Labels:
    """Return the labels of the Italian treebanks; lemma scripts seen at least twice."""
    tokens = [t for part in italian.values() for s in part for t in s.tokens]
    scripts = Counter(rule_between(t.text, t.lemma) for t in tokens)
    return Labels(
        tags=tuple(sorted({f"{t.upos}|{t.feats}" for t in tokens})),
        lemmas=tuple(sorted(script for script, count in scripts.items() if count > 1)),
        relations=tuple(sorted({t.deprel for t in tokens} - {UNSURE})),
        treebanks=(GENERIC, *italian, *foreign),
    )


def usual_tags(corpora: Path) -> frozenset[str]:
    """Return the tags of the treebanks whose features are like ISDT's."""
    names = {name: files for name, files in TREEBANKS.items() if name not in FEATURES_APART}
    read = read_treebanks(corpora, names)
    return frozenset(f"{t.upos}|{t.feats}" for part in read.values() for s in part for t in s.tokens)


def label_parsed(sentence: Sentence, labels: Labels, treebank: str, *, italian: bool) -> Labelled:
    """Return a treebank sentence as numbers; of another language only the tree counts."""
    tags = {name: i for i, name in enumerate(labels.tags)}
    lemmas = {name: i for i, name in enumerate(labels.lemmas)}
    relations = {name: i for i, name in enumerate(labels.relations)}

    def relation(deprel: str) -> int:
        return relations.get(deprel, relations.get(deprel.split(":")[0], NONE))

    size = len(sentence.tokens)
    blank = (NONE,) * size
    return Labelled(
        words=tuple(t.text for t in sentence.tokens),
        spaces=tuple(t.space_after for t in sentence.tokens),
        tags=(
            tuple(tags.get(f"{t.upos}|{t.feats}", NONE) for t in sentence.tokens)
            if italian and treebank not in FEATURES_APART
            else blank
        ),
        lemmas=(tuple(lemmas.get(rule_between(t.text, t.lemma), NONE) for t in sentence.tokens) if italian else blank),
        heads=tuple(t.head for t in sentence.tokens),
        relations=tuple(relation(t.deprel) for t in sentence.tokens),
        names=blank,
        treebank=labels.treebanks.index(treebank),
        boundaries=italian,
    )


def label_named(sentence: TaggedSentence, *, boundaries: bool) -> Labelled:
    """Return an entity sentence as numbers."""
    names = [0] * len(sentence.tokens)
    for start, end, label in sentence.spans:
        names[start] = NAME_TAGS.index(f"B-{label}")
        for i in range(start + 1, end):
            names[i] = NAME_TAGS.index(f"I-{label}")
    blank = (NONE,) * len(names)
    return Labelled(sentence.tokens, sentence.spaces, blank, blank, blank, blank, tuple(names), 0, boundaries)


def read_named(corpora: Path, files: Iterable[str], *, boundaries: bool) -> Iterator[Labelled]:
    """Yield the sentences of entity files as numbers."""
    for name in files:
        for sentence in read_tagged(corpora / name):
            yield label_named(sentence, boundaries=boundaries)
