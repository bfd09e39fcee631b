"""The point on the loss of one weight can be taken: dragging and arrows move the weight."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from playground.readout.landscape.records import LossCurve, LossLine
from playground.ui.style import px
from playground.ui.views.card.loss_axes import loss_axis
from playground.ui.views.card.loss_picture import LossPicture
from playground.ui.widgets.number_field import step_size
from playground.ui.widgets.plot_axes import Axis

_GRIP = 16
"""Pixels around the point in which it can be taken."""


class LossPlot(LossPicture):
    """Shows where the weight stands on its loss, and asks for it to be moved."""

    value_moved = Signal(float, bool)
    """New value, and whether the gesture is over."""
    zoom_wanted = Signal(float)
    """2 for nearer, 0.5 for farther."""
    pointed = Signal(object)
    """The value under the mouse, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = 0.0
        self._is_dragging = False
        self._is_over, self._to_wait = True, 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loss along this weight"))
        self.setToolTip(
            self.tr(
                "Drag the point, or press the arrow keys: the weight moves and the loss answers. "
                "+ and − zoom."
            )
        )

    def show_curve(self, line: LossLine | None, curve: LossCurve | None) -> None:
        """Draw this curve of a line; None leaves the picture empty."""
        is_new = line is not self._line
        self._line, self._curve = line, curve
        if line is not None and curve is not None and not self._is_dragging:
            self._x = Axis(float(line.values[0]), float(line.values[-1]))
            self._y = loss_axis(curve.losses, curve.loss)
            if is_new:
                self._loosen(line.value)
        self.update()

    def _loosen(self, value: float) -> None:
        """Follow the weight again where it has come to where it was put.

        While training runs it has left that place before anybody sees it there: two lines later it
        is followed in any case.
        """
        self._to_wait = max(0, self._to_wait - 1)
        if self._held is not None:
            is_there = math.isclose(self._held, value, rel_tol=1e-6, abs_tol=1e-7)
            if is_there or (self._is_over and not self._to_wait):
                self._held = None

    def let_go(self) -> None:
        """Forget what is held: another weight is shown."""
        self._held, self._is_dragging = None, False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        value = self.value
        if event.button() != Qt.MouseButton.LeftButton or value is None:
            return
        if abs(event.position().x() - self.place(value, 0.0).x()) <= px(_GRIP):
            self._before, self._is_dragging = value, True
            self.setCursor(Qt.CursorShape.SizeHorCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.value_at(event.position().x())
        if self._is_dragging:
            self._hold(min(max(at, self._x.low), self._x.high), is_final=False)
            return
        value, x = self.value, event.position().x()
        is_near = value is not None and abs(x - self.place(value, 0.0).x()) <= px(_GRIP)
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_near else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(at if self._line is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            if self._held is not None:
                self._hold(self._held, is_final=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.value is not None:
            self._hold(self.value_at(event.position().x()), is_final=True)

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, value = event.key(), self.value
        signs = {
            Qt.Key.Key_Left: -1.0,
            Qt.Key.Key_Down: -1.0,
            Qt.Key.Key_Right: 1.0,
            Qt.Key.Key_Up: 1.0,
        }
        if key in signs and value is not None:
            step = signs[Qt.Key(key)] * step_size(event.modifiers())
            self._hold(round(value + step, 6), is_final=False)
        elif key == Qt.Key.Key_Escape and self._is_dragging:
            self._is_dragging = False
            self._hold(self._before, is_final=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_wanted.emit(2.0)
        elif key == Qt.Key.Key_Minus:
            self.zoom_wanted.emit(0.5)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        is_last = not (event.isAutoRepeat() or self._is_dragging or self._is_over)
        if is_last and self._held is not None:
            self._hold(self._held, is_final=True)
        super().keyReleaseEvent(event)

    def _hold(self, value: float, *, is_final: bool) -> None:
        self._held, self._is_over, self._to_wait = value, is_final, 2
        self.value_moved.emit(value, is_final)
        self.update()
