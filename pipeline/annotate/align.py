"""A tagger's tokens, words and sentences over pieces of a page → the Doc over surface tokens that the rules read.

UD taggers read syntactic words ("di" + "la"), the Docs have surface tokens ("della"). The surface tokens here are
always those of spaCy's Italian tokenizer, and what the tagger says is brought over by the characters that it says it
of. So both engines cut a text alike, the gazetteer's patterns fit, and no tagger can change the text. The price is
small: on 105,000 tokens of four treebanks spaCy and UD cut 3 in 1,000 differently ("92/42", "king-size").
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from pipeline.annotate.engine import HIDDEN
from pipeline.annotate.ud import house_label, subtyped_label, surface_features
from pipeline.model import Span
from pipeline.typography import unbroken

ENTITY_LABELS = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
}
"""The labels of entity recognisers → those of the Docs. What is not here (MISC, dates) is no entity."""
UPOS = frozenset(
    {
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
        *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
    }
)
EMPTY = frozenset({"", "_"})
"""How taggers say that there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word as a tagger gives it; `head` counts the words of the sentence from 1, 0 is the root."""

    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the piece and the words that it stands for: "della" is "di" and "la"."""

    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of the piece that names somebody or something."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """What a tagger says of a piece: its sentences, each some tokens, and its names."""

    sentences: tuple[tuple[Token, ...], ...] = ()
    names: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        tokens = [token for sentence in self.sentences for token in sentence]
        if not all(token.words for token in tokens):
            raise ValueError("a token of the parse has no word")
        for one, other in pairwise(tokens):
            if other.span.start < one.span.end:
                raise ValueError(f"the tokens of the parse are out of order: {one.span} before {other.span}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes through a tagger by itself: an opening passage and those that go on with it.

    `text` is as long as the stretch of the page that begins at `start`, so offsets differ by `start` only. What the
    tagger need not read is blank in it; so is all white space, because it is for the layout to say what opens.
    """

    start: int
    text: str
    tokens: tuple[int, ...]
    """Indices of the surface tokens that it is made of, white space left out."""
    hidden: frozenset[int]
    """Those of them that the tagger need not read."""

    @property
    def is_read(self) -> bool:
        """Whether there is something to read."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class _Row:
    """The annotation of one surface token."""

    lemma: str
    head: int
    pos: str = "X"
    morph: str = ""
    dep: str = "dep"


def cut(doc: Doc) -> Iterator[Piece]:
    """Yield the pieces of a Doc that `lay_out` has seen. A hidden passage that opens is a piece with nothing to read.

    A hidden passage that does not open stands in the middle of a piece, as it does in the middle of a sentence.
    """
    hidden = set(doc.user_data.get(HIDDEN, ()))
    tokens: list[int] = []
    for token in doc:
        if token.is_space:
            continue
        resumes = bool(tokens) and tokens[0] in hidden and token.i not in hidden
        if tokens and (token.is_sent_start or resumes):
            yield _piece(doc, tokens, hidden)
            tokens = []
        tokens.append(token.i)
    if tokens:
        yield _piece(doc, tokens, hidden)


def _piece(doc: Doc, tokens: Sequence[int], hidden: set[int]) -> Piece:
    start = doc[tokens[0]].idx
    characters = [" "] * (doc[tokens[-1]].idx + len(doc[tokens[-1]]) - start)
    for i in tokens:
        if i not in hidden:
            begin = doc[i].idx - start
            word = unbroken(doc[i].text).ljust(len(doc[i]))
            characters[begin : begin + len(doc[i])] = [_shown(character) for character in word]
    return Piece(start, "".join(characters), tuple(tokens), frozenset(hidden.intersection(tokens)))


def _shown(character: str) -> str:
    """A tagger takes some control characters for white space and trips over others."""
    return " " if unicodedata.category(character) == "Cc" else character


def align(doc: Doc, parsed: Iterable[tuple[Piece, Parse]]) -> Doc:
    """Return the Doc with the annotation of its pieces, which are all that `cut` made of it, in order.

    White space is a token where it is more than a blank; it hangs from the token before it, and what a text begins with
    from its first word.
    """
    rows: dict[int, _Row] = {}
    names: list[tuple[int, int, str]] = []
    for piece, parse in parsed:
        rows |= _rows(doc, piece, parse.sentences)
        names += _names(doc, piece, parse.names)
    first = next((token.i for token in doc if not token.is_space), 0)
    for token in doc:
        head = token.i - 1 if token.i > first else first
        rows.setdefault(token.i, _Row(token.text, head, "SPACE", dep="ROOT" if token.i == first else "dep"))
    ordered = [rows[i] for i in range(len(doc))]
    result = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        user_data=dict(doc.user_data),
        lemmas=[row.lemma for row in ordered],
        pos=[row.pos for row in ordered],
        morphs=[row.morph for row in ordered],
        heads=[row.head for row in ordered],
        deps=_labels(ordered),
    )
    result.set_ents([SpacySpan(result, *name) for name in names], default="outside")
    return result


def _labels(rows: Sequence[_Row]) -> list[str]:
    below: list[list[str]] = [[] for _ in rows]
    for i, row in enumerate(rows):
        if row.head != i:
            below[row.head].append(row.morph)
    return [
        subtyped_label(row.dep, row.pos, rows[row.head].pos, row.morph, feats)
        for row, feats in zip(rows, below, strict=True)
    ]


class _Surfaces:
    """The surface tokens of a piece that are read, and where they stand in it."""

    def __init__(self, doc: Doc, piece: Piece) -> None:
        self._indices = [i for i in piece.tokens if i not in piece.hidden]
        self._starts = [doc[i].idx - piece.start for i in self._indices]
        self._ends = [start + len(doc[i]) for start, i in zip(self._starts, self._indices, strict=True)]

    def under(self, span: Span) -> list[tuple[int, int]]:
        """Return (number of characters, index) of those that a span covers, wholly or in part, in order."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [
            (min(self._ends[j], span.end) - max(self._starts[j], span.start), self._indices[j])
            for j in range(first, last)
        ]


