"""What is selected, with its numbers."""

from PySide6.QtCore import Signal

from playground.ui.view import View


class CardView(View):
    """What is selected, with its numbers."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final: a weight moved by hand."""
