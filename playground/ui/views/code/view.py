"""The training loop as code: the line that is being carried out is filled while stepping."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from playground.engine.state import OperationLabel
from playground.session.snapshot import Snapshot
from playground.ui.layer_names import told_name
from playground.ui.style import DARK, SPACING, Theme, mono
from playground.ui.view import ShownProject, View
from playground.ui.views.code.colouring import CodeColours
from playground.ui.views.code.listing import CodeLine, line_at, listing
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Header

_COMMENT_AT = 26
"""Column at which the comments stand, where the code leaves room for them."""


class CodeView(View):
    """A dozen lines of Python, made of the present project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._shown: ShownProject | None = None
        self._lines: list[CodeLine] = []
        self._operations: tuple[OperationLabel, ...] = ()
        self._done = 0
        self.header = Header(self.tr("Code"))
        self.copy = Chip(self.tr("copy"), self.tr("Copies the training loop to the clipboard."))
        self.copy.setCheckable(False)
        self.copy.setAccessibleName(self.tr("Copy the code"))
        self.copy.clicked.connect(self.copy_code)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(mono(8.5))
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self.tr("Training loop as code"))
        self.text.setToolTip(
            self.tr("What every step of training does, in Python; it follows your settings.")
        )
        self._colours = CodeColours(self.text.document())
        head = QHBoxLayout()
        head.setContentsMargins(SPACING // 2, 0, SPACING + 4, 0)
        head.setSpacing(SPACING)
        head.addWidget(self.header, 1)
        head.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, 0, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        before = self._shown
        self._shown = shown
        if before is None or before.project != shown.project:
            self._write()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        done = snapshot.position.operation
        if done == self._done and snapshot.operations is self._operations:
            return
        self._done, self._operations = done, snapshot.operations
        self._mark()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.header.show_theme(theme)
        self.copy.show_theme(theme)
        self.text.setFont(mono(8.5))
        self.text.setStyleSheet(
            f"QPlainTextEdit {{ background: transparent; color: {theme.text}; border: none;"
            f" selection-background-color: {theme.action}; selection-color: {theme.action_text}; }}"
            " QPlainTextEdit::corner { background: transparent; border: none; }"
        )
        self._colours.show_theme(theme)
        self._mark()

    # --- the code --------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The line that is being carried out."""
        return line_at(self._lines, self._operations, self._done)

    def code(self) -> str:
        """Return the whole loop."""
        return self.text.toPlainText()

    def copy_code(self) -> None:
        """Put it on the clipboard."""
        QGuiApplication.clipboard().setText(self.code() + "\n")

    def _write(self) -> None:
        if self._shown is None:
            return
        self._lines = listing(self._shown.project, self._shown.resolution)
        code = "\n".join(_with_comment(line) for line in self._lines)
        if code != self.code():
            self.text.setPlainText(code)
        self._mark()

    def _mark(self) -> None:
        """Fill the line at work in the colour of its phase, and bring it into sight."""
        number = self.current
        self.text.setExtraSelections([] if number is None else self._selections(number))
        if number is None:
            self.header.show_info("")
            return
        label = self._operations[self._done - 1]
        phase = QCoreApplication.translate("Tape", label.phase)
        layer = told_name(label.layer_name)
        self.header.show_info(f"{phase} · {layer}" if layer else phase, phase)
        start = next((i for i, line in enumerate(self._lines) if line.part == "data"), 0)
        # The whole loop, where there is room for it; in any case the line at work.
        for line in (start, len(self._lines) - 1, number):
            self._show_line(line)
        self.text.horizontalScrollBar().setValue(0)

    def _show_line(self, number: int) -> None:
        cursor = QTextCursor(self.text.document().findBlockByNumber(number))
        bar = self.text.verticalScrollBar()
        top, rows = bar.value(), self._visible_rows()
        if cursor.blockNumber() < top:
            bar.setValue(cursor.blockNumber())
        elif cursor.blockNumber() >= top + rows:
            bar.setValue(cursor.blockNumber() - rows + 1)

    def _visible_rows(self) -> int:
        height = self.text.blockBoundingRect(self.text.document().firstBlock()).height()
        return max(1, int(self.text.viewport().height() // max(1.0, height)))

    def _selections(self, number: int) -> list[QTextEdit.ExtraSelection]:
        """Return what fills a line from edge to edge, and what colours its letters."""
        theme = self._theme
        is_backward = self._lines[number].part == "backward"
        fill, ink = QTextCharFormat(), QTextCharFormat()
        fill.setBackground(QColor(theme.blame if is_backward else theme.action))
        fill.setProperty(QTextFormat.Property.FullWidthSelection, True)
        ink.setForeground(QColor("#ffffff" if is_backward else theme.action_text))
        selections = []
        for form in (fill, ink):
            cursor = QTextCursor(self.text.document().findBlockByNumber(number))
            if form is ink:
                end = QTextCursor.MoveOperation.EndOfBlock
                cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, form
            selections.append(selection)
        return selections


def _with_comment(line: CodeLine) -> str:
    """Return a line with what it is behind it, as the tape calls it."""
    if line.part in ("", "data", "pull", "clip"):
        return line.text
    word = QCoreApplication.translate("Tape", line.part)
    return f"{line.text.ljust(_COMMENT_AT)}# {word}"
