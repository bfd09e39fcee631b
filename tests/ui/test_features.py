"""A branch's own features on its card and on the canvas."""

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from playground.model.edits import Edit
from playground.model.ids import LayerId, UnitRef
from playground.model.network import FeaturesSpec
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.naming import unit_title
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.bundles import bundles_of
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.card.feature_boxes import FeatureBoxes
from playground.ui.views.card.view import CardView
from tests.ui.canvas_samples import shown_of, snapshot_of

TEXT = "features y x as left > dense 3 as a; features xy > dense 2 > concat a > output"
LEFT = LayerId("L2")


def seen(text: str = TEXT) -> ShownProject:
    return shown_of(Project(parse(text), DataSpec("xor", features=("x", "x2", "y", "xy"))))


def test_check_boxes_choose_what_a_branch_takes(qtbot: QtBot) -> None:
    asked: list[Edit] = []
    shown = seen()
    view = CardView()
    qtbot.addWidget(view)
    view.edit_requested.connect(asked.append)
    view.show_theme(DARK)
    view.show_project(shown)
    view.show_snapshot(snapshot_of(shown))
    view.show_selection(Selection((LEFT,)))
    boxes = view.layer.kind_settings.fields["features"]
    assert isinstance(boxes, FeatureBoxes)
    told: dict[str, QCheckBox] = boxes.boxes
    assert [(box.text(), box.isChecked()) for box in told.values()] == [
        ("x", True), ("x²", False), ("y", True), ("xy", False),
    ]  # fmt: skip
    told["x2"].click()
    after = asked[-1].change(shown.project)
    assert after.network.layer(LEFT).spec == FeaturesSpec(("x", "x2", "y"))  # type: ignore[arg-type]
    # The last one stays: a branch of nothing would be none.
    view.show_project(seen(TEXT.replace("features y x", "features y")))
    assert not told["y"].isEnabled()
    assert told["x"].isEnabled()


def test_a_feature_that_the_data_lost_keeps_its_box_until_it_is_left(qtbot: QtBot) -> None:
    boxes = FeatureBoxes()
    qtbot.addWidget(boxes)
    boxes.show_features(("x", "y"), ("x", "xy"))
    assert [name for name, box in boxes.boxes.items() if box.isChecked()] == ["x", "xy"]
    chosen: list[tuple[str, ...]] = []
    boxes.features_chosen.connect(chosen.append)
    boxes.boxes["xy"].click()
    assert chosen == [("x",)]


def test_wires_lead_from_each_feature_to_where_it_is_taken() -> None:
    shown = seen()
    cards = cards_of(shown)
    entry, left = cards[LayerId("L1")], cards[LEFT]
    assert left.body.labels == ("y", "x")
    bundle = next(b for b in bundles_of(shown, cards) if b.connection.target == LEFT)
    assert bundle.starts.tolist() == entry.body.ports_out[[2, 0]].tolist()
    assert bundle.ends.tolist() == left.body.ports_in.tolist()
    shape = shown.resolution.layers[LEFT]
    unit: UnitRef = shape.units_out[0]
    assert unit_title(shown.project, shown.resolution, unit, "neuron") == "Left · y"
