"""Everything that belongs to the user's own points on the map: bar, hand, hint."""

from PySide6.QtCore import QObject, Signal

from playground.data.catalog import DATASETS
from playground.data.dataset import Dataset
from playground.ui.view import ShownProject
from playground.ui.views.output.cloud import Cloud, own_cloud
from playground.ui.views.output.map_canvas import MapCanvas
from playground.ui.views.output.point_bar import PointBar
from playground.ui.views.output.point_hand import PointHand
from playground.ui.wording import class_words

_OWN = DATASETS["own"]


class PointEditing(QObject):
    """Takes the map's mouse and keys while the data are the user's own points."""

    edit_requested = Signal(object)
    example_requested = Signal(int)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.is_on = False
        self.bar = PointBar(class_words(_OWN.classes))
        self.hand = PointHand(canvas)
        self.hand.class_names = class_words(_OWN.classes)
        self.hand.edit_requested.connect(self.edit_requested)
        self.hand.example_requested.connect(self.example_requested)
        self.hand.changed.connect(canvas.update)
        self.bar.label_changed.connect(self._on_bar_label_changed)
        self.bar.brush_toggled.connect(self._on_bar_brush_toggled)
        self.bar.hide()

    def show_project(self, shown: ShownProject) -> None:
        """Begin or end, and take the points as they are now."""
        self.is_on = shown.project.data.kind == "own"
        self._canvas.hand = self.hand if self.is_on else None
        self.bar.setVisible(self.is_on)
        if not self.is_on:
            self.hand.show_points((), 1.0)
            return
        points = shown.project.data.points
        extent = _OWN.extent if shown.dataset is None else shown.dataset.extent
        self.hand.show_points(points, extent)
        self._count_classes()

    def cloud(self, dataset: Dataset | None, with_test: bool) -> Cloud:
        """Return the points for drawing."""
        return own_cloud(self.hand.points, self.hand.ground.extent, dataset, with_test)

    def hint(self, shown: ShownProject) -> str:
        """Return what to do next, or why these points are not enough yet; "" where all is well."""
        if not self.is_on:
            return ""
        if not shown.project.data.points:
            return self.tr(
                "Click to add points. Shift-click adds the other class. "
                "Drag moves a point, Delete removes it. The brush sprays many."
            )
        if shown.dataset is not None:
            return ""
        return next((problem.message for problem in shown.resolution.problems), "")

    def _count_classes(self) -> None:
        hand = self.hand
        present = max((point.label for point in hand.points), default=0)
        hand.classes = max(2, present + 1, hand.label + 1)

    def _on_bar_label_changed(self, label: int) -> None:
        self.hand.label = label
        self._count_classes()

    def _on_bar_brush_toggled(self, is_on: bool) -> None:
        self.hand.is_brush = is_on
