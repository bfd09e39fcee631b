"""Qt's side of the table of actions: menus, shortcuts, and running a handler by its name."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from playground.ui.action import Action, ActionState, MenuName, translate
from playground.ui.actions import ACTIONS, MENU_TITLES
from playground.ui.icons import icon
from playground.ui.style import Theme


class ActionBoard(QObject):
    """One QAction for each entry of the table, always in agreement with the state."""

    state_changed = Signal(object)
    """ActionState."""
    failed = Signal(object)
    """An exception that a handler let through."""

    def __init__(
        self, actions: Mapping[str, Action] = ACTIONS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._table = actions
        self._owners: dict[str, object] = {}
        self._theme: Theme | None = None
        self._unpainted: set[MenuName] = set()
        self.state = ActionState()
        self._qt = {action.id: self._make(action) for action in actions.values()}

    def bind(self, **owners: object) -> None:
        """Say who "owner" is in the handlers' names."""
        self._owners.update(owners)

    def handler(self, action_id: str) -> Callable[[], object]:
        """Return what an action calls.

        Raises
        ------
        LookupError
            Nobody of that name is bound, or it has no such method.
        """
        owner, _, method = self._table[action_id].handler.partition(".")
        found = getattr(self._owners.get(owner), method, None)
        if not callable(found):
            raise LookupError(f"No handler {owner}.{method} for the action {action_id}.")
        result: Callable[[], object] = found
        return result

    @Slot(str)
    def run(self, action_id: str) -> None:
        """Run an action if it is possible now."""
        action = self._table.get(action_id)
        if action is not None and action.is_enabled(self.state):
            try:
                self.handler(action_id)()
            except Exception as error:
                self.failed.emit(error)

    def refresh(self, state: ActionState) -> None:
        """Bring titles, ticks and greyness in agreement with the state."""
        if state == self.state:
            return
        self.state = state
        for action in self._table.values():
            self._refresh_one(action)
        self.state_changed.emit(state)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; the icons of a menu are painted when it is opened."""
        self._theme = theme
        self._unpainted = set(MENU_TITLES)

    def _paint_icons(self, menu: MenuName) -> None:
        if menu not in self._unpainted or self._theme is None:
            return
        self._unpainted.discard(menu)
        for action in self._table.values():
            if action.icon and action.menu == menu:
                self._qt[action.id].setIcon(icon(action.icon, self._theme))

    def qt_actions(self) -> list[QAction]:
        """Return all of them, for the window to own their shortcuts."""
        return list(self._qt.values())

    def qt_action(self, action_id: str) -> QAction:
        return self._qt[action_id]

    def fill(self, bar: QMenuBar) -> dict[MenuName, QMenu]:
        """Make the menus."""
        menus: dict[MenuName, QMenu] = {}
        for name, title in MENU_TITLES.items():
            menu = bar.addMenu(translate(title))
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(partial(self._paint_icons, name))
            menus[name] = menu
        for action in self._table.values():
            if action.opens_group:
                menus[action.menu].addSeparator()
            menus[action.menu].addAction(self._qt[action.id])
        return menus

    def _make(self, action: Action) -> QAction:
        made = QAction(self)
        made.setObjectName(action.id)
        if action.shortcut:
            made.setShortcut(QKeySequence(action.shortcut))
        made.setCheckable(action.is_on is not None)
        made.setToolTip(action.tooltip)
        made.setStatusTip(action.tooltip)
        made.triggered.connect(lambda: self.run(action.id))
        made.setText(action.title_in(self.state))
        made.setEnabled(action.is_enabled(self.state))
        return made

    def _refresh_one(self, action: Action) -> None:
        made = self._qt[action.id]
        made.setText(action.title_in(self.state).replace("&", "&&"))
        made.setEnabled(action.is_enabled(self.state))
        if action.is_on is not None:
            made.setChecked(action.is_on(self.state))
