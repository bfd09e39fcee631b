"""Views that come after the first paint get what they need to know, and whoever hears them."""

from playground.ui.controller import Controller
from playground.ui.frame import Frame
from playground.ui.menus import ActionBoard
from playground.ui.stop_goal import StopGoal, StopView
from playground.ui.view import StateView, View
from playground.ui.weights import WeightsView


def join(
    view: View, controller: Controller, frame: Frame, board: ActionBoard, goal: StopGoal
) -> None:
    """Connect a view according to what it is, beyond what every view is."""
    if isinstance(view, StopView):
        goal.changed.connect(view.show_stop)
    if isinstance(view, WeightsView):
        view.weights_requested.connect(controller.send)
        view.told.connect(frame.tell)
    if isinstance(view, StateView):
        view.show_state(board.state)
        board.state_changed.connect(view.show_state)
