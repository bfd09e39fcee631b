"""A layout of columns of equal width, where what is too wide for its column takes a whole line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem

from playground.ui.widgets.line_layout import LineLayout


class ShelfLayout(LineLayout):
    """Items in columns, line by line; nothing is ever narrower than it needs.

    Parameters
    ----------
    columns
        How many stand side by side where they fit.
    """

    def __init__(self, columns: int, spacing: int = 6) -> None:
        super().__init__(spacing=spacing)
        self._columns = columns

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def _least(self, item: QLayoutItem) -> QSize:
        return item.sizeHint()

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        gap = self.spacing()
        narrow = (rect.width() - gap * (self._columns - 1)) // self._columns
        y = rect.y()
        for line in self._lines(narrow):
            height = max(item.sizeHint().height() for item in line)
            for column, item in enumerate(line):
                hint = item.sizeHint()
                width = rect.width() if hint.width() > narrow else narrow
                left = rect.x() + column * (narrow + gap)
                if not is_trial:
                    item.setGeometry(QRect(left, y, width, hint.height()))
            y += height + gap
        return max(0, y - gap - rect.y())

    def _lines(self, narrow: int) -> list[list[QLayoutItem]]:
        """Return what stands beside each other.

        What is too wide for a column has a line to itself; the next narrow item still goes beside
        the one before it, so that no column is left empty in between.
        """
        lines: list[list[QLayoutItem]] = []
        unfilled: list[QLayoutItem] = []
        for item in self._items:
            if item.sizeHint().width() > narrow:
                lines.append([item])
                continue
            if len(unfilled) in (0, self._columns):
                unfilled = []
                lines.append(unfilled)
            unfilled.append(item)
        return lines
