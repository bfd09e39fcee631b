"""The network's answer: a map over the plane, or bars and a confusion matrix for classes."""

from playground.ui.views.output.view import OutputView

__all__ = ["OutputView"]
