"""Entity corpora (token<TAB>tag, IOB2) → sentences of tokens with spaces restored and PER, ORG, LOC spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT = frozenset({"PER", "ORG", "LOC"})
NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "}", "”", "»", "%", "…", "..."})
NO_SPACE_AFTER = frozenset({"(", "[", "{", "“", "«"})


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Tokens, whether a space follows each, and entity spans (first token, end token, label)."""

    tokens: tuple[str, ...]
    spaces: tuple[bool, ...]
    spans: tuple[tuple[int, int, str], ...]


def read_tagged(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a KIND (.tsv) or WikiNEuRal (.conllu) file; of labels, PER, ORG and LOC are kept."""
    rows: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2 and columns[-2].strip():
                rows.append((columns[-2].strip(), columns[-1].strip()))
            elif rows:
                yield _sentence(rows)
                rows = []
    if rows:
        yield _sentence(rows)


def _sentence(rows: list[tuple[str, str]]) -> TaggedSentence:
    tokens = tuple(token.replace(" ", "_") for token, _ in rows)
    return TaggedSentence(tokens, _spaces(tokens), tuple(_spans([tag for _, tag in rows])))


def _spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == tags[start][2:]):
            if tags[start][2:] in KEPT:
                yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = i


def _spaces(tokens: tuple[str, ...]) -> tuple[bool, ...]:
    """Undo tokenisation: no space before a comma, after an opening bracket, after an elided article."""
    spaces = []
    open_quote = False
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        space = following not in NO_SPACE_BEFORE and token not in NO_SPACE_AFTER
        if token == '"':
            open_quote = not open_quote
            space = space and not open_quote
        if following == '"' and open_quote:
            space = False
        if len(token) > 1 and token[-1] in "'’" and following[:1].isalpha() and token.lower() not in ("po'", "po’"):
            space = False
        spaces.append(space)
    return tuple(spaces)
