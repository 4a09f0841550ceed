"""The parse of an article as plain objects: tokens, stretches of tokens, and all of them together.

Own code, because the rules ask each word some hundreds of times for its lemma, its head and its children, and an
object that holds them answers several times as fast as a Token of spaCy, which looks each of them up. The names are
those of spaCy, so that whoever knows its Doc and Token can read the rules; only what the rules need is here. One thing
differs: where arcs cross, a subtree has its true edges and comes in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from pipeline.typography import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word, a mark or white space. Its attributes mean what those of spaCy mean; nobody sets them after `parse_of`.

    It equals only itself.
    """

    doc: Doc
    i: int
    """Its place in the Doc."""
    idx: int
    """Offset of its first character in the text."""
    text: str
    whitespace_: str
    """The blank after it, if there is one."""
    lower_: str
    form: str
    """Its text as word lists have it: in lower case, with one kind of apostrophe."""
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    """What kind of name it is part of, as the engine recognised it, or ""."""
    morph: str
    """Its features as CoNLL-U writes them: "Number=Plur|PronType=Int,Rel"."""
    features: Mapping[str, str]
    """Feature → its first value."""
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    head: Token = field(init=False)
    """Its head; the root's is itself."""
    children: tuple[Token, ...] = field(init=False)
    lefts: tuple[Token, ...] = field(init=False)
    rights: tuple[Token, ...] = field(init=False)
    left_edge: Token = field(init=False)
    """The first token of its subtree."""
    right_edge: Token = field(init=False)
    sent: TokenSpan = field(init=False)
    _size: int = field(init=False, default=1)
    """How many tokens its subtree has."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """Its text and the blank after it."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> tuple[Token, ...]:
        """All that hangs on it, with itself, in the order of the text."""
        between = self.doc.tokens[self.left_edge.i : self.right_edge.i + 1]
        if len(between) == self._size:
            return between
        found = [self]
        for token in found:
            found.extend(token.children)
        return tuple(sorted(found, key=place))

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Say whether another token hangs on this one, however far below."""
        return any(token is self for token in descendant.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """Return the token so many places further. Raises IndexError where the Doc ends before."""
        index = self.i + distance
        if index < 0:
            raise IndexError(f"no token {index}")
        return self.doc.tokens[index]


@dataclass(frozen=True, slots=True, repr=False)
class TokenSpan:
    """Tokens `start` to `end` (half-open) of a Doc. It equals every stretch of the same tokens.

    Offsets, root and sentence are those of a span that has tokens.
    """

    doc: Doc
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...

    @overload
    def __getitem__(self, key: slice) -> TokenSpan: ...

    def __getitem__(self, key: int | slice) -> Token | TokenSpan:
        if isinstance(key, slice):
            start, end = _bounds(key, len(self))
            return TokenSpan(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[self.start : self.end][key]

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its characters, without the blank after the last token."""
        if self.start == self.end:
            return ""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """Offset of the first character."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Offset after the last character."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> TokenSpan:
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token that is nearest to the root of the sentence, the first of several; a mark only where no word is."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outside = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(outside, key=_depth, default=tokens[0])


def _bounds(key: slice, size: int) -> tuple[int, int]:
    """Return the first place of a slice and the one after its last. Raises ValueError for steps: a span has no gaps."""
    if key.step is not None:
        raise ValueError("a span has no gaps")
    start, end, _ = key.indices(size)
    return start, max(start, end)


def place(token: Token) -> int:
    """Return a token's place in the Doc, to sort by."""
    return token.i


def _depth(token: Token) -> int:
    """Return how many words are above a token; a mark or white space on which nothing hangs comes after all words."""
    if (token.is_punct or token.is_space) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


@dataclass(frozen=True, slots=True, repr=False)
class Entity(TokenSpan):
    """A name that the engine recognised."""

    label_: str


class Doc:
    """All tokens of an article, and the names that the engine recognised. It equals only itself."""

    __slots__ = ("ents", "sents", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = ()
        self.sents: tuple[TokenSpan, ...] = ()
        self.ents: tuple[Entity, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...

    @overload
    def __getitem__(self, key: slice) -> TokenSpan: ...

    def __getitem__(self, key: int | slice) -> Token | TokenSpan:
        if isinstance(key, slice):
            return TokenSpan(self, *_bounds(key, len(self.tokens)))
        return self.tokens[key]


def parse_of(read: SpacyDoc) -> Doc:
    """Return what an engine read, as plain objects. Raises ValueError where that is no trees of sentences."""
    doc = Doc(read.text)
    doc.tokens = tuple(_token(doc, word) for word in read)
    for token, word in zip(doc.tokens, read, strict=True):
        token.head = doc.tokens[word.head.i]
    _hang(doc.tokens)
    doc.sents = tuple(TokenSpan(doc, sent.start, sent.end) for sent in read.sents)
    for sent in doc.sents:
        for token in sent:
            token.sent = sent
    doc.ents = tuple(Entity(doc, ent.start, ent.end, ent.label_) for ent in read.ents)
    return doc


def _token(doc: Doc, word: SpacyToken) -> Token:
    text, morph = word.text, str(word.morph)
    return Token(
        doc,
        word.i,
        word.idx,
        text,
        word.whitespace_,
        word.lower_,
        folded(text),
        word.lemma_,
        word.pos_,
        word.tag_,
        word.dep_,
        word.ent_type_,
        morph,
        _features(morph),
        word.is_alpha,
        word.is_punct,
        word.is_space,
        bool(word.is_sent_start),
    )


@lru_cache(maxsize=1 << 10)  # a few hundred bundles of features
def _features(morph: str) -> Mapping[str, str]:
    return {name: values.split(",")[0] for name, values in features_in(morph).items()}


def features_in(morph: str) -> dict[str, str]:
    """Return the features that CoNLL-U writes, with all their values: "PronType=Int,Rel" → {"PronType": "Int,Rel"}."""
    pairs = (pair.partition("=") for pair in morph.split("|") if pair)
    return {name: values for name, _, values in pairs}


def _hang(tokens: Sequence[Token]) -> None:
    """Give each token its children and its edges."""
    below: list[list[Token]] = [[] for _ in tokens]
    for token in tokens:
        if token.head is not token:
            below[token.head.i].append(token)
    for token, children in zip(tokens, below, strict=True):
        token.children = tuple(children)
        token.lefts = tuple(child for child in children if child.i < token.i)
        token.rights = tuple(child for child in children if child.i > token.i)
        token.left_edge = token.right_edge = token
    from_roots = [token for token in tokens if token.head is token]
    for token in from_roots:
        from_roots.extend(token.children)
    if len(from_roots) != len(tokens):
        raise ValueError("some tokens hang on one another in a circle")
    for token in reversed(from_roots):
        head = token.head
        if head is not token:
            head._size += token._size
            head.left_edge = min(head.left_edge, token.left_edge, key=place)
            head.right_edge = max(head.right_edge, token.right_edge, key=place)
