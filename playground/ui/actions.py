"""The one table of actions: menus, bar, command palette and shortcut sheet derive from it."""

# Handlers are named "owner.method"; the window brings the owners, so the table knows nobody.
from collections.abc import Mapping

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, MenuName, translate

MENU_TITLES: Mapping[MenuName, str] = {
    "file": QT_TRANSLATE_NOOP("actions", "File"),
    "edit": QT_TRANSLATE_NOOP("actions", "Edit"),
    "view": QT_TRANSLATE_NOOP("actions", "View"),
    "train": QT_TRANSLATE_NOOP("actions", "Train"),
    "help": QT_TRANSLATE_NOOP("actions", "Help"),
}


def _can_train(state: ActionState) -> bool:
    return state.is_startable and state.status not in ("empty", "preparing", "failed")


def _can_toggle(state: ActionState) -> bool:
    # What runs can always be paused, also when an edit has just made the network impossible.
    return _can_step(state) or state.is_running


def _can_step(state: ActionState) -> bool:
    return _can_train(state) and not state.has_guard


def _undo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Undo"))
    return f"{title}: {state.undo_label}" if state.undo_label else title


def _redo_title(state: ActionState) -> str:
    title = translate(QT_TRANSLATE_NOOP("actions", "Redo"))
    return f"{title}: {state.redo_label}" if state.redo_label else title


def _play_title(state: ActionState) -> str:
    if state.is_running:
        return translate(QT_TRANSLATE_NOOP("actions", "Pause"))
    return translate(QT_TRANSLATE_NOOP("actions", "Play"))


def _theme_title(state: ActionState) -> str:
    if state.theme == "dark":
        return translate(QT_TRANSLATE_NOOP("actions", "Light colours"))
    return translate(QT_TRANSLATE_NOOP("actions", "Dark colours"))


_FILE = (
    Action(
        "file.new",
        "file",
        QT_TRANSLATE_NOOP("actions", "New"),
        QT_TRANSLATE_NOOP("actions", "Starts an empty network: data, output, and nothing between."),
        "documents.new",
        icon="new",
        shortcut="Ctrl+N",
    ),
    Action(
        "file.open",
        "file",
        QT_TRANSLATE_NOOP("actions", "Open…"),
        QT_TRANSLATE_NOOP(
            "actions", "Opens a saved network and goes on where its training stopped."
        ),
        "documents.open",
        icon="open",
        shortcut="Ctrl+O",
    ),
    Action(
        "file.examples",
        "file",
        QT_TRANSLATE_NOOP("actions", "Examples…"),
        QT_TRANSLATE_NOOP("actions", "Shows the examples that come with the program."),
        "gallery.open",
        icon="gallery",
        shortcut="Ctrl+Shift+O",
    ),
    Action(
        "file.save",
        "file",
        QT_TRANSLATE_NOOP("actions", "Save"),
        QT_TRANSLATE_NOOP("actions", "Saves the network and its training, to go on to the bit."),
        "documents.save",
        icon="save",
        shortcut="Ctrl+S",
        opens_group=True,
    ),
    Action(
        "file.save_as",
        "file",
        QT_TRANSLATE_NOOP("actions", "Save as…"),
        QT_TRANSLATE_NOOP("actions", "Saves the network and its training under another name."),
        "documents.save_as",
        shortcut="Ctrl+Shift+S",
    ),
    Action(
        "file.export",
        "file",
        QT_TRANSLATE_NOOP("actions", "Export trained weights…"),
        QT_TRANSLATE_NOOP(
            "actions", "Writes the weights for other programs, reads them back and compares."
        ),
        "documents.export",
        icon="export",
        shortcut="Ctrl+E",
        is_enabled=_can_train,
    ),
    Action(
        "file.quit",
        "file",
        QT_TRANSLATE_NOOP("actions", "Quit"),
        QT_TRANSLATE_NOOP("actions", "Closes the window, after asking about unsaved changes."),
        "frame.close",
        icon="quit",
        shortcut="Ctrl+Q",
        opens_group=True,
    ),
)

