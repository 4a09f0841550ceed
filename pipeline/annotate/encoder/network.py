"""The transformer as ONNX Runtime runs it: a window in, the scores of every head out."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from pipeline.annotate.encoder.windows import Window

Floats = NDArray[np.float32]
BODY = "body.onnx"
EMBEDDINGS = "embeddings.npz"
MOST_THREADS = 4
CPU_FLAGS = Path("/proc/cpuinfo")
SLOWER = ["SkipLayerNormFusion"]
"""Rewritings of the graph that cost time on a CPU: addition and norm apart take half as long as in one."""


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

    def __init__(self, folder: Path) -> None:
        """Take the folder that `training.export` wrote."""
        self._body = (folder / BODY).read_bytes()
        with np.load(folder / EMBEDDINGS) as stored:
            self._rows: NDArray[np.int8] = stored["rows"]
            self._scale: Floats = stored["scale"]
            weight = stored["label_weight"].astype(np.float32)
            self._root: Floats = stored["root_label"]
        self.relations, size, _ = weight.shape
        self._label_weight = np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(size, -1))
        self._session: onnxruntime.InferenceSession | None = None
        self._process = 0
        self._lock = Lock()
        self._blas = ThreadpoolController().select(user_api="blas")

    def scores(self, window: Window) -> Scores:
        """Return the scores of a window; several threads may ask at once.

        Windows go through the network one by one. Together they would be padded to one length, and the scale of eight
        bits would be that of the greatest number in any of them: slower, and no window would read the same twice.
        """
        pieces = np.array([window.pieces], dtype=np.int64)
        inputs = {
            "embedded": self._rows[pieces].astype(np.float32) * self._scale[pieces][..., None],
            "firsts": np.array([window.firsts], dtype=np.int64),
        }
        return Scores(*(output[0] for output in self._opened().run(None, inputs)))

    def labels(self, scores: Scores, heads: Sequence[int]) -> NDArray[np.float32]:
        """Return the score of each relation of each word to its head; a head is 0 for the root, else 1 + its place."""
        vectors = np.concatenate([self._root[None], scores.label_head])[np.asarray(heads)]
        ones = np.ones((len(vectors), 1), dtype=np.float32)
        left = np.concatenate([scores.label_dependent, ones], axis=1)
        right = np.concatenate([vectors, ones], axis=1)
        with self._blas.limit(limits=1):  # its threads would wait for the cores that the session's threads are on
            through = (left @ self._label_weight).reshape(len(left), self.relations, -1)
            found: NDArray[np.float32] = np.matmul(through, right[:, :, None])[:, :, 0]
        return found

    def _opened(self) -> onnxruntime.InferenceSession:
        with self._lock:
            if self._session is None or self._process != os.getpid():
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = 1
                options.log_severity_level = 3
                if not _has_wide_sums():
                    options.add_session_config_entry("session.x64quantprecision", "1")
                self._session = onnxruntime.InferenceSession(
                    self._body, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
                )
                self._process = os.getpid()
            return self._session

    def __getstate__(self) -> dict[str, object]:
        kept = {name: value for name, value in self.__dict__.items() if name not in ("_lock", "_blas")}
        return kept | {"_session": None}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._lock = Lock()
        self._blas = ThreadpoolController().select(user_api="blas")


def _has_wide_sums() -> bool:
    """Say whether the processor adds products of eight bits in 32 (VNNI).

    Where it does not, or does not say so, ONNX Runtime is told to take the slower way that gives the same sums; by the
    fast one they would saturate at 16 bits.
    """
    try:
        return "vnni" in CPU_FLAGS.read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False


def count_threads() -> int:
    """Return how many threads to run on: one in a worker process, where others run beside it."""
    if multiprocessing.parent_process() is not None:
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_THREADS, available)