def _rows(doc: Doc, piece: Piece, sentences: Sequence[Sequence[Token]]) -> dict[int, _Row]:
    """Return the annotation of the tokens of a piece.

    Each token of the tagger is at home in the surface token that shares most characters with it. A surface token
    belongs to the sentence of the first token that is at home in it; so sentences never interlock.
    """
    surfaces = _Surfaces(doc, piece)
    sentence_of: dict[int, int] = {}
    part_of: dict[int, int] = {}
    rows: dict[int, _Row] = {}
    for number, sentence in enumerate(sentences):
        words: list[Word] = []
        groups: dict[int, list[int]] = {}
        for token in sentence:
            under = surfaces.under(token.span)
            if under:
                home = _largest(under)
                if sentence_of.setdefault(home, number) == number:
                    groups.setdefault(home, []).extend(range(len(words), len(words) + len(token.words)))
                if len(under) > 1:
                    part_of |= {i: home for _, i in under if i not in part_of}
            words += token.words
        rows |= _merged(words, groups)
    for i, home in part_of.items():
        rows[i] = replace(rows[i], lemma=doc[i].text) if i in rows else _part(doc[i].text, home, rows[home].pos)
    rows = {i: row if row.lemma not in EMPTY else replace(row, lemma=doc[i].text) for i, row in rows.items()}
    return _attached(doc, piece, rows)


def _largest(under: Sequence[tuple[int, int]]) -> int:
    most = max(shared for shared, _ in under)
    return next(i for shared, i in under if shared == most)


def _part(text: str, home: int, pos: str) -> _Row:
    """Return the annotation of what a tagger has as one token with another surface token: "28-29"."""
    if any(character.isalnum() for character in text):
        return _Row(text, home, pos, dep="flat")
    return _Row(text, home, "PUNCT", dep="punct")


