"""The network as a component of a spaCy pipeline: sentences, parts of speech, lemmas, trees and names at once."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate.encoder.clausal import ClausalGovernors
from pipeline.annotate.encoder.interrogatives import are_adverbs, mend_questions
from pipeline.annotate.encoder.intransitives import Intransitives
from pipeline.annotate.encoder.lemmas import LemmaTable, read_forms
from pipeline.annotate.encoder.names import best_tags, transitions
from pipeline.annotate.encoder.network import Network, Scores, count_threads
from pipeline.annotate.encoder.pieces import PieceTable
from pipeline.annotate.encoder.subjects import with_one_subject
from pipeline.annotate.encoder.trees import best_tree
from pipeline.annotate.encoder.windows import Window, make_windows
from pipeline.annotate.engine import HIDDEN

FACTORY = "intreccio_encoder"
LEMMAS = "lemmas.tsv.gz"
ATTRIBUTES = [POS, MORPH, LEMMA, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]
_POS, _MORPH, _LEMMA, _DEP, _HEAD, _START, _IOB, _ENTITY = range(len(ATTRIBUTES))
OUTSIDE, BEGINS, INSIDE = 2, 3, 1
"""spaCy's numbers for O, B and I."""
CONTINUES = np.uint64(2**64 - 1)
"""spaCy's -1, as it stands in an array: no sentence begins here."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
AHEAD = 4
"""Windows for each thread that are being read while the one before is written into its Doc."""


class Encoder:
    """Reads Docs; keeps to the sentence starts that are set and passes over the tokens that are hidden."""

    def __init__(self, vocab: Vocab, name: str = FACTORY) -> None:
        """Make a component without a network; `from_disk` gives it one."""
        self.vocab = vocab
        self.name = name
        self._folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `training.export` wrote."""
        folder = Path(path)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._folder = folder
        self._table = PieceTable.read(folder / "tokenizer.json")
        self._network = Network(folder)
        self._lemmas = LemmaTable(labels["lemmas"], read_forms(folder / LEMMAS))
        self._intransitives = Intransitives.read(folder / "intransitive.tsv")
        self._clausal = ClausalGovernors.read(folder / "clausal.tsv")
        strings = self.vocab.strings
        parts = [tag.partition("|") for tag in labels["tags"]]
        self._pos_names = [pos for pos, _, _ in parts]
        self._infinitive = np.array(["VerbForm=Inf" in feats for _, _, feats in parts])
        self._pos_of_tag = np.array([IDS[pos] for pos, _, _ in parts], dtype=np.uint64)
        self._morph_of_tag = np.array([self.vocab.morphology.add(feats) for _, _, feats in parts], dtype=np.uint64)
        self._bare = self.vocab.morphology.add("")
        names = sorted(set(self._pos_names))
        self._of_upos = np.array([names.index(pos) for pos in self._pos_names])
        self._is_upos = (self._of_upos[:, None] == np.arange(len(names))).astype(np.float32)
        relations = ["ROOT" if relation == "root" else relation for relation in labels["relations"]]
        self._relations = np.array([strings.add(relation) for relation in relations], dtype=np.uint64)
        self._relation_names = tuple(labels["relations"])
        self._subjects = np.array([name in SUBJECTS for name in self._relation_names])
        self._root_relation = self._relation_names.index("root")
        self._name_tags = labels["names"]
        self._allowed = transitions(self._name_tags)
        self._iob = np.array([{"O": OUTSIDE, "B": BEGINS, "I": INSIDE}[t[0]] for t in self._name_tags], dtype=np.uint64)
        self._entity = np.array([strings.add(t[2:]) if t[2:] else 0 for t in self._name_tags], dtype=np.uint64)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the files that the component was read from."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted((self._folder or folder).iterdir()):
            if self._folder != folder:
                (folder / file.name).write_bytes(file.read_bytes())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it."""
        (read,) = self.pipe([doc])
        return read

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Annotate a stream; the network reads ahead in threads. Every Doc by itself: its neighbours do not matter."""
        page: _Page | None = None
        for task, scores in self._read_ahead(self._tasks(stream)):
            page = page or _Page.of(task.doc)
            if task.window and scores:
                self._write(page, task.window, scores)
            if task.last:
                self._finish(page)
                yield page.doc
                page = None

    def _tasks(self, stream: Iterable[Doc]) -> Iterator[_Task]:
        """Yield a task for each window of each Doc, and one for a Doc without any."""
        for doc in stream:
            windows = list(make_windows(doc, self._table, frozenset(doc.user_data.get(HIDDEN, ()))))
            yield from (_Task(doc, window, last=False) for window in windows[:-1])
            yield _Task(doc, windows[-1] if windows else None, last=True)

    def _read_ahead(self, tasks: Iterable[_Task]) -> Iterator[tuple[_Task, Scores | None]]:
        """Yield each task with the network's scores, a few of which are always on their way."""
        threads = count_threads()
        with ThreadPoolExecutor(max_workers=threads) as pool:
            waiting: deque[tuple[_Task, Future[Scores] | None]] = deque()
            for task in tasks:
                waiting.append((task, pool.submit(self._network.scores, task.window) if task.window else None))
                if len(waiting) > AHEAD * threads:
                    yield _read(*waiting.popleft())
            while waiting:
                yield _read(*waiting.popleft())

    def _write(self, page: _Page, window: Window, found: Scores) -> None:
        """Write what the network says of a window into the page."""
        tokens = np.array(window.tokens)
        page.read[tokens] = True
        fixed = np.array(window.starts)
        begins = ((found.sentence > 0) & (page.preset[tokens] != CONTINUES)) | fixed
        begins &= fixed | _after_words(window.words, begins)
        page.starts[tokens[begins]] = True
        tags = self._tags(found.tag)
        values = page.values
        values[tokens, _POS] = self._pos_of_tag[tags]
        values[tokens, _MORPH] = self._morph_of_tag[tags]
        parts = [self._pos_names[tag] for tag in tags.tolist()]
        lemmas = [
            self._lemmas.lemma(word, part, row)
            for word, part, row in zip(window.words, parts, found.lemma, strict=True)
        ]
        values[tokens, _LEMMA] = [self.vocab.strings.add(lemma) for lemma in lemmas]
        placed = _tree(found.arc, begins)
        relations = with_one_subject(self._network.labels(found, placed), placed, self._subjects)
        named = [self._relation_names[relation] for relation in relations.tolist()]
        renamed = self._intransitives.mended(named, placed, lemmas, parts)
        renamed |= self._clausal.mended(named, placed, lemmas, self._infinitive[tags].tolist())
        placed, swapped = mend_questions(window.words, parts, placed, named)
        for place, relation in (renamed | swapped).items():
            relations[place] = self._relation_names.index(relation)
        adverbs = tokens[are_adverbs(window.words, swapped)]
        values[adverbs, _POS] = IDS["ADV"]
        values[adverbs, _MORPH] = self._bare
        root = np.array(placed) == 0
        values[tokens, _DEP] = np.where(root, self._relations[self._root_relation], self._relations[relations])
        page.heads[tokens] = np.where(root, tokens, tokens[np.maximum(np.array(placed) - 1, 0)])
        names = best_tags(found.name, self._allowed, begins)
        values[tokens, _IOB] = self._iob[names]
        values[tokens, _ENTITY] = self._entity[names]

    def _finish(self, page: _Page) -> None:
        """Place what was not read, and give the Doc its annotation."""
        doc, values = page.doc, page.values
        _attach_rest(page, dep=self.vocab.strings.add("dep"))
        values[:, _HEAD] = (page.heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        values[:, _START] = np.where(page.starts, 1, CONTINUES)
        doc.from_array(ATTRIBUTES, cast(Any, values))  # its stub wants thinc's own array type

    def _tags(self, scores: NDArray[np.float32]) -> NDArray[np.intp]:
        """Return the best tag of the part of speech that has the most probability in all."""
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        best = (odds @ self._is_upos).argmax(axis=1)
        result: NDArray[np.intp] = np.where(self._of_upos[None, :] == best[:, None], odds, -1).argmax(axis=1)
        return result


@dataclass(frozen=True, slots=True)
class _Task:
    """A window of a Doc to be read, None where the Doc has no words; `last` is the Doc's last."""

    doc: Doc
    window: Window | None
    last: bool


def _read(task: _Task, scores: Future[Scores] | None) -> tuple[_Task, Scores | None]:
    return task, scores.result() if scores else None


@dataclass(frozen=True, slots=True)
class _Page:
    """The annotation of a Doc as it grows, a row for each token."""

    doc: Doc
    preset: NDArray[np.uint64]
    """What was known of the sentence starts beforehand."""
    values: NDArray[np.uint64]
    heads: NDArray[np.intp]
    read: NDArray[np.bool_]
    starts: NDArray[np.bool_]

    @classmethod
    def of(cls, doc: Doc) -> _Page:
        """Return an empty page."""
        size = len(doc)
        return cls(
            doc,
            cast("NDArray[np.uint64]", doc.to_array([SENT_START])).reshape(size),
            np.zeros((size, len(ATTRIBUTES)), dtype=np.uint64),
            np.arange(size),
            np.zeros(size, dtype=bool),
            np.zeros(size, dtype=bool),
        )


def _after_words(words: Sequence[str], begins: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which words come after a letter of their sentence: the number of a list ("3.") is no sentence itself."""
    result = np.ones(len(words), dtype=bool)
    lettered = True
    for i, word in enumerate(words):
        result[i] = lettered
        if begins[i]:
            lettered = False
        lettered = lettered or any(map(str.isalpha, word))
    return result


def _tree(arcs: NDArray[np.float32], begins: NDArray[np.bool_]) -> list[int]:
    """Return the head of each word of a window, 0 for a root, else 1 + its place: one tree for each sentence."""
    cuts = [*np.flatnonzero(begins).tolist(), len(begins)]
    if cuts[0] != 0:
        cuts.insert(0, 0)
    heads: list[int] = []
    for start, end in pairwise(cuts):
        columns = np.r_[0, start + 1 : end + 1]
        tree = best_tree(arcs[start:end][:, columns].astype(np.float64))
        heads += [0 if head == 0 else start + head for head in tree]
    return heads


def _attach_rest(page: _Page, *, dep: int) -> None:
    """Hang white space and hidden tokens on the word before them; a hidden passage that opens is its own sentence."""
    doc, values, heads, starts = page.doc, page.values, page.heads, page.starts
    strings = doc.vocab.strings
    root = strings.add("ROOT")
    last: int | None = None
    for unread, group in groupby(range(len(doc)), key=(~page.read).tolist().__getitem__):
        tokens = list(group)
        if not unread:
            last = tokens[-1]
            continue
        for i in tokens:
            token = doc[i]
            values[i, _POS] = IDS["SPACE"] if token.is_space else IDS["X"]
            values[i, _LEMMA] = strings.add(token.text)
            values[i, _DEP] = dep
            values[i, _IOB] = OUTSIDE
            if not token.is_space and (page.preset[i] == 1 or last is None):
                starts[i] = True
                values[i, _DEP] = root
                last = i
            if last is not None:
                heads[i] = last
    _attach_leading(doc, values, heads, starts, dep=dep, root=root)
    _mend_names(doc, values)


def _mend_names(doc: Doc, values: NDArray[np.uint64]) -> None:
    """Let a name run on over odd white space within it ("Vladimir\xa0Putin"); over anything hidden it does not."""
    for i in range(len(doc) - 1, 0, -1):
        if values[i, _IOB] == INSIDE and values[i - 1, _IOB] == OUTSIDE:
            if doc[i - 1].is_space:
                values[i - 1, _IOB], values[i - 1, _ENTITY] = INSIDE, values[i, _ENTITY]
            else:
                values[i, _IOB] = BEGINS
    if len(doc) and values[0, _IOB] == INSIDE:
        values[0, _IOB] = BEGINS


def _attach_leading(
    doc: Doc, values: NDArray[np.uint64], heads: NDArray[np.intp], starts: NDArray[np.bool_], *, dep: int, root: int
) -> None:
    """Hang the white space that a Doc begins with on its first word; alone it is a sentence by itself."""
    first = next((token.i for token in doc if not token.is_space), None)
    if first is None:
        heads[:] = 0
        values[:1, _DEP] = root
    else:
        heads[:first] = first
        starts[first] = first == 0
    starts[:1] = True


@Language.factory(
    FACTORY,
    assigns=[
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.sents",
        "doc.ents",
        "token.ent_iob",
        "token.ent_type",
    ],
    default_score_weights={"dep_las": 0.5, "ents_f": 0.5},
)
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Return the component; spaCy calls this when it loads a pipeline."""
    return Encoder(nlp.vocab, name)
