"""A checkpoint → the model that the product runs: python -m training.export CHECKPOINT ENCODER CORPORA OUT.

Writes `body.onnx` (matrices in 8 bits), `embeddings.npz` (the word embeddings in 8 bits, a scale for each
row), `tokenizer.json` and `labels.json`. The look-up of the embeddings stays outside the graph: ONNX would keep it in
32 bits.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from pipeline.annotate.encoder.pieces import PieceTable
from training.corpora import GENERIC, NAME_TAGS, read_named, usual_tags
from training.network import Layer, Network, Sizes, read_encoder
from training.windows import group_sentences, make_window, to_batch

RARE = 16
"""Inner units of each block that stay in 32 bits; after eight of them the greatest activation is below 6."""
CALIBRATION = "kind/WN_train.tsv"
CALIBRATION_SENTENCES = 150


@dataclass(frozen=True, slots=True)
class Ranges:
    """The greatest activation of each input of a block's two feed-forward maps, on some training text."""

    widen: Tensor
    narrow: Tensor


class FeedForward(nn.Module):
    """The feed-forward part of a block, made fit for 8 bits: the few inputs that are ten times the others would stretch
    the scale of all.

    What comes in is smoothed: a great input is scaled down and its weights are scaled up (SmoothQuant, Xiao et al.
    2023). The greatest inner units stay in 32 bits, beside the others (LLM.int8(), Dettmers et al. 2022).
    """

    def __init__(self, layer: Layer, ranges: Ranges) -> None:
        """Take a trained block and its ranges."""
        super().__init__()
        smooth = (ranges.widen / ranges.widen.median()).clamp(min=1.0).sqrt()
        rare = torch.zeros(layer.widen.out_features, dtype=torch.bool)
        rare[ranges.narrow.topk(RARE).indices] = True
        self.register_buffer("shrink", 1 / smooth)
        self.widen = _linear(layer.widen.weight[~rare] * smooth, layer.widen.bias[~rare])
        self.narrow = _linear(layer.narrow.weight[:, ~rare], layer.narrow.bias)
        self.widen_rare = _linear(layer.widen.weight[rare], layer.widen.bias[rare])
        self.narrow_rare = _linear(layer.narrow.weight[:, rare], None)

    def forward(self, x: Tensor) -> Tensor:
        """Return what the block adds to x."""
        rare = self.narrow_rare(functional.gelu(self.widen_rare(x)))
        return self.narrow(functional.gelu(self.widen(x * self.shrink))) + rare


def _linear(weight: Tensor, bias: Tensor | None) -> nn.Linear:
    """Return a linear map with these weights (outputs, inputs)."""
    made = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    made.weight = nn.Parameter(weight.detach().contiguous())
    if bias is not None:
        made.bias = nn.Parameter(bias.detach().clone())
    return made


class FusedLayer(nn.Module):
    """A block of the body with ONNX Runtime's own attention, which needs no transposed copies."""

    def __init__(self, layer: Layer, ranges: Ranges) -> None:
        """Take over a trained block."""
        super().__init__()
        self.layer = layer
        thirds = zip(layer.attention_in.weight.chunk(3), layer.attention_in.bias.chunk(3), strict=True)
        self.projections = nn.ModuleList(_linear(weight, bias) for weight, bias in thirds)
        self.feed_forward = FeedForward(layer, ranges)

    def forward(self, x: Tensor) -> Tensor:
        """Return the block's output; there is no mask, for windows are read one by one, without padding."""
        query, key, value = (projection(x) for projection in self.projections)
        mixed = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            [query, key, value],
            attrs={"num_heads": self.layer.heads},
            dtype=x.dtype,
            shape=x.shape,
            version=1,
        )
        x = self.layer.attention_norm(x + self.layer.attention_out(mixed))
        return self.layer.norm(x + self.feed_forward(x))