def _merged(words: Sequence[Word], groups: Mapping[int, Sequence[int]]) -> dict[int, _Row]:
    """Return the annotation of the surface tokens of a sentence from that of the words at home in each: its core's."""
    heads, depths = _hung(words)
    groups = {i: _without_marks(words, group) for i, group in groups.items()}
    home = {word: i for i, group in groups.items() for word in group}
    nearest = {i: min((depths[word], word) for word in group)[1] for i, group in groups.items()}
    cores = {i: _core(group, heads, nearest[i]) for i, group in groups.items()}
    above = {i: _next_home(heads[core], heads, home) for i, core in cores.items()}
    if _has_circle(above):
        cores = nearest
        above = {i: _next_home(heads[core], heads, home) for i, core in cores.items()}
    root = min(((depths[cores[i]], i) for i, head in above.items() if head is None), default=(0, -1))[1]
    rows = {}
    for i, head in above.items():
        word = words[cores[i]]
        others = [_features(words[other].feats) for other in groups[i] if other != cores[i]]
        morph = surface_features(word.upos, _features(word.feats), others)
        pos = word.upos if word.upos in UPOS else "X"
        rows[i] = _Row(
            word.lemma, root if head is None else head, pos, morph, "ROOT" if i == root else _label(word.deprel)
        )
    return rows


def _core(group: Sequence[int], heads: Sequence[int | None], nearest: int) -> int:
    """Return the word whose head lies outside the group, the first of several: in "insieme alla Russia" it is "a".

    `nearest`, the word nearest to the root, is the core where it is the root, and in the rare case that the first words
    of several groups would go round in a circle. Heads are nearer to the root than what hangs from them, so then
    nothing can.
    """
    if heads[nearest] is None:
        return nearest
    return next((word for word in group if heads[word] not in group), nearest)


def _next_home(word: int | None, heads: Sequence[int | None], home: Mapping[int, int]) -> int | None:
    """Return where a word is at home, or else the next one above it that is somewhere."""
    while word is not None and word not in home:
        word = heads[word]
    return None if word is None else home[word]


def _has_circle(above: Mapping[int, int | None]) -> bool:
    cleared: set[int] = set()
    for start in above:
        path: set[int] = set()
        i: int | None = start
        while i is not None and i not in cleared:
            if i in path:
                return True
            path.add(i)
            i = above[i]
        cleared |= path
    return False


def _label(deprel: str) -> str:
    """Return the label of a token that is not a root; a second root in a sentence stands beside the first."""
    if deprel in EMPTY:
        return "dep"
    return "parataxis" if deprel == "root" else house_label(deprel)


def _hung(words: Sequence[Word]) -> tuple[list[int | None], list[int]]:
    """Return the head of each word and how far it is from its root; a root has none, nor has what ends a circle."""
    heads = [word.head - 1 if 0 < word.head <= len(words) else None for word in words]
    depths: dict[int, int] = {}
    for start in range(len(words)):
        path: dict[int, None] = {}
        word: int | None = start
        while word is not None and word not in depths and word not in path:
            path[word] = None
            word = heads[word]
        if word in path:
            heads[next(reversed(path))] = None
        for passed in reversed(path):
            above = heads[passed]
            depths[passed] = 0 if above is None else depths[above] + 1
    return heads, [depths[i] for i in range(len(words))]


def _without_marks(words: Sequence[Word], group: Sequence[int]) -> Sequence[int]:
    """Of "ecc." the full stop is not what counts, however near it is to the root."""
    return [word for word in group if words[word].upos != "PUNCT"] or group


def _features(feats: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in feats.split("|") if "=" in pair)
    return {name: value for name, _, value in pairs}


def _attached(doc: Doc, piece: Piece, rows: dict[int, _Row]) -> dict[int, _Row]:
    """Add to the rows of a piece those of the tokens that nothing is said of.

    They hang from the last token before them that is not hidden. What precedes the first sentence hangs from its root,
    and where there is no sentence, all hangs from the first token.
    """
    root = next((i for i in piece.tokens if i in rows and rows[i].head == i), None)
    if root is None:
        root = piece.tokens[0]
        rows = {root: _Row(doc[root].text, root, dep="ROOT")}
    last = root
    for i in piece.tokens:
        rows.setdefault(i, _Row(doc[i].text, last))
        if i not in piece.hidden:
            last = i
    return rows


def _names(doc: Doc, piece: Piece, names: Iterable[Name]) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, end token, label) of each name; what stands after something hidden is not of the name."""
    surfaces = _Surfaces(doc, piece)
    end = 0
    for name in names:
        label = ENTITY_LABELS.get(name.label)
        under = [i for _, i in surfaces.under(name.span) if i >= end]
        if label is None or not under:
            continue
        broken = next((i for i in range(under[0], under[-1]) if i in piece.hidden), len(doc))
        end = max(i for i in under if i < broken) + 1
        yield under[0], end, label
