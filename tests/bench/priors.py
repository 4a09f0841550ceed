"""How often what a rule reads is right, for ontology/lexicon/priors.tsv: python -m tests.bench.priors [--update].

Counted on the gold sets, the seeds and press without its test part. Every fact in every article that it was read in is
a case of each rule that read it there, and right if the gold has it, asked for or optional, with every detail that the
gold states (the strict measure: a confidence is that of the whole fact; of three who met each pair is a case). A kind's
rate is (right + 1) / (cases + 2), Laplace's rule of succession. A rule's is drawn towards that of its kind,
(right + m * rate) / (cases + m), the m-estimate (Cestnik 1990, "Estimating probabilities: a crucial task in machine
learning", ECAI-90), with m = 10. A rule of fewer than 10 cases has no line: it keeps its kind's rate. The rules were
written with these texts in view: of other newspapers expect less.

Without an option it prints the table; with --update it writes the file. Do so where rules or model have changed, and
make `graphs/` anew after it: confidences are computed from these rates, and nothing else is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.evaluate import GoldSet, is_right, read_gold
from pipeline.evaluate.facts import to_fact_record
from pipeline.export.jsonl import to_record
from pipeline.ingest import read_articles
from pipeline.lexicon import ontology_dir
from pipeline.model import KINDS, Article, Fact
from pipeline.run import Tools, load_tools, make_graph
from tests.gate import GOLD, TEXTS

TABLE = ontology_dir() / "lexicon" / "priors.tsv"
WEIGHT = 10
"""m: with how many cases of its kind's rate a rule begins."""
LEAST = 10
"""Cases that a rule needs for a rate of its own."""
LEAST_SURE, SUREST = 0.01, 0.99
SOURCE = "right in seeds and press without its test part, tests.bench.priors"


@dataclass(frozen=True, slots=True)
class Cases:
    """How many readings there were, and how many of them are right."""

    right: int
    all: int


def count_cases(gold: GoldSet, facts: Iterable[Fact]) -> tuple[dict[str, Cases], dict[tuple[str, str], Cases]]:
    """Return the cases of each kind, and of each kind and rule; a fact counts once for a rule in an article."""
    kinds: Counter[tuple[str, bool]] = Counter()
    rules: Counter[tuple[str, str, bool]] = Counter()
    known = {article.id: article for article in gold.articles}
    for fact in facts:
        items = to_fact_record(to_record(fact)).items
        for name in sorted({e.article for e in fact.evidence} & known.keys()):
            for right in (is_right(item, known[name], strict=True) for item in items):
                kinds[fact.kind, right] += 1
                rules.update((fact.kind, r, right) for r in {e.rule for e in fact.evidence if e.article == name})
    return (
        {kind: Cases(kinds[kind, True], kinds[kind, True] + kinds[kind, False]) for kind in KINDS},
        {
            (kind, rule): Cases(rules[kind, rule, True], rules[kind, rule, True] + rules[kind, rule, False])
            for kind, rule in sorted({key[:2] for key in rules})
        },
    )


def rates(kinds: Mapping[str, Cases], rules: Mapping[tuple[str, str], Cases]) -> dict[str, float]:
    """Return kind or rule → how often one reading of it is right, two decimals."""
    of_kinds = {kind: (cases.right + 1) / (cases.all + 2) for kind, cases in kinds.items()}
    of_rules = {
        rule: (cases.right + WEIGHT * of_kinds[kind]) / (cases.all + WEIGHT)
        for (kind, rule), cases in rules.items()
        if cases.all >= LEAST
    }
    return {key: min(SUREST, max(LEAST_SURE, round(rate, 2))) for key, rate in sorted((of_kinds | of_rules).items())}


def to_table(kinds: Mapping[str, Cases], rules: Mapping[tuple[str, str], Cases]) -> str:
    """Return the file: a line for each kind and for each rule with cases enough, sorted."""
    cases = dict(kinds) | {rule: found for (_, rule), found in rules.items()}
    lines = [
        f"{key}\t{rate}\t{cases[key].right} of {cases[key].all} {SOURCE}\n" for key, rate in rates(kinds, rules).items()
    ]
    return "kind\tprior\tsource\n" + "".join(lines)


def measure(tools: Tools) -> tuple[dict[str, Cases], dict[tuple[str, str], Cases]]:
    """Read the gold sets without their test parts, and count; the readings of both sets together."""
    kinds: dict[str, Cases] = {}
    rules: dict[tuple[str, str], Cases] = {}
    for name, texts in TEXTS.items():
        gold = read_gold(GOLD / name).rest
        ids = {article.id for article in gold.articles}
        articles = [a for a in read_articles([str(texts)]) if isinstance(a, Article) and a.id in ids]
        found = count_cases(gold, make_graph(articles, tools).facts)
        kinds = {kind: _sum(kinds.get(kind), cases) for kind, cases in found[0].items()}
        rules |= {key: _sum(rules.get(key), cases) for key, cases in found[1].items()}
    return kinds, rules


def _sum(one: Cases | None, other: Cases) -> Cases:
    return Cases(one.right + other.right, one.all + other.all) if one else other


def main() -> None:
    """Measure, and print or update."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--update", action="store_true", help=f"write {TABLE.name}")
    args = arguments.parse_args()
    table = to_table(*measure(load_tools()))
    print(table, end="")
    if args.update:
        TABLE.write_text(table, encoding="utf-8", newline="\n")
        print(f"# wrote {TABLE}")


if __name__ == "__main__":
    main()
