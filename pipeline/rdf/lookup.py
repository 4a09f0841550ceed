"""What a user types → what the graph has under it: entities by their names, words, relations, articles.

What comes out are IRIs and words of the store, so that nothing typed becomes part of a query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Store

from pipeline.rdf.iris import RDF, RDFS
from pipeline.rdf.names import find_entities
from pipeline.rdf.queries import WORD_KEYS, NamedQuery, Terms
from pipeline.rdf.search import SEARCH_GRAPH, keys_that_begin, term, words_of

Lookup: TypeAlias = Callable[[Store, str], Terms]


def look_up(store: Store, query: NamedQuery, given: Mapping[str, str], ontology: Path) -> dict[str, Terms]:
    """Return what the parameters given stand for; those without lines of their own, and empty ones, are left out.

    Raises UsageError for a name that no entity has.
    """
    lookups: Mapping[str, Lookup] = {
        "entities": partial(_find_entities, ontology),
        "predicates": _find_predicates,
        "articles": _find_articles,
        **{key: partial(_find_words, key) for key in WORD_KEYS},
    }
    sorts = query.sorts
    return {name: lookups[sorts[name]](store, text) for name, text in given.items() if name in sorts and text.strip()}


def _find_entities(ontology: Path, store: Store, name: str) -> Terms:
    return (find_entities(store, name, ontology),)


def _find_words(name: str, store: Store, text: str) -> Terms:
    """Return for each word of a text the key that it is, else those that begin so; the longest words first.

    A long word is rarer than a short one, and a query begins with what comes first. Years are found whole only.
    """
    found = []
    for word in sorted(words_of(text), key=lambda word: (-len(word), word)):
        keys = [word]
        if Quad(SEARCH_GRAPH, term(name), Literal(word), SEARCH_GRAPH) not in store:
            keys = keys_that_begin(store, name, word) if name != "yearKey" else []
        found.append(tuple(Literal(key) for key in keys))
    return tuple(found)


def _find_predicates(store: Store, name: str) -> Terms:
    """Return the relations of a name: that of the ontology (supports) or a label (sostiene), in any case."""
    wanted = name.strip().lower()
    found = set()
    for quad in store.quads_for_pattern(None, NamedNode(f"{RDF}type"), term("RelationType")):
        if isinstance(quad.subject, NamedNode):
            labels = store.quads_for_pattern(quad.subject, NamedNode(f"{RDFS}label"), None)
            names = {str(getattr(label.object, "value", "")).lower() for label in labels}
            if wanted in names | {quad.subject.value.rpartition("#")[2].lower()}:
                found.add(quad.subject)
    return (tuple(sorted(found, key=str)),)


def _find_articles(store: Store, identifier: str) -> Terms:
    """Return the article of an id, which has to be whole."""
    quads = store.quads_for_pattern(None, term("id"), Literal(identifier.strip()))
    return (tuple(sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)),)
