"""Property graph → KGX TSV: nodes and edges after the KGX format, and the prefixes of their CURIEs.

Predicates and categories are terms of our own ontology, beside the classes of Biolink that fit. An edge from party to
party stands only for what an article asserts; all else is an edge from the node of its fact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from pipeline.export.property_graph import (
    ARTICLE,
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SOURCES,
    Edge,
    Node,
    PropertyGraph,
    Value,
)
from pipeline.model import ENTITY_TYPES
from pipeline.namespaces import DATA, NEWS, WIKIDATA
from pipeline.rdf.iris import RDF, article_iri

NODES_FILE, EDGES_FILE, PREFIXES_FILE = "nodes.tsv", "edges.tsv", "prefixes.json"
LIST = "|"
INSTEAD_OF_LIST = "¦"
"""KGX takes every "|" for the end of an item, in any column, and knows no escape."""
KNOWLEDGE_SOURCE = "infores:intreccio"
BIOLINK = "https://w3id.org/biolink/vocab/"
_PREFIXES = {
    "biolink": BIOLINK,
    "infores": "https://w3id.org/biolink/infores/",
    # a CURIE of KGX has no slash after its colon, so each kind of node has its own prefix
    "intreccio.article": f"{DATA}article/",
    "intreccio.edge": f"{DATA}edge/",
    "intreccio.fact": f"{DATA}fact/",
    **{f"intreccio.{name.lower()}": f"{DATA}entity/{name.lower()}/" for name in ENTITY_TYPES},
    "intreccio.other": DATA,
    "news": NEWS,
    "rdf": RDF,
    "WIKIDATA": WIKIDATA,
}
_CATEGORIES = {"Place": "GeographicLocation", "Country": "GeographicLocation", ARTICLE: "Article"}
"""The class of Biolink that fits a label; NamedThing, which all are, where there is none."""
_RENAMED = {
    "aliases": "synonym",
    "article": "publications",
    "articles": "publications",
    "evidence": "supporting_text",
    "sources": "independent_sources",  # Biolink's "sources" are records of where an edge was retrieved
    "text": "supporting_text",
    "wikidata": "xref",
}
"""Our properties that Biolink has a slot for."""
_NODE_COLUMNS = ("id", "category", "name", "xref", "provided_by")
_EDGE_COLUMNS = ("id", "subject", "predicate", "object", "category", "primary_knowledge_source")
_FIXED = {"knowledge_level": "not_provided", "agent_type": "text_mining_agent"}
"""What Biolink asks of every edge: that a program read it in a text, which does not say how well it is known."""
_FALSE_IS_EMPTY = "negated"
"""KGX makes a boolean of this column, and of any text in it, "false" too, True."""


def to_kgx(graph: PropertyGraph) -> Mapping[str, bytes]:
    """Return the files by name."""
    node_columns = _columns(_NODE_COLUMNS, NODE_COLUMNS)
    edge_columns = _columns((*_EDGE_COLUMNS, *_FIXED, "publications"), EDGE_COLUMNS)
    return {
        NODES_FILE: _tsv(node_columns, map(_node, graph.nodes)),
        EDGES_FILE: _tsv(edge_columns, map(_edge, graph.edges)),
        PREFIXES_FILE: (json.dumps(_PREFIXES, indent=1) + "\n").encode(),
    }


def to_curie(iri: str) -> str:
    """Return the CURIE of an IRI by the longest of the prefixes; raises ValueError where none begins it."""
    found = max((prefix for prefix, start in _PREFIXES.items() if iri.startswith(start)), key=_length, default=None)
    if found is None:
        raise ValueError(f"no prefix begins {iri}")
    return f"{found}:{quote(iri.removeprefix(_PREFIXES[found]), safe='%!$&()*+,;=@~')}"


def _length(prefix: str) -> int:
    return len(_PREFIXES[prefix])


def _columns(first: Iterable[str], groups: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    ours = (_RENAMED.get(name, name) for columns in groups.values() for name in columns)
    return tuple(dict.fromkeys((*first, *ours)))


def _node(node: Node) -> dict[str, str]:
    biolink = next((_CATEGORIES[label] for label in node.labels if label in _CATEGORIES), "NamedThing")
    return _ours(node.properties) | {
        "id": to_curie(node.id),
        "category": f"news:{node.labels[-1]}{LIST}biolink:{biolink}",
        "provided_by": KNOWLEDGE_SOURCE,
    }


def _edge(edge: Edge) -> dict[str, str]:
    cited = {"publications": to_curie(edge.end)} if edge.group == SOURCES else {}
    return (
        _ours(edge.properties)
        | _FIXED
        | cited
        | {
            "id": f"intreccio.edge:{edge.id}",
            "subject": to_curie(edge.start),
            "predicate": f"rdf:{edge.type}" if edge.type in ("subject", "object") else f"news:{edge.type}",
            "object": to_curie(edge.end),
            "category": "biolink:Association",
            "primary_knowledge_source": KNOWLEDGE_SOURCE,
        }
    )


def _ours(properties: Mapping[str, Value]) -> dict[str, str]:
    return {_RENAMED.get(name, name): _cell(name, value) for name, value in properties.items()}


def _cell(name: str, value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "" if name == _FALSE_IS_EMPTY else "false"
        case tuple():
            return LIST.join(_text(name, item) for item in value)
        case str():
            return _text(name, value)
    return str(value)


def _text(name: str, value: str) -> str:
    """Return a text without what would end a cell or an item; the ids and IRIs of our own records as CURIEs."""
    if name in ("article", "articles"):
        return to_curie(article_iri(value).value)
    if name in ("fact", "statement"):
        return to_curie(value)
    if name == "wikidata":
        return f"WIKIDATA:{value}"
    shown = "".join(c if c.isprintable() or c.isspace() else " " for c in value.replace(LIST, INSTEAD_OF_LIST))
    return " ".join(shown.split())


def _tsv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode()
