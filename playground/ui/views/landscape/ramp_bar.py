"""What the shades of a loss map mean: a strip from the lowest loss to the highest."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, Theme, mono, px
from playground.ui.views.landscape.map_paint import ramp
from playground.ui.views.landscape.terrain import Terrain


class RampBar(QWidget):
    """The strip, with the loss at its ends and in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._words = ("", "", "")
        self.setFont(mono(8.5))
        self.setToolTip(self.tr("Dark to light: from the lowest loss on this map to the highest."))
        self.setAccessibleName(self.tr("Shades of the map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        low_first = theme.name == "dark"
        self.setToolTip(
            self.tr("Dark to light: from the lowest loss on this map to the highest.")
            if low_first
            else self.tr("Light to dark: from the lowest loss on this map to the highest.")
        )
        self.update()

    def show_land(self, land: Terrain | None) -> None:
        """Show the losses of this map."""
        known = land is not None
        values = (land.low, land.loss_of(0.5), land.high) if land is not None and known else ()
        self._words = tuple(numbers.loss(value) for value in values)  # type: ignore[assignment]
        self.setAccessibleDescription(" – ".join(self._words))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(px(180), round(metrics.height()) + px(9))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not any(self._words):
            return
        painter, theme = QPainter(self), self._theme
        width, height = float(self.width()), px(6)
        for index, colour in enumerate(ramp(theme)):
            left = index / 256 * width
            painter.fillRect(QRectF(left, 0, width / 256 + 1, height), QColor.fromRgb(colour))
        painter.setPen(QColor(theme.border))
        painter.drawRect(QRectF(0.5, 0.5, width - 1, height - 1))
        painter.setPen(QColor(theme.muted))
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        base = height + metrics.ascent() + px(2)
        low, middle, high = self._words
        painter.drawText(0, round(base), low)
        painter.drawText(
            round((width - metrics.horizontalAdvance(middle)) / 2), round(base), middle
        )
        painter.drawText(round(width - metrics.horizontalAdvance(high)), round(base), high)
        painter.end()
