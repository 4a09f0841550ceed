"""Times the stages on the seeds, read many times: python -m tests.bench.stages [--repeats 200] [--profile].

The table says how long each stage takes, and its share of the time of annotation: the others together should take no
more than a quarter of it. Annotation is timed on fewer articles and counted up, because its time grows as the articles
do. The other stages get copies of the readings under other ids, so that resolution and merging see as many articles as
are named, and extraction remembers nothing of one from another. Processor time counts all threads and no other program,
so it is the one to look at on a busy machine.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.annotate.engine import Page
from pipeline.annotate.parse import parse_of
from pipeline.annotate.reading import Reading
from pipeline.assemble import merge_claims
from pipeline.cli.main import ALLOCATIONS
from pipeline.extract import extract_claims
from pipeline.ingest import read_articles
from pipeline.model import Article, Claim
from pipeline.resolve import Directory, build_directory, mentions_of
from pipeline.run import Tools, load_tools, make_readings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
MOST = 0.25
"""The share of annotation that all other stages together may take."""
DEAREST = 15
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that a stage took for all articles, by the clock and of the processor."""

    stage: str
    seconds: float
    processor: float


def renamed(articles: Sequence[Article], repeats: int) -> list[Article]:
    """Return the articles so many times over, each under an id of its own."""
    return [replace(article, id=f"{article.id}-{n:04}") for n in range(repeats) for article in articles]


def timed(stage: str, work: Callable[[], T], timings: list[Timing]) -> T:
    """Do some work and note how long it took."""
    begin, used = time.perf_counter(), time.process_time()
    result = work()
    timings.append(Timing(stage, time.perf_counter() - begin, time.process_time() - used))
    return result


def annotate(articles: Sequence[Article], tools: Tools, sample: int, repeats: int) -> tuple[list[Reading], Timing]:
    """Return readings of the articles, and the time that `repeats` of each would take, from a sample."""
    list(make_readings(articles[:1], tools))  # the first article also loads what is loaded late
    timings: list[Timing] = []
    timed("annotation", lambda: list(make_readings(renamed(articles, sample), tools)), timings)
    return list(make_readings(articles, tools)), _times(timings[0], repeats / sample)


def _times(timing: Timing, factor: float) -> Timing:
    return Timing(timing.stage, timing.seconds * factor, timing.processor * factor)


def finish(readings: Sequence[Reading], repeats: int, tools: Tools) -> list[Timing]:
    """Run extraction, resolution and merging over the readings so many times over, and return what each took."""
    timings: list[Timing] = []
    docs = list(tools.engine.docs(Page(reading.article.text, reading.passages) for reading in readings))
    many = [
        replace(reading, article=replace(reading.article, id=f"{reading.article.id}-{n:04}"), doc=parse_of(doc))
        for n in range(repeats)
        for reading, doc in zip(readings, docs, strict=True)
    ]

    def extract() -> list[Claim]:
        return [claim for reading in many for claim in extract_claims(reading, tools.lexicon)]

    claims = timed("extraction", extract, timings)

    def resolve() -> Directory:
        heard = ((mention, claim.evidence.article) for claim in claims for mention in mentions_of(claim))
        return build_directory(heard, tools.lexicon.common_surnames)

    directory = timed("resolution", resolve, timings)
    published = {reading.article.id: reading.article.published for reading in many}
    lexicon, symmetric = tools.lexicon, tools.vocab.symmetric
    timed("merging", lambda: merge_claims(claims, directory, lexicon.priors, published, symmetric), timings)
    return timings


def print_table(annotation: Timing, others: Sequence[Timing], articles: int) -> None:
    """Print seconds, milliseconds an article, and shares of annotation."""
    together = Timing("all but annotation", sum(t.seconds for t in others), sum(t.processor for t in others))
    print(f"| {articles} articles | s | ms an article | of annotation | processor s | of annotation |")
    print("|---|---:|---:|---:|---:|---:|")
    for timing in (annotation, *others, together):
        each = 1000 * timing.seconds / articles
        shares = (100 * timing.seconds / annotation.seconds, 100 * timing.processor / annotation.processor)
        print(
            f"| {timing.stage} | {timing.seconds:.1f} | {each:.1f} | {shares[0]:.1f} % "
            f"| {timing.processor:.1f} | {shares[1]:.1f} % |"
        )
    verdict = "within" if together.seconds <= MOST * annotation.seconds else "more than"
    print(f"\nall but annotation: {verdict} the {100 * MOST:.0f} % that it may take")


def main() -> None:
    """Time the stages and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--repeats", type=int, default=200, help="how often the seeds are read")
    arguments.add_argument("--sample", type=int, default=5, help="how often of these annotation is timed")
    arguments.add_argument(
        "--profile", action="store_true", help="also print the dearest functions of the other stages"
    )
    args = arguments.parse_args()
    gc.set_threshold(ALLOCATIONS)  # as the command does
    tools = load_tools()
    articles = [item for item in read_articles([str(SEEDS)]) if isinstance(item, Article)]
    readings, annotation = annotate(articles, tools, min(args.sample, args.repeats), args.repeats)
    print_table(annotation, finish(readings, args.repeats, tools), args.repeats * len(articles))
    if args.profile:
        profile = cProfile.Profile()
        profile.runcall(finish, readings, min(args.sample, args.repeats), tools)
        found = pstats.Stats(profile).strip_dirs()
        found.sort_stats("tottime").print_stats(DEAREST)
        found.sort_stats("cumtime").print_stats(r"\.py", 2 * DEAREST)


if __name__ == "__main__":
    main()
