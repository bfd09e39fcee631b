"""What can be done with the operations of an update: the second part of the Train menu."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action
from playground.ui.actions.conditions import can_step, can_train

STEPPING = (
    Action(
        "train.run_to",
        "train",
        QT_TRANSLATE_NOOP("actions", "Run to operation…"),
        QT_TRANSLATE_NOOP("actions", "Chooses an operation on the tape: arrows, then Enter."),
        "tape.run_to",
        shortcut="G",
        is_enabled=can_step,
        opens_group=True,
    ),
    Action(
        "train.breakpoint",
        "train",
        QT_TRANSLATE_NOOP("actions", "Toggle breakpoint"),
        QT_TRANSLATE_NOOP("actions", "Stops at the operation marked on the tape, or no longer."),
        "tape.toggle_breakpoint",
        shortcut="B",
        is_enabled=can_train,
    ),
    Action(
        "train.breakpoints",
        "train",
        QT_TRANSLATE_NOOP("actions", "Breakpoints…"),
        QT_TRANSLATE_NOOP("actions", "Lists where the run stops by itself, to change or add."),
        "tape.open_breakpoints",
        shortcut="Ctrl+B",
        is_enabled=can_train,
    ),
    Action(
        "train.clear_breakpoints",
        "train",
        QT_TRANSLATE_NOOP("actions", "Clear breakpoints"),
        QT_TRANSLATE_NOOP("actions", "Takes every breakpoint away."),
        "tape.clear_breakpoints",
        is_enabled=can_train,
    ),
)
