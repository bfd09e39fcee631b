"""How good the network is, in a few words."""

import math

from PySide6.QtCore import QCoreApplication

from playground.session.snapshot import Snapshot
from playground.ui import numbers


def _tr(text: str) -> str:
    return QCoreApplication.translate("Score", text)


def score_text(snapshot: Snapshot) -> str:
    """Return e.g. "test accuracy 96.7%"; the loss for regression, the training set without a test."""
    metrics = snapshot.metrics
    if metrics is None:
        return ""
    if math.isfinite(metrics.test_accuracy):
        return _tr("test accuracy {0}").format(numbers.share(metrics.test_accuracy))
    if math.isfinite(metrics.train_accuracy):
        return _tr("train accuracy {0}").format(numbers.share(metrics.train_accuracy))
    if math.isfinite(metrics.test_loss):
        return _tr("test loss {0}").format(numbers.loss(metrics.test_loss))
    if math.isfinite(metrics.train_loss):
        return _tr("train loss {0}").format(numbers.loss(metrics.train_loss))
    return ""
