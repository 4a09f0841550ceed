"""A checkpoint → the model that the product runs: python -m training.export CHECKPOINT ENCODER OUT [--treebank NAME].

Writes `body.onnx` (matrices in 8 bits, in blocks), `embeddings.npz` (the word embeddings in 8 bits, a scale for each
row), `tokenizer.json` and `labels.json`. The look-up of the embeddings stays outside the graph: ONNX would keep it in
32 bits.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import GENERIC, NAME_TAGS
from training.network import Layer, Network, Sizes, read_encoder

BITS = 8
BLOCK = 128
ACCURACY_LEVEL = 4
"""Of ONNX Runtime's MatMulNBits: 4 computes in 8-bit integers, with a scale for each row's block of activations.

So a window's figures do not hang on the others in its batch, as they do under dynamic quantisation by tensor.
"""
KEPT_WHOLE = ("arc_weight",)


class FusedLayer(nn.Module):
    """A block of the body with ONNX Runtime's own attention, which needs no transposed copies."""

    def __init__(self, layer: Layer) -> None:
        """Take over a trained block."""
        super().__init__()
        self.layer = layer
        weights = layer.attention_in.weight.chunk(3)
        biases = layer.attention_in.bias.chunk(3)
        self.projections = nn.ModuleList()
        for weight, bias in zip(weights, biases, strict=True):
            projection = nn.Linear(weight.shape[1], weight.shape[0])
            projection.weight, projection.bias = nn.Parameter(weight), nn.Parameter(bias)
            self.projections.append(projection)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """Return the block's output; `real` is 1 where a place holds a piece (batch, length)."""
        query, key, value = (projection(x) for projection in self.projections)
        mixed = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            [query, key, value, None, real],
            attrs={"num_heads": self.layer.heads},
            dtype=x.dtype,
            shape=x.shape,
            version=1,
        )
        x = self.layer.attention_norm(x + self.layer.attention_out(mixed))
        return self.layer.norm(x + self.layer.narrow(functional.gelu(self.layer.widen(x))))


class Inference(nn.Module):
    """What the product computes: everything but the labels of the arcs, which need the tree first."""

    def __init__(self, network: Network, treebank: int) -> None:
        """Take a trained network and the treebank whose bias to use."""
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in network.body.layers)
        self.register_buffer("treebank", torch.tensor([treebank]))

    def forward(self, embedded: Tensor, real: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return sentence, tag, lemma and name scores by word, arc scores, and the vectors for the labels."""
        net = self.network
        x = net.body.norm(embedded + net.body.position.weight[: embedded.shape[1]])
        states = [x]
        for layer in self.layers:
            x = layer(x, real)
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


def to_onnx(network: Network, treebank: int, path: Path) -> None:
    """Write the network as an ONNX graph of 32-bit floats."""
    hidden = network.treebank.weight.shape[1]
    arguments = (torch.randn(2, 40, hidden), torch.ones(2, 40, dtype=torch.int32), torch.arange(30)[None].repeat(2, 1))
    batch, length, words = (torch.export.Dim(name, min=1, max=510) for name in ("batch", "length", "words"))
    torch.onnx.export(
        Inference(network, treebank).eval(),
        arguments,
        path,
        input_names=["embedded", "real", "firsts"],
        output_names=list(OUTPUTS),
        dynamic_shapes={
            "embedded": {0: batch, 1: length},
            "real": {0: batch, 1: length},
            "firsts": {0: batch, 1: words},
        },
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the graph with its constant matrices in 8 bits."""
    model = onnx.load(source)
    config = DefaultWeightOnlyQuantConfig(block_size=BLOCK, is_symmetric=True, accuracy_level=ACCURACY_LEVEL, bits=BITS)
    quantiser = MatMulNBitsQuantizer(model, algo_config=config)
    quantiser.process()
    onnx.save(quantiser.model.model, target)


def quantised_rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the matrix in 8 bits and the scale of each row."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / 127
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def export(checkpoint: Path, encoder: Path, out: Path, treebank: str) -> None:
    """Write the four files."""
    network, words, labels = read_network(checkpoint, encoder)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        to_onnx(network, labels["treebanks"].index(treebank), whole)
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
    kept = {name: labels[name] for name in ("tags", "lemmas", "relations")} | {"names": list(NAME_TAGS)}
    (out / "labels.json").write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Export from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("checkpoint", "encoder", "out"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--treebank", default=GENERIC)
    args = arguments.parse_args()
    export(args.checkpoint, args.encoder, args.out, args.treebank)


if __name__ == "__main__":
    main()
