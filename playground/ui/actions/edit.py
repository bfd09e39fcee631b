"""The Edit menu: undo, the selection, the layers."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, Test, translate
from playground.ui.wording import told


def _undo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Undo"))
    return f"{title}: {told(state.undo_label)}" if state.undo_label else title


def _redo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Redo"))
    return f"{title}: {told(state.redo_label)}" if state.redo_label else title


def _can(action_id: str) -> Test:
    """Return the test whether what is selected lets this action make sense."""
    return lambda state: action_id in state.possible


def _is_on(action_id: str) -> Test:
    return lambda state: action_id in state.switched


EDIT = (
    Action(
        "edit.undo",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Undo"),
        QT_TRANSLATE_NOOP("actions", "Takes back the last change; time and training stay."),
        "controller.undo",
        icon="undo",
        shortcut="Ctrl+Z",
        is_enabled=lambda state: state.undo_label is not None and not state.is_past,
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
        is_enabled=lambda state: state.redo_label is not None and not state.is_past,
        retitle=_redo_title,
    ),
    Action(
        "edit.cut",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Cut"),
        QT_TRANSLATE_NOOP("actions", "Takes the selected layers out and keeps them for pasting."),
        "clipboard.cut",
        shortcut="Ctrl+X",
        is_enabled=_can("edit.cut"),
        opens_group=True,
    ),
    Action(
        "edit.copy",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Copy"),
        QT_TRANSLATE_NOOP("actions", "Keeps the selected layers for pasting, here or elsewhere."),
        "clipboard.copy",
        icon="copy",
        shortcut="Ctrl+C",
        is_enabled=_can("edit.copy"),
    ),
    Action(
        "edit.paste",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Paste"),
        QT_TRANSLATE_NOOP(
            "actions", "Puts copied layers, or layers written as text, on the canvas."
        ),
        "clipboard.paste",
        shortcut="Ctrl+V",
    ),
    Action(
        "edit.duplicate",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Duplicate"),
        QT_TRANSLATE_NOOP("actions", "Puts a copy of the selected layers beside them."),
        "clipboard.duplicate",
        shortcut="Ctrl+D",
        is_enabled=_can("edit.duplicate"),
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
    ),
    Action(
        "edit.select_all",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Select all layers"),
        QT_TRANSLATE_NOOP("actions", "Selects every layer, to change them together."),
        "clipboard.select_all",
        shortcut="Ctrl+A",
    ),
    Action(
        "edit.rename",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Rename the layer"),
        QT_TRANSLATE_NOOP("actions", "Gives the selected layer another name."),
        "desk.rename_selected",
        icon="rename",
        shortcut="F2",
        is_enabled=_can("edit.rename"),
        opens_group=True,
    ),
    Action(
        "edit.connect",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Connect from here"),
        QT_TRANSLATE_NOOP(
            "actions", "Draws a connection: arrows choose the layer, Enter connects."
        ),
        "desk.connect_selected",
        is_enabled=_can("edit.connect"),
    ),
    Action(
        "edit.freeze",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Freeze"),
        QT_TRANSLATE_NOOP("actions", "Keeps the selected weights still while the others learn."),
        "editing.freeze",
        shortcut="Ctrl+L",
        is_enabled=_can("edit.freeze"),
        is_on=_is_on("edit.freeze"),
        opens_group=True,
    ),
    Action(
        "edit.clamp",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Clamp the neuron"),
        QT_TRANSLATE_NOOP("actions", "Holds the neuron at its present value for every example."),
        "editing.clamp",
        shortcut="Shift+F",
        is_enabled=_can("edit.clamp"),
        is_on=_is_on("edit.clamp"),
    ),
    Action(
        "edit.cut_wire",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Cut the wire"),
        QT_TRANSLATE_NOOP("actions", "Lets the selected weight count as 0 until it is mended."),
        "editing.cut_wire",
        is_enabled=_can("edit.cut_wire"),
        is_on=_is_on("edit.cut_wire"),
    ),
    Action(
        "edit.randomise",
        "edit",
        QT_TRANSLATE_NOOP("actions", "New random weights"),
        QT_TRANSLATE_NOOP("actions", "Draws the selected weights anew, as at the start of a run."),
        "editing.randomise",
        icon="dice",
        is_enabled=_can("edit.randomise"),
    ),
    Action(
        "edit.tidy",
        "edit",
        QT_TRANSLATE_NOOP("actions", "Tidy up"),
        QT_TRANSLATE_NOOP("actions", "Puts every card back in its place in the row."),
        "editing.tidy",
        icon="tidy",
        shortcut="Shift+A",
        opens_group=True,
    ),
)
