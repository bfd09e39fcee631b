"""The gallery: the examples that come with the program, as cards to choose from."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.data.build import build
from playground.data.dataset import Dataset
from playground.files.examples import Example
from playground.model.errors import PlaygroundError
from playground.ui.style import Theme, sans

_CARD = QSize(226, 196)
_PICTURE = QSize(202, 108)
_COLUMNS = 3
_POINTS = 260


def draw_data(dataset: Dataset, theme: Theme, size: QSize, ratio: float = 1.0) -> QPixmap:
    """Return a picture of the examples: points of the plane, or a few of the pictures."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme.canvas))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if dataset.shape.plane:
        _draw_points(painter, dataset, theme, size)
    elif dataset.shape.picture is not None:
        _draw_pictures(painter, dataset, theme, size)
    painter.end()
    return pixmap


def _draw_points(painter: QPainter, dataset: Dataset, theme: Theme, size: QSize) -> None:
    extent = dataset.extent or 1.0
    half = min(size.width(), size.height()) / 2 - 5
    step = max(1, dataset.size // _POINTS)
    radius = 1.8 if dataset.size > 20 else 6.0
    painter.setPen(Qt.PenStyle.NoPen)
    for index in range(0, dataset.size, step):
        # Class 1 is positive: blue.
        colour = theme.positive if dataset.labels[index] else theme.negative
        x, y = (float(value) / extent for value in dataset.raw[index, :2])
        painter.setBrush(QColor(colour))
        centre = QPointF(size.width() / 2 + x * half, size.height() / 2 - y * half)
        painter.drawEllipse(centre, radius, radius)


def _draw_pictures(painter: QPainter, dataset: Dataset, theme: Theme, size: QSize) -> None:
    assert dataset.shape.picture is not None
    _, height, width = dataset.shape.picture
    columns, rows = 5, 2
    cell = min(size.width() // columns, size.height() // rows)
    left = (size.width() - columns * cell) / 2
    top = (size.height() - rows * cell) / 2
    ink, paper = QColor(theme.text), QColor(theme.canvas)
    shades = [
        QColor(
            *(round(a + (b - a) * k / 255) for a, b in zip(_rgb(paper), _rgb(ink), strict=True))
        ).rgb()
        for k in range(256)
    ]
    for index in range(min(columns * rows, dataset.size)):
        raw = dataset.raw[index].reshape(height, width)
        peak = float(raw.max()) or 1.0
        levels = np.ascontiguousarray(np.clip(raw / peak * 255, 0, 255).astype(np.uint8))
        image = QImage(levels.data, width, height, width, QImage.Format.Format_Indexed8)
        image.setColorTable(shades)
        place = QRectF(
            left + (index % columns) * cell + 3,
            top + (index // columns) * cell + 3,
            cell - 6,
            cell - 6,
        )
        painter.drawImage(place, image)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


class ExampleCard(QPushButton):
    """One example: its data as a picture, its title, one line about it."""

    def __init__(self, example: Example, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.example = example
        self._theme = theme
        self._picture: QPixmap | None = None
        self.setFixedSize(_CARD)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(example.title)
        self.setAccessibleDescription(example.explanation)
        self.setToolTip(example.explanation)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._picture is None:
            self._picture = self._draw()
        painter.drawPixmap(12, 12, self._picture)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(sans(10.0, QFont.Weight.DemiBold))
        painter.drawText(QRectF(12, 128, _PICTURE.width(), 20), 0, self.example.title)
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(sans(8.5))
        flags = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(12, 148, _PICTURE.width(), 42), flags, self.example.explanation)
        painter.end()

    def _draw(self) -> QPixmap:
        try:
            dataset = build(self.example.project.data)
        except PlaygroundError:
            picture = QPixmap(_PICTURE)
            picture.fill(QColor(self._theme.canvas))
            return picture
        return draw_data(dataset, self._theme, _PICTURE, self.devicePixelRatioF())


class GalleryDialog(QDialog):
    """All examples; the one that is clicked opens and trains."""

    example_chosen = Signal(object)
    """Example."""

    def __init__(
        self, examples: Sequence[Example], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Examples"))
        heading = QLabel(self.tr("Examples"))
        heading.setObjectName("heading")
        heading.setFont(sans(13.0))
        hint = QLabel(self.tr("Each opens with its data, its network and its training running."))
        hint.setObjectName("muted")
        grid = QGridLayout()
        grid.setSpacing(12)
        self.cards = [ExampleCard(example, theme) for example in examples]
        for index, card in enumerate(self.cards):
            card.clicked.connect(lambda _is_checked, chosen=card.example: self._choose(chosen))
            grid.addWidget(card, index // _COLUMNS, index % _COLUMNS)
        body = QWidget()
        body.setObjectName("dock")
        body.setLayout(grid)
        grid.setContentsMargins(0, 0, 8, 0)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 14, 18)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(hint)
        layout.addWidget(area, 1)
        rows = (len(self.cards) + _COLUMNS - 1) // _COLUMNS
        height = min(3, max(1, rows)) * (_CARD.height() + 12) + 112
        self.resize(_COLUMNS * (_CARD.width() + 12) + 64, height)

    def _choose(self, example: Example) -> None:
        self.close()
        self.example_chosen.emit(example)
