import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from playground.model.catalog import FURTHER, LAYERS
from playground.model.check import NOT_YET
from playground.model.edits import TEMPLATES, Edit
from playground.ui.docks import Docks
from playground.ui.kind_drawings import DRAWINGS, KIND_ICON, kind_icon
from playground.ui.style import LIGHT
from playground.ui.view import Selection
from playground.ui.views.canvas.surface import LAYER_MIME
from playground.ui.views.layer_palette import LayerPaletteView
from tests.ui.canvas_samples import shown, shown_of


@pytest.fixture
def palette(qtbot: QtBot) -> LayerPaletteView:
    palette = LayerPaletteView()
    qtbot.addWidget(palette)
    palette.show_project(shown())
    palette.show_theme(LIGHT)
    return palette


def test_only_kinds_that_work_are_offered(palette: LayerPaletteView) -> None:
    names = [button.kind.name for button in palette.buttons]
    kinds = [kind.name for kind in LAYERS.values() if kind.in_palette and kind.name not in NOT_YET]
    ends = {*FURTHER}
    assert [name for name in names if name not in ends] == [
        *kinds,
        *(f"template:{name}" for name in TEMPLATES),
    ]
    assert ends <= set(names)
    for button in palette.buttons:
        assert button.kind.explanation in button.toolTip()
        assert button.accessibleName()


def test_every_block_can_be_put_before_the_output(palette: LayerPaletteView) -> None:
    edits: list[Edit] = []
    palette.edit_requested.connect(edits.append)
    for button in palette.buttons:
        block = TEMPLATES.get(button.kind.name.removeprefix("template:"))
        if block is not None and block.suits == "rows":
            QTest.keyClick(button, Qt.Key.Key_Return)
            after = shown_of(edits[-1].change(shown().project))
            assert after.resolution.is_valid, button.kind.name
            assert len(after.resolution.order) > 4


def test_layer_goes_behind_the_selected_one(palette: LayerPaletteView) -> None:
    edits: list[Edit] = []
    palette.edit_requested.connect(edits.append)
    first = shown().resolution.order[1]
    palette.show_selection(Selection(layers=(first,)))
    QTest.keyClick(palette.buttons[1], Qt.Key.Key_Return)
    after = shown_of(edits[0].change(shown().project))
    kinds = [after.resolution.layers[layer].kind for layer in after.resolution.order]
    assert kinds == ["input", "dense", "activation", "dense", "output"]


@pytest.mark.parametrize("by", ["Enter", "double-click"])
def test_layer_is_inserted_before_the_output(palette: LayerPaletteView, by: str) -> None:
    edits: list[Edit] = []
    palette.edit_requested.connect(edits.append)
    button = palette.buttons[0]
    if by == "Enter":
        QTest.keyClick(button, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    after = shown_of(edits[0].change(shown().project))
    names = [after.project.network.layer(layer).name for layer in after.resolution.order]
    assert names == ["input", "dense 1", "dense 2", "dense 3", "output"]
    assert len(edits) == 1


def test_drag_carries_the_kind(palette: LayerPaletteView, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[bytes] = []

    def note(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        carried.append(bytes(drag.mimeData().data(LAYER_MIME).data()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", note)
    button = palette.buttons[1]
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(button, QPoint(12, 10))
    assert not carried
    QTest.mouseMove(button, QPoint(40, 14))
    assert carried == [b"activation"]


@pytest.mark.parametrize("width", [205, 240, 300, 420])
def test_no_name_is_cut_however_narrow_the_palette_is(
    qtbot: QtBot, palette: LayerPaletteView, width: int
) -> None:
    palette.resize(max(width, palette.minimumSizeHint().width()), 900)
    palette.show()
    right = palette.rect().right()
    for button in palette.buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(palette, button.rect().bottomRight()).x() <= right


def test_palette_is_as_tall_as_its_shelves_and_leaves_scrolling_to_the_dock(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    docks = Docks(window)
    palette = LayerPaletteView()
    docks.place("left", "Left", QWidget(), palette, scrolls=True)
    window.resize(900, 500)
    window.show()
    qtbot.waitUntil(lambda: palette.height() > window.height())
    assert len(docks["left"].findChildren(QScrollArea)) == 1
    last = palette.buttons[-1]
    assert last.mapTo(palette, last.rect().bottomLeft()).y() < palette.height()


def test_columns_are_filled_although_a_wide_kind_stands_in_between(
    palette: LayerPaletteView,
) -> None:
    palette.resize(226, palette.heightForWidth(226))
    palette.show()
    tops = {button.kind.name: button.y() for button in palette.buttons}
    widths = {button.kind.name: button.width() for button in palette.buttons}
    assert tops["conv"] == tops["upsample"], "the long name between them has a line of its own"
    assert widths["transposed_conv"] > 2 * widths["conv"]
    narrow = [name for name in LAYERS if widths.get(name) == widths["conv"]]
    assert len(narrow) > 20, "in the usual width, kinds stand side by side"


def test_every_kind_has_a_drawing_of_its_own(qtbot: QtBot) -> None:
    kinds = [*(kind.name for kind in LAYERS.values() if kind.in_palette), *FURTHER]
    assert set(DRAWINGS) == set(kinds)
    pictures = {
        bytes(kind_icon(kind, "#2dc5b4").pixmap(KIND_ICON).toImage().constBits()) for kind in kinds
    }
    assert len(pictures) == len(kinds)
