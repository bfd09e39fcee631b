"""The settings: one page, one sentence a row, applied at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from playground.ui.dialogs import Sheet
from playground.ui.languages import LANGUAGES
from playground.ui.pairs import PAIRS, USUAL, themed
from playground.ui.preferences import AUTOSAVE_SECONDS, MEMORIES, Preferences
from playground.ui.style import SPACING, ZOOMS, Theme, px, sans
from playground.ui.wording import told

_PACES: tuple[float | None, ...] = (1.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 10_000.0, None)
_NOTE = 380
"""Pixels that a sentence may be wide."""


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: what it is called, what it does, what there is to choose from.

    Attributes
    ----------
    options
        Values with what people read.
    field
        Name of the property of `Preferences`.
    """

    field: str
    title: str
    explanation: str
    options: tuple[tuple[Any, str], ...]


class Choice(QComboBox):
    """A list to choose from that leaves the wheel to scrolling."""

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        for _, text in row.options:
            self.addItem(text)
        self.setObjectName("choice")
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(row.explanation)
        self.setToolTip(row.explanation)
        self.setFixedWidth(px(216))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: object) -> None:
        """Show this value; nothing is asked for."""
        with QSignalBlocker(self):
            values = [offered for offered, _ in self.row.options]
            self.setCurrentIndex(values.index(value) if value in values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SettingsDialog(Sheet):
    """Everything that holds for all documents."""

    changed = Signal(str)
    """Name of the setting that the person changed; the preferences hold the new value."""

    def __init__(
        self, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Settings"), parent)
        self._preferences = preferences
        self.choices: dict[str, Choice] = {}
        for title, rows in (
            (self.tr("Look"), self._rows_of_look()),
            (self.tr("Training"), self._rows_of_training()),
        ):
            self._add_section(title, rows)
        self._show_swatches(theme)
        self.column.addStretch(1)
        self.finish()
        self.setMinimumWidth(px(664))

    # --- what there is ---------------------------------------------------------------------

    def _rows_of_look(self) -> Sequence[Row]:
        tr = self.tr
        return (
            Row(
                "theme",
                tr("Theme"),
                tr("Dark for the desk, light for a bright room, or what the system says."),
                (("dark", tr("Dark")), ("light", tr("Light")), ("system", tr("System"))),
            ),
            Row(
                "pair",
                tr("Colour pair"),
                tr("The two colours for positive and negative and for two classes."),
                tuple((pair.name, told(pair.title, "pairs")) for pair in PAIRS.values()),
            ),
            Row(
                "zoom",
                tr("Size"),
                tr("Words, numbers and buttons of the whole window, also with Ctrl + and Ctrl −."),
                tuple((factor, f"{factor:.0%}") for factor in ZOOMS),
            ),
            Row(
                "motion",
                tr("Motion"),
                tr("Whether cards glide and wires flow, or stand still."),
                (
                    ("system", tr("As the system says")),
                    ("full", tr("Moving")),
                    ("reduced", tr("Standing still")),
                ),
            ),
            Row(
                "language",
                tr("Language"),
                tr("The words of the window; numbers and formulas stay as they are."),
                (("", tr("System")), *((one.code, one.title) for one in LANGUAGES)),
            ),
        )

    def _rows_of_training(self) -> Sequence[Row]:
        tr = self.tr
        per_second = tr("{0} steps a second")
        return (
            Row(
                "pace",
                tr("Usual pace"),
                tr("The speed that new and opened networks begin with; examples bring their own."),
                tuple(
                    (pace, tr("Flat out") if pace is None else per_second.format(f"{pace:,.0f}"))
                    for pace in _PACES
                ),
            ),
            Row(
                "autosave",
                tr("Safety copy"),
                tr("How often training is kept safe against a crash; edits are kept at once."),
                (
                    *(
                        (seconds, tr("Every {0} seconds").format(f"{seconds:.0f}"))
                        for seconds in AUTOSAVE_SECONDS
                    ),
                    (None, tr("Never")),
                ),
            ),
            Row(
                "memory",
                tr("Memory"),
                tr(
                    "For copies along a run, from which it goes back; less makes going back slower."
                ),
                tuple((size, f"{size:,} MB") for size in sorted(MEMORIES)),
            ),
        )

    # --- putting together ------------------------------------------------------------------

    def _add_section(self, title: str, rows: Sequence[Row]) -> None:
        heading = QLabel(title)
        heading.setObjectName("heading")
        heading.setFont(sans(10.5))
        self.column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACING * 3))
        grid.setVerticalSpacing(px(SPACING + 2))
        grid.setColumnStretch(0, 1)
        for place, row in enumerate(rows):
            grid.addLayout(self._words(row), place, 0)
            choice = Choice(row)
            choice.show_value(self._value(row.field))
            choice.activated.connect(self._taker(row))
            grid.addWidget(choice, place, 1, Qt.AlignmentFlag.AlignVCenter)
            self.choices[row.field] = choice
        self.column.addLayout(grid)
        self.column.addSpacing(px(SPACING))

    def _words(self, row: Row) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(px(1))
        name, note = QLabel(row.title), QLabel(row.explanation)
        note.setObjectName("muted")
        note.setFont(sans(9.0))
        note.setWordWrap(True)
        note.setFixedWidth(px(_NOTE))
        note.setMinimumHeight(note.heightForWidth(px(_NOTE)))
        words.addWidget(name)
        words.addWidget(note)
        return words

    def _value(self, field: str) -> object:
        value = getattr(self._preferences, field)
        return value or USUAL if field == "pair" else value

    def _taker(self, row: Row) -> Callable[[int], None]:
        def take(index: int) -> None:
            setattr(self._preferences, row.field, row.options[index][0])
            self.changed.emit(row.field)

        return take

    def _show_swatches(self, theme: Theme) -> None:
        choice = self.choices["pair"]
        side = px(14)
        choice.setIconSize(QSize(2 * side, side))
        for index, (name, _) in enumerate(choice.row.options):
            choice.setItemIcon(index, _swatch(themed(theme.name, name), side))


def _swatch(theme: Theme, side: int) -> QIcon:
    """Return negative and positive side by side."""
    picture = QPixmap(2 * side, side)
    picture.fill(QColor(theme.neutral))
    painter = QPainter(picture)
    painter.fillRect(1, 1, side - 1, side - 2, QColor(theme.negative))
    painter.fillRect(side, 1, side - 1, side - 2, QColor(theme.positive))
    painter.end()
    return QIcon(picture)
