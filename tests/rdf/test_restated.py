"""Figures as observations, offices as memberships, intervals as time: what other tools read of the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pipeline.days import first_day, last_day
from pipeline.model import Article, Entity, Fact, FigureDetail, RoleDetail, When
from pipeline.namespaces import DATA, NEWS
from pipeline.rdf.iris import ORG, QB, QUDT, RDFS, SKOS, TIME, XSD, graph_iri
from pipeline.rdf.offices import membership_quads
from pipeline.rdf.quads import QuadWriter
from pipeline.rdf.statistics import observation_quads
from pipeline.rdf.times import date_literal, interval_iri, interval_quads
from pipeline.vocab import Vocab
from tests.builders import make_entity, make_fact

RUSSIA, CHINA = make_entity("Russia", "Country"), make_entity("Cina", "Country")
INDIA = make_entity("India", "Country")
TRADE = FigureDetail("commercio", 245e9, "USD", about=(RUSSIA, CHINA), period="2024")
GRAPH = graph_iri("a1")
DATES = st.one_of(
    st.integers(1000, 9999).map(str),
    st.dates(min_value=date(1000, 1, 1)).map(lambda d: d.isoformat()[:7]),
    st.dates(min_value=date(1000, 1, 1)).map(lambda d: d.isoformat()),
)


TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def _said(quads: Iterable[Quad], node: str) -> dict[str, set[str]]:
    """Return what the quads say of a node: predicate → values."""
    said: dict[str, set[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value == node:
            said.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
    return said


def _figure(detail: FigureDetail[Entity], when: When | None = None) -> Fact:
    return replace(make_fact("figure", RUSSIA, detail.value), id="f1", detail=detail, when=when)


def _observed(vocab: Vocab, detail: FigureDetail[Entity], when: When | None = None) -> dict[str, set[str]]:
    return _said(observation_quads(_figure(detail, when), GRAPH, vocab), f"{DATA}observation/f1")


def test_a_figure_is_an_observation_with_area_counterpart_period_and_unit(vocab: Vocab) -> None:
    said = _observed(vocab, TRADE)
    assert said[f"{NEWS}refArea"] == {RUSSIA.iri}
    assert said[f"{NEWS}counterpart"] == {CHINA.iri}
    assert said[f"{NEWS}obsValue"] == {"245000000000"}
    assert said[f"{NEWS}refPeriod"] == {"2024"}
    assert said[f"{NEWS}refIndicator"] == {f"{DATA}indicator/commercio"}
    assert said[f"{QUDT}hasUnit"] == {"http://qudt.org/vocab/currency/USD"}
    assert said[f"{QB}dataSet"] == {f"{NEWS}figuresBetween"}
    assert said[f"{NEWS}observedFact"] == {f"{DATA}fact/f1"}


@pytest.mark.parametrize("about", [(), (RUSSIA,), (RUSSIA, CHINA, INDIA)])
def test_a_figure_of_one_or_of_many_has_no_counterpart(vocab: Vocab, about: tuple[Entity, ...]) -> None:
    said = _observed(vocab, replace(TRADE, about=about))
    assert said[f"{NEWS}refArea"] == {RUSSIA.iri}
    assert f"{NEWS}counterpart" not in said
    assert said[f"{QB}dataSet"] == {f"{NEWS}figures"}


def test_the_indicator_is_a_concept_without_the_names_of_its_parties(vocab: Vocab) -> None:
    indicator = f"{DATA}indicator/commercio"
    detail = replace(TRADE, indicator="commercio tra Cina e Russia")
    quads = list(observation_quads(_figure(detail), GRAPH, vocab))
    assert _said(quads, f"{DATA}observation/f1")[f"{NEWS}refIndicator"] == {indicator}
    said = _said(quads, indicator)
    assert said[f"{RDFS}label"] == {"commercio"}
    assert said[f"{SKOS}inScheme"] == {f"{NEWS}indicators"}


@pytest.mark.parametrize(
    ("unit", "predicate", "value"),
    [
        ("%", f"{QUDT}hasUnit", "http://qudt.org/vocab/unit/PERCENT"),
        ("barili al giorno", f"{QUDT}hasUnit", "http://qudt.org/vocab/unit/BBL_US-PER-DAY"),
        ("seggi", f"{NEWS}counted", f"{DATA}unit/seggi"),
        ('voti> "x', f"{NEWS}counted", f"{DATA}unit/voti%3E-%22x"),
    ],
)
def test_a_unit_is_of_qudt_where_that_has_it_else_what_is_counted(
    vocab: Vocab, unit: str, predicate: str, value: str
) -> None:
    assert _observed(vocab, replace(TRADE, unit=unit))[predicate] == {value}


def test_a_fall_is_told_as_one(vocab: Vocab) -> None:
    assert _observed(vocab, replace(TRADE, direction="-"))[f"{NEWS}direction"] == {"-"}


@pytest.mark.parametrize("asserted", [True, False])
def test_only_an_asserted_figure_is_an_observation(vocab: Vocab, asserted: bool) -> None:
    fact = _figure(TRADE)
    article = fact.evidence[0].article
    fact = replace(fact, asserted_in=(article,) if asserted else ())
    quads = list(QuadWriter(vocab).of_fact(fact, {article: Article(article, "Un testo abbastanza lungo." * 9)}))
    assert bool(_said(quads, f"{DATA}observation/f1")) is asserted


def test_what_an_article_leaves_open_is_left_out(vocab: Vocab) -> None:
    said = _observed(vocab, FigureDetail("Pil", 1.5, "%"))
    assert said[f"{NEWS}refArea"] == {RUSSIA.iri}
    assert not {f"{NEWS}counterpart", f"{NEWS}refPeriod"} & said.keys()


def test_the_date_of_a_figure_is_its_period_where_it_has_no_other(vocab: Vocab) -> None:
    assert _observed(vocab, replace(TRADE, period=None), When("nel 2023", "2023"))[f"{NEWS}refPeriod"] == {"2023"}
    assert _observed(vocab, TRADE, When("ieri", "2025-01-02"))[f"{NEWS}refPeriod"] == {"2024"}


def test_a_period_between_two_dates_is_an_interval(vocab: Vocab) -> None:
    node = f"{DATA}interval/2024-01_2024-06"
    assert _observed(vocab, replace(TRADE, period="2024-01/2024-06"))[f"{NEWS}refPeriod"] == {node}


def test_another_kind_of_fact_is_no_observation(vocab: Vocab) -> None:
    assert list(observation_quads(make_fact("visit", RUSSIA, CHINA), GRAPH, vocab)) == []


@pytest.mark.parametrize("period", ["2024-02-30", "0000", "2024-06/2024-01", "presto", "2024/"])
def test_what_is_in_no_calendar_is_no_period(vocab: Vocab, period: str) -> None:
    assert f"{NEWS}refPeriod" not in _observed(vocab, replace(TRADE, period=period))


@pytest.mark.parametrize(("period", "datatype"), [("2024", "gYear"), ("2024-02", "gYearMonth"), ("2024-02-29", "date")])
def test_a_period_is_typed_by_its_precision(vocab: Vocab, period: str, datatype: str) -> None:
    quads = observation_quads(_figure(replace(TRADE, period=period)), GRAPH, vocab)
    (told,) = (quad.object for quad in quads if quad.predicate.value == f"{NEWS}refPeriod")
    assert told == Literal(period, datatype=NamedNode(XSD + datatype))


def _membership(vocab: Vocab, fact: Fact, published: str | None = "2025-03-04T10:00") -> dict[str, set[str]]:
    articles = {"a1": Article("a1", "Un testo.", published=published)}
    return _said(membership_quads(replace(fact, id="r1"), articles, vocab), f"{DATA}membership/r1")


def _role(*, former: bool = False, asserted: bool = True, when: When | None = None) -> Fact:
    fact = make_fact("role", make_entity("Marta Verdi"), "ministra")
    return replace(
        fact, detail=RoleDetail("ministra", CHINA, former), asserted_in=("a1",) if asserted else (), when=when
    )


def test_an_office_is_a_membership_that_the_article_attests(vocab: Vocab) -> None:
    said = _membership(vocab, _role())
    assert said[f"{ORG}member"] == {make_entity("Marta Verdi").iri}
    assert said[f"{ORG}organization"] == {CHINA.iri}
    assert said[f"{ORG}role"] == {f"{DATA}office/ministra"}
    assert said[f"{NEWS}attestedOn"] == {"2025-03-04"}


def _attested(vocab: Vocab, *published: str | None, former: bool = False) -> set[str]:
    """Return the interval through which the articles of these days attest an office."""
    articles = {f"a{n}": Article(f"a{n}", "Un testo.", published=day) for n, day in enumerate(published)}
    fact = replace(_role(former=former), id="r1", asserted_in=tuple(articles))
    quads = list(membership_quads(fact, articles, vocab))
    assert all(isinstance(q.graph_name, DefaultGraph) for q in quads if q.predicate.value == f"{NEWS}attestedDuring")
    return _said(quads, f"{DATA}membership/r1").get(f"{NEWS}attestedDuring", set())


def test_an_office_lasts_from_the_first_to_the_last_day_that_it_is_named(vocab: Vocab) -> None:
    days = ("2025-03-04", None, "2024-11-02T08:00", "2025-01-01")
    assert _attested(vocab, *days) == _attested(vocab, *reversed(days)) == {f"{DATA}interval/2024-11-02_2025-03-04"}
    assert _attested(vocab, "2025-03-04") == {f"{DATA}interval/2025-03-04_2025-03-04"}
    assert _attested(vocab, "2025-03", "2025-03-04") == {f"{DATA}interval/2025-03_2025-03-04"}


def test_what_no_dated_article_names_is_attested_through_no_time(vocab: Vocab) -> None:
    assert _attested(vocab, None) == _attested(vocab, "2025-03-04", former=True) == set()
    assert f"{NEWS}attestedDuring" not in _membership(vocab, _role(when=When("nel 2010", "2010")))


def test_a_former_office_ended_before_the_article(vocab: Vocab) -> None:
    said = _membership(vocab, _role(former=True))
    assert said[f"{NEWS}endedBefore"] == {"2025-03-04"}
    assert f"{NEWS}attestedOn" not in said


def test_an_undated_article_attests_no_day(vocab: Vocab) -> None:
    assert not {f"{NEWS}attestedOn", f"{NEWS}endedBefore"} & _membership(vocab, _role(), None).keys()


def test_a_span_of_time_that_is_told_is_the_memberships_own(vocab: Vocab) -> None:
    said = _membership(vocab, _role(when=When("dal 2018 al 2022", "2018/2022")))
    assert said[f"{ORG}memberDuring"] == {f"{DATA}interval/2018_2022"}


def test_an_office_of_an_earlier_time_is_not_attested_for_the_day_of_the_article(vocab: Vocab) -> None:
    said = _membership(vocab, _role(when=When("nel 2010", "2010")))
    assert said[f"{ORG}memberDuring"] == {f"{DATA}interval/2010_2010"}
    assert not {f"{NEWS}attestedOn", f"{NEWS}endedBefore"} & said.keys()


def test_an_office_that_nobody_asserts_is_no_membership(vocab: Vocab) -> None:
    assert _membership(vocab, _role(asserted=False)) == {}


@given(DATES, DATES)
def test_an_interval_has_its_two_ends_typed_by_their_precision(begin: str, end: str) -> None:
    quads = list(interval_quads(f"{begin}/{end}", GRAPH))
    node = interval_iri(f"{begin}/{end}")
    if node is None:
        assert last_day(end) < first_day(begin)  # type: ignore[operator]
        assert quads == []
        return
    said = _said(quads, node.value)
    assert said[f"{TIME}hasBeginning"] == {f"{DATA}instant/{begin}"}
    assert said[f"{TIME}hasEnd"] == {f"{DATA}instant/{end}"}
    for day in (begin, end):
        assert date_literal(day).datatype.value == XSD + TYPES[len(day)]
        assert {day} in _said(quads, f"{DATA}instant/{day}").values()
    text = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    assert text is not None
    assert set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)) == set(quads)


@given(st.text() | st.from_regex(r"\d{4}(-\d\d){0,2}", fullmatch=True))
def test_a_date_is_typed_only_where_a_calendar_has_it(text: str) -> None:
    literal = date_literal(text)
    assert literal.value == text
    if first_day(text) is None:
        assert literal.datatype.value == f"{XSD}string"
    if literal.datatype.value != f"{XSD}string":
        assert rdflib.Literal(text, datatype=rdflib.URIRef(literal.datatype.value)).ill_typed is False


@given(st.text())
def test_what_is_no_interval_has_no_node(text: str) -> None:
    if interval_iri(text) is None:
        assert list(interval_quads(text, GRAPH)) == []
    else:
        assert len(text.split("/")) == 2
