"""The transformer and its heads, in torch.

The body is BERT (Devlin et al. 2019) as in multilingual-e5-small; a word's vector is that of its first piece, mixed
from all layers by weights that each head learns (ELMo's scalar mix, Peters et al. 2018). The parser is the deep
biaffine one (Dozat and Manning 2017). A bias for each treebank takes up what their annotators did differently
(treebank embeddings, Stymne et al. 2018).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HEADS = ("sentence", "tag", "lemma", "parse", "name")
ARC_SIZE = 256
LABEL_SIZE = 128
HEAD_DROPOUT = 0.25
BODY_DROPOUT = 0.1


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head chooses from, and how many treebanks there are."""

    tags: int
    lemmas: int
    relations: int
    names: int
    treebanks: int


class PooledDropout(nn.Module):
    """Dropout whose masks are stretches of one pool of random numbers.

    torch draws a mask one number at a time on a CPU, which took a tenth of the training; the pool is drawn anew
    every so often and read from a random place.
    """

    SIZE = 1 << 23
    READS = 5000

    def __init__(self, share: float) -> None:
        """Take the share of numbers to drop."""
        super().__init__()
        self.share = share
        self.reads = 0
        self.pool = torch.empty(0)

    def forward(self, x: Tensor) -> Tensor:
        """Return x with a share of its numbers zero, the others scaled up; x itself outside training."""
        if not self.training:
            return x
        if self.reads % self.READS == 0:
            kept = torch.rand(self.SIZE) >= self.share
            self.pool = kept.to(torch.bfloat16) / (1.0 - self.share)
        self.reads += 1
        place = int(torch.randint(self.SIZE - x.numel(), ()))
        return x * self.pool[place : place + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One block of BERT: attention, then a feed-forward part, each with a residual and a norm after it."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: nn.Module) -> None:
        """Take the sizes from the encoder's configuration."""
        super().__init__()
        self.heads = heads
        self.attention_in = nn.Linear(hidden, 3 * hidden)
        self.attention_out = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.widen = nn.Linear(hidden, inner)
        self.narrow = nn.Linear(inner, hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the block's output; `mask` (batch, 1, 1, length) is added to the attention scores."""
        batch, length, hidden = x.shape
        split = self.attention_in(x).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(2, 3) * (hidden // self.heads) ** -0.5 + mask.to(query.dtype)
        mixed = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.attention_out(mixed)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Body(nn.Module):
    """Embedded pieces → the vectors of every layer."""

    def __init__(self, config: dict[str, int | float]) -> None:
        """Take the encoder's configuration (config.json)."""
        super().__init__()
        hidden = int(config["hidden_size"])
        epsilon = float(config["layer_norm_eps"])
        self.position = nn.Embedding(int(config["max_position_embeddings"]), hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = PooledDropout(BODY_DROPOUT)
        sizes = (hidden, int(config["num_attention_heads"]), int(config["intermediate_size"]), epsilon, self.dropout)
        self.layers = nn.ModuleList(Layer(*sizes) for _ in range(int(config["num_hidden_layers"])))

    def forward(self, embedded: Tensor, real: Tensor) -> list[Tensor]:
        """Take (batch, length, hidden) and which places are real (bool); return the output of each layer."""
        mask = torch.where(real, 0.0, -1e4)[:, None, None, :]
        x = self.dropout(self.norm(embedded + self.position.weight[: embedded.shape[1]]))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states


class Network(nn.Module):
    """The body and the five heads."""

    def __init__(self, config: dict[str, int | float], sizes: Sizes) -> None:
        """Make an untrained network; `read_body` fills the body."""
        super().__init__()
        hidden = int(config["hidden_size"])
        self.body = Body(config)
        self.mix = nn.Parameter(torch.zeros(len(HEADS), int(config["num_hidden_layers"]) + 1))
        self.treebank = nn.Embedding(sizes.treebanks, hidden)
        nn.init.zeros_(self.treebank.weight)
        self.dropout = PooledDropout(HEAD_DROPOUT)
        self.sentence = nn.Linear(hidden, 1)
        self.tag = nn.Linear(hidden, sizes.tags)
        self.lemma = nn.Linear(hidden, sizes.lemmas)
        self.name = nn.Linear(hidden, sizes.names)
        self.arc = nn.Linear(hidden, 2 * ARC_SIZE)
        self.label = nn.Linear(hidden, 2 * LABEL_SIZE)
        self.root = nn.Parameter(torch.randn(ARC_SIZE) * 0.02)
        self.root_label = nn.Parameter(torch.randn(LABEL_SIZE) * 0.02)
        self.arc_weight = nn.Parameter(torch.zeros(ARC_SIZE + 1, ARC_SIZE))
        self.label_weight = nn.Parameter(torch.zeros(sizes.relations, LABEL_SIZE + 1, LABEL_SIZE + 1))

    def vectors(self, embedded: Tensor, real: Tensor, firsts: Tensor) -> Tensor:
        """Return (heads, batch, words, hidden): each head's mix of the layers at each word's first piece."""
        return self.mixed(self.body(embedded, real), firsts)

    def mixed(self, states: list[Tensor], firsts: Tensor) -> Tensor:
        """Return each head's mix of the layers' states at each word's first piece."""
        index = firsts[:, :, None].expand(-1, -1, states[0].shape[2])
        picked = torch.stack([state.gather(1, index) for state in states])
        return torch.einsum("hl,lbwd->hbwd", self.mix.softmax(-1), picked)

    def parse_vectors(self, parse: Tensor, treebank: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what a word is as a dependent and as a head, for arcs and for labels."""
        x = self.dropout(parse + self.treebank(treebank)[:, None, :])
        arc = self.dropout(functional.gelu(self.arc(x)))
        label = self.dropout(functional.gelu(self.label(x)))
        return (*arc.split(ARC_SIZE, -1), *label.split(LABEL_SIZE, -1))

    def arc_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return (batch, words, 1 + words): how well each word, and the root before them, heads each word."""
        root = self.root.expand(head.shape[0], 1, -1).to(head.dtype)
        heads = torch.cat([root, head], 1)
        ones = torch.ones_like(dependent[..., :1])
        return torch.cat([dependent, ones], -1) @ self.arc_weight.to(dependent.dtype) @ heads.transpose(1, 2)

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return (words, relations) for pairs of word and head, both (words, LABEL_SIZE)."""
        ones = torch.ones_like(dependent[:, :1])
        left = torch.cat([dependent, ones], 1)
        right = torch.cat([head, ones], 1)
        through = torch.einsum("wi,rij->wrj", left, self.label_weight.to(left.dtype))
        return (through * right[:, None, :]).sum(-1)


def read_encoder(folder: Path) -> tuple[dict[str, int | float], Tensor, dict[str, Tensor]]:
    """Return the configuration, the word embeddings and the body's weights of a HuggingFace `BertModel` folder."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    given = {name.removeprefix("bert."): t.float() for name, t in load_file(folder / "model.safetensors").items()}
    embeddings = given["embeddings.word_embeddings.weight"]
    weights = {
        "position.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    parts = {
        "attention_out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for i in range(int(config["num_hidden_layers"])):
        for kind in ("weight", "bias"):
            source = f"encoder.layer.{i}"
            projections = [given[f"{source}.attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            weights[f"layers.{i}.attention_in.{kind}"] = torch.cat(projections)
            for ours, theirs in parts.items():
                weights[f"layers.{i}.{ours}.{kind}"] = given[f"{source}.{theirs}.{kind}"]
    return config, embeddings, weights
