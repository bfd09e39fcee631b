"""A setting on a slider: its name and value above, the slider below."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from playground.ui.style import DARK, Theme, mono, px
from playground.ui.widgets.text import Line

_KNOB = 5.5


class ThinSlider(QSlider):
    """A horizontal slider drawn as a line and a knob; the wheel leaves it alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = DARK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(90), px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(50), px(16))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = max(1, self.maximum() - self.minimum())
        part = (self.sliderPosition() - self.minimum()) / span
        radius = px(_KNOB * 2) / 2
        middle, room = self.height() / 2, self.width() - 2 * radius - 2
        knob = QPointF(radius + 1 + part * room, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.border))
        painter.drawRoundedRect(QRectF(1, middle - 1.5, self.width() - 2, 3), 1.5, 1.5)
        hue = QColor(theme.action if self.isEnabled() else theme.faint)
        painter.setBrush(hue)
        painter.drawRoundedRect(QRectF(1, middle - 1.5, knob.x(), 3), 1.5, 1.5)
        edge = theme.text if self.hasFocus() else theme.window
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.drawEllipse(knob, radius, radius)
        painter.end()


class SliderRow(QWidget):
    """A number between two bounds, in steps.

    Parameters
    ----------
    write
        From the value to the text beside the name.
    """

    value_changed = Signal(float)
    """The person moved the slider."""

    def __init__(
        self,
        title: str,
        tooltip: str,
        bounds: tuple[float, float, float],
        write: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, most, self._step = bounds
        self._write = write
        self.name, self.value = Line(8), Line(6)
        self.name.show_text(title)
        self.value.setFont(mono(9.0))
        self.value.align(Qt.AlignmentFlag.AlignRight)
        self.slider = ThinSlider()
        self.slider.setRange(0, round((most - self._least) / self._step))
        self.slider.setAccessibleName(title)
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.setToolTip(tooltip)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.name, 1)
        top.addWidget(self.value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.slider)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.name.show_colour(theme.muted)
        self.value.show_colour(theme.text)
        self.slider.show_theme(theme)

    def show_value(self, value: float) -> None:
        """Show this value, also where it lies beyond the slider's ends or between its steps."""
        self.value.show_text(self._write(value))
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round((value - self._least) / self._step))
            self.slider.update()

    def _on_slider_value_changed(self, position: int) -> None:
        value = round(self._least + position * self._step, 6)
        self.value.show_text(self._write(value))
        self.value_changed.emit(value)
