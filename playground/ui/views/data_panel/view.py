"""The choice of data: kinds, noise, numbers, features."""

from playground.ui.view import View


class DataPanelView(View):
    """The choice of data: kinds, noise, numbers, features."""
