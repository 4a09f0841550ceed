"""Fine-tunes the encoder: python -m training.train CORPORA ENCODER OUT [--steps N] [--from CHECKPOINT].

The plan of batches follows from the seed and the number of steps alone; a run that was stopped goes on from its last
checkpoint, with other dropout masks than it would have had. `OUT/log.tsv` gets a line at each evaluation on the
development files.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.annotate.encoder.pieces import PieceTable
from training.corpora import (
    GENERIC,
    NAME_TAGS,
    NAMES,
    NONE,
    ROMANCE,
    TREEBANKS,
    Labelled,
    Labels,
    collect_labels,
    label_parsed,
    read_named,
    read_treebanks,
)
from training.network import Network, Sizes, read_encoder
from training.self_training import with_trees
from training.treebanks import read_sentences
from training.windows import Batch, Window, batches, group_sentences, make_window, to_batch

SEED = 20261122
BATCH_PIECES = 1100
BODY_RATE = 1.1e-4
HEAD_RATE = 9e-4
WARM_UP = 300
DECAY = 900
CLIP = 1.0
WEIGHT_DECAY = 0.01
LOSS_WEIGHTS = {"sentence": 0.5, "tag": 0.7, "lemma": 0.5, "arc": 1.0, "relation": 1.0, "name": 1.5}
EPOCH = {"partut": 1.0, "vit": 1.0, "markit": 1.0, "pud": 1.0, "valico": 1.0, "parlamint": 1.0, "tweets": 0.4}
ROMANCE_SHARE = 0.35
"""How much of each treebank an epoch of trees holds; of the Romance ones, this share."""
NAME_EPOCH = {"wn": 0.45, "adg": 0.15, "fic": 0.12, "wikineural": 0.25}
"""How much of each entity corpus goes by during one epoch of trees."""
LAST_EPOCH = EPOCH | {"tweets": 0.0} | dict.fromkeys(ROMANCE, 0.0)
LAST_NAME_EPOCH = {"wn": 0.6, "adg": 0.1, "fic": 0.0, "wikineural": 0.25}
"""The same while the rate falls: nearest to what the product reads (the last data count most: Hu et al. 2024)."""
EVALUATE_EVERY = 400
SAVE_EVERY = 200


@dataclass(frozen=True, slots=True)
class Material:
    """All that training reads, as numbers."""

    labels: Labels
    trees: dict[str, list[Labelled]]
    named: dict[str, list[Labelled]]
    dev_trees: list[Labelled]
    dev_named: list[Labelled]


def read_material(corpora: Path, read: Path | None) -> Material:
    """Read and number every corpus; `read` has trees for the entity corpora (training.self_training)."""
    italian = read_treebanks(corpora, TREEBANKS)
    foreign = read_treebanks(corpora, ROMANCE)
    labels = collect_labels(italian, ROMANCE)
    trees = {name: [label_parsed(s, labels, name, italian=True) for s in part] for name, part in italian.items()}
    trees |= {name: [label_parsed(s, labels, name, italian=False) for s in part] for name, part in foreign.items()}
    named = {name: list(read_named(corpora, files, boundaries=name != "fic")) for name, files in NAMES.items()}
    if read is not None:
        named = with_trees(named, read)
    isdt = [
        label_parsed(s, labels, GENERIC, italian=True)
        for s in read_sentences(corpora / "ud-isdt/it_isdt-ud-dev.conllu")
    ]
    return Material(labels, trees, named, isdt, list(read_named(corpora, ["kind/WN_dev.tsv"], boundaries=True)))


def _part(groups: list[list[Labelled]], share: float, epoch: int) -> list[list[Labelled]]:
    """Return this epoch's share of the groups: shares below one walk through all of them in turn."""
    if share in (0.0, 1.0):
        return groups if share else []
    size = max(1, round(share * len(groups)))
    start = epoch * size
    return [groups[(start + i) % len(groups)] for i in range(size)]


def epoch_batches(material: Material, table: PieceTable, epoch: int, size: int, *, last: bool) -> list[list[Window]]:
    """Return one epoch's batches, trees and names mixed, in random order; `last` while the rate falls."""
    rng = random.Random(f"{SEED}-{epoch}")
    shares = LAST_EPOCH if last else EPOCH | dict.fromkeys(ROMANCE, ROMANCE_SHARE)
    name_shares = LAST_NAME_EPOCH if last else NAME_EPOCH
    trees = [
        make_window(group, table, rng)
        for name, sentences in material.trees.items()
        for group in _part(list(group_sentences(sentences, table, rng)), shares[name], epoch)
    ]
    named = [
        make_window(group, table, rng)
        for name, sentences in material.named.items()
        for group in _part(list(group_sentences(sentences, table, rng)), name_shares[name], epoch)
    ]
    mixed = batches(trees, size, rng) + batches(named, size, rng)
    rng.shuffle(mixed)
    return mixed


