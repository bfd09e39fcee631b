"""What pyqtgraph draws: the lines of one run, the band of its batches, the lines of other runs."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from playground.engine.state import Curve
from playground.ui.style import Theme
from playground.ui.views.loss_timeline.look import Look, smoothed
from playground.ui.views.loss_timeline.runs import OtherRun
from playground.ui.views.loss_timeline.thinning import Float64, thin

Point = tuple[float, float, float]
"""Step, training value, test value: where the run stands now."""
_BAND_POINTS = 300
_OTHER_POINTS = 400
_RAW_ALPHA = 70
_LATER_ALPHA = 75
"""How clear the part of a run is that lies behind the playhead."""


def _line() -> pg.PlotCurveItem:
    return pg.PlotCurveItem(connect="finite", antialias=True)


def _faint(colour: str, alpha: int) -> QColor:
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


class PresentLines:
    """The present run: train solid, test dashed, the batches as a band; raw ones behind smooth ones.

    Attributes
    ----------
    values
        What is seen, placed on the axis: for the bounds of the picture.
    end
        Step and place of the training line's end; None where there is none.
    """

    def __init__(self, widget: pg.PlotWidget) -> None:
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._raw_test, self._raw_train = _line(), _line()
        self._later_test, self._later_train = _line(), _line()
        self.test, self.train = _line(), _line()
        self.values: list[Float64] = []
        self.end: tuple[float, float] | None = None
        self._whole: dict[pg.PlotCurveItem, tuple[Float64, Float64]] = {}
        self._seen: tuple[Float64, Float64] = (np.zeros(0), np.zeros(0))
        for item in (
            self._band, self._raw_test, self._raw_train,
            self._later_test, self._later_train, self.test, self.train,
        ):  # fmt: skip
            widget.addItem(item)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        # A dashed pen wider than 1 would cost five times as much as everything else together.
        self.train.setPen(pg.mkPen(theme.text, width=1.5))
        self.test.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        self._later_train.setPen(pg.mkPen(_faint(theme.text, _LATER_ALPHA), width=1.5))
        later = _faint(theme.muted, _LATER_ALPHA)
        self._later_test.setPen(pg.mkPen(later, width=1, style=Qt.PenStyle.DashLine))
        self._raw_train.setPen(pg.mkPen(_faint(theme.text, _RAW_ALPHA), width=1))
        self._raw_test.setPen(pg.mkPen(_faint(theme.muted, _RAW_ALPHA), width=1))
        self._band.setBrush(_faint(theme.muted, 38))

    def show(self, curve: Curve, now: Point | None, look: Look, most: int) -> None:
        """Draw a run with at most ``most`` points a line."""
        x = curve.steps.astype(np.float64)
        train, test = look.train(curve), look.test(curve)
        if now is not None and (x.size == 0 or now[0] > x[-1]):
            x, train, test = (
                np.append(line, value) for line, value in zip((x, train, test), now, strict=True)
            )
        decay = look.decay
        has_raw = decay > 0.0
        seen = look.place(smoothed(train, decay)), look.place(smoothed(test, decay))
        self._seen = x, seen[0]
        self._whole = {
            self.train: thin(x, seen[0], most), self.test: thin(x, seen[1], most)
        }  # fmt: skip
        self.part_at(None)
        raws = [look.place(train), look.place(test)] if has_raw else []
        for line, raw in zip((self._raw_train, self._raw_test), raws, strict=False):
            line.setData(*thin(x, raw, most))
        for line in (self._raw_train, self._raw_test):
            line.setVisible(has_raw)
        self.values = [*seen, *raws]
        is_known = x.size > 0 and bool(np.isfinite(seen[0][-1]))
        self.end = (float(x[-1]), float(seen[0][-1])) if is_known else None
        self._show_band(curve, look)

    def part_at(self, step: float | None) -> None:
        """Draw what lies behind this step as the part that is still to come; None: nothing does."""
        laters = {self.train: self._later_train, self.test: self._later_test}
        for line, (x, y) in self._whole.items():
            if step is None or not x.size or step >= x[-1]:
                line.setData(x, y)
                laters[line].setData([], [])
                continue
            place = int(np.searchsorted(x, step, side="right"))
            between = np.array([step]), np.array([np.interp(step, x, y)])
            line.setData(np.append(x[:place], between[0]), np.append(y[:place], between[1]))
            laters[line].setData(np.append(between[0], x[place:]), np.append(between[1], y[place:]))

    def place_at(self, step: float) -> float | None:
        """Return where the training line stands at a step; None where it does not."""
        x, y = self._seen
        if not x.size or not x[0] <= step <= x[-1]:
            return None
        found = float(np.interp(step, x, y))
        return found if np.isfinite(found) else None

    def clear(self) -> None:
        """Draw nothing."""
        self._whole, self._seen = {}, (np.zeros(0), np.zeros(0))
        for line in (
            self.train, self.test, self._later_train, self._later_test,
            self._raw_train, self._raw_test, self._low, self._high,
        ):  # fmt: skip
            line.setData([], [])
        self.values, self.end = [], None

    def points_drawn(self) -> int:
        """Return the number of points of the longest line."""
        return max((x.size for x, _ in self._whole.values()), default=0)

    def _show_band(self, curve: Curve, look: Look) -> None:
        if look.quantity != "loss":
            for line in (self._low, self._high):
                line.setData([], [])
            return
        # Both lines of the band need the same places, so they are thinned by stretches.
        known = np.flatnonzero(np.isfinite(curve.batch_min) & np.isfinite(curve.batch_max))
        step = max(1, -(-known.size // _BAND_POINTS))
        starts = np.arange(0, known.size, step)
        x = curve.steps[known][starts].astype(np.float64)
        if known.size == 0:
            low = high = x
        else:
            low = np.minimum.reduceat(curve.batch_min[known], starts)
            high = np.maximum.reduceat(curve.batch_max[known], starts)
        # Each line tells the band that it changed; once for both is enough.
        self._low.blockSignals(True)
        self._low.setData(x, look.place(low.astype(np.float64)))
        self._low.blockSignals(False)
        self._high.setData(x, look.place(high.astype(np.float64)))


class OtherLines:
    """The training lines of other runs, faint, all alike: their names stand at their ends.

    Attributes
    ----------
    ends
        Run, steps and places of its line: what a name needs to find its end.
    partings
        Step and place at which a line goes off from another one.
    """

    def __init__(self, widget: pg.PlotWidget) -> None:
        self._widget = widget
        self._lines: list[pg.PlotCurveItem] = []
        self._colour = QColor()
        self._drawn: tuple[tuple[OtherRun, ...], Look] | None = None
        self.values: list[Float64] = []
        self.ends: list[tuple[OtherRun, Float64, Float64]] = []
        self.partings: list[tuple[float, float]] = []

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._colour = QColor(theme.faint)
        for line in self._lines:
            line.setPen(pg.mkPen(self._colour, width=1))

    def show(self, runs: Sequence[OtherRun], look: Look) -> None:
        """Draw these runs; nothing happens where they are drawn already."""
        seen = tuple(run for run in runs if not (run.is_hidden or run.is_covered))
        if self._drawn == (seen, look):
            return
        self._drawn = (seen, look)
        while len(self._lines) < len(seen):
            line = _line()
            line.setZValue(-1)
            line.setPen(pg.mkPen(self._colour, width=1))
            self._widget.addItem(line)
            self._lines.append(line)
        self.values, self.ends, self.partings = [], [], []
        for line, run in zip(self._lines, seen, strict=False):
            self._show_one(line, run, look)
        for line in self._lines[len(seen) :]:
            line.setData([], [])

    def _show_one(self, line: pg.PlotCurveItem, run: OtherRun, look: Look) -> None:
        x = run.curve.steps.astype(np.float64)
        y = look.place(smoothed(look.train(run.curve), look.decay))
        if run.shared.is_parted:
            step = float(run.shared.step)
            self.partings.append((step, float(np.interp(step, x, y))))
        first = max(0, run.shared.points - 1)
        few = thin(x[first:], y[first:], _OTHER_POINTS)
        line.setData(*few)
        self.values.append(few[1])
        self.ends.append((run, *few))
