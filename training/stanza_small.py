"""Corpora → a small Italian stanza package for the tests: python -m training.stanza_small CORPORA OUT [--default-size].

No model of stanza's can be fetched where the tests run, so its own training programs make one: real files, small
layers, few steps. It splits "della" and "dirglielo", draws trees and finds names, all of it worse than the real
package. The folder is laid out as `stanza.download` leaves one.

With `--default-size` the layers are as large as the programs make them when they are told nothing, with word vectors
and character models beside them as the Italian default package has: 350 MB that are not kept, only timed
(`training.benchmark`). `--share 0.02` does one step in fifty: such a package reads badly, but as fast. On
one busy core that took five minutes of computing up to the tagger of names, with a tokenizer of twelve steps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from stanza.models import lemmatizer, mwt_expander, ner_tagger, parser, tagger, tokenizer

from training.stanza_data import Files, write_files
from training.stanza_inputs import INPUTS, READING_INPUTS, input_arguments, write_inputs

SEED = "20250101"
LANGUAGE = "it"
PACKAGE = "small"
DEFAULT_PACKAGE = "default_size"
SHORTHAND = "it_small"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
MODULES = {
    "tokenize": tokenizer,
    "mwt": mwt_expander,
    "pos": tagger,
    "lemma": lemmatizer,
    "depparse": parser,
    "ner": ner_tagger,
}
LAYERS = {
    "tokenize": "--emb_dim 24 --hidden_dim 48",
    "mwt": "--emb_dim 24 --hidden_dim 48",
    "pos": (
        "--no_pretrain --word_emb_dim 32 --char_emb_dim 24 --char_hidden_dim 64 --transformed_dim 48 --tag_emb_dim 16 "
        "--hidden_dim 64 --num_layers 1 --deep_biaff_hidden_dim 48 --composite_deep_biaff_hidden_dim 24"
    ),
    "lemma": "--emb_dim 24 --hidden_dim 48 --pos_dim 24",
    "depparse": (
        "--no_pretrain --word_emb_dim 32 --char_emb_dim 24 --char_hidden_dim 48 --transformed_dim 32 --tag_emb_dim 24 "
        "--hidden_dim 80 --num_layers 1 --deep_biaff_hidden_dim 48 --deep_biaff_output_dim 32"
    ),
    "ner": "--no_pretrain --word_emb_dim 24 --char_emb_dim 24 --char_hidden_dim 48 --hidden_dim 64",
}
"""The small layers; with none of this each program makes layers of its default size."""
LEARNING = {
    "tokenize": "--lang it --dropout 0.2 --unit_dropout 0.1 --lr0 0.004 --max_seqlen 240 --batch_size 32",
    "mwt": "--lang it --dropout 0.3 --lr 0.003 --num_epoch 3",
    "pos": "--lang it --word_cutoff 5 --dropout 0.3 --no_second_optim --batch_size 40 --fix_eval_interval",
    "lemma": "--dropout 0.3 --lr 0.003 --batch_size 100 --num_epoch 1",
    "depparse": (
        "--lang it --word_cutoff 5 --dropout 0.3 --optim adam --lr 0.003 --beta2 0.95 --no_second_optim "
        "--no_checkpoint --batch_size 1000"
    ),
    "ner": "--dropout 0.3 --optim adam --lr 0.003 --batch_size 32",
}
STEPS = {
    "tokenize": ("--steps", 600, "--eval_steps", 200),
    "pos": ("--max_steps", 600, "--eval_interval", 200),
    "depparse": ("--max_steps", 400, "--eval_interval", 100),
    "ner": ("--max_steps", 800, "--eval_interval", 200),
}
"""Enough for a model that does the right thing mostly, and after how many steps each program looks and saves."""


def _steps(processor: str, share: float) -> list[str]:
    """Return how long a program trains; those that count in epochs see a part of the data instead.

    The tokenizer always learns in full: all others take as long as the sentences that it makes.
    """
    if processor not in STEPS:
        return ["--sample_train", str(share)]
    share = 1.0 if processor == "tokenize" else share
    option, most, looks, interval = STEPS[processor]
    steps = max(1, round(most * share))
    return [option, str(steps), looks, str(min(interval, steps))]


def _inputs(processor: str, train: Files, dev: Files) -> list[str]:
    if processor == "tokenize":
        return [
            *("--txt_file", str(train.text), "--label_file", str(train.labels)),
            *("--dev_txt_file", str(dev.text), "--dev_label_file", str(dev.labels)),
            *("--mwt_json_file", str(train.expansions), "--dev_conll_gold", str(dev.treebank)),
        ]
    if processor == "mwt":
        contracted = str(dev.contracted)
        return ["--train_file", str(train.treebank), "--eval_file", contracted, "--gold_file", str(dev.treebank)]
    if processor == "ner":
        return ["--train_file", str(train.names), "--eval_file", str(dev.names)]
    return ["--train_file", str(train.treebank), "--eval_file", str(dev.treebank)]


def train_models(corpora: Path, work: Path, *, default_size: bool = False, share: float = 1.0) -> None:
    """Train each processor's model; they come to lie in `work` by their names. `share` is that of the steps."""
    train, dev = write_files(corpora, work, share)
    if default_size:
        write_inputs(dev.text, work)
    for processor in PROCESSORS:
        layers = input_arguments(processor, work) if default_size else LAYERS[processor].split()
        MODULES[processor].main(
            [
                *_inputs(processor, train, dev),
                *layers,
                *LEARNING[processor].split(),
                *_steps(processor, share),
                *("--shorthand", SHORTHAND, "--seed", SEED, "--cpu"),
                *("--save_dir", str(work), "--save_name", f"{processor}.pt"),
            ]
        )


