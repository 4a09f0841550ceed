"""Asks every named question of a large generated graph: python -m tests.bench.graph [--quads 5000000] [--keep DIR].

The graph is news that never was (tests.bench.news), the same in every run, in the store that `intreccio build` makes.
Each question is asked as a user would: without parameters, with a name that is in much of the news, a rare one, the
beginning of one, words, a year, two of them. The first table has how long the answer takes when it was asked before:
the middle of all times and the 95th percentile, by the clock and of the processor (which is the one to look at on a
busy machine). The second has the same questions on a part of that news, in Oxigraph and in rdflib's own engine, and
whether both give the same rows. Ends with 1 where a 95th percentile is above 200 ms, or rows differ.

The store of 5 million quads takes 2 GB of disk and some minutes to make; with --keep the next run finds it there.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from statistics import quantiles

import rdflib
from pyoxigraph import Quad, RdfFormat, Store
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.rdf.asking import ask_named, sparql_of
from pipeline.rdf.iris import PREFIXES
from pipeline.rdf.queries import LIMIT, NamedQuery, load_queries
from pipeline.rdf.search import add_keys
from pipeline.rdf.store import make_store, ontology_quads
from pipeline.vocab import load_vocab
from tests.bench.askings import Asking, askings
from tests.bench.news import generate_quads
from tests.bench.world import make_world

MOST = 200.0
"""Milliseconds that the 95th percentile may take."""
LEAST_PEOPLE, QUADS_A_PERSON = 50, 250
WARM = 3
"""How often a question is asked before it is timed."""
ROOT = Path(__file__).resolve().parents[2]
MADE_BY = ("tests/bench/*.py", "tests/data/bench_names.tsv", "pipeline/rdf/*.py", "ontology/news.ttl")
"""What a kept store depends on."""
EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Timing:
    """What asking came to: rows, and milliseconds by the clock and of the processor, the middle and the 95th of 100."""

    asking: Asking
    rows: Sequence[tuple[str, ...]]
    p50: float
    p95: float
    processor: float


def news_quads(least: int) -> Iterator[Quad]:
    """Yield the quads of generated news, so many at least, and those of the ontology."""
    ontology = ontology_dir()
    world = make_world(load_lexicon(ontology), people=max(LEAST_PEOPLE, least // QUADS_A_PERSON))
    return chain(generate_quads(world, load_vocab(ontology), least=least), ontology_quads(ontology))


def kept_store(folder: Path, least: int) -> Store:
    """Return the store of so many quads in a folder, and make it where it is not there or was made of other code."""
    code = sha256(b"".join(path.read_bytes() for name in MADE_BY for path in sorted(ROOT.glob(name)))).hexdigest()[:8]
    place = folder / f"{least}-{code}"
    if not place.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{place.name}.new"
        with _progress() as progress:
            made = make_store(_counted(news_quads(least), progress, least), fresh)
        made.rename(place)
    return Store.read_only(str(place))


def _progress() -> Progress:
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _counted(quads: Iterable[Quad], progress: Progress, least: int) -> Iterator[Quad]:
    task = progress.add_task("quads", total=least)
    for number, quad in enumerate(quads):
        if number % EVERY == 0:
            progress.update(task, completed=number)
        yield quad
    progress.add_task("keys and one file of all", total=None)


def timed(asking: Asking, ask: Callable[[], Sequence[tuple[str, ...]]], *, repeats: int, warm: int = WARM) -> Timing:
    """Ask again and again, and return what came of it."""
    for _ in range(warm):
        rows = ask()
    clock, processor = [], []
    for _ in range(repeats):
        begin, used = time.perf_counter(), time.process_time()
        rows = ask()
        clock.append(1000 * (time.perf_counter() - begin))
        processor.append(1000 * (time.process_time() - used))
    return Timing(asking, rows, percentile(clock, 50), percentile(clock, 95), percentile(processor, 95))


def percentile(values: Sequence[float], rank: int) -> float:
    """Return a percentile of values, of which there may be one."""
    return values[0] if len(values) == 1 else quantiles(values, n=100, method="inclusive")[rank - 1]


def time_store(store: Store, asked: Sequence[Asking], repeats: int) -> Iterator[Timing]:
    """Yield the timing of each question as the command line asks it."""
    queries = load_queries(ontology_dir())
    for asking in asked:
        yield timed(asking, _asked_of(store, queries[asking.question], asking), repeats=repeats)


def _asked_of(store: Store, query: NamedQuery, asking: Asking) -> Callable[[], Sequence[tuple[str, ...]]]:
    return lambda: ask_named(store, query, dict(asking.given)).rows


def part_of_news(least: int) -> tuple[Store, rdflib.Dataset]:
    """Return a small part of the news, with its keys, in memory: as Oxigraph has it and as rdflib does."""
    store = Store()
    store.extend(news_quads(least))
    add_keys(store)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=store.dump(format=RdfFormat.N_QUADS), format="nquads")
    return store, dataset


def time_rdflib(store: Store, dataset: rdflib.Dataset, asked: Sequence[Asking], repeats: int) -> Iterator[Timing]:
    """Yield the timing of each question in rdflib's own engine; what names stand for is told by the store."""
    queries = load_queries(ontology_dir())
    for asking in asked:
        text = sparql_of(store, queries[asking.question], dict(asking.given), limit=LIMIT + 1)  # as `ask_named` asks
        yield timed(asking, _asked_of_rdflib(dataset, text), repeats=repeats, warm=0)


