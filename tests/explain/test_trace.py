"""Why a fact is in a graph, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.annotate.reading import Reading
from pipeline.assemble import merge_claims
from pipeline.errors import UsageError
from pipeline.explain import Link, Trace, explain_fact, find_fact, in_arrows
from pipeline.explain.trees import path_between
from pipeline.extract import extract_claims
from pipeline.lexicon import Lexicon
from pipeline.model import Fact
from pipeline.resolve import build_directory, mentions_of
from tests.builders import PRIORS, make_fact, parsed, read_parse

MET = """
Il il DET det 2 def
presidente presidente NOUN nsubj 6 sg
Ugo Ugo PROPN nmod 2 - B-PER
Ferri Ferri PROPN flat:name 3 - I-PER
ha avere AUX aux 6 3s
incontrato incontrare VERB ROOT 0 part
Anna Anna PROPN obj 6 - B-PER
Bassi Bassi PROPN flat:name 7 - I-PER
. . PUNCT punct 6

Ferri Ferri PROPN nsubj 3 - B-PER
ha avere AUX aux 3 3s
accusato accusare VERB ROOT 0 part
Parigi Parigi PROPN obj 3 - B-LOC
. . PUNCT punct 3

Poi poi ADV advmod 3
ha avere AUX aux 3 3s
criticato criticare VERB ROOT 0 part
la il DET det 5 def
decisione decisione NOUN obj 3 sg
polacca polacco ADJ amod 5 sg
. . PUNCT punct 3
"""
SAID = """
Ugo Ugo PROPN nsubj 3 - B-PER
Ferri Ferri PROPN flat:name 1 - I-PER
parla parlare VERB ROOT 0 3s
. . PUNCT punct 3

Lui lui PRON nsubj 3 pron
ha avere AUX aux 3 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 6
Parigi Parigi PROPN nsubj 6 - B-LOC
aspetta aspettare VERB ccomp 3 3s
. . PUNCT punct 3
"""
TITLE = """
Il il DET det 2 def
presidente presidente NOUN nsubj 5 sg
Ugo Ugo PROPN nmod 2 - B-PER
Ferri Ferri PROPN flat:name 3 - I-PER
parla parlare VERB ROOT 0 3s
. . PUNCT punct 5

