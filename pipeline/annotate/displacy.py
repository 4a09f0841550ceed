"""Readings → one HTML page by displaCy: every sentence with its parties marked, and its tree below it.

displaCy escapes words only; what else comes from an article is escaped here. Its own page names no encoding, and its
`render` numbers the arcs by chance, so the page is put together here from its two renderers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from spacy.displacy.render import DependencyRenderer, EntityRenderer

from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.trees import Word, role_at, sentences_of
from pipeline.model import EntityType

COLOURS: dict[EntityType, str] = {
    "Person": "#f4b9c1",
    "Country": "#a8d8e0",
    "Organization": "#f6dc9b",
    "Place": "#c0dfc0",
    "Group": "#d9c8ee",
}
REFERENCE_COLOUR = "#e6e6e6"
DISTANCE = 115
"""Pixels from word to word."""
_HEAD = """<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Intreccio</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff; }
h1 { font-size: 1.3rem; margin: 3rem 0 0; }
h1:first-child { margin-top: 0; }
h2 { font-size: 0.8rem; font-weight: normal; color: #666; margin: 2.5rem 0 0.2rem; }
h1, h2, .entities { unicode-bidi: isolate; overflow-wrap: anywhere; }
.tree { overflow-x: auto; }
</style>
</head>
<body>
"""
_FOOT = "</body>\n</html>\n"


class _Trees(DependencyRenderer):
    """displaCy's trees, with arcs whose height does not depend on the order of a set."""

    def get_levels(self, arcs: list[dict[str, Any]]) -> dict[tuple[int, int, str], int]:
        """Return (start, end, label) → height: each arc lies over all shorter ones that it touches."""
        tops = [0] * max((arc["end"] for arc in arcs), default=0)
        levels: dict[tuple[int, int, str], int] = {}
        for arc in sorted(arcs, key=_length):
            start, end = arc["start"], arc["end"]
            level = max(tops[start:end]) + 1
            tops[start:end] = [level] * (end - start)
            levels[start, end, arc["label"]] = level
        return levels


def _length(arc: dict[str, Any]) -> tuple[int, int]:
    return arc["end"] - arc["start"], arc["start"]


def to_displacy(readings: Iterable[Reading]) -> str:
    """Return the page; it needs no network connection and runs no script."""
    articles = (_article(number, reading) for number, reading in enumerate(readings))
    return _HEAD + "".join(articles) + _FOOT


def _article(number: int, reading: Reading) -> str:
    title = reading.article.title or reading.article.id
    sentences = "".join(_sentences(number, reading))
    return f"<h1>{escape(title)}</h1>\n{sentences}"


def _sentences(article: int, reading: Reading) -> Iterator[str]:
    marks, trees = EntityRenderer(), _Trees({"distance": DISTANCE})
    trees.lang = "it"
    for number, words in enumerate(sentences_of(reading.doc), start=1):
        role = role_at(reading.passages, words[0].start)
        heading = escape(f"{reading.article.id}-{number}" + (f" · {role}" if role else ""))
        start, end = words[0].start, words[-1].end
        marked = marks.render_ents(reading.article.text[start:end], list(_marks(reading, words)), None)
        tree = trees.render_svg(f"{article}-{number}", [_word(word) for word in words], list(_arcs(words)))
        yield f'<h2>{heading}</h2>{marked}<div class="tree">{tree}</div>\n'


def _word(word: Word) -> dict[str, str]:
    return {"text": word.token.text, "tag": word.upos}


def _arcs(words: Sequence[Word]) -> Iterator[dict[str, Any]]:
    for position, word in enumerate(words):
        if word.head is None:
            continue
        direction = "left" if position < word.head else "right"
        start, end = sorted((position, word.head))
        yield {"start": start, "end": end, "label": word.deprel, "dir": direction}


def _marks(reading: Reading, words: Sequence[Word]) -> Iterator[dict[str, Any]]:
    """Yield the names of a sentence with what they are, and what stands for somebody with whom it stands for."""
    begin = words[0].start
    last: NameSpan | None = None
    for word in words:
        name = reading.names.get(word.token.i)
        if name is not None and name != last:
            chain = reading.chains[name.chain]
            end = min(reading.span(name.start, name.end).end, words[-1].end)
            text = reading.article.text[word.start : end]
            label = chain.type if text == chain.name else f"{chain.type} · {chain.name}"
            yield _mark(word.start - begin, end - begin, label, COLOURS[chain.type])
        elif name is None and word.token.i in reading.references:
            whom = ", ".join(reading.chains[index].name for index in reading.references[word.token.i])
            yield _mark(word.start - begin, word.end - begin, f"→ {whom}", REFERENCE_COLOUR)
        last = name


def _mark(start: int, end: int, label: str, colour: str) -> dict[str, Any]:
    return {"start": start, "end": end, "label": escape(label), "params": {"bg": colour}}
