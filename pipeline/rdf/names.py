"""A name that a user types → the entities of a graph that it denotes. All commands look names up here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from rapidfuzz import fuzz, process

from pipeline.errors import UsageError
from pipeline.lexicon import load_lexicon
from pipeline.namespaces import DATA
from pipeline.rdf.iris import RDFS, SKOS
from pipeline.rdf.search import SEARCH_GRAPH, keys_that_begin, name_quads, term, words_of
from pipeline.typography import ascii_slug

PERSON = f"{DATA}entity/person/"
NEAR = 3
"""Names that are offered instead of one that is not there."""
LEAST_ALIKE = 75
"""Of 100: how much of their letters two names have to share, for one to be offered for the other."""


def find_entities(store: Store, name: str, ontology: Path) -> tuple[NamedNode, ...]:
    """Return the entities that a name denotes, sorted: those of the first of these steps that finds any.

    1. Whose label or other name it is: "Russia" is the country, and not the party Russia Unita. One word is no whole
       name of a person: "Neri" may be anybody of that surname.
    2. Whom the gazetteer of the ontology calls so: "Usa" is Stati Uniti, also where no article says "Usa".
    3. One of whose names has all its words, in any order.
    4. One of whose names has for each of its words one that begins so.

    Case, accents and punctuation make no difference. Raises UsageError where no entity is called so.
    """
    found = next(filter(None, _steps(store, name, ontology)), None)
    if found is None:
        near = " or ".join(near_names(store, name))
        raise UsageError(f"no entity is called {name.strip()!r}{f'; did you mean {near}?' if near else ''}")
    return tuple(sorted(found, key=str))


def _steps(store: Store, name: str, ontology: Path) -> Iterator[set[NamedNode]]:
    """Yield what each step finds; a step is taken only where those before it found nobody."""
    words = words_of(name)
    yield _named(store, name)
    yield _named(store, _other_names(ontology).get(ascii_slug(name), ""))
    yield _with_all(words, partial(_with_word, store))
    yield _with_all(words, partial(_with_beginning, store))


def near_names(store: Store, name: str) -> list[str]:
    """Return up to three names of entities that are, whole or in one word, written much like one that is not there."""
    written: dict[str, set[str]] = {}
    for quad in name_quads(store):
        if isinstance(quad.object, Literal):
            words = words_of(quad.object.value)
            for form in {"-".join(words), *words}:
                written.setdefault(form, set()).add(quad.object.value)
    wanted = "-".join(words_of(name))
    like = process.extract(wanted, sorted(written), scorer=fuzz.ratio, limit=NEAR, score_cutoff=LEAST_ALIKE)
    found = dict.fromkeys(near for form, _, _ in like for near in sorted(written[form], key=_shortest_first))
    return list(found)[:NEAR]


def _shortest_first(name: str) -> tuple[int, str]:
    return len(name), name


def _named(store: Store, name: str) -> set[NamedNode]:
    """Return whose name it is, whole."""
    words = words_of(name)
    found = _with_all(words, partial(_with_word, store))
    if len(words) == 1:
        found = {entity for entity in found if not entity.value.startswith(PERSON)}
    wanted = ascii_slug(name)
    return {entity for entity in found if wanted in map(ascii_slug, _names_of(store, entity))}


def _names_of(store: Store, entity: NamedNode) -> Iterator[str]:
    for predicate in (f"{RDFS}label", f"{SKOS}altLabel"):
        for quad in store.quads_for_pattern(entity, NamedNode(predicate), None, DefaultGraph()):
            if isinstance(quad.object, Literal):
                yield quad.object.value


@lru_cache(maxsize=4)
def _other_names(ontology: Path) -> Mapping[str, str]:
    """Return the label of each country, place and organisation that the gazetteer knows, by the slugs of its names."""
    names = load_lexicon(ontology).names
    return {ascii_slug(form): names[form].label for form in sorted(names, reverse=True)}


def _with_all(words: tuple[str, ...], find: Callable[[str], set[NamedNode]]) -> set[NamedNode]:
    """Return what is found for every one of the words; nothing where there are no words."""
    found: set[NamedNode] | None = None
    for word in words:
        of_word = find(word)
        found = of_word if found is None else found & of_word
        if not found:
            break
    return found or set()


def _with_word(store: Store, word: str) -> set[NamedNode]:
    quads = store.quads_for_pattern(None, term("nameKey"), Literal(word), SEARCH_GRAPH)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)} - {SEARCH_GRAPH}


def _with_beginning(store: Store, beginning: str) -> set[NamedNode]:
    return {entity for word in keys_that_begin(store, "nameKey", beginning) for entity in _with_word(store, word)}