Il il DET det 2 def
presidente presidente NOUN nsubj 4 sg
ha avere AUX aux 4 3s
criticato criticare VERB ROOT 0 part
Parigi Parigi PROPN obj 4 - B-LOC
. . PUNCT punct 4
"""
WISH = """
Roma Roma PROPN nsubj 2 - B-LOC
intende intendere VERB ROOT 0 3s
sostenere sostenere VERB xcomp 2 inf
Kiev Kiev PROPN obj 3 - B-LOC
. . PUNCT punct 2
"""


def _facts(reading: Reading, lexicon: Lexicon) -> tuple[Fact, ...]:
    claims = extract_claims(reading, lexicon)
    article = reading.article.id
    directory = build_directory(((m, article) for c in claims for m in mentions_of(c)), frozenset())
    return merge_claims(claims, directory, PRIORS, {article: None})


def _trace(table: str, lexicon: Lexicon, predicate: str) -> Trace:
    reading = read_parse(table, lexicon)
    (fact,) = [fact for fact in _facts(reading, lexicon) if fact.predicate == predicate]
    return explain_fact(fact, {reading.article.id: reading}, lexicon)


def _parties(trace: Trace) -> list[tuple[str, str, str, str, str]]:
    (evidence,) = trace.evidence
    (claim,) = evidence.claims
    return [
        (
            party.slot,
            party.mention.text,
            party.entity.label if party.entity else "",
            party.how,
            "" if party.path is None else in_arrows(claim.trigger, party.path),
        )
        for party in claim.parties
    ]


def test_parties_by_name_and_title(lexicon: Lexicon) -> None:
    assert _parties(_trace(MET, lexicon, "met")) == [
        ("participant", "Ugo Ferri", "Ugo Ferri", "name", "incontrato ↓nsubj presidente ↓nmod Ugo"),
        ("participant", "Anna Bassi", "Anna Bassi", "name", "incontrato ↓obj Anna"),
    ]


def test_part_of_a_name_and_a_capital(lexicon: Lexicon) -> None:
    trace = _trace(MET, lexicon, "accuses")
    assert _parties(trace) == [
        ("subject", "Ferri", "Ugo Ferri", "part of the name", "accusato ↓nsubj Ferri"),
        ("object", "Parigi", "Francia", "metonym: the capital for its state", "accusato ↓obj Parigi"),
    ]
    named = trace.evidence[0].claims[0].parties[0].named_at
    assert named is not None
    assert (named.start, named.end) == (14, 23)


def test_a_dropped_subject_and_a_word_of_nationality(lexicon: Lexicon) -> None:
    assert _parties(_trace(MET, lexicon, "criticizes")) == [
        ("subject", "criticato", "Ugo Ferri", "dropped subject", "criticato"),
        ("object", "polacca", "Polonia", "word of nationality", "criticato ↓obj decisione ↓amod polacca"),
    ]


def test_a_pronoun_and_the_way_from_the_word_of_saying(lexicon: Lexicon) -> None:
    assert _parties(_trace(SAID, lexicon, "said")) == [
        ("speaker", "Lui", "Ugo Ferri", "pronoun", "detto ↓nsubj Lui"),
    ]


def test_a_title_alone(lexicon: Lexicon) -> None:
    assert _parties(_trace(TITLE, lexicon, "criticizes")) == [
        ("subject", "presidente", "Ugo Ferri", "title or epithet", "criticato ↓nsubj presidente"),
        ("object", "Parigi", "Francia", "metonym: the capital for its state", "criticato ↓obj Parigi"),
    ]


def test_the_sentence_and_the_evidence_in_it(lexicon: Lexicon) -> None:
    (evidence,) = _trace(MET, lexicon, "accuses").evidence
    assert evidence.text == "Ferri ha accusato Parigi."
    assert evidence.evidence.rule.startswith("accuses/")
    assert evidence.sentence.covers(evidence.evidence.span)


def test_a_subject_above_the_trigger(lexicon: Lexicon) -> None:
    assert _parties(_trace(WISH, lexicon, "supports"))[0][4] == "sostenere ↑xcomp intende ↓nsubj Roma"


def test_an_evidence_that_no_rule_reads_any_more_has_no_claims(lexicon: Lexicon) -> None:
    reading = read_parse(WISH, lexicon)
    (fact,) = _facts(reading, lexicon)
    elsewhere = read_parse(WISH.replace("sostenere VERB", "dormire VERB"), lexicon)
    trace = explain_fact(fact, {"a1": elsewhere}, lexicon)
    assert [evidence.claims for evidence in trace.evidence] == [()]


def test_a_way_through_the_parse() -> None:
    doc = parsed(WISH + "\n" + WISH)
    assert path_between(doc[2], doc[2]) == ()
    assert path_between(doc[3], doc[0]) == (
        Link("obj", True, "sostenere"),
        Link("xcomp", True, "intende"),
        Link("nsubj", False, "Roma"),
    )
    assert path_between(doc[0], doc[5]) is None


FACTS = [make_fact(id=identifier) for identifier in ("ab12", "ab34", "cd56")]


@pytest.mark.parametrize("given", ["cd56", "c", " cd ", "https://w3id.org/intreccio/id/fact/cd"])
def test_a_fact_is_found_by_the_beginning_of_its_id_or_iri(given: str) -> None:
    assert find_fact(FACTS, given).id == "cd56"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("ef", "no fact's id begins with 'ef'"),
        ("", "no fact's id begins with ''"),
        ("ab", "2 facts begin with 'ab': ab12, ab34"),
        ("https://w3id.org/intreccio/id/fact/ab", "2 facts begin with"),
        ("https://w3id.org", "3 facts begin with"),
    ],
)
def test_a_beginning_of_none_or_of_several_is_an_error(given: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_fact(FACTS, given)
