"""The operations of one update, done, current and to come."""

from playground.ui.view import View


class TapeView(View):
    """The operations of one update, done, current and to come."""
