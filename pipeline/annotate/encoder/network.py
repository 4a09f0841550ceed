"""The transformer as ONNX Runtime runs it: windows in, the scores of every head out."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pipeline.annotate.encoder.windows import Window

Floats = NDArray[np.float32]
BODY = "body.onnx"
EMBEDDINGS = "embeddings.npz"
MOST_THREADS = 4
BATCH_PIECES = 2048
"""Places in one batch: what keeps the memory of a long article small."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window; the first axis is its words."""

    sentence: Floats
    tag: Floats
    lemma: Floats
    name: Floats
    arc: Floats
    """(words, 1 + words): column 0 is the root."""
    label_dependent: Floats
    label_head: Floats


class Network:
    """A session for each process: one that was opened before a fork does not work after it."""

    def __init__(self, folder: Path, padding: int) -> None:
        """Take the folder that `training.export` wrote and the id of the padding piece."""
        self._body = (folder / BODY).read_bytes()
        with np.load(folder / EMBEDDINGS) as stored:
            self._rows: NDArray[np.int8] = stored["rows"]
            self._scale: Floats = stored["scale"]
            weight = stored["label_weight"].astype(np.float32)
            self._root: Floats = stored["root_label"]
        self.relations, size, _ = weight.shape
        self._label_weight = np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(size, -1))
        self._padding = padding
        self._session: onnxruntime.InferenceSession | None = None
        self._process = 0

    def scores(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of some windows, in their order. The same windows give the same scores."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
        found: dict[int, Scores] = {}
        batch: list[int] = []
        for i in order:
            if batch and (len(batch) + 1) * len(windows[i].pieces) > BATCH_PIECES:
                found.update(zip(batch, self._run([windows[j] for j in batch]), strict=True))
                batch = []
            batch.append(i)
        if batch:
            found.update(zip(batch, self._run([windows[j] for j in batch]), strict=True))
        return [found[i] for i in range(len(windows))]

    def labels(self, scores: Scores, heads: Sequence[int]) -> NDArray[np.float32]:
        """Return the score of each relation of each word to its head; a head is 0 for the root, else 1 + its place."""
        vectors = np.concatenate([self._root[None], scores.label_head])[np.asarray(heads)]
        ones = np.ones((len(vectors), 1), dtype=np.float32)
        left = np.concatenate([scores.label_dependent, ones], axis=1)
        right = np.concatenate([vectors, ones], axis=1)
        through = (left @ self._label_weight).reshape(len(left), self.relations, -1)
        found: NDArray[np.float32] = np.matmul(through, right[:, :, None])[:, :, 0]
        return found

    def _run(self, windows: Sequence[Window]) -> list[Scores]:
        length = max(len(window.pieces) for window in windows)
        words = max(len(window.tokens) for window in windows)
        pieces = np.full((len(windows), length), self._padding, dtype=np.int64)
        firsts = np.zeros((len(windows), words), dtype=np.int64)
        for i, window in enumerate(windows):
            pieces[i, : len(window.pieces)] = window.pieces
            firsts[i, : len(window.firsts)] = window.firsts
        embedded = self._rows[pieces].astype(np.float32) * self._scale[pieces][..., None]
        inputs = {"embedded": embedded, "real": (pieces != self._padding).astype(np.int32), "firsts": firsts}
        outputs = self._opened().run(None, inputs)
        result = []
        for i, window in enumerate(windows):
            size = len(window.tokens)
            columns = [output[i, :size] for output in outputs]
            columns[4] = columns[4][:, : size + 1]
            result.append(Scores(*columns))
        return result

    def _opened(self) -> onnxruntime.InferenceSession:
        if self._session is None or self._process != os.getpid():
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = _threads()
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(self._body, options, providers=["CPUExecutionProvider"])
            self._process = os.getpid()
        return self._session

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_session": None, "_process": 0}


def _threads() -> int:
    """Return how many threads to run on: one in a worker process, where others run beside it."""
    if multiprocessing.parent_process() is not None:
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_THREADS, available)
