"""Which entities of a graph a name may denote: by their labels and other names, as `query` looks them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, Store

from pipeline.namespaces import DATA
from pipeline.rdf.iris import RDFS, SKOS
from pipeline.typography import ascii_slug

ENTITY = f"{DATA}entity/"


@dataclass(frozen=True, slots=True)
class EntityNames:
    """The names of all entities of a graph, by their form without case, accents and punctuation: "stati-uniti"."""

    entities: Mapping[str, frozenset[str]]
    """IRIs of those who have a name."""
    written: Mapping[str, str]
    """A name as it is written."""

    def find(self, name: str) -> frozenset[str]:
        """Return the IRIs of the entities of this name, or else of those that have all its words in a row in one.

        "Russia" is the country and not the party Russia Unita; "Lavrov" is whoever is called so after a given name.
        """
        wanted = ascii_slug(name)
        if not wanted or wanted in self.entities:
            return self.entities.get(wanted, frozenset())
        inside = f"-{wanted}-"
        return frozenset(iri for known, iris in self.entities.items() if inside in f"-{known}-" for iri in iris)

    def near(self, name: str) -> list[str]:
        """Return up to three names that are written much like one that is not there."""
        return [self.written[known] for known in get_close_matches(ascii_slug(name), sorted(self.entities), n=3)]


def entity_names(store: Store) -> EntityNames:
    """Return the labels and other names of the entities of a store."""
    entities: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for predicate in (f"{RDFS}label", f"{SKOS}altLabel"):
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None):
            node, name = quad.subject, quad.object
            if isinstance(node, NamedNode) and node.value.startswith(ENTITY) and isinstance(name, Literal):
                known = ascii_slug(name.value)
                entities.setdefault(known, set()).add(node.value)
                written[known] = min(written.get(known, name.value), name.value)
    return EntityNames({name: frozenset(iris) for name, iris in entities.items() if name}, written)
