"""The network as a tree of layers and units, in step with the selection."""

from playground.ui.views.outline.view import OutlineView

__all__ = ["OutlineView"]
