"""The canvas: layers as cards, weights as wires, and everything a hand can do with them."""

from playground.ui.views.canvas.view import CanvasView

__all__ = ["CanvasView"]
