"""A new relation is data: a property in `news.ttl` and a file in `relations/`, and no Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pipeline.errors import UsageError
from pipeline.graph import Graph
from pipeline.knowledge import load_knowledge
from pipeline.lexicon import ontology_dir
from pipeline.model import Entity
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import RDFS, graph_iri
from pipeline.run import load_tools, make_graph
from pipeline.vocab import load_vocab
from tests.builders import make_article

pytestmark = pytest.mark.slow

PROPERTY = """
news:mediatesFor a owl:ObjectProperty, owl:NamedIndividual, news:RelationType ;
    rdfs:label "fa da mediatore per"@it, "mediates for"@en ;
    rdfs:comment "Offers its good offices to."@en ;
    rdfs:subPropertyOf news:relatedTo ;
    rdfs:domain news:Entity ;
    rdfs:range news:Entity ;
    rdfs:seeAlso schema:AssistAction .
"""
FRAMES = """
id = "mediatesFor"
symmetric = false

[[frame]]
rule = "active"
pos = ["VERB"]
lemmas = ["aiutare"]
subject = ["nsubj"]
object = ["obj"]

[[example]]
text = "La Norvegia ha aiutato la Colombia."
expect = [["Norvegia", "Colombia"]]
"""
TEXT = "La Norvegia ha aiutato la Colombia."


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the ontology with one relation more."""
    folder = tmp_path_factory.mktemp("extension") / "ontology"
    shutil.copytree(ontology_dir(), folder)
    with (folder / "news.ttl").open("a", encoding="utf-8") as terms:
        terms.write(PROPERTY)
    (folder / "relations" / "mediatesFor.toml").write_text(FRAMES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(ontology: Path) -> Graph:
    return make_graph([make_article(TEXT)], load_tools(ontology=ontology))


def test_the_new_relation_is_a_fact(graph: Graph) -> None:
    (fact,) = [fact for fact in graph.facts if fact.predicate == "mediatesFor"]
    assert isinstance(fact.object, Entity)
    assert (fact.kind, fact.subject.label, fact.object.label) == ("relation", "Norvegia", "Colombia")
    assert (fact.evidence[0].rule, fact.evidence[0].text) == (
        "mediatesFor/active",
        "Norvegia ha aiutato la Colombia",
    )


def test_the_new_relation_is_a_flat_triple_of_the_article_and_its_parties_are_labelled(graph: Graph) -> None:
    (flat,) = [quad for quad in graph.quads if quad.predicate == NamedNode(f"{NEWS}mediatesFor")]
    assert flat.graph_name == graph_iri("a1")
    labels = {str(quad.subject): quad.object for quad in graph.quads if quad.predicate == NamedNode(f"{RDFS}label")}
    assert (labels[str(flat.subject)], labels[str(flat.object)]) == (Literal("Norvegia"), Literal("Colombia"))


def test_the_fact_names_the_new_relation_as_its_predicate(graph: Graph) -> None:
    predicate = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    described = [quad for quad in graph.quads if quad.predicate == predicate]
    assert NamedNode(f"{NEWS}mediatesFor") in {quad.object for quad in described if isinstance(quad, Quad)}


def test_the_new_relation_has_its_labels(ontology: Path) -> None:
    term = load_vocab(ontology)["mediatesFor"]
    assert (term.label_it, term.label_en) == ("fa da mediatore per", "mediates for")


def test_frames_without_a_property_are_refused_before_any_article(ontology: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology, folder)
    shutil.copy(ontology_dir() / "news.ttl", folder / "news.ttl")
    with pytest.raises(UsageError, match=r"mediatesFor\.toml: news\.ttl has no relation 'mediatesFor'"):
        load_tools(ontology=folder)


@pytest.mark.parametrize(("of_term", "of_frames", "told"), [(True, "false", "an"), (False, "true", "no")])
def test_a_relation_holds_both_ways_in_both_files_or_in_neither(
    tmp_path: Path, of_term: bool, of_frames: str, told: str
) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology_dir(), folder)
    kind = "owl:ObjectProperty, owl:SymmetricProperty," if of_term else "owl:ObjectProperty,"
    with (folder / "news.ttl").open("a", encoding="utf-8") as terms:
        terms.write(PROPERTY.replace("owl:ObjectProperty,", kind))
    frames = FRAMES.replace("symmetric = false", f"symmetric = {of_frames}")
    (folder / "relations" / "mediatesFor.toml").write_text(frames, encoding="utf-8")
    complaint = rf"mediatesFor\.toml: symmetric has to be as in news\.ttl, where it is {told} owl:SymmetricProperty"
    with pytest.raises(UsageError, match=complaint):
        load_knowledge(folder)
