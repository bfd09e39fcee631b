"""What floats above the canvas and does not zoom: hint, pill, notes, the card at the mouse."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.model.check import Problem, Repair
from playground.ui.style import Theme, mono, sans
from playground.ui.wording import told

_EDGE = 14
_NARROW = 240
"""Pixels beside the pill in which no sentence stands well."""

_POINT = " · "
"""Stands between the parts of a line."""


class FloatingLabel(QLabel):
    """One line in a corner; mouse and wheel go through it to the canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(sans(9.0))
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_text(self, text: str) -> None:
        """Show a text; an empty one hides the label."""
        if text != self.text():
            self.setText(text)
            self.adjustSize()
        self.setVisible(bool(text))


class TileSwitch(QFrame):
    """Chooses what tiles show: the whole plane, or the value of the example at hand."""

    switch_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {
            "plane": QPushButton(self.tr("Plane"), self),
            "value": QPushButton(self.tr("Value"), self),
        }
        tips = {
            "plane": self.tr("Each tile shows the neuron's answer for every point of the plane."),
            "value": self.tr("Each tile shows the neuron's value for the example at hand."),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for name, button in self._buttons.items():
            button.setCheckable(True)
            button.setToolTip(tips[name])
            button.setAccessibleName(self.tr("Tiles: {name}").format(name=button.text()))
            button.setFont(sans(8.5))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(self.switch_requested)
            self._group.addButton(button)
            row.addWidget(button)
        self.show_mode("plane")

    def show_mode(self, mode: str) -> None:
        """Press the button of this mode."""
        self._buttons[mode].setChecked(True)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"TileSwitch {{ background: {theme.card}; border: 1px solid {theme.border};"
            f" border-radius: 8px; }}"
            f"QPushButton {{ background: transparent; color: {theme.muted}; border: none;"
            f" border-radius: 5px; padding: 3px 9px; }}"
            f"QPushButton:hover {{ color: {theme.text}; }}"
            f"QPushButton:checked {{ background: {theme.card_raised}; color: {theme.text}; }}"
        )


class ProblemCard(QFrame):
    """Says why a layer cannot work and offers the way out."""

    repair_requested = Signal(object)
    """The Repair."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = QLabel(self)
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setFont(sans(9.5))
        self._buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.addWidget(self._message)
        self.hide()

    def show_problem(self, problem: Problem, at: QPoint, room: QRect) -> None:
        """Show a problem beside a point, within the room there is."""
        self._message.setText(told(problem.message))
        self._offer(problem.repairs)
        width = min(280, room.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        # A wrapped text does not say by itself how high it will be.
        self._message.ensurePolished()
        self._message.setFixedHeight(self._message.heightForWidth(width - 26))
        self.adjustSize()
        x = min(max(room.left() + _EDGE, at.x()), room.right() - self.width() - _EDGE)
        y = min(max(room.top() + _EDGE, at.y()), room.bottom() - self.height() - _EDGE)
        self.move(x, y)
        self.show()
        self.raise_()

    def _offer(self, repairs: tuple[Repair, ...]) -> None:
        """Show one button for each way out."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for repair in repairs:
            button = QPushButton(told(repair.label), self)
            button.setFont(sans(9.5))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setToolTip(self.tr("Repairs this; it can be undone."))
            button.clicked.connect(partial(self._on_button_clicked, repair))
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()
            self._buttons.append(button)

    def _on_button_clicked(self, repair: Repair) -> None:
        self.hide()
        self.repair_requested.emit(repair)


