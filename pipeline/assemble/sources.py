"""Which articles are one source: copies of one text, and what one outlet prints.

Near-identical texts (agency copy) are found by MinHash over shingles of words (Broder 1997). What it finds is checked
exactly; of two copies just at the limit it misses about one pair in five thousand, always the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model import Article
from pipeline.typography import collapsed, folded

SHINGLE = 4
"""Words in a row: long enough that two reports of one event share few by chance."""
COPY = 0.5
"""Share of shingles in common from which on two texts are copies of one."""
BANDS, ROWS = 64, 3
"""Two texts are compared where one of so many bands of so many hashes agrees: 1 - (1 - 0.5 ** 3) ** 64 for COPY."""
SEED = 1


def independent_sources(articles: Iterable[Article]) -> Mapping[str, str]:
    """Return for each article's id the least id among the articles that are one source with it.

    The order of the articles makes no difference. Articles without an outlet are a source each unless they are copies.
    """
    known = sorted(articles, key=lambda article: article.id)
    parent = {article.id: article.id for article in known}

    def root(identifier: str) -> str:
        while parent[identifier] != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    def join(first: str, second: str) -> None:
        low, high = sorted((root(first), root(second)))
        parent[high] = low

    outlets: dict[str, str] = {}
    for article in known:
        outlet = collapsed(folded(article.source or ""))
        if outlet:
            join(outlets.setdefault(outlet, article.id), article.id)
    for first, second in _copies(known):
        join(first, second)
    return {article.id: root(article.id) for article in known}


def _copies(articles: Iterable[Article]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of articles whose texts are nearly the same."""
    # datasketch brings scipy: nobody should wait for it before the first article is read
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    shingles: dict[str, frozenset[str]] = {}
    for article in articles:
        shingles[article.id] = _shingles(article.text)
        sketch = MinHash(num_perm=BANDS * ROWS, seed=SEED)
        sketch.update_batch([shingle.encode() for shingle in sorted(shingles[article.id])])
        for other in sorted(index.query(sketch)):
            if _similarity(shingles[other], shingles[article.id]) >= COPY:
                yield other, article.id
        index.insert(article.id, sketch)


def _shingles(text: str) -> frozenset[str]:
    words = folded(text).split()
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard similarity."""
    return len(first & second) / len(first | second)
