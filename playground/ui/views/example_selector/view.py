"""Which example the cards show."""

from playground.ui.view import View


class ExampleSelectorView(View):
    """Which example the cards show."""
