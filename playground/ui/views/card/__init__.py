"""What is selected, with its numbers."""

from playground.ui.views.card.view import CardView

__all__ = ["CardView"]
