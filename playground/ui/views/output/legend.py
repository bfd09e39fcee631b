"""What the colours of the map mean: a strip from low to high with its numbers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, Theme, mono
from playground.ui.views.output.levels import SIGN_SCALE, Scale


class MapLegend(QWidget):
    """Low value, strip of colours with the centre marked, high value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._scale = SIGN_SCALE
        self.setFont(mono(8.5))
        self.setToolTip(self.tr("Orange is below the centre, blue above it."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_scale(self, scale: Scale) -> None:
        """Show these bounds."""
        if scale != self._scale:
            self._scale = scale
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance("0") * 20
        return QSize(round(width), round(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, metrics = self._theme, QFontMetricsF(self.font())
        low = numbers.plain(self._scale.low).replace("-", numbers.MINUS)
        high = numbers.plain(self._scale.high)
        high = high if self._scale.low == 0 else "+" + high
        left, right = metrics.horizontalAdvance(low) + 6, metrics.horizontalAdvance(high) + 6
        width = min(self.width() - left - right, 130.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.muted))
        box = QRectF(self.rect())
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeft, low)
        if width > 8:
            bar = QRectF(left, box.center().y() - 3, width, 6)
            ramp = QLinearGradient(bar.topLeft(), bar.topRight())
            ramp.setColorAt(0.0, QColor(theme.negative))
            ramp.setColorAt(0.5, QColor(theme.neutral))
            ramp.setColorAt(1.0, QColor(theme.positive))
            painter.setBrush(ramp)
            painter.setPen(QColor(theme.border))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(theme.muted))
            box.setLeft(bar.right() + 6)
            painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeft, high)
        painter.end()
