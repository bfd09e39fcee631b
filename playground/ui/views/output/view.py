"""The network's answer: a map over the plane, or bars and a confusion matrix for classes."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from playground.session.snapshot import Snapshot
from playground.ui.style import Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.class_output import ClassOutputView
from playground.ui.views.output.output_map import OutputMapView


class OutputView(View):
    """Shows the one of its two pictures that fits the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map_view = OutputMapView()
        self.class_view = ClassOutputView()
        self._stack = QStackedLayout(self)
        self._views: tuple[View, ...] = (self.map_view, self.class_view)
        for view in self._views:
            self._stack.addWidget(view)
            view.edit_requested.connect(self.edit_requested)
            view.command_requested.connect(self.command_requested)
            view.selection_requested.connect(self.selection_requested)
            view.action_requested.connect(self.action_requested)

    def show_project(self, shown: ShownProject) -> None:
        if shown.dataset is not None:
            is_plane = shown.dataset.shape.plane
            self._stack.setCurrentWidget(self.map_view if is_plane else self.class_view)
        for view in self._views:
            view.show_project(shown)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._current().show_snapshot(snapshot)

    def show_selection(self, selection: Selection) -> None:
        for view in self._views:
            view.show_selection(selection)

    def show_theme(self, theme: Theme) -> None:
        for view in self._views:
            view.show_theme(theme)

    def _current(self) -> View:
        return self._views[self._stack.currentIndex()]