def write_package(work: Path, out: Path, *, default_size: bool = False) -> None:
    """Write the models with their list, as `stanza.download` leaves them; a README in the folder stays."""
    package = DEFAULT_PACKAGE if default_size else PACKAGE
    listed: dict[str, object] = {"lang_name": "Italian"}
    for model in (*PROCESSORS, *(INPUTS if default_size else ())):
        target = out / LANGUAGE / model / f"{package}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        checkpoint = torch.load(work / f"{model}.pt", weights_only=True)
        torch.save(checkpoint if default_size else _slim(checkpoint, work), target)
        entry: dict[str, object] = {"md5": hashlib.md5(target.read_bytes()).hexdigest()}
        if default_size and model in READING_INPUTS:
            entry["dependencies"] = [{"model": name, "package": package} for name in INPUTS]
        listed[model] = {package: entry}
    listed["packages"] = {"default": dict.fromkeys(PROCESSORS, package)}
    resources = {LANGUAGE: listed, "italian": {"alias": LANGUAGE}}
    (out / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")


def _slim(checkpoint: object, work: Path) -> object:
    """Return the checkpoint without the name of the folder that it was made in, and with half of each number's digits.

    stanza computes with all digits after loading.
    """
    if isinstance(checkpoint, dict):
        return type(checkpoint)((key, _slim(value, work)) for key, value in checkpoint.items())
    if isinstance(checkpoint, torch.Tensor) and checkpoint.dtype == torch.float32:
        return checkpoint.half()
    if isinstance(checkpoint, str) and checkpoint.startswith(str(work)):
        return Path(checkpoint).relative_to(work).as_posix()
    return checkpoint


def main() -> None:
    """Train and write the package."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--default-size", action="store_true", help="stanza's default layers, to time them")
    arguments.add_argument("--share", type=float, default=1.0, help="of the steps, for a trial")
    args = arguments.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as work:
        train_models(args.corpora, Path(work), default_size=args.default_size, share=args.share)
        write_package(Path(work), args.out, default_size=args.default_size)


if __name__ == "__main__":
    main()
