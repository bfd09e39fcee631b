"""What stands on the wires: how many units they carry, what is cut, what has a padlock."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from playground.model.ids import WeightRef
from playground.ui.view import ShownProject
from playground.ui.views.canvas.card_paint import paint_padlock, soft
from playground.ui.views.canvas.geometry import Point, nearest_curve, sampled
from playground.ui.views.canvas.looks import Look, canvas_font
from playground.ui.views.canvas.wires import Float32, WireField

_STUB = 0.27
"""Share of a cut wire that is still drawn at each end."""
_MOST_STUBS = 400
_MOST_LOCKS = 200


@dataclass(slots=True, eq=False)
class WireMarks:
    """Everything that is written and drawn on the wires, made again when cards or wires change.

    Attributes
    ----------
    stubs
        The ends of all cut wires.
    locks
        Middles of the wires with a padlock.
    """

    stubs: QPainterPath = field(default_factory=QPainterPath)
    locks: list[Point] = field(default_factory=list)
    _labels: list[tuple[Point, str]] = field(default_factory=list)
    _source: tuple[ShownProject, WireField] | None = None
    _cuts: tuple[WeightRef, ...] = ()
    _lines: Float32 = field(default_factory=lambda: np.zeros((0, 2, 2), np.float32))
    _owners: list[int] = field(default_factory=list)

    def take(self, shown: ShownProject, wires: WireField) -> None:
        """Work out what is held anew; texts wait until they are seen."""
        network = shown.project.network
        self._source = (shown, wires)
        self._take_cuts(network.cuts[:_MOST_STUBS], wires)
        middles = (wires.middle_of(weight) for weight in network.frozen_weights[:_MOST_LOCKS])
        self.locks = [middle for middle in middles if middle is not None]

    @property
    def labels(self) -> list[tuple[Point, str]]:
        """Where each text stands, and what it says."""
        if self._source is not None:
            self._labels = _labels(*self._source)
            self._source = None
        return self._labels

    def _take_cuts(self, cuts: tuple[WeightRef, ...], wires: WireField) -> None:
        self._cuts, self._owners = cuts, []
        self.stubs = QPainterPath()
        lines: list[Float32] = []
        for number, weight in enumerate(cuts):
            curves = wires.curve_of(weight)
            if curves is None:
                continue
            points = sampled(curves)
            lines.append(points)
            self._owners += [number] * points.shape[0]
            _add_ends(self.stubs, points.reshape(-1, 2))
        self._lines = np.concatenate(lines) if lines else np.zeros((0, 2, 2), np.float32)

    def cut_at(self, point: Point, slack: float) -> WeightRef | None:
        """Return the cut wire under a point."""
        index, distance = nearest_curve(self._lines, point)
        return self._cuts[self._owners[index]] if distance <= slack else None

    def paint(self, painter: QPainter, look: Look) -> None:
        """Draw it all, in scene units."""
        theme = look.theme
        if not self.stubs.isEmpty():
            pen = QPen(QColor(theme.muted), 1.2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.0, 3.0])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.stubs)
        if look.detail == "far":
            return
        for x, y in self.locks:
            painter.setPen(QPen(QColor(theme.border), 1.0))
            painter.setBrush(QColor(theme.card))
            painter.drawEllipse(QPointF(x, y), 8.5, 8.5)
            paint_padlock(painter, QRectF(x - 6, y - 7.5, 12, 14), QColor(theme.text), True)
        self._paint_labels(painter, look)

    def _paint_labels(self, painter: QPainter, look: Look) -> None:
        font = canvas_font(11, is_mono=True)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for (x, y), text in self.labels:
            width = metrics.horizontalAdvance(text) + 8.0
            box = QRectF(x - width / 2, y - 15.0, width, 15.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft(look.theme.canvas, 0.72))
            painter.drawRoundedRect(box, 4.0, 4.0)
            painter.setPen(QColor(look.theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _add_ends(path: QPainterPath, points: Float32) -> None:
    """Add the first and the last part of a polyline (n, 2)."""
    count = max(2, round(points.shape[0] * _STUB))
    for part in (points[:count], points[-count:]):
        path.moveTo(float(part[0, 0]), float(part[0, 1]))
        for x, y in part[1:]:
            path.lineTo(float(x), float(y))


def _labels(shown: ShownProject, wires: WireField) -> list[tuple[Point, str]]:
    """Return how many units each connection carries, and where that is written."""
    shapes = shown.resolution.layers
    result: list[tuple[Point, str]] = []
    for bundle in wires.bundles:
        shape = shapes.get(bundle.connection.source)
        outline = wires.outline(bundle.connection)
        if shape is None or outline is None:
            continue
        # On a way around cards the number stands in the first lane, else half-way over the wires.
        part = min(1, outline[0].shape[0] - 1)
        upper, lower = (sampled(side[part : part + 1])[0] for side in outline)
        middle = upper.shape[0] // 2
        sides = float(upper[middle, 1]), float(lower[middle, 1])
        # Where the wires climb, the text keeps off their higher side too.
        near = np.abs(upper[:, 0] - upper[middle, 0]) < 16.0
        y = sum(sides) / 2 + 7.5 if part else min(*sides, float(upper[near, 1].min())) - 5.0
        result.append(((float(upper[middle, 0]), y), str(len(shape.units_out))))
    return result