def plan(material: Material, table: PieceTable, size: int, skip: int, level: int) -> Iterator[list[Window]]:
    """Yield batches without end, from step `skip` on; after `level` steps begins an epoch of the last kind."""
    step = 0
    for epoch in itertools.count():
        last = step >= level
        for batch in epoch_batches(material, table, epoch, size, last=last):
            if step >= skip:
                yield batch
            step += 1
            if not last and step == level:
                break


def arc_mask(batch: Batch) -> Tensor:
    """Return (batch, words, 1 + words): which heads a word may have: its sentence's other words, or the root."""
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    same &= ~torch.eye(same.shape[1], dtype=torch.bool)[None]
    return torch.cat([torch.ones_like(same[:, :, :1]), same], 2)


def losses(network: Network, batch: Batch, embedded: Tensor) -> dict[str, Tensor]:
    """Return the mean loss of each head over the words of the batch that carry its label."""
    with torch.autocast("cpu", torch.bfloat16):
        vectors = network.vectors(embedded, batch.real, batch.firsts)
        sentence, tag, lemma, parse, name = vectors.unbind(0)
        scores = {
            "tag": (network.tag(network.dropout(tag)), batch.tags),
            "lemma": (network.lemma(network.dropout(lemma)), batch.lemmas),
            "name": (network.name(network.dropout(name)), batch.names),
        }
        found: dict[str, Tensor] = {}
        known = batch.starts != NONE
        if known.any():
            logits = network.sentence(network.dropout(sentence))[..., 0].float()
            found["sentence"] = functional.binary_cross_entropy_with_logits(logits[known], batch.starts[known].float())
        for key, (logits, gold) in scores.items():
            known = gold != NONE
            if known.any():
                found[key] = functional.cross_entropy(logits[known].float(), gold[known])
        known = batch.heads != NONE
        if known.any():
            dependent, head, label_dependent, label_head = network.parse_vectors(parse, batch.treebank)
            arcs = network.arc_scores(dependent, head).float().masked_fill(~arc_mask(batch), -1e4)
            found["arc"] = functional.cross_entropy(arcs[known], batch.heads[known])
            root = network.root_label.expand(label_head.shape[0], 1, -1).to(label_head.dtype)
            heads = torch.cat([root, label_head], 1)
            index = batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, heads.shape[2])
            labels = network.label_scores(label_dependent[known], heads.gather(1, index)[known]).float()
            found["relation"] = functional.cross_entropy(labels, batch.relations[known], ignore_index=NONE)
    return found


def spans(tags: Sequence[int]) -> set[tuple[int, int, str]]:
    """Return the entity spans of a sequence of tags (numbers of NAME_TAGS)."""
    found = set()
    start, label = None, ""
    for i, number in enumerate([*tags, 0]):
        tag = NAME_TAGS[number]
        if start is not None and tag != f"I-{label}":
            found.add((start, i, label))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start, label = i, tag[2:]
    return found


def evaluate(network: Network, material: Material, table: PieceTable, words: Tensor, share: int) -> dict[str, float]:
    """Return percentages on the development files: gold words; sentences as found, trees in gold sentences, greedy."""
    network.eval()
    counts = dict.fromkeys(("words", "uas", "las", "tag", "lemma", "tagged", "start", "found", "right"), 0)
    names = {"gold": 0, "found": 0, "right": 0}
    ignored = [i for i, name in enumerate(material.labels.relations) if name == "punct"]
    for sentences in (material.dev_trees, material.dev_named):
        groups = list(group_sentences(sentences, table, None, (160,)))[::share]
        windows = [make_window(group, table, None) for group in groups]
        for i in range(0, len(windows), 8):
            batch = to_batch(windows[i : i + 8], table.padding)
            with torch.inference_mode():
                vectors = network.vectors(words[batch.pieces], batch.real, batch.firsts)
                sentence, tag, lemma, parse, name = vectors.unbind(0)
                starts = network.sentence(sentence)[..., 0] > 0
                gold = batch.starts == 1
                counts["start"] += int(gold.sum())
                counts["found"] += int((starts & (batch.starts != NONE)).sum())
                counts["right"] += int((starts & gold).sum())
                if sentences is material.dev_trees:
                    dependent, head, label_dependent, label_head = network.parse_vectors(parse, batch.treebank)
                    arcs = network.arc_scores(dependent, head).masked_fill(~arc_mask(batch), -1e4).argmax(-1)
                    known = batch.word & ~torch.isin(batch.relations, torch.tensor(ignored))
                    root = network.root_label.expand(label_head.shape[0], 1, -1)
                    heads = torch.cat([root, label_head], 1).gather(
                        1, arcs[:, :, None].expand(-1, -1, label_head.shape[2])
                    )
                    labels = network.label_scores(label_dependent[known], heads[known]).argmax(-1)
                    right = arcs[known] == batch.heads[known]
                    counts["words"] += int(known.sum())
                    counts["uas"] += int(right.sum())
                    counts["las"] += int((right & (labels == batch.relations[known])).sum())
                    counts["tagged"] += int(batch.word.sum())
                    counts["tag"] += int((network.tag(tag).argmax(-1) == batch.tags)[batch.word].sum())
                    counts["lemma"] += int((network.lemma(lemma).argmax(-1) == batch.lemmas)[batch.word].sum())
                else:
                    tags = network.name(name).argmax(-1)
                    for row, real, gold_row in zip(tags, batch.word, batch.names, strict=True):
                        found = spans(row[real].tolist())
                        wanted = spans(gold_row[real].tolist())
                        names["gold"] += len(wanted)
                        names["found"] += len(found)
                        names["right"] += len(wanted & found)
    network.train()
    return {
        "uas": 100 * counts["uas"] / counts["words"],
        "las": 100 * counts["las"] / counts["words"],
        "tag": 100 * counts["tag"] / counts["tagged"],
        "lemma": 100 * counts["lemma"] / counts["tagged"],
        "sent": 200 * counts["right"] / max(1, counts["start"] + counts["found"]),
        "ner": 200 * names["right"] / max(1, names["gold"] + names["found"]),
    }


