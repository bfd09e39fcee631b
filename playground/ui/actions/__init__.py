"""The one table of actions: menus, bar, command palette and shortcut sheet derive from it.

One module a menu. Handlers are named "owner.method"; the window brings the owners, so the table
knows nobody.
"""

from collections.abc import Mapping

from playground.ui.action import QT_TRANSLATE_NOOP, Action, MenuName
from playground.ui.actions.edit import EDIT
from playground.ui.actions.file import FILE
from playground.ui.actions.help import HELP
from playground.ui.actions.keys import CANVAS_KEYS, CURVE_KEYS
from playground.ui.actions.stepping import STEPPING
from playground.ui.actions.time import TIME
from playground.ui.actions.train import TRAIN
from playground.ui.actions.view import VIEW

__all__ = ["ACTIONS", "CANVAS_KEYS", "CURVE_KEYS", "MENU_TITLES"]

MENU_TITLES: Mapping[MenuName, str] = {
    "file": QT_TRANSLATE_NOOP("actions", "File"),
    "edit": QT_TRANSLATE_NOOP("actions", "Edit"),
    "view": QT_TRANSLATE_NOOP("actions", "View"),
    "train": QT_TRANSLATE_NOOP("actions", "Train"),
    "time": QT_TRANSLATE_NOOP("actions", "Time"),
    "help": QT_TRANSLATE_NOOP("actions", "Help"),
}

ACTIONS: Mapping[str, Action] = {
    action.id: action for action in (*FILE, *EDIT, *VIEW, *TRAIN, *STEPPING, *TIME, *HELP)
}
