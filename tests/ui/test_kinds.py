"""Networks of every kind of layer on the screen: a plain card, its settings, nothing that breaks."""

import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from playground.model.catalog import LAYERS
from playground.model.edits import Edit
from playground.model.fresh import fresh_spec
from playground.model.ids import LayerId
from playground.model.network import ConvSpec, Layer, MaxPoolSpec
from playground.model.project import DataSpec, Project
from playground.model.text import parse, unit_ids
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.kind_settings import ELSEWHERE, KindSettings
from playground.ui.views.card.layer_card import LayerCard
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


def test_settings_of_a_kind_are_set_on_its_card(qtbot: QtBot) -> None:
    asked: list[Edit] = []
    view = LayerCard()
    qtbot.addWidget(view)
    view.edit_requested.connect(asked.append)
    project = seen("digits", "conv 3 3x3 > pool 2 > flatten > output")
    conv, pool, flatten = project.resolution.order[1:4]
    view.show_layer(project, conv)
    rows = view.kind_settings.fields
    assert list(rows) == ["kernel_height", "kernel_width", "stride", "padding", "groups"]
    width, padding = rows["kernel_width"], rows["padding"]
    assert isinstance(width, QSpinBox)
    assert isinstance(padding, QComboBox)
    assert not asked
    width.setValue(5)
    padding.setCurrentIndex(1)
    padding.activated.emit(1)
    after = asked[1].change(asked[0].change(project.project))
    assert after.network.layer(conv).spec == ConvSpec(unit_ids(3), 3, 5, padding="valid")
    assert view.count.text() == "3·1·3·3 + 3 = 30"
    view.show_layer(project, pool)
    stride = view.kind_settings.fields["stride"]
    assert isinstance(stride, QSpinBox)
    assert stride.text() == "as the window"
    stride.setValue(3)
    assert asked[-1].change(project.project).network.layer(pool).spec == MaxPoolSpec(2, 3)
    view.show_layer(project, flatten)
    assert not view.kind_settings.fields
    assert view.kind_settings.isHidden()


def test_padding_that_no_table_holds_is_shown(qtbot: QtBot) -> None:
    view = LayerCard()
    qtbot.addWidget(view)
    project = seen("digits", "conv 3 3x3 pad 1,2,1,2 > flatten > output")
    view.show_layer(project, project.resolution.order[1])
    padding = view.kind_settings.fields["padding"]
    assert isinstance(padding, QComboBox)
    assert padding.currentText() == "1, 2, 1, 2"


@pytest.mark.parametrize("kind", [kind for kind, record in LAYERS.items() if record.in_palette])
def test_every_setting_has_an_input_that_keeps_its_value(qtbot: QtBot, kind: str) -> None:
    asked: list[Edit] = []
    view = KindSettings()
    qtbot.addWidget(view)
    view.edit_requested.connect(asked.append)
    view.show_layer(Layer(LayerId("L2"), "it", fresh_spec(kind)))
    assert set(view.fields) == {field.name for field in LAYERS[kind].fields} - ELSEWHERE
    assert not asked