class Overlay:
    """The floating parts of one canvas, and where they stand."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.hint = FloatingLabel(parent)
        self.pill = FloatingLabel(parent)
        self.note = FloatingLabel(parent)
        self.tip = FloatingLabel(parent)
        self.problem = ProblemCard(parent)
        self.banner = ProblemCard(parent)
        self.tiles = TileSwitch(parent)
        self.pill.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tip.setFont(mono(9.0))
        for label in (self.hint, self.note):
            label.setWordWrap(False)
        self._hints: tuple[str, ...] = ()
        self._joint, self._least, self._pill = "", 0, ""

    @property
    def room(self) -> QRect:
        """The whole canvas."""
        return self._parent.rect()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        pill = (
            f"background: {theme.card}; color: {theme.muted}; border: 1px solid {theme.border};"
            "border-radius: 7px; padding: 4px 11px;"
        )
        self.pill.setStyleSheet(pill)
        self.note.setStyleSheet(pill)
        ground = QColor(theme.canvas)
        self.hint.setStyleSheet(
            f"color: {theme.muted}; background: rgba({ground.red()}, {ground.green()}, {ground.blue()}, 200);"
            "border-radius: 6px; padding: 4px 6px;"
        )
        self.tip.setStyleSheet(
            f"background: {theme.card_raised}; color: {theme.text};"
            f"border: 1px solid {theme.border}; border-radius: 6px; padding: 5px 8px;"
        )
        frame = (
            f"ProblemCard {{ background: {theme.card_raised}; border: 1px solid {theme.warning};"
            f"border-radius: 8px; }} QLabel {{ color: {theme.text}; background: transparent; }}"
            f"QPushButton {{ background: {theme.action}; color: {theme.action_text}; border: none;"
            "border-radius: 6px; padding: 5px 12px; }"
        )
        self.tiles.show_theme(theme)
        self.problem.setStyleSheet(frame)
        self.banner.setStyleSheet(frame)
        self.arrange()

    def show_hints(
        self, hints: tuple[str, ...], joint: str = " · ", *, is_first_sure: bool = False
    ) -> None:
        """Show as many of these sentences as there is room for, from the first on.

        ``is_first_sure``: the first one is shown in any case, on several lines where it must be.
        """
        self._hints, self._joint, self._least = hints, joint, int(is_first_sure)
        self.arrange()

    def show_pill(self, text: str) -> None:
        """Show how large the network is, or whose numbers are seen; "" hides it."""
        if text != self._pill:
            self._pill = text
            self.arrange()

    def arrange(self) -> None:
        """Put everything into its corner."""
        width, height = self._parent.width(), self._parent.height()
        self.tiles.adjustSize()
        self.tiles.move(width - _EDGE - self.tiles.width(), _EDGE)
        self.note.adjustSize()
        self._fit_pill(width - 2 * _EDGE)
        right = width - _EDGE - self.pill.width()
        self.pill.move(right, height - _EDGE - self.pill.height())
        if not self.note.isHidden():
            # Beside the pill and not above it: the room above belongs to the cards.
            right -= 6 + self.note.width()
            self.note.move(right, height - _EDGE - self.note.height())
        self._arrange_hint(right - _EDGE, height)

    def _fit_pill(self, room: int) -> None:
        """Show as many parts of the pill's words as there is room for, from the first on."""
        parts = self._pill.split(_POINT)
        for count in range(len(parts), 0, -1):
            self.pill.show_text(_POINT.join(parts[:count]))
            self.pill.adjustSize()
            if self.pill.width() <= room:
                break

    def _arrange_hint(self, room: int, height: int) -> None:
        """Show as many sentences as fit on a line; where not even the first one does, in several."""
        self.hint.setWordWrap(False)
        for count in range(len(self._hints), 0, -1):
            self.hint.show_text(self._joint.join(self._hints[:count]))
            if self.hint.sizeHint().width() + _EDGE < room or count == self._least:
                break
        else:
            self.hint.show_text("")
        single = self.hint.sizeHint().height()
        foot = height - _EDGE - (self.pill.height() - single) // 2
        if self.hint.sizeHint().width() + _EDGE < room:
            self.hint.adjustSize()
        else:
            if room < _NARROW:
                # Too little is left beside the pill: it stands above.
                room, foot = self._parent.width() - _EDGE, self.pill.y() - 4
            self.hint.setWordWrap(True)
            self.hint.resize(room - _EDGE, self.hint.heightForWidth(room - _EDGE))
        self.hint.move(_EDGE - 4, foot - self.hint.height())

    def show_tip(self, text: str, at: QPoint) -> None:
        """Show a small card beside the mouse; an empty text hides it."""
        self.tip.show_text(text)
        if text:
            room = self._parent.rect()
            x = min(at.x() + 14, room.right() - self.tip.width() - 6)
            y = at.y() - self.tip.height() - 10
            self.tip.move(max(6, x), y if y > 6 else at.y() + 18)
            self.tip.raise_()
