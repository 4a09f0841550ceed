"""Facts → a networkx MultiDiGraph: entities and what is said of them as nodes, one edge for each pair a fact joins."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator

import networkx as nx

from pipeline.days import first_day, last_day
from pipeline.model import EncounterDetail, Entity, Fact, FigureDetail, RoleDetail, SayingDetail
from pipeline.vocab import Vocab

LITERAL_TYPES = {"statement": "Statement", "figure": "Figure", "role": "Role"}
MAX_LABEL = 60
_UNDATED = re.compile(r"\n\s*<meta lastmodifieddate=.*?</meta>", re.DOTALL)


def to_networkx(facts: Iterable[Fact], vocab: Vocab) -> nx.MultiDiGraph[str]:
    """Return the graph of the facts, in their order.

    A node has `label`, `type`, `wikidata`. An edge is keyed by its fact and has `fact`, `kind`, `predicate`, `label`,
    `label_en`, `status`, `negated`, `asserted`, `date` (ISO 8601 to the precision known, or the words), `confidence`,
    and the lists `attributed_to` (names), `articles` (ids) and `evidence` (dicts of `article`, `start`, `end` in code
    points of its text, `text`, `rule`).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for fact in facts:
        for number, (source, target) in enumerate(_ends(fact)):
            for end in (source, target):
                _add_node(graph, end, fact)
            graph.add_edge(
                _node_id(source, fact),
                _node_id(target, fact),
                key=fact.id if number == 0 else f"{fact.id}-{number}",
                fact=fact.id,
                kind=fact.kind,
                predicate=fact.predicate,
                label=vocab[fact.predicate].label_it,
                label_en=vocab[fact.predicate].label_en,
                status=fact.status,
                negated=fact.negated,
                asserted=bool(fact.asserted_in),
                date=fact.when.iso or fact.when.text if fact.when else "",
                confidence=fact.confidence,
                attributed_to=[who.label for who in fact.attributed_to],
                articles=sorted({e.article for e in fact.evidence}),
                evidence=[
                    {"article": e.article, "start": e.span.start, "end": e.span.end, "text": e.text, "rule": e.rule}
                    for e in fact.evidence
                ],
            )
    return graph


def to_graphml(facts: Iterable[Fact], vocab: Vocab) -> str:
    """Return the graph as GraphML, which has no lists: they are joined as `joined` does.

    Characters that XML does not allow are left out.
    """
    buffer = io.BytesIO()
    nx.write_graphml(_for_xml(to_networkx(facts, vocab)), buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode() + "\n"


def to_gexf(facts: Iterable[Fact], vocab: Vocab) -> str:
    """Return the graph as GEXF 1.2 for Gephi; an edge's id is its key, and `date` is text to the precision known.

    An edge with a date has the first and the last day that it may mean, which Gephi's timeline shows it between; Gephi
    reads whole days only. It also reads an attribute named "type" or "kind" of an edge as its own, so these are called
    node_type and fact_kind.
    """
    graph = _for_xml(to_networkx(facts, vocab))
    for _, data in graph.nodes(data=True):
        data["node_type"] = data.pop("type")
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        data["fact_kind"] = data.pop("kind")
        first, last = first_day(data["date"]), last_day(data["date"])
        if first and last and first <= last:
            data["start"], data["end"] = first.isoformat(), last.isoformat()
    # networkx stamps the day of writing on the file; the same graph is to be the same bytes
    return _UNDATED.sub("", "\n".join(nx.generate_gexf(graph, encoding="utf-8", version="1.2draft"))) + "\n"


def to_cytoscape(facts: Iterable[Fact], vocab: Vocab) -> str:
    """Return the graph as Cytoscape's JSON, which cytoscape.js and the desktop program read.

    The desktop program reads lists of texts, so `evidence` is the sentences alone.
    """
    graph = to_networkx(facts, vocab)
    for _, _, edge in graph.edges(data=True):
        edge["evidence"] = [place["text"] for place in edge["evidence"]]
    data = nx.cytoscape_data(graph)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def joined(name: str, value: object) -> object:
    """Return an edge's list as a text: articles with spaces, names with commas, sentences with ⏐; all else as it is."""
    match name, value:
        case "articles", list():
            return " ".join(value)
        case "attributed_to", list():
            return ", ".join(value)
        case "evidence", list():
            return " ⏐ ".join(place["text"] for place in value)
    return value


def _for_xml(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the graph without lists and without the characters that XML 1.0 does not allow."""
    clean: nx.MultiDiGraph[str] = nx.relabel_nodes(graph, _in_xml)
    for _, data in clean.nodes(data=True):
        _clean(data)
    for _, _, data in clean.edges(data=True):
        data.update({name: joined(name, value) for name, value in data.items()})
        _clean(data)
    return clean


def _clean(data: dict[str, object]) -> None:
    for key, value in data.items():
        if isinstance(value, str):
            data[key] = _in_xml(value)


def _in_xml(text: str) -> str:
    """Return the text without the characters that XML 1.0 does not allow."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


def _ends(fact: Fact) -> Iterator[tuple[Entity, Entity | str]]:
    """Yield the pairs of nodes that a fact joins."""
    match fact.detail:
        case EncounterDetail(participants=participants):
            yield from ((a, b) for i, a in enumerate(participants) for b in participants[i + 1 :])
        case SayingDetail(speakers=speakers, content=content):
            yield from ((speaker, content) for speaker in speakers)
        case RoleDetail(role=role, of=of):
            yield fact.subject, f"{role}, {of.label}" if of else role
        case FigureDetail():
            yield from ((entity, figure_text(fact.detail)) for entity in fact.detail.about or (fact.subject,))
        case _:
            if isinstance(fact.object, Entity):
                yield fact.subject, fact.object


def figure_text(detail: FigureDetail[Entity]) -> str:
    """Return a figure as a short text: "commercio: > 240.000.000.000 USD (2024)"."""
    value = f"{detail.value:,.6f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    sign = "" if detail.comparator == "=" else f"{detail.comparator} "
    period = f" ({detail.period})" if detail.period else ""
    return f"{detail.indicator}: {detail.direction or ''}{sign}{value} {detail.unit}{period}"


def _node_id(end: Entity | str, fact: Fact) -> str:
    if isinstance(end, Entity):
        return end.iri
    return f"role:{end}" if fact.kind == "role" else f"{fact.kind}:{fact.id}"


def _add_node(graph: nx.MultiDiGraph[str], end: Entity | str, fact: Fact) -> None:
    if isinstance(end, Entity):
        graph.add_node(end.iri, label=end.label, type=end.type, wikidata=end.wikidata or "")
    else:
        label = end if len(end) <= MAX_LABEL else end[: MAX_LABEL - 1].rstrip() + "…"
        graph.add_node(_node_id(end, fact), label=label, type=LITERAL_TYPES[fact.kind], wikidata="")
