"""The small window with all breakpoints: on or off, their numbers, away with them."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from playground.engine.breakpoints import Breakpoint
from playground.ui import numbers
from playground.ui.icons import icon
from playground.ui.style import SPACING, Theme, mono, px, sans
from playground.ui.views.tape.offers import Offer


class BreakpointsPopup(QDialog):
    """One line for every breakpoint; every change counts at once."""

    changed = Signal(int, bool, float)
    """Place of the breakpoint, whether it is on, and its number."""
    removed = Signal(int)
    added = Signal(object)
    """Breakpoint."""
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Breakpoints"))
        self._theme = theme
        self._breakpoints: tuple[Breakpoint, ...] = ()
        self._shown: tuple[tuple[str, ...], int | None] = ((), None)
        self.boxes: list[QCheckBox] = []
        self.fields: dict[int, QLineEdit] = {}
        self.deleters: list[QToolButton] = []
        self.empty = QLabel(self.tr("No breakpoints yet: the run stops only when you say so."))
        self.empty.setObjectName("muted")
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add_button = QPushButton(self.tr("Stop when…"))
        self.add_button.setToolTip(self.tr("Adds a breakpoint with a condition."))
        self.add_button.setAutoDefault(False)
        self.clear_button = QPushButton(self.tr("Remove all"))
        self.clear_button.setToolTip(self.tr("Takes every breakpoint away."))
        self.clear_button.setAutoDefault(False)
        self.clear_button.clicked.connect(self.cleared)
        self._lay_out()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Breakpoints"))
        heading.setObjectName("heading")
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(SPACING))
        self._grid.setVerticalSpacing(px(SPACING // 2))
        self._grid.setColumnStretch(0, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        buttons.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setSpacing(px(SPACING))
        for part in (heading, self.empty, self._body, self.problem):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def show_breakpoints(
        self,
        breakpoints: tuple[Breakpoint, ...],
        titles: tuple[str, ...],
        stopped: int | None,
    ) -> None:
        """Show these, with what each waits for; ``stopped`` is the place of the one that did."""
        before, self._breakpoints = self._breakpoints, breakpoints
        if len(before) == len(breakpoints) and (titles, stopped) == self._shown:
            self._update_rows()
            return
        self._shown = titles, stopped
        for widget in (*self.boxes, *self.fields.values(), *self.deleters):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.boxes, self.fields, self.deleters = [], {}, []
        for place, (one, title) in enumerate(zip(breakpoints, titles, strict=True)):
            self._add_row(place, one, title, is_stopped=place == stopped)
        self.empty.setVisible(not breakpoints)
        self._body.setVisible(bool(breakpoints))
        self.clear_button.setEnabled(bool(breakpoints))
        self.problem.hide()
        self._chain_keys()
        self.adjustSize()

    def _chain_keys(self) -> None:
        """Let Tab go from row to row, and from the last one to the buttons."""
        chain: list[QWidget] = []
        for place, box in enumerate(self.boxes):
            field = self.fields.get(place)
            chain += [box, *([] if field is None else [field]), self.deleters[place]]
        chain += [self.add_button, self.clear_button]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def _update_rows(self) -> None:
        """Show other numbers in the rows that are there: whoever types keeps the focus."""
        for place, one in enumerate(self._breakpoints):
            with QSignalBlocker(self.boxes[place]):
                self.boxes[place].setChecked(one.is_enabled)
            field = self.fields.get(place)
            if field is not None and numbers.parse(field.text()) != one.value:
                field.setText(_written(one.value))

    def show_offers(self, offered: tuple[Offer, ...]) -> None:
        """Offer these conditions."""
        menu = QMenu(self.add_button)
        fill_offers(menu, offered, self.added.emit)
        self.add_button.setMenu(menu)

    def edit(self, place: int | None) -> None:
        """Start typing the number of a breakpoint; None begins at the first part."""
        first = self.boxes[0] if self.boxes else self.add_button
        target = first if place is None else self.fields.get(place, first)
        target.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()
            # A menu that was chosen from still gives the keys back to its button when it closes.
            QTimer.singleShot(0, target, target.setFocus)

    def _add_row(self, place: int, one: Breakpoint, title: str, *, is_stopped: bool) -> None:
        box = QCheckBox(title.replace("&", "&&"))
        box.setChecked(one.is_enabled)
        box.setToolTip(self.tr("Whether the run stops here."))
        box.setFont(sans(9.5, QFont.Weight.DemiBold if is_stopped else QFont.Weight.Normal))
        if is_stopped:
            box.setText(self.tr("{0}  (stopped here)").format(box.text()))
        box.toggled.connect(lambda is_on: self.changed.emit(place, is_on, self._value(place)))
        self._grid.addWidget(box, place, 0)
        self.boxes.append(box)
        if one.kind in ("loss", "activation", "gradient"):
            self._add_field(place, one, title)
        away = QToolButton()
        away.setObjectName("flat")
        away.setIcon(icon("close", self._theme))
        away.setAccessibleName(self.tr("Remove: {0}").format(title))
        away.setToolTip(self.tr("Takes this breakpoint away."))
        away.clicked.connect(lambda: self.removed.emit(place))
        self._grid.addWidget(away, place, 2)
        self.deleters.append(away)
        if self.isVisible():
            # Otherwise the rows count for nothing yet where the size of the window is asked for.
            for part in (box, away, *([self.fields[place]] if place in self.fields else [])):
                part.show()

    def _add_field(self, place: int, one: Breakpoint, title: str) -> None:
        field = QLineEdit(_written(one.value))
        field.setFont(mono(9.5))
        field.setFixedWidth(px(84))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(title)
        field.setToolTip(self.tr("The number that it is compared with; Enter sets it."))
        field.editingFinished.connect(lambda: self._on_field_editing_finished(place))
        self._grid.addWidget(field, place, 1)
        self.fields[place] = field

    def _value(self, place: int) -> float:
        return self._breakpoints[place].value

    def _on_field_editing_finished(self, place: int) -> None:
        field, one = self.fields.get(place), self._breakpoints[place]
        if field is None:
            return
        value = numbers.parse(field.text())
        if value is None or (one.kind == "gradient" and value <= 0):
            is_size = one.kind == "gradient"
            self.problem.setText(
                self.tr("A gradient is compared with a number above 0, for example 0.0001.")
                if is_size
                else self.tr("This needs a number, for example 0.5.")
            )
            self.problem.show()
            self.adjustSize()
            return
        self.problem.hide()
        if value != one.value:
            self.changed.emit(place, self.boxes[place].isChecked(), value)


def _written(value: float) -> str:
    return numbers.plain(value).replace("-", numbers.MINUS)


def fill_offers(
    menu: QMenu, offered: tuple[Offer, ...], choose: Callable[[Breakpoint], object]
) -> None:
    """Put one entry for every condition into a menu."""
    menu.setToolTipsVisible(True)
    for offer in offered:
        action = menu.addAction(offer.title.replace("&", "&&"))
        action.setToolTip(offer.explanation)
        action.setEnabled(offer.breakpoint is not None)
        one = offer.breakpoint
        if one is not None:
            action.triggered.connect(lambda _checked=False, one=one: choose(one))
