"""Corpora → the files that stanza's own training programs read: CoNLL-U, running text with labels, tagged JSON."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

import conllu
from stanza.utils.datasets import prepare_tokenizer_data
from stanza.utils.datasets.contract_mwt import contract_mwt

from training.corpora import HELD_OUT, NAMES, TREEBANKS
from training.entities import TaggedSentence, read_tagged
from training.typography import Style, restyle

SEED = 20250101
USED = ("partut", "vit", "markit", "pud", "valico")
"""The treebanks of `corpora.TREEBANKS` that label as ISDT does, without the tweets."""
DEVELOPMENT = "ud-isdt/it_isdt-ud-dev"
NAMES_DEVELOPMENT = "kind/WN_dev.tsv"
SENTENCES_A_PARAGRAPH = 4
RARE = 25
"""How often a sentence with a token of three words is repeated: there are 14, one of them with "dirglielo"."""
NAMED_SENTENCES = 8000
NAMED_DEVELOPMENT = 1200


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one part of the data, training or development."""

    treebank: Path
    """Sentences as CoNLL-U, with the words of multiword tokens."""
    contracted: Path
    """The same without those words: what the expander is to expand."""
    text: Path
    labels: Path
    """One digit a character: where tokens, multiword tokens and sentences end."""
    expansions: Path
    names: Path


def write_files(corpora: Path, folder: Path, share: float = 1.0) -> tuple[Files, Files]:
    """Write all files for training and for development; the same corpora give the same bytes.

    `share` is that of the development sentences: a trial does not look long at what it has learned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    held_out = {_fingerprint(s) for name in HELD_OUT for s in _sentences(corpora / f"{name}.conllu")}
    files = (name for treebank in USED for name in TREEBANKS[treebank])
    read = (s for name in files for s in _sentences(corpora / f"{name}.conllu"))
    kept = (s for s in read if _fingerprint(s) not in held_out)
    parsed = [_restyled(s, rng.choice(tuple(Style))) for s in kept for _ in range(_repetitions(s))]
    named = [s for name in NAMES["wn"] for s in read_tagged(corpora / name)]
    named = rng.sample(named, NAMED_SENTENCES)
    train = _write(folder, "train", parsed, [(s, rng.choice(tuple(Style))) for s in named])
    developed = list(_sentences(corpora / f"{DEVELOPMENT}.conllu"))
    developed = developed[: math.ceil(len(developed) * share)]
    most = math.ceil(NAMED_DEVELOPMENT * share)
    names = [(s, Style.CORPUS) for s in islice(read_tagged(corpora / NAMES_DEVELOPMENT), most)]
    return train, _write(folder, "dev", developed, names)


def _sentences(path: Path) -> Iterator[conllu.TokenList]:
    """Yield the sentences without empty nodes and with the columns that the small models learn from."""
    with path.open(encoding="utf-8") as lines:
        for parsed in conllu.parse_incr(lines):
            rows = [row for row in parsed if isinstance(row["id"], int) or row["id"][1] == "-"]
            for row in rows:
                apart = (row["misc"] or {}).get("SpaceAfter") != "No"
                row.update(xpos=None, deps=None, misc=None if apart else {"SpaceAfter": "No"})
            yield conllu.TokenList(rows)


def _surface(sentence: conllu.TokenList) -> list[conllu.Token]:
    """Return the rows of the surface tokens: of "della", not of "di" and "la"."""
    inside = {i for row in sentence if not isinstance(row["id"], int) for i in range(row["id"][0], row["id"][2] + 1)}
    return [row for row in sentence if row["id"] not in inside]


def _text(sentence: conllu.TokenList) -> str:
    return "".join(row["form"] + ("" if row["misc"] else " ") for row in _surface(sentence)).rstrip()


def _fingerprint(sentence: conllu.TokenList) -> str:
    return re.sub(r"[\W_]+", "", _text(sentence).lower())


def _repetitions(sentence: conllu.TokenList) -> int:
    ranges = [row["id"] for row in sentence if not isinstance(row["id"], int)]
    return RARE if any(last - first > 1 for first, _, last in ranges) else 1


def _restyled(sentence: conllu.TokenList, style: Style) -> conllu.TokenList:
    forms = restyle([row["form"] for row in sentence], style)
    return conllu.TokenList([conllu.Token(row, form=form) for row, form in zip(sentence, forms, strict=True)])


def _write(
    folder: Path, part: str, parsed: Sequence[conllu.TokenList], named: Iterable[tuple[TaggedSentence, Style]]
) -> Files:
    files = Files(
        treebank=folder / f"{part}.conllu",
        contracted=folder / f"{part}.in.conllu",
        text=folder / f"{part}.txt",
        labels=folder / f"{part}.toklabels",
        expansions=folder / f"{part}-mwt.json",
        names=folder / f"{part}.ner.json",
    )
    files.treebank.write_text("".join(sentence.serialize() for sentence in parsed), encoding="utf-8")
    contract_mwt(str(files.treebank), str(files.contracted))
    texts = [_text(sentence) for sentence in parsed]
    paragraphs = [texts[i : i + SENTENCES_A_PARAGRAPH] for i in range(0, len(texts), SENTENCES_A_PARAGRAPH)]
    files.text.write_text("\n\n".join(" ".join(paragraph) for paragraph in paragraphs), encoding="utf-8")
    with redirect_stdout(StringIO()):
        prepare_tokenizer_data.main(
            [str(files.text), str(files.treebank), "-o", str(files.labels), "-m", str(files.expansions)]
        )
    files.names.write_text(json.dumps([_tagged(*item) for item in named], ensure_ascii=False), encoding="utf-8")
    return files


def _tagged(sentence: TaggedSentence, style: Style) -> list[dict[str, str]]:
    tags = ["O"] * len(sentence.tokens)
    for start, end, label in sentence.spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    words = restyle(sentence.tokens, style)
    return [{"text": word, "ner": tag} for word, tag in zip(words, tags, strict=True)]
