"""The window: menus, bar, docks, banners. It assembles and remembers; it decides nothing."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from playground.ui.preferences import Preferences
from playground.ui.style import SPACING, sans
from playground.ui.widgets.banner import Banner, ErrorBanner
from playground.ui.widgets.text import Line

DockName = Literal[
    "left",
    "outline",
    "output",
    "space",
    "card",
    "weights",
    "what_if",
    "timeline",
    "tape",
    "text",
    "size",
]

_AREAS: Mapping[DockName, Qt.DockWidgetArea] = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "outline": Qt.DockWidgetArea.LeftDockWidgetArea,
    "output": Qt.DockWidgetArea.RightDockWidgetArea,
    "space": Qt.DockWidgetArea.RightDockWidgetArea,
    "card": Qt.DockWidgetArea.RightDockWidgetArea,
    "weights": Qt.DockWidgetArea.RightDockWidgetArea,
    "what_if": Qt.DockWidgetArea.RightDockWidgetArea,
    "timeline": Qt.DockWidgetArea.BottomDockWidgetArea,
    "tape": Qt.DockWidgetArea.BottomDockWidgetArea,
    "text": Qt.DockWidgetArea.BottomDockWidgetArea,
    "size": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_USUAL = QSize(1440, 900)
_LEAST = QSize(960, 620)
_FRAME = QSize(24, 60)
"""Room that a window manager's frame may need around the window."""
_LEFT_WIDTH, _TAPE_WIDTH = 190, 320


class MainWindow(QMainWindow):
    """The frame around the views."""

    painted = Signal()
    """Once, after the first paint: what is slow to load may begin now."""
    minimised_changed = Signal(bool)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._is_painted = False
        self._is_placed = False
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; False keeps it open."""
        self.menus = QMenuBar()
        self.brand = QLabel("Playground")
        self.title = QLabel()
        self.notice = Line()
        self.error_banner = ErrorBanner()
        self.guard_banner = Banner()
        self._top = QVBoxLayout()
        self.docks: dict[DockName, QDockWidget] = {}
        self.setMinimumSize(_LEAST)
        self.setWindowTitle("Playground")
        # The columns go all the way down: palette and arithmetic need the height.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._build_top()

    # --- what stands where -----------------------------------------------------------------

    def place_bar(self, bar: QWidget) -> None:
        """Put the transport bar under the menus."""
        self._top.insertWidget(1, bar)

    def place_canvas(self, canvas: QWidget) -> None:
        """Put the canvas into the middle."""
        self.setCentralWidget(canvas)

    def place_dock(
        self,
        name: DockName,
        title: str,
        *parts: QWidget,
        scrolls: bool = False,
        behind: DockName | None = None,
    ) -> None:
        """Put views into a dock, one below the other; the last one gets the room that is left.

        Parameters
        ----------
        behind
            The dock whose tab stands in front of this one's.
        """
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        # No title bar: the views carry their own headings; the View menu shows and hides docks.
        dock.setTitleBarWidget(QWidget(dock))
        body = QWidget()
        body.setObjectName("dock")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] and not scrolls else 0)
        if scrolls:
            column.addStretch(1)
        dock.setWidget(_Column(body) if scrolls else body)
        self.docks[name] = dock
        self.addDockWidget(_AREAS[name], dock)
        if behind is not None:
            self.tabifyDockWidget(self.docks[behind], dock)
            self.docks[behind].raise_()

    def replace_part(self, before: QWidget, after: QWidget) -> None:
        """Put a view where its placeholder was."""
        parent = before.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.replaceWidget(before, after)
        before.hide()
        before.setParent(None)
        before.deleteLater()

    def fill_dock_menu(self, menu: QMenu) -> None:
        """Add a switch for every dock."""
        menu.addSeparator()
        for dock in self.docks.values():
            switch = dock.toggleViewAction()
            switch.setToolTip(self.tr("Shows or hides this part of the window."))
            menu.addAction(switch)

    # --- what it says ----------------------------------------------------------------------

    def show_title(self, name: str, is_changed: bool, is_saved: bool) -> None:
        """Show the document's name and whether it is saved."""
        state = ""
        if is_changed:
            state = self.tr("edited")
        elif is_saved:
            state = self.tr("saved")
        self.title.setText(f"{name} — {state}" if state else name)
        self.setWindowTitle(f"{name}[*] — Playground")
        self.setWindowModified(is_changed)

    def show_notice(self, text: str) -> None:
        """Show one plain sentence, quietly."""
        self.notice.show_text(text)

    # --- size and place --------------------------------------------------------------------

    def restore(self, size: QSize | None = None) -> None:
        """Take the place that the window had, or the usual one of this size."""
        geometry, layout = self._preferences.geometry, self._preferences.layout
        if size is None and geometry is not None and self.restoreGeometry(geometry):
            self._is_placed = layout is not None and self.restoreState(layout)
            return
        if size is not None:
            self.resize(size)
            return
        room = self.screen().availableGeometry().size()
        self.resize(_USUAL.boundedTo(room))
        if room != room.expandedTo(_USUAL + _FRAME):
            # A small screen is used to its edges; nothing may lie below them.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def remember(self) -> None:
        """Keep the place for the next start."""
        self._preferences.remember_window(self.saveGeometry(), self.saveState())

    def arrange(self) -> None:
        """Give the docks their usual sizes, unless they have those of the last time."""
        if self._is_placed:
            return
        width, height = self.width(), self.height()
        right = round(min(420.0, max(280.0, 0.23 * width)))
        bottom = round(min(230.0, max(150.0, 0.19 * height)))
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.resizeDocks(
            [self.docks["left"], self.docks["output"]], [_LEFT_WIDTH, right], horizontal
        )
        self.resizeDocks([self.docks["timeline"]], [bottom], vertical)
        middle = width - right - self.docks["left"].width()
        tape = min(_TAPE_WIDTH, round(0.4 * middle))
        self.resizeDocks(
            [self.docks["timeline"], self.docks["tape"]], [middle - tape, tape], horizontal
        )
        room = height - self.docks["output"].y()
        output = min(right + 20, round((0.46 if room > 700 else 0.41) * room))
        self.resizeDocks(
            [self.docks["output"], self.docks["card"]], [output, room - output], vertical
        )

    # --- Qt --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # Behind the event that painted, so that the picture stands on the screen first.
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.minimised_changed.emit(self.isMinimized())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            self.remember()
            event.accept()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        return _USUAL

    def _build_top(self) -> None:
        self.menus.setNativeMenuBar(False)
        self.brand.setObjectName("brand")
        self.brand.setFont(sans(10.5))
        self.title.setObjectName("title")
        self.notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.notice.align(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(SPACING)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self.brand)
        row.addWidget(self.menus)
        row.addWidget(self.notice, 1)
        row.addWidget(self.title)
        self._top.setContentsMargins(0, 0, 0, 1)
        self._top.setSpacing(0)
        self._top.addLayout(row)
        self._top.addWidget(self.error_banner)
        self._top.addWidget(self.guard_banner)
        top = QWidget()
        top.setObjectName("top")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setLayout(self._top)
        self.setMenuWidget(top)


class _Column(QScrollArea):
    """Scrolls upwards and downwards only, and is never narrower than what stands in it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def minimumSizeHint(self) -> QSize:
        body = self.widget()
        width = body.minimumSizeHint().width() if body is not None else 0
        return QSize(width, 80)

    def sizeHint(self) -> QSize:
        return QSize(max(_LEFT_WIDTH, self.minimumSizeHint().width()), 400)
