"""What is said alike becomes one fact, whatever the order, with all its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble import merge_claims
from pipeline.assemble.keys import fact_id, fact_key
from pipeline.model import Claim, EncounterDetail, Fact, FigureDetail, Mention, RoleDetail, SayingDetail, When
from pipeline.resolve import build_directory, mentions_of
from tests.builders import PRIORS, make_claim, make_entity, make_fact, make_mention

VERDI, NERI, LI = make_mention("Marta Verdi"), make_mention("Paolo Neri"), make_mention("Wang Li")
GENEVA = make_mention("Ginevra", "Place")
KREMLIN = make_mention("Cremlino", "Organization")
YESTERDAY = When("ieri", "2024-04-09")
NO_DATES: Mapping[str, str | None] = MappingProxyType({})


def _merge(claims: Iterable[Claim], published: Mapping[str, str | None] = NO_DATES) -> tuple[Fact, ...]:
    claims = list(claims)
    heard = ((mention, claim.evidence.article) for claim in claims for mention in mentions_of(claim))
    return merge_claims(claims, build_directory(heard, frozenset()), PRIORS, published)


def _one(*claims: Claim) -> Fact:
    (fact,) = _merge(claims)
    return fact


def _met(
    *participants: Mention,
    place: Mention | None = None,
    article: str = "a1",
    when: When | None = None,
    form: str = "meeting",
) -> Claim:
    detail = EncounterDetail(participants, form, place)
    return make_claim("encounter", participants[0], participants[1], article=article, detail=detail, when=when)


def _said(content: str, *, quoted: bool = False, article: str = "a1", via: tuple[Mention, ...] = ()) -> Claim:
    detail = SayingDetail((VERDI,), content, quoted, "dire", via=via)
    return make_claim("statement", VERDI, content, article=article, detail=detail)


def _figure(value: float = 7.0, *, indicator: str = "Pil", article: str = "a1") -> Claim:
    return make_claim("figure", KREMLIN, value, article=article, detail=FigureDetail(indicator, value, "%"))


def _role(role: str = "ministra", *, of: Mention | None = None, former: bool = False, article: str = "a1") -> Claim:
    return make_claim("role", VERDI, role, article=article, detail=RoleDetail(role, of, former))


CLAIMS = st.one_of(
    st.builds(
        make_claim,
        st.just("relation"),
        st.sampled_from([VERDI, NERI, LI]),
        st.sampled_from([VERDI, NERI, LI]),
        predicate=st.sampled_from(["supports", "opposes"]),
        article=st.sampled_from(["a1", "a2", "a3"]),
        start=st.integers(0, 3),
        negated=st.booleans(),
        status=st.sampled_from(["happened", "planned"]),
        when=st.sampled_from([None, When("ieri"), YESTERDAY, When("martedì", "2024-04-09")]),
        attributed_to=st.sampled_from([(), (LI,), (KREMLIN, LI)]),
    ),
    st.builds(
        _met,
        st.sampled_from([VERDI, NERI]),
        st.sampled_from([NERI, LI]),
        place=st.sampled_from([None, GENEVA]),
        article=st.sampled_from(["a1", "a2"]),
        when=st.sampled_from([None, YESTERDAY]),
    ),
    st.builds(
        _said,
        st.sampled_from(["sì", "Sì", "no"]),
        quoted=st.booleans(),
        article=st.sampled_from(["a1", "a2"]),
        via=st.sampled_from([(), (KREMLIN,), (LI,)]),
    ),
    st.builds(_figure, st.sampled_from([7.0, 7.5]), article=st.sampled_from(["a1", "a2"])),
    st.builds(_role, of=st.sampled_from([None, KREMLIN]), former=st.booleans()),
)


@given(st.lists(CLAIMS, max_size=12), st.integers())
def test_the_order_of_the_claims_makes_no_difference(claims: list[Claim], seed: int) -> None:
    shuffled = list(claims)
    Random(seed).shuffle(shuffled)
    assert _merge(shuffled) == _merge(claims)


@given(st.lists(CLAIMS, max_size=8))
def test_claims_heard_twice_add_nothing(claims: list[Claim]) -> None:
    assert _merge([*claims, *claims]) == _merge(claims)


@given(st.lists(CLAIMS, max_size=12))
def test_facts_are_sorted_by_id_and_an_id_is_that_of_the_key(claims: list[Claim]) -> None:
    facts = _merge(claims)
    assert [fact.id for fact in facts] == sorted({fact.id for fact in facts})
    for fact in facts:
        assert fact.id == fact_id(fact_key(fact, fact.evidence[0].article))
        assert re.fullmatch("[0-9a-f]{16}", fact.id)


@given(st.lists(CLAIMS, max_size=12))
def test_all_evidence_is_kept_but_that_of_a_party_with_itself(claims: list[Claim]) -> None:
    kept = {e for fact in _merge(claims) for e in fact.evidence}
    expected = {c.evidence for c in claims if len({m.name for m in _sides(c)}) > 1}
    assert kept == expected


def _sides(claim: Claim) -> tuple[Mention, ...]:
    if isinstance(claim.detail, EncounterDetail):
        return claim.detail.participants
    return (claim.subject, claim.object if isinstance(claim.object, Mention) else GENEVA)


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_one_more_article_never_lowers_confidence(claims: list[Claim]) -> None:
    before = {fact.id: fact.confidence for fact in _merge(claims)}
    after = {fact.id: fact.confidence for fact in _merge([*claims, make_claim(article="a9")])}
    assert all(after[identifier] >= confidence for identifier, confidence in before.items())


@pytest.mark.parametrize(("articles", "confidence"), [(1, 0.8), (2, 0.96), (3, 0.99), (9, 0.99)])
def test_confidence_grows_with_articles_and_is_never_certain(articles: int, confidence: float) -> None:
    assert _one(*(make_claim(article=f"a{i}") for i in range(articles))).confidence == confidence


def test_the_same_article_twice_is_no_second_witness() -> None:
    assert _one(make_claim(start=0), make_claim(start=5)).confidence == 0.8


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        (make_claim(), make_claim(article="a2"), 1),
        (make_claim(), make_claim(when=YESTERDAY), 1),
        (make_claim(), make_claim(negated=True), 2),
        (make_claim(), make_claim(status="planned"), 2),
        (make_claim(), make_claim(predicate="opposes"), 2),
        (make_claim(subject=VERDI, object=NERI), make_claim(subject=NERI, object=VERDI), 2),
        (_met(VERDI, NERI, when=YESTERDAY), _met(NERI, VERDI, article="a2", when=YESTERDAY), 1),
        (_met(VERDI, NERI), _met(VERDI, NERI, place=GENEVA), 1),
        (_met(VERDI, NERI), _met(VERDI, NERI, form="talks"), 1),
        (_met(VERDI, NERI), _met(VERDI, NERI, form="call"), 2),
        (_met(VERDI, NERI), _met(VERDI, NERI, LI), 2),
        (_met(VERDI, NERI), _met(VERDI, NERI, when=YESTERDAY), 2),
        (_said("La legge  cambierà"), _said("la legge cambierà", article="a2"), 1),
        (_said("sì"), _said("no"), 2),
        (_figure(indicator="Pil"), _figure(indicator="pil", article="a2"), 1),
        (_figure(7.0), _figure(7.5), 2),
        (_role("Ministra"), _role("ministra", article="a2"), 1),
        (_role(), _role(former=True), 2),
        (_role(), _role(of=KREMLIN), 2),
    ],
    ids=[
        "article",
        "time-of-a-relation",
        "negation",
        "status",
        "predicate",
        "direction",
        "participants-turned",
        "place",
        "talks-at-a-meeting",
        "call",
        "third-participant",
        "time-of-an-encounter",
        "case-and-spaces",
        "content",
        "indicator-case",
        "value",
        "role-case",
        "former",
        "of",
    ],
)
def test_what_makes_two_claims_one_fact(one: Claim, other: Claim, facts: int) -> None:
    assert len(_merge([one, other])) == facts


@pytest.mark.parametrize(
    ("attributions", "expected"),
    [
        ([()], []),
        ([(LI,)], ["Wang Li"]),
        ([(LI,), (KREMLIN,)], ["Cremlino", "Wang Li"]),
        ([(LI,), ()], []),
        ([(LI,), (LI,)], ["Wang Li"]),
    ],
    ids=["own-words", "one", "two", "one-and-own-words", "the-same"],
)
def test_a_fact_is_attributed_where_no_article_says_it_itself(
    attributions: list[tuple[Mention, ...]], expected: list[str]
) -> None:
    fact = _one(*(make_claim(article=f"a{i}", attributed_to=who) for i, who in enumerate(attributions)))
    assert sorted(entity.label for entity in fact.attributed_to) == expected


@pytest.mark.parametrize(
    ("claim", "asserted_in"),
    [
        (make_claim(), ("a1",)),
        (make_claim(attributed_to=(LI,)), ()),
        (make_claim(negated=True), ()),
        (make_claim(status="planned"), ()),
        (make_claim(status="alleged"), ()),
        (make_claim(status="denied"), ()),
    ],
    ids=["plain", "attributed", "negated", "planned", "alleged", "denied"],
)
def test_an_article_asserts_what_it_says_has_happened_in_its_own_words(
    claim: Claim, asserted_in: tuple[str, ...]
) -> None:
    assert _one(claim).asserted_in == asserted_in


def test_only_the_articles_that_say_it_themselves_assert_it() -> None:
    claims = [make_claim(article="a2"), make_claim(article="a1"), make_claim(article="a3", attributed_to=(LI,))]
    assert _one(*claims).asserted_in == ("a1", "a2")


@pytest.mark.parametrize("claim", [make_claim(object=VERDI), _met(VERDI, VERDI)], ids=["relation", "encounter"])
def test_a_party_with_itself_is_no_fact(claim: Claim) -> None:
    assert _merge([claim]) == ()


def test_an_encounter_of_three_of_whom_two_are_one_is_of_two() -> None:
    fact = _one(_met(make_mention("Putin"), NERI, make_mention("Vladimir Putin")))
    assert isinstance(fact.detail, EncounterDetail)
    assert [p.label for p in fact.detail.participants] == ["Vladimir Putin", "Paolo Neri"]


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        ("2024-04-09", "2024-04-09", 1),
        ("2024-04-09", "2024-04-10", 2),
        ("2024-04", "2024-04", 2),
        (None, None, 2),
        ("2024-04-09", None, 2),
    ],
)
def test_undated_meetings_are_one_only_between_articles_of_one_day(
    one: str | None, other: str | None, facts: int
) -> None:
    claims = [_met(VERDI, NERI), _met(VERDI, NERI, article="a2")]
    assert len(_merge(claims, {"a1": one, "a2": other})) == facts
    assert len(_merge([make_claim(), make_claim(article="a2")], {"a1": one, "a2": other})) == 1


def test_undated_meetings_of_one_article_are_one() -> None:
    assert len(_merge([_met(VERDI, NERI), _met(NERI, VERDI)])) == 1


def test_the_place_comes_from_whichever_article_names_it() -> None:
    fact = _one(_met(VERDI, NERI, when=YESTERDAY), _met(VERDI, NERI, place=GENEVA, article="a2", when=YESTERDAY))
    assert isinstance(fact.detail, EncounterDetail)
    assert fact.detail.place == make_entity("Ginevra", "Place")


def test_a_statement_is_quoted_and_relayed_where_some_article_has_it_so() -> None:
    fact = _one(_said("sì"), _said("sì", quoted=True, article="a2", via=(KREMLIN,)))
    assert isinstance(fact.detail, SayingDetail)
    assert (fact.detail.quoted, [v.label for v in fact.detail.via]) == (True, ["Cremlino"])


def test_the_time_that_resolves_wins() -> None:
    fact = _one(make_claim(when=When("ieri")), make_claim(article="a2", when=When("martedì", "2024-04-09")))
    assert fact.when == When("martedì", "2024-04-09")


@pytest.mark.parametrize(
    ("fact", "identifier"),
    [
        (make_fact(), "a4567630b4a562c9"),
        (make_fact("visit", object=make_entity("Mosca", "Place"), when=YESTERDAY), "135fd0c813f4ea8d"),
    ],
    ids=["relation", "visit"],
)
def test_ids_stay_the_same_from_version_to_version(fact: Fact, identifier: str) -> None:
    assert fact_id(fact_key(fact, "a1")) == identifier
