"""Times whole annotation: python -m training.benchmark CORPORA [--stanza NAME=DIR]… [--words N].

Each engine runs in a process of its own on the same long text (sentences of KIND WN dev, which is no test file),
on two threads. The table says: seconds from the start of the process to the first article read, words a second
after that, words for each second of computing on one core (what other work on the machine changes little), how often
Intreccio's speed is the engine's by that measure, and the most memory that the process took. "Whole" means Article to
Reading: passages, parse, names, chains, references, quotations.

stanza's default configuration cannot be fetched; `python -m training.stanza_small CORPORA DIR --default-size` makes a
package of its size.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

THREADS = 2
SENTENCES_AN_ARTICLE = 25
EMBEDDED = "embedded"
SLOW_SHARE = 10
"""Of the text, an engine that takes long reads one part in so many."""
MEGABYTE = 1_000_000


def articles(corpora: Path, words: int) -> Iterator[str]:
    """Yield texts of many sentences until there are `words` words, from the start again where the file ends."""
    from training.entities import read_tagged

    sentences = list(read_tagged(corpora / "kind/WN_dev.tsv"))
    count = 0
    position = 0
    while count < words:
        chosen = [sentences[(position + i) % len(sentences)] for i in range(SENTENCES_AN_ARTICLE)]
        position += SENTENCES_AN_ARTICLE
        count += sum(len(sentence.tokens) for sentence in chosen)
        yield " ".join(
            "".join(t + (" " if s else "") for t, s in zip(sentence.tokens, sentence.spaces, strict=True)).strip()
            for sentence in chosen
        )


def measure(corpora: Path, folder: str, words: int, started: float) -> dict[str, float]:
    """Read the text in this process and return the figures."""
    from pipeline.annotate.engines import EngineName
    from pipeline.model import Article
    from pipeline.run import load_tools, make_readings

    if folder == EMBEDDED:
        tools = load_tools()
    else:
        import torch

        torch.set_num_threads(THREADS)
        tools = load_tools(engine=EngineName.STANZA, stanza_dir=Path(folder))
    texts = list(articles(corpora, words))
    read = (Article(id=f"a{i}", text=text) for i, text in enumerate(texts))
    first = next(make_readings([Article(id="first", text=texts[0])], tools))
    ready = time.time() - started
    begin, computed = time.perf_counter(), time.process_time()
    count = sum(len(reading.doc) for reading in make_readings(read, tools))
    seconds, computing = time.perf_counter() - begin, time.process_time() - computed
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "first": ready,
        "words": count,
        "rate": count / seconds,
        "core": count / computing,
        "peak": peak,
        "of_first": len(first.doc),
    }


def main() -> None:
    """Time every engine and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--stanza", action="append", default=[], metavar="NAME=DIR", help="a stanza package")
    arguments.add_argument("--words", type=int, default=60_000)
    arguments.add_argument("--child", help=argparse.SUPPRESS)
    arguments.add_argument("--started", type=float, help=argparse.SUPPRESS)
    args = arguments.parse_args()
    if args.child:
        print(json.dumps(measure(args.corpora, args.child, args.words, args.started)))
        return
    engines = [("Intreccio", EMBEDDED), *(tuple(given.split("=", 1)) for given in args.stanza)]
    rows = []
    for name, folder in engines:
        words = args.words if folder == EMBEDDED else args.words // SLOW_SHARE
        command = [sys.executable, "-m", "training.benchmark", str(args.corpora), "--words", str(words)]
        command += ["--child", folder, "--started", str(time.time())]
        environment = os.environ | {"OMP_NUM_THREADS": str(THREADS)}
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        rows.append((name, json.loads(ended.stdout.splitlines()[-1])))
    ours = rows[0][1]["core"]
    print("| engine | words | first article, s | words/s | words/s of one core | Intreccio's speed | peak memory, MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, found in rows:
        print(
            f"| {name} | {found['words']:,} | {found['first']:.1f} | {found['rate']:,.0f} "
            f"| {found['core']:,.0f} | {ours / found['core']:.1f} × | {found['peak'] / MEGABYTE:,.0f} |"
        )


if __name__ == "__main__":
    main()
