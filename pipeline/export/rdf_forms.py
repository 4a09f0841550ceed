"""Further RDF of the same graph: RDF 1.2 with reifiers, the entities as SKOS, and an rdflib Dataset over Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from pipeline.model import ENTITY_TYPES
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.iris import OWL, PREFIXES, RDF, RDFS, SKOS
from pipeline.rdf.store import serialized

if TYPE_CHECKING:
    from rdflib import Dataset

_REIFIED = ("subject", "predicate", "object")
SCHEME = NamedNode(f"{DATA}entities")


def to_turtle_12(quads: Iterable[Quad]) -> str:
    """Return the union of all graphs as RDF 1.2 Turtle: a fact reifies its triple instead of spelling it out."""
    kept: set[tuple[str, str, Triple]] = set()
    reified: dict[str, dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal]] = {}
    for quad in quads:
        name = quad.predicate.value.removeprefix(RDF)
        if name in _REIFIED and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            reified.setdefault(quad.subject.value, {})[name] = quad.object
        else:
            triple = Triple(quad.subject, quad.predicate, quad.object)
            kept.add((str(quad.subject), f"{quad.predicate} {quad.object}", triple))
    for fact, parts in reified.items():
        subject, predicate, object_ = (parts[name] for name in _REIFIED)
        assert isinstance(subject, NamedNode)
        assert isinstance(predicate, NamedNode)
        triple = Triple(NamedNode(fact), NamedNode(f"{RDF}reifies"), Triple(subject, predicate, object_))
        kept.add((f"<{fact}>", f"reifies {object_}", triple))
    triples = (triple for _, _, triple in sorted(kept, key=lambda item: item[:2]))
    return serialized(triples, RdfFormat.TURTLE, PREFIXES)


def to_skos(quads: Iterable[Quad]) -> str:
    """Return the entities as a SKOS concept scheme: preferred and other labels, types as broader concepts, matches."""
    triples = sorted(set(_concepts(quads)), key=lambda t: f"{t.subject} {t.predicate} {t.object}")
    return serialized(triples, RdfFormat.TURTLE, PREFIXES)


def _concepts(quads: Iterable[Quad]) -> Iterator[Triple]:
    renamed: Mapping[str, str] = {
        f"{RDFS}label": "prefLabel",
        f"{SKOS}altLabel": "altLabel",
        f"{OWL}sameAs": "exactMatch",
    }
    concept = NamedNode(f"{SKOS}Concept")
    kind = NamedNode(f"{RDF}type")
    yield Triple(SCHEME, kind, NamedNode(f"{SKOS}ConceptScheme"))
    for name in ENTITY_TYPES:
        yield Triple(NamedNode(NEWS + name), kind, concept)
        yield Triple(NamedNode(NEWS + name), NamedNode(f"{SKOS}inScheme"), SCHEME)
        yield Triple(NamedNode(NEWS + name), NamedNode(f"{SKOS}topConceptOf"), SCHEME)
        yield Triple(SCHEME, NamedNode(f"{SKOS}hasTopConcept"), NamedNode(NEWS + name))
        yield Triple(NamedNode(NEWS + name), NamedNode(f"{SKOS}prefLabel"), Literal(name, language="en"))
    for quad in quads:
        subject = quad.subject
        if not isinstance(subject, NamedNode) or not subject.value.startswith(f"{DATA}entity/"):
            continue
        if quad.predicate == kind:
            yield Triple(subject, kind, concept)
            yield Triple(subject, NamedNode(f"{SKOS}inScheme"), SCHEME)
            yield Triple(subject, NamedNode(f"{SKOS}broader"), quad.object)
        elif quad.predicate.value in renamed:
            yield Triple(subject, NamedNode(SKOS + renamed[quad.predicate.value]), quad.object)


def to_rdflib(quads: Sequence[Quad]) -> Dataset:
    """Return the graph as an rdflib Dataset over an Oxigraph in memory; raises ImportError without oxrdflib."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    store = Store()
    store.bulk_extend(quads)
    return Dataset(store=OxigraphStore(store=store), default_union=True)
