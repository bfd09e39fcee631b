"""A layout of columns of equal width, where what is too wide for its column takes a whole line."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class ShelfLayout(QLayout):
    """Items in columns, line by line; nothing is ever narrower than it needs.

    Parameters
    ----------
    columns
        How many stand side by side where they fit.
    """

    def __init__(self, columns: int, spacing: int = 6) -> None:
        super().__init__()
        self._columns = columns
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint())
        return size

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        """Place the items, or only try; return the height that they take."""
        gap = self.spacing()
        narrow = (rect.width() - gap * (self._columns - 1)) // self._columns
        column, y, line = 0, rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            is_wide = hint.width() > narrow
            if column == self._columns or (is_wide and column):
                column, y, line = 0, y + line + gap, 0
            if not is_trial:
                left = rect.x() + column * (narrow + gap)
                width = rect.width() if is_wide else narrow
                item.setGeometry(QRect(left, y, width, hint.height()))
            column = self._columns if is_wide else column + 1
            line = max(line, hint.height())
        return y + line - rect.y()
