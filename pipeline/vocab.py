"""`ontology/news.ttl` → frozen `Vocab`: what each predicate means. Closed: a term that is not there raises."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from pipeline.errors import DataError
from pipeline.namespaces import NEWS

QUDT_UNIT = "http://qudt.org/vocab/unit/"


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or controlled term, with its labels."""

    name: str
    label_it: str
    label_en: str
    symmetric: bool = False
    domain: frozenset[str] = frozenset()
    """Names of the entity types that may be the subject; empty for any."""
    range: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocab:
    """All terms of the ontology by their local name."""

    terms: Mapping[str, Term]
    relations: frozenset[str]
    units: Mapping[str, str] = field(default_factory=dict)
    """IRI of the QUDT unit of each unit that has one."""

    @property
    def symmetric(self) -> frozenset[str]:
        """Names of the predicates that hold both ways."""
        return frozenset(name for name, term in self.terms.items() if term.symmetric)

    def __getitem__(self, name: str) -> Term:
        """Return a term; raises KeyError for one that the ontology does not define."""
        return self.terms[name]

    def allows(self, predicate: str, subject: str, object_: str) -> bool:
        """Say whether entities of these types may stand in a relation; raises KeyError for an unknown predicate."""
        term = self.terms[predicate]
        return (not term.domain or subject in term.domain) and (not term.range or object_ in term.range)


def load_vocab(ontology: Path) -> Vocab:
    """Read `news.ttl` below `ontology`; raises DataError where it cannot be read or a term has no label."""
    path = ontology / "news.ttl"
    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(path, "", " ".join(str(error).replace("of <>", "").split())[:200]) from error
    terms = {}
    for subject in sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NEWS)}):
        name = subject.removeprefix(NEWS)
        terms[name] = Term(
            name=name,
            label_it=_label(graph, subject, "it", path),
            label_en=_label(graph, subject, "en", path),
            symmetric=(subject, RDF.type, OWL.SymmetricProperty) in graph,
            domain=_types(graph, graph.value(subject, RDFS.domain)),
            range=_types(graph, graph.value(subject, RDFS.range)),
        )
    related = set(graph.subjects(RDFS.subPropertyOf, URIRef(f"{NEWS}relatedTo")))
    return Vocab(terms, frozenset(str(s).removeprefix(NEWS) for s in related), _qudt_units(ontology / "units_qudt.tsv"))


def _qudt_units(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {row["unit"]: QUDT_UNIT + row["qudt"] for row in csv.DictReader(lines, delimiter="\t")}
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise DataError(path, "", str(error)) from error


def _label(graph: Graph, subject: URIRef, language: str, path: Path) -> str:
    for label in graph.objects(subject, RDFS.label):
        if getattr(label, "language", None) == language:
            return str(label)
    raise DataError(path, subject.removeprefix(NEWS), f"has no label in {language!r}")


def _types(graph: Graph, node: object) -> frozenset[str]:
    """Return the entity types below a class: itself and its subclasses; empty for all entities or anything else."""
    if not isinstance(node, URIRef) or node == URIRef(f"{NEWS}Entity"):
        return frozenset()
    found, queue = set(), [node]
    while queue:
        current = queue.pop()
        found.add(str(current).removeprefix(NEWS))
        queue += [s for s in graph.subjects(RDFS.subClassOf, current) if isinstance(s, URIRef)]
    return frozenset(found)
