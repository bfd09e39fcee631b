"""The Edit menu: undo, the selection, the layers."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, translate


def _undo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Undo"))
    return f"{title}: {state.undo_label}" if state.undo_label else title


def _redo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Redo"))
    return f"{title}: {state.redo_label}" if state.redo_label else title


EDIT = (
    Action(
        "edit.undo",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Undo"),
        QT_TRANSLATE_NOOP("actions", "Takes back the last change; time and training stay."),
        "controller.undo",
        icon="undo",
        shortcut="Ctrl+Z",
        is_enabled=lambda state: state.undo_label is not None,
        retitle=_undo_title,
    ),
    Action(
        "edit.redo",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Redo"),
        QT_TRANSLATE_NOOP("actions", "Makes the change again that was taken back last."),
        "controller.redo",
        icon="redo",
        shortcut="Ctrl+Shift+Z",
        is_enabled=lambda state: state.redo_label is not None,
        retitle=_redo_title,
    ),
    Action(
        "edit.delete",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Delete"),
        QT_TRANSLATE_NOOP("actions", "Removes what is selected and joins its neighbours again."),
        "editing.delete",
        icon="delete",
        shortcut="Del",
        is_enabled=lambda state: state.is_removable,
        opens_group=True,
    ),
    Action(
        "edit.tidy",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Tidy up"),
        QT_TRANSLATE_NOOP("actions", "Puts every card back in its place in the row."),
        "editing.tidy",
        icon="tidy",
        shortcut="Shift+A",
    ),
)