def rate(step: int, steps: int, decay: int) -> float:
    """Return the share of the learning rate at a step: up over the warm-up, level, then straight down to nothing.

    The level part makes a run that can be prolonged: `trunk.pt` is the state at its end (warm-up, stable, decay: Hu et
    al. 2024, MiniCPM).
    """
    return min(1.0, (step + 1) / WARM_UP, max(0.0, (steps - step) / decay))


def make_optimiser(network: Network) -> torch.optim.Optimizer:
    """Return AdamW with one rate for the body and one for the heads."""
    body = list(network.body.parameters())
    inside = {id(p) for p in body}
    heads = [p for p in network.parameters() if id(p) not in inside]
    return torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=WEIGHT_DECAY,
        betas=(0.9, 0.98),
        fused=True,
    )


def train(material: Material, encoder: Path, out: Path, *, steps: int, start: Path | None) -> None:
    """Train to the end of the plan, with a checkpoint every so often; go on from the last where there is one."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    table = PieceTable.read(encoder / "tokenizer.json")
    config, words, body = read_encoder(encoder)
    labels = material.labels
    sizes = Sizes(len(labels.tags), len(labels.lemmas), len(labels.relations), len(NAME_TAGS), len(labels.treebanks))
    network = Network(config, sizes)
    network.body.load_state_dict(body)
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=True)["network"])
    optimiser = make_optimiser(network)
    (out / "labels.json").write_text(json.dumps(dataclasses.asdict(labels), ensure_ascii=False, indent=1), "utf-8")
    done = 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        done = saved["step"]
    network.train()
    averages: dict[str, float] = {}
    seen = 0
    clock = time.perf_counter()
    for step, windows in zip(
        range(done, steps), plan(material, table, BATCH_PIECES, done, steps - DECAY), strict=False
    ):
        torch.manual_seed(SEED + step)
        share = rate(step, steps, DECAY)
        for group, base in zip(optimiser.param_groups, (BODY_RATE, HEAD_RATE), strict=True):
            group["lr"] = base * share
        batch = to_batch(windows, table.padding)
        found = losses(network, batch, words[batch.pieces])
        loss = sum(LOSS_WEIGHTS[name] * value for name, value in found.items())
        if not isinstance(loss, Tensor):
            continue
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        seen += int(batch.word.sum())
        for name, value in found.items():
            averages[name] = 0.98 * averages.get(name, value.item()) + 0.02 * value.item()
        now = step + 1
        if now % 50 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(averages.items()))
            print(f"{now}/{steps} {shown} {seen / (time.perf_counter() - clock):.0f} words/s", flush=True)
            seen, clock = 0, time.perf_counter()
        if now % SAVE_EVERY == 0 or now in (steps - DECAY, steps):
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": now}
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
        if now == steps - DECAY:
            shutil.copyfile(checkpoint, out / "trunk.pt")
        if now % EVALUATE_EVERY == 0 or now == steps:
            scores = evaluate(network, material, table, words, 1 if now == steps else 5)
            line = "\t".join([str(now), *(f"{name} {value:.2f}" for name, value in scores.items())])
            with (out / "log.tsv").open("a", encoding="utf-8") as log:
                log.write(line + "\n")
            print(line, flush=True)
            seen, clock = 0, time.perf_counter()


def main() -> None:
    """Train from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int, default=6000)
    arguments.add_argument("--from", dest="start", type=Path, help="begin with the weights of this checkpoint")
    arguments.add_argument("--read", type=Path, help="trees for the entity corpora (training.self_training)")
    arguments.add_argument("--threads", type=int, default=2)
    args = arguments.parse_args()
    torch.set_num_threads(args.threads)
    train(read_material(args.corpora, args.read), args.encoder, args.out, steps=args.steps, start=args.start)


if __name__ == "__main__":
    main()
