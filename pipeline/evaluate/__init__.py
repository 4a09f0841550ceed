"""Facts against gold: how many of the facts that people found were found, and how many found are right.

In: facts in the flat form of `facts.jsonl` (of this program or of any other), and a folder of gold files. Out:
precision, recall and F1 for each kind of fact, lenient (the right parties) and strict (every detail that the gold
states).
"""

from __future__ import annotations

from pipeline.evaluate.facts import read_records
from pipeline.evaluate.gold import GoldArticle, GoldSet, read_gold
from pipeline.evaluate.items import in_words
from pipeline.evaluate.scores import MEASURES, Counts, Fault, Scores, is_right, measure_facts

__all__ = [
    "MEASURES",
    "Counts",
    "Fault",
    "GoldArticle",
    "GoldSet",
    "Scores",
    "in_words",
    "is_right",
    "measure_facts",
    "read_gold",
    "read_records",
]
