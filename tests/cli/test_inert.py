"""No cell of CSV is a formula, in whatever spreadsheet the file is opened: OWASP's advice on CSV injection."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.question import Form, inert, write_table
from pipeline.rdf.store import Table

STARTS = "=+-@＝＋－＠"
BLANKS = " \t\r\n\x0b\x00\xa0\u2003\u200b\ufeff"
CELLS = st.text(st.sampled_from([*STARTS, *BLANKS, *",;\"'1.a"]), max_size=12)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", " =cmd", "\u200b @x", "+39 06 1", "-a", "@SUM(A1)", "＝1", "\tx", "\r\nx", "\u00a0=1", "--1", " -2 "],
)
def test_what_begins_like_a_formula_gets_a_mark_before_it(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-2.5", "+3", "=", ">", "a=b", "Rossi - Neri", " testo", "x; y", "10-20", "'=1"])
def test_anything_else_stays(cell: str) -> None:
    assert inert(cell) == cell


@pytest.mark.parametrize("cell", ["ha detto;=cmd", 'ha detto; "=cmd"', "uno\n-due", "uno\t@due", "uno\r\n =due"])
def test_a_formula_after_what_parts_cells_elsewhere_gets_one_too(cell: str) -> None:
    place = next(cell.index(mark) for mark in ";\n\t" if mark in cell) + 1
    assert inert(cell) == f"{cell[:place]}'{cell[place:]}"


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_no_spreadsheet_finds_a_formula(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    out = tmp_path_factory.getbasetemp() / "cells.csv"
    write_table(Table(("id", *"abcd"[: len(cells)]), (("x", *cells),)), Form.csv, out)
    text = out.read_bytes().decode()
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                begins = cell.lstrip(BLANKS)[:1]
                assert begins == "" or begins not in STARTS or _harmless(cell), (delimiter, cell)


def _harmless(cell: str) -> bool:
    """Say whether a cell is a number or a lone sign."""
    try:
        float(cell)
    except ValueError:
        return len(cell) == 1
    return True


def test_cells_that_are_no_formula_come_back_as_they_were(tmp_path: Path) -> None:
    cells = ("x", 'detto "così"', "una,\ndue", "a;b", " -2 ")
    write_table(Table(("a", "b", "c", "d", "e"), (cells,)), Form.csv, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(list(csv.reader(file))[1]) == (*cells[:4], "' -2 ")