def read_ranges(network: Network, words: Tensor, corpora: Path, encoder: Path) -> list[Ranges]:
    """Return the ranges of each block on some training text."""
    table = PieceTable.read(encoder / "tokenizer.json")
    sentences = list(islice(read_named(corpora, [CALIBRATION], boundaries=True), CALIBRATION_SENTENCES))
    windows = [make_window(group, table, None) for group in group_sentences(sentences, table, None)]
    batch = to_batch(windows, table.padding)
    greatest: dict[nn.Module, Tensor] = {}

    def note(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        greatest[module] = inputs[0][batch.real].abs().amax(0).clone()

    maps = [(layer.widen, layer.narrow) for layer in network.body.layers]
    hooks = [module.register_forward_pre_hook(note) for block in maps for module in block]
    with torch.no_grad():
        network.body(words[batch.pieces], batch.real)
    for hook in hooks:
        hook.remove()
    return [Ranges(*(greatest[module] for module in block)) for block in maps]


class Inference(nn.Module):
    """What the product computes: everything but the labels of the arcs, which need the tree first."""

    def __init__(self, network: Network, treebank: int, ranges: Sequence[Ranges]) -> None:
        """Take a trained network, the treebank whose bias to use, and each block's ranges."""
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(map(FusedLayer, network.body.layers, ranges))
        self.register_buffer("treebank", torch.tensor([treebank]))

    def forward(self, embedded: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return sentence, tag, lemma and name scores by word, arc scores, and the vectors for the labels."""
        net = self.network
        x = net.body.norm(embedded + net.body.position.weight[: embedded.shape[1]])
        states = [x]
        for layer in self.layers:
            x = layer(x)
            states.append(x)
        sentence, tag, lemma, parse, name = net.mixed(states, firsts).unbind(0)
        dependent, head, label_dependent, label_head = net.parse_vectors(parse, self.treebank)
        return (
            net.sentence(sentence)[..., 0],
            net.tag(tag),
            net.lemma(lemma),
            net.name(name),
            net.arc_scores(dependent, head),
            label_dependent,
            label_head,
        )


OUTPUTS = ("sentence", "tag", "lemma", "name", "arc", "label_dependent", "label_head")


def read_network(checkpoint: Path, encoder: Path) -> tuple[Network, Tensor, dict[str, list[str]]]:
    """Return the trained network, the frozen word embeddings and the labels."""
    labels = json.loads((checkpoint.parent / "labels.json").read_text(encoding="utf-8"))
    config, words, _ = read_encoder(encoder)
    sizes = Sizes(
        len(labels["tags"]), len(labels["lemmas"]), len(labels["relations"]), len(NAME_TAGS), len(labels["treebanks"])
    )
    network = Network(config, sizes)
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    return network.eval(), words, labels


def to_onnx(network: Network, treebank: int, ranges: Sequence[Ranges], path: Path) -> None:
    """Write the network as an ONNX graph of 32-bit floats."""
    hidden = network.treebank.weight.shape[1]
    arguments = (torch.randn(2, 40, hidden), torch.arange(30)[None].repeat(2, 1))
    batch, length, words = (torch.export.Dim(name, min=1, max=510) for name in ("batch", "length", "words"))
    torch.onnx.export(
        Inference(network, treebank, ranges).eval(),
        arguments,
        path,
        input_names=["embedded", "firsts"],
        output_names=list(OUTPUTS),
        dynamic_shapes={
            "embedded": {0: batch, 1: length},
            "firsts": {0: batch, 1: words},
        },
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the graph with its constant matrices in 8 bits, all but those of the rare inner units."""
    model = onnx.load(source)
    shapes = {tensor.name: tuple(tensor.dims) for tensor in model.graph.initializer}
    whole = [
        node.name
        for node in model.graph.node
        if node.op_type == "MatMul" and any(RARE in shapes.get(name, ()) for name in node.input)
    ]
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=whole,
    )


def quantised_rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the matrix in 8 bits and the scale of each row."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / 127
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def export(checkpoint: Path, encoder: Path, corpora: Path, out: Path, treebank: str) -> None:
    """Write the four files."""
    network, words, labels = read_network(checkpoint, encoder)
    usual = usual_tags(corpora)
    kept_tags = [i for i, tag in enumerate(labels["tags"]) if tag in usual]
    network.tag = _linear(network.tag.weight[kept_tags], network.tag.bias[kept_tags])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        ranges = read_ranges(network, words, corpora, encoder)
        to_onnx(network, labels["treebanks"].index(treebank), ranges, whole)
        quantise(whole, out / "body.onnx")
    rows, scale = quantised_rows(words.numpy())
    np.savez(
        out / "embeddings.npz",
        rows=rows,
        scale=scale,
        label_weight=network.label_weight.detach().numpy().astype(np.float16),
        root_label=network.root_label.detach().numpy().astype(np.float32),
    )
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    kept = {name: labels[name] for name in ("lemmas", "relations")}
    kept |= {"tags": [labels["tags"][i] for i in kept_tags], "names": list(NAME_TAGS)}
    (out / "labels.json").write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Export from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("checkpoint", "encoder", "corpora", "out"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--treebank", default=GENERIC)
    args = arguments.parse_args()
    export(args.checkpoint, args.encoder, args.corpora, args.out, args.treebank)


if __name__ == "__main__":
    main()
