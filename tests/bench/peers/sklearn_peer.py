"""scikit-learn's MLPClassifier, one batch per call (its own checks of the labels included)."""

import time
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from tests.bench.cases import Case
from tests.bench.peers import Maker, MissingError, Peer


class SklearnPeer:
    """A dense classifier; points of a plane are two classes there, with cross-entropy."""

    def __init__(self, letter: str, case: Case, threads: int) -> None:
        if letter not in "abcd":
            raise MissingError("scikit-learn has dense classifiers only")
        try:
            from sklearn.neural_network import MLPClassifier  # noqa: PLC0415
            from threadpoolctl import threadpool_limits  # noqa: PLC0415
        except ImportError as error:
            raise MissingError(f"scikit-learn does not load ({error})") from error
        self._limits: Any = threadpool_limits
        self._threads = threads
        x, y, order = case.data()
        self._x, self._y = x[order], y[order, 0].astype(int)
        self._batch, self._at = case.batch, 0
        parts = [part.split() for part in case.text.split(" > ")][:-1]
        self._model: Any = MLPClassifier(
            tuple(int(part[1]) for part in parts),
            activation=parts[0][2],
            solver=case.optimizer,
            batch_size=case.batch,
            learning_rate_init=case.rate,
            momentum=0.0,
            alpha=0.0,
        )
        first = slice(0, case.batch)
        self._model.partial_fit(self._x[first], self._y[first], classes=np.unique(self._y))

    def run(self, seconds: float) -> tuple[int, float, float]:
        with self._limits(limits=self._threads), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            began, cpu, steps = time.perf_counter(), time.process_time(), 0
            while (took := time.perf_counter() - began) < seconds:
                if self._at + self._batch > len(self._x):
                    self._at = 0
                chosen = slice(self._at, self._at + self._batch)
                self._model.partial_fit(self._x[chosen], self._y[chosen])
                self._at += self._batch
                steps += 1
            return steps, took, time.process_time() - cpu

    def close(self) -> None:
        """Nothing is held."""


def _make(letter: str, case: Case, threads: int) -> Peer:
    return SklearnPeer(letter, case, threads)


MAKERS: Mapping[str, Maker] = {"scikit-learn": _make}
