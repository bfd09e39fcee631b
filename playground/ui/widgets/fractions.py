"""A product of derivatives, written as fractions: ∂L/∂w = ∂L/∂a · ∂a/∂z · ∂z/∂w."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, Theme, px, sans

Fraction = tuple[str, str]
_GAP = 7.0


class ChainRule(QWidget):
    """Fractions joined by "=" after the first and by "·" after the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._fractions: tuple[Fraction, ...] = ()
        font = sans(11.0)
        font.setItalic(True)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_fractions(self, *fractions: Fraction) -> None:
        """Show these fractions (above, below)."""
        if fractions == self._fractions:
            return
        self._fractions = fractions
        written = [f"{above}/{below}" for above, below in fractions]
        self.setAccessibleName(f"{written[0]} = {' · '.join(written[1:])}" if written else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = sum(self._width(fraction) + 3 * px(_GAP) for fraction in self._fractions)
        return QSize(round(width), round(metrics.height() * 2 + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _width(self, fraction: Fraction) -> float:
        metrics = QFontMetricsF(self.font())
        return max(metrics.horizontalAdvance(part) for part in fraction) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(QPen(QColor(self._theme.text), 1.2))
        centre, x, middle = Qt.AlignmentFlag.AlignCenter, 0.0, self.height() / 2
        for index, fraction in enumerate(self._fractions):
            if index:
                sign = "=" if index == 1 else "·"
                painter.drawText(QRectF(x, 0, 2 * px(_GAP), self.height()), centre, sign)
                x += 2 * px(_GAP)
            width = self._width(fraction)
            painter.drawText(QRectF(x, 0, width, middle - 1), centre, fraction[0])
            painter.drawText(QRectF(x, middle + 1, width, middle - 1), centre, fraction[1])
            painter.drawLine(QPointF(x, middle), QPointF(x + width, middle))
            x += width
        painter.end()
