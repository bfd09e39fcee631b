"""Which example the cards show."""

from playground.ui.views.example_selector.view import ExampleSelectorView

__all__ = ["ExampleSelectorView"]
