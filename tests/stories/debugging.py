"""Where the tape and the time machine are on the screen, and what they say."""

from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.ui.assembly import Assembly
from playground.ui.views.loss_timeline.view import LossTimelineView
from playground.ui.views.tape.view import TapeView
from tests.stories.places import Place, place_of


class DebuggerPlaces:
    """Cells of the tape, steps on the curve, chips over it."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def tape_cell(self, row: int) -> Place:
        """An operation on the tape, where it is in sight."""
        tape = self._assembly.controller.feed.view("tape")
        assert isinstance(tape, TapeView)
        index = tape.model.index(row, 0)
        return place_of(tape.list.viewport(), tape.list.visualRect(index).center())

    def curve_step(self, step: float) -> Place:
        """A step on the loss curve, in the middle of its height."""
        plot = self._timeline().plot
        point = plot.places.pixel(step, sum(plot.places.values) / 2)
        return place_of(plot.widget.viewport(), point.toPoint())

    def chip(self, name: str) -> Place:
        """A button of the line of the past: cancel, now, branch or compare."""
        chip = getattr(self._timeline().time.bar, name)
        assert isinstance(chip, QWidget)
        return place_of(chip)

    def dock_tab(self, title: str) -> Place:
        """A tab of a group of docks."""
        for button in self._assembly.window.findChildren(QAbstractButton):
            if button.text() == title and (place := place_of(button)):
                return place
        return {}

    def card_words(self) -> dict[str, str]:
        """What can be copied of the card of the operation at hand."""
        arithmetic = self._assembly.controller.snapshot.arithmetic
        return {"title": "" if arithmetic is None else str(arithmetic.title)}

    def _timeline(self) -> LossTimelineView:
        view = self._assembly.controller.feed.view("timeline")
        assert isinstance(view, LossTimelineView)
        return view
