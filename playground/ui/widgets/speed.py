"""The speed control: rising bars, from slow motion to flat out."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from playground.session.commands import SetPace
from playground.ui.paces import FLAT_OUT, PACES, level_of
from playground.ui.style import DARK, RADIUS, Theme, mono, px, sans, zoom

_HEIGHT = 30
_BARS = 9
_BAR_WIDTH = 4.0
_GAP = 1.5
_PADDING = 10.0


def _bar_and_gap() -> tuple[float, float]:
    return _BAR_WIDTH * zoom(), _GAP * zoom()


class SpeedControl(QAbstractSlider):
    """A slider over the speeds on offer; a press or a drag on the bars chooses one."""

    pace_requested = Signal(object)
    """A `SetPace`; only when the person moved it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._is_compact = False
        self._is_showing = False
        self._pace = FLAT_OUT
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, len(PACES) - 1)
        self.setPageStep(3)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Speed"))
        self.setToolTip(
            self.tr("Sets the speed, from single operations in slow motion up to flat out.")
        )
        self.valueChanged.connect(self._on_value_changed)
        self.show_pace(FLAT_OUT)

    def show_pace(self, pace: SetPace) -> None:
        """Show a speed, also one between those on offer; nothing is asked for."""
        self._pace = pace
        self._is_showing = True
        self.setValue(level_of(pace))
        self._is_showing = False
        self.setAccessibleDescription(self.text())
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_compact(self, is_compact: bool) -> None:
        """Leave out the word where room is short."""
        self._is_compact = is_compact
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the speed as it is written beside the bars."""
        rate = self._pace.steps_per_second
        if rate is None:
            return self.tr("max")
        if self._pace.unit == "operation":
            return self.tr("{0} op/s").format("½" if rate == 0.5 else f"{rate:.3g}")
        if rate >= 1000:
            return f"{rate / 1000:g}k/s"
        return f"{rate:.3g}/s"

    def sizeHint(self) -> QSize:
        return QSize(
            round(self._bars_left() + self._bars_width() + self._value_width() + px(18)),
            px(_HEIGHT),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # --- mouse and painting ----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        is_marked = self.hasFocus()
        painter.setPen(QPen(QColor(theme.action if is_marked else theme.border), 1.0))
        painter.setBrush(QColor(theme.card_raised if self.underMouse() else theme.canvas))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.setPen(QColor(theme.text))
        if not self._is_compact:
            painter.setFont(sans(10.0))
            word = QRectF(px(_PADDING), 0, self._bars_left(), self.height())
            painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.tr("Speed"))
        self._paint_bars(painter)
        painter.setFont(mono(9.0))
        painter.setPen(QColor(theme.muted))
        left = self._bars_left() + self._bars_width() + px(7)
        room = QRectF(left, 0, self._value_width() + 2, self.height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.text()
        )
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        filled = (self.value() + 1) * _BARS / len(PACES)
        bottom = self.height() / 2 + px(7)
        width, gap = _bar_and_gap()
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(_BARS):
            height = px(14) * (3 + 11 * index / (_BARS - 1)) / 14
            left = self._bars_left() + index * (width + gap)
            share = max(0.0, min(1.0, filled - index))
            bar = QRectF(left, bottom - height, width, height)
            painter.setBrush(QColor(self._theme.border))
            painter.drawRoundedRect(bar, 1, 1)
            if share > 0:
                painter.setBrush(QColor(self._theme.text))
                lit = QRectF(left, bottom - height, width * share, height)
                painter.drawRoundedRect(lit, 1, 1)

    def _choose(self, position: QPointF) -> None:
        share = (position.x() - self._bars_left()) / self._bars_width()
        self.setValue(round(max(0.0, min(1.0, share)) * (len(PACES) - 1)))

    def _on_value_changed(self, level: int) -> None:
        if self._is_showing:
            return
        self._pace = PACES[level]
        self.setAccessibleDescription(self.text())
        self.update()
        self.pace_requested.emit(self._pace)

    def _bars_left(self) -> float:
        if self._is_compact:
            return float(px(_PADDING))
        word = QFontMetricsF(sans(10.0)).horizontalAdvance(self.tr("Speed"))
        return px(_PADDING) + word + px(8)

    def _bars_width(self) -> float:
        return _BARS * sum(_bar_and_gap())

    def _value_width(self) -> float:
        return QFontMetricsF(mono(9.0)).horizontalAdvance("5 op/s")
