"""One line of the arithmetic: its name, its number, where it comes from, and how it was worked out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from playground.readout.arithmetic.records import Line, Phrase
from playground.ui.style import Theme
from playground.ui.widgets.formula import Formula
from playground.ui.widgets.segments import Piece, Segments, Tone
from playground.ui.widgets.text import Text
from playground.ui.wording import told

_DIGITS = 10
"""Room for a number with five digits, so that nothing moves while numbers change."""
_LONGEST = 7
"""Letters of a name that the first column has room for."""
_POINTS = 9.0


def phrase_text(phrase: Phrase) -> str:
    """Return a sentence of the arithmetic in the language of the window."""
    return told(phrase.template).format(*map(told, phrase.values))


def number_text(line: Line) -> str:
    """Return a line's number with its sign; 0 and losses, which are never negative, have none."""
    is_plain = (line.shown[:1].isdigit() or line.shown[:1] == "∞") and line.shown != "0"
    return f"+{line.shown}" if is_plain and not line.name.startswith("L") else line.shown


class LineRow:
    """Two rows of the grid: what it is, and below it the computation with its numbers."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self.name, self.number = Segments(), Segments()
        self.words = Text(role="muted")
        # The two faces have different ascents; their lines shall stand on one base.
        self.words.setContentsMargins(0, 2, 0, 0)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.formula = Formula(points=_POINTS)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, 2 * row, 0, top)
        grid.addWidget(self.number, 2 * row, 1, top)
        grid.addWidget(self.words, 2 * row, 2)
        grid.addWidget(self.formula, 2 * row + 1, 0, 1, 3)

    @property
    def parts(self) -> tuple[Segments, Segments, Text, Formula]:
        return self.name, self.number, self.words, self.formula

    def show_line(self, line: Line, said: str = "", *, is_proof: bool = False) -> None:
        """Show a line; ``said`` stands in the place of its own words."""
        is_result = line.role in ("result", "next")
        is_blame = line.name.startswith("∂L")
        tone: Tone = "strong" if is_result else "blame" if is_blame else "text"
        own = phrase_text(line.words) if line.words is not None else ""
        name, words = _named(line.name, said or own)
        self.name.show_pieces(Piece(name, "text" if is_result else "muted"))
        self.number.show_pieces(Piece(number_text(line), tone))
        self.words.show_role("good" if is_proof else "muted")
        self.words.show_text(words)
        is_worked = line.text != line.shown
        self.formula.show_tex(f"= {line.tex}", f"= {line.text}", "muted")
        for part in (self.name, self.number, self.words):
            part.setVisible(True)
        self.formula.setVisible(is_worked)

    def hide(self) -> None:
        """Show nothing."""
        for part in self.parts:
            part.setVisible(False)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in self.parts:
            part.show_theme(theme)

    def text(self) -> str:
        """Return what stands there, for tests and screen readers."""
        shown = [part.text() for part in (self.name, self.number, self.words) if part.text()]
        return "  ".join(shown)


def _named(name: str, words: str) -> tuple[str, str]:
    """Return name and words so that the name fits its column: "L of this example" is "L"."""
    if len(name) <= _LONGEST:
        return name, words
    return name.split(" ", maxsplit=1)[0], words or name


def number_width(segments: Segments) -> int:
    """Return the pixels of the column of numbers."""
    return round(QFontMetricsF(segments.font()).horizontalAdvance("0") * _DIGITS)


def as_sentence(line: Line) -> str:
    """Return a line as text, e.g. "z = 0.5·0.31 + 0.1 = 0.255"."""
    text = f"{line.name} = {line.text}"
    if line.text != line.shown:
        text += f" = {line.shown}"
    return f"{text}   ({phrase_text(line.words)})" if line.words is not None else text
