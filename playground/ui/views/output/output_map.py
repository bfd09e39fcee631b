"""The output, or the neuron under the mouse, as a picture over the plane."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.model.catalog import target_rule
from playground.model.ids import UnitRef
from playground.session.snapshot import Snapshot
from playground.ui.naming import unit_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.legend import MapLegend
from playground.ui.views.output.levels import (
    SIGN_SCALE,
    UNIT_SCALE,
    Float32,
    Scale,
    scale_for,
    two_classes,
)
from playground.ui.views.output.map_canvas import MapCanvas
from playground.ui.views.output.score import score_text
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Header


class OutputMapView(View):
    """The plane as the network sees it, with the examples on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._drawn: object = None
        self.header = Header(self.tr("Output"))
        self.canvas = MapCanvas()
        self.legend = MapLegend()
        self.test_points = Chip(
            self.tr("test points"),
            self.tr("Shows the examples that the network never trains on, smaller and hollow."),
        )
        self.test_points.setChecked(True)
        self.test_points.toggled.connect(self._on_test_points_toggled)
        self.canvas.example_requested.connect(self._on_canvas_example_requested)
        foot = QHBoxLayout()
        foot.setSpacing(SPACING)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.test_points)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING + 4, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self.header)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(foot)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self._drawn = None
        dataset = shown.dataset
        self.canvas.show_dataset(dataset, self.test_points.isChecked())
        self.test_points.setVisible(dataset is not None and dataset.test.size > 0)
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.header.show_info(*score_text(snapshot))
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        self.canvas.show_selected(selection.example)
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self.canvas.show_theme(theme)
        self.legend.show_theme(theme)
        self.test_points.show_theme(theme)

    def _on_canvas_example_requested(self, example: int) -> None:
        self.selection_requested.emit(replace(self._selection, example=example))

    def _on_test_points_toggled(self, is_on: bool) -> None:
        if self._shown is not None:
            self.canvas.show_dataset(self._shown.dataset, is_on)

    def _draw(self) -> None:
        unit, values, confidence = self._picture()
        self.header.title.show_text(self._title(unit))
        if values is self._drawn and values is not None:
            return
        self._drawn = values
        if values is None:
            self.canvas.show_values(None, SIGN_SCALE, None)
            return
        if confidence is not None:
            self._show(two_classes(values, confidence), UNIT_SCALE, 0.5)
            return
        scale = scale_for(self._activation(unit), values)
        self._show(values, scale, self._threshold(scale) if unit is None else None)

    def _show(self, values: Float32, scale: Scale, threshold: float | None) -> None:
        self.canvas.show_values(values, scale, threshold)
        self.legend.show_scale(scale)

    def _picture(self) -> tuple[UnitRef | None, Float32 | None, Float32 | None]:
        """Return what to draw: the neuron under the mouse as soon as there is anything of it."""
        big, hover = self._snapshot.big_map, self._selection.hover
        if hover is not None and (big is None or big.unit != hover):
            tile = self._tile(hover)
            if tile is not None:
                return hover, tile, None
        if big is None:
            return None, None, None
        return big.unit, big.values, big.confidence

    def _tile(self, unit: UnitRef) -> Float32 | None:
        plane, shown = self._snapshot.plane, self._shown
        if plane is None or shown is None or unit.layer not in plane.layers:
            return None
        shape = shown.resolution.layers.get(unit.layer)
        tiles = plane.layers[unit.layer]
        if shape is None or unit not in shape.units_out:
            return None
        index = shape.units_out.index(unit)
        return tiles[index] if index < tiles.shape[0] else None

    def _title(self, unit: UnitRef | None) -> str:
        if unit is None or self._shown is None:
            return self.tr("Output")
        return unit_title(self._shown.project, self._shown.resolution, unit, self.tr("neuron"))

    def _activation(self, unit: UnitRef | None) -> str:
        if self._shown is None:
            return "tanh"
        resolution = self._shown.resolution
        layer = unit.layer if unit is not None else next(reversed(resolution.order), None)
        if layer is None or layer not in resolution.layers:
            return "tanh"
        return resolution.layers[layer].activation

    def _threshold(self, scale: Scale) -> float | None:
        shown = self._shown
        if shown is None or shown.dataset is None:
            return None
        task = shown.dataset.shape.task
        rule = target_rule(task, self._activation(None), shown.resolution.loss or None)
        return rule.threshold if rule is not None else scale.centre
