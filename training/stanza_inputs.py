"""Word vectors and character models of the default size for a stanza package that is only to be timed.

stanza's Italian default package reads word vectors (CoNLL 2017) and two character language models beside its own
layers, and they are most of its work. Nothing of this can be fetched or trained here, and its numbers do not change
how long it takes: they are drawn by chance.
"""

from __future__ import annotations

from pathlib import Path

import torch
from stanza.models import charlm
from stanza.models.common.char_model import CharacterLanguageModel, build_charlm_vocab
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

INPUTS = ("pretrain", "forward_charlm", "backward_charlm")
READING_INPUTS = frozenset({"pos", "depparse", "ner"})
"""The processors that read them; in the default package the lemmatizer is the one without."""
WORDS = 250_000
"""What stanza's programs keep of a list of vectors."""
WIDTH = 100
SEED = 20250101


def write_inputs(text: Path, folder: Path) -> None:
    """Write the three files; the vectors are those of the words of a text and of as many others as are wanting."""
    torch.manual_seed(SEED)
    read = text.read_text(encoding="utf-8")
    words = sorted(set(read.lower().split()))
    words += [f"parola{i}" for i in range(WORDS - len(words))]
    pretrain = Pretrain()
    pretrain._vocab = PretrainedWordVocab(words, lang="it", lower=True)
    pretrain._emb = torch.randn(len(pretrain._vocab), WIDTH)
    pretrain.save(str(folder / "pretrain.pt"))
    vocab = {"char": build_charlm_vocab(str(text))}
    for direction in ("forward", "backward"):
        args = charlm.parse_args(["--train_file", str(text), "--direction", direction])
        model = CharacterLanguageModel(args, vocab, is_forward_lm=direction == "forward")
        model.save(str(folder / f"{direction}_charlm.pt"))


def input_arguments(processor: str, folder: Path) -> list[str]:
    """Return what tells a training program where they are."""
    if processor not in READING_INPUTS:
        return []
    return [
        *("--wordvec_pretrain_file", str(folder / "pretrain.pt"), "--charlm", "--charlm_shorthand", "it_chance"),
        *("--charlm_forward_file", str(folder / "forward_charlm.pt")),
        *("--charlm_backward_file", str(folder / "backward_charlm.pt")),
    ]
