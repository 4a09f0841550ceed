"""The relations of `ontology/relations/` and the terms of `ontology/news.ttl`: whole, aligned, and of one mind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, QB, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace

from pipeline.lexicon import load_lexicon
from pipeline.lexicon.frames import DEMONYM, ITSELF, POSSESSOR, Path_, read_relation
from pipeline.model import ENTITY_TYPES, STATUSES
from pipeline.namespaces import NEWS
from pipeline.vocab import load_vocab
from tests.ontology_files import ONTOLOGY, RELATIONS, repeated

POS = {"VERB", "NOUN", "ADJ", "PROPN", "ADV"}

UD = re.compile(
    r"(?:nsubj|nsubj:pass|obj|iobj|obl|obl:agent|nmod|amod|acl|acl:relcl|advcl|xcomp|ccomp|csubj|appos|conj|cop|case|mark"
    r"|det|det:poss|advmod|aux|aux:pass|expl|flat|flat:name|flat:foreign|compound|nummod|parataxis|discourse|dislocated"
    r"|vocative|fixed|root)"
)

SYMMETRIC = {"agreesWith", "cooperatesWith", "negotiatesWith", "tradesWith", "alliedWith", "rivalOf"}

EXTERNAL = (
    *("schema.org", "w3.org", "purl.org", "semanticweb.cs.vu.nl", "github.com/openeventdata"),
    "groundedannotationframework.org",
)

UNALIGNED = {"cue"}
"""Terms that no external vocabulary has a counterpart of, as their comments say."""

ALIGNMENTS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.seeAlso,
    SKOS.closeMatch,
    SKOS.exactMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    OWL.equivalentClass,
    OWL.equivalentProperty,
)


# Relations ------------------------------------------------------------------------------------------------------------


def test_relations_are_the_properties_below_related_to() -> None:
    assert {path.stem for path in RELATIONS} == load_vocab(ONTOLOGY).relations


@pytest.mark.parametrize("path", RELATIONS, ids=lambda path: str(path.stem))
def test_relation_has_frames_and_examples_of_both_sorts(path: Path) -> None:
    relation = read_relation(path)
    positive = [example for example in relation.examples if example.expect]
    negative = [example for example in relation.examples if not example.expect]
    assert relation.frames
    assert len(positive) >= 4
    assert len(negative) >= 3
    assert repeated(example.text for example in relation.examples) == []


@pytest.mark.parametrize("path", RELATIONS, ids=lambda path: str(path.stem))
def test_relation_is_symmetric_where_the_ontology_says_so(path: Path) -> None:
    vocab = load_vocab(ONTOLOGY)
    assert read_relation(path).symmetric == vocab[path.stem].symmetric == (path.stem in SYMMETRIC)


@pytest.mark.parametrize("path", RELATIONS, ids=lambda path: str(path.stem))
def test_frames_name_known_parts_of_speech_labels_and_states(path: Path) -> None:
    relation = read_relation(path)
    assert repeated(frame.rule for frame in relation.frames) == []
    for frame in relation.frames:
        paths = [*frame.subject, *frame.object, *frame.parties, *frame.required, *frame.excluded]
        labels = {label for steps in paths for step in steps for label in step.labels}
        assert frame.pos <= POS, frame.rule
        assert {label for label in labels - {DEMONYM, ITSELF, POSSESSOR} if not UD.fullmatch(label)} == set(), (
            frame.rule
        )
        assert all(_adjective_last(steps) for steps in paths), frame.rule
        assert frame.subject_types | frame.object_types <= set(ENTITY_TYPES), frame.rule
        assert frame.status in (None, *STATUSES), frame.rule


def _adjective_last(steps: Path_) -> bool:
    return all(not step.labels & {DEMONYM, ITSELF, POSSESSOR} for step in steps[:-1])


@pytest.mark.parametrize("path", RELATIONS, ids=lambda path: str(path.stem))
def test_examples_expect_parties_that_stand_in_the_sentence_or_the_lexicon(path: Path) -> None:
    lexicon = load_lexicon(ONTOLOGY)
    labels = {name.label for name in lexicon.names.values()}
    for example in read_relation(path).examples:
        for subject, object_, state in example.expect:
            assert {party for party in (subject, object_) if party not in labels and party not in example.text} == set()
            assert state in ("", "negated", *STATUSES[1:])


# Terms ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def news() -> Graph:
    return Graph().parse(ONTOLOGY / "news.ttl", format="turtle")


def _terms(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NEWS)})


def test_every_term_has_one_label_in_italian_and_one_in_english(news: Graph) -> None:
    for term in _terms(news):
        languages = [o.language for o in news.objects(term, RDFS.label) if isinstance(o, Literal)]
        assert sorted(map(str, languages)) == ["en", "it"], term


def test_no_label_is_given_twice_to_terms_of_one_sort(news: Graph) -> None:
    for sort in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [o for s in news.subjects(RDF.type, sort) for o in news.objects(s, RDFS.label)]
        assert repeated(labels) == [], sort


def test_every_term_is_aligned_to_an_external_vocabulary(news: Graph) -> None:
    linked = {term for term in _terms(news) for p in ALIGNMENTS for o in news.objects(term, p) if _is_external(o)}
    linked |= {term for term in _terms(news) for kind in (QB, SKOS) if _has_type_of(news, term, kind)}
    assert {term.removeprefix(NEWS) for term in _terms(news)} - {t.removeprefix(NEWS) for t in linked} == UNALIGNED


def _has_type_of(graph: Graph, term: URIRef, space: type[DefinedNamespace]) -> bool:
    return any(str(kind).startswith(str(space)) for kind in graph.objects(term, RDF.type))


def _is_external(node: object) -> bool:
    return isinstance(node, URIRef) and not node.startswith(NEWS) and any(host in node for host in EXTERNAL)


def test_relations_have_type_domain_and_range(news: Graph) -> None:
    related = set(news.subjects(RDFS.subPropertyOf, URIRef(f"{NEWS}relatedTo")))
    assert related == set(news.subjects(RDF.type, URIRef(f"{NEWS}RelationType")))
    for relation in related:
        assert (relation, RDF.type, OWL.ObjectProperty) in news, relation
        assert news.value(relation, RDFS.domain) is not None, relation
        assert news.value(relation, RDFS.range) is not None, relation


def test_every_term_named_in_the_ontology_is_defined(news: Graph) -> None:
    named = {o for o in news.objects() if isinstance(o, URIRef) and o.startswith(NEWS)}
    named |= {p for p in news.predicates() if isinstance(p, URIRef) and p.startswith(NEWS)}
    assert named - set(_terms(news)) == set()


def test_entity_types_are_classes(news: Graph) -> None:
    for name in ENTITY_TYPES:
        assert (URIRef(NEWS + name), RDF.type, OWL.Class) in news
        assert (URIRef(NEWS + name), RDFS.subClassOf, URIRef(f"{NEWS}Entity")) in news


def test_the_ontology_has_no_blank_nodes(news: Graph) -> None:
    assert [s for s in news.subjects() if not isinstance(s, URIRef)] == []
