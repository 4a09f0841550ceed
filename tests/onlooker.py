"""A process that reads a graph folder again and again: python -m tests.onlooker FOLDER.

It writes a line when it has begun, reads until its standard input is closed, and prints as JSON each different thing
that it saw, and how often it looked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event, Thread

from pipeline.graph import read_graph
from pipeline.rdf.store import ask, open_store

IDS = """
SELECT DISTINCT ?id WHERE { { ?a a news:Article ; news:id ?id } UNION { ?f news:evidence ?e BIND(STR(?f) AS ?id) } }
"""


def look(folder: Path) -> tuple[str, str]:
    """Return what the store holds, and what the files hold: all ids, and how many quads."""
    store = open_store(folder)
    asked = sorted(row[0] for row in ask(store, IDS).rows)
    graph = read_graph(folder)
    read = [[article.id for article in graph.articles], [fact.id for fact in graph.facts], len(graph.quads)]
    return json.dumps([asked, len(store)]), json.dumps(read)


def main() -> None:
    """Look until nobody wants to know any more."""
    folder, ended = Path(sys.argv[1]), Event()
    Thread(target=_wait, args=(ended,), daemon=True).start()
    seen, times = {look(folder)}, 1
    sys.stdout.write("looking\n")
    sys.stdout.flush()
    while not ended.is_set():
        seen.add(look(folder))
        times += 1
    sys.stdout.write(
        json.dumps({"stores": sorted({s for s, _ in seen}), "files": sorted({f for _, f in seen}), "times": times})
    )


def _wait(ended: Event) -> None:
    sys.stdin.read()
    ended.set()


if __name__ == "__main__":
    main()
