"""The network's answer: a map over the plane, or bars and a confusion matrix for classes."""

from playground.ui.view import View


class OutputView(View):
    """The network's answer: a map over the plane, or bars and a confusion matrix for classes."""
