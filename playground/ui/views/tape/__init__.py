"""The operations of one update, done, current and to come."""

from playground.ui.views.tape.view import TapeView

__all__ = ["TapeView"]
