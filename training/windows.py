"""Sentences → windows of running text in many typographies → batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.annotate.encoder.pieces import PieceTable
from training.corpora import NONE, Labelled
from training.typography import Style, restyle

LENGTHS = (24, 48, 96, 128, 160, 192)
"""Pieces that a window is filled up to, drawn for each."""
LONGEST = 250
BREAK_SHARE = 0.2
"""Share of sentence ends that become a new paragraph; the reader is told of it by an end piece."""
UNSTOPPED_SHARE = 0.3
"""Share of paragraph ends that lose their full stop, as headlines do."""
CAPITALS_SHARE = 0.02
STUCK_SHARE = 0.03
"""Share of sentence ends without a space after them."""
GENERIC_SHARE = 0.2
CLOSERS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences that go through the network together."""

    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    sentence: tuple[int, ...]
    """The number of each word's sentence."""
    starts: tuple[int, ...]
    """1 where a sentence begins, NONE where the reader knows it anyway."""
    tags: tuple[int, ...]
    lemmas: tuple[int, ...]
    heads: tuple[int, ...]
    """0 for the root, else 1 + the head's place in the window."""
    relations: tuple[int, ...]
    names: tuple[int, ...]
    treebank: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as padded tensors, (batch, places) or (batch, words)."""

    pieces: Tensor
    real: Tensor
    firsts: Tensor
    word: Tensor
    """Which words are there (bool)."""
    sentence: Tensor
    starts: Tensor
    tags: Tensor
    lemmas: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    treebank: Tensor


def _varied(sentence: Labelled, style: Style, rng: random.Random) -> Labelled:
    """Return the sentence in that typography, one in fifty in capitals."""
    words = restyle(sentence.words, style)
    lemmas = sentence.lemmas
    if rng.random() < CAPITALS_SHARE:
        lemmas = tuple(NONE if w != w.lower() else lemma for w, lemma in zip(words, lemmas, strict=True))
        words = [w.upper() for w in words]
    return Labelled(
        tuple(words), sentence.spaces, sentence.tags, lemmas, sentence.heads, sentence.relations,
        sentence.names, sentence.treebank, sentence.boundaries,
    )  # fmt: skip


def _without_stop(sentence: Labelled) -> Labelled:
    """Return the sentence without its final full stop, or as it is where that is no leaf."""
    last = len(sentence.words) - 1
    if last < 2 or sentence.words[last] not in CLOSERS or last in sentence.heads[:last]:
        return sentence
    cut = slice(0, last)
    return Labelled(
        sentence.words[cut], sentence.spaces[cut], sentence.tags[cut], sentence.lemmas[cut], sentence.heads[cut],
        sentence.relations[cut], sentence.names[cut], sentence.treebank, sentence.boundaries,
    )  # fmt: skip


def make_window(sentences: Sequence[Labelled], table: PieceTable, rng: random.Random | None) -> Window:
    """Join sentences; without `rng` as they are (development), else in a typography and with breaks by chance."""
    pieces = [table.start]
    firsts: list[int] = []
    columns: dict[str, list[int]] = {
        name: [] for name in ("sentence", "starts", "tags", "lemmas", "heads", "relations", "names")
    }
    style = rng.choice((Style.CORPUS, *Style)) if rng else Style.CORPUS
    known_start = True
    spaced = True
    for number, original in enumerate(sentences):
        sentence = _varied(original, style, rng) if rng else original
        breaks = rng is not None and rng.random() < BREAK_SHARE
        if breaks and rng is not None and rng.random() < UNSTOPPED_SHARE:
            sentence = _without_stop(sentence)
        base = len(firsts)
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            firsts.append(len(pieces))
            pieces += table.pieces(word, spaced=spaced)
            spaced = space
        size = len(sentence.words)
        learned = sentence.boundaries and (number > 0 or rng is None)
        columns["sentence"] += [number] * size
        first = NONE if known_start or not learned else 1
        columns["starts"] += [first] + [0 if sentence.boundaries else NONE] * (size - 1)
        columns["tags"] += sentence.tags
        columns["lemmas"] += sentence.lemmas
        columns["heads"] += [NONE if h == NONE else 0 if h == i else 1 + base + h for i, h in enumerate(sentence.heads)]
        columns["relations"] += sentence.relations
        columns["names"] += sentence.names
        known_start = breaks
        spaced = not (rng is not None and rng.random() < STUCK_SHARE)
        if breaks:
            pieces.append(table.end)
            spaced = True
    pieces.append(table.end)
    treebank = sentences[0].treebank
    if rng is not None and rng.random() < GENERIC_SHARE:
        treebank = 0
    return Window(tuple(pieces), tuple(firsts), treebank=treebank, **{k: tuple(v) for k, v in columns.items()})


def group_sentences(
    sentences: Sequence[Labelled], table: PieceTable, rng: random.Random | None, lengths: Sequence[int] = LENGTHS
) -> Iterator[list[Labelled]]:
    """Yield neighbouring sentences that fill a window; one that is too long alone is left out."""
    group: list[Labelled] = []
    filled = 0
    target = rng.choice(lengths) if rng else lengths[-1]
    for sentence in sentences:
        size = sum(len(table.pieces(word, spaced=True)) for word in sentence.words)
        if size > LONGEST - 2:
            continue
        if group and (filled + size > target or sentence.treebank != group[0].treebank):
            yield group
            group, filled = [], 0
            target = rng.choice(lengths) if rng else lengths[-1]
        group.append(sentence)
        filled += size + 1
    if group:
        yield group


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Return the windows in batches of about `size` pieces, like lengths together, in random order."""
    order = sorted(windows, key=lambda w: (len(w.pieces) + rng.random() * 24, w.pieces))
    result: list[list[Window]] = []
    current: list[Window] = []
    for window in order:
        if current and (len(current) + 1) * len(window.pieces) > size:
            result.append(current)
            current = []
        current.append(window)
    if current:
        result.append(current)
    rng.shuffle(result)
    return result


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows], dtype=torch.long)


def to_batch(windows: Sequence[Window], padding: int) -> Batch:
    """Return the windows as tensors."""
    pieces = _padded([w.pieces for w in windows], padding)
    return Batch(
        pieces=pieces,
        real=_padded([[1] * len(w.pieces) for w in windows], 0).bool(),
        firsts=_padded([w.firsts for w in windows], 0),
        word=_padded([[1] * len(w.firsts) for w in windows], 0).bool(),
        sentence=_padded([w.sentence for w in windows], -1),
        starts=_padded([w.starts for w in windows], NONE),
        tags=_padded([w.tags for w in windows], NONE),
        lemmas=_padded([w.lemmas for w in windows], NONE),
        heads=_padded([w.heads for w in windows], NONE),
        relations=_padded([w.relations for w in windows], NONE),
        names=_padded([w.names for w in windows], NONE),
        treebank=torch.tensor([w.treebank for w in windows]),
    )
