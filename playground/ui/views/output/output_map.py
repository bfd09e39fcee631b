"""The output, or one neuron, as a picture over the plane of two features."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.model.ids import UnitRef
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import unit_title
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output import sight as sights
from playground.ui.views.output.axes_bar import AxesBar
from playground.ui.views.output.cloud import (
    EMPTY_CLOUD,
    Cloud,
    plane_cloud,
    spread_cloud,
)
from playground.ui.views.output.heading import OutputHeading
from playground.ui.views.output.levels import Scale, target_scale
from playground.ui.views.output.map_canvas import MapCanvas
from playground.ui.views.output.map_foot import MapFoot
from playground.ui.views.output.point_editing import PointEditing
from playground.ui.views.output.point_edits import can_take, take
from playground.ui.views.output.points_paint import Residuals
from playground.ui.views.output.readings import residual_text
from playground.ui.views.output.rendering import NO_PICTURE, class_picture, signed_picture
from playground.ui.views.output.score import score_text
from playground.ui.views.output.sight import Sight
from playground.ui.wording import class_words

MAP_SIZE = 100
_LEGEND_FROM, _CHIPS_FROM = 200, 130
"""Heights in pixels from which there is room for more than the map."""


class OutputMapView(View):
    """The plane as the network sees it, with the examples on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._theme: Theme | None = None
        self._sight: Sight | None = None
        self._drawn: object = None
        self._mouse: tuple[float, float] | None = None
        self._since = 0
        self.header = OutputHeading(self.tr("Output"))
        self.axes = AxesBar()
        self.canvas = MapCanvas()
        self.editing = PointEditing(self.canvas)
        self.foot = MapFoot(self.editing.bar, (self.axes.principal, self.axes.keeps_example))
        self._connect()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING // 2, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING * 3 // 4)
        for widget in (self.header, self.axes):
            layout.addWidget(widget)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.foot)
        self.axes.hide()

    def _connect(self) -> None:
        foot, editing = self.foot, self.editing
        foot.test_points.toggled.connect(self._show_cloud)
        foot.changed.connect(self._redraw)
        foot.take_requested.connect(self._on_foot_take_requested)
        self.axes.changed.connect(self._redraw)
        self.canvas.example_requested.connect(self._on_canvas_example_requested)
        self.canvas.hovered.connect(self._on_canvas_hovered)
        editing.edit_requested.connect(self.edit_requested)
        editing.example_requested.connect(self._on_canvas_example_requested)

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        before, self._shown = self._shown, shown
        if before is None or before.project.data.kind != shown.project.data.kind:
            # Pictures of a run that has other data yet are not of these.
            self._since = shown.generation
        dataset = shown.dataset
        self.editing.show_project(shown)
        is_slice = dataset is not None and not dataset.shape.plane
        self.axes.setVisible(is_slice)
        if dataset is not None and is_slice:
            self.axes.show_dataset(dataset)
        self.foot.show_kind(
            has_test=dataset is not None and dataset.test.size > 0,
            is_regression=sights.is_regression(shown),
            can_take=can_take(dataset),
            is_slice=is_slice,
        )
        self._show_cloud()
        self._redraw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        self.foot.show_neuron(selection.unit is not None)
        self.canvas.show_selected(selection.example)
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.header, self.editing.bar, self.canvas, self.foot):
            part.show_theme(theme)
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        height = self.height()
        self.foot.show_room(
            for_legend=height >= px(_LEGEND_FROM), for_chips=height >= px(_CHIPS_FROM)
        )

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for this map and nothing else."""
        shown = self._shown
        dataset = shown.dataset if shown is not None else None
        if shown is None or dataset is None:
            return watch
        is_slice, example = not dataset.shape.plane, None
        if is_slice and self.axes.keeps_example.isChecked():
            example = min(self._selection.example or 0, dataset.size - 1)
        return replace(
            watch,
            map_unit=self.unit,
            map_size=MAP_SIZE,
            map_axes=self.axes.axes if is_slice else None,
            map_example=example,
            answers=sights.is_regression(shown),
        )

    @property
    def unit(self) -> UnitRef | None:
        """The neuron to show in place of the output: under the mouse, or selected."""
        if self._selection.hover is not None:
            return self._selection.hover
        return self._selection.unit if self.foot.neuron.isChecked() else None

    # --- wishes ----------------------------------------------------------------------------

    def _on_canvas_example_requested(self, example: int) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is not None and example < dataset.size:
            self.selection_requested.emit(replace(self._selection, example=example))

    def _on_canvas_hovered(self, place: tuple[float, float] | None) -> None:
        self._mouse = place
        self._say()

    def _on_foot_take_requested(self) -> None:
        if self._shown is not None and self._shown.dataset is not None:
            self.edit_requested.emit(take(self._shown.dataset))

    # --- drawing ---------------------------------------------------------------------------

    def _cloud(self) -> Cloud:
        shown, with_test = self._shown, self.foot.test_points.isChecked()
        dataset = shown.dataset if shown is not None else None
        if shown is not None and self.editing.is_on:
            return self.editing.cloud(dataset, with_test)
        if dataset is None:
            return EMPTY_CLOUD
        scale = target_scale(dataset.values[:, :1]) if dataset.values.shape[1] else None
        if dataset.shape.plane:
            return plane_cloud(dataset, with_test, scale)
        frame = self._sight.frame if self._sight is not None else None
        if frame is None or frame.places.shape[0] != dataset.size:
            return EMPTY_CLOUD
        return spread_cloud(dataset, frame.places, with_test, scale)

    def _show_cloud(self) -> None:
        self.canvas.show_cloud(self._cloud())

    def _redraw(self) -> None:
        self._drawn = None
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        is_current = self._snapshot.project_generation >= self._since
        sight = sights.sight_of(self._snapshot, shown, self.unit) if is_current else None
        before, self._sight = self._sight, sight
        if sight is not None and (before is None or before.frame is not sight.frame):
            self._show_cloud()
        self._show_header(shown, is_current)
        self.canvas.show_hint(self.editing.hint(shown))
        self._show_residuals(shown)
        if sight is None or sight.values is not self._drawn:
            self._drawn = sight.values if sight is not None else None
            self._show_picture(shown)
        self._say()

    def _show_picture(self, shown: ShownProject) -> None:
        theme, sight, legend = self._theme, self._sight, self.foot.legend
        is_discrete = self.foot.discrete.isChecked()
        if sight is None or theme is None:
            self.canvas.show_picture(NO_PICTURE)
            legend.show_scale(None)
        elif sight.outputs is not None:
            self.canvas.show_picture(class_picture(sight.outputs, theme, is_discrete))
            legend.show_classes(
                class_words(shown.dataset.shape.classes) if shown.dataset is not None else ()
            )
        else:
            scale = sights.scale_of(shown, sight)
            edge = sights.edge_of(shown, sight, scale)
            self.canvas.show_picture(signed_picture(sight.values, scale, edge, theme, is_discrete))
            legend.show_scale(scale)

    def _show_header(self, shown: ShownProject, is_current: bool) -> None:
        unit = self._sight.unit if self._sight is not None else None
        if unit is None or self._sight is None:
            self.header.show_subject(None)
            info = score_text(self._snapshot, shown) if is_current else ("", "")
            self.header.show_info(*info)
            return
        title = unit_title(shown.project, shown.resolution, unit, self.tr("neuron"))
        self.header.show_subject(title)
        finite = self._sight.values[np.isfinite(self._sight.values)]
        if finite.size:
            ends = [numbers.signed(float(value), 2) for value in (finite.min(), finite.max())]
            self.header.show_info(self.tr("from {0} to {1}").format(*ends), " … ".join(ends))

    def _show_residuals(self, shown: ShownProject) -> None:
        answers, dataset = self._snapshot.answers, shown.dataset
        wanted = self.foot.residuals.isChecked() and self.foot.line.is_offered(self.foot.residuals)
        if not wanted or answers is None or dataset is None or answers.shape[0] != dataset.size:
            self.canvas.show_residuals(None)
            return
        scale: Scale = target_scale(dataset.values[:, :1])
        errors = answers[:, 0] - dataset.values[:, 0]
        self.canvas.show_residuals(Residuals(errors, (scale.high - scale.low) / 2))

    def _say(self) -> None:
        """Say what is under the mouse; without it, which plane this is."""
        shown, sight = self._shown, self._sight
        dataset = shown.dataset if shown is not None else None
        if self._mouse is None or dataset is None or shown is None:
            self.foot.show_reading("", sights.frame_text(sight))
            return
        example = self.canvas.example_near(*self._mouse)
        self.canvas.show_example_words(sights.example_words(dataset, example))
        if example is not None and example < dataset.size and sights.is_regression(shown):
            answers = self._snapshot.answers
            known = answers is not None and answers.shape[0] == dataset.size
            output = float(answers[example, 0]) if answers is not None and known else None
            text = residual_text(float(dataset.values[example, 0]), output)
        else:
            text = sights.reading_at(dataset, sight, *self._mouse)
        self.foot.show_reading(text)
