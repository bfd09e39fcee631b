"""The answer for data of one number: the network's curve with the examples around it."""

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.dataset import Dataset
from playground.model.ids import UnitRef
from playground.readout.curves import least_squares, x_range
from playground.session.commands import Watch
from playground.session.snapshot import Fit, Snapshot
from playground.ui import numbers
from playground.ui.naming import unit_title
from playground.ui.style import SPACING, Theme, mono
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.chip_line import ChipLine
from playground.ui.views.output.curve_canvas import CurveCanvas
from playground.ui.views.output.curve_plot import CurvePlot
from playground.ui.views.output.heading import OutputHeading
from playground.ui.views.output.readings import Place, output_text, residual_text, unit_text
from playground.ui.views.output.score import score_text
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.plot_axes import Axis, covering
from playground.ui.widgets.text import Line

CURVE_SIZE = 200


class CurveOutputView(View):
    """Curve, examples, residuals; the straight line of least squares to compare with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._mouse: tuple[float, float, int | None] | None = None
        self._up = Axis(-1.0, 1.0)
        self._line: tuple[float, float] | None = None
        self._since = 0
        self.header = OutputHeading(self.tr("Output"))
        self.canvas = CurveCanvas()
        self.reading, self.words = Line(24), Line(24)
        self.test_points = Chip(
            self.tr("test points"),
            self.tr("Shows the examples that the network never trains on, hollow."),
        )
        self.residuals = Chip(
            self.tr("residuals"), self.tr("Draws the error of every example as a stick.")
        )
        self.best_line = Chip(
            self.tr("best line"),
            self.tr("Draws the straight line with the least squared error, found by formula."),
        )
        self.neuron = Chip(
            self.tr("neuron"), self.tr("Shows the selected neuron in place of the output.")
        )
        self.test_points.setChecked(True)
        self.neuron.setChecked(True)
        self._lay_out()

    def _chips(self) -> tuple[Chip, ...]:
        return (self.neuron, self.test_points, self.residuals, self.best_line)

    def _lay_out(self) -> None:
        self.chips = ChipLine(self._chips())
        for chip in self._chips():
            chip.toggled.connect(self._draw)
        for line in (self.reading, self.words):
            line.setFont(mono(8.5))
        self.chips.offer(self.neuron, False)
        self.words.hide()
        self.canvas.example_requested.connect(self._on_canvas_example_requested)
        self.canvas.hovered.connect(self._on_canvas_hovered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING // 2, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.header)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.reading)
        layout.addWidget(self.words)
        layout.addWidget(self.chips)

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        before, self._shown = self._shown, shown
        dataset = shown.dataset
        if dataset is None or not dataset.shape.line:
            return
        kind = shown.project.data.kind
        if before is None or before.project.data.kind != kind:
            self._since = shown.generation
            self.residuals.setChecked(kind == "line")
            self.best_line.setChecked(False)
        self.chips.offer(self.best_line, kind == "line")
        self.chips.offer(self.test_points, dataset.test.size > 0)
        self._up = covering(float(dataset.values.min()), float(dataset.values.max()))
        self._line = least_squares(dataset) if kind == "line" else None
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        self.chips.offer(self.neuron, selection.unit is not None)
        self.canvas.show_selected(selection.example)

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self.canvas.show_theme(theme)
        self.reading.show_colour(theme.muted)
        self.words.show_colour(theme.muted)
        self.chips.show_theme(theme)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for the curve, and for the outputs at the examples."""
        return replace(watch, curve_size=CURVE_SIZE, answers=True, map_unit=self.unit)

    @property
    def unit(self) -> UnitRef | None:
        """The neuron to show in place of the output: under the mouse, or selected."""
        if self._selection.hover is not None:
            return self._selection.hover
        return self._selection.unit if self.neuron.isChecked() else None

    # --- wishes ----------------------------------------------------------------------------

    def _on_canvas_example_requested(self, example: int) -> None:
        self.selection_requested.emit(replace(self._selection, example=example))

    def _on_canvas_hovered(self, mouse: tuple[float, float, int | None] | None) -> None:
        self._mouse = mouse
        self._say()

    # --- drawing ---------------------------------------------------------------------------

    @property
    def _fit(self) -> Fit | None:
        is_current = self._snapshot.project_generation >= self._since
        return self._snapshot.fit if is_current else None

    def _answers(
        self, dataset: Dataset
    ) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]] | None":
        answers = self._snapshot.answers
        if answers is None or self._fit is None or answers.shape[0] != dataset.size:
            return None
        return answers[:, 0]

    def _draw(self) -> None:
        shown = self._shown
        dataset = shown.dataset if shown is not None else None
        if shown is None or dataset is None or not dataset.shape.line:
            return
        fit, answers = self._fit, self._answers(dataset)
        unit = fit.unit if fit is not None else None
        chosen = dataset.train.astype(np.int64)
        if self.test_points.isChecked():
            chosen = np.concatenate([chosen, dataset.test.astype(np.int64)])
        points = np.stack([dataset.raw[chosen, 0], dataset.values[chosen, 0]], axis=1)
        has_sticks = self.residuals.isChecked() and unit is None and answers is not None
        plot = CurvePlot(
            across=Axis(*x_range(dataset)),
            up=self._up_axis(fit),
            examples=chosen,
            points=points.astype(np.float64),
            train=np.arange(chosen.size) < dataset.train.size,
            ends=answers[chosen] if has_sticks and answers is not None else None,
            line=self._line if self.best_line.isChecked() else None,
            is_faint=unit is not None,
        )
        self.canvas.show_plot(plot if fit is None else replace(plot, x=fit.x, y=fit.y))
        self._show_words(shown, dataset, fit)
        self._say()

    def _up_axis(self, fit: Fit | None) -> Axis:
        """The examples set the axis; a neuron that goes beyond them makes room for itself."""
        if fit is None or fit.unit is None or not np.isfinite(fit.y).any():
            return self._up
        known = fit.y[np.isfinite(fit.y)]
        wider = covering(float(known.min()), float(known.max()))
        return Axis(min(self._up.low, wider.low), max(self._up.high, wider.high))

    def _show_words(self, shown: ShownProject, dataset: Dataset, fit: Fit | None) -> None:
        if fit is not None and fit.unit is not None:
            title = unit_title(shown.project, shown.resolution, fit.unit, self.tr("neuron"))
            self.header.show_subject(title)
            ends = [numbers.signed(float(value), 2) for value in (fit.y.min(), fit.y.max())]
            self.header.show_info(self.tr("from {0} to {1}").format(*ends), " … ".join(ends))
        else:
            self.header.show_subject(None)
            info = score_text(self._snapshot, shown) if fit is not None else ("", "")
            self.header.show_info(*info)
        is_compared = self._line is not None and self.best_line.isChecked()
        if self.words.isHidden() == is_compared:
            self.words.setVisible(is_compared)
        if self._line is not None and is_compared:
            self.words.show_text(self.tr("best line  {0}").format(_equation(*self._line)))

    def _say(self) -> None:
        shown, mouse, fit = self._shown, self._mouse, self._fit
        dataset = shown.dataset if shown is not None else None
        if mouse is None or dataset is None:
            self.reading.show_text(self._network_words(fit))
            return
        x, _, example = mouse
        if example is not None and example < dataset.size:
            answers = self._answers(dataset)
            output = float(answers[example]) if answers is not None else None
            self.reading.show_text(residual_text(float(dataset.values[example, 0]), output))
            return
        text = Place(("x",), (x,)).text()
        if fit is not None:
            value = float(np.interp(x, fit.x, fit.y))
            text += "  " + (output_text(value) if fit.unit is None else unit_text(value))
        self.reading.show_text(text)

    def _network_words(self, fit: Fit | None) -> str:
        """Return the network as a straight line, to compare with the best one."""
        if fit is None or fit.unit is not None or self._line is None:
            return ""
        if not self.best_line.isChecked():
            return ""
        return self.tr("network    {0}").format(_equation(*_straight(fit)))


def _straight(fit: Fit) -> tuple[float, float]:
    """Return slope and height at 0 of the network's curve between its ends."""
    x0, x1, y0, y1 = (float(v) for v in (fit.x[0], fit.x[-1], fit.y[0], fit.y[-1]))
    slope = (y1 - y0) / (x1 - x0)
    return slope, y0 - slope * x0


def _equation(slope: float, height: float) -> str:
    """Return e.g. "+0.512·x −0.031"."""
    return f"{numbers.signed(slope)}·x {numbers.signed(height)}"
