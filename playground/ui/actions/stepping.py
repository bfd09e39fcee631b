"""What can be done with the operations of an update: the second part of the Train menu."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action
from playground.ui.actions.conditions import can_step, can_train

STEPPING = (
    Action(
        "train.run_to",
        "train",
        QT_TRANSLATE_NOOP("actions", "Run to operation…"),
        QT_TRANSLATE_NOOP("actions", "Chooses an operation on the tape: arrows, then Enter."),
        "stepper.run_to",
        shortcut="G",
        is_enabled=can_step,
        opens_group=True,
    ),
    Action(
        "train.breakpoint",
        "train",
        QT_TRANSLATE_NOOP("actions", "Toggle breakpoint"),
        QT_TRANSLATE_NOOP("actions", "Stops at the operation marked on the tape, or no longer."),
        "stepper.toggle_breakpoint",
        shortcut="B",
        is_enabled=can_train,
    ),
    Action(
        "train.breakpoints",
        "train",
        QT_TRANSLATE_NOOP("actions", "Breakpoints…"),
        QT_TRANSLATE_NOOP("actions", "Lists where the run stops by itself, to change or add."),
        "stepper.open_breakpoints",
        shortcut="Ctrl+B",
        is_enabled=can_train,
    ),
    Action(
        "train.clear_breakpoints",
        "train",
        QT_TRANSLATE_NOOP("actions", "Clear breakpoints"),
        QT_TRANSLATE_NOOP("actions", "Takes every breakpoint away."),
        "stepper.clear_breakpoints",
        is_enabled=can_train,
    ),
    Action(
        "train.copy_arithmetic",
        "train",
        QT_TRANSLATE_NOOP("actions", "Copy the arithmetic"),
        QT_TRANSLATE_NOOP("actions", "Copies the operation's formula and numbers as text."),
        "stepper.copy_text",
        icon="copy",
        shortcut="Ctrl+Shift+C",
        is_enabled=can_train,
        opens_group=True,
    ),
    Action(
        "train.copy_latex",
        "train",
        QT_TRANSLATE_NOOP("actions", "Copy the arithmetic as LaTeX"),
        QT_TRANSLATE_NOOP("actions", "Copies the operation's formula and numbers as LaTeX."),
        "stepper.copy_latex",
        shortcut="Ctrl+Alt+C",
        is_enabled=can_train,
    ),
    Action(
        "train.check_gradients",
        "train",
        QT_TRANSLATE_NOOP("actions", "Check my gradients"),
        QT_TRANSLATE_NOOP("actions", "Compares gradients with what moving the weights does."),
        "stepper.check_gradients",
        is_enabled=can_train,
    ),
)
