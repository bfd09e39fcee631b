"""The cells of the tape in as many columns as there is room for."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QWidget

from playground.ui.style import Theme
from playground.ui.views.tape.cells import CellDelegate
from playground.ui.views.tape.model import TapeModel

_HINT = QAbstractItemView.ScrollHint


class TapeGrid(QListView):
    """Runs to what is clicked; keeps the operation carried out last in sight."""

    run_wanted = Signal(int)
    """Row that was clicked, or on which Enter was pressed."""
    menu_wanted = Signal(int, QPoint)
    """Row whose menu is asked for, and where on the screen; −1 beside all rows."""

    def __init__(self, model: TapeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.cells = CellDelegate(model, self)
        self.setItemDelegate(self.cells)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self.fit)

    def follow(self, row: int) -> None:
        """Bring this row into sight, with what comes next where there is room."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        if not self.viewport().rect().contains(self.visualRect(index)) or self._is_last_seen(row):
            self.scrollTo(index, _HINT.PositionAtCenter)

    def _is_last_seen(self, row: int) -> bool:
        """Whether the row lies at the lower edge although more follow."""
        columns = max(1, self._room() // self.cells.width)
        after = self.model().index(row + columns, 0)
        return after.isValid() and not self.viewport().rect().intersects(self.visualRect(after))

    def columns(self) -> int:
        """Return how many cells stand beside each other."""
        room = self._room()
        roomy = int(room // self.cells.good_width())
        # Two narrow ones are better than one wide one: more of the tape can be seen.
        return roomy if roomy > 1 else max(1, min(2, int(room // self.cells.least_width())))

    def _room(self) -> int:
        # Room for the scroll bar always, as Qt's own layout keeps it: no cell moves when it comes.
        extent = QStyle.PixelMetric.PM_ScrollBarExtent
        bar = self.style().pixelMetric(extent, None, self.verticalScrollBar())
        return self.maximumViewportSize().width() - bar - 1

    def fit(self) -> None:
        """Choose columns and size of the cells for the present width."""
        columns = self.columns()
        self.cells.is_single = columns == 1
        size = QSize(self._room() // columns, self.cells.height())
        self.cells.width = size.width()
        if size != self.gridSize():
            self.setGridSize(size)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, and the size that the interface has now."""
        self.cells.theme = theme
        self.fit()
        self.doItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), _HINT.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.run_wanted.emit(row)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            box: QRect = self.visualRect(index)
            at = self.viewport().mapToGlobal(box.center())
        else:
            index, at = self.indexAt(self.viewport().mapFrom(self, event.pos())), event.globalPos()
            if index.isValid():
                self.setCurrentIndex(index)
        self.menu_wanted.emit(index.row(), at)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.run_wanted.emit(index.row())
