"""How many rows a question gives, and whether it says rightly that there are more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from pipeline.lexicon import ontology_dir
from pipeline.rdf.asking import ask_named
from pipeline.rdf.queries import load_queries
from pipeline.rdf.search import add_keys, term
from pipeline.rdf.store import ontology_quads
from tests.bench.askings import Asking, askings
from tests.bench.graph import news_quads

QUERIES = load_queries(ontology_dir())
EVIDENCE, RULE = term("evidence"), term("rule")


def _with_twins(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads in which two rules have read every fact at each of its places: what questions tell in one row."""
    for quad in quads:
        yield quad
        if quad.predicate == EVIDENCE and isinstance(quad.object, NamedNode):
            yield Quad(quad.subject, EVIDENCE, NamedNode(f"{quad.object.value}-twin"), quad.graph_name)
        elif isinstance(quad.subject, NamedNode) and quad.subject.value.rpartition("/")[0].endswith("/evidence"):
            value = Literal("twin") if quad.predicate == RULE else quad.object
            yield Quad(NamedNode(f"{quad.subject.value}-twin"), quad.predicate, value, quad.graph_name)


@pytest.fixture(scope="module")
def news() -> Store:
    store = Store()
    store.extend(_with_twins(news_quads(8000)))
    add_keys(store)
    return store


@pytest.fixture(scope="module")
def asked(news: Store) -> list[Asking]:
    return askings(news)


@pytest.mark.parametrize("question", sorted(QUERIES))
def test_it_is_told_that_there_are_more_rows_where_there_are(news: Store, asked: list[Asking], question: str) -> None:
    for asking in (asking for asking in asked if asking.question == question):
        whole = ask_named(news, QUERIES[question], dict(asking.given), limit=0)
        assert not whole.cut
        count = len(whole.rows)
        for limit in sorted({1, 2, 3, count // 2, count - 1, count, count + 1, 2 * count + 1} - {0, -1}):
            few = ask_named(news, QUERIES[question], dict(asking.given), limit=limit)
            assert (len(few.rows), few.cut) == (min(limit, count), count > limit), (asking, limit)


@pytest.mark.parametrize("question", sorted(QUERIES))
@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_gives_the_newest_rows(mini_quads: tuple[Quad, ...], question: str, limit: int) -> None:
    store = Store()
    store.extend((*mini_quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    whole = ask_named(store, QUERIES[question], {}, limit=0)
    few = ask_named(store, QUERIES[question], {}, limit=limit)
    assert set(few.rows) <= set(whole.rows)
    first = whole.columns.index("published" if "published" in whole.columns else "fact")
    assert [row[first] for row in few.rows] == [row[first] for row in whole.rows][:limit]
