"""One bar for each class: what the network answers for the selected example."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, Theme, mono, sans

_TIGHT = 0.85
"""Of the height of a line: rows that are lower than that cannot be read."""


@dataclass(frozen=True, slots=True)
class ClassAnswer:
    """One class: its name, the output, and whether it is the true and the winning one."""

    name: str
    value: float
    is_true: bool
    is_winner: bool


def _size(answer: ClassAnswer) -> float:
    """Return how strong an answer is; nothing is said of one that is no number."""
    return abs(answer.value) if answer.value == answer.value else 0.0


class ClassBars(QWidget):
    """Name, bar and number of every class; the true one is marked with a dot.

    Where there is no room for all of them, the strongest stand, and how many are left out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._answers: tuple[ClassAnswer, ...] = ()
        self._as_share = True
        self.setFont(mono(9.0))
        self.setToolTip(
            self.tr("What the network answers for this example; the dot marks the true class.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_answers(self, answers: tuple[ClassAnswer, ...], as_share: bool) -> None:
        """Show these classes; numbers as percentages where they are probabilities."""
        if answers == self._answers and as_share == self._as_share:
            return
        if len(answers) != len(self._answers):
            self.updateGeometry()
        self._answers, self._as_share = answers, as_share
        self.setAccessibleName(self.tr("Class bars"))
        self.setAccessibleDescription(
            ", ".join(f"{answer.name}: {self._number(answer.value)}" for answer in answers)
        )
        self.update()

    def answers(self) -> tuple[ClassAnswer, ...]:
        return self._answers

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        rows = max(1, len(self._answers))
        return QSize(
            round(metrics.horizontalAdvance("0") * 20), round(rows * (metrics.height() + 3))
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() * 2 // 3, self.sizeHint().height() * 3 // 4)

    def shown(self) -> tuple[ClassAnswer, ...]:
        """Return the classes that there is room for, in their order, the true one among them."""
        room = int(self.height() / (QFontMetricsF(self.font()).height() * _TIGHT))
        if len(self._answers) <= room:
            return self._answers

        def rank(index: int) -> tuple[bool, bool, float]:
            answer = self._answers[index]
            return not answer.is_winner, not answer.is_true, -_size(answer)

        kept = sorted(range(len(self._answers)), key=rank)[: max(1, room - 1)]
        return tuple(self._answers[index] for index in sorted(kept))

    def left_out(self) -> str:
        """Return what is said of the classes without a bar; "" where all have one."""
        shown = self.shown()
        others = [answer for answer in self._answers if answer not in shown]
        if not others:
            return ""
        most = max(others, key=_size)
        return self.tr("{0} more, none above {1}").format(len(others), self._number(most.value))

    def _number(self, value: float) -> str:
        return numbers.share(value) if self._as_share else numbers.signed(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._answers:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        digit = metrics.horizontalAdvance("0")
        names = max(metrics.horizontalAdvance(answer.name) for answer in self._answers) + digit
        names = min(names, self.width() * 0.35)
        shown, rest = self.shown(), self.left_out()
        pitch = self.height() / (len(shown) + bool(rest))
        bar = QRectF(names + digit * 1.6, 0, 0, min(pitch - 4, metrics.height() - 4))
        bar.setWidth(max(4.0, self.width() - bar.left() - digit * 7.5))
        for index, answer in enumerate(shown):
            self._paint_answer(
                painter, answer, bar, names, QRectF(0, index * pitch, self.width(), pitch)
            )
        if rest:
            painter.setFont(sans(9.0))
            painter.setPen(QColor(self._theme.muted))
            row = QRectF(bar.left(), len(shown) * pitch, self.width() - bar.left(), pitch)
            said = QFontMetricsF(painter.font()).elidedText(
                rest, Qt.TextElideMode.ElideRight, row.width()
            )
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
        painter.end()

    def _paint_answer(
        self, painter: QPainter, answer: ClassAnswer, bar: QRectF, names: float, row: QRectF
    ) -> None:
        theme = self._theme
        middle = Qt.AlignmentFlag.AlignVCenter
        strong = answer.is_winner
        painter.setFont(sans(9.0, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        painter.setPen(QColor(theme.text if strong or answer.is_true else theme.muted))
        name = QRectF(row.left(), row.top(), names, row.height())
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignRight, answer.name)
        if answer.is_true:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text))
            painter.drawEllipse(QRectF(names + 4, row.center().y() - 2, 4, 4))
        place = QRectF(bar)
        place.moveCenter(row.center())
        place.moveLeft(bar.left())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(place, 3, 3)
        length = min(1.0, abs(answer.value)) if answer.value == answer.value else 0.0
        place.setWidth(max(2.0, bar.width() * length))
        painter.setBrush(QColor(theme.positive if answer.value >= 0 else theme.negative))
        painter.drawRoundedRect(place, min(3.0, place.width() / 2), 3)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text if strong else theme.muted))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, self._number(answer.value))
