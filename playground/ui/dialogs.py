"""Small dialogs that only tell: keys, licences, what the selection is."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from playground import __version__
from playground.ui.action import translate
from playground.ui.actions import ACTIONS, CANVAS_KEYS, CURVE_KEYS, MENU_TITLES
from playground.ui.glossary import search
from playground.ui.style import MONO, SPACING, mono, px, sans

_MOST_LINES = 8
"""Longer explanations scroll."""


class Sheet(QDialog):
    """A dialog with a heading and one button that closes it."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(22), px(18), px(22), px(16))
        self.column.setSpacing(px(SPACING + 2))
        heading = QLabel(title)
        heading.setObjectName("heading")
        heading.setFont(sans(13.0))
        self.column.addWidget(heading)

    def finish(self) -> None:
        """Add the button."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        button = buttons.button(QDialogButtonBox.StandardButton.Close)
        button.setToolTip(self.tr("Closes this window."))
        button.setIcon(QIcon())
        buttons.rejected.connect(self.close)
        self.column.addWidget(buttons)


class _Scroll(QScrollArea):
    """As large as what is in it, and scrolling where the screen is smaller."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def sizeHint(self) -> QSize:
        body = self.widget()
        margin = px(14)
        return body.sizeHint() + QSize(margin, margin) if body is not None else super().sizeHint()


class ShortcutSheet(Sheet):
    """Every key, from the table of actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys"), parent)
        groups = [
            (
                translate(title),
                [
                    (a.shortcut, translate(a.title))
                    for a in ACTIONS.values()
                    if a.menu == menu and a.shortcut
                ],
            )
            for menu, title in MENU_TITLES.items()
        ]
        canvas = [(key, translate(text)) for key, text in CANVAS_KEYS]
        groups.append((self.tr("On the canvas"), canvas))
        curve = [(key, translate(text)) for key, text in CURVE_KEYS]
        groups.append((self.tr("On the loss curve"), curve))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACING * 2))
        grid.setVerticalSpacing(px(4))
        half = (sum(len(keys) + 1 for _, keys in groups) + 1) // 2
        row, column = 0, 0
        for title, keys in groups:
            if row and row + len(keys) + 1 > half + 3:
                row, column = 0, column + 2
            heading = QLabel(title)
            heading.setObjectName("heading")
            grid.addWidget(heading, row, column, 1, 2)
            row += 1
            for key, text in keys:
                self._add(grid, row, column, key, text)
                row += 1
        body = QWidget()
        body.setLayout(grid)
        self.column.addWidget(_Scroll(body), 1)
        self.finish()

    def _add(self, grid: QGridLayout, row: int, column: int, key: str, text: str) -> None:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
        label = QLabel(key if "Wheel" in key or " " in key else shown)
        label.setFont(mono(9.5))
        label.setObjectName("muted")
        label.setMinimumWidth(px(96))
        grid.addWidget(label, row, column)
        words = QLabel(text)
        words.setContentsMargins(0, 0, px(18), 0)
        grid.addWidget(words, row, column + 1)


def licence_text() -> str:
    """Return the licences of the program and of what it carries."""
    root = Path(__file__).resolve().parents[2]
    # Loaded here and not at the top: with all of e-mail behind it, it would hold up the first paint.
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415

    texts = []
    for name in ("LICENSE", "NOTICE"):
        if (root / name).exists():
            texts.append((root / name).read_text(encoding="utf-8"))
            continue
        try:
            text = distribution("neural-playground").read_text(f"licenses/{name}")
        except PackageNotFoundError:
            text = None
        texts.append(text or f"{name} is missing. It comes with the program's source.")
    return "\n\n".join(texts)


class AboutDialog(Sheet):
    """Version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Playground", parent)
        text = self.tr("Version {0}. Draw neural networks, watch them learn, step through them.")
        line = QLabel(text.format(__version__))
        line.setObjectName("muted")
        self.column.addWidget(line)
        self.licences = QTextBrowser()
        self.licences.setPlainText(licence_text())
        self.licences.setFont(mono(9.0))
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences.setToolTip(self.tr("Says under which terms the program may be used."))
        self.column.addWidget(self.licences, 1)
        self.finish()
        self.resize(px(680), px(520))


class ExplanationDialog(Sheet):
    """What the selection or a control is, in plain words."""

    def __init__(self, title: str, lines: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(SPACING))
        for line in lines:
            label = QLabel(line)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(px(380))
            if _is_formula(line):
                label.setFont(mono(9.5))
            column.addWidget(label)
        column.addStretch(1)
        if len(lines) <= _MOST_LINES:
            self.column.addWidget(body)
        else:
            scroll = QScrollArea()
            scroll.setWidget(body)
            scroll.setWidgetResizable(True)
            scroll.setMinimumSize(px(460), px(420))
            self.column.addWidget(scroll, 1)
        self.finish()


def _is_formula(line: str) -> bool:
    """Whether a line is a formula: it has a sign of equality or change, and does not end as a sentence."""
    return not line.endswith((".", "?", ":")) and any(sign in line for sign in "=←~")


class GlossaryDialog(Sheet):
    """Every word of the tables with its sentence and formula; typing narrows it down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Glossary"), parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type to narrow down"))
        self.field.setAccessibleName(self.tr("Search the glossary"))
        self.field.setToolTip(self.tr("Shows only what holds the words that you type."))
        self.field.setClearButtonEnabled(False)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Glossary"))
        self.text.setToolTip(self.tr("Says what everything that can be chosen is and computes."))
        self.column.addWidget(self.field)
        self.column.addWidget(self.text, 1)
        self.finish()
        self.field.textChanged.connect(self._fill)
        self._fill("")
        self.resize(px(620), px(600))

    def _fill(self, typed: str) -> None:
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        parts = []
        for title, entries in search(typed):
            parts.append(f"<h3>{escape(title)}</h3>")
            for entry in entries:
                formula = escape(entry.formula)
                code = f'<br><span style="font-family:{MONO}; color:{muted}">{formula}</span>'
                parts.append(
                    f"<p><b>{escape(entry.title)}</b> · {escape(entry.explanation)}"
                    f"{code if formula else ''}</p>"
                )
        nothing = self.tr("Nothing holds these words.")
        self.text.setHtml("".join(parts) or f"<p>{escape(nothing)}</p>")
