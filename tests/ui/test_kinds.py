"""Networks of every kind of layer on the screen: a plain card, its settings, nothing that breaks."""

import pytest
from pytestqt.qtbot import QtBot

from playground.model.catalog import LAYERS
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.view import CardView
from playground.ui.views.outline.view import OutlineView
from playground.ui.views.weights.view import WeightsView
from tests.ui.canvas_samples import shown_of, snapshot_of

PICTURES = (
    "conv 3 3x3 relu > transposed_conv 2 > upsample 2 > pool 2 > average_pool 2 > batch_norm >"
    " multiply input as m > flatten > output"
)
ROWS = (
    "noise 0.1 > reshape 1x8x8 > conv 4 > global_average_pool > layer_norm > normalise >"
    " softmax_over units > cosine 5 > output"
)
TOKENS = (
    "embedding 6 > position > attention 2 > position sinusoidal > dense 4 > rnn 3 whole > gru 3 whole >"
    " softmax_over positions > lstm 4 whole > last_step > output"
)
NEXT = "embedding 6 > gru 4 whole > dense 3 relu > output"
TEXTS = (
    *(("digits", PICTURES), ("digits", ROWS), ("xor", ROWS)),
    *(("letters", NEXT), ("recall", TOKENS), ("waves", TOKENS)),
)


def seen(kind: str, text: str) -> ShownProject:
    return shown_of(Project(parse(text), DataSpec(kind=kind)))


@pytest.mark.parametrize(("kind", "text"), TEXTS)
@pytest.mark.parametrize("view_type", [CanvasView, CardView, OutlineView, WeightsView])
def test_every_kind_is_shown(qtbot: QtBot, view_type: type[View], kind: str, text: str) -> None:
    project = seen(kind, text)
    view = view_type()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_theme(DARK)
    view.show_project(project)
    view.show_snapshot(snapshot_of(project))
    for layer in project.project.network.layers:
        shape = project.resolution.layers[layer.id]
        view.show_selection(Selection(layers=(layer.id,)))
        view.show_selection(Selection(layers=(layer.id,), unit=shape.units_out[0]))
    assert not view.grab().isNull()


def test_together_they_are_all_kinds() -> None:
    kinds = {
        shape.kind for kind, text in TEXTS for shape in seen(kind, text).resolution.layers.values()
    }
    assert set(LAYERS) - kinds == {"activation", "dropout", "add", "concatenate"}


def test_a_card_says_what_a_layer_puts_out() -> None:
    project = seen("digits", "conv 3 3x3 relu > pool 2 > flatten > output")
    told = [card.subtitle for card in cards_of(project).values()]
    assert told[1:4] == ["3 × 8 × 8 relu · 30 parameters", "3 × 4 × 4", "48"]
