"""The ontology as one HTML page to read: python -m pipeline.export.ontology_page ONTOLOGY [--out FILE].

Own code, because pyLODE's wheel cannot be imported (it looks for a pyproject.toml beside itself), and its releases that
can want an older rdflib.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from rdflib import DCTERMS, OWL, QB, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from pipeline.namespaces import NEWS

TEMPLATE = "ontology_page.html"
PAGE = "doc/index.html"
SECTIONS = (
    ("Classi", "Classes", frozenset({OWL.Class})),
    ("Proprietà tra nodi", "Object properties", frozenset({OWL.ObjectProperty, RDF.Property})),
    ("Proprietà con valori", "Datatype properties", frozenset({OWL.DatatypeProperty})),
    ("Annotazioni", "Annotation properties", frozenset({OWL.AnnotationProperty})),
    ("Termini", "Named individuals", frozenset({OWL.NamedIndividual})),
)
SHOWN = (
    ("sottoclasse di", "subclass of", RDFS.subClassOf),
    ("sottoproprietà di", "subproperty of", RDFS.subPropertyOf),
    ("dominio", "domain", RDFS.domain),
    ("codominio", "range", RDFS.range),
    ("tipo", "type", RDF.type),
    ("inversa di", "inverse of", OWL.inverseOf),
    ("disgiunta da", "disjoint with", OWL.disjointWith),
    ("struttura", "structure", QB.structure),
    ("componente", "component", QB.component),
    ("dimensione", "dimension", QB.dimension),
    ("misura", "measure", QB.measure),
    ("attributo", "attribute", QB.attribute),
    ("elenco di codici", "code list", QB.codeList),
    ("simile a", "close match", SKOS.closeMatch),
    ("parte di", "broad match", SKOS.broadMatch),
    ("PLOVER", "PLOVER", URIRef(f"{NEWS}plover")),
    ("vedi anche", "see also", RDFS.seeAlso),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as the page shows it."""

    name: str
    label_it: str
    label_en: str
    comment: str
    rows: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """What is said of it: a property by its two names, and its values as text and address ("" for none)."""


def to_page(graph: Graph) -> str:
    """Return the page of an ontology graph; the same graph gives the same bytes."""
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    sections = [(it, en, _entries(graph, kinds)) for it, en, kinds in SECTIONS]
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    return environment.get_template(TEMPLATE).render(
        title=[str(title) for title in sorted(graph.objects(ontology, DCTERMS.title), key=str)],
        description=[str(text) for text in sorted(graph.objects(ontology, DCTERMS.description), key=str)],
        namespace=NEWS,
        version=str(graph.value(ontology, OWL.versionInfo)),
        sections=[section for section in sections if section[2]],
    )


def _entries(graph: Graph, kinds: Iterable[URIRef]) -> list[Entry]:
    subjects = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    return [_entry(graph, s) for s in sorted(subjects, key=str) if isinstance(s, URIRef) and s.startswith(NEWS)]


def _entry(graph: Graph, term: URIRef) -> Entry:
    labels = {o.language: str(o) for o in graph.objects(term, RDFS.label) if isinstance(o, Literal)}
    rows = (
        (it, en, tuple(_value(graph, o) for o in sorted(graph.objects(term, predicate), key=str) if o not in _PLAIN))
        for it, en, predicate in SHOWN
    )
    return Entry(
        name=term.removeprefix(NEWS),
        label_it=labels["it"],
        label_en=labels["en"],
        comment=str(graph.value(term, RDFS.comment) or ""),
        rows=tuple(row for row in rows if row[2]),
    )


_PLAIN = frozenset({OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual})
"""Types that the section says already."""


def _value(graph: Graph, node: Node) -> tuple[str, str]:
    if not isinstance(node, URIRef):
        return str(node), ""
    if node.startswith(NEWS):
        return node.removeprefix(NEWS), f"#{node.removeprefix(NEWS)}"
    return graph.namespace_manager.normalizeUri(node).strip("<>"), str(node)


def main() -> None:
    """Write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("ontology", type=Path)
    arguments.add_argument("--out", type=Path, help=f"by default {PAGE} in the ontology's folder")
    args = arguments.parse_args()
    out: Path = args.out or args.ontology / PAGE
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(to_page(Graph().parse(args.ontology / "news.ttl")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