_EDIT = (
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

_VIEW = (
    Action(
        "view.fit",
        "view",
        QT_TRANSLATE_NOOP("actions", "Fit"),
        QT_TRANSLATE_NOOP("actions", "Zooms so that the whole network can be seen."),
        "canvas.fit",
        icon="fit",
        shortcut="Ctrl+0",
    ),
    Action(
        "view.zoom_in",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom in"),
        QT_TRANSLATE_NOOP("actions", "Shows the network larger."),
        "canvas.zoom_in",
        icon="zoom_in",
        shortcut="Ctrl++",
    ),
    Action(
        "view.zoom_out",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom out"),
        QT_TRANSLATE_NOOP("actions", "Shows the network smaller."),
        "canvas.zoom_out",
        icon="zoom_out",
        shortcut="Ctrl+-",
    ),
    Action(
        "view.theme",
        "view",
        QT_TRANSLATE_NOOP("actions", "Light colours"),
        QT_TRANSLATE_NOOP("actions", "Changes between dark and light colours."),
        "frame.switch_theme",
        icon="theme",
        shortcut="Ctrl+Shift+L",
        retitle=_theme_title,
        opens_group=True,
    ),
    Action(
        "view.palette",
        "view",
        QT_TRANSLATE_NOOP("actions", "Find a command…"),
        QT_TRANSLATE_NOOP("actions", "Lists every command; type to filter, Enter runs it."),
        "frame.open_command_palette",
        icon="palette",
        shortcut="Ctrl+K",
    ),
)

_TRAIN = (
    Action(
        "train.play",
        "train",
        QT_TRANSLATE_NOOP("actions", "Play"),
        QT_TRANSLATE_NOOP("actions", "Starts training at the chosen speed, or pauses it."),
        "training.toggle",
        icon="play",
        shortcut="Space",
        is_enabled=_can_toggle,
        retitle=_play_title,
    ),
    Action(
        "train.step",
        "train",
        QT_TRANSLATE_NOOP("actions", "Step"),
        QT_TRANSLATE_NOOP("actions", "Steps once more by the unit that was stepped last."),
        "training.step",
        icon="step",
        shortcut=".",
        is_enabled=_can_step,
        opens_group=True,
    ),
    Action(
        "train.operation",
        "train",
        QT_TRANSLATE_NOOP("actions", "Operation"),
        QT_TRANSLATE_NOOP("actions", "Computes the next single operation and pauses."),
        "training.step_operation",
        icon="operation",
        is_enabled=_can_step,
    ),
    Action(
        "train.example",
        "train",
        QT_TRANSLATE_NOOP("actions", "Example"),
        QT_TRANSLATE_NOOP("actions", "Shows the next example of the batch and pauses."),
        "training.step_example",
        icon="example",
        is_enabled=_can_step,
    ),
    Action(
        "train.batch",
        "train",
        QT_TRANSLATE_NOOP("actions", "Batch"),
        QT_TRANSLATE_NOOP("actions", "Trains to the end of the next update and pauses."),
        "training.step_batch",
        icon="batch",
        is_enabled=_can_step,
    ),
    Action(
        "train.epoch",
        "train",
        QT_TRANSLATE_NOOP("actions", "Epoch"),
        QT_TRANSLATE_NOOP("actions", "Trains to the end of the pass over the data and pauses."),
        "training.step_epoch",
        icon="epoch",
        is_enabled=_can_step,
    ),
    Action(
        "train.steps",
        "train",
        QT_TRANSLATE_NOOP("actions", "Several steps…"),
        QT_TRANSLATE_NOOP("actions", "Trains exactly as many steps as you say, then pauses."),
        "training.step_many",
        shortcut="Ctrl+.",
        is_enabled=_can_step,
    ),
    Action(
        "train.rewind",
        "train",
        QT_TRANSLATE_NOOP("actions", "Reset"),
        QT_TRANSLATE_NOOP("actions", "Goes back to step 0 with the identical initial weights."),
        "training.rewind",
        icon="rewind",
        shortcut="Ctrl+R",
        is_enabled=_can_train,
        opens_group=True,
    ),
    Action(
        "train.new_weights",
        "train",
        QT_TRANSLATE_NOOP("actions", "New initial weights"),
        QT_TRANSLATE_NOOP("actions", "Takes the next seed and starts again with other weights."),
        "training.new_weights",
        icon="dice",
        shortcut="Ctrl+Shift+R",
        is_enabled=_can_train,
    ),
    Action(
        "train.go_back",
        "train",
        QT_TRANSLATE_NOOP("actions", "Go back to the last good weights"),
        QT_TRANSLATE_NOOP("actions", "Takes the weights from before the first broken number."),
        "training.go_back",
        icon="undo",
        is_enabled=lambda state: state.has_guard,
    ),
    Action(
        "train.slower",
        "train",
        QT_TRANSLATE_NOOP("actions", "Slower"),
        QT_TRANSLATE_NOOP("actions", "Trains fewer steps a second."),
        "training.slower",
        icon="slower",
        shortcut="[",
        opens_group=True,
    ),
    Action(
        "train.faster",
        "train",
        QT_TRANSLATE_NOOP("actions", "Faster"),
        QT_TRANSLATE_NOOP("actions", "Trains more steps a second."),
        "training.faster",
        icon="faster",
        shortcut="]",
    ),
    Action(
        "train.flat_out",
        "train",
        QT_TRANSLATE_NOOP("actions", "Flat out"),
        QT_TRANSLATE_NOOP("actions", "Trains as fast as the machine can, or at the pace before."),
        "training.flat_out",
        is_on=lambda state: state.is_flat_out,
    ),
)

_HELP = (
    Action(
        "help.selection",
        "help",
        QT_TRANSLATE_NOOP("actions", "Explain the selection"),
        QT_TRANSLATE_NOOP("actions", "Says what the selected layer or neuron is and computes."),
        "frame.explain_selection",
        icon="help",
        shortcut="F1",
    ),
    Action(
        "help.shortcuts",
        "help",
        QT_TRANSLATE_NOOP("actions", "Keys"),
        QT_TRANSLATE_NOOP("actions", "Lists every key."),
        "frame.open_shortcut_sheet",
        icon="keyboard",
        shortcut="?",
    ),
    Action(
        "help.log",
        "help",
        QT_TRANSLATE_NOOP("actions", "Show log"),
        QT_TRANSLATE_NOOP("actions", "Opens the file in which errors are written down."),
        "frame.show_log",
        icon="log",
        opens_group=True,
    ),
    Action(
        "help.about",
        "help",
        QT_TRANSLATE_NOOP("actions", "About Playground"),
        QT_TRANSLATE_NOOP("actions", "Shows version and licences."),
        "frame.open_about",
        icon="about",
    ),
)

ACTIONS: Mapping[str, Action] = {
    action.id: action for action in (*_FILE, *_EDIT, *_VIEW, *_TRAIN, *_HELP)
}

CANVAS_KEYS: tuple[tuple[str, str], ...] = (
    ("A", QT_TRANSLATE_NOOP("actions", "Add a layer: searchable menu at the pointer")),
    ("F2", QT_TRANSLATE_NOOP("actions", "Rename the selected layer")),
    ("← → ↑ ↓", QT_TRANSLATE_NOOP("actions", "Move the selection between neurons and layers")),
    ("Alt+← →", QT_TRANSLATE_NOOP("actions", "Move the selected layer along the row")),
    ("Enter", QT_TRANSLATE_NOOP("actions", "Edit the selected value")),
    ("↑ ↓", QT_TRANSLATE_NOOP("actions", "While editing: change it (Shift ×10, Ctrl ÷10)")),
    ("Esc", QT_TRANSLATE_NOOP("actions", "Cancel the drag, restore the value")),
    ("Wheel", QT_TRANSLATE_NOOP("actions", "Zoom at the pointer")),
    ("Shift+Wheel", QT_TRANSLATE_NOOP("actions", "Pan, as does a drag on empty canvas")),
)
"""Keys that the canvas answers itself, for the shortcut sheet."""
