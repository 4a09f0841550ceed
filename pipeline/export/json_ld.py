"""Quads → JSON-LD with the names of `ontology/context.jsonld`, which stands in the document: nothing is fetched.

One node a line. Own code, because a processor that compacts (PyLD, rdflib) builds the whole document twice in memory
before it writes; Oxigraph and rdflib read it back in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from pipeline.export.json_ld_context import SPACES, Context
from pipeline.rdf.iris import RDF, XSD
from pipeline.rdf.quads import sorted_quads

Json: TypeAlias = str | bool | int | Mapping[str, str]
_INTEGERS = (f"{XSD}integer", f"{XSD}nonNegativeInteger")
TYPE = f"{RDF}type"
_EXACT = 2**53
"""A reader may take a number for a floating-point one, which holds integers below this."""


def to_json_ld(quads: Sequence[Quad], context: Context) -> str:
    """Return the quads as JSON-LD, one text for one set of quads; the default graph stands first."""
    names = _Names(context)
    graphs = groupby(sorted_quads(quads), _graph_of)
    parts = {graph: ",\n".join(_nodes(inside, names)) for graph, inside in graphs}
    lines = [parts.pop("")] if "" in parts else []
    lines += (
        f'{{"@id": {json.dumps(names.iri(graph), ensure_ascii=False)}, "@graph": [\n{nodes}\n]}}'
        for graph, nodes in parts.items()
    )
    head, body = json.dumps(context, ensure_ascii=False, indent=1), ",\n".join(lines)
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'


class _Names:
    """Writes IRIs by the terms and prefixes of a context."""

    def __init__(self, context: Context) -> None:
        self._types = {name: term.get("@type", "") for name, term in context.items() if isinstance(term, dict)}
        self._lists = {name for name, term in context.items() if isinstance(term, dict) and "@container" in term}
        curies = {name: term["@id"] if isinstance(term, dict) else str(term) for name, term in context.items()}
        prefix_of = {name: iri for name, iri in curies.items() if name in SPACES}
        self._prefixes = sorted(prefix_of.items(), key=_longest_first)
        self._terms = {self._full(iri): name for name, iri in curies.items() if name not in (*SPACES, "@version")}

    def _full(self, curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return next((iri + name for known, iri in self._prefixes if known == prefix), curie)

    def iri(self, iri: str) -> str:
        """Return an IRI with a prefix, where one begins it."""
        for name, start in self._prefixes:
            rest = iri.removeprefix(start)
            if rest != iri and rest and not rest.startswith("//"):
                return f"{name}:{rest}"
        return iri

    def term(self, iri: str) -> str:
        """Return the name of a term, else its IRI with a prefix."""
        return self._terms.get(iri) or self.iri(iri)

    def value(self, name: str, value: NamedNode | BlankNode | Literal | Triple) -> Json:
        """Return the value of a property as its definition lets it be written."""
        type_ = self._types.get(name, "")
        if isinstance(value, NamedNode):
            if type_ in ("@id", "@vocab"):
                return self.iri(value.value) if type_ == "@id" else self.term(value.value)
            return {"@id": self.iri(value.value)}
        if not isinstance(value, Literal):
            raise TypeError(f"a graph of Intreccio has names and literals only, not {value}")
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if type_ and self._full(type_) == datatype:
            return _native(value.value, datatype)
        if datatype == f"{XSD}string":
            return {"@value": value.value} if type_ else value.value
        return {"@value": value.value, "@type": self.iri(datatype)}

    def has_list(self, name: str) -> bool:
        """Say whether a property has a list for its values also where there is one."""
        return name in self._lists


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -len(item[1]), item[0]


def _native(text: str, datatype: str) -> str | bool | int:
    """Return a boolean or an integer as JSON has it where that gives the same literal again."""
    if datatype == f"{XSD}boolean" and text in ("true", "false"):
        return text == "true"
    if (
        datatype in _INTEGERS
        and text.removeprefix("-").isdecimal()
        and str(int(text)) == text
        and abs(int(text)) < _EXACT
    ):
        return int(text)
    return text


def _graph_of(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name.value)


def _subject_of(quad: Quad) -> str:
    return str(quad.subject)


def _nodes(quads: Iterable[Quad], names: _Names) -> Iterator[str]:
    """Yield the nodes of a graph, whose quads are sorted, each in one line."""
    for _, about in groupby(quads, _subject_of):
        yield json.dumps(_node(list(about), names), ensure_ascii=False)


def _node(quads: Sequence[Quad], names: _Names) -> dict[str, object]:
    subject = quads[0].subject
    assert isinstance(subject, NamedNode)
    types = [names.term(q.object.value) for q in quads if q.predicate.value == TYPE and isinstance(q.object, NamedNode)]
    node: dict[str, object] = {"@id": names.iri(subject.value)}
    if types:
        node["@type"] = types[0] if len(types) == 1 else types
    values: dict[str, list[Json]] = {}
    for quad in quads:
        if quad.predicate.value != TYPE:
            name = names.term(quad.predicate.value)
            values.setdefault(name, []).append(names.value(name, quad.object))
    return node | {
        name: found if len(found) > 1 or names.has_list(name) else found[0] for name, found in values.items()
    }
