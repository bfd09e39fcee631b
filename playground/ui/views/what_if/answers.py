"""What the network says, before and after: one row an answer. Qt-free part first, then the drawing."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.numbers import share, signed
from playground.ui.style import DARK, Theme, mono, px, sans


@dataclass(frozen=True, slots=True)
class Answer:
    """One output: its name, and its value for the example and for the made-up one."""

    name: str
    before: float | None
    after: float | None
    is_winner: bool = False


class AnswerRows(QWidget):
    """Bars with an outline where they stood before.

    Parameters
    ----------
    as_share
        Numbers are probabilities and written as percentages.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._answers: tuple[Answer, ...] = ()
        self._as_share = True
        self._is_short = False
        self._reach = 1.0
        self.setAccessibleName(self.tr("Answers for the changed example"))
        self.setToolTip(
            self.tr("Filled: for the changed example. Outline: for the example itself.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return self._answers

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_short(self, is_short: bool) -> None:
        """Write only the new numbers, on lower rows; the outline still tells the old ones."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.updateGeometry()
            self.update()

    def show_answers(self, answers: tuple[Answer, ...], *, as_share: bool) -> None:
        """Show these."""
        if answers == self._answers and as_share == self._as_share:
            return
        if len(answers) != len(self._answers):
            self.updateGeometry()
        self._answers, self._as_share = answers, as_share
        values = [v for a in answers for v in (a.before, a.after) if v is not None]
        finite = [abs(value) for value in values if math.isfinite(value)]
        self._reach = 1.0 if as_share else max([1.0, *finite])
        self.setAccessibleDescription("; ".join(self.words(answer) for answer in answers))
        self.update()

    def words(self, answer: Answer) -> str:
        """Return one answer in words, e.g. "flu: 12.0% → 87.1%"."""
        return f"{answer.name}: {self._number(answer.before)} → {self._number(answer.after)}"

    def sizeHint(self) -> QSize:
        return QSize(px(220), round(self._row * max(1, len(self._answers))) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.sizeHint().height())

    @property
    def _row(self) -> float:
        return QFontMetricsF(mono(9.0)).height() + (0 if self._is_short else 4)

    def _number(self, value: float | None) -> str:
        if value is None:
            return "–"
        return share(value) if self._as_share else signed(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names, values = QFontMetricsF(sans(9.0)), QFontMetricsF(mono(9.0))
        left = max((names.horizontalAdvance(a.name) for a in self._answers), default=0.0)
        left = min(left, 0.3 * self.width()) + px(6)
        right = values.horizontalAdvance("0" * (7 if self._is_short else 17))
        box = QRectF(left, 0, max(float(px(20)), self.width() - left - right), self._row)
        for row, answer in enumerate(self._answers):
            box.moveTop(row * self._row)
            self._paint_one(painter, answer, box)
        painter.end()

    def _paint_one(self, painter: QPainter, answer: Answer, box: QRectF) -> None:
        theme = self._theme
        weight = QFont.Weight.DemiBold if answer.is_winner else QFont.Weight.Normal
        painter.setFont(sans(9.0, weight))
        painter.setPen(QColor(theme.text if answer.is_winner else theme.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = QRectF(0, box.top(), box.left() - px(4), box.height())
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(answer.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(flags), shown)
        painter.setBrush(QColor(theme.positive if (answer.after or 0.0) >= 0 else theme.negative))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(self._bar(box, answer.after))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.drawRect(self._bar(box, answer.before).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(mono(9.0))
        number = QRectF(box.right() + px(4), box.top(), self.width() - box.right(), box.height())
        words = self._number(answer.after)
        if not self._is_short:
            words = f"{self._number(answer.before)} → {words}"
        painter.drawText(number, int(flags), words)

    def _bar(self, box: QRectF, value: float | None) -> QRectF:
        is_known = value is not None and math.isfinite(value)
        part = min(1.0, abs(value or 0.0) / self._reach) if is_known else 0.0
        return QRectF(box.left(), box.top() + 4, max(1.5, box.width() * part), box.height() - 8)
