"""Copies of one text and articles of one outlet are one source, whatever the order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble import merge_claims
from pipeline.assemble.sources import independent_sources
from pipeline.model import Article
from pipeline.resolve import build_directory, mentions_of
from tests.builders import make_claim, make_mention

TEXT = (
    "Il ministro dei Trasporti ha firmato ieri a Lisbona il patto sui porti con la collega della Norlandia. "
    "Il testo prevede controlli comuni, tre scali nuovi e un fondo di dodici milioni di euro per i pescatori. "
    "I sindacati chiedono di vedere le carte prima che il Parlamento voti a maggio."
)
COPY = TEXT.replace("ieri", "mercoledì") + " (Agenzia)"
OTHER = (
    "Accordo fatto sui porti tra i due Paesi: la firma è arrivata nella capitale portoghese dopo mesi di trattative. "
    "Ai pescatori andranno dodici milioni, mentre le sigle dei lavoratori restano caute e aspettano il voto dell'Aula."
)
VERDI, NERI = make_mention("Marta Verdi"), make_mention("Paolo Neri")


def _sources(*articles: Article) -> dict[str, str]:
    return dict(independent_sources(articles))


def test_a_copy_is_no_source_of_its_own() -> None:
    found = _sources(Article("b", COPY), Article("a", TEXT), Article("c", OTHER))
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_one_outlet_is_one_source() -> None:
    found = _sources(
        Article("a", TEXT, source="Gazzetta"), Article("b", OTHER, source="gazzetta "), Article("c", OTHER + " E poi?")
    )
    assert found == {"a": "a", "b": "a", "c": "a"}  # c copies b


def test_a_blank_outlet_is_none() -> None:
    assert set(_sources(Article("a", TEXT, source=" "), Article("b", OTHER, source="\u00a0")).values()) == {"a", "b"}


@given(st.integers(0, 10_000))
def test_copies_just_above_the_limit_are_found(seed: int) -> None:
    words = [f"parola{seed}x{i}" for i in range(100)]
    assert set(_sources(Article("a", " ".join(words)), Article("b", " ".join(words[:68]))).values()) == {"a"}
    assert set(_sources(Article("a", " ".join(words)), Article("b", " ".join(words[:40]))).values()) == {"a", "b"}


def test_copies_of_copies_are_one_source() -> None:
    longer = COPY + " Nel pomeriggio la Borsa ha salutato la notizia con un rialzo dei titoli delle compagnie di mare."
    found = _sources(Article("a", TEXT), Article("b", COPY), Article("c", longer))
    assert set(found.values()) == {"a"}


@given(st.permutations([Article("a", TEXT), Article("b", COPY), Article("c", OTHER), Article("d", "Poco.")]))
def test_the_order_makes_no_difference(articles: list[Article]) -> None:
    assert _sources(*articles) == {"a": "a", "b": "a", "c": "c", "d": "d"}


@pytest.mark.parametrize(
    ("sources", "number", "confidence"),
    [
        ({}, 3, 0.875),
        ({"a1": "a1", "a2": "a1", "a3": "a3"}, 2, 0.75),
        ({"a1": "a1", "a2": "a1", "a3": "a1"}, 1, 0.5),
    ],
)
def test_confidence_grows_with_independent_sources_not_with_copies(
    sources: dict[str, str], number: int, confidence: float
) -> None:
    claims = [make_claim("relation", VERDI, NERI, article=article) for article in ("a1", "a2", "a3")]
    directory = build_directory(((m, c.evidence.article) for c in claims for m in mentions_of(c)), frozenset())
    (fact,) = merge_claims(claims, directory, {"relation": 0.5}, {}, sources=sources)
    assert (fact.sources, fact.confidence) == (number, confidence)
    assert len(fact.evidence) == 3


def test_a_rule_may_be_more_reliable_than_its_kind() -> None:
    claim = make_claim("relation", VERDI, NERI)
    claim = replace(claim, evidence=replace(claim.evidence, rule="relations/sure"))
    directory = build_directory(((m, "a1") for m in mentions_of(claim)), frozenset())
    (fact,) = merge_claims([claim], directory, {"relation": 0.5, "relations/sure": 0.9}, {})
    assert fact.confidence == 0.9
