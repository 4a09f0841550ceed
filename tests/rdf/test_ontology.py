"""The ontology as a whole: an OWL RL closure finds no contradiction in it, and its page tells every term."""

from __future__ import annotations

from html.parser import HTMLParser

import owlrl
import pytest
from rdflib import RDF, Graph, URIRef

from pipeline.export.ontology_page import PAGE, to_page
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA, NEWS
from pipeline.vocab import load_vocab

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")


def _contradictions(graph: Graph) -> int:
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return len(list(graph.subjects(RDF.type, ERROR)))


@pytest.fixture
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "news.ttl")


def test_the_ontology_has_no_contradiction(ontology: Graph) -> None:
    assert _contradictions(ontology) == 0


def test_an_entity_of_each_type_has_no_contradiction(ontology: Graph) -> None:
    for name in ("Person", "Organization", "Country", "Place", "Group", "Article", "Role", "Attribution"):
        ontology.add((URIRef(f"{DATA}{name}"), RDF.type, URIRef(NEWS + name)))
    ontology.add((URIRef(f"{DATA}Person"), URIRef(f"{NEWS}sanctions"), URIRef(f"{DATA}Country")))
    assert _contradictions(ontology) == 0


@pytest.mark.parametrize(("first", "second"), [("Person", "Country"), ("Article", "Role"), ("Article", "Group")])
def test_what_cannot_be_both_is_a_contradiction(ontology: Graph, first: str, second: str) -> None:
    for name in (first, second):
        ontology.add((URIRef(f"{DATA}x"), RDF.type, URIRef(NEWS + name)))
    assert _contradictions(ontology) > 0


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in ("script", "link", "img", "iframe"):
            self.loaded.append(tag)


def test_the_page_tells_every_term_and_its_links_lead_somewhere(ontology: Graph) -> None:
    page = _Anchors()
    page.feed(to_page(ontology))
    assert sorted(set(page.ids)) == sorted(load_vocab(ontology_dir()).terms)
    assert {link[1:] for link in page.links if link.startswith("#")} == set(page.ids)
    assert page.loaded == []


def test_the_committed_page_is_that_of_the_ontology(ontology: Graph) -> None:
    assert (ontology_dir() / PAGE).read_text(encoding="utf-8") == to_page(ontology)
