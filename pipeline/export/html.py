"""Facts → one HTML page with the network, drawn by pyvis, that makes no network request.

pyvis' own template loads Bootstrap from a CDN even with `in_line`; the template beside this module takes its place,
and takes vis-network from pyvis' files into the page. All text of articles reaches the page as JSON and is shown
as text, never as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from pipeline.export.network import to_networkx
from pipeline.model import Article, Fact
from pipeline.vocab import Vocab

TEMPLATE = "network_page.html"
COLOURS = {
    "Person": "#d1495b",
    "Country": "#00798c",
    "Organization": "#edae49",
    "Place": "#66a182",
    "Group": "#8d6a9f",
    "Statement": "#c9c9c9",
    "Figure": "#9fb8d6",
    "Role": "#e6c9a8",
}
ENTITY_TYPES = ("Person", "Country", "Organization", "Place", "Group")
CONTEXT = 160
"""Characters of the article shown before and after the evidence."""


def to_html(facts: Sequence[Fact], articles: Mapping[str, Article], vocab: Vocab) -> str:
    """Return the page."""
    graph = to_networkx(facts, vocab)
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    degree = dict(graph.degree())
    for node, data in graph.nodes(data=True):
        entity = data["type"] in ENTITY_TYPES
        network.add_node(
            node,
            label=data["label"],
            kind=data["type"],
            color=COLOURS[data["type"]],
            shape="dot" if entity else "box",
            size=14 + min(40, 2 * degree[node]),
            wikidata=data["wikidata"],
            font={"size": 36 if entity else 12},
        )
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        network.add_edge(
            source,
            target,
            id=f"edge-{number}",
            fact=data["fact"],
            kind=data["kind"],
            label=data["label"],
            dashes=not data["asserted"],
            arrows="" if vocab[data["predicate"]].symmetric else "to",
            color="#8a8a8a" if data["asserted"] else "#a3a3a3",
            font={"size": 9, "color": "#555555", "strokeWidth": 2},
        )
    network.set_options(_OPTIONS)
    package = Path(pyvis.__file__).parent
    network.templateEnv = Environment(
        loader=FileSystemLoader([Path(__file__).parent, package / "templates"]), autoescape=True
    )
    network.templateEnv.globals.update(
        details={fact.id: _detail(fact, articles, vocab) for fact in facts},
        legend=[(name, COLOURS[name], vocab[name].label_it, vocab[name].label_en) for name in COLOURS],
        kinds=[(kind, vocab[kind.capitalize()].label_it) for kind in sorted({fact.kind for fact in facts})],
        counts={"facts": len(facts), "articles": len(articles), "nodes": graph.number_of_nodes()},
    )
    network.path = TEMPLATE
    return str(network.generate_html())


_OPTIONS = """{
  "layout": {"randomSeed": 7, "improvedLayout": false},
  "interaction": {"hover": true, "multiselect": false, "navigationButtons": false},
  "physics": {"barnesHut": {"gravitationalConstant": -9000, "springLength": 140, "avoidOverlap": 0.2,
              "centralGravity": 0.8}, "stabilization": {"iterations": 180, "fit": true}},
  "edges": {"smooth": {"type": "dynamic"}, "width": 1.2, "selectionWidth": 3}
}"""


def _detail(fact: Fact, articles: Mapping[str, Article], vocab: Vocab) -> dict[str, Any]:
    """Return what the panel shows of a fact: plain values, no markup."""
    return {
        "title": vocab[fact.kind.capitalize()].label_it,
        "predicate": vocab[fact.predicate].label_it,
        "status": vocab[fact.status].label_it,
        "negated": fact.negated,
        "date": fact.when.text if fact.when else "",
        "iso": (fact.when.iso or "") if fact.when else "",
        "confidence": fact.confidence,
        "attributed": [who.label for who in fact.attributed_to],
        "sentences": [
            {
                "article": e.article,
                "headline": articles[e.article].title or "",
                "published": articles[e.article].published or "",
                "source": articles[e.article].source or "",
                "start": e.span.start,
                "end": e.span.end,
                "before": _left(articles[e.article].text, e.span.start),
                "text": e.text,
                "after": _right(articles[e.article].text, e.span.end),
            }
            for e in fact.evidence
        ],
    }


def _left(text: str, start: int) -> str:
    """Return what stands before an offset in its paragraph, cut at a word."""
    cut = text[max(0, start - CONTEXT) : start].rsplit("\n", 1)[-1]
    return cut if start <= CONTEXT or "\n" in text[start - CONTEXT : start] else "…" + cut.split(" ", 1)[-1]


def _right(text: str, end: int) -> str:
    cut = text[end : end + CONTEXT].split("\n", 1)[0]
    return cut if len(cut) < CONTEXT else cut.rsplit(" ", 1)[0] + "…"
