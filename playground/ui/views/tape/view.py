"""One update as a tape of operations: done, current and to come, with breakpoints."""

from PySide6.QtCore import QModelIndex, QPoint, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.session.commands import SetBreakpoints, StepTo
from playground.session.snapshot import Snapshot
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.tape.grid import TapeGrid
from playground.ui.views.tape.listing import BreakpointList
from playground.ui.views.tape.model import TapeModel
from playground.ui.views.tape.points import marks
from playground.ui.views.tape.shelf import BreakpointShelf
from playground.ui.views.tape.words import reason
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Header, Text

_WORDY = 400
"""Pixels from which on the button of the breakpoints has a word."""


class TapeView(View):
    """The operations of an update; a click runs to one, a breakpoint stops at it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._is_row_wanted = False
        self.header = Header(self.tr("Tape"))
        self.model = TapeModel(self)
        self.list = TapeGrid(self.model)
        self.list.setAccessibleName(self.tr("Operations of one update"))
        self.list.run_wanted.connect(self.run_to)
        self.list.menu_wanted.connect(self._on_list_menu_wanted)
        self.shelf = BreakpointShelf(self)
        self.shelf.sent.connect(self._on_shelf_sent)
        self.shelf.changed.connect(self._on_shelf_changed)
        self.button = Chip("", self.tr("Lists the breakpoints: where the run stops by itself."))
        self.button.setCheckable(False)
        self.breakpoints = BreakpointList(self.shelf, self.button, self)
        self.button.clicked.connect(self.breakpoints.open_all)
        self.list.selectionModel().currentChanged.connect(self._on_list_current_changed)
        self.note = Text(role="warning")
        self.note.hide()
        self._lay_out()
        self._show_button()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, 0, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        head = QHBoxLayout()
        head.setContentsMargins(SPACING // 2, 0, SPACING + 4, 0)
        head.setSpacing(SPACING)
        head.addWidget(self.header, 1)
        head.addWidget(self.button)
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self._shown = self.breakpoints.shown = shown
        self.shelf.follow_project(shown)

    def show_selection(self, selection: Selection) -> None:
        self.breakpoints.selection = selection

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = self.breakpoints.snapshot = snapshot
        self.shelf.follow_snapshot(snapshot)
        count, done = len(snapshot.operations), snapshot.position.operation
        before = self.model.current
        if snapshot.operations is not self.model.operations or done - 1 != before:
            self.model.show_operations(snapshot.operations, done - 1)
            self.model.show_marks(marks(self.shelf.points, snapshot.operations))
        self.model.show_loss(snapshot.position.loss)
        self._show_place(done, count)
        if done and done - 1 != before:
            self.list.follow(done - 1)
        elif not done and before >= 0:
            self.list.scrollToTop()
        if self._is_row_wanted:
            self.focus_row()

    def show_theme(self, theme: Theme) -> None:
        self.breakpoints.theme = theme
        self.header.show_theme(theme)
        self.button.show_theme(theme)
        self.note.show_theme(theme)
        self.list.show_theme(theme)

    def _show_place(self, done: int, count: int) -> None:
        if not count:
            self.header.show_info("")
            return
        if done:
            place = self.tr("operation {0} of {1}").format(done, count)
            short = f"{done} / {count}"
        else:
            place = self.tr("{0} operations per update").format(count)
            short = self.tr("{0} operations").format(count)
        click, right = self.tr("click to run there"), self.tr("right-click for a breakpoint")
        self.header.show_info(f"{place} · {click} · {right}", f"{place} · {click}", place, short)

    # --- wishes ----------------------------------------------------------------------------

    @Slot(int)
    def run_to(self, row: int) -> None:
        """Go to where this operation has just been carried out."""
        self.command_requested.emit(StepTo(row))

    def focus_row(self) -> None:
        """Let the arrows choose a row, beginning at the present one."""
        # Behind another tab nothing was shown yet; then the row waits for the operations.
        self._is_row_wanted = not self.model.operations
        if not self._is_row_wanted and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(max(0, self.model.current)))
        self.list.setFocus()

    def toggle_breakpoint(self) -> None:
        """Put a breakpoint on the row that the keyboard is at, or take it away."""
        row = self.list.currentIndex().row()
        self.shelf.toggle_row(row if row >= 0 else self.model.current)

    def _on_list_menu_wanted(self, row: int, place: QPoint) -> None:
        menu = self.breakpoints.menu(row, self.run_to)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _on_list_current_changed(self, index: QModelIndex) -> None:
        self.breakpoints.row = index.row()

    # --- breakpoints -----------------------------------------------------------------------

    def _on_shelf_sent(self, found: object) -> None:
        self.command_requested.emit(SetBreakpoints(found))  # type: ignore[arg-type]

    def _on_shelf_changed(self) -> None:
        self.model.show_marks(marks(self.shelf.points, self.model.operations))
        self._show_button()
        text, stopped, dropped = "", self.shelf.stopped, self.shelf.dropped
        if stopped is not None and self._shown is not None:
            text = reason(stopped, self._shown, self._snapshot)
        elif dropped == 1:
            text = self.tr("A breakpoint went with what it stood on.")
        elif dropped:
            text = self.tr("{0} breakpoints went with what they stood on.").format(dropped)
        self.note.show_role("warning" if stopped is not None else "muted")
        self.note.show_text(text)
        self.note.setVisible(bool(text))

    def _show_button(self) -> None:
        count = len(self.shelf.points)
        word = self.tr("breakpoints") if self.width() >= px(_WORDY) else ""
        text = " ".join(part for part in ("●", word, str(count) if count else "") if part)
        if text != self.button.text():
            self.button.setText(text)
            self.button.setAccessibleName(self.tr("Breakpoints: {0}").format(count))
            self.button.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_button()
