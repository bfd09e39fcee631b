"""What stands under a map: the legend or the numbers under the mouse, and switches."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from playground.ui.style import SPACING, Theme, mono, sans
from playground.ui.views.output.chip_line import ChipLine
from playground.ui.views.output.legend import MapLegend
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line


class MapFoot(QWidget):
    """Reading, legend and chips; those that mean nothing for these data are hidden."""

    changed = Signal()
    """A switch that changes the picture."""
    take_requested = Signal()

    def __init__(
        self, points: QWidget, slices: tuple[Chip, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._points = points
        self._slices = slices
        self.reading, self.note = Line(24), Line(12)
        self.reading.setFont(mono(8.5))
        self.note.setFont(sans(8.5))
        self.note.align(Qt.AlignmentFlag.AlignRight)
        self.legend = MapLegend()
        self.test_points = Chip(
            self.tr("test points"),
            self.tr("Shows the examples that the network never trains on, smaller and hollow."),
        )
        self.discrete = Chip(
            self.tr("discretise"), self.tr("Shows only on which side of the line a place lies.")
        )
        self.residuals = Chip(
            self.tr("residuals"), self.tr("Shows how far the output is from every target.")
        )
        self.neuron = Chip(
            self.tr("neuron"), self.tr("Shows the selected neuron in place of the output.")
        )
        self.take = Chip(
            self.tr("edit points"), self.tr("Makes these points your own, to move and to add to.")
        )
        self.take.setCheckable(False)
        self.test_points.setChecked(True)
        self.neuron.setChecked(True)
        self._lay_out()
        for chip in (self.discrete, self.residuals, self.neuron):
            chip.toggled.connect(self.changed)
        self.take.clicked.connect(self.take_requested)

    def _lay_out(self) -> None:
        self.line = ChipLine(self._chips(), self._points)
        legend = QWidget()
        beside = QHBoxLayout(legend)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACING)
        beside.addWidget(self.legend)
        beside.addWidget(self.note, 1)
        # One line for both: what the colours mean, or the numbers under the mouse.
        self._lines = QWidget()
        self._line = QStackedLayout(self._lines)
        self._line.addWidget(legend)
        self._line.addWidget(self.reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self._lines)
        layout.addWidget(self.line)
        for chip in (*self._slices, self.residuals, self.neuron, self.take):
            self.line.offer(chip, False)

    def _chips(self) -> tuple[Chip, ...]:
        return (
            self.neuron,
            *self._slices,
            self.test_points,
            self.discrete,
            self.residuals,
            self.take,
        )

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.reading.show_colour(theme.text)
        self.note.show_colour(theme.muted)
        self.legend.show_theme(theme)
        self.line.show_theme(theme)

    def show_room(self, *, for_legend: bool, for_chips: bool) -> None:
        """Leave out what a low view has no room for."""
        if self._lines.isHidden() == for_legend:
            self._lines.setVisible(for_legend)
        if self.line.isHidden() == for_chips:
            self.line.setVisible(for_chips)

    def show_reading(self, text: str, note: str = "") -> None:
        """Show the numbers under the mouse; "" shows the legend again, with a note beside it."""
        self.reading.show_text(text)
        # A note that is cut says nothing; the lists above the map tell it too.
        self.note.show_text(note if self.note.width_of(note) <= self.note.width() else "")
        index = 1 if text else 0
        if self._line.currentIndex() != index:
            self._line.setCurrentIndex(index)

    def show_kind(
        self, *, has_test: bool, is_regression: bool, can_take: bool, is_slice: bool = False
    ) -> None:
        """Show the switches that mean something for these data."""
        for chip in self._slices:
            self.line.offer(chip, is_slice)
        self.line.offer(self.test_points, has_test)
        self.line.offer(self.residuals, is_regression)
        self.line.offer(self.take, can_take)

    def show_neuron(self, is_selected: bool) -> None:
        """Offer to go back to the output while a neuron is selected."""
        self.line.offer(self.neuron, is_selected)