def _asked_of_rdflib(dataset: rdflib.Dataset, text: str) -> Callable[[], Sequence[tuple[str, ...]]]:
    def ask() -> Sequence[tuple[str, ...]]:
        found = dataset.query(text, initNs=PREFIXES)
        rows = [tuple("" if value is None else str(value) for value in row) for row in found]  # type: ignore[union-attr]
        return rows[:LIMIT]

    return ask


def print_times(timings: Iterable[Timing]) -> list[Timing]:
    """Print the table of the large graph as the times come, and return them."""
    print("| question | parameters | rows | p50 ms | p95 ms | p95 of the processor |")
    print("|---|---|---:|---:|---:|---:|")
    found = []
    for timing in timings:
        found.append(timing)
        times = f"{timing.p50:.0f} | {timing.p95:.0f} | {timing.processor:.0f}"
        print(f"| {timing.asking.question} | {timing.asking.told} | {len(timing.rows)} | {times} |", flush=True)
    return found


def print_beside(oxigraph: Iterable[Timing], rdflib_: Iterable[Timing]) -> list[tuple[Timing, Timing]]:
    """Print both engines beside each other as the times come, and return them."""
    print("| question | parameters | rows | Oxigraph p50 | p95 | rdflib p50 | p95 | times as long | same rows |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---|")
    found = []
    for one, other in zip(oxigraph, rdflib_, strict=True):
        found.append((one, other))
        times = f"{one.p50:.1f} | {one.p95:.1f} | {other.p50:.0f} | {other.p95:.0f} | {other.p50 / one.p50:.0f}"
        alike = "yes" if same_rows(one, other) else "no"
        print(f"| {one.asking.question} | {one.asking.told} | {len(one.rows)} | {times} | {alike} |", flush=True)
    return found


def same_rows(one: Timing, other: Timing) -> bool:
    """Say whether two engines gave the same rows."""
    return sorted(one.rows) == sorted(other.rows)


def faults(timings: Sequence[Timing], beside: Sequence[tuple[Timing, Timing]]) -> list[str]:
    """Return in one line each what took too long and where the engines differ."""
    slow = [
        f"{t.asking.question} {t.asking.told}: {t.p95:.0f} ms, {t.processor:.0f} ms of the processor"
        for t in timings
        if t.p95 > MOST
    ]
    other = [f"{a.asking.question} {a.asking.told}: other rows in rdflib" for a, b in beside if not same_rows(a, b)]
    return slow + other


def main() -> int:
    """Make the graph, ask, print; return the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quads", type=int, default=5_000_000, help="of the large graph, at least")
    arguments.add_argument("--part", type=int, default=20_000, help="of the part for rdflib; 0 leaves it out")
    arguments.add_argument("--repeats", type=int, default=40, help="how often each question is timed")
    arguments.add_argument("--rdflib-repeats", type=int, default=3, help="how often in rdflib")
    arguments.add_argument("--keep", type=Path, help="a folder for the large store, which is made there once")
    args = arguments.parse_args()
    if args.quads < 1 or args.part < 0 or args.repeats < 1 or args.rdflib_repeats < 1:
        arguments.error("--quads, --repeats and --rdflib-repeats are 1 or more, --part is 0 or more")
    folder = args.keep or Path(tempfile.mkdtemp(prefix="intreccio-bench-"))
    try:
        store = kept_store(folder, args.quads)
        print(f"{len(store):,} quads with the keys of the store\n")
        timings = print_times(time_store(store, askings(store), args.repeats))
    finally:
        if not args.keep:
            shutil.rmtree(folder)
    beside: list[tuple[Timing, Timing]] = []
    if args.part:
        part, dataset = part_of_news(args.part)
        print(f"\n{len(part):,} quads with the keys\n")
        asked = askings(part)
        both = time_store(part, asked, args.repeats), time_rdflib(part, dataset, asked, args.rdflib_repeats)
        beside = print_beside(*both)
    found = faults(timings, beside)
    print("\n" + ("\n".join(found) if found else f"every question within {MOST:.0f} ms"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
