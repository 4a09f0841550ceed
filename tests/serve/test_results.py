"""Results row by row: what pyoxigraph reads back, and a limit on rows and on bytes."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from pipeline.serve import results
from pipeline.serve.negotiation import RowForm
from pipeline.serve.results import Limited, Row, Term, write_answer, write_rows

FORMATS = {
    RowForm.json: QueryResultsFormat.JSON,
    RowForm.xml: QueryResultsFormat.XML,
    RowForm.tsv: QueryResultsFormat.TSV,
}
# what XML cannot hold is not in these texts; \r is, which a careless writer loses
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r\"'<&"))
NODES = st.integers(0, 9).map(lambda n: NamedNode(f"http://example.org/{n}?a=1&b='2'"))
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="it")),
    TEXTS.map(lambda text: Literal(text, language="ar", direction=BaseDirection.RTL)),
    st.integers().map(Literal),
    st.builds(Literal, TEXTS, datatype=NODES),
)
SIMPLE = st.one_of(NODES, LITERALS, st.integers(0, 9).map(lambda n: BlankNode(f"b{n}")))
TERMS = st.one_of(st.none(), SIMPLE, st.builds(Triple, NODES, NODES, SIMPLE))
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=5)


def _written(form: RowForm, names: list[str], rows: list[Row]) -> bytes:
    out = io.BytesIO()
    write_rows(form, names, rows, out)
    return out.getvalue()


@given(rows=ROWS, form=st.sampled_from([RowForm.json, RowForm.xml, RowForm.tsv]))
def test_what_is_written_reads_back(rows: list[tuple[Term | None, Term | None]], form: RowForm) -> None:
    # pyoxigraph reads XML without the blanks round a text; the next test has them
    assume(form is not RowForm.xml or all(_stripped(term) for row in rows for term in row))
    read = parse_query_results(_written(form, ["one", "two"], list(rows)), format=FORMATS[form])
    assert isinstance(read, QuerySolutions)
    assert [variable.value for variable in read.variables] == ["one", "two"]
    assert [tuple(solution) for solution in read] == rows


def _stripped(term: Term | None) -> bool:
    if isinstance(term, Triple):
        return _stripped(term.object)
    return not isinstance(term, Literal) or term.value == term.value.strip()


@given(text=TEXTS)
def test_a_text_stands_in_xml_as_it_is(text: str) -> None:
    assert _texts_of_xml(_written(RowForm.xml, ["x"], [[Literal(text)]])) == [text]


def _texts_of_xml(written: bytes) -> list[str]:
    found = ElementTree.fromstring(written).iter("{http://www.w3.org/2005/sparql-results#}literal")
    return [literal.text or "" for literal in found]


@given(rows=ROWS)
def test_csv_has_the_bare_values(rows: list[tuple[Term | None, Term | None]]) -> None:
    text = _written(RowForm.csv, ["one", "two"], list(rows)).decode()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["one", "two"]
    for row, line in zip(rows, read[1:], strict=True):
        for term, cell in zip(row, line, strict=True):
            assert cell == ("" if term is None else getattr(term, "value", str(term)) or "") or isinstance(
                term, BlankNode
            )


def test_xml_takes_what_xml_cannot_hold(hostile_text: str) -> None:
    kept = hostile_text.replace("\x07", "\ufffd").replace("\x1b", "\ufffd").replace("\ufffe", "\ufffd")
    assert _texts_of_xml(_written(RowForm.xml, ["x"], [[Literal(hostile_text)]])) == [kept]


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("form", list(RowForm))
def test_yes_and_no_read_back(form: RowForm, answer: bool) -> None:
    out = io.BytesIO()
    write_answer(form, answer, out)
    if form is RowForm.csv:
        assert out.getvalue() == (b"true\n" if answer else b"false\n")
        return
    read = parse_query_results(out.getvalue(), format=FORMATS[form])
    assert isinstance(read, QueryBoolean)
    assert bool(read) is answer


@pytest.mark.parametrize(("there", "most", "given_", "cut"), [(3, 3, 3, False), (4, 3, 3, True), (0, 3, 0, False)])
def test_a_limit_of_rows_tells_whether_there_were_more(there: int, most: int, given_: int, cut: bool) -> None:
    limited = Limited(range(there), most=most, written=lambda: 0)
    assert len(list(limited)) == given_
    assert limited.cut is cut


def test_a_limit_of_bytes_ends_an_answer_at_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MAX_BYTES", 200)
    out = io.BytesIO()
    limited = Limited([[Literal("x" * 60)]] * 100, most=100, written=out.tell)
    write_rows(RowForm.json, ["x"], limited, out)
    assert limited.cut
    read = parse_query_results(out.getvalue(), format=QueryResultsFormat.JSON)
    assert isinstance(read, QuerySolutions)
    assert 1 < len(list(read)) < 5
