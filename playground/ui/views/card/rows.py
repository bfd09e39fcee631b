"""One line of a neuron's sum: a₁ −0.999 × −0.945 = +0.944, the weight editable."""

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, Theme, mono
from playground.ui.views.card.arithmetic import Term
from playground.ui.widgets.number_field import NumberField

_NUMBER = numbers.width_of()
_TIMES = " ×"
_EQUALS = " ="
# Numbers below 10 bring a blank of their own.


class TermRow(QWidget):
    """One input of the neuron."""

    weight_changed = Signal(object, float, bool)
    """WeightRef, value, is final."""
    pointed = Signal(int)
    """The term's index, when the mouse or the focus comes to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._term: Term | None = None
        self._name = ""
        self._width = 2
        self.setFont(mono())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.weight = NumberField(self)
        self.weight.value_changed.connect(self._on_weight_value_changed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.weight.show_theme(theme)
        self.update()

    def show_term(self, term: Term, title: str, width: int) -> None:
        """Show this input.

        Parameters
        ----------
        title
            What the input is called, for the tooltip.
        width
            Digits of the largest index on the card: all names are equally wide.
        """
        if self._term is None or term.weight != self._term.weight:
            self.setToolTip(self.tr("The activation of {0}, times the weight.").format(title))
            self.weight.setAccessibleName(self.tr("weight from {0}").format(title))
        if width != self._width:
            self._width = width
            self._place()
        if term != self._term:
            self._term = term
            self.weight.show_value(term.w)
            self.setAccessibleName(self.text())
            self.update()

    def text(self) -> str:
        """Return the line as it reads."""
        if self._term is None:
            return ""
        term = self._term
        return (
            f"{self._label()} {numbers.signed(term.a)}{_TIMES} {numbers.signed(term.w)}"
            f"{_EQUALS} {numbers.signed(term.product)}"
        )

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        characters = 1 + self._width + 1 + 3 * _NUMBER + len(_TIMES) + len(_EQUALS)
        height = self.weight.sizeHint().height()
        return QSize(round(metrics.horizontalAdvance("0") * characters) + 8, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _label(self) -> str:
        return "" if self._term is None else "a" + numbers.subscript(self._term.index)

    def _digit(self) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance("0")

    def _weight_left(self) -> float:
        return self.weight_left(self._width)

    def weight_left(self, width: int) -> int:
        """Return where the weight begins when indices have so many digits."""
        return round(self._digit() * (1 + width + 1 + _NUMBER + len(_TIMES)) - 4)

    def _place(self) -> None:
        hint = self.weight.sizeHint()
        self.weight.setGeometry(round(self._weight_left()), 0, hint.width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._term is not None:
            self.pointed.emit(self._term.index)

    def _on_weight_value_changed(self, value: float, is_final: bool) -> None:
        if self._term is not None:
            self.weight_changed.emit(self._term.weight, value, is_final)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._term is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        metrics, digit = QFontMetricsF(self.font()), self._digit()
        base = (self.height() - metrics.height()) / 2 + metrics.ascent()
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QPointF(0, base), self._label())

        def number(text: str, right: float) -> None:
            painter.drawText(QPointF(right - metrics.horizontalAdvance(text), base), text)

        number(numbers.signed(self._term.a), digit * (1 + self._width + 1 + _NUMBER))
        # Clear of the field's own ground, which reaches a little further left than its number.
        painter.drawText(QPointF(digit * (2 + self._width + _NUMBER) - 3, base), _TIMES)
        after = self._weight_left() + self.weight.width() - 2
        painter.drawText(QPointF(after, base), _EQUALS)
        painter.setPen(QColor(self._theme.text))
        number(numbers.signed(self._term.product), after + digit * (len(_EQUALS) + _NUMBER))
        painter.end()
