from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.quotes import Quote, find_quotes
from pipeline.model import Span

MARKED = st.text(st.sampled_from("ab .,\n“”«»„‹›\"'’(`<>"), max_size=60)


def _quotes(text: str, start: int = 0) -> tuple[Quote, ...]:
    """Return the quotations of a text whose lines are its paragraphs, from `start` on."""
    paragraphs: list[Span] = []
    position = start
    for line in text[start:].split("\n"):
        if line:
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    return find_quotes(text, paragraphs)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Ha detto: «Vengo».", ["Vengo"]),
        ("Ha detto: “Vengo”.", ["Vengo"]),
        ('Ha detto: "Vengo".', ["Vengo"]),
        ("„Vengo“, ha detto.", ["Vengo"]),
        ("„Vengo”, ha detto.", ["Vengo"]),
        ('«Uno», poi “due” e "tre".', ["Uno", "due", "tre"]),
        ('"Uno" e "due".', ["Uno", "due"]),
        ("Niente virgolette: l'altro, un po’.", []),
        ("«Ha detto “vengo” e poi no».", ["Ha detto “vengo” e poi no", "vengo"]),
        ("“Ha detto «vengo» e «vado»”.", ["Ha detto «vengo» e «vado»", "vengo", "vado"]),
        ("«Prima riga\nseconda» riga.", ["Prima riga"]),
        ("«Mai chiusa.", ["Mai chiusa."]),
        ("Mai aperta», ha detto.", []),
        ("«Uno.\n«Due».", ["Uno.", "Due"]),
        ("“prima … “seconda”", ["seconda"]),
        ("«»", []),
        ('""', []),
        ('È "un "vero" problema" per tutti.', ['un "vero" problema', "vero"]),
        ("(“Sì”)", ["Sì"]),
        ("''Vengo'', ha detto, ''e resto''.", ["Vengo", "e resto"]),
        ("''Ha detto 'vengo subito' e poi no''.", ["Ha detto 'vengo subito' e poi no", "vengo subito"]),
        ("``Vengo'', ha detto, <<e resto>>.", ["Vengo", "e resto"]),
        ("''Viva la liberta''', ha detto.", ["Viva la liberta'"]),
        ("''dal 2010'' e poi ''dal 2011'' a tutti.", ["dal 2010", "dal 2011"]),
        ("``Vado via``, ha detto.", ["Vado via"]),
        ("A 45° 30'' di latitudine e 12'' di longitudine.", []),
        ("Ha detto ‘vengo subito’ e basta, l’ha giurato.", ["vengo subito"]),
        ("'Non si torna indietro', ha detto.", ["Non si torna indietro"]),
        ("L'ha chiamata 'ndrangheta, un po' per gioco.", []),
        ('"Prima frase. Seconda.\n"Terza".', ["Prima frase. Seconda.", "Terza"]),
        ('Ha detto "vengo. Poi «uno due» e basta.', ["vengo.", "uno due"]),
        ('"Vengo domani. 18:30 La riunione comincia.', ["Vengo domani."]),
        ("", []),
    ],
)
def test_inner_text(text: str, inner: list[str]) -> None:
    assert [text[q.inner.start : q.inner.end] for q in _quotes(text)] == inner


@pytest.mark.parametrize(
    ("text", "depths"),
    [("«a»", [0]), ("«a “b” c»", [0, 1]), ("«a “b «c» d” e»", [0, 1, 2]), ("«a» “b”", [0, 0])],
)
def test_depth_counts_the_quotations_around(text: str, depths: list[int]) -> None:
    assert [quote.depth for quote in _quotes(text)] == depths


@pytest.mark.parametrize(
    ("text", "closed"), [("«a»", [True]), ("«a", [False]), ("«a “b»", [True]), ("«a “b\nc»", [False, False])]
)
def test_closed_tells_whether_the_closing_mark_is_there(text: str, closed: list[bool]) -> None:
    assert [quote.closed for quote in _quotes(text)] == closed


def test_quotations_before_the_start_are_passed_over() -> None:
    text = "«Titolo» Testo «vero»."
    assert [text[q.inner.start : q.inner.end] for q in _quotes(text, start=9)] == ["vero"]


@given(MARKED, st.integers(0, 20))
def test_spans_lie_within_the_text_and_inner_is_outer_without_its_marks(text: str, start: int) -> None:
    for quote in _quotes(text, start=start):
        outer, inner = quote.outer, quote.inner
        assert start <= outer.start < inner.start < inner.end <= outer.end <= len(text)
        assert inner.start == outer.start + 1
        assert outer.end == inner.end + quote.closed
        assert text[outer.start] in "“«„‹\"‘'"
        assert not quote.closed or text[outer.end - 1] in '”»“›"'
        assert "\n" not in text[outer.start : outer.end]


@given(MARKED)
def test_quotations_come_in_order_and_never_cross(text: str) -> None:
    quotes = _quotes(text)
    assert [q.outer.start for q in quotes] == sorted(q.outer.start for q in quotes)
    for one in quotes:
        for other in quotes:
            apart = one.outer.end <= other.outer.start or other.outer.end <= one.outer.start
            assert apart or one.outer.covers(other.outer) or other.outer.covers(one.outer)


@given(MARKED)
def test_a_quotation_inside_another_is_deeper(text: str) -> None:
    quotes = _quotes(text)
    for outer in quotes:
        for inner in quotes:
            if outer is not inner and outer.inner.covers(inner.outer):
                assert inner.depth > outer.depth


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    assert all(quote.inner.end <= len(text) for quote in _quotes(text))
