"""The window: menus, bar, docks, banners. It assembles and remembers; it decides nothing."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.ui.docks import Docks
from playground.ui.in_sight import SightedWindow
from playground.ui.preferences import Preferences
from playground.ui.style import SPACING, Theme, sans
from playground.ui.widgets.banner import Banner, ErrorBanner
from playground.ui.widgets.text import Line
from playground.ui.wording import told

_USUAL = QSize(1440, 900)
_LEAST = QSize(960, 620)
_FRAME = QSize(24, 60)
"""Room that a window manager's frame may need around the window."""


class MainWindow(SightedWindow):
    """The frame around the views."""

    painted = Signal()
    """Once, after the first paint: what is slow to load may begin now."""
    minimised_changed = Signal(bool)
    state_changed = Signal()
    """Full screen or not, maximised or not."""
    closed = Signal()
    """For good: nothing kept it open."""
    file_dropped = Signal(str)
    """Path of a file that was let go over the window."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.painted_at: float | None = None
        """Moment of the first paint, in seconds of `time.perf_counter`."""
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
        self.signs = QHBoxLayout()
        """Small signs in the top line, in front of the document's name."""
        self.docks = Docks(self)
        self.setMinimumSize(_LEAST)
        self.setWindowTitle("Playground")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(True)
        self._build_top()

    # --- what stands where -----------------------------------------------------------------

    def place_bar(self, bar: QWidget) -> None:
        """Put the transport bar under the menus."""
        self._top.insertWidget(1, bar)

    def place_canvas(self, canvas: QWidget) -> None:
        """Put the canvas into the middle."""
        self.setCentralWidget(canvas)

    def replace_part(self, before: QWidget, after: QWidget) -> None:
        """Put a view where its placeholder was."""
        parent = before.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.replaceWidget(before, after)
        before.hide()
        before.setParent(None)
        before.deleteLater()

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
        self.notice.show_text(told(text))

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.error_banner.show_theme(theme)
        self.guard_banner.show_theme(theme)
        self.notice.show_colour(theme.muted)
        self.docks.tidy()

    # --- size and place --------------------------------------------------------------------

    def restore(self, size: QSize | None = None) -> None:
        """Take the place that the window had, or the usual one of this size."""
        geometry, layout = self._preferences.geometry, self._preferences.layout
        if size is None and geometry is not None and self.restoreGeometry(geometry):
            self._is_placed = self.docks.restore(layout)
            return
        self.docks.restore(None)
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
        self.docks.tidy()
        if not self._is_placed:
            self.docks.arrange()

    def reset_layout(self) -> None:
        """Show every part of the window at its usual place."""
        self._preferences.forget_layout()
        self._is_placed = False
        self.docks.reset()

    def switch_full_screen(self) -> None:
        """Take the whole screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # --- Qt --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        def begin() -> None:
            self.painted_at = time.perf_counter()
            self.painted.emit()

        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # Behind the event that painted, so that the picture stands on the screen first.
            QTimer.singleShot(0, begin)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.minimised_changed.emit(self.isMinimized())
            self.state_changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            self.remember()
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

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
        row.addLayout(self.signs)
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


def _dropped_file(data: QMimeData) -> str:
    """Return the path of the one file that is carried, or "" where it is anything else."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else ""
