"""Reading → one line of JSON, with all that was read: parse, names, who is who, quotations. For other programs.

Offsets are half-open and count code points of `text`; `chain` and `chains` count the chains, `head` the tokens of the
sentence, all from 0. White space is no token.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.annotate.quotes import Quote
from pipeline.annotate.reading import Chain, NameSpan, Reading
from pipeline.annotate.trees import Word, entity_tags, features_of, role_at, sentences_of
from pipeline.model import Span

_LINE_BREAKS = {point: f"\\u{point:04x}" for point in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
"""What JSON allows, but some programs take for the end of a line, and terminals for a command."""


def to_json(reading: Reading) -> str:
    """Return the reading as one JSON object in one line."""
    names = sorted(set(reading.names.values()), key=_first_token)
    mentions: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for name in names:
        mentions[name.chain].append(_cut(reading, _span(reading, name)))
    tags = entity_tags(reading.doc)
    record = {
        "id": reading.article.id,
        "title": reading.article.title,
        "text": reading.article.text,
        "passages": [{"role": passage.role, **_range(passage.span)} for passage in reading.passages],
        "sentences": [_sentence(reading, words, tags) for words in sentences_of(reading.doc)],
        "names": [_name(reading, name) for name in names],
        "chains": [_chain(chain, mentions[index]) for index, chain in enumerate(reading.chains)],
        "references": [
            {**_cut(reading, reading.span(index, index + 1)), "chains": list(chains)}
            for index, chains in sorted(reading.references.items())
        ],
        "quotes": [_quote(quote) for quote in reading.quotes],
    }
    return json.dumps(record, ensure_ascii=False).translate(_LINE_BREAKS) + "\n"


def _first_token(name: NameSpan) -> int:
    return name.start


def _range(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _cut(reading: Reading, span: Span) -> dict[str, Any]:
    return {**_range(span), "text": reading.article.text[span.start : span.end]}


def _span(reading: Reading, name: NameSpan) -> Span:
    return reading.span(name.start, name.end)


def _sentence(reading: Reading, words: Sequence[Word], tags: Mapping[int, str]) -> dict[str, Any]:
    return {
        "start": words[0].start,
        "end": words[-1].end,
        "passage": role_at(reading.passages, words[0].start),
        "tokens": [_token(word, tags) for word in words],
    }


def _token(word: Word, tags: Mapping[int, str]) -> dict[str, Any]:
    return {
        "text": word.token.text,
        "start": word.start,
        "end": word.end,
        "lemma": word.token.lemma_,
        "upos": word.upos,
        "feats": features_of(word.token),
        "head": word.head,
        "deprel": word.deprel,
        "ner": tags.get(word.token.i),
    }


def _name(reading: Reading, name: NameSpan) -> dict[str, Any]:
    return {
        **_cut(reading, _span(reading, name)),
        "chain": name.chain,
        "place": name.place,
        "place_wikidata": name.place_wikidata,
    }


def _chain(chain: Chain, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    offices = sorted(chain.offices, key=_office_key)
    return {
        "name": chain.name,
        "type": chain.type,
        "wikidata": chain.wikidata,
        "country": chain.country,
        "offices": [{"office": lemma, "country": country} for lemma, country in offices],
        "mentions": mentions,
    }


def _office_key(office: tuple[str, str | None]) -> tuple[str, str]:
    lemma, country = office
    return lemma, country or ""


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "outer": _range(quote.outer),
        "inner": _range(quote.inner),
        "depth": quote.depth,
        "closed": quote.closed,
    }
