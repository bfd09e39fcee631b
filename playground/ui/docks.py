"""The parts of the window around the canvas: where they stand, their tabs, their usual sizes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from playground.ui.action import QT_TRANSLATE_NOOP
from playground.ui.style import px, sans
from playground.ui.widgets.text import Header

DockName = Literal[
    "left",
    "outline",
    "output",
    "space",
    "surface",
    "compare",
    "card",
    "weights",
    "what_if",
    "health",
    "timeline",
    "tape",
    "code",
    "text",
    "size",
]

_AREAS: Mapping[DockName, Qt.DockWidgetArea] = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "outline": Qt.DockWidgetArea.LeftDockWidgetArea,
    "output": Qt.DockWidgetArea.RightDockWidgetArea,
    "space": Qt.DockWidgetArea.RightDockWidgetArea,
    "surface": Qt.DockWidgetArea.RightDockWidgetArea,
    "compare": Qt.DockWidgetArea.RightDockWidgetArea,
    "card": Qt.DockWidgetArea.RightDockWidgetArea,
    "weights": Qt.DockWidgetArea.RightDockWidgetArea,
    "what_if": Qt.DockWidgetArea.RightDockWidgetArea,
    "health": Qt.DockWidgetArea.RightDockWidgetArea,
    "timeline": Qt.DockWidgetArea.BottomDockWidgetArea,
    "tape": Qt.DockWidgetArea.BottomDockWidgetArea,
    "code": Qt.DockWidgetArea.BottomDockWidgetArea,
    "text": Qt.DockWidgetArea.BottomDockWidgetArea,
    "size": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_TITLES: tuple[tuple[DockName, str, DockName | None], ...] = (
    ("left", QT_TRANSLATE_NOOP("Docks", "Data and layers"), None),
    ("output", QT_TRANSLATE_NOOP("Docks", "Output"), None),
    ("card", QT_TRANSLATE_NOOP("Docks", "Numbers"), None),
    ("timeline", QT_TRANSLATE_NOOP("Docks", "Loss"), None),
    ("tape", QT_TRANSLATE_NOOP("Docks", "Tape"), None),
    ("outline", QT_TRANSLATE_NOOP("Docks", "Outline"), "left"),
    ("space", QT_TRANSLATE_NOOP("Docks", "Space"), "output"),
    ("surface", QT_TRANSLATE_NOOP("Docks", "Loss surface"), "output"),
    ("compare", QT_TRANSLATE_NOOP("Docks", "Compare"), "output"),
    ("weights", QT_TRANSLATE_NOOP("Docks", "Weights"), "card"),
    ("what_if", QT_TRANSLATE_NOOP("Docks", "What if"), "card"),
    ("health", QT_TRANSLATE_NOOP("Docks", "Health"), "card"),
    ("code", QT_TRANSLATE_NOOP("Docks", "Code"), "tape"),
    ("text", QT_TRANSLATE_NOOP("Docks", "Text"), "tape"),
    ("size", QT_TRANSLATE_NOOP("Docks", "Size"), "tape"),
)
"""Every dock in order, with the one whose tab stands in front of its own."""
_SCROLLS: frozenset[DockName] = frozenset({"left"})
_FRONT: tuple[DockName, ...] = ("left", "output", "card", "tape")
"""The tabs that are in front at first."""
_LEAST_BODY = (110, 60)
_LEFT_WIDTH, _TAPE_WIDTH = 236, 320
_WIDE = 1100
"""Pixels between the columns from which on the code stands beside the tape."""
_LEAST_ROOM = 900, 480
"""A smaller window (at 100 %) has no room for parts above and beside each other."""
_RIGHT: tuple[DockName, ...] = (
    *("output", "space", "surface", "compare"),
    *("card", "weights", "what_if", "health"),
)
_BOTTOM: tuple[DockName, ...] = ("timeline", "tape", "code", "text", "size")


class Docks(QObject):
    """All docks of one window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.by_name: dict[DockName, QDockWidget] = {}
        self._usual: QByteArray | None = None
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        # The columns go all the way down: palette and arithmetic need the height.
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)

    def __getitem__(self, name: DockName) -> QDockWidget:
        return self.by_name[name]

    def fill(self, parts: Mapping[str, Sequence[QWidget]]) -> None:
        """Put views into all docks, by the docks' names."""
        for name, title, behind in _TITLES:
            is_scrolling = name in _SCROLLS
            self.place(name, self.tr(title), *parts[name], scrolls=is_scrolling, behind=behind)

    def place(
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
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        # No title bar: tabs and the views' own headings name them; the View menu shows and hides.
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
        if not scrolls:
            # Where the window is small and the words are large, views are cut before docks overlap.
            body.setMinimumSize(*_LEAST_BODY)
        dock.setWidget(_Column(body) if scrolls else body)
        self.by_name[name] = dock
        self._window.addDockWidget(_AREAS[name], dock)
        if behind is not None:
            self._window.tabifyDockWidget(self.by_name[behind], dock)
            self.by_name[behind].raise_()
        dock.visibilityChanged.connect(self.tidy)

    def close(self) -> None:
        """Keep nothing tidy any more: the window goes, and hides its docks on the way."""
        for dock in self.by_name.values():
            dock.visibilityChanged.disconnect(self.tidy)

    def fill_menu(self, menu: QMenu) -> None:
        """Add a switch for every dock."""
        menu.addSeparator()
        for dock in self.by_name.values():
            switch = dock.toggleViewAction()
            switch.setToolTip(self.tr("Shows or hides this part of the window."))
            menu.addAction(switch)

    def restore(self, layout: QByteArray | None) -> bool:
        """Take an arrangement; the usual one is kept for `reset`."""
        self._usual = self._window.saveState()
        return layout is not None and self._window.restoreState(layout)

    def reset(self) -> None:
        """Show every dock at its usual place, in its usual size."""
        if self._usual is not None:
            self._window.restoreState(self._usual)
        for dock in self.by_name.values():
            dock.show()
        for name in _FRONT:
            self.by_name[name].raise_()
        self.arrange()

    def is_gathered(self) -> bool:
        """Whether every side has one group of tabs, as on a small screen with large words."""
        return self.by_name["card"] in self._window.tabifiedDockWidgets(self.by_name["output"])

    def _gather(self, is_wanted: bool) -> None:
        """Put what stands above or beside each other behind tabs, or back to its usual place."""
        if is_wanted == self.is_gathered() or self._usual is None:
            return
        docks = self.by_name
        hidden = [dock for dock in docks.values() if dock.isHidden()]
        if is_wanted:
            for front, behind in (*pairwise(_RIGHT), *pairwise(_BOTTOM)):
                self._window.tabifyDockWidget(docks[front], docks[behind])
            docks["output"].raise_()
            docks["timeline"].raise_()
        else:
            self._window.restoreState(self._usual)
            for name in _FRONT:
                docks[name].raise_()
        for dock in hidden:
            dock.hide()

    def arrange(self) -> None:
        """Give the docks their usual sizes; where words are large for the window, gather them."""
        docks, resize = self.by_name, self._window.resizeDocks
        width, height = self._window.width(), self._window.height()
        self._gather(width < px(_LEAST_ROOM[0]) or height < px(_LEAST_ROOM[1]))
        right = round(min(px(420), max(px(280), 0.23 * width), 0.36 * width))
        bottom = round(min(px(230), max(px(150), 0.19 * height), 0.36 * height))
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        resize([docks["left"], docks["output"]], [px(_LEFT_WIDTH), right], horizontal)
        resize([docks["timeline"]], [bottom], vertical)
        if self.is_gathered():
            return
        middle = width - right - docks["left"].width()
        tape = min(px(_TAPE_WIDTH), round(0.4 * middle))
        if middle >= px(_WIDE):
            # Tape and code say the same in two ways: beside each other where there is room.
            self._window.addDockWidget(_AREAS["code"], docks["code"], horizontal)
            widths = [middle - 2 * tape, tape, tape]
            resize([docks["timeline"], docks["tape"], docks["code"]], widths, horizontal)
        else:
            resize([docks["timeline"], docks["tape"]], [middle - tape, tape], horizontal)
        room = height - docks["output"].y()
        output = min(right + px(20), round(0.47 * room))
        resize([docks["output"], docks["card"]], [output, room - output], vertical)

    # --- tabs ------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Let a heading go where its tab says the same, and style tab bars that are new."""
        for dock in self.by_name.values():
            others = self._window.tabifiedDockWidgets(dock)
            has_tab = any(not other.isHidden() for other in others)
            for header in dock.findChildren(Header):
                if header.title.text() == dock.windowTitle():
                    header.show_title(not has_tab)
        for bar in self._window.findChildren(
            QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            self._style(bar)

    def _style(self, bar: QTabBar) -> None:
        face = sans(9.5, QFont.Weight.Medium)
        if bar.font() != face:
            bar.setFont(face)
        if bar.accessibleName():
            return
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.setAccessibleName(self.tr("Parts of the window"))
        bar.setToolTip(self.tr("Shows one of these parts of the window."))
        bar.setCursor(Qt.CursorShape.PointingHandCursor)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QTabBar) and isinstance(event, QHelpEvent):
            # Qt would say the tab's own name once more.
            QToolTip.showText(event.globalPos(), watched.toolTip(), watched)
            return True
        return False


class _Column(QScrollArea):
    """Scrolls upwards and downwards only, and is never narrower than what stands in it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        body = self.widget()
        if body is not None:
            # Qt alone can leave the body narrower than its buttons while the scroll bar goes.
            body.setMinimumWidth(max(self.viewport().width(), body.minimumSizeHint().width()))

    def minimumSizeHint(self) -> QSize:
        body = self.widget()
        width = body.minimumSizeHint().width() if body is not None else 0
        return QSize(width, px(80))

    def sizeHint(self) -> QSize:
        return QSize(max(px(_LEFT_WIDTH), self.minimumSizeHint().width()), px(400))
