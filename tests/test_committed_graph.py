"""The graph that lies in the repository is the one that the seeds give today."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = (
    "facts.jsonl",
    "articles.jsonl",
    "claims.jsonl",
    "reading.json",
    "candidates.jsonl",
    "links.jsonl",
    "graph.trig",
    "graph.ttl",
    "network.html",
)
REMAKE = "remake it with `make graph` and commit what changed in graphs/"


@pytest.mark.parametrize("name", FILES)
def test_the_committed_graph_is_that_of_the_seeds(root: Path, graph_folder: Path, name: str) -> None:
    committed = root / "graphs" / name
    assert committed.is_file(), f"graphs/{name} is missing: {REMAKE}"
    made, kept = (graph_folder / name).read_bytes(), committed.read_bytes()
    if made == kept:
        return
    new, old = made.splitlines(), kept.splitlines()
    first = next(
        (i for i, pair in enumerate(zip(new, old, strict=False)) if pair[0] != pair[1]), min(len(new), len(old))
    )
    pytest.fail(f"graphs/{name} is not what the seeds give (from line {first + 1} on): {REMAKE}", pytrace=False)
