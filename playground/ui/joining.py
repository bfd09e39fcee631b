"""Views that come after the first paint get what they need to know, and whoever hears them."""

from typing import Protocol, runtime_checkable

from playground.ui import zooming
from playground.ui.controller import Controller
from playground.ui.frame import Frame
from playground.ui.menus import ActionBoard
from playground.ui.stop_goal import StopGoal, StopView
from playground.ui.style import at_usual_size, zoom
from playground.ui.view import StateView, View
from playground.ui.views.output.view import OutputView
from playground.ui.weights import WeightsView


@runtime_checkable
class PairView(Protocol):
    """A view that shows two pictures of the output."""

    def place_pictures(self, then: View, now: View) -> None: ...


def join(
    view: View, controller: Controller, frame: Frame, board: ActionBoard, goal: StopGoal
) -> None:
    """Connect a view according to what it is, beyond what every view is."""
    if isinstance(view, StopView):
        goal.changed.connect(view.show_stop)
    if isinstance(view, WeightsView):
        view.weights_requested.connect(controller.send)
        view.told.connect(frame.tell)
    if isinstance(view, PairView):
        view.place_pictures(_plain_output(), _plain_output())
    if isinstance(view, StateView):
        view.show_state(board.state)
        board.state_changed.connect(view.show_state)


def _plain_output() -> OutputView:
    """Return a picture of the output without its switches: it is only to be looked at."""
    with at_usual_size():
        view = OutputView()
    for header in (view.map_view.header, view.curve_view.header):
        header.is_needless = True
    for switches in (view.map_view.foot, view.curve_view.chips):
        switches.hide()
    for page in (view.map_view, view.curve_view, view.class_view, view.table_view):
        column = page.layout()
        if column is not None:
            # It stands in a panel that has margins of its own.
            column.setContentsMargins(0, 0, 0, 0)
    zooming.rescale(view, 1.0, zoom())
    return view
