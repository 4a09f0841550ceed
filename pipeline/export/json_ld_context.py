"""The names of our JSON-LD, `context.jsonld`, from the ontology: python -m pipeline.export.json_ld_context ONTOLOGY.

A term of ours has its local name, and so has one of another vocabulary that the graph uses, unless ours has that name:
then it keeps its prefix ("org:role"). A property that may have several values has a list also where it has one; which
of ours may not, the shapes say.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from rdflib import RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from pipeline.errors import DataError
from pipeline.namespaces import DATA, NEWS, WIKIDATA
from pipeline.rdf.iris import PREFIXES
from pipeline.vocab import QUDT_UNIT

CONTEXT = "context.jsonld"
"""Its file in an ontology folder."""
CURRENCY = "http://qudt.org/vocab/currency/"
SPACES = {**PREFIXES, "currency": CURRENCY, "intreccio": DATA, "quantity": QUDT_UNIT, "wikidata": WIKIDATA}
"""Prefix → what it stands for. None is a local name of ours: "unit", which QUDT's users write, is."""
COERCED: Mapping[str, str] = {
    "oa:end": "xsd:nonNegativeInteger",
    "oa:exact": "",
    "oa:hasSelector": "@id",
    "oa:hasSource": "@id",
    "oa:prefix": "",
    "oa:start": "xsd:nonNegativeInteger",
    "oa:suffix": "",
    "org:member": "@id",
    "org:memberDuring": "@id",
    "org:organization": "@id",
    "org:role": "@id",
    "owl:sameAs": "@id",
    "qb:dataSet": "@id",
    "qudt:hasUnit": "@id",
    "rdf:object": "",
    "rdf:predicate": "@vocab",
    "rdf:subject": "@id",
    "rdfs:label": "",
    "skos:altLabel": "",
    "skos:inScheme": "@id",
    "time:hasBeginning": "@id",
    "time:hasEnd": "@id",
    "time:inXSDDate": "xsd:date",
    "time:inXSDgYear": "xsd:gYear",
    "time:inXSDgYearMonth": "xsd:gYearMonth",
}
"""The properties of other vocabularies that a graph has, and of what type their values are; "" for plain or any."""
SEVERAL = frozenset({"oa:hasSelector", "skos:altLabel"})
"""Those of them that may have several values."""
CLASSES = (
    *("oa:SpecificResource", "oa:TextPositionSelector", "oa:TextQuoteSelector", "org:Membership", "org:Role"),
    *("qb:Observation", "skos:Concept", "time:Instant", "time:Interval"),
)
Context: TypeAlias = Mapping[str, str | Mapping[str, str]]


def to_context(ontology: Path) -> str:
    """Return the context of the terms of an ontology folder as a JSON-LD document; raises DataError where it cannot."""
    terms, shapes = _parsed(ontology / "news.ttl"), _parsed(ontology / "shapes.ttl")
    single = {str(path) for shape, path in shapes.subject_objects(SH.path) if _at_most_one(shapes, shape)}
    context: dict[str, object] = {"@version": 1.1, **SPACES}
    for subject in sorted({s for s in terms.subjects() if isinstance(s, URIRef) and s.startswith(NEWS)}):
        name = subject.removeprefix(NEWS)
        context[name] = _term(f"news:{name}", _type(terms, subject), str(subject) in single)
    for curie in (*COERCED, *CLASSES):
        name = curie.split(":")[1]
        context[curie if name in context else name] = _term(curie, COERCED.get(curie), curie not in SEVERAL)
    return json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n"


def read_context(ontology: Path) -> Context:
    """Return the context of an ontology folder; raises DataError where it has none."""
    path = ontology / CONTEXT
    try:
        context: Context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except OSError as error:
        again = f"make it with: python -m pipeline.export.json_ld_context {ontology}"
        raise DataError(path, "", f"{error.strerror}; {again}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(path, "", f"is no context of JSON-LD: {error}") from error
    return context


def _parsed(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise DataError(path, "", " ".join(str(error).split())) from error


def _at_most_one(shapes: Graph, shape: Node) -> bool:
    return (shape, SH.maxCount, Literal(1)) in shapes


def _type(terms: Graph, subject: URIRef) -> str | None:
    """Return the type of a property's values, "" for plain text or any; None for what is no property."""
    range_ = terms.value(subject, RDFS.range)
    if (subject, RDFS.domain, None) not in terms and range_ is None:
        return None
    if range_ is None or range_ in (RDFS.Literal, XSD.string):
        return ""
    if str(range_).startswith(str(XSD)):
        return f"xsd:{str(range_).removeprefix(str(XSD))}"
    return "@vocab" if (range_, RDFS.subClassOf, SKOS.Concept) in terms else "@id"


def _term(curie: str, type_: str | None, single: bool) -> str | dict[str, str]:
    """Return the definition of a term: its IRI alone, or with what its values are."""
    if type_ is None:
        return curie
    found = {"@id": curie} | ({"@type": type_} if type_ else {})
    return found if single else {**found, "@container": "@set"}


def main() -> None:
    """Write the context beside the ontology."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("ontology", type=Path)
    folder: Path = parser.parse_args().ontology
    (folder / CONTEXT).write_text(to_context(folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
