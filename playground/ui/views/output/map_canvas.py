"""The picture of the plane: colours underneath, the contour, the examples on top."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.data.dataset import Dataset
from playground.ui.naming import example_title
from playground.ui.style import DARK, RADIUS, Theme
from playground.ui.views.output.contours import contour
from playground.ui.views.output.levels import (
    Float32,
    Scale,
    levels,
    nearest,
    neighbour,
    on_picture,
)
from playground.ui.widgets.paint import mix, sign_table, table_image

_REACH = 14.0
"""Pixels from a point within which a click means it."""
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapCanvas(QWidget):
    """A square over the plane. Click a point, or walk from point to point with the arrows."""

    example_requested = Signal(int)
    """Index of the example that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._dataset: Dataset | None = None
        self._places = np.zeros((0, 2))
        self._shown = np.zeros(0, np.int64)
        self._selected: int | None = None
        self._picture: QImage | None = None
        self._levels: npt.NDArray[np.uint8] | None = None
        self._lines: list[QLineF] = []
        self._points: QPixmap | None = None
        self._with_test = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Output over the plane"))

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._points = None
        self._draw_levels()

    def show_dataset(self, dataset: Dataset | None, with_test: bool) -> None:
        """Show these points, the test points only where asked."""
        if dataset is self._dataset and with_test == self._with_test:
            return
        self._dataset, self._with_test = dataset, with_test
        if dataset is None or dataset.extent <= 0:
            self._places, self._shown = np.zeros((0, 2)), np.zeros(0, np.int64)
        else:
            parts = [dataset.train, dataset.test] if with_test else [dataset.train]
            self._shown = np.concatenate(parts).astype(np.int64)
            self._places = on_picture(dataset.raw, dataset.extent)[self._shown]
        self._points = None
        self.update()

    def show_values(self, values: Float32 | None, scale: Scale, threshold: float | None) -> None:
        """Show this function over the plane (size, size), row 0 at the top."""
        if values is None:
            self._levels, self._lines = None, []
        else:
            self._levels = levels(values, scale)
            pieces = contour(values, threshold) if threshold is not None else np.zeros((0, 4))
            self._lines = [QLineF(*piece) for piece in pieces.tolist()]
        self._draw_levels()

    def show_selected(self, example: int | None) -> None:
        """Ring this example."""
        if example != self._selected:
            self._selected = example
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def frame(self) -> QRectF:
        """Return the square of the picture within this widget."""
        side = max(1.0, float(min(self.width(), self.height())))
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def example_at(self, position: QPointF) -> int | None:
        """Return the example that a click at this place means."""
        frame = self.frame()
        x = (position.x() - frame.left()) / frame.width()
        y = (position.y() - frame.top()) / frame.height()
        index = nearest(self._places, x, y, _REACH / frame.width())
        return None if index is None else int(self._shown[index])

    def place_of(self, example: int) -> QPointF | None:
        """Return where an example lies within this widget, or None where it is not shown."""
        found = np.flatnonzero(self._shown == example)
        if found.size == 0:
            return None
        x, y = self._places[found[0]]
        frame = self.frame()
        return QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height())

    # --- mouse and keys --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        example = self.example_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and example is not None:
            self.example_requested.emit(example)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if direction is None or self._shown.size == 0:
            super().keyPressEvent(event)
            return
        found = np.flatnonzero(self._shown == self._selected)
        if found.size == 0:
            self.example_requested.emit(int(self._shown[0]))
            return
        index = neighbour(self._places, int(found[0]), direction)
        if index is not None:
            self.example_requested.emit(int(self._shown[index]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _words(self, position: QPointF) -> str:
        example = self.example_at(position)
        dataset = self._dataset
        if example is None or dataset is None:
            return self.tr("The network's answer at every point; click a point to see its numbers.")
        title = example_title(
            dataset, example, self.tr("train example {0}"), self.tr("test example {0}")
        )
        classes = dataset.shape.classes
        label = int(dataset.labels[example])
        name = classes[label] if label < len(classes) else str(label)
        return self.tr("{0} · {1}").format(title, name)

    # --- painting --------------------------------------------------------------------------

    def _draw_levels(self) -> None:
        if self._levels is None:
            self._picture = None
        else:
            self._picture = table_image(self._levels, sign_table(self._theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, frame = self._theme, self.frame()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS + 2, RADIUS + 2)
        painter.save()
        painter.setClipPath(outline)
        if self._picture is None:
            painter.fillRect(frame, QColor(theme.canvas))
        else:
            painter.drawImage(frame, self._picture)
        self._paint_contour(painter, frame)
        painter.drawPixmap(frame.topLeft(), self._point_layer(frame))
        painter.restore()
        self._paint_ring(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.action), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), RADIUS + 1, RADIUS + 1)
        painter.end()

    def _paint_contour(self, painter: QPainter, frame: QRectF) -> None:
        if not self._lines:
            return
        painter.save()
        painter.translate(frame.topLeft())
        painter.scale(frame.width(), frame.height())
        pen = QPen(QColor(mix(self._theme.neutral, self._theme.text, 0.8)), 1.3)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(self._lines)
        painter.restore()

    def _paint_ring(self, painter: QPainter) -> None:
        place = None if self._selected is None else self.place_of(self._selected)
        if place is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._theme.canvas, 5.0), (self._theme.action, 2.4)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(place, 7.5, 7.5)

    def _point_layer(self, frame: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        side = math.ceil(frame.width() * ratio)
        if self._points is None or self._points.width() != side:
            self._points = self._draw_points(side, ratio, frame.width())
        return self._points

    def _draw_points(self, side: int, ratio: float, width: float) -> QPixmap:
        layer = QPixmap(side, side)
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        dataset = self._dataset
        if dataset is None or self._shown.size == 0:
            return layer
        theme = self._theme
        size = 5.5 if self._shown.size <= 16 else 3.1 if self._shown.size <= 1200 else 2.2
        edge = QColor(theme.neutral)
        hues = (QColor(theme.negative), QColor(theme.positive))
        pale = (
            QColor(mix(theme.negative, theme.neutral, 0.72)),
            QColor(mix(theme.positive, theme.neutral, 0.72)),
        )
        train = np.isin(self._shown, dataset.train)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Training points last: they lie on top.
        for index in np.argsort(train, kind="stable").tolist():
            label = min(1, int(dataset.labels[self._shown[index]]))
            place = QPointF(*(self._places[index] * width).tolist())
            if train[index]:
                painter.setPen(QPen(edge, 1.3))
                painter.setBrush(hues[label])
                painter.drawEllipse(place, size, size)
            else:
                painter.setPen(QPen(hues[label], 1.1))
                painter.setBrush(pale[label])
                painter.drawEllipse(place, size * 0.72, size * 0.72)
        painter.end()
        return layer
