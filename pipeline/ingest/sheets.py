"""CSV as spreadsheets and programs write it → its headers and rows, each with the line where it begins."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import TypeAlias

DELIMITERS = ",;\t"
_FIRST_LINE = re.compile(r"\s*([^\r\n]*)")

TOO_MANY = "more cells than columns: a text with the sign that parts them must stand in quotation marks"
"""What is wrong with a row that is None."""

Cells: TypeAlias = Mapping[str, str]


def read_sheet(text: str) -> tuple[Sequence[str], Iterator[tuple[int, Cells | None]]]:
    """Return the headers of CSV, and its rows by header, each with the number of its first line, as editors count them.

    What stands oftenest in the first line parts the cells. A row that is too short ends with empty cells, one with
    more cells than headers is None: nobody knows what they are. Empty rows are passed over. Raises csv.Error, also
    while the rows are read, where the text is no CSV.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    match = _FIRST_LINE.match(text)
    first = match[1] if match else ""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    headers: Sequence[str] = ()
    # a cell may have many lines: the reader's own count is that of a row's last
    begin = 1
    for headers in reader:
        begin = reader.line_num + 1
        if any(headers):
            break

    def rows() -> Iterator[tuple[int, Cells | None]]:
        line = begin
        for cells in reader:
            if any(cells):
                over = any(cells[len(headers) :])
                yield line, None if over else dict(zip(headers, chain(cells, repeat("")), strict=False))
            line = reader.line_num + 1

    return headers, rows()
