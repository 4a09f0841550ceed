"""Solutions of a query → SPARQL 1.1 results as JSON, XML, CSV or TSV, written row by row up to a limit.

pyoxigraph writes whole results only, and a limit needs the rows one by one.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Generic, TypeAlias, TypeVar
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.rdf.iris import RDF, XSD
from pipeline.serve.negotiation import RowForm

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = Sequence[Term | None]
T = TypeVar("T")

MAX_BYTES = 64 * 1024**2
"""What an answer may have; the row that passes it is the last."""
_NO_DATATYPE = frozenset({f"{XSD}string", f"{RDF}langString", f"{RDF}dirLangString"})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ITS = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'


class Limited(Generic[T]):
    """Gives the items of a stream up to a limit of items and of bytes written; `cut` tells whether there was more."""

    def __init__(self, items: Iterable[T], *, most: int, written: Callable[[], int]) -> None:
        self._items = items
        self._most = most
        self._written = written
        self.cut = False

    def __iter__(self) -> Iterator[T]:
        for number, item in enumerate(self._items):
            if number >= self._most or self._written() > MAX_BYTES:
                self.cut = True
                return
            yield item


def write_rows(form: RowForm, names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the results of SELECT: the names of the variables, and a row for each solution."""
    _ROW_WRITERS[form](names, rows, out)


def write_answer(form: RowForm, answer: bool, out: BinaryIO) -> None:
    """Write the result of ASK; CSV and TSV, which have no form for it, get the bare word."""
    word = "true" if answer else "false"
    if form is RowForm.json:
        out.write(f'{{"head":{{}},"boolean":{word}}}'.encode())
    elif form is RowForm.xml:
        out.write(f"{_XML_BEGIN}<head/><boolean>{word}</boolean></sparql>\n".encode())
    else:
        out.write(f"{word}\n".encode())


def _write_json(names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    out.write(f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['.encode())
    for number, row in enumerate(rows):
        binding = {name: _as_json(term) for name, term in zip(names, row, strict=True) if term is not None}
        text = json.dumps(binding, ensure_ascii=False, separators=(",", ":"))
        out.write((",\n" if number else "\n").encode() + text.encode())
    out.write(b"\n]}}\n")


def _as_json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _as_json(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    if term.direction:
        found["its:dir"] = str(term.direction)
    if term.datatype.value not in _NO_DATATYPE:
        found["datatype"] = term.datatype.value
    return found


_XML_BEGIN = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _write_xml(names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    out.write(f"{_XML_BEGIN}<head>{head}</head><results>\n".encode())
    for row in rows:
        bindings = (
            f"<binding name={quoteattr(name)}>{_as_xml(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        out.write(f"<result>{''.join(bindings)}</result>\n".encode())
    out.write(b"</results></sparql>\n")


def _as_xml(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_as_xml(part)}</{name}>' for name, part in parts.items())}</triple>"
    attributes = ""
    if term.language:
        attributes += f" xml:lang={quoteattr(term.language)}"
    if term.direction:
        attributes += f" its:dir={quoteattr(str(term.direction))} {_ITS}"
    if term.datatype.value not in _NO_DATATYPE:
        attributes += f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{attributes}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """Return a text for XML; a control character, which XML cannot hold, becomes U+FFFD, and a return is kept."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def in_xml(triple: Triple) -> Triple:
    """Return a triple as XML can hold it, with U+FFFD for control characters, which Oxigraph writes as they are."""
    value = triple.object
    if isinstance(value, Triple):
        return Triple(triple.subject, triple.predicate, in_xml(value))
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    text = _NOT_XML.sub("\ufffd", value.value)
    if value.language:
        return Triple(
            triple.subject, triple.predicate, Literal(text, language=value.language, direction=value.direction)
        )
    return Triple(triple.subject, triple.predicate, Literal(text, datatype=value.datatype))


def _write_csv(names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _with_head(names, rows):
        writer.writerow(row)
        out.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()


def _with_head(names: Sequence[str], rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    yield names
    for row in rows:
        yield [_bare(term) for term in row]


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _write_tsv(names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    out.write(("\t".join(f"?{name}" for name in names) + "\n").encode())
    for row in rows:
        out.write(("\t".join(_as_tsv(term) for term in row) + "\n").encode())


def _as_tsv(term: Term | None) -> str:
    if isinstance(term, Triple):
        return f"<<( {_as_tsv(term.subject)} {_as_tsv(term.predicate)} {_as_tsv(term.object)} )>>"
    return "" if term is None else str(term)


_ROW_WRITERS: dict[RowForm, Callable[[Sequence[str], Iterable[Row], BinaryIO], None]] = {
    RowForm.json: _write_json,
    RowForm.xml: _write_xml,
    RowForm.csv: _write_csv,
    RowForm.tsv: _write_tsv,
}
