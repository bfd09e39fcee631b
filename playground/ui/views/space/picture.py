"""Draws the bent grid with the examples on it, gliding from layer to layer."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.dataset import Dataset
from playground.model.ids import LayerId
from playground.ui.style import DARK, RADIUS, Theme, px, sans
from playground.ui.views.space.frame import Extent, Shape, between, eased
from playground.ui.widgets.marks import draw_marks, mark_kinds
from playground.ui.widgets.paint import mix

GLIDE = 700
"""Milliseconds from one layer to the next."""
_EVERY = 4
"""Every so manyth line of the grid is stronger."""


class SpacePicture(QWidget):
    """The plane as one layer sees it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._layer: LayerId | None = None
        self._before: Shape | None = None
        self._after: Shape | None = None
        self._kinds: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._extent = Extent()
        self._part = 1.0
        self.example: int | None = None
        self.note = ""
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._on_glide_value_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shape(self) -> Shape | None:
        """What is drawn now."""
        if self._after is None or self._before is None or self._part >= 1.0:
            return self._after
        return between(self._before, self._after, eased(self._part))

    @property
    def is_gliding(self) -> bool:
        return self._glide.state() == QVariantAnimation.State.Running

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_shape(
        self, layer: LayerId, shape: Shape, dataset: Dataset, examples: npt.NDArray[np.int32]
    ) -> None:
        """Show a layer's space; from another layer it glides there."""
        is_other = layer != self._layer
        if is_other and self._layer is not None and not self._theme.is_still:
            self._before, self._part = self.shape, 0.0
            self._glide.stop()
            self._glide.start()
        elif is_other or self._before is None:
            self._glide.stop()
            self._before, self._part = shape, 1.0
        self._layer, self._after = layer, shape
        self._kinds = mark_kinds(dataset, examples)
        drawn = self.shape
        if drawn is not None:
            self._extent.follow(drawn, at_once=is_other and not self.is_gliding)
        self.update()

    def show_example(self, place: int | None) -> None:
        """Draw a ring around one of the points, or around none."""
        if place != self.example:
            self.example = place
            self.update()

    def clear(self, note: str) -> None:
        """Show a sentence instead of a picture."""
        self._glide.stop()
        self._before = self._after = self._layer = None
        self.note = note
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(QColor(self._theme.canvas))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        shape = self.shape
        if shape is None:
            painter.setPen(QColor(self._theme.muted))
            painter.setFont(sans(9.5))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(12, 12, -12, -12), int(flags), self.note)
        else:
            painter.setClipRect(box.adjusted(1, 1, -1, -1))
            self._paint_grid(painter, shape, box)
            places = self._extent.place(shape.points, box.width(), _middle(box))
            draw_marks(painter, self._theme, places, self._kinds, px(3.0))
            if self.example is not None and self.example < len(places):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._theme.action), px(2.0)))
                painter.drawEllipse(QPointF(*places[self.example]), px(6.5), px(6.5))
        painter.end()

    def _paint_grid(self, painter: QPainter, shape: Shape, box: QRectF) -> None:
        places = self._extent.place(shape.grid, box.width(), _middle(box))
        theme, count = self._theme, len(places)
        strong = QPen(QColor(mix(theme.canvas, theme.muted, 0.75)), 1.2)
        faint = QPen(QColor(mix(theme.canvas, theme.muted, 0.38)), 0.8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in range(count):
            painter.setPen(strong if index % _EVERY == 0 else faint)
            for line in (places[index], places[:, index]):
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))

    @Slot(object)
    def _on_glide_value_changed(self, part: object) -> None:
        self._part = float(part)  # type: ignore[arg-type]
        drawn = self.shape
        if drawn is not None:
            self._extent.follow(drawn, at_once=True)
        self.update()


def _middle(box: QRectF) -> tuple[float, float]:
    return box.center().x(), box.center().y()
