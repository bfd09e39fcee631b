"""Small buttons that stay pressed: a feature that is on, a switch above a picture."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.ui.style import DARK, RADIUS, Theme, px, sans
from playground.ui.widgets.paint import mix


class Chip(QAbstractButton):
    """A rounded toggle."""

    def __init__(self, text: str, tooltip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.setText(text)
        self.setToolTip(tooltip)
        self.setCheckable(True)
        self.setFont(sans(9.0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text())
        return QSize(round(width) + px(16), round(metrics.height()) + px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - px(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        border = QColor(theme.action if is_on else theme.border)
        fill = QColor(mix(theme.canvas, theme.action, 0.14) if is_on else theme.canvas)
        if self.underMouse() and self.isEnabled():
            border = QColor(theme.action)
        width = 1.6 if is_on or self.hasFocus() else 1.0
        inset = width / 2
        painter.setPen(QPen(border, width))
        painter.setBrush(fill)
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)
        font = QFont(self.font())
        painter.setFont(font)
        text = theme.text if is_on else theme.muted
        painter.setPen(QColor(text if self.isEnabled() else theme.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
