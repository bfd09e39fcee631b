"""A small picture of every kind of data, drawn from a few of its real examples."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.data.build import build
from playground.data.catalog import DATASETS
from playground.data.dataset import Dataset
from playground.model.project import DataSpec
from playground.ui.style import DARK, RADIUS, Theme, sans
from playground.ui.widgets.paint import ink_table, mix, table_image

_SAMPLE = 110


@lru_cache(maxsize=32)
def sample(kind: str) -> Dataset:
    """Return a few examples of a kind; kept, so that the big cache of data is left alone."""
    record = DATASETS[kind]
    count = min(max(_SAMPLE, record.minimum_examples), record.maximum_examples)
    return build(DataSpec(kind=kind, examples=count))


def draw(kind: str, theme: Theme, side: float, ratio: float) -> QPixmap:
    """Return the picture of a kind, ``side`` logical pixels wide."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    dataset = sample(kind)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if dataset.shape.picture is not None:
        _draw_picture(painter, dataset, theme, side)
    else:
        _draw_points(painter, dataset, theme, side)
    painter.end()
    return pixmap


def _draw_points(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    air = 1.6 if dataset.size < 20 else 1.12
    largest = float(np.abs(dataset.raw).max()) * air or 1.0
    places = (dataset.raw / largest * (1, -1) + 1.0) / 2.0 * side
    size = 3.2 if dataset.size < 20 else 1.25
    painter.setPen(Qt.PenStyle.NoPen)
    for place, label in zip(places.tolist(), dataset.labels.tolist(), strict=True):
        painter.setBrush(QColor(theme.positive if label else theme.negative))
        painter.drawEllipse(QPointF(*place), size, size)


def _draw_picture(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    shape = dataset.shape.picture
    if shape is None:
        return
    pixels = dataset.raw[0].reshape(shape)[0]
    levels = np.rint(pixels / max(float(pixels.max()), 1.0) * 255).astype(np.uint8)
    inset = side * 0.12
    image = table_image(levels, ink_table(theme))
    painter.drawImage(QRectF(inset, inset, side - 2 * inset, side - 2 * inset), image)


class KindButton(QAbstractButton):
    """One kind of data: its picture and its name; the chosen one is framed."""

    def __init__(self, kind: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        record = DATASETS[kind]
        self.kind = kind
        self._theme = DARK
        self._picture: QPixmap | None = None
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(record.title)
        self.setToolTip(f"{record.title}. {record.explanation}")
        self.setFont(sans(8.0))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(50, self.heightForWidth(50))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(40))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, 64) * 0.86 + QFontMetricsF(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.isChecked() or self.hasFocus()
        width = 2.0 if is_marked else 1.0
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        border = (
            theme.action if self.isChecked() else theme.text if self.hasFocus() else theme.border
        )
        if self.underMouse() and not self.isChecked():
            border = mix(theme.border, theme.action, 0.6)
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        metrics = QFontMetricsF(self.font())
        text = QRectF(2, self.height() - metrics.height() - 3, self.width() - 4, metrics.height())
        side = min(text.top() - 5, self.width() - 10.0)
        if side > 8:
            self._paint_picture(painter, side)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted))
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _paint_picture(self, painter: QPainter, side: float) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.width() != round(side * ratio):
            self._picture = draw(self.kind, self._theme, side, ratio)
        painter.drawPixmap(QPointF((self.width() - side) / 2, 4), self._picture)
