"""Terms of other vocabularies are looked up, not believed: in rdflib's closed namespaces or in a table of ours."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

import pyoxigraph
import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, URIRef
from rdflib import Graph as RdfGraph
from rdflib.namespace import DefinedNamespace, Namespace

from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS, WIKIDATA
from pipeline.vocab import QUDT_UNIT, load_vocab

CLOSED: tuple[type[DefinedNamespace], ...] = (DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, TIME, XSD)
OURS = (NEWS, NEWS.rstrip("#"), NEWS.replace("#", "-shape#"), DATA, WIKIDATA)
CURRENCY = re.compile(r"http://qudt\.org/vocab/currency/[A-Z]{3}")
TABLE = ontology_dir() / "external_terms.tsv"


def _table() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["term"]: row["definition"] for row in csv.DictReader(lines, delimiter="\t")}


def _unknown(terms: Iterable[str]) -> list[str]:
    """Return the terms from outside that neither a closed namespace nor the table has."""
    table = _table()
    return sorted({t for t in terms if not t.startswith(OURS) and not _is_defined(t) and t not in table})


def _is_defined(term: str) -> bool:
    return bool(CURRENCY.fullmatch(term)) or any(
        term.startswith(str(space)) and URIRef(term) in space for space in CLOSED
    )


def _terms_of(graph: RdfGraph) -> set[str]:
    """Return the IRIs of a graph that stand for terms; pages and licences that it refers to are none."""
    pages = set(graph.objects(None, RDFS.seeAlso)) | set(graph.objects(None, DCTERMS.license))
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    return {str(node) for node in nodes if node not in pages or "#" in node or node in Namespace(str(SDO))}


@pytest.mark.parametrize("name", ["news.ttl", "shapes.ttl"])
def test_the_ontology_uses_terms_that_exist(name: str) -> None:
    terms = _terms_of(RdfGraph().parse(ontology_dir() / name))
    assert len(terms) > 100
    assert _unknown(terms) == []


def test_the_graph_of_the_seeds_uses_terms_that_exist(seed_graph: Graph) -> None:
    used = {q.predicate.value for q in seed_graph.quads}
    used |= {
        q.object.value
        for q in seed_graph.quads
        if isinstance(q.object, pyoxigraph.NamedNode) and not q.object.value.startswith(DATA)
    }
    assert any(term.startswith(str(ORG)) for term in used)
    assert _unknown(used) == []


def test_every_unit_is_one_of_qudt() -> None:
    units = set(load_vocab(ontology_dir()).units.values())
    assert all(unit.startswith(QUDT_UNIT) for unit in units)
    assert _unknown(units) == []


def test_the_table_has_what_is_used_and_nothing_else(seed_graph: Graph) -> None:
    used = {q.predicate.value for q in seed_graph.quads} | set(load_vocab(ontology_dir()).units.values())
    used |= {q.object.value for q in seed_graph.quads if isinstance(q.object, pyoxigraph.NamedNode)}
    for name in ("news.ttl", "shapes.ttl"):
        graph = RdfGraph().parse(ontology_dir() / name)
        used |= {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    table = _table()
    assert sorted(set(table) - used) == []
    assert [term for term, definition in table.items() if not definition.startswith("https://")] == []
    assert [term for term in table if _is_defined(term)] == []


def test_a_term_that_does_not_exist_is_found() -> None:
    invented = (f"{ORG}president", f"{PROV}wasInvented", "http://www.w3.org/ns/oa#hasFeeling", f"{QUDT_UNIT}SPOON")
    assert _unknown([*invented, str(ORG.Membership)]) == sorted(invented)
