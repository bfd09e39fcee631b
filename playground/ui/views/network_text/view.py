"""The network as text beside the picture, both ways."""

from playground.ui.view import View


class NetworkTextView(View):
    """The network as text beside the picture, both ways."""
