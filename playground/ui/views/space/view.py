"""The input plane as a layer of the network sees it: the bent grid."""

from playground.ui.view import View


class SpaceView(View):
    """The input plane as a layer of the network sees it: the bent grid."""
