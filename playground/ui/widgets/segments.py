"""A formula with its numbers: pieces of text in different tones that wrap only between pieces."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, Theme, mono

Tone = Literal["muted", "text", "strong", "sign", "blame", "warning"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one tone; "sign" is coloured by the sign that the text starts with."""

    text: str
    tone: Tone = "text"


class Segments(QWidget):
    """One formula in the face of numbers."""

    def __init__(self, parent: QWidget | None = None, points: float = 9.5) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._pieces: tuple[Piece, ...] = ()
        self._lines, self._length = 1, 0
        self.setFont(mono(points))
        self._strong = mono(points, QFont.Weight.DemiBold)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_pieces(self, *pieces: Piece) -> None:
        """Show these pieces; the layout is asked again only where the size changes."""
        if pieces == self._pieces:
            return
        self._pieces = pieces
        self.setAccessibleName(self.text())
        if self._count_lines(self.width()) != self._lines or len(self.text()) != self._length:
            self._length = len(self.text())
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        return "".join(piece.text for piece in self._pieces)

    def has_room(self, text: str) -> bool:
        """Say whether a text fits on one line."""
        return QFontMetricsF(self._strong).horizontalAdvance(text) <= self.width()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lines = self._count_lines(width)
        return round(QFontMetricsF(self.font()).height() + 3) * self._lines

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text())
        return QSize(min(round(width) + 2, 260), round(metrics.height() + 3))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = min(80, round(metrics.horizontalAdvance(self.text())) + 2)
        return QSize(width, round(metrics.height() + 3))

    def _places(self, width: int) -> list[tuple[Piece, float, int]]:
        metrics = QFontMetricsF(self._strong)
        indent = metrics.horizontalAdvance("  ")
        x, line, places = 0.0, 0, []
        for piece in self._pieces:
            advance = metrics.horizontalAdvance(piece.text.rstrip())
            if x > indent and x + advance > width:
                x, line = indent, line + 1
            places.append((piece, x, line))
            x += metrics.horizontalAdvance(piece.text)
        return places

    def _count_lines(self, width: int) -> int:
        places = self._places(width)
        return places[-1][2] + 1 if places else 1

    def _colour(self, piece: Piece) -> str:
        theme = self._theme
        if piece.tone == "sign":
            text = piece.text.strip()
            return theme.negative_text if text[:1] in "-\u2212" else theme.positive_text
        return {
            "muted": theme.muted,
            "blame": theme.blame,
            "warning": theme.warning,
        }.get(piece.tone, theme.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        pitch = round(metrics.height() + 3)
        for piece, x, line in self._places(self.width()):
            painter.setFont(self._strong if piece.tone == "strong" else self.font())
            painter.setPen(QColor(self._colour(piece)))
            painter.drawText(QPointF(x, line * pitch + metrics.ascent() + 1.5), piece.text)
        painter.end()
