"""How good the network is, in a few words."""

import math

from PySide6.QtCore import QCoreApplication

from playground.session.snapshot import Snapshot
from playground.ui import numbers


def _tr(text: str) -> str:
    return QCoreApplication.translate("Score", text)


def score_text(snapshot: Snapshot) -> tuple[str, str]:
    """Return e.g. ("test accuracy 96.7%", "test 96.7%"): in full, and where room is short.

    The loss for regression, the training set where there is no test.
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
    if math.isfinite(metrics.test_loss):
        loss = numbers.loss(metrics.test_loss)
        return _tr("test loss {0}").format(loss), _tr("test {0}").format(loss)
    if math.isfinite(metrics.train_loss):
        loss = numbers.loss(metrics.train_loss)
        return _tr("train loss {0}").format(loss), _tr("train {0}").format(loss)
    return "", ""
