"""The program measured on the gold sets, and the floors below which it must not fall: python -m tests.gate [--update].

Without an option it prints what is measured now, in the form of `tests/gold/floors.toml`. With `--update` it writes
that file anew: each floor rises to what is measured, less a margin for machines that round otherwise, and none sinks.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.evaluate import MEASURES, GoldSet, Scores, measure_facts, read_gold
from pipeline.evaluate.facts import to_fact_record
from pipeline.export.jsonl import to_record
from pipeline.ingest import read_articles
from pipeline.model import Article
from pipeline.run import Tools, load_tools, make_graph

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.toml"
TEXTS = {"seeds": ROOT / "seeds", "press": GOLD / "texts" / "press"}
MARGIN = 0.005
"""What a floor lies below the figure that it was taken from."""
WIDEST_GAP = 0.05
"""By how much the test part of a set may be below its rest: with more, the rules fit the texts they were made on."""
HEADER = """\
# F1 on the gold sets below which the program must not fall (tests/test_gate.py).
# They only rise: python -m tests.gate --update
"""

Floors: TypeAlias = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Set → measure → kind or "all" → F1."""


@dataclass(frozen=True, slots=True)
class SetScores:
    """One gold set: the whole, and where it has one its test part and its rest."""

    whole: Scores
    test: Scores | None = None
    rest: Scores | None = None

    @property
    def gap(self) -> float:
        """How much lower the test part's lenient F1 is than that of the rest; 0 without a test part."""
        if self.test is None or self.rest is None:
            return 0.0
        return self.rest.of("lenient").f1 - self.test.of("lenient").f1


def measure_set(name: str, tools: Tools) -> SetScores:
    """Build the texts of a gold set and score the facts."""
    articles = [item for item in read_articles([str(TEXTS[name])]) if isinstance(item, Article)]
    records = [to_fact_record(to_record(fact)) for fact in make_graph(articles, tools).facts]
    gold = read_gold(GOLD / name)

    def scores(part: GoldSet) -> Scores:
        return measure_facts(part, records)

    if not gold.test:
        return SetScores(scores(gold))
    return SetScores(scores(gold), scores(gold.test_part), scores(gold.rest))


def read_floors(path: Path = FLOORS) -> Floors:
    """Read the floors."""
    floors: Floors = tomllib.loads(path.read_text(encoding="utf-8"))
    return floors


def f1_of(scores: Scores) -> dict[str, dict[str, float]]:
    """Return measure → kind or "all" → F1."""
    found: dict[str, dict[str, float]] = {measure: {} for measure in MEASURES}
    for measure, kind, counts in scores.rows():
        found[measure][kind] = counts.f1
    return found


def fallen(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return what of one set is below its floor, each in one line."""
    return [
        f"{measure} {kind}: F1 {measured[measure][kind]:.3f}, floor {floor:.3f}"
        for measure, kinds in floors.items()
        for kind, floor in kinds.items()
        if measured[measure][kind] < floor
    ]


def raised(floors: Floors, measured: Floors) -> Floors:
    """Return the floors, each raised to what is measured less the margin, none lowered."""
    return {
        name: {
            measure: {
                kind: max(_below(f1), floors.get(name, {}).get(measure, {}).get(kind, 0.0))
                for kind, f1 in kinds.items()
            }
            for measure, kinds in measures.items()
        }
        for name, measures in measured.items()
    }


def _below(f1: float) -> float:
    return max(0.0, round(f1 - MARGIN, 3))


def to_toml(floors: Floors) -> str:
    """Return floors as a file."""
    tables = [
        f"\n[{name}.{measure}]\n" + "".join(f"{kind} = {floor:.3f}\n" for kind, floor in kinds.items())
        for name, measures in floors.items()
        for measure, kinds in measures.items()
    ]
    return HEADER + "".join(tables)


def main() -> None:
    """Measure, and print or update."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    args = arguments.parse_args()
    tools = load_tools()
    sets = {name: measure_set(name, tools) for name in TEXTS}
    measured = {name: f1_of(found.whole) for name, found in sets.items()}
    print(to_toml(measured))
    for name, found in sets.items():
        if found.test is not None:
            print(f"# {name}: test part {100 * found.gap:.1f} points below its rest (at most {100 * WIDEST_GAP:.0f})")
    if args.update:
        FLOORS.write_text(to_toml(raised(read_floors(), measured)), encoding="utf-8", newline="\n")
        print(f"# wrote {FLOORS}")


if __name__ == "__main__":
    main()
