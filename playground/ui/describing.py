"""What is possible now: the state that decides which actions can be chosen. Pure reading."""

from playground.ui.action import ActionState
from playground.ui.appearance import Appearance
from playground.ui.controller import Controller
from playground.ui.editing import Editing
from playground.ui.style import zoom
from playground.ui.view import ShownProject
from playground.ui.window import MainWindow
from playground.ui.wording import told


def state_of(
    controller: Controller,
    editing: Editing,
    appearance: Appearance,
    window: MainWindow,
    switched: frozenset[str],
) -> ActionState:
    """Return the state of one window.

    Parameters
    ----------
    switched
        Ids of the switches of the canvas that are on.
    """
    history = controller.store.history
    snapshot, shown = controller.snapshot, controller.store.shown
    return ActionState(
        status=snapshot.status,
        is_startable=shown.resolution.is_valid,
        trouble=_trouble(shown),
        has_guard=snapshot.guard is not None,
        undo_label=history.undo_label if history.can_undo else None,
        redo_label=history.redo_label if history.can_redo else None,
        is_removable=editing.can_delete,
        possible=editing.possible,
        switched=editing.switched | switched,
        theme=appearance.theme.name,
        is_past=snapshot.record.is_past,
        is_beginning=snapshot.step == 0 and snapshot.position.operation == 0,
        zoom=zoom(),
        is_full_screen=window.isFullScreen(),
    )


def _trouble(shown: ShownProject) -> str:
    """Return why training cannot start, or ""."""
    if shown.resolution.is_valid:
        return ""
    return next((told(problem.message) for problem in shown.resolution.problems), "")
