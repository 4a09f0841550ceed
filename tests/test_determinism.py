"""The same articles give the same bytes: run again, in another order, in another process, in other company."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.graph import Graph, write_graph
from pipeline.ingest import read_articles
from pipeline.model import Article
from pipeline.run import Tools, make_graph

pytestmark = pytest.mark.slow
STORE = "store"
"""What Oxigraph writes: not for other machines, and not in git."""


def _files(folder: Path) -> dict[str, bytes]:
    """Return name → content of all files of a graph folder but those of the store."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def _lines(articles: Sequence[Article]) -> str:
    return "".join(json.dumps({"id": article.id, "text": article.text}) + "\n" for article in articles)


def test_a_second_run_in_another_order_writes_the_same_bytes(
    seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    again = make_graph(tuple(reversed(seed_graph.articles)), tools)
    write_graph(again, tmp_path, tools)
    assert _files(tmp_path) == _files(graph_folder)


def test_lines_in_another_order_write_the_same_bytes(
    seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    articles = list(seed_graph.articles)
    random.Random(7).shuffle(articles)
    assert [a.id for a in articles] != [a.id for a in seed_graph.articles]
    (tmp_path / "seeds.jsonl").write_text(_lines(articles), encoding="utf-8")
    read = [item for item in read_articles([str(tmp_path / "seeds.jsonl")]) if isinstance(item, Article)]
    write_graph(make_graph(read, tools), tmp_path / "graph", tools)
    assert _files(tmp_path / "graph") == _files(graph_folder)


def test_arguments_in_another_order_in_another_process_write_the_same_bytes(
    root: Path, graph_folder: Path, tmp_path: Path
) -> None:
    # sets of words have another order in each process, as their hashes have
    arguments = sorted((str(path) for path in (root / "seeds").glob("*.txt")), reverse=True)
    command = [sys.executable, "-m", "pipeline", "build", *arguments, "--out", "graph"]
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    assert _files(tmp_path / "graph") == _files(graph_folder)


def test_what_an_article_says_does_not_depend_on_those_read_beside_it(seed_graph: Graph, tools: Tools) -> None:
    # the model reads many articles in one batch: short ones, so that there are several batches
    texts = [p for article in seed_graph.articles for p in article.text.split("\n") if len(p) > 120][:40]
    articles = [Article(f"p{number:03}", text) for number, text in enumerate(texts)]
    shuffled = random.Random(11).sample(articles, len(articles))
    together = make_graph(articles, tools)
    assert make_graph(shuffled, tools) == together
    alone = {e for article in articles[::5] for fact in make_graph([article], tools).facts for e in fact.evidence}
    ids = {article.id for article in articles[::5]}
    assert alone == {e for fact in together.facts for e in fact.evidence if e.article in ids}
