"""What stands in somebody's words hangs below the statement that says it, and never among what is asserted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.assemble import merge_claims
from pipeline.model import Claim, Evidence, Fact, Mention, SayingDetail, Span, Status
from pipeline.resolve import build_directory, mentions_of
from tests.builders import PRIORS, make_claim, make_mention

VERDI, NERI, LI = make_mention("Marta Verdi"), make_mention("Paolo Neri"), make_mention("Wang Li")
TEXT = "Verdi sostiene che Neri ha detto che Li appoggia Neri, secondo Li."


def _at(claim: Claim, words: str, attributed_to: tuple[Mention, ...]) -> Claim:
    """Return the claim with these words of the text as its evidence."""
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return replace(claim, evidence=Evidence("a1", span, words, "rules", "rule"), attributed_to=attributed_to)


def _said(
    speakers: Sequence[Mention],
    content: str,
    words: str,
    cue: str = "dire",
    attributed_to: tuple[Mention, ...] = (),
) -> Claim:
    detail = SayingDetail(tuple(speakers), content, False, cue)
    return _at(make_claim("statement", speakers[0], content, detail=detail), words, attributed_to)


def _supports(attributed_to: tuple[Mention, ...] = (), status: Status = "happened") -> Claim:
    return _at(replace(make_claim("relation", LI, NERI), status=status), "Li appoggia Neri", attributed_to)


OUTER = _said([VERDI], "Neri ha detto che Li appoggia Neri", TEXT[:-12], "sostenere")
INNER = _said([NERI], "Li appoggia Neri", "Neri ha detto che Li appoggia Neri", attributed_to=(VERDI,))


def _merged(*claims: Claim) -> dict[str, Fact]:
    heard = ((mention, claim.evidence.article) for claim in claims for mention in mentions_of(claim))
    directory = build_directory(heard, frozenset())
    facts = merge_claims(claims, directory, PRIORS, {}, tentative={"ritenere"})
    return {fact.subject.label: fact for fact in facts}


def test_a_fact_hangs_below_the_statement_of_the_one_who_says_it() -> None:
    facts = _merged(OUTER, INNER, _supports(attributed_to=(NERI,)))
    (inner,), (outer,) = facts["Wang Li"].attributions, facts["Paolo Neri"].attributions
    assert inner.statement == facts["Paolo Neri"].id
    assert outer.statement == facts["Marta Verdi"].id
    assert [source.label for source in outer.sources] == ["Marta Verdi"]
    assert facts["Wang Li"].asserted_in == facts["Paolo Neri"].asserted_in == ()


def test_a_source_that_is_only_named_has_no_statement() -> None:
    facts = _merged(OUTER, INNER, _supports(attributed_to=(LI,)))
    (attribution,) = facts["Wang Li"].attributions
    assert attribution.statement is None
    assert [source.label for source in attribution.sources] == ["Wang Li"]


def test_what_an_article_says_itself_has_no_attribution() -> None:
    facts = _merged(OUTER, INNER, _supports())
    assert facts["Wang Li"].attributions == ()
    assert facts["Wang Li"].asserted_in == ("a1",)


def test_the_statement_of_all_the_sources_is_nearer_than_that_of_one() -> None:
    both = _said([NERI, VERDI], "che Li appoggia Neri", TEXT[:-1])
    facts = merge_claims(
        [INNER, both, _supports(attributed_to=(VERDI, NERI))],
        build_directory(((m, "a1") for c in (INNER, both, _supports()) for m in mentions_of(c)), frozenset()),
        PRIORS,
        {},
    )
    (fact,) = (f for f in facts if f.kind == "relation")
    (joint,) = (f for f in facts if f.detail and f.object == "che Li appoggia Neri")
    assert fact.attributions[0].statement == joint.id


@pytest.mark.parametrize(
    ("cue", "status", "certainty"),
    [("dire", "happened", "certain"), ("ritenere", "happened", "probable"), ("ritenere", "alleged", "possible")],
)
def test_how_sure_a_source_is_goes_by_its_word_and_mood(cue: str, status: Status, certainty: str) -> None:
    statement = _said([NERI], "Li appoggia Neri", "Neri ha detto che Li appoggia Neri", cue)
    facts = _merged(statement, _supports(attributed_to=(NERI,), status=status))
    assert [a.certainty for a in facts["Wang Li"].attributions] == [certainty]


def test_one_article_asserts_what_another_attributes() -> None:
    elsewhere = replace(_supports(), evidence=Evidence("b2", Span(0, 3), "Li…", "rules", "rule"))
    facts = _merged(INNER, _supports(attributed_to=(NERI,)), elsewhere)
    assert facts["Wang Li"].asserted_in == ("b2",)
    assert [a.article for a in facts["Wang Li"].attributions] == ["a1"]
    assert facts["Wang Li"].attributed_to == ()


def test_each_source_has_its_own_words() -> None:
    second = _at(_supports(attributed_to=(LI,)), "Li appoggia Neri, secondo Li", (LI,))
    fact = _merged(INNER, _supports(attributed_to=(NERI,)), second)["Wang Li"]
    said = {a.sources[0].label: a.evidence.text for a in fact.attributions}
    assert said == {"Paolo Neri": "Li appoggia Neri", "Wang Li": "Li appoggia Neri, secondo Li"}
