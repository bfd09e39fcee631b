"""Layers that are let go on a card: they go in behind it, or in front of an output."""

import pytest
from PySide6.QtCore import QPoint

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas.view import CanvasView
from tests.ui.canvas_samples import BRANCHED, Desk, shown
from tests.ui.test_canvas_view import Drag, desk, on_screen, view

__all__ = ["desk", "view"]


@pytest.fixture
def branched(view: CanvasView) -> Desk:
    return Desk(view, shown(BRANCHED))


def _card(view: CanvasView, layer: LayerId) -> QPoint:
    """Return the headline of a card, in pixels."""
    frame = view.scene.frames()[layer]
    return on_screen(view, (frame.centre[0], frame.top + 12))


@pytest.mark.parametrize("kind", ["dense", "template:hidden_pair"])
def test_layer_dropped_on_a_card_goes_behind_it(view: CanvasView, desk: Desk, kind: str) -> None:
    first, second = desk.layer("dense 1"), desk.layer("dense 2")
    at = _card(view, first)
    drag = Drag(view, kind)
    drag.enter(at)
    drag.move(at)
    traces, frame = view.surface.stage.traces, view.scene.frames()[first]
    assert traces.target == first
    assert traces.glow == (Connection(first, second),)
    assert traces.ghost is not None
    assert traces.ghost[1][0] > frame.right, "the preview stands behind the card, not on it"
    assert view.overlay.hint.text() == "Release to put it behind Dense 1"
    drag.drop(at)
    assert desk.shown.resolution.is_valid
    assert desk.names[:2] == ["input", "dense 1"]
    assert desk.names[-2:] == ["dense 2", "output"]
    assert len(desk.names) > 4
    assert not view.surface.stage.traces.side


def test_layer_dropped_on_the_output_goes_in_front_of_it(view: CanvasView, desk: Desk) -> None:
    at = _card(view, desk.layer("output"))
    drag = Drag(view, "dropout")
    drag.enter(at)
    assert view.overlay.hint.text() == "Release to put it in front of Output"
    drag.drop(at)
    assert desk.names == ["input", "dense 1", "dense 2", "dropout 1", "output"]


def test_layer_dropped_on_a_fork_stands_before_all_its_branches(
    view: CanvasView, branched: Desk
) -> None:
    trunk, join = branched.layer("trunk"), branched.layer("add 1")
    order = branched.shown.project.network.sources(join).index(trunk)
    drag = Drag(view, "batch_norm")
    drag.enter(_card(view, trunk))
    assert len(view.surface.stage.traces.glow) == 2
    drag.drop(_card(view, trunk))
    network, fresh = branched.shown.project.network, branched.layer("batch norm 1")
    assert network.targets(trunk) == (fresh,)
    assert set(network.targets(fresh)) == {branched.layer("dense 2"), join}
    assert network.sources(join)[order] == fresh


def test_second_output_dropped_on_a_card_takes_what_it_puts_out(
    view: CanvasView, desk: Desk
) -> None:
    drag = Drag(view, "output")
    drag.enter(_card(view, desk.layer("dense 1")))
    drag.drop(_card(view, desk.layer("dense 1")))
    network = desk.shown.project.network
    assert network.sources(desk.layer("output 2")) == (desk.layer("dense 1"),)
    assert network.sources(desk.layer("dense 2")) == (desk.layer("dense 1"),)
    assert all(layer.position is None for layer in network.layers), "the layout goes on by itself"


def test_latent_dropped_on_a_card_stays_on_its_own(view: CanvasView, desk: Desk) -> None:
    drag = Drag(view, "latent")
    drag.enter(_card(view, desk.layer("dense 1")))
    assert view.surface.stage.traces.target is None
    drag.drop(_card(view, desk.layer("dense 1")))
    assert not desk.shown.project.network.targets(desk.layer("latent 1"))
