"""The network as a tree of layers and units, in step with the selection."""

from playground.ui.view import View


class OutlineView(View):
    """The network as a tree of layers and units, in step with the selection."""
