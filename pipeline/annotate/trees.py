"""Sentences of a Doc → trees of their words, without the white space that spaCy counts as tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotate.layout import Passage, Role
from pipeline.annotate.parse import Doc, Token, TokenSpan, features_in

NO_UPOS = frozenset({"", "SPACE", "EOL", "CONJ"})
"""What spaCy counts among the parts of speech and Universal Dependencies does not."""
_RELATION = re.compile(r"[a-z]+(:[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A token that is not white space; `head` is an index into the words of its sentence, None for the one root."""

    token: Token
    head: int | None
    deprel: str

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.token.idx

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.token.idx + len(self.token.text)

    @property
    def upos(self) -> str:
        """The part of speech, X where there is none."""
        return "X" if self.token.pos_ in NO_UPOS else self.token.pos_


def sentences_of(doc: Doc) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each sentence that has any."""
    for sent in doc.sents:
        words = _words(sent)
        if words:
            yield words


def _words(sent: TokenSpan) -> tuple[Word, ...]:
    """Return the tree; what hung on white space hangs on the head of that, and of several roots the first is one."""
    tokens = [token for token in sent if not token.is_space]
    if not tokens:
        return ()
    position = {token.i: n for n, token in enumerate(tokens)}
    heads = [_head(token, position) for token in tokens]
    roots = [n for n, head in enumerate(heads) if head is None]
    root = next((n for n in roots if tokens[n].pos_ != "PUNCT"), roots[0])
    return tuple(
        Word(token, None, "root") if n == root else Word(token, root if head is None else head, _relation(token))
        for n, (token, head) in enumerate(zip(tokens, heads, strict=True))
    )


def _head(token: Token, position: Mapping[int, int]) -> int | None:
    """Return where the nearest word above a token stands in its sentence, None where there is none."""
    above = token
    while above.head.i != above.i:
        above = above.head
        if not above.is_space:
            return position.get(above.i)
    return None


def _relation(token: Token) -> str:
    label: str = token.dep_
    return label if label != "root" and _RELATION.fullmatch(label) else "dep"


def entity_tags(doc: Doc) -> Mapping[int, str]:
    """Return token index → "B-PER" or "I-PER" for the words of what the engine recognised."""
    tags: dict[int, str] = {}
    for ent in doc.ents:
        words = [token.i for token in ent if not token.is_space]
        tags |= {i: f"{'I' if n else 'B'}-{ent.label_}" for n, i in enumerate(words)}
    return tags


def features_of(token: Token) -> Mapping[str, str]:
    """Return the morphological features, in the order that CoNLL-U asks for: by name, without regard to case."""
    features = features_in(token.morph)
    return {name: features[name] for name in sorted(features, key=str.lower)}


def role_at(passages: Sequence[Passage], offset: int) -> Role | None:
    """Return the role of the passage that an offset lies in, None where that is not known."""
    before = bisect_right(passages, offset, key=_start) - 1
    return passages[before].role if before >= 0 and offset < passages[before].span.end else None


def _start(passage: Passage) -> int:
    return passage.span.start
