"""One figure of the transport bar: a small word, the value under it, and a way to change it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.ui.style import DARK, RADIUS, SPACING, Theme, mono, px, sans

_HEIGHT = 38
_SIDE = 5.0


class Figure(QAbstractButton):
    """A word and a value. Clickable only where a subclass makes it so.

    Parameters
    ----------
    characters
        Room for the value; it only ever grows, so that nothing jitters.
    """

    grew = Signal()
    """It needs more room than before."""

    def __init__(self, word: str, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self._value = ""
        self._characters = characters
        self._theme = DARK
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_value(self, value: str) -> None:
        """Show this value."""
        if value == self._value:
            return
        self._value = value
        self.setAccessibleName(f"{self._word} {value}")
        if len(value) > self._characters:
            self._characters = len(value)
            self.updateGeometry()
            self.grew.emit()
        self.update()

    @property
    def value(self) -> str:
        return self._value

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetricsF(sans(8.0)).horizontalAdvance(self._word)
        value = QFontMetricsF(_value_font()).horizontalAdvance("0") * self._characters
        return QSize(round(max(word, value) + 2 * px(_SIDE)), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_clickable = self.focusPolicy() != Qt.FocusPolicy.NoFocus
        if is_clickable and self.isEnabled() and (self.underMouse() or self.hasFocus()):
            ring = self._theme.action if self.hasFocus() else self._theme.border
            painter.setPen(QPen(QColor(ring), 1.0))
            painter.setBrush(QColor(self._theme.card_raised))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS
            )
        middle = self.height() / 2
        painter.setFont(sans(8.0))
        painter.setPen(QColor(self._theme.muted))
        word = QRectF(px(_SIDE), 2, self.width() - px(_SIDE), middle - 2)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.setFont(_value_font())
        painter.setPen(QColor(self._theme.text if self.isEnabled() else self._theme.faint))
        value = QRectF(px(_SIDE), middle - 2, self.width() - px(_SIDE), middle)
        painter.drawText(value, Qt.AlignmentFlag.AlignVCenter, self._value)
        painter.end()


def _value_font() -> QFont:
    return mono(9.5, QFont.Weight.DemiBold)


class EditableFigure(Figure):
    """A figure that opens a popup."""

    def __init__(self, word: str, characters: int, tooltip: str, parent: QWidget | None) -> None:
        super().__init__(word, characters, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(tooltip)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        raise NotImplementedError

    def _open_below(self, popup: QWidget) -> None:
        """Show a popup under the figure, and on the screen."""
        popup.adjustSize()
        place, room = self._corner(), self.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - popup.width())))
        popup.move(place)
        popup.show()

    def _corner(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height() + 2))


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a choice: its name in the catalogue, and what people read."""

    name: str
    title: str
    explanation: str


class ChoiceFigure(EditableFigure):
    """A figure with a few named values."""

    choice_requested = Signal(str)

    def __init__(
        self, word: str, characters: int, tooltip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(word, characters, tooltip, parent)
        self._choices: tuple[Choice, ...] = ()
        self._chosen = ""
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.triggered.connect(self._on_menu_triggered)

    def show_choices(self, choices: Sequence[Choice], chosen: str, value: str) -> None:
        """Offer these; ``value`` is the short form that stands in the bar."""
        self.show_value(value)
        if (tuple(choices), chosen) == (self._choices, self._chosen):
            return
        self._choices, self._chosen = tuple(choices), chosen
        self.menu.clear()
        for choice in self._choices:
            action = self.menu.addAction(choice.title)
            action.setCheckable(True)
            action.setChecked(choice.name == chosen)
            action.setToolTip(choice.explanation)
            action.setData(choice.name)

    def _open(self) -> None:
        self.menu.popup(self._corner())

    def _on_menu_triggered(self, action: QAction) -> None:
        self.choice_requested.emit(str(action.data()))


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What a number may be.

    Attributes
    ----------
    title
        Its name in full; the bar has room for a short one only.
    presets
        The usual values, offered beside the field.
    check
        Returns the number that was typed, or a plain message why it cannot be.
    """

    title: str
    presets: tuple[float, ...]
    check: Callable[[str], float | str]


class NumberFigure(EditableFigure):
    """A figure with a number: type it, or take one of the usual ones."""

    number_requested = Signal(float)

    def __init__(
        self,
        word: str,
        characters: int,
        tooltip: str,
        rule: NumberRule,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(word, characters, tooltip, parent)
        self.edited = ""
        """What the popup begins with where it is not the value shown, e.g. the full rate."""
        self.popup = NumberPopup(tooltip, rule, self)
        self.popup.number_chosen.connect(self.number_requested)

    def _open(self) -> None:
        self.popup.show_number(self.edited or self.value.replace(",", ""))
        self._open_below(self.popup)
        self.popup.editor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.popup.editor.selectAll()


class NumberPopup(QFrame):
    """Editor of one number with the usual values beside it."""

    number_chosen = Signal(float)

    def __init__(
        self,
        explanation: str,
        rule: NumberRule,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._check = rule.check
        title = QLabel(rule.title)
        title.setFont(sans(10.0, QFont.Weight.DemiBold))
        note = QLabel(explanation)
        note.setObjectName("muted")
        note.setWordWrap(True)
        note.setFixedWidth(px(250))
        self.editor = QLineEdit()
        self.editor.setFont(mono(10.0))
        self.editor.setAccessibleName(rule.title)
        self.editor.setToolTip(self.tr("Type a number; Enter takes it over."))
        self.editor.returnPressed.connect(self._on_editor_return_pressed)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        for preset in rule.presets:
            row.addWidget(self._preset(preset))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(SPACING - 2)
        for part in (title, note, self.editor, self.problem):
            layout.addWidget(part)
        layout.addLayout(row)

    def show_number(self, text: str) -> None:
        """Begin with this number."""
        self.editor.setText(text)
        self.problem.hide()

    def _preset(self, value: float) -> QPushButton:
        button = QPushButton(f"{value:g}")
        button.setObjectName("preset")
        button.setFont(mono(9.0))
        button.setToolTip(self.tr("Takes {0}.").format(f"{value:g}"))
        button.clicked.connect(lambda: self._take(value))
        return button

    def _on_editor_return_pressed(self) -> None:
        answer = self._check(self.editor.text())
        if isinstance(answer, str):
            self.problem.setText(answer)
            self.problem.show()
            self.adjustSize()
        else:
            self._take(answer)

    def _take(self, value: float) -> None:
        self.hide()
        self.number_chosen.emit(value)
