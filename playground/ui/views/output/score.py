"""How good the network is, in a few words."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.dataset import Dataset
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.view import ShownProject


def _tr(text: str) -> str:
    return QCoreApplication.translate("Score", text)


def score_text(snapshot: Snapshot, shown: ShownProject | None = None) -> tuple[str, str]:
    """Return e.g. ("test accuracy 96.7%", "test 96.7%"): in full, and where room is short.

    For regression the loss, and R² where the answers are known; the training set where there is no
    test.
    """
    metrics = snapshot.metrics
    if metrics is None:
        return "", ""
    if math.isfinite(metrics.test_accuracy):
        share = numbers.share(metrics.test_accuracy)
        return _tr("test accuracy {0}").format(share), _tr("test {0}").format(share)
    if math.isfinite(metrics.train_accuracy):
        share = numbers.share(metrics.train_accuracy)
        return _tr("train accuracy {0}").format(share), _tr("train {0}").format(share)
    dataset = shown.dataset if shown is not None and shown.task == "regression" else None
    explained = None if dataset is None else explained_share(snapshot, dataset)
    tail = "" if explained is None else f" · R² {numbers.signed(explained, 3).lstrip('+')}"
    if math.isfinite(metrics.test_loss):
        loss = numbers.loss(metrics.test_loss)
        return _tr("test loss {0}").format(loss) + tail, _tr("test {0}").format(loss)
    if math.isfinite(metrics.train_loss):
        loss = numbers.loss(metrics.train_loss)
        return _tr("train loss {0}").format(loss) + tail, _tr("train {0}").format(loss)
    return "", ""


def explained_share(snapshot: Snapshot, dataset: Dataset) -> float | None:
    """Return R² over the test set (else the training set): 1 − Σ(a − t)² / Σ(t − t̄)², or None."""
    answers = snapshot.answers
    if answers is None or answers.shape[0] != dataset.size or not dataset.values.shape[1]:
        return None
    chosen = dataset.test if dataset.test.size else dataset.train
    targets = dataset.values[chosen, 0].astype(np.float64)
    errors = answers[chosen, 0].astype(np.float64) - targets
    spread = float(((targets - targets.mean()) ** 2).sum())
    value = 1.0 - float((errors**2).sum()) / spread if spread > 0.0 else math.nan
    return value if math.isfinite(value) else None
