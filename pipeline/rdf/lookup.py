"""What a user types → what the graph has under it: entities by their names, words, relations, articles.

What comes out are IRIs and words of the store, so that nothing typed becomes part of a query. A name is found by whole
words, in any order; where no entity has them all, by the beginnings of words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Store

from pipeline.rdf.iris import RDF, RDFS
from pipeline.rdf.queries import WORD_KEYS, NamedQuery, Terms
from pipeline.rdf.search import SEARCH_GRAPH, term, words_of
from pipeline.rdf.store import ask

Lookup: TypeAlias = Callable[[Store, str], Terms]


def look_up(store: Store, query: NamedQuery, given: Mapping[str, str]) -> dict[str, Terms]:
    """Return what the parameters given stand for; those without lines of their own, and empty ones, are left out."""
    sorts = query.sorts
    return {name: LOOKUPS[sorts[name]](store, text) for name, text in given.items() if name in sorts and text.strip()}


def find_entities(store: Store, name: str) -> Terms:
    """Return the entities of a name: whose names have all its words, else whose names have words that begin so."""
    words = words_of(name)
    found = _with_all(words, partial(_with_key, store))
    if not found:
        found = _with_all(words, partial(_with_beginning, store))
    return (tuple(sorted(found, key=str)),)


def _with_all(words: tuple[str, ...], find: Callable[[str], set[NamedNode]]) -> set[NamedNode]:
    """Return what is found for every one of the words; nothing where there are no words."""
    found: set[NamedNode] | None = None
    for word in words:
        of_word = find(word)
        found = of_word if found is None else found & of_word
        if not found:
            break
    return found or set()


def _with_key(store: Store, word: str) -> set[NamedNode]:
    quads = store.quads_for_pattern(None, term("nameKey"), Literal(word), SEARCH_GRAPH)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)} - {SEARCH_GRAPH}


def _with_beginning(store: Store, beginning: str) -> set[NamedNode]:
    return {entity for key in _keys(store, "nameKey", beginning) for entity in _with_key(store, key)}


def _keys(store: Store, name: str, beginning: str) -> list[str]:
    """Return the words that a store has as keys and that begin so; `beginning` is one of `words_of`."""
    # all letters and digits, and written as SPARQL by who knows how; a substitution would have to be in SELECT
    test = f"FILTER(STRSTARTS(?key, {Literal(beginning)}))"
    found = ask(store, f"SELECT ?key WHERE {{ GRAPH {SEARCH_GRAPH} {{ {SEARCH_GRAPH} news:{name} ?key {test} }} }}")
    return sorted(key for (key,) in found.rows)


def _find_words(name: str, store: Store, text: str) -> Terms:
    """Return for each word of a text the key that it is, else those that begin so; the longest words first.

    A long word is rarer than a short one, and a query begins with what comes first. Years are found whole only.
    """
    found = []
    for word in sorted(words_of(text), key=lambda word: (-len(word), word)):
        keys = [word]
        if Quad(SEARCH_GRAPH, term(name), Literal(word), SEARCH_GRAPH) not in store:
            keys = _keys(store, name, word) if name != "yearKey" else []
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


LOOKUPS: Mapping[str, Lookup] = {
    "entities": find_entities,
    "predicates": _find_predicates,
    "articles": _find_articles,
    **{key: partial(_find_words, key) for key in WORD_KEYS},
}
"""How each sort of parameter is looked up."""
