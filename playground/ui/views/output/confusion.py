"""Which class is taken for which, over the test set."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.ui.style import DARK, Theme, sans
from playground.ui.widgets.paint import mix

_GAP = 1.0


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns the network's answers; right answers lie on the diagonal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._counts: npt.NDArray[np.int64] | None = None
        self._classes: tuple[str, ...] = ()
        self.setFont(sans(8.0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_counts(self, counts: npt.NDArray[np.int64] | None, classes: tuple[str, ...]) -> None:
        """Show the counts (true class, answer)."""
        if counts is self._counts and classes == self._classes:
            return
        self._counts, self._classes = counts, classes
        if counts is not None:
            words = self.tr("{0} of {1} right")
            self.setAccessibleDescription(words.format(int(np.trace(counts)), int(counts.sum())))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        rows = max(2, len(self._classes)) + 2
        return QSize(
            round(metrics.horizontalAdvance("0") * 3.6 * rows), round((metrics.height() + 2) * rows)
        )

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() * 2 // 3, hint.height() * 4 // 5)

    def words_at(self, position: QPointF) -> str:
        """Return what a cell says in a sentence."""
        counts = self._counts
        if counts is None or counts.size == 0:
            return self.tr("Which class is taken for which, over the test set.")
        grid, width, height = self._grid()
        column = int((position.x() - grid.left()) // width)
        row = int((position.y() - grid.top()) // height)
        if not (0 <= row < counts.shape[0] and 0 <= column < counts.shape[1]):
            return self.tr("Rows are the true classes, columns the network's answers.")
        return self.tr("{0} of {1} test examples of class {2} are taken for {3}.").format(
            int(counts[row, column]), int(counts[row].sum()), self._name(row), self._name(column)
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _name(self, index: int) -> str:
        return self._classes[index] if index < len(self._classes) else str(index)

    def _grid(self) -> tuple[QRectF, float, float]:
        metrics = QFontMetricsF(self.font())
        left = max((metrics.horizontalAdvance(name) for name in self._classes), default=8.0) + 8
        top = metrics.height() + 2
        grid = QRectF(left, top, self.width() - left, self.height() - top)
        size = max(1, 0 if self._counts is None else self._counts.shape[0])
        return grid, grid.width() / size, grid.height() / size

    def paintEvent(self, event: QPaintEvent) -> None:
        counts = self._counts
        if counts is None or counts.size == 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        grid, width, height = self._grid()
        theme, centre = self._theme, Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(theme.muted))
        for index in range(counts.shape[0]):
            side = QRectF(0, grid.top() + index * height, grid.left() - 4, height)
            above = QRectF(grid.left() + index * width, 0, width, grid.top())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(side, right, self._name(index))
            painter.drawText(above, centre, self._name(index))
        for row in range(counts.shape[0]):
            total = max(1, int(counts[row].sum()))
            for column in range(counts.shape[1]):
                cell = QRectF(
                    grid.left() + column * width, grid.top() + row * height, width, height
                ).adjusted(0, 0, -_GAP, -_GAP)
                self._paint_cell(painter, cell, int(counts[row, column]), total, row == column)
        painter.end()

    def _paint_cell(
        self, painter: QPainter, cell: QRectF, count: int, total: int, is_right: bool
    ) -> None:
        theme = self._theme
        strength = count / total
        hue = theme.positive if is_right else theme.negative
        amount = 0.0 if count == 0 else 0.15 + 0.85 * (strength if is_right else strength**0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.card_raised, hue, amount)))
        painter.drawRoundedRect(cell, 2, 2)
        if count:
            painter.setPen(QColor("#ffffff" if amount > 0.55 else theme.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count))
