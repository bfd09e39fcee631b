"""When an action of training is possible."""

from playground.ui.action import ActionState


def can_train(state: ActionState) -> bool:
    return state.is_startable and state.status not in ("empty", "preparing", "failed")


def can_toggle(state: ActionState) -> bool:
    # What runs can always be paused, also when an edit has just made the network impossible.
    return can_step(state) or state.is_running


def can_step(state: ActionState) -> bool:
    return can_train(state) and not state.has_guard


def can_go_back(state: ActionState) -> bool:
    return can_train(state) and not state.is_beginning
