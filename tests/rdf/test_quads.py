"""Facts → quads: what is said is not what is so, and every term is one of the vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from urllib.parse import unquote

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from pipeline.graph import Graph
from pipeline.model import Article, EncounterDetail, Entity, Fact, FigureDetail, RoleDetail, SayingDetail, When
from pipeline.namespaces import DATA, NEWS, WIKIDATA
from pipeline.rdf.iris import OA, ORG, OWL, QB, QUDT, RDF, RDFS, SKOS, TIME, XSD, article_iri, graph_iri
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.vocab import Vocab

BORROWED = {
    *(RDF + name for name in ("type", "subject", "predicate", "object")),
    *(OA + name for name in ("hasSource", "hasSelector", "start", "end", "exact", "prefix", "suffix")),
    f"{RDFS}label",
    *(SKOS + name for name in ("altLabel", "inScheme")),
    *(ORG + name for name in ("member", "role", "organization", "memberDuring")),
    *(TIME + name for name in ("hasBeginning", "hasEnd", "inXSDgYear", "inXSDgYearMonth", "inXSDDate")),
    f"{QB}dataSet",
    f"{QUDT}hasUnit",
    f"{OWL}sameAs",
}
"""Predicates that come from other vocabularies."""
ANNA = Entity(f"{DATA}entity/person/anna", "Anna", "Person")
CARLO = Entity(f"{DATA}entity/person/carlo", "Carlo", "Person")
DORA = Entity(f"{DATA}entity/person/dora", "Dora", "Person")


def _fact(example: Graph, kind: str) -> Fact:
    return next(fact for fact in example.facts if fact.kind == kind)


def _quads(fact: Fact, example: Graph, vocab: Vocab) -> list[Quad]:
    return list(QuadWriter(vocab).of_fact(fact, {article.id: article for article in example.articles}))


def _flat(quads: list[Quad] | tuple[Quad, ...]) -> set[tuple[str, str, str]]:
    """Return the triples that have an entity as subject and say something of it: (subject, predicate, object)."""
    return {
        (q.subject.value.rsplit("/", 1)[1], q.predicate.value.removeprefix(NEWS), q.object.value.rsplit("/", 1)[-1])
        for q in quads
        if isinstance(q.subject, NamedNode)
        and isinstance(q.object, NamedNode | Literal)
        and q.subject.value.startswith(f"{DATA}entity/")
        and q.predicate.value.startswith(NEWS)
    }


def _value(quads: list[Quad], name: str) -> Literal:
    found = {q.object for q in quads if q.predicate.value == NEWS + name}
    assert len(found) == 1
    literal = found.pop()
    assert isinstance(literal, Literal)
    return literal


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("encounter", {("anna-bassi", "met", "carlo-dondi"), ("carlo-dondi", "met", "anna-bassi")}),
        ("statement", {("carlo-dondi", "said", "il commercio crescerà")}),
        ("role", {("anna-bassi", "holdsRole", "ministra")}),
        ("figure", set()),
        ("visit", set()),
        ("relation", set()),
    ],
)
def test_only_what_an_article_asserts_stands_as_a_flat_triple(
    example: Graph, vocab: Vocab, kind: str, expected: set[tuple[str, str, str]]
) -> None:
    assert _flat(_quads(_fact(example, kind), example, vocab)) == expected


@pytest.mark.parametrize("kind", ["encounter", "statement", "role", "relation", "visit"])
def test_a_fact_that_nobody_asserts_has_no_flat_triple(example: Graph, vocab: Vocab, kind: str) -> None:
    said = replace(_fact(example, kind), asserted_in=())
    assert _flat(_quads(said, example, vocab)) == set()


def test_a_flat_triple_stands_only_in_the_graph_of_the_article_that_asserts_it(example: Graph, vocab: Vocab) -> None:
    one, two = example.articles
    fact = replace(_fact(example, "encounter"), asserted_in=(two.id,))
    quads = _quads(fact, example, vocab)
    assert _flat([q for q in quads if q.graph_name == graph_iri(one.id)]) == set()
    assert _flat([q for q in quads if q.graph_name == graph_iri(two.id)])


def test_a_former_office_is_not_held(example: Graph, vocab: Vocab) -> None:
    fact = replace(_fact(example, "role"), detail=RoleDetail("ministra", None, True))
    assert _flat(_quads(fact, example, vocab)) == set()


def test_all_participants_of_an_encounter_met_one_another(example: Graph, vocab: Vocab) -> None:
    fact = replace(_fact(example, "encounter"), detail=EncounterDetail((ANNA, CARLO, DORA), "summit"))
    names = ("anna", "carlo", "dora")
    assert _flat(_quads(fact, example, vocab)) == {(a, "met", b) for a in names for b in names if a != b}


def test_all_speakers_said_it(example: Graph, vocab: Vocab) -> None:
    fact = replace(_fact(example, "statement"), detail=SayingDetail((ANNA, CARLO), "sì", True, "dire"), object="sì")
    assert _flat(_quads(fact, example, vocab)) == {("anna", "said", "sì"), ("carlo", "said", "sì")}


@pytest.mark.parametrize(
    ("predicate", "both_ways"),
    [
        ("agreesWith", True),
        ("cooperatesWith", True),
        ("negotiatesWith", True),
        ("tradesWith", True),
        ("alliedWith", True),
        ("rivalOf", True),
        ("sanctions", False),
        ("exportsTo", False),
        ("memberOf", False),
    ],
)
def test_a_symmetric_relation_holds_both_ways(example: Graph, vocab: Vocab, predicate: str, both_ways: bool) -> None:
    relation = _fact(example, "relation")
    fact = replace(relation, predicate=predicate, attributed_to=(), asserted_in=(relation.evidence[0].article,))
    expected = {("valdoria", predicate, "norlandia")}
    if both_ways:
        expected.add(("norlandia", predicate, "valdoria"))
    assert _flat(_quads(fact, example, vocab)) == expected


def test_in_the_seeds_what_is_said_denied_or_planned_is_asserted_nowhere(seed_graph: Graph) -> None:
    asserted = {
        frozenset({one.iri, other.iri, fact.predicate})
        for fact in seed_graph.facts
        if fact.asserted_in and isinstance(fact.object, Entity)
        for one, other in combinations(
            fact.detail.participants if isinstance(fact.detail, EncounterDetail) else (fact.subject, fact.object), 2
        )
    }
    doubtful = [f for f in seed_graph.facts if f.attributed_to or f.negated or f.status != "happened"]
    assert doubtful
    flat = {(str(q.subject)[1:-1], q.predicate.value, str(q.object)[1:-1]) for q in seed_graph.quads}
    for fact in doubtful:
        assert fact.asserted_in == ()
        if isinstance(fact.object, Entity) and {fact.subject.iri, fact.object.iri, fact.predicate} not in asserted:
            assert (fact.subject.iri, NEWS + fact.predicate, fact.object.iri) not in flat


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_no_blank_node(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert not _with_blank_node(graph)


def test_no_blank_node_in_the_seeds(seed_graph: Graph) -> None:
    assert not _with_blank_node(seed_graph)


def _with_blank_node(graph: Graph) -> list[Quad]:
    return [q for q in graph.quads if any(isinstance(t, BlankNode) for t in (q.subject, q.object, q.graph_name))]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (245_000_000_000.0, "245000000000"),
        (0.1, "0.1"),
        (4.5, "4.5"),
        (-3.25, "-3.25"),
        (0.0, "0"),
        (100.0, "100"),
        (1e-7, "0.0000001"),
        (1e21, "1000000000000000000000"),
        (33.333333333333336, "33.333333333333336"),
    ],
)
def test_a_number_is_a_decimal_without_exponent(example: Graph, vocab: Vocab, number: float, text: str) -> None:
    figure = _fact(example, "figure")
    assert isinstance(figure.detail, FigureDetail)
    fact = replace(figure, object=number, detail=replace(figure.detail, value=number))
    quads = _quads(fact, example, vocab)
    assert _value(quads, "value") == Literal(text, datatype=NamedNode(f"{XSD}decimal"))
    assert {q.object for q in quads if q.predicate.value == f"{RDF}object"} == {_value(quads, "value")}


@pytest.mark.parametrize(
    ("iso", "datatype"),
    [
        ("2024", "gYear"),
        ("2024-04", "gYearMonth"),
        ("2024-04-09", "date"),
        ("2024-01/2024-07", "string"),
        ("2023/2024", "string"),
    ],
)
def test_a_date_is_typed_by_its_precision(example: Graph, vocab: Vocab, iso: str, datatype: str) -> None:
    fact = replace(_fact(example, "visit"), when=When("allora", iso))
    quads = _quads(fact, example, vocab)
    assert _value(quads, "date") == Literal(iso, datatype=NamedNode(XSD + datatype))
    assert _value(quads, "dateText") == Literal("allora")


def test_words_without_a_date_leave_only_the_words(example: Graph, vocab: Vocab) -> None:
    quads = _quads(replace(_fact(example, "visit"), when=When("prima o poi")), example, vocab)
    assert _value(quads, "dateText").value == "prima o poi"
    assert not [q for q in quads if q.predicate.value == f"{NEWS}date"]


HOSTILE_IDS = [
    "due parole",
    "a/b",
    "../../etc/passwd",
    "<script>",
    'virgolette "doppie"',
    "caffè",
    "新聞",
    "100%",
    "%20",
    "riga\nnuova",
    "{a}|b^c`d\\e",
    "a#b?c=d&e",
    "\u202e😀\x07",
    "http://example.org/a b",
]


@pytest.mark.parametrize("identifier", HOSTILE_IDS)
def test_an_article_with_any_id_has_an_iri_that_tells_it(vocab: Vocab, identifier: str) -> None:
    iri = article_iri(identifier).value
    assert re.fullmatch(r"[A-Za-z0-9._~%-]+", iri.removeprefix(f"{DATA}article/"))
    assert unquote(iri.removeprefix(f"{DATA}article/")) == identifier
    quads = list(QuadWriter(vocab).of_article(Article(identifier, "Un testo.")))
    text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    assert set(pyoxigraph.parse(text, format=RdfFormat.N_QUADS)) == set(quads)


def test_two_ids_have_two_iris() -> None:
    ids = [*HOSTILE_IDS, " ", "a%2Fb", "due%20parole", "%2520", "a", "A"]
    assert len({article_iri(i).value for i in ids}) == len({graph_iri(i).value for i in ids}) == len(ids)


def _foreign(graph: Graph, vocab: Vocab) -> set[str]:
    """Return the predicates, and the classes and controlled terms as objects, that no vocabulary defines."""
    known = BORROWED | {NEWS + name for name in vocab.terms}
    used = {q.predicate.value for q in graph.quads}
    used |= {q.object.value for q in graph.quads if isinstance(q.object, NamedNode) and q.object.value.startswith(NEWS)}
    return used - known


def test_every_predicate_is_in_the_vocabulary(example: Graph, vocab: Vocab) -> None:
    assert _foreign(example, vocab) == set()


def test_every_predicate_of_the_seeds_is_in_the_vocabulary(seed_graph: Graph, vocab: Vocab) -> None:
    assert _foreign(seed_graph, vocab) == set()


def test_a_predicate_outside_the_vocabulary_never_becomes_a_triple(example: Graph, vocab: Vocab) -> None:
    with pytest.raises(KeyError, match="befriends"):
        _quads(replace(_fact(example, "relation"), predicate="befriends"), example, vocab)


def test_every_subject_has_a_minted_iri(example: Graph) -> None:
    subjects = {q.subject.value for q in example.quads if isinstance(q.subject, NamedNode)}
    parts = {subject.removeprefix(DATA).split("/")[0] for subject in subjects}
    restated = {"observation", "indicator", "interval", "instant", "membership", "office"}
    assert parts == {"article", "fact", "evidence", "entity"} | restated


def test_an_entity_names_its_wikidata_item(example: Graph) -> None:
    same = {
        (q.subject.value, q.object.value)
        for q in example.quads
        if q.predicate.value == f"{OWL}sameAs" and isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
    }
    assert same == {(f"{DATA}entity/place/lisbona", f"{WIKIDATA}Q597")}


def test_a_quote_selector_says_what_stands_around_the_quote(example: Graph) -> None:
    texts = [article.text for article in example.articles]
    parts: dict[str, dict[str, str]] = {}
    for q in example.quads:
        if isinstance(q.subject, NamedNode) and q.subject.value.endswith("/quote") and isinstance(q.object, Literal):
            parts.setdefault(q.subject.value, {})[q.predicate.value.removeprefix(OA)] = q.object.value
    assert len(parts) == sum(len(fact.evidence) for fact in example.facts)
    for part in parts.values():
        assert any(part["prefix"] + part["exact"] + part["suffix"] in text for text in texts)


def test_the_canonical_order_does_not_depend_on_the_order_given(example: Graph) -> None:
    assert (
        sorted_quads(reversed(example.quads)) == sorted_quads([*example.quads, *example.quads]) == list(example.quads)
    )
