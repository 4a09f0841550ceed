"""Who is linked, who is not and why; and what holds of any table: nobody below the threshold, no order matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.link import Finding, Offices, Verdict, find_links, links_of, persons_of, with_links
from pipeline.link.names import MONONYM
from pipeline.link.offices import SOME_DAY
from pipeline.model import Candidate, EncounterDetail, Entity, EntityLink, Fact, RoleDetail, Tenure
from tests.builders import make_entity, make_evidence, make_fact

LEXICON = load_lexicon(ontology_dir())
OFFICES = Offices(LEXICON)
RUSSIA = make_entity("Russia", "Country", wikidata="Q159")
ITALY = make_entity("Italia", "Country", wikidata="Q38")
ANNA, PUTIN = make_entity("Anna Bassi"), make_entity("Vladimir Putin")
SURNAME = make_entity("Putin")
PUBLISHED = {"a1": "2024-04-09", "a2": "2003-01-02", "a3": None}


def _role(
    who: Entity, role: str, of: Entity | None, article: str = "a1", *, number: int = 1, former: bool = False
) -> Fact:
    return make_fact(
        "role",
        who,
        role,
        id=f"{number:016x}",
        evidence=(make_evidence(article, text=who.label),),
        detail=RoleDetail(role, of, former),
        asserted_in=(article,),
    )


def _met(*who: Entity) -> Fact:
    return make_fact("encounter", who[0], who[1], detail=EncounterDetail(who, "meeting"))


def _found(facts: Sequence[Fact], candidates: Sequence[Candidate]) -> tuple[Finding, ...]:
    named = {e.iri for fact in facts for e in (fact.subject, fact.object) if isinstance(e, Entity)}
    persons = persons_of(facts, OFFICES, named, {}, PUBLISHED)
    return find_links(persons, candidates, OFFICES, LEXICON.common_surnames)


def _only(facts: Sequence[Fact], *candidates: Candidate) -> Finding:
    (finding,) = _found(facts, candidates)
    return finding


BUSHES = (
    Candidate("Q23505", "George Bush", ("George H. W. Bush",), (Tenure("presidente", ("Q30",), "1989", "1993-01-20"),)),
    Candidate("Q207", "George W. Bush", ("George Bush",), (Tenure("presidente", ("Q30",), "2001-01-20", "2009"),)),
)
USA = make_entity("Stati Uniti", "Country", wikidata="Q30")


@pytest.mark.parametrize(
    ("facts", "candidates", "verdict", "item", "score"),
    [
        ([_met(ANNA, RUSSIA)], [Candidate("Q1", "Anna Bassi")], Verdict.LINKED, "Q1", 0.92),
        ([_met(ANNA, RUSSIA)], [Candidate("Q1", "A. Bassi")], Verdict.BELOW, "Q1", 0.8),
        ([_met(ANNA, RUSSIA)], [Candidate("Q1", "Anna Bassi", threshold=0.95)], Verdict.BELOW, "Q1", 0.92),
        (
            [_met(ANNA, RUSSIA)],
            [Candidate("Q1", "Anna Bassi"), Candidate("Q2", "Anna Bassi")],
            Verdict.SEVERAL,
            "Q1",
            0.92,
        ),
        (
            [_role(ANNA, "presidente", RUSSIA)],
            [Candidate("Q1", "Anna Bassi"), Candidate("Q2", "Anna Bassi", (), (Tenure("presidente", ("Q159",)),))],
            Verdict.LINKED,
            "Q2",
            0.968,
        ),
        (
            [_role(ANNA, "presidente", RUSSIA)],
            [Candidate("Q1", "Anna Bassi", (), (Tenure("presidente", ("Q38",)),))],
            Verdict.BELOW,
            "Q1",
            0.46,
        ),
        (
            [_role(SURNAME, "presidente", RUSSIA)],
            [Candidate("Q7747", "Vladimir Putin", (), (Tenure("presidente", ("Q159",), "2012"),))],
            Verdict.LINKED,
            "Q7747",
            0.9,
        ),
        (
            [_met(SURNAME, RUSSIA)],
            [Candidate("Q7747", "Vladimir Putin", ("Putin",), threshold=0.3)],
            Verdict.ONE_NAME,
            "Q7747",
            0.6,
        ),
        (
            [_role(SURNAME, "senatore", RUSSIA)],
            [Candidate("Q7747", "Vladimir Putin", (), (Tenure("senatore", ("Q159",), "2012"),), threshold=0.3)],
            Verdict.ONE_NAME,
            "Q7747",
            0.75,
        ),
        ([_met(make_entity("Paolo Rossi"), ITALY)], [Candidate("Q1", "Paolo Rossi")], Verdict.BELOW, "Q1", 0.85),
        ([_role(make_entity("George Bush"), "presidente", USA)], BUSHES, Verdict.BELOW, "Q207", 0.644),
        ([_role(make_entity("George Bush"), "presidente", USA, "a2")], BUSHES, Verdict.LINKED, "Q207", 0.984),
        ([_role(make_entity("George Bush"), "presidente", USA, "a3")], BUSHES, Verdict.SEVERAL, "Q207", 0.968),
    ],
)
def test_who_is_linked_and_who_is_not(
    facts: list[Fact], candidates: Sequence[Candidate], verdict: Verdict, item: str, score: float
) -> None:
    finding = _only(facts, *candidates)
    assert (finding.verdict, finding.match.candidate.wikidata, finding.match.score) == (verdict, item, score)
    assert bool(links_of([finding])) == (verdict is Verdict.LINKED)


def test_roles_that_are_denied_planned_or_negated_tell_nothing() -> None:
    candidate = Candidate("Q7747", "Vladimir Putin", (), (Tenure("presidente", ("Q159",), "2012"),))
    good = _role(SURNAME, "presidente", RUSSIA)
    assert _only([good], candidate).verdict is Verdict.LINKED
    for fact in (replace(good, negated=True), replace(good, status="denied"), replace(good, status="planned")):
        assert _only([fact], candidate).verdict is Verdict.BELOW


def test_a_link_names_the_roles_that_agree_and_the_name_that_is_alike() -> None:
    facts = [
        _role(PUTIN, "presidente", RUSSIA, number=2),
        _role(PUTIN, "presidente", RUSSIA, "a3", number=3),
        _role(PUTIN, "leader", RUSSIA, number=4),
    ]
    candidate = Candidate("Q7747", "V. V. Putin", ("Vladimir Putin",), (Tenure("presidente", ("Q159",), "2012"),))
    (link,) = links_of([_only(facts, candidate)])
    assert link == EntityLink(
        PUTIN.iri, "Vladimir Putin", "Q7747", "Vladimir Putin", 0.984, 0.92, 0.8, 0.9, (f"{2:016x}",)
    )


def test_who_has_no_name_is_nobody_in_a_table() -> None:
    nameless = make_entity("il cancelliere tedesco")
    facts = [_met(nameless, ANNA)]
    persons = persons_of(facts, OFFICES, {ANNA.iri}, {}, PUBLISHED)
    assert [person.iri for person in persons] == [ANNA.iri]


def test_only_full_names_stand_beside_a_label() -> None:
    (person,) = persons_of([_met(ANNA, ITALY)], OFFICES, {ANNA.iri}, {ANNA.iri: ("Bassi", "Ana Bassi")}, PUBLISHED)
    assert person.names == ("Anna Bassi", "Ana Bassi")


def test_an_item_stands_wherever_its_person_does() -> None:
    fact = replace(_met(ANNA, PUTIN, RUSSIA), attributed_to=(ANNA,))
    link = EntityLink(ANNA.iri, ANNA.label, "Q1", "Anna Bassi", 0.92, 0.92, 0.0, 0.9)
    (linked,) = with_links([fact], [link])
    expected = replace(ANNA, wikidata="Q1")
    assert linked.subject == linked.attributed_to[0] == expected
    assert isinstance(linked.detail, EncounterDetail)
    assert linked.detail.participants == (expected, PUTIN, RUSSIA)
    assert with_links([fact], []) == (fact,)


def test_a_link_below_its_threshold_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="below its threshold"):
        EntityLink(ANNA.iri, "Anna Bassi", "Q1", "Anna Bassi", 0.89, 0.89, 0.0, 0.9)


WHO = st.sampled_from(
    [ANNA, PUTIN, SURNAME, *map(make_entity, ("Wladimir Putin", "Paolo Rossi", "A. Bassi", "Li", "Anna Maria Bassi"))]
)
ROLES = st.sampled_from(["presidente", "ministro degli Esteri", "senatore", "boh"])
FACTS = st.lists(
    st.builds(
        _role,
        WHO,
        ROLES,
        st.sampled_from([None, RUSSIA, ITALY]),
        st.sampled_from(sorted(PUBLISHED)),
        number=st.integers(1, 9),
        former=st.booleans(),
    ),
    max_size=6,
)
PEOPLE = ["Anna Bassi", "Vladimir Putin", "Putin", "V. Putin", "Bassi", "Paolo Rossi", "Anna Li", "Li", "=1+1", "Ω"]
TENURES = st.builds(
    Tenure,
    ROLES,
    st.sampled_from([(), ("Q159",), ("Italia",)]),
    st.sampled_from(["", "1990", "2001-02-03"]),
    st.sampled_from(["", "2003", "2030-01-01"]),
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 99).map("Q{}".format),
        st.sampled_from(PEOPLE),
        st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple),
        st.lists(TENURES, max_size=2).map(tuple),
        st.sampled_from([0.05, 0.5, 0.9, 0.95, 1.0]),
    ),
    max_size=6,
    unique_by=lambda candidate: candidate.wikidata,
)


@given(FACTS, CANDIDATES)
def test_nobody_is_ever_linked_below_the_threshold_nor_by_one_name_alone(
    facts: list[Fact], candidates: list[Candidate]
) -> None:
    by_item = {candidate.wikidata: candidate for candidate in candidates}
    for link in links_of(_found(facts, candidates)):
        assert by_item[link.wikidata].threshold == link.threshold <= link.score <= 1.0
        assert link.name in by_item[link.wikidata].names
        assert link.name_score > MONONYM or (link.office_score >= SOME_DAY and link.facts)


@given(FACTS, CANDIDATES, st.randoms(use_true_random=False))
def test_neither_the_order_of_facts_nor_of_candidates_matters(
    facts: list[Fact], candidates: list[Candidate], order: Random
) -> None:
    shuffled = order.sample(facts, len(facts)), order.sample(candidates, len(candidates))
    assert links_of(_found(*shuffled)) == links_of(_found(facts, candidates))


@given(FACTS, CANDIDATES)
def test_links_found_in_linked_facts_are_the_same(facts: list[Fact], candidates: list[Candidate]) -> None:
    links = links_of(_found(facts, candidates))
    again = with_links(facts, links)
    assert links_of(_found(again, candidates)) == links
    assert with_links(again, links) == again
