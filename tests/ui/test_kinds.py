"""Networks of every kind of layer on the screen: a plain card, its settings, nothing that breaks."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from playground.model.catalog import LAYERS
from playground.model.edits import Edit
from playground.model.fresh import fresh_spec
from playground.model.ids import LayerId
from playground.model.network import ConvSpec, Layer, MaxPoolSpec
from playground.model.project import DataSpec, Project
from playground.model.text import parse, unit_ids
from playground.ui.finding import find
from playground.ui.languages import speak
from playground.ui.naming import weight_title
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas.card_parts import title_rect
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.looks import canvas_font
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.arithmetic import weight_value
from playground.ui.views.card.kind_settings import ELSEWHERE, KindSettings
from playground.ui.views.card.layer_card import LayerCard
from playground.ui.views.card.view import CardView
from playground.ui.views.outline.entries import bias_of
from playground.ui.views.outline.view import OutlineView
from playground.ui.views.weights.linear import multiply_out
from playground.ui.views.weights.tables import cell_of, matrix_table, weight_at
from playground.ui.views.weights.view import WeightsView
from playground.ui.widgets.text import Text
from tests.ui.canvas_samples import shown_of, snapshot_of

PICTURES = (
    "conv 3 3x3 relu > transposed_conv 2 > upsample 2 > pool 2 > average_pool 2 > batch_norm >"
    " multiply input as m > flatten > output"
)
ROWS = (
    "noise 0.1 > reshape 1x8x8 > conv 4 > global_average_pool > layer_norm > normalise >"
    " softmax_over units > cosine 5 > output"
)
BRANCHES = "features x as a; features y > dense 2 > concat a > output"
TOKENS = (
    "embedding 6 > position > attention 2 > position sinusoidal > dense 4 > rnn 3 whole > gru 3 whole >"
    " softmax_over positions > lstm 4 whole > last_step > output"
)
NEXT = "embedding 6 > gru 4 whole > dense 3 relu > output"
TEXTS = (
    *(("digits", PICTURES), ("digits", ROWS), ("xor", ROWS), ("xor", BRANCHES)),
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
    assert set(LAYERS) - kinds == {"activation", "dropout", "add"}


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
    words = [padding.itemText(index) for index in range(padding.count())]
    assert words == ["zeros around (same)", "none (valid)"]
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


def test_the_card_of_a_kind_speaks_of_it_first_and_in_one_column(qtbot: QtBot) -> None:
    view = LayerCard()
    qtbot.addWidget(view)
    project = seen("digits", "conv 3 3x3 > flatten > dense 4 > output")
    conv, _, dense = project.resolution.order[1:4]
    view.show_layer(project, conv)
    view.resize(340, 900)
    view.show()
    words = {label.text(): label for label in view.findChildren(Text) if label.isVisible()}
    assert {"Channels", "Window height", "Stride"} <= set(words)
    assert view.units.accessibleName() == "Channels"
    tops = {word: words[word].mapTo(view, words[word].rect().topLeft()).y() for word in words}
    assert tops["Channels"] < tops["Stride"] < tops["Activation"] < tops["Bias"]
    lefts = {field.mapTo(view, field.rect().topLeft()).x() for field in (view.units, view.bias)}
    lefts |= {f.mapTo(view, f.rect().topLeft()).x() for f in view.kind_settings.fields.values()}
    assert len(lefts) == 1
    pooled = seen("digits", "pool 2 > flatten > output")
    view.show_layer(pooled, pooled.resolution.order[1])
    words = {label.text(): label for label in view.findChildren(Text)}
    widths = {words[word].minimumWidth() for word in ("Name", "Window", "Stride", "Padding")}
    assert len(widths) == 1
    assert widths.pop() > 0
    view.show_layer(project, dense)
    assert view.units.accessibleName() == "Units"


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


@pytest.mark.parametrize(("kind", "text"), [TEXTS[0], *TEXTS[3:5]])
def test_the_table_of_every_kind_holds_all_its_numbers(kind: str, text: str) -> None:
    project = seen(kind, text)
    snapshot = snapshot_of(project)
    for shape in project.resolution.layers.values():
        if not shape.parameters:
            continue
        table = matrix_table(project, snapshot, shape)
        assert table is not None
        assert table.values.shape == (len(table.rows), len(table.columns))
        for row in range(len(table.rows)):
            for column in range(-1, len(table.columns)):
                weight = weight_at(shape, row, column)
                if weight is None:
                    continue
                cell = table.bias[row] if column < 0 and table.bias is not None else None
                cell = table.values[row, column] if cell is None else cell
                assert cell == weight_value(project, snapshot, weight)
                assert cell_of(shape, weight) == (row, column)
                assert "?" not in weight_title(project.project, project.resolution, weight)
        is_matrix = shape.kind in ("dense", "output")
        product = multiply_out(
            project.project.network, project.resolution, snapshot.weights, shape.id
        )
        assert (product is not None) == is_matrix


def test_kernels_are_no_weights_between_two_units() -> None:
    project = seen("digits", "conv 3 3x3 relu > flatten > output")
    snapshot = snapshot_of(project)
    conv, output = project.resolution.order[1], project.resolution.order[-1]
    found = find(project, snapshot.weights, "largest weights")
    assert found
    layers = {one.selection.weight.target.layer for one in found if one.selection.weight}
    assert conv not in layers
    assert output in layers


def test_gated_units_have_no_bias_of_their_own(qtbot: QtBot) -> None:
    project = seen("recall", TOKENS)
    snapshot = snapshot_of(project)
    for shape in project.resolution.layers.values():
        bias = bias_of(project, snapshot, shape.id, 0)
        assert (bias is not None) == (shape.kind in ("dense", "output", "rnn"))


@pytest.mark.parametrize("language", ["en", "sl"])
def test_the_name_of_a_kind_fits_on_its_card(qtbot: QtBot, language: str) -> None:
    speak(language)
    project = seen("digits", PICTURES)
    for card in cards_of(project).values():
        metrics = QFontMetricsF(canvas_font(15, int(QFont.Weight.DemiBold)))
        assert metrics.horizontalAdvance(card.title) <= title_rect(card).width()
