"""Going through the time of a run: the third part of the Train menu."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState
from playground.ui.actions.conditions import can_train


def _can_leave(state: ActionState) -> bool:
    return can_train(state) and state.is_past


TIME = (
    Action(
        "train.go_to",
        "train",
        QT_TRANSLATE_NOOP("actions", "Go to step…"),
        QT_TRANSLATE_NOOP("actions", "Shows any step that this run has been at."),
        "time.go_to",
        shortcut="Ctrl+J",
        is_enabled=can_train,
        opens_group=True,
    ),
    Action(
        "train.now",
        "train",
        QT_TRANSLATE_NOOP("actions", "Back to now"),
        QT_TRANSLATE_NOOP(
            "actions", "Shows the newest step again; undo is for edits, not for time."
        ),
        "time.now",
        shortcut="Ctrl+Shift+J",
        is_enabled=_can_leave,
    ),
    Action(
        "train.branch",
        "train",
        QT_TRANSLATE_NOOP("actions", "Continue from here"),
        QT_TRANSLATE_NOOP(
            "actions", "Goes on from this step as a new run; what came later stays as its own."
        ),
        "time.branch",
        is_enabled=_can_leave,
    ),
    Action(
        "train.compare",
        "train",
        QT_TRANSLATE_NOOP("actions", "Compare with now"),
        QT_TRANSLATE_NOOP("actions", "Shows this step beside the newest one: output and weights."),
        "time.compare",
        is_enabled=can_train,
    ),
    Action(
        "train.name_line",
        "train",
        QT_TRANSLATE_NOOP("actions", "Name this run…"),
        QT_TRANSLATE_NOOP("actions", "Gives the run a name that stands at the end of its curve."),
        "time.name_line",
        is_enabled=can_train,
    ),
)
