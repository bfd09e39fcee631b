"""The gradient of every layer as bars over powers of ten, live."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.model.ids import LayerId
from playground.ui.health_words import decade, gradient
from playground.ui.style import DARK, Theme, mono, px, sans
from playground.ui.widgets.paint import mix

_FEWEST, _SPARE = 3, 2
"""Least decades of the scale, and unused ones after which it becomes narrower."""
_LOWEST = -30
_NUMBER, _SHARE = "8.8e−88", "100%"
"""Room for the two columns of figures."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One layer.

    Attributes
    ----------
    gradient
        Mean size of the gradient; None where nothing is known.
    idle
        Share of dead units or of saturated activations; None where it has no such thing.
    is_alarming
        Whether so many are idle that it is worth a finding.
    explanation
        What stands in the tooltip.
    """

    layer: LayerId
    name: str
    gradient: float | None
    idle: float | None
    is_alarming: bool
    explanation: str


class GradientBars(QWidget):
    """Rows in the order of computation; a click or Enter selects a layer."""

    layer_clicked = Signal(object)
    """LayerId."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._selected: frozenset[LayerId] = frozenset()
        self._scale = (-_FEWEST, 0)
        self._row = 0
        self.bars: tuple[Bar, ...] = ()
        self._heading = self.tr(
            "How large the gradient is in every layer, and how many of its units are idle: dead ReLUs, "
            "or sigmoids and tanhs at an end of their curve."
        )
        self.setToolTip(self._heading)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Gradient of every layer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def scale(self) -> tuple[int, int]:
        """The powers of ten at both ends."""
        return self._scale

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these layers."""
        if bars == self.bars:
            return
        has_other_rows = len(bars) != len(self.bars)
        self.bars = bars
        self._row = min(self._row, max(0, len(bars) - 1))
        self._scale = _fitted(self._scale, [bar.gradient for bar in bars])
        self.setAccessibleDescription(
            "; ".join(f"{bar.name}: {gradient(bar.gradient)}" for bar in bars)
        )
        if has_other_rows:
            self.updateGeometry()
        self.update()

    def show_selected(self, layers: frozenset[LayerId]) -> None:
        """Mark the layers that are selected."""
        if layers != self._selected:
            self._selected = layers
            self.update()

    def sizeHint(self) -> QSize:
        foot = QFontMetricsF(mono(8.0)).height() + 2
        return QSize(px(260), math.ceil(self._height * (len(self.bars) + 1) + foot))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    # --- geometry --------------------------------------------------------------------------

    @property
    def _height(self) -> float:
        return QFontMetricsF(sans(9.0)).height() + px(5)

    def _columns(self) -> tuple[float, float, float, float]:
        """Return where the bars begin and end, and where both columns of figures end."""
        names, figures, gap = QFontMetricsF(sans(9.0)), QFontMetricsF(mono(8.5)), px(6)
        idle = figures.horizontalAdvance(_SHARE)
        number = figures.horizontalAdvance(_NUMBER)
        widest = max((names.horizontalAdvance(bar.name) for bar in self.bars), default=0.0)
        left = min(widest, 0.3 * self.width()) + gap
        right = self.width() - idle - number - 3 * gap
        return left, max(left + px(24), right), self.width() - idle - 1.5 * gap, self.width()

    def _place(self, value: float) -> float:
        left, right, _, _ = self._columns()
        low, high = self._scale
        share = (math.log10(value) - low) / (high - low) if value > 0.0 else 0.0
        return left + (right - left) * min(1.0, max(0.0, share))

    def _at(self, place: QPointF) -> Bar | None:
        row = int(place.y() // self._height) - 1
        return self.bars[row] if 0 <= row < len(self.bars) else None

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        for row, bar in enumerate(self.bars):
            self._paint_bar(painter, bar, row)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        """Draw what stands still: the names of the columns, and the decades."""
        theme, height = self._theme, self._height
        left, right, number, idle = self._columns()
        low, high = self._scale
        painter.setFont(sans(8.0))
        painter.setPen(QColor(theme.faint))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(right, 0, number - right, height), int(flags), "|∂L/∂z|")
        painter.drawText(QRectF(number, 0, idle - number, height), int(flags), self.tr("idle"))
        painter.setFont(mono(8.0))
        metrics = QFontMetricsF(painter.font())
        widest = metrics.horizontalAdvance(decade(-88)) + px(6)
        every = max(1, math.ceil(widest * (high - low) / max(1.0, right - left)))
        bottom = height * (len(self.bars) + 1)
        for power in range(low, high + 1):
            x = self._place(10.0**power)
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(x, height), QPointF(x, bottom))
            if (power - high) % every == 0:
                word = decade(power)
                wide = metrics.horizontalAdvance(word)
                shift = min(max(x - wide / 2, left - wide / 4), right + px(6) - wide)
                painter.setPen(QColor(theme.muted))
                painter.drawText(QPointF(shift, bottom + metrics.ascent() + 1), word)

    def _paint_bar(self, painter: QPainter, bar: Bar, row: int) -> None:
        theme, height = self._theme, self._height
        left, right, number, idle = self._columns()
        top = height * (row + 1)
        is_selected = bar.layer in self._selected
        if self.hasFocus() and row == self._row:
            painter.setPen(QPen(QColor(theme.text), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, top + 0.5, self.width() - 1, height - 1), 3, 3)
        painter.setFont(sans(9.0))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(theme.action if is_selected else theme.text))
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left - px(4))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, left, height), int(middle), name)
        thick = px(7)
        box = QRectF(left, top + (height - thick) / 2, right - left, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.window, theme.blame, 0.12)))
        painter.drawRoundedRect(box, thick / 2, thick / 2)
        if bar.gradient is not None and bar.gradient > 0.0:
            box.setRight(max(left + thick, self._place(min(bar.gradient, 1e300))))
            painter.setBrush(QColor(theme.blame))
            painter.drawRoundedRect(box, thick / 2, thick / 2)
        painter.setFont(mono(8.5))
        painter.setPen(QColor(theme.text))
        flags = int(middle | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(right, top, number - right, height), flags, gradient(bar.gradient))
        if bar.idle is not None:
            painter.setPen(QColor(theme.warning if bar.is_alarming else theme.muted))
            share = f"{100 * bar.idle:.0f}%"
            painter.drawText(QRectF(number, top, idle - number, height), flags, share)

    # --- mouse and keys --------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position())
        self.setToolTip(self._heading if bar is None else bar.explanation)
        shape = Qt.CursorShape.ArrowCursor if bar is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position())
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:
            self._row = self.bars.index(bar)
            self.layer_clicked.emit(bar.layer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.bars:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._row = min(len(self.bars) - 1, max(0, self._row + step))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.bars:
            self.layer_clicked.emit(self.bars[self._row].layer)
        else:
            super().keyPressEvent(event)


def _fitted(scale: tuple[int, int], values: list[float | None]) -> tuple[int, int]:
    """Return a scale with room for all values; one that is only a little too wide keeps still."""
    sizes = [v for v in values if v is not None and v > 0.0 and math.isfinite(v)]
    if not sizes:
        return scale
    low = max(_LOWEST, math.floor(math.log10(min(sizes))))
    high = math.ceil(math.log10(max(sizes)))
    high = max(high, low + 1)
    low = min(low, high - _FEWEST)
    before_low, before_high = scale
    is_roomy = (
        before_low <= low <= before_low + _SPARE and before_high - _SPARE <= high <= before_high
    )
    return scale if is_roomy else (low, high)
