"""The Time menu: back, to any step of a run, and off it."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState
from playground.ui.actions.conditions import can_go_back, can_train


def _can_leave(state: ActionState) -> bool:
    return can_train(state) and state.is_past


TIME = (
    Action(
        "time.back_operation",
        "time",
        QT_TRANSLATE_NOOP("actions", "Back by an operation"),
        QT_TRANSLATE_NOOP("actions", "Shows the run before its last single operation."),
        "walking.back_operation",
        is_enabled=can_go_back,
    ),
    Action(
        "time.back_example",
        "time",
        QT_TRANSLATE_NOOP("actions", "Back by an example"),
        QT_TRANSLATE_NOOP("actions", "Shows the example of the batch before this one."),
        "walking.back_example",
        is_enabled=can_go_back,
    ),
    Action(
        "time.back_batch",
        "time",
        QT_TRANSLATE_NOOP("actions", "Back by a batch"),
        QT_TRANSLATE_NOOP("actions", "Shows the run before its last update."),
        "walking.back_batch",
        is_enabled=can_go_back,
    ),
    Action(
        "time.back_epoch",
        "time",
        QT_TRANSLATE_NOOP("actions", "Back by an epoch"),
        QT_TRANSLATE_NOOP("actions", "Shows the run where this pass over the data began."),
        "walking.back_epoch",
        is_enabled=can_go_back,
    ),
    Action(
        "time.go_to",
        "time",
        QT_TRANSLATE_NOOP("actions", "Go to step…"),
        QT_TRANSLATE_NOOP("actions", "Shows any step that this run has been at."),
        "time.go_to",
        shortcut="Ctrl+J",
        is_enabled=can_train,
        opens_group=True,
    ),
    Action(
        "time.now",
        "time",
        QT_TRANSLATE_NOOP("actions", "Back to now"),
        QT_TRANSLATE_NOOP(
            "actions", "Shows the newest step again; undo is for edits, not for time."
        ),
        "time.now",
        shortcut="Ctrl+Shift+J",
        is_enabled=_can_leave,
    ),
    Action(
        "time.branch",
        "time",
        QT_TRANSLATE_NOOP("actions", "Continue from here"),
        QT_TRANSLATE_NOOP(
            "actions", "Goes on from this step as a new run; what came later stays as its own."
        ),
        "time.branch",
        is_enabled=_can_leave,
    ),
    Action(
        "time.compare",
        "time",
        QT_TRANSLATE_NOOP("actions", "Compare with now"),
        QT_TRANSLATE_NOOP("actions", "Shows this step beside the newest one: output and weights."),
        "time.compare",
        is_enabled=can_train,
    ),
    Action(
        "time.name_line",
        "time",
        QT_TRANSLATE_NOOP("actions", "Name this run…"),
        QT_TRANSLATE_NOOP("actions", "Gives the run a name that stands at the end of its curve."),
        "time.name_line",
        is_enabled=can_train,
    ),
)
