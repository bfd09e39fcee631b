"""The Train menu: playing, stepping, pace."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, translate
from playground.ui.actions.conditions import (
    can_go_back,
    can_step,
    can_toggle,
    can_train,
)


def _play_title(state: ActionState) -> str:
    if state.is_running:
        return translate(QT_TRANSLATE_NOOP("actions", "Pause"))
    return translate(QT_TRANSLATE_NOOP("actions", "Play"))


def _stop_title(state: ActionState) -> str:
    if not state.stop_words:
        return translate(QT_TRANSLATE_NOOP("actions", "Stop at…"))
    return translate(QT_TRANSLATE_NOOP("actions", "Stop at {0}…")).format(state.stop_words)


TRAIN = (
    Action(
        "train.play",
        "train",
        QT_TRANSLATE_NOOP("actions", "Play"),
        QT_TRANSLATE_NOOP("actions", "Starts training at the chosen speed, or pauses it."),
        "training.toggle",
        icon="play",
        shortcut="Space",
        is_enabled=can_toggle,
        retitle=_play_title,
    ),
    Action(
        "train.stop_at",
        "train",
        QT_TRANSLATE_NOOP("actions", "Stop at…"),
        QT_TRANSLATE_NOOP("actions", "Trains until a step, an epoch, a loss or an accuracy."),
        "stopping.open",
        icon="stop_at",
        shortcut="Shift+Space",
        is_enabled=can_step,
        retitle=_stop_title,
    ),
    Action(
        "train.stop_never",
        "train",
        QT_TRANSLATE_NOOP("actions", "Do not stop by itself"),
        QT_TRANSLATE_NOOP("actions", "Takes away where training was to stop."),
        "goal.never",
        is_enabled=lambda state: bool(state.stop_words),
    ),
    Action(
        "train.step",
        "train",
        QT_TRANSLATE_NOOP("actions", "Step"),
        QT_TRANSLATE_NOOP("actions", "Steps once more by the unit that was stepped last."),
        "walking.step",
        icon="step",
        shortcut=".",
        is_enabled=can_step,
        opens_group=True,
    ),
    Action(
        "train.back",
        "train",
        QT_TRANSLATE_NOOP("actions", "Back"),
        QT_TRANSLATE_NOOP("actions", "Goes back in time by the unit that was stepped last."),
        "walking.back",
        icon="back",
        shortcut="Shift+.",
        is_enabled=can_go_back,
    ),
    Action(
        "train.operation",
        "train",
        QT_TRANSLATE_NOOP("actions", "Operation"),
        QT_TRANSLATE_NOOP("actions", "Computes the next single operation and pauses."),
        "walking.step_operation",
        icon="operation",
        is_enabled=can_step,
    ),
    Action(
        "train.example",
        "train",
        QT_TRANSLATE_NOOP("actions", "Example"),
        QT_TRANSLATE_NOOP("actions", "Shows the next example of the batch and pauses."),
        "walking.step_example",
        icon="example",
        is_enabled=can_step,
    ),
    Action(
        "train.batch",
        "train",
        QT_TRANSLATE_NOOP("actions", "Batch"),
        QT_TRANSLATE_NOOP("actions", "Trains to the end of the next update and pauses."),
        "walking.step_batch",
        icon="batch",
        is_enabled=can_step,
    ),
    Action(
        "train.epoch",
        "train",
        QT_TRANSLATE_NOOP("actions", "Epoch"),
        QT_TRANSLATE_NOOP("actions", "Trains to the end of the pass over the data and pauses."),
        "walking.step_epoch",
        icon="epoch",
        is_enabled=can_step,
    ),
    Action(
        "train.steps",
        "train",
        QT_TRANSLATE_NOOP("actions", "Several steps…"),
        QT_TRANSLATE_NOOP("actions", "Trains exactly as many steps as you say, then pauses."),
        "walking.step_many",
        shortcut="Ctrl+.",
        is_enabled=can_step,
    ),
    Action(
        "train.rewind",
        "train",
        QT_TRANSLATE_NOOP("actions", "Reset"),
        QT_TRANSLATE_NOOP("actions", "Goes back to step 0 with the identical initial weights."),
        "training.rewind",
        icon="rewind",
        shortcut="Ctrl+R",
        is_enabled=can_train,
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
        is_enabled=can_train,
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
        "train.slow_motion",
        "train",
        QT_TRANSLATE_NOOP("actions", "Slow motion"),
        QT_TRANSLATE_NOOP("actions", "Plays operation by operation, or at the pace before."),
        "training.slow_motion",
        is_on=lambda state: state.is_slow,
    ),
    Action(
        "train.flat_out",
        "train",
        QT_TRANSLATE_NOOP("actions", "Flat out"),
        QT_TRANSLATE_NOOP("actions", "Trains as fast as the machine can, or at the pace before."),
        "training.flat_out",
        is_on=lambda state: state.is_flat_out,
    ),
    Action(
        "train.be_optimizer",
        "train",
        QT_TRANSLATE_NOOP("actions", "Be the optimizer…"),
        QT_TRANSLATE_NOOP(
            "actions", "A game: find the way down a small loss by hand, against an optimizer."
        ),
        "game.open",
        opens_group=True,
    ),
)
