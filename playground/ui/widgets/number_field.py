"""A live number that can be typed over, moved with the arrows, or dragged."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from playground.ui import numbers
from playground.ui.style import Theme, mono

STEP = 0.01
"""What one arrow press or one pixel of dragging changes; Shift ×10, Ctrl ÷10."""
LARGEST = 1e6
"""Values typed by hand stay within ± this."""


def step_size(modifiers: Qt.KeyboardModifier) -> float:
    """Return the change of one press or pixel under these modifiers."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return STEP * 10
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return STEP / 10
    return STEP


class LiveNumber(QLineEdit):
    """One number in the face of numbers, coloured by its sign, of a width that never changes."""

    def __init__(self, parent: QWidget | None = None, decimals: int = 3) -> None:
        super().__init__(parent)
        self._decimals = decimals
        self._value: float | None = None
        self._theme: Theme | None = None
        self._colour = ""
        self.setFrame(False)
        self.setReadOnly(True)
        self.setFont(mono())
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(0, 0, 0, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @property
    def value(self) -> float | None:
        return self._value

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._colour = ""
        self._write()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        characters = numbers.width_of(self._decimals)
        width = metrics.horizontalAdvance("0") * characters
        return QSize(round(width) + 6, round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the card; a number never changes in passing.
        event.ignore()

    def _write(self) -> None:
        text = numbers.signed(self._value, self._decimals)
        if text != self.text():
            self.setText(text)
        if self._theme is None:
            return
        is_negative = self._value is not None and self._value < 0
        colour = self._theme.negative_text if is_negative else self._theme.positive_text
        if colour != self._colour:
            # A sheet of its own keeps the field flat whatever the window's sheet says.
            self._colour = colour
            self.setStyleSheet(
                f"QLineEdit {{ border: none; background: transparent; padding: 0; color: {colour};"
                f" selection-background-color: {self._theme.action};"
                f" selection-color: {self._theme.action_text}; }}"
                f"QLineEdit:focus {{ background: {self._theme.card_raised};"
                f" border-radius: 3px; }}"
            )


class NumberField(LiveNumber):
    """A live number that the person can change.

    Click or Enter starts typing, Enter commits, Esc restores. The arrows change the value by 0.01
    (Shift ×10, Ctrl ÷10), and so does dragging sideways. ``show_value`` is ignored while the person
    is changing the number.
    """

    value_changed = Signal(float, bool)
    """New value, and whether the gesture is over."""

    def __init__(self, parent: QWidget | None = None, decimals: int = 3) -> None:
        super().__init__(parent, decimals)
        self._before: float | None = None
        self._is_typing = False
        self._scrub_from: tuple[float, float] | None = None
        self._is_scrubbing = False
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setToolTip(
            self.tr("Click to type a value, drag sideways to move it, arrows for small steps.")
        )

    @property
    def is_changing(self) -> bool:
        """Whether the person is in the middle of changing the number."""
        return self._before is not None

    def show_value(self, value: float | None) -> None:
        """Show the number as it is now, unless it is being changed."""
        if self.is_changing:
            return
        self._value = value
        self._write()

    def start_typing(self) -> None:
        """Begin as Enter does, where there is a number that may be changed."""
        if self.isEnabled() and not self._is_typing:
            self._enter()

    # --- typing and arrows -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.is_changing:
            self._restore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            sign = 1.0 if key == Qt.Key.Key_Up else -1.0
            self._nudge(sign * step_size(event.modifiers()))
        elif self._is_typing:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.is_changing:
            self._commit()
        super().focusOutEvent(event)

    def _enter(self) -> None:
        if self._is_typing:
            self._commit()
        elif self._value is not None:
            self._begin()
            self._is_typing = True
            self.setReadOnly(False)
            self.setCursor(Qt.CursorShape.IBeamCursor)
            self.selectAll()

    def _nudge(self, change: float) -> None:
        if self._is_typing:
            typed = numbers.parse(self.text())
            self._value = self._value if typed is None else typed
        if self._value is None:
            return
        self._begin()
        self._move_to(self._value + change)

    def _begin(self) -> None:
        if self._before is None:
            self._before = self._value

    def _move_to(self, value: float) -> None:
        self._value = min(LARGEST, max(-LARGEST, value))
        self._write()
        self.value_changed.emit(self._value, False)

    def _commit(self) -> None:
        typed = numbers.parse(self.text()) if self._is_typing else None
        before, shown = self._before, self._value
        if typed is not None and self.text() != numbers.signed(shown, self._decimals):
            self._value = min(LARGEST, max(-LARGEST, typed))
        self._finish()
        if self._value is not None and (self._value != before or shown != before):
            self.value_changed.emit(self._value, True)

    def _restore(self) -> None:
        before, moved = self._before, self._value
        self._value = before
        self._finish()
        if before is not None and moved != before:
            self.value_changed.emit(before, True)

    def _finish(self) -> None:
        self._before = None
        self._is_typing = False
        self._scrub_from = None
        self._is_scrubbing = False
        self.setReadOnly(True)
        self.deselect()
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._write()

    # --- dragging --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_typing or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif self._value is not None:
            self._scrub_from = (event.globalPosition().x(), self._value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._scrub_from is None:
            super().mouseMoveEvent(event)
            return
        start, value = self._scrub_from
        distance = event.globalPosition().x() - start
        if not self._is_scrubbing and abs(distance) < QApplication.startDragDistance():
            return
        self._begin()
        self._is_scrubbing = True
        self._move_to(value + distance * step_size(event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._scrub_from is None:
            super().mouseReleaseEvent(event)
        elif self._is_scrubbing:
            self._commit()
        else:
            self._scrub_from = None
            self._enter()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_typing:
            super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        # Esc and Enter belong to the number while it is being changed, not to the window.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
                or self.is_changing
            )
        ):
            event.accept()
            return True
        return super().event(event)
